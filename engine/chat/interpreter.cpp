// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/interpreter.h"

#include <algorithm>

#include "engine/chat/interpreter_guards.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"

namespace postern::chat {

namespace {

/// Gives the items of what is looped over, one a call; an iterator is consumed as the loop goes.
std::function<bool(Value&)> sourceOf(Heap& heap, const Value& iterable) {
    if (Sequence* const sequence = iterable.as<Sequence>()) {
        return [sequence, at = std::size_t{0}](Value& item) mutable {
            std::size_t& next = sequence->isIterator() ? sequence->consumed : at;
            if (next >= sequence->items.size())
                return false;
            item = sequence->items[next++];
            return true;
        };
    }
    return [items = itemsOf(heap, iterable), at = std::size_t{0}](Value& item) mutable {
        if (at >= items.size())
            return false;
        item = items[at++];
        return true;
    };
}

std::size_t knownLength(const Value& iterable) {
    const Sequence* const sequence = iterable.as<Sequence>();
    return sequence != nullptr && sequence->isIterator() ? Loop::kUnknown : lengthOf(iterable);
}

} // namespace

Interpreter::Interpreter(Heap& heap, const std::tm& clock) : m_heap(heap), m_clock(clock), m_scope(std::make_shared<Scope>(nullptr)) {
    defineGlobals(*this);
}

std::string Interpreter::run(const Statements& statements) {
    std::string out;
    m_out = &out;
    m_outLimit = m_heap.limits().outputBytes;
    (void)execute(statements);
    m_out = nullptr;
    return out;
}

void Interpreter::write(std::string_view text) {
    m_heap.work(text.size());
    if (text.size() > m_outLimit - m_out->size())
        overLimit("the output is longer than " + std::to_string(m_outLimit) + " bytes");
    m_heap.charge(text.size());
    m_out->append(text);
}

void Interpreter::writeValue(const Value& value) {
    if (const Text* const text = value.text())
        write(text->bytes);
    else
        write(toText(m_heap, value));
}

Interpreter::Flow Interpreter::execute(const Statements& statements) {
    for (const Statement& statement : statements)
        if (const Flow flow = execute(statement); flow != Flow::Normal)
            return flow;
    return Flow::Normal;
}

Interpreter::Flow Interpreter::executeInScope(const Statements& statements) {
    const ScopeGuard guard(m_scope, std::make_shared<Scope>(m_scope));
    return execute(statements);
}

Interpreter::Flow Interpreter::execute(const Statement& statement) {
    m_heap.work();
    m_line = statement.line;
    const Level level(*this);
    switch (statement.kind) {
    case Statement::Kind::Text:
        write(statement.text);
        return Flow::Normal;
    case Statement::Kind::Output:
        for (const ExpressionPtr& expression : statement.expressions)
            writeValue(evaluate(*expression));
        return Flow::Normal;
    case Statement::Kind::If:
        return executeIf(statement);
    case Statement::Kind::For:
        return executeFor(statement);
    case Statement::Kind::Set:
        assign(statement.targets.front(), evaluate(*statement.expressions.front()));
        return Flow::Normal;
    case Statement::Kind::SetBlock:
    case Statement::Kind::Filter: {
        Capture capture(*this);
        if (const Flow flow = executeInScope(statement.bodies.front()); flow != Flow::Normal)
            return flow;
        const Value value = filtered(m_heap.text(capture.take()), statement.filters);
        if (statement.kind == Statement::Kind::Filter)
            writeValue(value);
        else
            assign(statement.targets.front(), value);
        return Flow::Normal;
    }
    case Statement::Kind::Macro:
        m_heap.charge(sizeof(Scope));
        m_scope->set(statement.macro.name, m_heap.make<Macro>(statement.macro, statement.bodies.front(), m_scope));
        return Flow::Normal;
    case Statement::Kind::Call:
        executeCall(statement);
        return Flow::Normal;
    case Statement::Kind::With: {
        Values values = evaluateAll(statement.expressions);
        const ScopeGuard guard(m_scope, std::make_shared<Scope>(m_scope));
        for (std::size_t i = 0; i < values.size(); ++i)
            m_scope->set(statement.targets[i].name, std::move(values[i]));
        return execute(statement.bodies.front());
    }
    case Statement::Kind::Scope:
        return executeInScope(statement.bodies.front());
    case Statement::Kind::Break:
        return Flow::Break;
    case Statement::Kind::Continue:
        return Flow::Continue;
    }
    return Flow::Normal;
}

Interpreter::Flow Interpreter::executeIf(const Statement& statement) {
    for (std::size_t i = 0; i < statement.expressions.size(); ++i)
        if (truth(evaluate(*statement.expressions[i])))
            return execute(statement.bodies[i]);
    return statement.bodies.size() > statement.expressions.size() ? execute(statement.bodies.back()) : Flow::Normal;
}

Interpreter::Flow Interpreter::executeFor(const Statement& statement) {
    const Value iterable = evaluate(*statement.expressions.front());
    const Expression* const condition = statement.expressions[1].get();
    const Target& target = statement.targets.front();
    const std::shared_ptr<Scope> outer = m_scope;
    std::function<bool(Value&)> source = sourceOf(m_heap, iterable);
    if (condition != nullptr) {
        source = [this, condition, &target, outer, inner = std::move(source)](Value& item) {
            while (inner(item)) {
                m_heap.work();
                const ScopeGuard guard(m_scope, std::make_shared<Scope>(outer));
                assign(target, item);
                if (truth(evaluate(*condition)))
                    return true;
            }
            return false;
        };
    }
    Loop* const loop = m_heap.make<Loop>(std::move(source), condition != nullptr ? Loop::kUnknown : knownLength(iterable));
    const LoopGuard guard(*loop);
    while (loop->advance()) {
        m_heap.work();
        const ScopeGuard scope(m_scope, std::make_shared<Scope>(outer));
        assign(target, loop->current);
        if (statement.usesLoop)
            m_scope->set("loop", loop);
        if (execute(statement.bodies.front()) == Flow::Break)
            break;
    }
    if (loop->index0 < 0 && statement.bodies.size() > 1)
        return executeInScope(statement.bodies.back());
    return Flow::Normal;
}

void Interpreter::executeCall(const Statement& statement) {
    m_heap.charge(sizeof(Scope));
    const Value caller = m_heap.make<Macro>(statement.macro, statement.bodies.front(), m_scope);
    writeValue(evaluateChain(*statement.expressions.front(), &caller));
}

void Interpreter::assign(const Target& target, const Value& value) {
    if (!target.attribute.empty()) {
        Namespace* const space = variable(target.name).as<Namespace>();
        if (space == nullptr)
            fault("cannot assign attribute on non-namespace object");
        for (auto& [name, old] : space->attributes) {
            if (name == target.attribute) {
                old = value;
                return;
            }
        }
        space->add(m_heap, target.attribute, value);
        return;
    }
    if (!target.isTuple) {
        m_scope->set(target.name, value);
        return;
    }
    const Values items = itemsOf(m_heap, value);
    const std::string expected = "(expected " + std::to_string(target.parts.size());
    if (items.size() < target.parts.size())
        fault("ValueError: not enough values to unpack " + expected + ", got " + std::to_string(items.size()) + ')');
    if (items.size() > target.parts.size())
        fault("ValueError: too many values to unpack " + expected + ')');
    for (std::size_t i = 0; i < items.size(); ++i)
        assign(target.parts[i], items[i]);
}

Value Interpreter::callMacro(const Macro& macro, const Arguments& arguments) {
    const Level level(*this);
    const CountGuard calls(m_calls);
    if (m_calls > m_heap.limits().calls)
        overLimit("macros call each other deeper than " + std::to_string(m_heap.limits().calls) + " levels");
    const MacroSignature& signature = *macro.signature;
    const std::string name = "macro '" + signature.name + '\'';
    const std::size_t count = signature.parameters.size();
    const auto scope = std::make_shared<Scope>(macro.scope);
    const auto& named = arguments.named;
    std::vector<bool> used(named.size());
    const auto takeNamed = [&](std::string_view wanted) -> const Value* {
        for (std::size_t i = 0; i < named.size(); ++i) {
            if (!used[i] && named[i].first == wanted) {
                used[i] = true;
                return &named[i].second;
            }
        }
        return nullptr;
    };

    std::vector<const Value*> given(count);
    for (std::size_t i = 0; i < count; ++i)
        given[i] = i < arguments.positional.size() ? &arguments.positional[i] : takeNamed(signature.parameters[i]);
    if (signature.usesCaller) {
        const Value* const caller = takeNamed("caller");
        scope->set("caller", caller != nullptr ? *caller : m_heap.undefined("No caller defined"));
    }
    std::vector<Dict::Entry> rest;
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (used[i])
            continue;
        if (!signature.usesKwargs)
            typeFault(name + " takes no keyword argument '" + named[i].first + '\'');
        rest.emplace_back(m_heap.text(named[i].first), named[i].second);
    }
    if (signature.usesKwargs)
        scope->set("kwargs", m_heap.dict(std::move(rest)));
    if (signature.usesVarargs) {
        const std::size_t taken = std::min(count, arguments.positional.size());
        scope->set("varargs",
                   m_heap.tuple({arguments.positional.begin() + static_cast<std::ptrdiff_t>(taken), arguments.positional.end()}));
    } else if (arguments.positional.size() > count) {
        typeFault(name + " takes not more than " + std::to_string(count) + " argument(s)");
    }

    const ScopeGuard guard(m_scope, scope);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t withoutDefault = count - signature.defaults.size();
        if (given[i] != nullptr)
            scope->set(signature.parameters[i], *given[i]);
        else if (i >= withoutDefault)
            scope->set(signature.parameters[i], evaluate(*signature.defaults[i - withoutDefault]));
        else
            scope->set(signature.parameters[i], m_heap.undefined("parameter '" + signature.parameters[i] + "' was not provided"));
    }
    Capture capture(*this);
    (void)execute(*macro.body);
    return m_heap.text(capture.take());
}

bool Loop::advance() {
    if (index0 >= 0)
        previous.assign(1, current);
    Value next;
    if (aheadAt < ahead.size()) {
        next = std::move(ahead[aheadAt++]);
        if (aheadAt == ahead.size()) {
            ahead.clear();
            aheadAt = 0;
        }
    } else if (!fetch(next)) {
        return false;
    }
    current = std::move(next);
    ++index0;
    return true;
}

const Value* Loop::peek() {
    if (aheadAt == ahead.size()) {
        Value next;
        if (!fetch(next))
            return nullptr;
        ahead.push_back(std::move(next));
    }
    return &ahead[aheadAt];
}

std::size_t Loop::length() {
    if (knownLength == kUnknown) {
        Value next;
        while (fetch(next))
            ahead.push_back(std::move(next));
        knownLength = static_cast<std::size_t>(index0 + 1) + ahead.size() - aheadAt;
    }
    return knownLength;
}

} // namespace postern::chat
