// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include "engine/chat/interpreter.h"
#include "engine/chat/methods.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"
#include "engine/chat/text.h"
#include "engine/chat/text_arguments.h"

namespace postern::chat {

namespace {

using Parts = std::vector<std::string_view>;

Value texts(Heap& heap, const Parts& parts, const Text& like, bool asTuple = false) {
    heap.checkItems(parts.size());
    Values values;
    values.reserve(parts.size());
    for (const std::string_view part : parts)
        values.push_back(heap.text(std::string(part), like.markup));
    return asTuple ? heap.tuple(std::move(values)) : heap.list(std::move(values));
}

/// At white space, however much of it; no part is empty.
Parts splitAtSpace(std::string_view text, std::int64_t most) {
    Parts parts;
    for (text = stripped(text, nullptr, true, false); !text.empty(); text = stripped(text, nullptr, true, false)) {
        if (most >= 0 && static_cast<std::int64_t>(parts.size()) == most) {
            parts.push_back(text);
            break;
        }
        std::size_t end = 0;
        for (std::size_t next = 0; next < text.size(); end = next)
            if (isSpace(nextCharacter(text, next)))
                break;
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return parts;
}

Parts splitAtSpaceFromEnd(std::string_view text, std::int64_t most) {
    Parts parts;
    for (text = stripped(text, nullptr, false, true); !text.empty(); text = stripped(text, nullptr, false, true)) {
        if (most >= 0 && static_cast<std::int64_t>(parts.size()) == most) {
            parts.push_back(text);
            break;
        }
        std::size_t begin = text.size();
        while (begin > 0) {
            std::size_t before = begin - 1;
            while (before > 0 && (text[before] & 0xC0) == 0x80)
                --before;
            std::size_t at = before;
            if (isSpace(nextCharacter(text, at)))
                break;
            begin = before;
        }
        parts.push_back(text.substr(begin));
        text = text.substr(0, begin);
    }
    std::reverse(parts.begin(), parts.end());
    return parts;
}

Parts splitAt(std::string_view text, std::string_view separator, std::int64_t most) {
    Parts parts;
    while (most < 0 || static_cast<std::int64_t>(parts.size()) < most) {
        const std::size_t found = findForward(text, separator);
        if (found == kNowhere)
            break;
        parts.push_back(text.substr(0, found));
        text.remove_prefix(found + separator.size());
    }
    parts.push_back(text);
    return parts;
}

/// Searches the mirrored text, so that a long separator costs no more than a short one.
Parts splitAtFromEnd(const std::string& text, const std::string& separator, std::int64_t most) {
    const std::string mirrored(text.rbegin(), text.rend());
    Parts parts;
    std::string_view rest = text;
    for (const std::string_view part : splitAt(mirrored, {std::string(separator.rbegin(), separator.rend())}, most)) {
        parts.push_back(rest.substr(rest.size() - part.size()));
        rest = rest.substr(0, rest.size() - std::min(rest.size(), part.size() + separator.size()));
    }
    std::reverse(parts.begin(), parts.end());
    return parts;
}

Value split(Interpreter& interpreter, const Value& self, const Arguments& arguments, bool fromEnd) {
    const char* const name = fromEnd ? "rsplit" : "split";
    const Bound bound(name, arguments, {"sep", "maxsplit"});
    const Text& text = *self.text();
    const std::int64_t most = wholeArgument(bound.at(1), -1, name);
    interpreter.heap().searchWork(text.bytes.size());
    if (bound.at(0) == nullptr || bound.at(0)->isNone())
        return texts(interpreter.heap(), fromEnd ? splitAtSpaceFromEnd(text.bytes, most) : splitAtSpace(text.bytes, most), text);
    const Text& separator = textArgument(*bound.at(0), name);
    if (separator.bytes.empty())
        fault("ValueError: empty separator");
    return texts(interpreter.heap(),
                 fromEnd ? splitAtFromEnd(text.bytes, separator.bytes, most) : splitAt(text.bytes, separator.bytes, most), text);
}

Value partition(Interpreter& interpreter, const Value& self, const Arguments& arguments, bool fromEnd) {
    const Bound bound("partition", arguments, {"sep"}, 1);
    const Text& text = *self.text();
    const std::string& separator = textArgument(*bound.at(0), "partition").bytes;
    if (separator.empty())
        fault("ValueError: empty separator");
    interpreter.heap().searchWork(text.bytes.size());
    const std::string_view bytes = text.bytes;
    const std::size_t found = fromEnd ? findBackward(bytes, separator) : findForward(bytes, separator);
    if (found == kNowhere)
        return texts(interpreter.heap(), fromEnd ? Parts{"", "", bytes} : Parts{bytes, "", ""}, text, true);
    return texts(interpreter.heap(), {bytes.substr(0, found), separator, bytes.substr(found + separator.size())}, text, true);
}

Value strip(Interpreter& interpreter, const Value& self, const Arguments& arguments, bool left, bool right) {
    const Bound bound("strip", arguments, {"chars"});
    const Text& text = *self.text();
    const bool hasSet = bound.at(0) != nullptr && !bound.at(0)->isNone();
    const std::string* const set = hasSet ? &textArgument(*bound.at(0), "strip").bytes : nullptr;
    interpreter.heap().work(set != nullptr ? set->size() : 0);
    return interpreter.heap().text(std::string(stripped(text.bytes, set, left, right)), text.markup);
}

/// The part of a text from character `start` to `end`, counted as slices are; nothing where start lies behind the end.
struct Window {
    std::string_view text;
    std::size_t firstCharacter = 0;
    bool possible = true;
};

Window window(const Text& text, const Value* start, const Value* end, const char* name) {
    const auto size = static_cast<std::int64_t>(text.characters());
    const auto place = [&](const Value* value, std::int64_t fallback) {
        std::int64_t index = value == nullptr || value->isNone() ? fallback : wholeArgument(value, fallback, name);
        if (index < 0)
            index = index < -size ? 0 : index + size;
        return index;
    };
    const std::int64_t first = place(start, 0);
    const std::int64_t last = std::min(place(end, size), size);
    if (first > size || last < first)
        return {{}, 0, false};
    return {characters(text, static_cast<std::size_t>(first), static_cast<std::size_t>(last)), static_cast<std::size_t>(first), true};
}

Value startsOrEnds(Interpreter& interpreter, const Value& self, const Arguments& arguments, bool starts) {
    const char* const name = starts ? "startswith" : "endswith";
    const Bound bound(name, arguments, {"prefix", "start", "end"}, 1);
    const Window part = window(*self.text(), bound.at(1), bound.at(2), name);
    const auto matches = [&](const Value& affix) {
        const std::string& bytes = textArgument(affix, name).bytes;
        interpreter.heap().work(bytes.size());
        return part.possible && (starts ? part.text.starts_with(bytes) : part.text.ends_with(bytes));
    };
    const Sequence* const several = bound.at(0)->as<Sequence>();
    if (several != nullptr && several->form == Sequence::Form::Tuple)
        return std::any_of(several->items.begin(), several->items.end(), matches);
    return matches(*bound.at(0));
}

Value search(Interpreter& interpreter, const Value& self, const Arguments& arguments, bool backward, bool mustBeThere) {
    const Bound bound(mustBeThere ? "index" : "find", arguments, {"sub", "start", "end"}, 1);
    const Text& text = *self.text();
    const std::string& wanted = textArgument(*bound.at(0), "find").bytes;
    const Window part = window(text, bound.at(1), bound.at(2), "find");
    interpreter.heap().searchWork(text.bytes.size());
    const std::size_t found = !part.possible ? kNowhere : backward ? findBackward(part.text, wanted) : findForward(part.text, wanted);
    if (found != kNowhere)
        return static_cast<std::int64_t>(part.firstCharacter + countCharacters(part.text.substr(0, found)));
    if (mustBeThere)
        fault("ValueError: substring not found");
    return std::int64_t{-1};
}

Value count(Interpreter& interpreter, const Value& self, const Arguments& arguments) {
    const Bound bound("count", arguments, {"sub", "start", "end"}, 1);
    const Text& text = *self.text();
    const std::string& wanted = textArgument(*bound.at(0), "count").bytes;
    const Window part = window(text, bound.at(1), bound.at(2), "count");
    interpreter.heap().searchWork(text.bytes.size());
    if (!part.possible)
        return std::int64_t{0};
    if (wanted.empty())
        return static_cast<std::int64_t>(countCharacters(part.text) + 1);
    std::int64_t found = 0;
    for (std::size_t at = findForward(part.text, wanted); at != kNowhere; at = findForward(part.text, wanted, at + wanted.size()))
        ++found;
    return found;
}

Value replace(Interpreter& interpreter, const Value& self, const Arguments& arguments) {
    const Bound bound("replace", arguments, {"old", "new", "count"}, 2);
    const Text& text = *self.text();
    const Text& with = textArgument(*bound.at(1), "replace");
    const std::string replacement = text.markup && !with.markup ? escapedHtml(with.bytes) : with.bytes;
    return interpreter.heap().text(replaced(interpreter.heap(), text.bytes, textArgument(*bound.at(0), "replace").bytes, replacement,
                                            wholeArgument(bound.at(2), -1, "replace")),
                                   text.markup);
}

Value join(Interpreter& interpreter, const Value& self, const Arguments& arguments) {
    const Bound bound("join", arguments, {"iterable"}, 1);
    Heap& heap = interpreter.heap();
    const Text& separator = *self.text();
    std::string result;
    bool first = true;
    for (const Value& item : itemsOf(heap, *bound.at(0))) {
        const Text* const text = item.text();
        if (text == nullptr)
            typeFault("sequence item: expected str instance, " + std::string(typeName(item)) + " found");
        result += std::exchange(first, false) ? "" : separator.bytes;
        result += separator.markup && !text->markup ? escapedHtml(text->bytes) : text->bytes;
        heap.checkTextSize(result.size());
    }
    return heap.text(std::move(result), separator.markup);
}

Value affixRemoved(Interpreter& interpreter, const Value& self, const Arguments& arguments, bool isPrefix) {
    const char* const name = isPrefix ? "removeprefix" : "removesuffix";
    const Bound bound(name, arguments, {"affix"}, 1);
    const std::string& affix = textArgument(*bound.at(0), name).bytes;
    std::string_view text = self.text()->bytes;
    if (isPrefix && text.starts_with(affix))
        text.remove_prefix(affix.size());
    else if (!isPrefix && text.ends_with(affix))
        text.remove_suffix(affix.size());
    return interpreter.heap().text(std::string(text), self.text()->markup);
}

Value splitLinesOf(Interpreter& interpreter, const Value& self, const Arguments& arguments) {
    const Bound bound("splitlines", arguments, {"keepends"});
    interpreter.heap().work(self.text()->bytes.size());
    return texts(interpreter.heap(), splitLines(self.text()->bytes, bound.at(0) != nullptr && truth(*bound.at(0))), *self.text());
}

enum class Side { Left, Right, Both };

Value padded(Interpreter& interpreter, const Value& self, const Arguments& arguments, Side side) {
    const Bound bound("center", arguments, {"width", "fillchar"}, 1);
    const Text* const fill = bound.at(1) != nullptr ? &textArgument(*bound.at(1), "center") : nullptr;
    if (fill != nullptr && fill->characters() != 1)
        typeFault("The fill character must be exactly one character long");
    const std::int64_t width = wholeArgument(bound.at(0), 0, "center");
    const auto size = static_cast<std::int64_t>(self.text()->characters());
    const std::int64_t missing = std::max<std::int64_t>(0, width - size);
    // str.center puts the odd one to the left where the width is odd too.
    const std::int64_t left = side == Side::Left ? 0 : side == Side::Right ? missing : missing / 2 + (missing & width & 1);
    const std::string_view filling = fill != nullptr ? std::string_view(fill->bytes) : " ";
    return interpreter.heap().text(surrounded(interpreter.heap(), self.text()->bytes, left, missing - left, filling), self.text()->markup);
}

Value zeroFilled(Interpreter& interpreter, const Value& self, const Arguments& arguments) {
    const Bound bound("zfill", arguments, {"width"}, 1);
    const std::string& text = self.text()->bytes;
    const bool hasSign = text.starts_with('-') || text.starts_with('+');
    const std::int64_t missing = wholeArgument(bound.at(0), 0, "zfill") - static_cast<std::int64_t>(self.text()->characters());
    const std::string rest = surrounded(interpreter.heap(), text.substr(hasSign ? 1 : 0), std::max<std::int64_t>(0, missing), 0, "0");
    return interpreter.heap().text((hasSign ? text.substr(0, 1) : "") + rest, self.text()->markup);
}

template <std::string (*mapping)(std::string_view)>
Value mapped(Interpreter& interpreter, const Value& self, const Arguments& arguments) {
    const Bound none("the method", arguments, {});
    interpreter.heap().work(self.text()->bytes.size());
    return interpreter.heap().text(mapping(self.text()->bytes), self.text()->markup);
}

/// Whether all characters, and at least one, are of a kind.
template <bool (*kind)(char32_t)>
Value allAre(Interpreter& interpreter, const Value& self, const Arguments& arguments) {
    const Bound none("the method", arguments, {});
    const std::string& text = self.text()->bytes;
    interpreter.heap().work(text.size());
    for (std::size_t at = 0; at < text.size();)
        if (!kind(nextCharacter(text, at)))
            return false;
    return !text.empty();
}

bool isAlphanumeric(char32_t c) {
    return isAlphabetic(c) || isNumeric(c);
}

/// Whether there is a letter with case, and none of the other case.
Value caseIs(Interpreter& interpreter, const Value& self, const Arguments& arguments, bool upper) {
    const Bound none("isupper", arguments, {});
    return caseTest(interpreter.heap(), *self.text(), upper);
}

Value format(Interpreter& interpreter, const Value& self, const Arguments& arguments) {
    return interpreter.heap().text(formatBraces(interpreter.heap(), *self.text(), arguments.positional, arguments.named),
                                   self.text()->markup);
}

using Call = const Arguments&;

const std::vector<std::pair<std::string_view, Method::Code>>& table() {
    static const std::vector<std::pair<std::string_view, Method::Code>> kTable = {
        {"capitalize", mapped<capitalized>},
        {"casefold", mapped<foldCase>},
        {"center", [](Interpreter& i, const Value& self, Call a) { return padded(i, self, a, Side::Both); }},
        {"count", count},
        {"endswith", [](Interpreter& i, const Value& self, Call a) { return startsOrEnds(i, self, a, false); }},
        {"find", [](Interpreter& i, const Value& self, Call a) { return search(i, self, a, false, false); }},
        {"format", format},
        {"index", [](Interpreter& i, const Value& self, Call a) { return search(i, self, a, false, true); }},
        {"isalnum", allAre<isAlphanumeric>},
        {"isalpha", allAre<isAlphabetic>},
        {"isascii",
         [](Interpreter&, const Value& self, Call a) -> Value {
             const Bound none("isascii", a, {});
             return self.text()->isAscii();
         }},
        {"isdecimal", allAre<isDecimal>},
        {"isdigit", allAre<isDigit>},
        {"islower", [](Interpreter& i, const Value& self, Call a) { return caseIs(i, self, a, false); }},
        {"isnumeric", allAre<isNumeric>},
        {"isspace", allAre<isSpace>},
        {"isupper", [](Interpreter& i, const Value& self, Call a) { return caseIs(i, self, a, true); }},
        {"join", join},
        {"ljust", [](Interpreter& i, const Value& self, Call a) { return padded(i, self, a, Side::Left); }},
        {"lower", mapped<lowerCase>},
        {"lstrip", [](Interpreter& i, const Value& self, Call a) { return strip(i, self, a, true, false); }},
        {"partition", [](Interpreter& i, const Value& self, Call a) { return partition(i, self, a, false); }},
        {"removeprefix", [](Interpreter& i, const Value& self, Call a) { return affixRemoved(i, self, a, true); }},
        {"removesuffix", [](Interpreter& i, const Value& self, Call a) { return affixRemoved(i, self, a, false); }},
        {"replace", replace},
        {"rfind", [](Interpreter& i, const Value& self, Call a) { return search(i, self, a, true, false); }},
        {"rindex", [](Interpreter& i, const Value& self, Call a) { return search(i, self, a, true, true); }},
        {"rjust", [](Interpreter& i, const Value& self, Call a) { return padded(i, self, a, Side::Right); }},
        {"rpartition", [](Interpreter& i, const Value& self, Call a) { return partition(i, self, a, true); }},
        {"rsplit", [](Interpreter& i, const Value& self, Call a) { return split(i, self, a, true); }},
        {"rstrip", [](Interpreter& i, const Value& self, Call a) { return strip(i, self, a, false, true); }},
        {"split", [](Interpreter& i, const Value& self, Call a) { return split(i, self, a, false); }},
        {"splitlines", splitLinesOf},
        {"startswith", [](Interpreter& i, const Value& self, Call a) { return startsOrEnds(i, self, a, true); }},
        {"strip", [](Interpreter& i, const Value& self, Call a) { return strip(i, self, a, true, true); }},
        {"swapcase", mapped<swappedCase>},
        {"title", mapped<titleCase>},
        {"upper", mapped<upperCase>},
        {"zfill", zeroFilled},
    };
    return kTable;
}

} // namespace

Method::Code textMethod(std::string_view name) {
    const auto found = std::find_if(table().begin(), table().end(), [&](const auto& entry) { return entry.first == name; });
    return found != table().end() ? found->second : nullptr;
}

} // namespace postern::chat
