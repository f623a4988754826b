// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/chat/operators.h"
#include "engine/chat/printing.h"
#include "engine/chat/text.h"
#include "engine/chat/text_arguments.h"

namespace postern::chat {

namespace {

constexpr std::int64_t kMostPrecision = 100;

/// What both notations say about one value.
struct Field {
    std::string_view fill = " ";
    char align = '\0'; ///< < > ^ =, or none
    char sign = '-';
    bool alternate = false;
    std::int64_t width = 0;
    std::int64_t precision = -1;
    char grouping = '\0';
    char type = '\0';
};

std::int64_t readNumber(std::string_view text, std::size_t& at) {
    std::int64_t value = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
        value = value * 10 + (text[at++] - '0');
        if (value > 1'000'000'000)
            overLimit("a format has a number that is too large");
    }
    return value;
}

std::string withThousands(std::string digits, char separator) {
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, 1, separator);
    return digits;
}

std::string inBase(std::uint64_t value, unsigned base, bool upper) {
    std::string digits;
    do {
        digits += (upper ? "0123456789ABCDEF" : "0123456789abcdef")[value % base];
        value /= base;
    } while (value != 0);
    std::reverse(digits.begin(), digits.end());
    return digits;
}

std::string padded(Heap& heap, std::string_view prefix, std::string_view body, const Field& field, char natural) {
    const std::int64_t size = static_cast<std::int64_t>(countCharacters(prefix) + countCharacters(body));
    const std::int64_t missing = std::max<std::int64_t>(0, field.width - size);
    const char align = field.align != '\0' ? field.align : natural;
    if (align == '=')
        return std::string(prefix) + surrounded(heap, body, missing, 0, field.fill);
    const std::int64_t left = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
    return surrounded(heap, std::string(prefix) + std::string(body), left, missing - left, field.fill);
}

std::string signText(bool negative, char sign) {
    return negative ? "-" : sign == '-' ? "" : std::string(1, sign);
}

std::string wholeText(Heap& heap, std::int64_t value, const Field& field) {
    const std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    std::string digits;
    std::string prefix;
    switch (field.type) {
    case 'b':
        digits = inBase(size, 2, false);
        prefix = "0b";
        break;
    case 'o':
        digits = inBase(size, 8, false);
        prefix = "0o";
        break;
    case 'x':
    case 'X':
        digits = inBase(size, 16, field.type == 'X');
        prefix = field.type == 'X' ? "0X" : "0x";
        break;
    default:
        digits = std::to_string(size);
    }
    if (field.grouping != '\0')
        digits = withThousands(digits, field.grouping);
    if (field.precision > static_cast<std::int64_t>(digits.size()))
        digits.insert(0, static_cast<std::size_t>(field.precision) - digits.size(), '0');
    return padded(heap, signText(value < 0, field.sign) + (field.alternate ? prefix : ""), digits, field, '>');
}

std::string realFieldText(Heap& heap, double value, Field field) {
    const bool percent = field.type == '%';
    const char letter = percent ? 'f' : field.type == 'F' ? 'f' : field.type;
    const std::int64_t precision = field.precision < 0 ? 6 : field.precision;
    if (precision > kMostPrecision)
        overLimit("a format asks for more than " + std::to_string(kMostPrecision) + " digits");
    const double size = std::fabs(percent ? value * 100.0 : value);
    std::string digits;
    if (std::isnan(value) || std::isinf(value)) {
        digits = std::isnan(value) ? "nan" : "inf";
        if (field.type == 'E' || field.type == 'F' || field.type == 'G')
            digits = upperCase(digits);
    } else {
        const std::string form = std::string("%") + (field.alternate ? "#" : "") + ".*" + letter;
        std::string buffer(512, '\0');
        const int length = std::snprintf(buffer.data(), buffer.size(), form.c_str(), static_cast<int>(precision), size);
        digits = buffer.substr(0, static_cast<std::size_t>(std::max(0, length)));
        if (field.grouping != '\0') {
            const std::size_t whole = std::min(digits.find_first_not_of("0123456789"), digits.size());
            digits = withThousands(digits.substr(0, whole), field.grouping) + digits.substr(whole);
        }
    }
    return padded(heap, signText(std::signbit(value) && !std::isnan(value), field.sign), digits + (percent ? "%" : ""), field, '>');
}

std::string shortened(std::string_view text, std::int64_t precision) {
    if (precision < 0 || static_cast<std::size_t>(precision) >= countCharacters(text))
        return std::string(text);
    return std::string(text.substr(0, byteOf(text, static_cast<std::size_t>(precision))));
}

bool isRealType(char type) {
    return std::string_view("eEfFgG%").find(type) != std::string_view::npos;
}

// ---- "%s" % value --------------------------------------------------------------------------------------------------

class PercentFormat {
public:
    PercentFormat(Heap& heap, const Text& form, const Value& value)
        : m_heap(heap), m_text(form.bytes), m_markup(form.markup), m_value(value) {
        const Sequence* const several = value.as<Sequence>();
        if (several != nullptr && several->form == Sequence::Form::Tuple)
            m_tuple = several;
    }

    std::string run() {
        std::string out;
        std::size_t at = 0;
        for (std::size_t mark = m_text.find('%'); mark != std::string_view::npos; mark = m_text.find('%', at)) {
            out += m_text.substr(at, mark - at);
            at = mark + 1;
            m_heap.work();
            out += field(at);
            m_heap.checkTextSize(out.size());
        }
        out += m_text.substr(at);
        const bool tooMany = m_tuple != nullptr ? m_taken < m_tuple->items.size()
                                                : m_taken == 0 && m_value.as<Dict>() == nullptr && m_value.as<Sequence>() == nullptr &&
                                                      m_value.undefined() == nullptr;
        if (tooMany)
            typeFault("not all arguments converted during string formatting");
        return out;
    }

private:
    const Value& next() {
        if (m_tuple != nullptr ? m_taken >= m_tuple->items.size() : m_taken > 0)
            typeFault("not enough arguments for format string");
        return m_tuple != nullptr ? m_tuple->items[m_taken++] : (++m_taken, m_value);
    }

    std::int64_t numberOrStar(std::size_t& at) {
        if (at < m_text.size() && m_text[at] == '*') {
            ++at;
            const Value& value = next();
            return std::min<std::int64_t>(wholeArgument(&value, 0, "%"), 1'000'000'000);
        }
        return readNumber(m_text, at);
    }

    std::string field(std::size_t& at) {
        Field field;
        const Value* named = nullptr;
        if (at < m_text.size() && m_text[at] == '(') {
            const std::size_t end = m_text.find(')', at);
            const Dict* const dict = m_value.as<Dict>();
            if (end == std::string_view::npos)
                fault("ValueError: incomplete format key");
            if (dict == nullptr)
                typeFault("format requires a mapping");
            named = find(m_heap, *dict, m_text.substr(at + 1, end - at - 1));
            if (named == nullptr)
                fault("KeyError: " + quoted(m_text.substr(at + 1, end - at - 1)));
            at = end + 1;
        }
        bool zeros = false;
        for (; at < m_text.size() && std::string_view("-+ #0").find(m_text[at]) != std::string_view::npos; ++at) {
            const char flag = m_text[at];
            zeros = zeros || flag == '0';
            field.alternate = field.alternate || flag == '#';
            field.align = flag == '-' ? '<' : field.align;
            field.sign = flag == '+' || (flag == ' ' && field.sign == '-') ? flag : field.sign;
        }
        field.width = numberOrStar(at);
        if (field.width < 0) {
            field.align = '<';
            field.width = -field.width;
        }
        if (at < m_text.size() && m_text[at] == '.') {
            ++at;
            field.precision = std::max<std::int64_t>(0, numberOrStar(at));
        }
        if (at >= m_text.size())
            fault("ValueError: incomplete format");
        const char type = m_text[at++];
        if (type == '%')
            return "%";
        if (zeros && field.align == '\0' && std::string_view("src").find(type) == std::string_view::npos) {
            field.fill = "0";
            field.align = '=';
        }
        return converted(named != nullptr ? *named : next(), type, field);
    }

    std::string converted(const Value& value, char type, Field field) {
        field.type = type;
        switch (type) {
        case 's':
        case 'r': {
            std::string text = type == 's' ? toText(m_heap, value) : repr(m_heap, value);
            if (m_markup && !(value.text() != nullptr && value.text()->markup))
                text = escapedHtml(text);
            return padded(m_heap, "", shortened(text, field.precision), field, '>');
        }
        case 'c': {
            if (const Text* const text = value.text(); text != nullptr && text->characters() == 1)
                return padded(m_heap, "", text->bytes, field, '>');
            std::string character;
            const auto code = value.wholeNumber();
            if (!code || *code < 0 || *code > 0x10ffff || (*code >= 0xd800 && *code < 0xe000))
                typeFault("%c requires int or char");
            appendCharacter(character, static_cast<char32_t>(*code));
            return padded(m_heap, "", character, field, '>');
        }
        case 'd':
        case 'i':
        case 'u':
        case 'o':
        case 'x':
        case 'X': {
            if (field.precision > kMostPrecision)
                overLimit("a format asks for more than " + std::to_string(kMostPrecision) + " digits");
            if (const auto whole = value.wholeNumber())
                return wholeText(m_heap, *whole, field);
            const double* const real = value.real();
            if (real == nullptr || std::string_view("diu").find(type) == std::string_view::npos)
                typeFault(std::string("%") + type + " format: a real number is required, not " + std::string(typeName(value)));
            if (!(std::fabs(*real) < 9.2e18))
                overLimit("an integer would not fit into 64 bits");
            return wholeText(m_heap, static_cast<std::int64_t>(*real), field);
        }
        default:
            if (!isRealType(type) || type == '%')
                fault(std::string("ValueError: unsupported format character '") + type + "'");
            if (!value.number())
                typeFault("must be real number, not " + std::string(typeName(value)));
            return realFieldText(m_heap, *value.number(), field);
        }
    }

    Heap& m_heap;
    std::string_view m_text;
    bool m_markup;
    const Value& m_value;
    const Sequence* m_tuple = nullptr;
    std::size_t m_taken = 0;
};

// ---- "{}".format(value) --------------------------------------------------------------------------------------------

class BraceFormat {
public:
    BraceFormat(Heap& heap, const Text& form, const Values& positional, const std::vector<std::pair<std::string, Value>>& named)
        : m_heap(heap), m_text(form.bytes), m_markup(form.markup), m_positional(positional), m_named(named) {}

    std::string run() {
        std::string out;
        for (std::size_t at = 0; at < m_text.size();) {
            const std::size_t brace = std::min(m_text.find_first_of("{}", at), m_text.size());
            out += m_text.substr(at, brace - at);
            at = brace;
            if (at >= m_text.size())
                break;
            const char c = m_text[at++];
            if (at < m_text.size() && m_text[at] == c) {
                out += c;
                ++at;
                continue;
            }
            if (c == '}')
                fault("ValueError: Single '}' encountered in format string");
            const std::size_t end = m_text.find('}', at);
            if (end == std::string_view::npos)
                fault("ValueError: expected '}' before end of string");
            m_heap.work();
            out += field(m_text.substr(at, end - at));
            m_heap.checkTextSize(out.size());
            at = end + 1;
        }
        return out;
    }

private:
    const Value& argument(std::string_view name) {
        if (name.find_first_of(".[") != std::string_view::npos)
            unsupported("attributes and items inside str.format are not supported");
        if (name.empty())
            return positional(m_automatic++);
        if (name.find_first_not_of("0123456789") == std::string_view::npos) {
            std::size_t at = 0;
            return positional(static_cast<std::size_t>(readNumber(name, at)));
        }
        for (const auto& [known, value] : m_named)
            if (known == name)
                return value;
        fault("KeyError: " + quoted(name));
    }

    const Value& positional(std::size_t index) {
        if (index >= m_positional.size())
            fault("IndexError: Replacement index " + std::to_string(index) + " out of range for positional args tuple");
        return m_positional[index];
    }

    std::string field(std::string_view inside) {
        if (inside.find('{') != std::string_view::npos)
            unsupported("fields inside fields of str.format are not supported");
        const std::size_t colon = std::min(inside.find(':'), inside.size());
        std::string_view name = inside.substr(0, colon);
        const std::size_t mark = std::min(name.find('!'), name.size());
        const std::string_view conversion = name.substr(mark);
        name = name.substr(0, mark);
        const Value& value = argument(name);
        const Field format = specification(colon < inside.size() ? inside.substr(colon + 1) : std::string_view());
        std::string text;
        if (conversion == "!s" || conversion == "!r")
            text = padded(m_heap, "", shortened(conversion == "!r" ? repr(m_heap, value) : toText(m_heap, value), format.precision), format,
                          '<');
        else if (!conversion.empty())
            unsupported("the conversion " + std::string(conversion) + " of str.format is not supported");
        else
            text = converted(value, format, colon + 1 < inside.size());
        return m_markup && !(value.text() != nullptr && value.text()->markup) ? escapedHtml(text) : text;
    }

    Field specification(std::string_view text) {
        Field field;
        std::size_t at = 0;
        const auto isAlign = [&](std::size_t place) {
            return place < text.size() && std::string_view("<>^=").find(text[place]) != std::string_view::npos;
        };
        if (!text.empty()) {
            std::size_t behind = 0;
            (void)nextCharacter(text, behind);
            if (isAlign(behind)) {
                field.fill = text.substr(0, behind);
                field.align = text[behind];
                at = behind + 1;
            } else if (isAlign(0)) {
                field.align = text[at++];
            }
        }
        const auto skip = [&](char c) { return at < text.size() && text[at] == c && ++at > 0; };
        if (at < text.size() && std::string_view("+- ").find(text[at]) != std::string_view::npos)
            field.sign = text[at++];
        field.alternate = skip('#');
        if (skip('0') && field.align == '\0') {
            field.fill = "0";
            field.align = '=';
        }
        field.width = readNumber(text, at);
        if (at < text.size() && (text[at] == ',' || text[at] == '_'))
            field.grouping = text[at++];
        if (skip('.'))
            field.precision = readNumber(text, at);
        if (at < text.size())
            field.type = text[at++];
        if (at != text.size())
            fault("ValueError: Invalid format specifier");
        return field;
    }

    std::string converted(const Value& value, Field field, bool hasSpecification) {
        if (!hasSpecification)
            return toText(m_heap, value);
        const auto whole = value.wholeNumber();
        if (whole && (field.type == '\0' || std::string_view("bdoxX").find(field.type) != std::string_view::npos)) {
            if (field.precision >= 0)
                fault("ValueError: Precision not allowed in integer format specifier");
            if (field.grouping != '\0' && field.type != '\0' && field.type != 'd')
                unsupported("digit groups of that base are not supported");
            return wholeText(m_heap, *whole, field);
        }
        if (value.number() && isRealType(field.type))
            return realFieldText(m_heap, *value.number(), field);
        if (const double* const real = value.real(); real != nullptr && field.type == '\0') {
            if (field.precision >= 0 || field.grouping != '\0')
                unsupported("a precision without a type is not supported in str.format");
            return padded(m_heap, signText(std::signbit(*real), field.sign), realText(std::fabs(*real)), field, '>');
        }
        if (value.text() == nullptr && value.boolean() == nullptr)
            typeFault("unsupported format string passed to " + std::string(typeName(value)) + ".__format__");
        if ((field.type != '\0' && field.type != 's') || field.align == '=')
            fault(std::string("ValueError: Unknown format code '") + field.type + "' for object of type '" + std::string(typeName(value)) +
                  '\'');
        return padded(m_heap, "", shortened(toText(m_heap, value), field.precision), field, '<');
    }

    Heap& m_heap;
    std::string_view m_text;
    bool m_markup;
    const Values& m_positional;
    const std::vector<std::pair<std::string, Value>>& m_named;
    std::size_t m_automatic = 0;
};

} // namespace

std::string formatPercent(Heap& heap, const Text& form, const Value& value) {
    heap.work(form.bytes.size());
    return PercentFormat(heap, form, value).run();
}

std::string formatBraces(Heap& heap, const Text& form, const Values& positional, const std::vector<std::pair<std::string, Value>>& named) {
    heap.work(form.bytes.size());
    return BraceFormat(heap, form, positional, named).run();
}

} // namespace postern::chat
