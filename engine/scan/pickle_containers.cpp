// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/pickle_steps.h"

namespace postern {

bool PickleMachine::Steps::buildContainer(unsigned char opcode, bool& known) {
    PickleValue value;
    const auto last = [&](std::size_t count) {
        if (m_stack.size() < floor() + count)
            return halt("pickle.stack", "a tuple takes more from the stack than is there");
        value.kind = PickleKind::Tuple;
        value.items.assign(m_stack.end() - static_cast<std::ptrdiff_t>(count), m_stack.end());
        m_stack.resize(m_stack.size() - count);
        return countItems(count) && push(std::move(value));
    };
    const auto marked = [&](PickleKind kind) {
        value.kind = kind;
        if (!popMark(value.items))
            return false;
        if (kind == PickleKind::Dict && value.items.size() % 2 != 0)
            return halt("pickle.stack", "a dict with a key that has no value");
        return push(std::move(value));
    };
    switch (opcode) {
    case ')':
        return push(PickleKind::Tuple);
    case ']':
        return push(PickleKind::List);
    case '}':
        return push(PickleKind::Dict);
    case 0x8f:
        return push(PickleKind::Other);
    case 0x85:
    case 0x86:
    case 0x87:
        return last(opcode - 0x84U);
    case 't':
        return marked(PickleKind::Tuple);
    case 'l':
        return marked(PickleKind::List);
    case 'd':
        return marked(PickleKind::Dict);
    case 0x91: { // a frozenset; its items are not kept
        std::vector<PickleRef> items;
        return popMark(items) && push(PickleKind::Other);
    }
    default:
        known = false;
        return true;
    }
}

bool PickleMachine::Steps::fillContainer(unsigned char opcode, bool& known) {
    std::vector<PickleRef> items;
    const auto two = [&](std::size_t count) {
        items.resize(count);
        for (std::size_t i = count; i-- > 0;) {
            if (!pop(items[i]))
                return false;
        }
        return countItems(count);
    };
    // The container stays on the stack. What is no plain container was made by a call that is a finding already, or the
    // unpickler itself would stumble over it.
    const auto fill = [&](PickleKind kind) {
        if (m_stack.size() <= floor())
            return halt("pickle.stack", "items without a container to put them into");
        PickleValue& container = m_machine->m_values[m_stack.back()];
        if (kind == PickleKind::Dict && items.size() % 2 != 0)
            return halt("pickle.stack", "a dict with a key that has no value");
        if (container.kind == kind && kind != PickleKind::Other)
            container.items.insert(container.items.end(), items.begin(), items.end());
        else if (container.kind != kind && container.kind != PickleKind::Unknown)
            note("pickle.stack", "items are put into something that does not take them");
        return true;
    };
    switch (opcode) {
    case 'a':
        return two(1) && fill(PickleKind::List);
    case 'e':
        return popMark(items) && fill(PickleKind::List);
    case 's':
        return two(2) && fill(PickleKind::Dict);
    case 'u':
        return popMark(items) && fill(PickleKind::Dict);
    case 0x90:
        return popMark(items) && fill(PickleKind::Other);
    default:
        known = false;
        return true;
    }
}

} // namespace postern
