// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/value.h"

#include <algorithm>
#include <numeric>

#include "engine/chat/text.h"

namespace postern::chat {

namespace {

int depthOf(const Value& value) {
    const Object* const object = value.object();
    return object != nullptr ? object->depth : 0;
}

/// A total order that agrees with equality, for keys: numbers by value, whatever their type.
int rankOf(const Value& key) {
    if (key.isNone())
        return 0;
    if (key.undefined() != nullptr)
        return 1;
    if (key.number())
        return 2;
    return key.text() != nullptr ? 3 : key.as<Sequence>() != nullptr ? 4 : 5;
}

template <typename T>
int threeWay(const T& a, const T& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

// The interval of long double's whole numbers covers 64-bit integers, so this comparison is exact.
int compareNumbers(const Value& a, const Value& b) {
    const auto wide = [](const Value& value) {
        const auto whole = value.wholeNumber();
        return whole ? static_cast<long double>(*whole) : static_cast<long double>(*value.real());
    };
    const long double x = wide(a);
    const long double y = wide(b);
    if (x != x || y != y) // NaN sorts first, so that the order stays total
        return threeWay(x == x, y == y);
    return threeWay(x, y);
}

int compareKeys(Heap& heap, const Value& a, const Value& b) {
    heap.work();
    const int rank = rankOf(a);
    if (const int other = rankOf(b); rank != other)
        return threeWay(rank, other);
    switch (rank) {
    case 2:
        return compareNumbers(a, b);
    case 3:
        heap.work(std::min(a.text()->bytes.size(), b.text()->bytes.size()));
        return a.text()->bytes.compare(b.text()->bytes);
    case 4: {
        const Values& x = a.as<Sequence>()->items;
        const Values& y = b.as<Sequence>()->items;
        for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
            if (const int order = compareKeys(heap, x[i], y[i]); order != 0)
                return order;
        return threeWay(x.size(), y.size());
    }
    case 5:
        return threeWay(reinterpret_cast<std::uintptr_t>(a.object()), reinterpret_cast<std::uintptr_t>(b.object()));
    default:
        return 0;
    }
}

} // namespace

void fault(std::string message) {
    throw Fault{Fault::Kind::Runtime, std::move(message), 0};
}

void typeFault(std::string message) {
    throw Fault{Fault::Kind::Runtime, "TypeError: " + std::move(message), 0};
}

void unsupported(std::string message) {
    throw Fault{Fault::Kind::Unsupported, std::move(message), 0};
}

void overLimit(std::string message) {
    throw Fault{Fault::Kind::Limit, std::move(message), 0};
}

Text::Text(Heap& heap, std::string content, bool isMarkup) : bytes(std::move(content)), markup(isMarkup), m_heap(heap) {}

Text::~Text() {
    m_heap.release(sizeof(Text) + bytes.size());
}

std::size_t Text::characters() const {
    if (m_characters == static_cast<std::size_t>(-1))
        m_characters = countCharacters(bytes);
    return m_characters;
}

std::optional<std::int64_t> Value::wholeNumber() const {
    if (const std::int64_t* const whole = integer())
        return *whole;
    if (const bool* const flag = boolean())
        return *flag ? 1 : 0;
    return std::nullopt;
}

std::optional<double> Value::number() const {
    if (const double* const value = real())
        return *value;
    if (const auto whole = wholeNumber())
        return static_cast<double>(*whole);
    return std::nullopt;
}

void Namespace::add(Heap& heap, std::string name, Value value) {
    if (attributes.size() >= kMostAttributes)
        overLimit("a namespace has more than " + std::to_string(kMostAttributes) + " attributes");
    heap.charge(sizeof(Value) + name.size());
    attributes.emplace_back(std::move(name), std::move(value));
}

Heap::~Heap() {
    // Texts report back when they go, so values go before the counters do.
    m_objects.clear();
}

void Heap::work(std::size_t size) {
    m_steps += 1 + static_cast<std::int64_t>(size / 64);
    if (m_steps > m_limits.steps)
        overLimit("it takes more than " + std::to_string(m_limits.steps) + " steps");
}

void Heap::charge(std::size_t bytes) {
    if (bytes > m_limits.memoryBytes - std::min(m_bytes, m_limits.memoryBytes))
        overLimit("it needs more than " + std::to_string(m_limits.memoryBytes) + " bytes of memory");
    m_bytes += bytes;
}

void Heap::checkTextSize(std::size_t bytes) const {
    if (bytes > m_limits.textBytes)
        overLimit("a text would be longer than " + std::to_string(m_limits.textBytes) + " bytes");
}

void Heap::checkItems(std::size_t count) const {
    if (count > m_limits.items)
        overLimit("a list would have more than " + std::to_string(m_limits.items) + " items");
}

Value Heap::text(std::string bytes, bool markup) {
    checkTextSize(bytes.size());
    work(bytes.size());
    charge(sizeof(Text) + bytes.size()); // taken back by the text's destructor
    return std::make_shared<const Text>(*this, std::move(bytes), markup);
}

Value Heap::undefined(std::string message) {
    charge(sizeof(Text) + message.size());
    work(message.size());
    return UndefinedValue{std::make_shared<const Text>(*this, std::move(message), false)};
}

int Heap::depthAround(int deepest) const {
    if (deepest >= m_limits.valueDepth)
        overLimit("lists and dictionaries are nested deeper than " + std::to_string(m_limits.valueDepth) + " levels");
    return deepest + 1;
}

void Heap::adopt(std::unique_ptr<Object> object, std::size_t bytes) {
    work();
    charge(bytes + sizeof(object));
    m_objects.push_back(std::move(object));
}

Value Heap::sequence(Sequence::Form form, Values items) {
    checkItems(items.size());
    work(items.size() * 8);
    charge(items.size() * sizeof(Value));
    int deepest = 0;
    for (const Value& item : items)
        deepest = std::max(deepest, depthOf(item));
    const int depth = depthAround(deepest);
    Sequence* const made = make<Sequence>(form, std::move(items));
    made->depth = depth;
    return made;
}

Value Heap::dict(std::vector<Dict::Entry> entries) {
    checkItems(entries.size());
    work(entries.size() * 16);
    charge(entries.size() * (sizeof(Dict::Entry) + sizeof(std::uint32_t)));
    for (const Dict::Entry& entry : entries)
        checkKey(entry.first);
    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto before = [&](std::uint32_t a, std::uint32_t b) { return compareKeys(*this, entries[a].first, entries[b].first) < 0; };
    std::stable_sort(order.begin(), order.end(), before);
    std::vector<bool> doubled(entries.size());
    bool anyDoubled = false;
    for (std::size_t i = 0; i + 1 < order.size();) {
        std::size_t last = i;
        while (last + 1 < order.size() && !before(order[last], order[last + 1]))
            doubled[order[++last]] = anyDoubled = true;
        if (last > i)
            entries[order[i]].second = entries[order[last]].second;
        i = last + 1;
    }
    Dict* const made = make<Dict>();
    if (!anyDoubled) {
        made->entries = std::move(entries);
        made->order = std::move(order);
    } else {
        std::vector<std::uint32_t> place(entries.size());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            place[i] = static_cast<std::uint32_t>(made->entries.size());
            if (!doubled[i])
                made->entries.push_back(std::move(entries[i]));
        }
        for (const std::uint32_t index : order)
            if (!doubled[index])
                made->order.push_back(place[index]);
    }
    int deepest = 0;
    for (const Dict::Entry& entry : made->entries)
        deepest = std::max({deepest, depthOf(entry.first), depthOf(entry.second)});
    made->depth = depthAround(deepest);
    return made;
}

std::string_view typeName(const Value& value) {
    if (value.isNone())
        return "NoneType";
    if (value.undefined() != nullptr)
        return "Undefined";
    if (value.boolean() != nullptr)
        return "bool";
    if (value.integer() != nullptr)
        return "int";
    if (value.real() != nullptr)
        return "float";
    if (const Text* const text = value.text())
        return text->markup ? "Markup" : "str";
    switch (value.object()->type) {
    case ObjectType::Sequence:
        switch (value.as<Sequence>()->form) {
        case Sequence::Form::List:
            return "list";
        case Sequence::Form::Tuple:
            return "tuple";
        case Sequence::Form::Range:
            return "range";
        case Sequence::Form::Keys:
            return "dict_keys";
        case Sequence::Form::Members:
            return "dict_values";
        case Sequence::Form::Items:
            return "dict_items";
        case Sequence::Form::Reversed:
            return "list_reverseiterator";
        case Sequence::Form::Generator:
            return "generator";
        }
        return "generator";
    case ObjectType::Dict:
        return "dict";
    case ObjectType::Namespace:
        return "Namespace";
    case ObjectType::Function:
        return "function";
    case ObjectType::Method:
        return "builtin_function_or_method";
    case ObjectType::Macro:
        return "Macro";
    case ObjectType::Loop:
        return "LoopContext";
    case ObjectType::Cycler:
        return "Cycler";
    case ObjectType::Joiner:
        return "Joiner";
    }
    return "object";
}

void checkKey(const Value& key) {
    if (key.as<Dict>() != nullptr)
        typeFault("unhashable type: 'dict'");
    const Sequence* const sequence = key.as<Sequence>();
    if (sequence == nullptr)
        return;
    if (sequence->form != Sequence::Form::Tuple)
        typeFault("unhashable type: '" + std::string(typeName(key)) + "'");
    for (const Value& item : sequence->items)
        checkKey(item);
}

const Value* find(Heap& heap, const Dict& dict, const Value& key) {
    checkKey(key);
    const auto found = std::lower_bound(dict.order.begin(), dict.order.end(), key, [&](std::uint32_t index, const Value& wanted) {
        return compareKeys(heap, dict.entries[index].first, wanted) < 0;
    });
    if (found == dict.order.end() || compareKeys(heap, dict.entries[*found].first, key) != 0)
        return nullptr;
    return &dict.entries[*found].second;
}

const Value* find(Heap& heap, const Dict& dict, std::string_view key) {
    // Without making a text of the key: the path that every `message.role` takes.
    heap.work(key.size());
    const auto order = [&](std::uint32_t index) {
        const Value& entry = dict.entries[index].first;
        const int rank = rankOf(entry);
        return rank != 3 ? threeWay(rank, 3) : entry.text()->bytes.compare(key);
    };
    const auto found = std::partition_point(dict.order.begin(), dict.order.end(), [&](std::uint32_t index) { return order(index) < 0; });
    return found == dict.order.end() || order(*found) != 0 ? nullptr : &dict.entries[*found].second;
}

} // namespace postern::chat
