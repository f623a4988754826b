// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/chat/filters.h"
#include "engine/chat/interpreter.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"
#include "engine/chat/text.h"
#include "engine/chat/text_arguments.h"

namespace postern::chat {

namespace {

Value center(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("center", arguments, {"width"});
    Heap& heap = interpreter.heap();
    const Value text = input.text() != nullptr ? input : heap.text(toText(heap, input));
    const std::int64_t width = wholeArgument(bound.at(0), 80, "center");
    const std::int64_t missing = std::max<std::int64_t>(0, width - static_cast<std::int64_t>(text.text()->characters()));
    const std::int64_t left = missing / 2 + (missing & width & 1);
    return heap.text(surrounded(heap, text.text()->bytes, left, missing - left, " "), text.text()->markup);
}

Value indent(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("indent", arguments, {"width", "first", "blank"});
    Heap& heap = interpreter.heap();
    if (const UndefinedValue* const undefined = input.undefined())
        undefinedFault(*undefined);
    if (input.text() == nullptr)
        typeFault("indent() takes a str, not " + std::string(typeName(input)));
    std::string margin;
    if (bound.at(0) != nullptr && bound.at(0)->text() != nullptr)
        margin = bound.at(0)->text()->bytes;
    else
        margin = surrounded(heap, "", std::max<std::int64_t>(0, wholeArgument(bound.at(0), 4, "indent")), 0, " ");
    const bool first = bound.at(1) != nullptr && truth(*bound.at(1));
    const bool blank = bound.at(2) != nullptr && truth(*bound.at(2));
    const std::string text = input.text()->bytes + '\n'; // so that splitting into lines keeps an empty last one
    std::string result;
    bool atFirst = true;
    for (const std::string_view line : splitLines(text, false)) {
        if (!std::exchange(atFirst, false)) {
            result += '\n';
            if (blank || !line.empty())
                result += margin;
        } else if (first) {
            result += margin;
        }
        result += line;
        heap.checkTextSize(result.size());
    }
    return heap.text(std::move(result), input.text()->markup);
}

Value truncate(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("truncate", arguments, {"length", "killwords", "end", "leeway"});
    Heap& heap = interpreter.heap();
    const std::int64_t length = wholeArgument(bound.at(0), 255, "truncate");
    const bool killWords = bound.at(1) != nullptr && truth(*bound.at(1));
    const Value endText = bound.at(2) != nullptr ? *bound.at(2) : heap.text("...");
    const Text& end = textArgument(endText, "truncate");
    const std::int64_t leeway = bound.at(3) != nullptr && !bound.at(3)->isNone() ? wholeArgument(bound.at(3), 5, "truncate") : 5;
    const auto endSize = static_cast<std::int64_t>(end.characters());
    if (length < endSize)
        fault("AssertionError: expected length >= " + std::to_string(endSize) + ", got " + std::to_string(length));
    if (leeway < 0)
        fault("AssertionError: expected leeway >= 0, got " + std::to_string(leeway));
    if (static_cast<std::int64_t>(lengthOf(input)) - leeway <= length)
        return input;
    const Text& text = textArgument(input, "truncate");
    std::string_view kept = characters(text, 0, static_cast<std::size_t>(length - endSize));
    if (!killWords)
        kept = kept.substr(0, kept.rfind(' '));
    return heap.text(std::string(kept) + end.bytes, text.markup);
}

/// Words and the space between them; words are also cut behind hyphens between letters, where `atHyphens`.
std::vector<std::string_view> chunksOf(std::string_view line, bool atHyphens) {
    constexpr std::string_view kSpace = "\t\n\x0b\x0c\r ";
    std::vector<std::string_view> chunks;
    for (std::size_t at = 0; at < line.size();) {
        const bool space = kSpace.find(line[at]) != std::string_view::npos;
        std::size_t end = std::min(space ? line.find_first_not_of(kSpace, at) : line.find_first_of(kSpace, at), line.size());
        if (!space && atHyphens) {
            const auto isLetter = [&](std::size_t place) {
                std::size_t start = place;
                while (start > at && (line[start] & 0xC0) == 0x80)
                    --start;
                const char32_t c = nextCharacter(line, start);
                return isWordCharacter(c) && !isDecimal(c);
            };
            for (std::size_t hyphen = line.find('-', at + 2); hyphen < end; hyphen = line.find('-', hyphen + 1)) {
                if (hyphen + 2 < end && isLetter(hyphen - 1) && isLetter(hyphen - 2) && isLetter(hyphen + 1) && isLetter(hyphen + 2)) {
                    end = hyphen + 1;
                    break;
                }
            }
        }
        chunks.push_back(line.substr(at, end - at));
        at = end;
    }
    return chunks;
}

/// Fills lines up to `width` characters; space where a line breaks goes.
std::vector<std::string> filledLines(Heap& heap, std::string_view line, std::int64_t width, bool breakLong, bool atHyphens) {
    std::vector<std::string_view> chunks = chunksOf(line, atHyphens);
    std::reverse(chunks.begin(), chunks.end());
    const auto isBlank = [](std::string_view chunk) { return stripped(chunk, nullptr, true, false).empty(); };
    std::vector<std::string> lines;
    while (!chunks.empty()) {
        heap.work(chunks.back().size());
        std::vector<std::string_view> current;
        std::int64_t size = 0;
        if (isBlank(chunks.back()) && !lines.empty())
            chunks.pop_back();
        while (!chunks.empty()) {
            const auto length = static_cast<std::int64_t>(countCharacters(chunks.back()));
            if (size + length > width)
                break;
            current.push_back(chunks.back());
            chunks.pop_back();
            size += length;
        }
        if (!chunks.empty() && static_cast<std::int64_t>(countCharacters(chunks.back())) > width) {
            if (breakLong) {
                const std::size_t cut = byteOf(chunks.back(), static_cast<std::size_t>(std::max<std::int64_t>(1, width - size)));
                current.push_back(chunks.back().substr(0, cut));
                chunks.back().remove_prefix(cut);
                if (chunks.back().empty())
                    chunks.pop_back();
            } else if (current.empty()) {
                current.push_back(chunks.back());
                chunks.pop_back();
            }
        }
        if (!current.empty() && isBlank(current.back()))
            current.pop_back();
        if (current.empty())
            continue;
        std::string joined;
        for (const std::string_view chunk : current)
            joined += chunk;
        lines.push_back(std::move(joined));
    }
    return lines;
}

Value wordWrap(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("wordwrap", arguments, {"width", "break_long_words", "wrapstring", "break_on_hyphens"});
    Heap& heap = interpreter.heap();
    const std::int64_t width = wholeArgument(bound.at(0), 79, "wordwrap");
    if (width <= 0)
        fault("ValueError: invalid width " + std::to_string(width) + " (must be > 0)");
    const bool breakLong = bound.at(1) == nullptr || truth(*bound.at(1));
    const std::string wrap = bound.at(2) != nullptr && !bound.at(2)->isNone() ? textArgument(*bound.at(2), "wordwrap").bytes : "\n";
    const bool atHyphens = bound.at(3) == nullptr || truth(*bound.at(3));
    const Text& text = textArgument(input, "wordwrap");
    heap.work(text.bytes.size());
    std::string result;
    bool first = true;
    for (const std::string_view line : splitLines(text.bytes, false)) {
        std::vector<std::string> lines = filledLines(heap, line, width, breakLong, atHyphens);
        if (lines.empty())
            lines.emplace_back();
        for (const std::string& filled : lines) {
            result += (std::exchange(first, false) ? "" : wrap) + filled;
            heap.checkTextSize(result.size());
        }
    }
    return heap.text(std::move(result));
}

} // namespace

const std::vector<FilterEntry>& layoutFilters() {
    static const std::vector<FilterEntry> kEntries = {
        {"center", center},
        {"indent", indent},
        {"truncate", truncate},
        {"wordwrap", wordWrap},
    };
    return kEntries;
}

} // namespace postern::chat
