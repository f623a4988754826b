// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chat/syntax.h"
#include "engine/chat/value.h"

namespace postern::chat {

class Interpreter;

/// What a call brings.
struct Arguments {
    Values positional;
    std::vector<std::pair<std::string, Value>> named;
};

/// Arguments sorted to parameters, as Python does it.
class Bound {
public:
    /// Throws for too many, unknown, doubled and (of the first `required`) missing ones. `function` is for the message.
    Bound(std::string_view function, const Arguments& arguments, std::initializer_list<std::string_view> parameters,
          std::size_t required = 0);

    [[nodiscard]] const Value* at(std::size_t index) const { return m_values[index]; } ///< null where it was left out

private:
    std::vector<const Value*> m_values;
};

struct Function : Object {
    using Code = Value (*)(Interpreter&, const Arguments&);

    static constexpr ObjectType kType = ObjectType::Function;
    explicit Function(Code functionCode) : Object(kType), code(functionCode) {}

    const Code code;
};

/// A method with what it belongs to.
struct Method : Object {
    using Code = Value (*)(Interpreter&, const Value& self, const Arguments&);

    static constexpr ObjectType kType = ObjectType::Method;
    Method(Value methodSelf, Code methodCode) : Object(kType), self(std::move(methodSelf)), code(methodCode) {}

    const Value self;
    const Code code;
};

/// Variables of a block, found through the blocks around it.
struct Scope {
    explicit Scope(std::shared_ptr<Scope> outer) : parent(std::move(outer)) {}

    [[nodiscard]] const Value* find(std::string_view name) const {
        for (const Scope* scope = this; scope != nullptr; scope = scope->parent.get())
            if (const std::size_t place = scope->placeOf(name); place < scope->variables.size())
                return &scope->variables[place].second;
        return nullptr;
    }
    void set(std::string_view name, Value value) {
        const std::size_t place = placeOf(name);
        if (place < variables.size()) {
            variables[place].second = std::move(value);
            return;
        }
        variables.emplace_back(name, std::move(value));
        if (variables.size() > kFew)
            for (std::size_t i = index.size(); i < variables.size(); ++i)
                index.emplace(variables[i].first, i);
    }
    [[nodiscard]] std::size_t placeOf(std::string_view name) const {
        if (variables.size() > kFew) {
            const auto found = index.find(name);
            return found != index.end() ? found->second : variables.size();
        }
        std::size_t place = 0;
        while (place < variables.size() && variables[place].first != name)
            ++place;
        return place;
    }

    static constexpr std::size_t kFew = 32;                    ///< up to here looking through all is quickest
    std::vector<std::pair<std::string_view, Value>> variables; ///< names live in the template or the caller's variables
    std::map<std::string_view, std::size_t> index;             ///< of many variables
    std::shared_ptr<Scope> parent;
};

struct Macro : Object {
    static constexpr ObjectType kType = ObjectType::Macro;
    Macro(const MacroSignature& macroSignature, const Statements& macroBody, std::shared_ptr<Scope> macroScope)
        : Object(kType), signature(&macroSignature), body(&macroBody), scope(std::move(macroScope)) {}

    const MacroSignature* signature;
    const Statements* body;
    std::shared_ptr<Scope> scope; ///< where it was defined
};

/// The variable `loop`. Items are fetched one ahead only when somebody asks for them.
struct Loop : Object {
    static constexpr ObjectType kType = ObjectType::Loop;
    Loop(std::function<bool(Value&)> source, std::size_t known) : Object(kType), fetch(std::move(source)), knownLength(known) {}

    bool advance();
    [[nodiscard]] const Value* peek();
    [[nodiscard]] std::size_t length();

    std::function<bool(Value&)> fetch;
    std::size_t knownLength; ///< kUnknown where items are filtered or the source is an iterator
    std::vector<Value> ahead;
    std::size_t aheadAt = 0;
    std::int64_t index0 = -1;
    Value current;
    std::vector<Value> previous; ///< none or one
    std::vector<Value> lastChanged;
    bool changedBefore = false;

    static constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);
};

struct Cycler : Object {
    static constexpr ObjectType kType = ObjectType::Cycler;
    explicit Cycler(Values cyclerItems) : Object(kType), items(std::move(cyclerItems)) {}

    const Values items;
    std::size_t at = 0;
};

struct Joiner : Object {
    static constexpr ObjectType kType = ObjectType::Joiner;
    explicit Joiner(Value joinerSeparator) : Object(kType), separator(std::move(joinerSeparator)) {}

    const Value separator;
    bool used = false;
};

} // namespace postern::chat
