// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/filters.h"
#include "engine/chat/interpreter.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"
#include "engine/chat/text.h"
#include "engine/chat/text_arguments.h"

namespace postern::chat {

namespace {

bool isMarkup(const Value& value) {
    return value.text() != nullptr && value.text()->markup;
}

/// A text as it is, anything else printed.
Value softText(Interpreter& interpreter, const Value& value) {
    return value.text() != nullptr ? value : interpreter.heap().text(toText(interpreter.heap(), value));
}

template <std::string (*mapping)(std::string_view)>
Value mapped(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("the filter", arguments, {});
    const Value text = softText(interpreter, input);
    return interpreter.heap().text(mapping(text.text()->bytes), isMarkup(text));
}

/// The filter's own idea of a title: words begin after space, hyphens and opening brackets, and nowhere else.
std::string titled(std::string_view text) {
    std::string result;
    std::size_t wordBegin = 0;
    const auto flush = [&](std::size_t end) {
        if (end <= wordBegin)
            return;
        std::size_t rest = wordBegin;
        (void)nextCharacter(text, rest);
        result += upperCase(text.substr(wordBegin, rest - wordBegin));
        result += lowerCase(text.substr(rest, end - rest));
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = nextCharacter(text, at);
        if (!isSpace(c) && c != '-' && c != '(' && c != '{' && c != '[' && c != '<')
            continue;
        flush(begin);
        result += text.substr(begin, at - begin);
        wordBegin = at;
    }
    flush(text.size());
    return result;
}

Value trim(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("trim", arguments, {"chars"});
    const Value text = softText(interpreter, input);
    const bool hasSet = bound.at(0) != nullptr && !bound.at(0)->isNone();
    const std::string* const set = hasSet ? &textArgument(*bound.at(0), "trim").bytes : nullptr;
    interpreter.heap().work(set != nullptr ? set->size() : 0);
    return interpreter.heap().text(std::string(stripped(text.text()->bytes, set, true, true)), isMarkup(text));
}

Value replace(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("replace", arguments, {"old", "new", "count"}, 2);
    Heap& heap = interpreter.heap();
    const std::int64_t most = bound.at(2) != nullptr && bound.at(2)->isNone() ? -1 : wholeArgument(bound.at(2), -1, "replace");
    return heap.text(replaced(heap, toText(heap, input), toText(heap, *bound.at(0)), toText(heap, *bound.at(1)), most));
}

Value format(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    Heap& heap = interpreter.heap();
    if (!arguments.positional.empty() && !arguments.named.empty())
        fault("can't handle positional and keyword arguments at the same time");
    const Value form = softText(interpreter, input);
    std::vector<Dict::Entry> entries;
    for (const auto& [name, value] : arguments.named)
        entries.emplace_back(heap.text(name), value);
    const Value values = entries.empty() ? heap.tuple(arguments.positional) : heap.dict(std::move(entries));
    return heap.text(formatPercent(heap, *form.text(), values), isMarkup(form));
}

Value toStringFilter(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("string", arguments, {});
    return softText(interpreter, input);
}

Value safe(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("safe", arguments, {});
    return isMarkup(input) ? input : interpreter.heap().text(toText(interpreter.heap(), input), true);
}

Value escape(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("escape", arguments, {});
    return isMarkup(input) ? input : interpreter.heap().text(escapedHtml(toText(interpreter.heap(), input)), true);
}

Value forceEscape(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("forceescape", arguments, {});
    return interpreter.heap().text(escapedHtml(toText(interpreter.heap(), input)), true);
}

/// The character behind a reference like "amp" or "#x41". The thousands of other names are refused by name.
std::string referenced(std::string_view name) {
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"amp", "&"},   {"lt", "<"},   {"gt", ">"},
                                                                        {"quot", "\""}, {"apos", "'"}, {"nbsp", "\u00a0"}};
    for (const auto& [known, meaning] : kNames)
        if (known == name)
            return std::string(meaning);
    const bool isHex = name.starts_with("#x") || name.starts_with("#X");
    const std::string digits(name.substr(isHex ? 2 : 1));
    const bool isNumber = name.starts_with('#') && !digits.empty() && digits.size() < 8 &&
                          digits.find_first_not_of(isHex ? "0123456789abcdefABCDEF" : "0123456789") == std::string::npos;
    if (!isNumber)
        unsupported("striptags does not know the character reference &" + std::string(name) + ";");
    const unsigned long code = std::stoul(digits, nullptr, isHex ? 16 : 10);
    std::string result;
    appendCharacter(result, code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0xfffd : static_cast<char32_t>(code));
    return result;
}

std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t amp = std::min(text.find('&', at), text.size());
        result += text.substr(at, amp - at);
        at = amp;
        if (at >= text.size())
            break;
        std::size_t end = at + 1;
        while (end < text.size() && end - at < 34 &&
               (isAlphabetic(static_cast<unsigned char>(text[end])) || text[end] == '#' || (text[end] >= '0' && text[end] <= '9')))
            ++end;
        if (end < text.size() && text[end] == ';' && end > at + 1) {
            result += referenced(text.substr(at + 1, end - at - 1));
            at = end + 1;
        } else {
            result += text[at++];
        }
    }
    return result;
}

Value stripTags(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("striptags", arguments, {});
    Heap& heap = interpreter.heap();
    std::string text = toText(heap, input);
    const auto cut = [&](std::string_view open, std::string_view close) {
        std::string kept;
        std::size_t at = 0;
        for (;;) {
            const std::size_t begin = findForward(text, open, at);
            const std::size_t end = begin == kNowhere ? kNowhere : findForward(text, close, begin + open.size());
            if (end == kNowhere)
                break;
            kept.append(text, at, begin - at);
            at = end + close.size();
        }
        text = kept + text.substr(at);
    };
    cut("<!--", "-->");
    cut("<", ">");
    std::string joined;
    for (std::string_view rest = stripped(text, nullptr, true, true); !rest.empty(); rest = stripped(rest, nullptr, true, false)) {
        std::size_t end = 0;
        for (std::size_t next = 0; next < rest.size(); end = next)
            if (isSpace(nextCharacter(rest, next)))
                break;
        joined += (joined.empty() ? "" : " ") + std::string(rest.substr(0, end));
        rest.remove_prefix(end);
    }
    return heap.text(unescaped(joined));
}

std::string percentEncoded(std::string_view text, bool isQuery) {
    std::string result;
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        const bool plain = (code >= '0' && code <= '9') || ((code | 0x20U) >= 'a' && (code | 0x20U) <= 'z') ||
                           std::string_view("_.-~").find(byte) != std::string_view::npos || (byte == '/' && !isQuery);
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        if (plain)
            result += byte;
        else if (byte == ' ' && isQuery)
            result += '+';
        else
            result += {'%', kDigits[code >> 4U], kDigits[code & 0xFU]};
    }
    return result;
}

Value urlEncode(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("urlencode", arguments, {});
    Heap& heap = interpreter.heap();
    const Dict* const dict = input.as<Dict>();
    if (input.text() != nullptr || (dict == nullptr && !isIterable(input)))
        return heap.text(percentEncoded(toText(heap, input), false));
    std::string result;
    const auto add = [&](const Value& key, const Value& value) {
        result += (result.empty() ? "" : "&") + percentEncoded(toText(heap, key), true) + '=' + percentEncoded(toText(heap, value), true);
        heap.checkTextSize(result.size());
    };
    if (dict != nullptr) {
        for (const auto& [key, value] : dict->entries)
            add(key, value);
    } else {
        for (const Value& pair : itemsOf(heap, input)) {
            const Values both = itemsOf(heap, pair);
            if (both.size() != 2)
                fault("ValueError: urlencode takes pairs");
            add(both[0], both[1]);
        }
    }
    return heap.text(std::move(result));
}

Value wordCount(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("wordcount", arguments, {});
    const Value text = softText(interpreter, input);
    const std::string& bytes = text.text()->bytes;
    std::int64_t words = 0;
    bool inWord = false;
    for (std::size_t at = 0; at < bytes.size();) {
        const bool isWord = isWordCharacter(nextCharacter(bytes, at));
        words += isWord && !inWord ? 1 : 0;
        inWord = isWord;
    }
    return words;
}

} // namespace

const std::vector<FilterEntry>& textFilters() {
    static const std::vector<FilterEntry> kEntries = {
        {"capitalize", mapped<capitalized>},
        {"e", escape},
        {"escape", escape},
        {"forceescape", forceEscape},
        {"format", format},
        {"lower", mapped<lowerCase>},
        {"replace", replace},
        {"safe", safe},
        {"string", toStringFilter},
        {"striptags", stripTags},
        {"title", mapped<titled>},
        {"trim", trim},
        {"upper", mapped<upperCase>},
        {"urlencode", urlEncode},
        {"wordcount", wordCount},
    };
    return kEntries;
}

} // namespace postern::chat
