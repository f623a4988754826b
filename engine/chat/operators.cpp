// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/operators.h"

#include <algorithm>

#include "engine/chat/objects.h"
#include "engine/chat/text.h"

namespace postern::chat {

namespace {

[[noreturn]] void notIterable(const Value& value) {
    typeFault("'" + std::string(typeName(value)) + "' object is not iterable");
}

long double wide(const Value& value) {
    const auto whole = value.wholeNumber();
    return whole ? static_cast<long double>(*whole) : static_cast<long double>(*value.real());
}

bool isOrderedForm(const Sequence& a, const Sequence& b) {
    return a.form == b.form && (a.form == Sequence::Form::List || a.form == Sequence::Form::Tuple);
}

bool equalItems(Heap& heap, const Values& a, const Values& b) {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!equal(heap, a[i], b[i]))
            return false;
    return true;
}

bool equalDicts(Heap& heap, const Dict& a, const Dict& b) {
    if (a.entries.size() != b.entries.size())
        return false;
    return std::all_of(a.entries.begin(), a.entries.end(), [&](const Dict::Entry& entry) {
        const Value* const other = find(heap, b, entry.first);
        return other != nullptr && equal(heap, entry.second, *other);
    });
}

/// An index from the end is negative; nothing where it lies outside.
std::optional<std::size_t> placeOf(std::int64_t index, std::size_t size) {
    const auto length = static_cast<std::int64_t>(size);
    if (index < -length || index >= length)
        return std::nullopt;
    return static_cast<std::size_t>(index < 0 ? index + length : index);
}

struct SliceRange {
    std::int64_t start = 0;
    std::int64_t stop = 0;
    std::int64_t stride = 1;
    std::size_t count = 0;
};

std::optional<std::int64_t> sliceIndex(const Value& value) {
    if (value.isNone())
        return std::nullopt;
    if (const UndefinedValue* const undefined = value.undefined())
        undefinedFault(*undefined);
    const auto whole = value.wholeNumber();
    if (!whole)
        typeFault("slice indices must be integers or None or have an __index__ method");
    return whole;
}

SliceRange sliceRange(std::size_t size, const Value& start, const Value& stop, const Value& stride) {
    const auto length = static_cast<std::int64_t>(size);
    SliceRange range;
    range.stride = sliceIndex(stride).value_or(1);
    if (range.stride == 0)
        fault("ValueError: slice step cannot be zero");
    range.stride = std::clamp(range.stride, -length - 1, length + 1);
    const bool backward = range.stride < 0;
    const auto bounded = [&](std::optional<std::int64_t> index, std::int64_t fallback) {
        if (!index)
            return fallback;
        const std::int64_t lowest = backward ? -1 : 0;
        const std::int64_t highest = backward ? length - 1 : length;
        if (*index < 0)
            return *index < -length ? lowest : std::max(*index + length, lowest);
        return std::min(*index, highest);
    };
    range.start = bounded(sliceIndex(start), backward ? length - 1 : 0);
    range.stop = bounded(sliceIndex(stop), backward ? -1 : length);
    const std::int64_t way = backward ? range.start - range.stop : range.stop - range.start;
    const std::int64_t step = backward ? -range.stride : range.stride;
    range.count = way > 0 ? static_cast<std::size_t>((way - 1) / step + 1) : 0;
    return range;
}

} // namespace

void undefinedFault(const UndefinedValue& value) {
    throw Fault{Fault::Kind::Undefined, value.message->bytes, 0};
}

bool truth(const Value& value) {
    if (const bool* const flag = value.boolean())
        return *flag;
    if (const std::int64_t* const whole = value.integer())
        return *whole != 0;
    if (const double* const real = value.real())
        return *real != 0.0;
    if (const Text* const text = value.text())
        return !text->bytes.empty();
    if (const Sequence* const sequence = value.as<Sequence>())
        return sequence->isIterator() || !sequence->items.empty();
    if (const Dict* const dict = value.as<Dict>())
        return !dict->entries.empty();
    return value.object() != nullptr;
}

bool equal(Heap& heap, const Value& a, const Value& b) {
    heap.work();
    if (a.number() && b.number())
        return wide(a) == wide(b);
    if (const Text* const x = a.text()) {
        const Text* const y = b.text();
        if (y == nullptr || x->bytes.size() != y->bytes.size())
            return false;
        heap.work(x->bytes.size());
        return x->bytes == y->bytes;
    }
    if (a.isNone() || b.isNone())
        return a.isNone() && b.isNone();
    if (a.undefined() != nullptr || b.undefined() != nullptr)
        return a.undefined() != nullptr && b.undefined() != nullptr;
    if (a.object() == nullptr || b.object() == nullptr)
        return false;
    if (a.object() == b.object())
        return true;
    if (const Sequence* const x = a.as<Sequence>(), * const y = b.as<Sequence>(); x != nullptr && y != nullptr) {
        const bool bothRanges = x->form == Sequence::Form::Range && y->form == x->form;
        return (isOrderedForm(*x, *y) || bothRanges) && equalItems(heap, x->items, y->items);
    }
    if (const Dict* const x = a.as<Dict>(), * const y = b.as<Dict>(); x != nullptr && y != nullptr)
        return equalDicts(heap, *x, *y);
    return false;
}

bool less(Heap& heap, const Value& a, const Value& b, std::string_view symbol) {
    heap.work();
    for (const Value* const side : {&a, &b})
        if (const UndefinedValue* const undefined = side->undefined())
            undefinedFault(*undefined);
    if (a.number() && b.number())
        return wide(a) < wide(b);
    if (const Text* const x = a.text(), * const y = b.text(); x != nullptr && y != nullptr) {
        heap.work(std::min(x->bytes.size(), y->bytes.size()));
        return x->bytes < y->bytes; // the order of UTF-8's bytes is the order of its characters
    }
    if (const Sequence* const x = a.as<Sequence>(), * const y = b.as<Sequence>(); x != nullptr && y != nullptr && isOrderedForm(*x, *y)) {
        for (std::size_t i = 0; i < std::min(x->items.size(), y->items.size()); ++i)
            if (!equal(heap, x->items[i], y->items[i]))
                return less(heap, x->items[i], y->items[i], symbol);
        return x->items.size() < y->items.size();
    }
    typeFault("'" + std::string(symbol) + "' not supported between instances of '" + std::string(typeName(a)) + "' and '" +
              std::string(typeName(b)) + "'");
}

bool compare(Heap& heap, Operator operation, const Value& a, const Value& b) {
    // NaN makes "not less" and "greater or equal" two things.
    const bool numbers = a.number() && b.number();
    switch (operation) {
    case Operator::Equal:
        return equal(heap, a, b);
    case Operator::NotEqual:
        return !equal(heap, a, b);
    case Operator::Less:
        return less(heap, a, b, "<");
    case Operator::Greater:
        return numbers ? wide(a) > wide(b) : less(heap, b, a, ">");
    case Operator::LessEqual:
        return numbers ? wide(a) <= wide(b) : !less(heap, b, a, "<=");
    case Operator::GreaterEqual:
        return numbers ? wide(a) >= wide(b) : !less(heap, a, b, ">=");
    case Operator::In:
        return contains(heap, b, a);
    case Operator::NotIn:
        return !contains(heap, b, a);
    default:
        break;
    }
    fault("not a comparison");
}

bool contains(Heap& heap, const Value& container, const Value& wanted) {
    heap.work();
    if (const Text* const text = container.text()) {
        const Text* const part = wanted.text();
        if (part == nullptr)
            typeFault("'in <string>' requires string as left operand, not " + std::string(typeName(wanted)));
        heap.searchWork(text->bytes.size());
        return findForward(text->bytes, part->bytes) != kNowhere;
    }
    if (const Dict* const dict = container.as<Dict>())
        return find(heap, *dict, wanted) != nullptr;
    if (Sequence* const sequence = container.as<Sequence>()) {
        std::size_t at = sequence->isIterator() ? sequence->consumed : 0;
        bool found = false;
        while (at < sequence->items.size() && !found)
            found = equal(heap, sequence->items[at++], wanted);
        if (sequence->isIterator())
            sequence->consumed = at;
        return found;
    }
    if (container.undefined() != nullptr)
        return false;
    if (isIterable(container)) {
        const Values items = itemsOf(heap, container);
        return std::any_of(items.begin(), items.end(), [&](const Value& each) { return equal(heap, each, wanted); });
    }
    typeFault("argument of type '" + std::string(typeName(container)) + "' is not iterable");
}

bool isIterable(const Value& value) {
    if (value.undefined() != nullptr || value.text() != nullptr)
        return true;
    const Object* const object = value.object();
    return object != nullptr &&
           (object->type == ObjectType::Sequence || object->type == ObjectType::Dict || object->type == ObjectType::Loop);
}

Values itemsOf(Heap& heap, const Value& value) {
    if (Sequence* const sequence = value.as<Sequence>()) {
        heap.work(sequence->items.size() * 8);
        if (!sequence->isIterator())
            return sequence->items;
        const auto begin = sequence->items.begin() + static_cast<std::ptrdiff_t>(sequence->consumed);
        sequence->consumed = sequence->items.size();
        return {begin, sequence->items.end()};
    }
    Values items;
    if (const Text* const text = value.text()) {
        heap.checkItems(text->characters());
        for (std::size_t at = 0; at < text->bytes.size();) {
            const std::size_t begin = at;
            (void)nextCharacter(text->bytes, at);
            items.push_back(heap.text(text->bytes.substr(begin, at - begin))); // of markup too, as in Python
        }
        return items;
    }
    if (const Dict* const dict = value.as<Dict>()) {
        heap.work(dict->entries.size() * 8);
        for (const Dict::Entry& entry : dict->entries)
            items.push_back(entry.first);
        return items;
    }
    if (value.undefined() != nullptr)
        return items;
    if (value.as<Loop>() != nullptr)
        unsupported("a loop cannot be iterated through its variable");
    notIterable(value);
}

std::size_t lengthOf(const Value& value) {
    if (const Text* const text = value.text())
        return text->characters();
    if (const Dict* const dict = value.as<Dict>())
        return dict->entries.size();
    if (const Sequence* const sequence = value.as<Sequence>(); sequence != nullptr && !sequence->isIterator())
        return sequence->items.size();
    if (Loop* const loop = value.as<Loop>())
        return loop->length();
    if (value.undefined() != nullptr)
        return 0;
    typeFault("object of type '" + std::string(typeName(value)) + "' has no len()");
}

std::string_view characters(const Text& text, std::size_t begin, std::size_t end) {
    const std::string_view bytes = text.bytes;
    if (text.isAscii())
        return bytes.substr(begin, end - begin);
    const std::size_t first = byteOf(bytes, begin);
    return bytes.substr(first, byteOf(bytes.substr(first), end - begin));
}

std::optional<Value> item(Heap& heap, const Value& value, const Value& key) {
    heap.work();
    if (const UndefinedValue* const undefined = value.undefined())
        undefinedFault(*undefined);
    if (const Dict* const dict = value.as<Dict>()) {
        const Sequence* const parts = key.as<Sequence>();
        if (key.as<Dict>() != nullptr || (parts != nullptr && parts->form != Sequence::Form::Tuple))
            return std::nullopt; // it cannot be a key
        const Value* const found = find(heap, *dict, key);
        return found != nullptr ? std::optional(*found) : std::nullopt;
    }
    const auto index = key.wholeNumber();
    if (!index)
        return std::nullopt;
    if (const Text* const text = value.text()) {
        const auto place = placeOf(*index, text->characters());
        if (!place)
            return std::nullopt;
        heap.work(text->isAscii() ? 0 : text->bytes.size());
        return heap.text(std::string(characters(*text, *place, *place + 1)), text->markup);
    }
    if (const Sequence* const sequence = value.as<Sequence>(); sequence != nullptr && sequence->isIndexed())
        if (const auto place = placeOf(*index, sequence->items.size()))
            return sequence->items[*place];
    return std::nullopt;
}

Value slice(Heap& heap, const Value& value, const Value& start, const Value& stop, const Value& stride) {
    if (const UndefinedValue* const undefined = value.undefined())
        undefinedFault(*undefined);
    if (const Text* const text = value.text()) {
        const SliceRange range = sliceRange(text->characters(), start, stop, stride);
        heap.work(text->bytes.size());
        if (range.count == 0)
            return heap.text({}, text->markup);
        if (range.stride == 1) {
            const auto begin = static_cast<std::size_t>(range.start);
            return heap.text(std::string(characters(*text, begin, begin + range.count)), text->markup);
        }
        std::vector<std::size_t> starts;
        for (std::size_t at = 0; at < text->bytes.size(); (void)nextCharacter(text->bytes, at))
            starts.push_back(at);
        std::string result;
        for (std::size_t i = 0; i < range.count; ++i) {
            std::size_t end = starts[static_cast<std::size_t>(range.start + static_cast<std::int64_t>(i) * range.stride)];
            const std::size_t begin = end;
            (void)nextCharacter(text->bytes, end);
            result += text->bytes.substr(begin, end - begin);
        }
        return heap.text(std::move(result), text->markup);
    }
    const Sequence* const sequence = value.as<Sequence>();
    if (sequence == nullptr || !sequence->isIndexed())
        typeFault(value.as<Dict>() != nullptr ? "unhashable type: 'slice'"
                                              : "'" + std::string(typeName(value)) + "' object is not subscriptable");
    const SliceRange range = sliceRange(sequence->items.size(), start, stop, stride);
    heap.work(range.count * 8);
    Values items;
    items.reserve(range.count);
    for (std::size_t i = 0; i < range.count; ++i)
        items.push_back(sequence->items[static_cast<std::size_t>(range.start + static_cast<std::int64_t>(i) * range.stride)]);
    const Value result = heap.sequence(sequence->form, std::move(items));
    if (sequence->form == Sequence::Form::Range) {
        Sequence* const made = result.as<Sequence>();
        made->start = sequence->start + range.start * sequence->stride;
        made->stop = sequence->start + range.stop * sequence->stride;
        made->stride = sequence->stride * range.stride;
    }
    return result;
}

} // namespace postern::chat
