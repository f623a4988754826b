// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>
#include <memory>
#include <string>
#include <string_view>

#include "engine/chat/objects.h"
#include "engine/chat/syntax.h"
#include "engine/chat/value.h"

namespace postern::chat {

/// Carries a template out once. Throws Fault; `line` tells where it was then.
class Interpreter {
public:
    /// `clock` is the local time that strftime_now gives.
    Interpreter(Heap& heap, const std::tm& clock);

    [[nodiscard]] Scope& globals() { return *m_scope; }
    [[nodiscard]] std::string run(const Statements& statements);

    [[nodiscard]] Heap& heap() { return m_heap; }
    [[nodiscard]] const std::tm& clock() const { return m_clock; }
    [[nodiscard]] int line() const { return m_line; }

    // What filters and methods need.
    [[nodiscard]] Value applyFilter(const std::string& name, const Value& input, const Arguments& arguments);
    [[nodiscard]] bool applyTest(const std::string& name, const Value& input, const Arguments& arguments);
    [[nodiscard]] Value call(const Value& called, const Arguments& arguments);
    /// obj.name and obj["name"]: they differ in what comes first, the attribute or the item.
    [[nodiscard]] Value attribute(const Value& value, std::string_view name, bool withItems = true);
    [[nodiscard]] Value subscript(const Value& value, const Value& key);

private:
    enum class Flow { Normal, Break, Continue };

    class Level;
    class Capture;

    Flow execute(const Statements& statements);
    Flow execute(const Statement& statement);
    Flow executeFor(const Statement& statement);
    Flow executeIf(const Statement& statement);
    Flow executeInScope(const Statements& statements);
    void executeCall(const Statement& statement);
    void assign(const Target& target, const Value& value);
    void write(std::string_view text);
    void writeValue(const Value& value);
    [[nodiscard]] Value callMacro(const Macro& macro, const Arguments& arguments);

    [[nodiscard]] Value evaluate(const Expression& expression);
    [[nodiscard]] Value variable(const std::string& name);
    [[nodiscard]] Value evaluateCompare(const Expression& expression);
    [[nodiscard]] Value evaluateChain(const Expression& expression, const Value* caller);
    [[nodiscard]] Value applySuffix(const Value& value, const Suffix& suffix);
    [[nodiscard]] Value filtered(Value value, const std::vector<Suffix>& filters);
    [[nodiscard]] Arguments evaluate(const CallArguments& arguments);
    [[nodiscard]] Values evaluateAll(const Expressions& expressions);
    [[nodiscard]] Value evaluateDict(const Expression& expression);

    Heap& m_heap;
    const std::tm m_clock;
    std::shared_ptr<Scope> m_scope;
    std::string* m_out = nullptr;
    std::size_t m_outLimit = 0;
    int m_depth = 0;
    int m_calls = 0;
    int m_line = 1;
};

/// The functions that every template may call by name.
void defineGlobals(Interpreter& interpreter);

} // namespace postern::chat
