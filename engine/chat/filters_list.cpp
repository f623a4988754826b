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

bool flag(const Bound& bound, std::size_t index) {
    return bound.at(index) != nullptr && truth(*bound.at(index));
}

Value first(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("first", arguments, {});
    if (Sequence* const sequence = input.as<Sequence>()) {
        const std::size_t at = sequence->isIterator() ? sequence->consumed++ : 0;
        if (at < sequence->items.size())
            return sequence->items[at];
        sequence->consumed = std::min(sequence->consumed, sequence->items.size());
        return interpreter.heap().undefined("No first item, sequence was empty.");
    }
    if (const Text* const text = input.text(); text != nullptr && !text->bytes.empty())
        return interpreter.heap().text(std::string(characters(*text, 0, 1)), text->markup);
    const Values items = itemsOf(interpreter.heap(), input);
    return items.empty() ? interpreter.heap().undefined("No first item, sequence was empty.") : items.front();
}

Value last(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("last", arguments, {});
    const Sequence* const sequence = input.as<Sequence>();
    if (sequence != nullptr && sequence->isIterator())
        typeFault("'" + std::string(typeName(input)) + "' object is not reversible");
    const Values items = itemsOf(interpreter.heap(), input);
    return items.empty() ? interpreter.heap().undefined("No last item, sequence was empty.") : items.back();
}

Value list(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("list", arguments, {});
    return interpreter.heap().list(itemsOf(interpreter.heap(), input));
}

Value items(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("items", arguments, {});
    Values pairs;
    if (input.undefined() != nullptr)
        return interpreter.heap().generator({});
    const Dict* const dict = input.as<Dict>();
    if (dict == nullptr)
        typeFault("Can only get item pairs from a mapping.");
    for (const auto& [key, value] : dict->entries)
        pairs.push_back(interpreter.heap().tuple({key, value}));
    return interpreter.heap().generator(std::move(pairs));
}

Value reverse(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("reverse", arguments, {});
    Heap& heap = interpreter.heap();
    if (input.text() != nullptr)
        return slice(heap, input, {}, {}, std::int64_t{-1});
    const Sequence* const sequence = input.as<Sequence>();
    const bool wasIterator = sequence != nullptr && sequence->isIterator();
    Values all = itemsOf(heap, input);
    std::reverse(all.begin(), all.end());
    return wasIterator ? heap.list(std::move(all)) : heap.sequence(Sequence::Form::Reversed, std::move(all));
}

Value join(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("join", arguments, {"d", "attribute"});
    Heap& heap = interpreter.heap();
    const std::string separator = bound.at(0) != nullptr ? toText(heap, *bound.at(0)) : "";
    const AttributeGetter get(interpreter, bound.at(1));
    std::string result;
    bool isFirst = true;
    for (const Value& item : itemsOf(heap, input)) {
        result += std::exchange(isFirst, false) ? "" : separator;
        result += toText(heap, get(item));
        heap.checkTextSize(result.size());
    }
    return heap.text(std::move(result));
}

/// Keys of a sort with the place each came from; one key, or several compared in turn.
struct SortKey {
    Values parts;
    std::size_t place = 0;
};

struct SortOrder {
    bool caseSensitive = false;
    bool reversed = false;
    bool single = false; ///< one key is compared by `<` alone, several as a list: equal ones are passed over first
};

/// Merge sort: it stands a comparison that is no order (NaN), and keeps equal items as they were.
void sortKeys(Heap& heap, std::vector<SortKey>& keys, SortOrder order) {
    const bool reversed = order.reversed;
    const auto before = [&](const SortKey& a, const SortKey& b) {
        if (order.single)
            return less(heap, a.parts[0], b.parts[0]);
        for (std::size_t i = 0; i < a.parts.size(); ++i) {
            if (equal(heap, a.parts[i], b.parts[i]))
                continue;
            return less(heap, a.parts[i], b.parts[i]);
        }
        return false;
    };
    std::vector<SortKey> other(keys.size());
    for (std::size_t run = 1; run < keys.size(); run *= 2) {
        for (std::size_t begin = 0; begin < keys.size(); begin += 2 * run) {
            const std::size_t middle = std::min(begin + run, keys.size());
            const std::size_t end = std::min(begin + 2 * run, keys.size());
            std::size_t left = begin;
            std::size_t right = middle;
            for (std::size_t out = begin; out < end; ++out) {
                const bool takeRight =
                    left == middle || (right < end && (reversed ? before(keys[left], keys[right]) : before(keys[right], keys[left])));
                other[out] = std::move(keys[takeRight ? right++ : left++]);
            }
        }
        keys.swap(other);
    }
}

Values sorted(Interpreter& interpreter, const Values& all, const std::vector<AttributeGetter>& getters, SortOrder order) {
    std::vector<SortKey> keys;
    for (std::size_t i = 0; i < all.size(); ++i) {
        SortKey key{{}, i};
        for (const AttributeGetter& get : getters) {
            const Value part = get(all[i]);
            key.parts.push_back(order.caseSensitive ? part : withoutCase(interpreter.heap(), part));
        }
        keys.push_back(std::move(key));
    }
    sortKeys(interpreter.heap(), keys, order);
    Values result;
    for (const SortKey& key : keys)
        result.push_back(all[key.place]);
    return result;
}

Value sort(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("sort", arguments, {"reverse", "case_sensitive", "attribute"});
    std::vector<AttributeGetter> getters;
    const Text* const paths = bound.at(2) != nullptr ? bound.at(2)->text() : nullptr;
    if (paths == nullptr) {
        getters.emplace_back(interpreter, bound.at(2));
    } else {
        for (std::size_t begin = 0; begin <= paths->bytes.size();) {
            const std::size_t end = std::min(paths->bytes.find(',', begin), paths->bytes.size());
            const Value path = interpreter.heap().text(paths->bytes.substr(begin, end - begin));
            getters.emplace_back(interpreter, &path);
            begin = end + 1;
        }
    }
    const Values all = itemsOf(interpreter.heap(), input);
    return interpreter.heap().list(sorted(interpreter, all, getters, {flag(bound, 1), flag(bound, 0), false}));
}

Value dictSort(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("dictsort", arguments, {"case_sensitive", "by", "reverse"});
    Heap& heap = interpreter.heap();
    const std::string by = bound.at(1) != nullptr ? toText(heap, *bound.at(1)) : "key";
    if (by != "key" && by != "value")
        fault("You can only sort by either \"key\" or \"value\"");
    const Dict* const dict = input.as<Dict>();
    if (dict == nullptr)
        typeFault("'" + std::string(typeName(input)) + "' object has no items");
    Values pairs;
    for (const auto& [key, value] : dict->entries)
        pairs.push_back(heap.tuple({key, value}));
    const Value index = std::int64_t{by == "key" ? 0 : 1};
    return heap.list(sorted(interpreter, pairs, {AttributeGetter(interpreter, &index)}, {flag(bound, 0), flag(bound, 2), true}));
}

Value unique(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("unique", arguments, {"case_sensitive", "attribute"});
    Heap& heap = interpreter.heap();
    const AttributeGetter get(interpreter, bound.at(1));
    const Values all = itemsOf(heap, input);
    std::vector<Dict::Entry> keys;
    for (std::size_t i = all.size(); i-- > 0;) { // from the end, so that the first of equal ones stays
        const Value key = get(all[i]);
        keys.emplace_back(flag(bound, 0) ? key : withoutCase(heap, key), static_cast<std::int64_t>(i));
    }
    const Value seen = heap.dict(std::move(keys));
    std::vector<std::int64_t> places;
    for (const auto& [key, place] : seen.as<Dict>()->entries)
        places.push_back(*place.integer());
    std::sort(places.begin(), places.end());
    Values result;
    for (const std::int64_t place : places)
        result.push_back(all[static_cast<std::size_t>(place)]);
    return heap.generator(std::move(result));
}

Value extreme(Interpreter& interpreter, const Value& input, const Arguments& arguments, bool largest) {
    const Bound bound(largest ? "max" : "min", arguments, {"case_sensitive", "attribute"});
    Heap& heap = interpreter.heap();
    const AttributeGetter get(interpreter, bound.at(1));
    const Values all = itemsOf(heap, input);
    if (all.empty())
        return heap.undefined("No aggregated item, sequence was empty.");
    const auto keyOf = [&](const Value& item) { return flag(bound, 0) ? get(item) : withoutCase(heap, get(item)); };
    std::size_t best = 0;
    Value bestKey = keyOf(all[0]);
    for (std::size_t i = 1; i < all.size(); ++i) {
        Value key = keyOf(all[i]);
        if (largest ? less(heap, bestKey, key, ">") : less(heap, key, bestKey)) {
            best = i;
            bestKey = std::move(key);
        }
    }
    return all[best];
}

Value sum(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("sum", arguments, {"attribute", "start"});
    const AttributeGetter get(interpreter, bound.at(0));
    Value total = bound.at(1) != nullptr ? *bound.at(1) : Value(std::int64_t{0});
    if (total.text() != nullptr)
        typeFault("sum() can't sum strings [use ''.join(seq) instead]");
    for (const Value& item : itemsOf(interpreter.heap(), input))
        total = arithmetic(interpreter.heap(), Operator::Add, total, get(item));
    return total;
}

std::size_t positiveCount(const Value* value, const char* name) {
    const std::int64_t count = wholeArgument(value, 0, name);
    if (count <= 0)
        fault(std::string("ValueError: ") + name + " needs a positive number");
    return static_cast<std::size_t>(count);
}

Value batch(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("batch", arguments, {"linecount", "fill_with"}, 1);
    Heap& heap = interpreter.heap();
    const std::size_t size = positiveCount(bound.at(0), "batch");
    const Values all = itemsOf(heap, input);
    Values batches;
    for (std::size_t begin = 0; begin < all.size(); begin += std::min(size, all.size() - begin)) {
        const std::size_t count = std::min(size, all.size() - begin);
        Values part(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(begin + count));
        if (bound.at(1) != nullptr && !bound.at(1)->isNone() && count < size) {
            heap.checkItems(size);
            part.resize(size, *bound.at(1));
        }
        batches.push_back(heap.list(std::move(part)));
    }
    return heap.generator(std::move(batches));
}

Value slices(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("slice", arguments, {"slices", "fill_with"}, 1);
    Heap& heap = interpreter.heap();
    const std::size_t count = positiveCount(bound.at(0), "slice");
    heap.checkItems(count);
    const Values all = itemsOf(heap, input);
    const std::size_t each = all.size() / count;
    const std::size_t longer = all.size() % count;
    Values result;
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t size = each + (i < longer ? 1 : 0);
        Values part(all.begin() + static_cast<std::ptrdiff_t>(at), all.begin() + static_cast<std::ptrdiff_t>(at + size));
        at += size;
        if (bound.at(1) != nullptr && !bound.at(1)->isNone() && i >= longer)
            part.push_back(*bound.at(1));
        result.push_back(heap.list(std::move(part)));
    }
    return heap.generator(std::move(result));
}

Value groupBy(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("groupby", arguments, {"attribute", "default", "case_sensitive"}, 1);
    Heap& heap = interpreter.heap();
    const AttributeGetter get(interpreter, bound.at(0), bound.at(1));
    const bool caseSensitive = flag(bound, 2);
    const Values all = sorted(interpreter, itemsOf(heap, input), {get}, {caseSensitive, false, true});
    Values groups;
    for (std::size_t begin = 0; begin < all.size();) {
        const Value key = get(all[begin]);
        const auto same = [&](const Value& other) {
            return caseSensitive ? equal(heap, key, other) : equal(heap, withoutCase(heap, key), withoutCase(heap, other));
        };
        std::size_t end = begin + 1;
        while (end < all.size() && same(get(all[end])))
            ++end;
        Values part(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end));
        groups.push_back(heap.tuple({key, heap.list(std::move(part))}));
        begin = end;
    }
    return heap.list(std::move(groups));
}

} // namespace

const std::vector<FilterEntry>& listFilters() {
    static const std::vector<FilterEntry> kEntries = {
        {"batch", batch},
        {"dictsort", dictSort},
        {"first", first},
        {"groupby", groupBy},
        {"items", items},
        {"join", join},
        {"last", last},
        {"list", list},
        {"max", [](Interpreter& i, const Value& input, const Arguments& a) { return extreme(i, input, a, true); }},
        {"min", [](Interpreter& i, const Value& input, const Arguments& a) { return extreme(i, input, a, false); }},
        {"reverse", reverse},
        {"slice", slices},
        {"sort", sort},
        {"sum", sum},
        {"unique", unique},
    };
    return kEntries;
}

} // namespace postern::chat
