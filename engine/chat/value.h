// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/chat/chat_limits.h"

/// The insides of the template interpreter. Faults are thrown here and caught in chat_template.cpp; none leaves the folder.
namespace postern::chat {

struct Fault {
    enum class Kind { Syntax, Runtime, Undefined, Raised, Unsupported, Limit };

    Kind kind = Kind::Runtime;
    std::string message;
    int line = 0; ///< 0: the interpreter knows
};

[[noreturn]] void fault(std::string message);
[[noreturn]] void typeFault(std::string message); ///< "TypeError: …", as the reference words it
[[noreturn]] void unsupported(std::string message);
[[noreturn]] void overLimit(std::string message);

class Heap;

/// A string: valid UTF-8, immutable, counted. Strings hold no values, so freeing one is never a recursion.
class Text {
public:
    Text(Heap& heap, std::string bytes, bool markup);
    ~Text();
    Text(const Text&) = delete;
    Text& operator=(const Text&) = delete;

    const std::string bytes;
    const bool markup; ///< what `safe` and `escape` return: joining it with other text escapes that

    [[nodiscard]] std::size_t characters() const;
    [[nodiscard]] bool isAscii() const { return characters() == bytes.size(); }

private:
    Heap& m_heap;
    mutable std::size_t m_characters = static_cast<std::size_t>(-1);
};

using TextRef = std::shared_ptr<const Text>;

struct NoneValue {};

/// A missing variable, attribute or item. It prints as nothing; most other uses are errors with this message.
struct UndefinedValue {
    TextRef message;
};

enum class ObjectType { Sequence, Dict, Namespace, Function, Method, Macro, Loop, Cycler, Joiner };

/// Everything that can hold values. The heap owns it, so rings and long chains are harmless.
struct Object {
    explicit Object(ObjectType objectType) : type(objectType) {}
    virtual ~Object() = default;
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    const ObjectType type;
    int depth = 1; ///< of nested containers
};

class Value {
public:
    Value() = default; ///< None
    Value(UndefinedValue value) : m_data(std::move(value)) {}
    Value(bool value) : m_data(value) {}
    Value(std::int64_t value) : m_data(value) {}
    Value(double value) : m_data(value) {}
    Value(TextRef value) : m_data(std::move(value)) {}
    Value(Object* value) : m_data(value) {}
    Value(const void*) = delete; ///< a pointer is no boolean

    [[nodiscard]] bool isNone() const { return std::holds_alternative<NoneValue>(m_data); }
    [[nodiscard]] const UndefinedValue* undefined() const { return std::get_if<UndefinedValue>(&m_data); }
    [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&m_data); }
    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&m_data); }
    [[nodiscard]] const double* real() const { return std::get_if<double>(&m_data); }
    [[nodiscard]] const Text* text() const {
        const TextRef* const text = std::get_if<TextRef>(&m_data);
        return text != nullptr ? text->get() : nullptr;
    }
    [[nodiscard]] Object* object() const {
        Object* const* const found = std::get_if<Object*>(&m_data);
        return found != nullptr ? *found : nullptr;
    }
    template <typename T>
    [[nodiscard]] T* as() const {
        Object* const found = object();
        return found != nullptr && found->type == T::kType ? static_cast<T*>(found) : nullptr;
    }

    /// True and False are integers too.
    [[nodiscard]] std::optional<std::int64_t> wholeNumber() const;
    [[nodiscard]] std::optional<double> number() const;

private:
    std::variant<NoneValue, UndefinedValue, bool, std::int64_t, double, TextRef, Object*> m_data;
};

using Values = std::vector<Value>;

struct Sequence : Object {
    enum class Form { List, Tuple, Range, Keys, Members, Items, Generator, Reversed };

    static constexpr ObjectType kType = ObjectType::Sequence;
    Sequence(Form sequenceForm, Values sequenceItems) : Object(kType), form(sequenceForm), items(std::move(sequenceItems)) {}

    [[nodiscard]] bool isIterator() const { return form == Form::Generator || form == Form::Reversed; }
    [[nodiscard]] bool isIndexed() const { return form == Form::List || form == Form::Tuple || form == Form::Range; }

    const Form form;
    const Values items;
    std::size_t consumed = 0; ///< of an iterator
    std::int64_t start = 0;   ///< of a range
    std::int64_t stop = 0;
    std::int64_t stride = 1;
};

struct Dict : Object {
    using Entry = std::pair<Value, Value>;

    static constexpr ObjectType kType = ObjectType::Dict;
    Dict() : Object(kType) {}

    std::vector<Entry> entries;       ///< in the order of insertion
    std::vector<std::uint32_t> order; ///< by key
};

struct Namespace : Object {
    static constexpr ObjectType kType = ObjectType::Namespace;
    static constexpr std::size_t kMostAttributes = 1000; ///< they are looked through one by one
    Namespace() : Object(kType) {}

    void add(Heap& heap, std::string name, Value value);

    std::vector<std::pair<std::string, Value>> attributes;
};

/// Owns the objects of one rendering and counts what it uses.
class Heap {
public:
    explicit Heap(const ChatLimits& limits) : m_limits(limits) {}
    ~Heap();
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    [[nodiscard]] const ChatLimits& limits() const { return m_limits; }

    /// Counts steps: one, and one for every 64 bytes or items. Throws at the limit.
    void work(std::size_t size = 0);
    /// The same for a search in that many bytes, which takes longer than a copy.
    void searchWork(std::size_t size) { work(4 * size); }
    void charge(std::size_t bytes);
    void release(std::size_t bytes) noexcept { m_bytes -= bytes; }
    /// Throws where a string of that size would be too long: to be asked before it is built.
    void checkTextSize(std::size_t bytes) const;
    void checkItems(std::size_t count) const;

    [[nodiscard]] Value text(std::string bytes, bool markup = false);
    [[nodiscard]] Value undefined(std::string message);
    [[nodiscard]] Value list(Values items) { return sequence(Sequence::Form::List, std::move(items)); }
    [[nodiscard]] Value tuple(Values items) { return sequence(Sequence::Form::Tuple, std::move(items)); }
    [[nodiscard]] Value generator(Values items) { return sequence(Sequence::Form::Generator, std::move(items)); }
    [[nodiscard]] Value sequence(Sequence::Form form, Values items);
    /// A key that comes twice keeps its first place and takes its last value. Throws for a key that cannot be one.
    [[nodiscard]] Value dict(std::vector<Dict::Entry> entries);

    template <typename T, typename... Arguments>
    T* make(Arguments&&... arguments) {
        auto object = std::make_unique<T>(std::forward<Arguments>(arguments)...);
        T* const made = object.get();
        adopt(std::move(object), sizeof(T));
        return made;
    }

private:
    void adopt(std::unique_ptr<Object> object, std::size_t bytes);
    [[nodiscard]] int depthAround(int deepest) const;

    const ChatLimits m_limits;
    std::int64_t m_steps = 0;
    std::size_t m_bytes = 0;
    std::vector<std::unique_ptr<Object>> m_objects;
};

/// "str", "NoneType", "dict", …
[[nodiscard]] std::string_view typeName(const Value& value);

[[nodiscard]] const Value* find(Heap& heap, const Dict& dict, const Value& key);
[[nodiscard]] const Value* find(Heap& heap, const Dict& dict, std::string_view key);

/// Throws for what cannot be a key ("unhashable type: 'list'").
void checkKey(const Value& key);

} // namespace postern::chat
