// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <locale.h>

#include "engine/chat/interpreter.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"
#include "engine/chat/text.h"
#include "engine/chat/text_arguments.h"

namespace postern::chat {

namespace {

constexpr std::int64_t kLongestRange = 100'000; ///< the reference's sandbox has the same limit

Value range(Interpreter& interpreter, const Arguments& arguments) {
    const Bound bound("range", arguments, {"start", "stop", "step"}, 1);
    if (!arguments.named.empty())
        typeFault("range() takes no keyword arguments");
    const bool hasStart = bound.at(1) != nullptr;
    const std::int64_t start = hasStart ? wholeArgument(bound.at(0), 0, "range") : 0;
    const std::int64_t stop = wholeArgument(bound.at(hasStart ? 1 : 0), 0, "range");
    const std::int64_t stride = wholeArgument(bound.at(2), 1, "range");
    if (stride == 0)
        fault("ValueError: range() arg 3 must not be zero");
    Values items;
    for (std::int64_t value = start; stride > 0 ? value < stop : value > stop;) {
        if (static_cast<std::int64_t>(items.size()) >= kLongestRange)
            overLimit("Range too big. The sandbox blocks ranges larger than " + std::to_string(kLongestRange));
        items.push_back(value);
        if (__builtin_add_overflow(value, stride, &value))
            break;
    }
    const Value result = interpreter.heap().sequence(Sequence::Form::Range, std::move(items));
    Sequence* const made = result.as<Sequence>();
    made->start = start;
    made->stop = stop;
    made->stride = stride;
    return result;
}

/// The entries that dict(…) and namespace(…) start from: a mapping or pairs, then the named ones.
std::vector<Dict::Entry> entriesOf(Interpreter& interpreter, const Arguments& arguments, const char* name) {
    Heap& heap = interpreter.heap();
    std::vector<Dict::Entry> entries;
    if (arguments.positional.size() > 1)
        typeFault(std::string(name) + " expected at most 1 argument, got " + std::to_string(arguments.positional.size()));
    if (!arguments.positional.empty()) {
        if (const Dict* const dict = arguments.positional[0].as<Dict>()) {
            entries = dict->entries;
        } else {
            for (const Value& pair : itemsOf(heap, arguments.positional[0])) {
                const Values both = itemsOf(heap, pair);
                if (both.size() != 2)
                    fault("ValueError: dictionary update sequence element has length " + std::to_string(both.size()) + "; 2 is required");
                entries.emplace_back(both[0], both[1]);
            }
        }
    }
    for (const auto& [key, value] : arguments.named)
        entries.emplace_back(heap.text(key), value);
    return entries;
}

Value makeDict(Interpreter& interpreter, const Arguments& arguments) {
    return interpreter.heap().dict(entriesOf(interpreter, arguments, "dict"));
}

Value makeNamespace(Interpreter& interpreter, const Arguments& arguments) {
    Heap& heap = interpreter.heap();
    const Value unified = heap.dict(entriesOf(interpreter, arguments, "namespace"));
    auto* const space = heap.make<Namespace>();
    for (const auto& [key, value] : unified.as<Dict>()->entries) {
        if (key.text() == nullptr)
            unsupported("a namespace with names that are no strings is not supported");
        space->add(heap, key.text()->bytes, value);
    }
    return space;
}

Value makeCycler(Interpreter& interpreter, const Arguments& arguments) {
    if (arguments.positional.empty() || !arguments.named.empty())
        fault("RuntimeError: at least one item has to be provided");
    return interpreter.heap().make<Cycler>(arguments.positional);
}

Value makeJoiner(Interpreter& interpreter, const Arguments& arguments) {
    const Bound bound("joiner", arguments, {"sep"});
    return interpreter.heap().make<Joiner>(bound.at(0) != nullptr ? *bound.at(0) : interpreter.heap().text(", "));
}

Value raiseException(Interpreter& interpreter, const Arguments& arguments) {
    const Bound bound("raise_exception", arguments, {"message"}, 1);
    throw Fault{Fault::Kind::Raised, toText(interpreter.heap(), *bound.at(0)), 0};
}

Value strftimeNow(Interpreter& interpreter, const Arguments& arguments) {
    const Bound bound("strftime_now", arguments, {"format"}, 1);
    const std::string& form = textArgument(*bound.at(0), "strftime_now").bytes;
    constexpr std::size_t kLongest = 1024;
    if (form.size() > kLongest)
        overLimit("a date format is longer than " + std::to_string(kLongest) + " bytes");
    // Width digits and the like would be glibc's own, and could ask for megabytes.
    for (std::size_t at = form.find('%'); at != std::string::npos; at = form.find('%', at + 2)) {
        const char directive = at + 1 < form.size() ? form[at + 1] : '\0';
        if (directive == '\0' || std::string_view("aAbBcdDeFHIjklmMnpPrRStTuUVwWxXyYZzGghs%-").find(directive) == std::string_view::npos)
            unsupported(std::string("the date directive %") + directive + " is not supported");
        if (directive == '-') { // %-d: without a leading zero
            ++at;
            if (at + 1 >= form.size() || std::string_view("deHIjklmMSUWy").find(form[at + 1]) == std::string_view::npos)
                unsupported("that date directive with %- is not supported");
        }
    }
    if (form.empty())
        return interpreter.heap().text({});
    static const locale_t kEnglish = newlocale(LC_ALL_MASK, "C", nullptr);
    std::string out(form.size() * 64 + 64, '\0');
    std::tm clock = interpreter.clock();
    const std::size_t length = strftime_l(out.data(), out.size(), form.c_str(), &clock, kEnglish);
    out.resize(length);
    return interpreter.heap().text(std::move(out));
}

Value lipsum(Interpreter&, const Arguments&) {
    unsupported("the function 'lipsum' is not supported");
}

} // namespace

void defineGlobals(Interpreter& interpreter) {
    constexpr std::array<std::pair<const char*, Function::Code>, 8> kFunctions = {{{"range", range},
                                                                                   {"dict", makeDict},
                                                                                   {"namespace", makeNamespace},
                                                                                   {"cycler", makeCycler},
                                                                                   {"joiner", makeJoiner},
                                                                                   {"raise_exception", raiseException},
                                                                                   {"strftime_now", strftimeNow},
                                                                                   {"lipsum", lipsum}}};
    for (const auto& [name, code] : kFunctions)
        interpreter.globals().set(name, interpreter.heap().make<Function>(code));
}

} // namespace postern::chat
