// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "engine/chat/filters.h"
#include "engine/chat/interpreter.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"
#include "engine/chat/text.h"
#include "engine/chat/text_arguments.h"

namespace postern::chat {

namespace {

/// int(text, base): spaces around it, a sign, single underscores between digits, for base 0 or its own a prefix.
std::optional<std::int64_t> parseWhole(std::string_view text, std::int64_t base) {
    text = stripped(text, nullptr, true, true);
    std::string digits;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        if (text[0] == '-')
            digits = "-";
        text.remove_prefix(1);
    }
    const auto prefix = [&](char letter, std::int64_t meaning) {
        if (text.size() > 2 && text[0] == '0' && (text[1] | 0x20) == letter && (base == 0 || base == meaning)) {
            base = meaning;
            text.remove_prefix(text[2] == '_' ? 3 : 2);
        }
    };
    prefix('x', 16);
    prefix('o', 8);
    prefix('b', 2);
    if (base == 0) {
        base = 10;
        if (text.size() > 1 && text[0] == '0' && text.find_first_not_of("0_") != std::string_view::npos)
            return std::nullopt;
    }
    if (base < 2 || base > 36 || text.empty() || text.front() == '_' || text.back() == '_')
        return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_' && text[i + 1] == '_')
            return std::nullopt;
        if (text[i] != '_')
            digits += text[i];
    }
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, static_cast<int>(base));
    if (problem == std::errc::result_out_of_range)
        overLimit("an integer would not fit into 64 bits");
    if (problem != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::optional<double> parseReal(std::string_view text) {
    text = stripped(text, nullptr, true, true);
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto isDigitAt = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
        if (text[i] == '_' && i > 0 && isDigitAt(i - 1) && isDigitAt(i + 1))
            continue;
        digits += text[i];
    }
    const std::string_view unsignedPart =
        std::string_view(digits).substr(!digits.empty() && (digits[0] == '-' || digits[0] == '+') ? 1 : 0);
    const std::string lower = lowerCase(unsignedPart);
    const bool named = lower == "nan" || lower == "inf" || lower == "infinity";
    if (!named && (unsignedPart.empty() || unsignedPart.find_first_not_of("0123456789.eE+-") != std::string_view::npos))
        return std::nullopt;
    char* end = nullptr;
    const double value = std::strtod(digits.c_str(), &end);
    if (end != digits.c_str() + digits.size())
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> truncated(double value) {
    if (std::isnan(value) || std::isinf(value))
        return std::nullopt;
    if (!(std::fabs(value) < 9.2e18))
        overLimit("an integer would not fit into 64 bits");
    return static_cast<std::int64_t>(value);
}

Value toInt(Interpreter&, const Value& input, const Arguments& arguments) {
    const Bound bound("int", arguments, {"default", "base"});
    const Value fallback = bound.at(0) != nullptr ? *bound.at(0) : Value(std::int64_t{0});
    if (const UndefinedValue* const undefined = input.undefined())
        undefinedFault(*undefined);
    if (const Text* const text = input.text()) {
        if (const auto whole = parseWhole(text->bytes, wholeArgument(bound.at(1), 10, "int")))
            return *whole;
        const auto real = parseReal(text->bytes);
        const auto whole = real ? truncated(*real) : std::nullopt;
        return whole ? Value(*whole) : fallback;
    }
    if (const auto whole = input.wholeNumber())
        return *whole;
    const double* const real = input.real();
    const auto whole = real != nullptr ? truncated(*real) : std::nullopt;
    return whole ? Value(*whole) : fallback;
}

Value toFloat(Interpreter&, const Value& input, const Arguments& arguments) {
    const Bound bound("float", arguments, {"default"});
    if (const UndefinedValue* const undefined = input.undefined())
        undefinedFault(*undefined);
    std::optional<double> value = input.number();
    if (const Text* const text = input.text())
        value = parseReal(text->bytes);
    return value ? Value(*value) : bound.at(0) != nullptr ? *bound.at(0) : Value(0.0);
}

Value absolute(Interpreter&, const Value& input, const Arguments& arguments) {
    const Bound none("abs", arguments, {});
    if (const UndefinedValue* const undefined = input.undefined())
        undefinedFault(*undefined);
    if (const auto whole = input.wholeNumber())
        return *whole < 0 ? negative(*whole) : Value(*whole);
    if (const double* const real = input.real())
        return std::fabs(*real);
    typeFault("bad operand type for abs(): '" + std::string(typeName(input)) + "'");
}

/// Half to even at a power of ten.
std::int64_t roundedWhole(std::int64_t value, std::int64_t digits) {
    if (digits < -18)
        return 0;
    std::int64_t unit = 1;
    for (std::int64_t i = 0; i > digits; --i)
        unit *= 10;
    const std::int64_t rest = ((value % unit) + unit) % unit;
    const std::int64_t half = unit / 2;
    std::int64_t result = 0;
    if (__builtin_sub_overflow(value, rest, &result))
        overLimit("an integer would not fit into 64 bits");
    const bool up = rest > half || (rest == half && unit > 1 && (result / unit) % 2 != 0);
    if (up && __builtin_add_overflow(result, unit, &result))
        overLimit("an integer would not fit into 64 bits");
    return result;
}

Value round(Interpreter&, const Value& input, const Arguments& arguments) {
    const Bound bound("round", arguments, {"precision", "method"});
    const std::int64_t precision = wholeArgument(bound.at(0), 0, "round");
    const std::string method = bound.at(1) != nullptr ? textArgument(*bound.at(1), "round").bytes : "common";
    if (method != "common" && method != "ceil" && method != "floor")
        fault("method must be common, ceil or floor");
    if (const UndefinedValue* const undefined = input.undefined())
        undefinedFault(*undefined);
    if (!input.number())
        typeFault("type " + std::string(typeName(input)) + " doesn't define __round__ method");
    const double value = *input.number();
    if (method != "common") {
        const double unit = std::pow(10.0, static_cast<double>(precision));
        const double scaled = value * unit;
        if (!std::isfinite(scaled) || unit == 0.0)
            fault("OverflowError: the number cannot be rounded");
        return (method == "ceil" ? std::ceil(scaled) : std::floor(scaled)) / unit;
    }
    if (const auto whole = input.wholeNumber())
        return precision >= 0 ? *whole : roundedWhole(*whole, precision);
    if (!std::isfinite(value) || precision > 300)
        return value;
    if (precision < 0) {
        const double unit = std::pow(10.0, static_cast<double>(-precision));
        return std::isfinite(unit) ? std::nearbyint(value / unit) * unit : 0.0;
    }
    char buffer[700];
    std::snprintf(buffer, sizeof buffer, "%.*f", static_cast<int>(precision), value);
    return std::strtod(buffer, nullptr);
}

Value defaulted(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("default", arguments, {"default_value", "boolean"});
    const bool byTruth = bound.at(1) != nullptr && truth(*bound.at(1));
    if (input.undefined() == nullptr && !(byTruth && !truth(input)))
        return input;
    return bound.at(0) != nullptr ? *bound.at(0) : interpreter.heap().text({});
}

Value attribute(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("attr", arguments, {"name"}, 1);
    return interpreter.attribute(input, toText(interpreter.heap(), *bound.at(0)), false);
}

Value toJson(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("tojson", arguments, {"ensure_ascii", "indent", "separators", "sort_keys"});
    Heap& heap = interpreter.heap();
    JsonStyle style;
    style.ensureAscii = bound.at(0) != nullptr && truth(*bound.at(0));
    style.sortKeys = bound.at(3) != nullptr && truth(*bound.at(3));
    std::string indent;
    if (bound.at(1) != nullptr && !bound.at(1)->isNone()) {
        if (const Text* const text = bound.at(1)->text())
            indent = text->bytes;
        else
            indent = surrounded(heap, "", std::max<std::int64_t>(0, wholeArgument(bound.at(1), 0, "tojson")), 0, " ");
        style.indent = &indent;
        style.itemSeparator = ",";
    }
    if (bound.at(2) != nullptr && !bound.at(2)->isNone()) {
        const Values both = itemsOf(heap, *bound.at(2));
        if (both.size() != 2)
            fault("ValueError: separators must be two strings");
        style.itemSeparator = textArgument(both[0], "tojson").bytes;
        style.keySeparator = textArgument(both[1], "tojson").bytes;
    }
    return heap.text(toJsonText(heap, input, style));
}

Value length(Interpreter&, const Value& input, const Arguments& arguments) {
    const Bound none("length", arguments, {});
    return static_cast<std::int64_t>(lengthOf(input));
}

} // namespace

const std::vector<FilterEntry>& valueFilters() {
    static const std::vector<FilterEntry> kEntries = {
        {"abs", absolute},  {"attr", attribute}, {"count", length},  {"d", defaulted}, {"default", defaulted},
        {"float", toFloat}, {"int", toInt},      {"length", length}, {"round", round}, {"tojson", toJson},
    };
    return kEntries;
}

} // namespace postern::chat
