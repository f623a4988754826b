// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/chat/interpreter.h"

/// What is put back at the end of a block, faults included.
namespace postern::chat {

class ScopeGuard {
public:
    ScopeGuard(std::shared_ptr<Scope>& current, std::shared_ptr<Scope> inner) : m_current(current), m_outer(std::move(current)) {
        current = std::move(inner);
    }
    ~ScopeGuard() { m_current = std::move(m_outer); }
    ScopeGuard(const ScopeGuard&) = delete;
    ScopeGuard& operator=(const ScopeGuard&) = delete;

private:
    std::shared_ptr<Scope>& m_current;
    std::shared_ptr<Scope> m_outer;
};

class CountGuard {
public:
    explicit CountGuard(int& count) : m_count(count) { ++m_count; }
    ~CountGuard() { --m_count; }
    CountGuard(const CountGuard&) = delete;
    CountGuard& operator=(const CountGuard&) = delete;

private:
    int& m_count;
};

/// A loop that is over gives no more items: its source refers to what is gone then.
class LoopGuard {
public:
    explicit LoopGuard(Loop& loop) : m_loop(loop) {}
    ~LoopGuard() {
        m_loop.fetch = [](Value&) { return false; };
    }
    LoopGuard(const LoopGuard&) = delete;
    LoopGuard& operator=(const LoopGuard&) = delete;

private:
    Loop& m_loop;
};

/// One step deeper in the evaluation.
class Interpreter::Level {
public:
    explicit Level(Interpreter& interpreter) : m_count(interpreter.m_depth) {
        if (interpreter.m_depth > interpreter.m_heap.limits().depth)
            overLimit("the evaluation is nested deeper than " + std::to_string(interpreter.m_heap.limits().depth) + " levels");
    }

private:
    CountGuard m_count;
};

/// Collects what a block prints.
class Interpreter::Capture {
public:
    explicit Capture(Interpreter& interpreter) : m_interpreter(interpreter), m_out(interpreter.m_out), m_limit(interpreter.m_outLimit) {
        interpreter.m_out = &m_text;
        interpreter.m_outLimit = interpreter.m_heap.limits().textBytes;
    }
    ~Capture() { restore(); }
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;

    std::string take() {
        restore();
        return std::move(m_text);
    }

private:
    void restore() {
        if (m_restored)
            return;
        m_restored = true;
        m_interpreter.m_heap.release(m_text.size());
        m_interpreter.m_out = m_out;
        m_interpreter.m_outLimit = m_limit;
    }

    Interpreter& m_interpreter;
    std::string* m_out;
    std::size_t m_limit;
    std::string m_text;
    bool m_restored = false;
};

} // namespace postern::chat
