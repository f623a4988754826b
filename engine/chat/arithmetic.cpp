// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "engine/chat/operators.h"
#include "engine/chat/text.h"

namespace postern::chat {

namespace {

using Whole = std::int64_t;

const char* symbolOf(Operator operation) {
    switch (operation) {
    case Operator::Add:
        return "+";
    case Operator::Subtract:
        return "-";
    case Operator::Multiply:
        return "*";
    case Operator::Divide:
        return "/";
    case Operator::FloorDivide:
        return "//";
    case Operator::Modulo:
        return "%";
    default:
        return "** or pow()";
    }
}

[[noreturn]] void badOperands(Operator operation, const Value& a, const Value& b) {
    typeFault(std::string("unsupported operand type(s) for ") + symbolOf(operation) + ": '" + std::string(typeName(a)) + "' and '" +
              std::string(typeName(b)) + "'");
}

[[noreturn]] void overflow() {
    overLimit("an integer would not fit into 64 bits");
}

Value wholePower(Whole base, Whole exponent) {
    if (exponent < 0) {
        if (base == 0)
            fault("ZeroDivisionError: 0.0 cannot be raised to a negative power");
        return std::pow(static_cast<double>(base), static_cast<double>(exponent));
    }
    Whole result = 1;
    while (exponent > 0) {
        if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result))
            overflow();
        exponent >>= 1;
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base))
            overflow();
    }
    return result;
}

Value wholeArithmetic(Operator operation, Whole a, Whole b) {
    Whole result = 0;
    switch (operation) {
    case Operator::Add:
        if (__builtin_add_overflow(a, b, &result))
            overflow();
        return result;
    case Operator::Subtract:
        if (__builtin_sub_overflow(a, b, &result))
            overflow();
        return result;
    case Operator::Multiply:
        if (__builtin_mul_overflow(a, b, &result))
            overflow();
        return result;
    case Operator::Divide:
        if (b == 0)
            fault("ZeroDivisionError: division by zero");
        return static_cast<double>(static_cast<long double>(a) / static_cast<long double>(b));
    case Operator::FloorDivide:
    case Operator::Modulo: {
        if (b == 0)
            fault("ZeroDivisionError: integer division or modulo by zero");
        if (b == -1) { // the smallest integer has no negative
            if (operation == Operator::Modulo)
                return Whole{0};
            if (__builtin_sub_overflow(Whole{0}, a, &result))
                overflow();
            return result;
        }
        Whole quotient = a / b;
        Whole rest = a % b;
        if (rest != 0 && (rest < 0) != (b < 0)) {
            --quotient;
            rest += b;
        }
        return operation == Operator::Modulo ? rest : quotient;
    }
    default:
        return wholePower(a, b);
    }
}

double floorModulo(double a, double b) {
    double rest = std::fmod(a, b);
    if (rest != 0.0 && (rest < 0) != (b < 0))
        rest += b;
    return rest == 0.0 ? std::copysign(0.0, b) : rest;
}

Value realArithmetic(Operator operation, double a, double b) {
    switch (operation) {
    case Operator::Add:
        return a + b;
    case Operator::Subtract:
        return a - b;
    case Operator::Multiply:
        return a * b;
    case Operator::Divide:
        if (b == 0.0)
            fault("ZeroDivisionError: float division by zero");
        return a / b;
    case Operator::FloorDivide:
    case Operator::Modulo: {
        if (b == 0.0)
            fault("ZeroDivisionError: float floor division or modulo by zero");
        const double rest = floorModulo(a, b);
        if (operation == Operator::Modulo)
            return rest;
        const double quotient = (a - rest) / b;
        if (quotient == 0.0)
            return std::copysign(0.0, a / b);
        const double whole = std::floor(quotient);
        return quotient - whole > 0.5 ? whole + 1.0 : whole;
    }
    default: {
        if (a == 0.0 && b < 0)
            fault("ZeroDivisionError: 0.0 cannot be raised to a negative power");
        if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b))
            unsupported("complex numbers are not supported");
        const double power = std::pow(a, b);
        if (std::isinf(power) && std::isfinite(a) && std::isfinite(b))
            fault("OverflowError: the result of ** is too large");
        return power;
    }
    }
}

Value joined(Heap& heap, const Text& a, const Text& b) {
    const bool markup = a.markup || b.markup;
    const auto part = [&](const Text& text) {
        if (!markup || text.markup)
            return text.bytes;
        heap.checkTextSize(text.bytes.size());
        return escapedHtml(text.bytes);
    };
    heap.checkTextSize(a.bytes.size() + b.bytes.size());
    return heap.text(part(a) + part(b), markup);
}

std::size_t repeatedSize(Heap& heap, std::size_t size, Whole times, bool isText) {
    if (size == 0 || times <= 0)
        return 0;
    const std::size_t limit = isText ? heap.limits().textBytes : heap.limits().items;
    const std::size_t total = static_cast<std::uint64_t>(times) > limit / size ? limit + 1 : size * static_cast<std::size_t>(times);
    isText ? heap.checkTextSize(total) : heap.checkItems(total);
    return total;
}

Value repeated(Heap& heap, const Value& value, Whole times) {
    if (const Text* const text = value.text()) {
        const std::size_t size = repeatedSize(heap, text->bytes.size(), times, true);
        std::string result;
        result.reserve(size);
        while (result.size() < size)
            result += text->bytes;
        return heap.text(std::move(result), text->markup);
    }
    const Sequence* const sequence = value.as<Sequence>();
    const std::size_t count = repeatedSize(heap, sequence->items.size(), times, false);
    Values items;
    items.reserve(count);
    while (items.size() < count)
        items.insert(items.end(), sequence->items.begin(), sequence->items.end());
    return heap.sequence(sequence->form, std::move(items));
}

bool isRepeatable(const Value& value) {
    const Sequence* const sequence = value.as<Sequence>();
    return value.text() != nullptr ||
           (sequence != nullptr && (sequence->form == Sequence::Form::List || sequence->form == Sequence::Form::Tuple));
}

} // namespace

Value arithmetic(Heap& heap, Operator operation, const Value& a, const Value& b) {
    heap.work();
    if (operation == Operator::Modulo && a.text() != nullptr)
        return heap.text(formatPercent(heap, *a.text(), b), a.text()->markup);
    for (const Value* const side : {&a, &b})
        if (const UndefinedValue* const undefined = side->undefined())
            undefinedFault(*undefined);
    const auto wholeA = a.wholeNumber();
    const auto wholeB = b.wholeNumber();
    if (wholeA && wholeB)
        return wholeArithmetic(operation, *wholeA, *wholeB);
    if (a.number() && b.number())
        return realArithmetic(operation, *a.number(), *b.number());
    if (operation == Operator::Add) {
        if (a.text() != nullptr && b.text() != nullptr)
            return joined(heap, *a.text(), *b.text());
        if (a.text() != nullptr && a.text()->markup == false)
            typeFault("can only concatenate str (not \"" + std::string(typeName(b)) + "\") to str");
        const Sequence* const x = a.as<Sequence>();
        const Sequence* const y = b.as<Sequence>();
        if (x != nullptr && y != nullptr && x->form == y->form && isRepeatable(a)) {
            heap.checkItems(x->items.size() + y->items.size());
            Values items = x->items;
            items.insert(items.end(), y->items.begin(), y->items.end());
            return heap.sequence(x->form, std::move(items));
        }
    }
    if (operation == Operator::Multiply) {
        if (isRepeatable(a) && wholeB)
            return repeated(heap, a, *wholeB);
        if (isRepeatable(b) && wholeA)
            return repeated(heap, b, *wholeA);
    }
    badOperands(operation, a, b);
}

Value negative(const Value& value) {
    if (const UndefinedValue* const undefined = value.undefined())
        undefinedFault(*undefined);
    if (const auto whole = value.wholeNumber()) {
        if (*whole == std::numeric_limits<Whole>::min())
            overflow();
        return -*whole;
    }
    if (const double* const real = value.real())
        return -*real;
    typeFault("bad operand type for unary -: '" + std::string(typeName(value)) + "'");
}

Value positive(const Value& value) {
    if (const UndefinedValue* const undefined = value.undefined())
        undefinedFault(*undefined);
    if (const auto whole = value.wholeNumber())
        return *whole;
    if (value.real() != nullptr)
        return value;
    typeFault("bad operand type for unary +: '" + std::string(typeName(value)) + "'");
}

} // namespace postern::chat
