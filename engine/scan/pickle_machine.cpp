// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/pickle_machine.h"

#include <charconv>
#include <cstdio>

#include "engine/scan/pickle_steps.h"

namespace postern {

namespace {

std::string hexOf(unsigned char opcode) {
    char text[8];
    std::snprintf(text, sizeof text, "0x%02x", opcode);
    return text;
}

} // namespace

std::optional<PickleRef> PickleMachine::run(const ByteSource& source, std::uint64_t offset) {
    Steps steps(*this, source, offset);
    const auto root = steps.run();
    m_end = steps.position();
    return root;
}

std::optional<PickleRef> PickleMachine::find(PickleRef dict, std::string_view key) const {
    const std::vector<PickleRef>& items = m_values[dict].items;
    for (std::size_t i = items.size(); i >= 2; i -= 2) {
        const PickleValue& candidate = m_values[items[i - 2]];
        if (candidate.kind == PickleKind::Text && !candidate.flag && candidate.text == key)
            return items[i - 1];
    }
    return std::nullopt;
}

std::optional<PickleRef> PickleMachine::Steps::run() {
    unsigned char opcode = 0;
    while (true) {
        m_opcodeAt = m_cursor.position();
        if (!m_cursor.byte(opcode)) {
            halt("pickle.truncated", "the pickle ends without its STOP instruction");
            return std::nullopt;
        }
        if (++m_machine->m_steps > m_machine->m_limits.steps) {
            halt("pickle.limit", "more than " + std::to_string(m_machine->m_limits.steps) + " instructions");
            return std::nullopt;
        }
        if (!step(opcode))
            return std::nullopt;
        if (!m_stopped)
            continue;
        PickleRef root = 0;
        return pop(root) ? std::optional(root) : std::nullopt;
    }
}

bool PickleMachine::Steps::step(unsigned char opcode) {
    if (opcode == '.') {
        m_stopped = true;
        return true;
    }
    using Group = bool (Steps::*)(unsigned char, bool&);
    constexpr Group kGroups[] = {&Steps::useMemo,       &Steps::pushText,     &Steps::pushNumber,
                                 &Steps::pushConstant,  &Steps::arrangeStack, &Steps::buildContainer,
                                 &Steps::fillContainer, &Steps::importOrCall, &Steps::frameOrProtocol};
    for (const Group group : kGroups) {
        bool known = true;
        const bool goOn = (this->*group)(opcode, known);
        if (known)
            return goOn;
    }
    return halt("pickle.opcode", "the instruction " + hexOf(opcode) + " is unknown, so the rest was not followed");
}

bool PickleMachine::Steps::halt(std::string_view rule, std::string what) {
    note(rule, std::move(what));
    return false;
}

void PickleMachine::Steps::note(std::string_view rule, std::string what) {
    constexpr std::size_t kMaxProblems = 10'000;
    if (m_machine->m_problems.size() < kMaxProblems)
        m_machine->m_problems.push_back({rule, std::move(what), m_opcodeAt});
}

bool PickleMachine::Steps::push(PickleValue value) {
    std::vector<PickleValue>& values = m_machine->m_values;
    m_machine->m_textBytes += value.text.size();
    if (values.size() == m_machine->m_limits.values || m_machine->m_textBytes > m_machine->m_limits.textBytes)
        return halt("pickle.limit", "more values than " + std::to_string(m_machine->m_limits.values) + " or more text than " +
                                        std::to_string(m_machine->m_limits.textBytes) + " bytes");
    values.push_back(std::move(value));
    return pushRef(static_cast<PickleRef>(values.size() - 1));
}

bool PickleMachine::Steps::pushRef(PickleRef ref) {
    m_stack.push_back(ref); // grows by one an instruction at most, so the limit of steps bounds it
    return true;
}

bool PickleMachine::Steps::push(PickleKind kind, std::int64_t integer) {
    PickleValue value;
    value.kind = kind;
    value.integer = integer;
    return push(std::move(value));
}

bool PickleMachine::Steps::pushText(std::string text, bool cut) {
    PickleValue value;
    value.kind = PickleKind::Text;
    value.flag = cut || text.size() > kMaxPickleText;
    if (text.size() > kMaxPickleText)
        text.resize(kMaxPickleText);
    value.text = std::move(text);
    return push(std::move(value));
}

bool PickleMachine::Steps::pop(PickleRef& ref) {
    if (m_stack.size() <= floor())
        return halt("pickle.stack", "an instruction takes more from the stack than is there");
    ref = m_stack.back();
    m_stack.pop_back();
    return true;
}

bool PickleMachine::Steps::popMark(std::vector<PickleRef>& items) {
    if (m_marks.empty())
        return halt("pickle.stack", "an instruction looks for a mark that is not there");
    items.assign(m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back()), m_stack.end());
    m_stack.resize(m_marks.back());
    m_marks.pop_back();
    return countItems(items.size());
}

bool PickleMachine::Steps::countItems(std::size_t count) {
    m_machine->m_items += count;
    if (m_machine->m_items > m_machine->m_limits.items)
        return halt("pickle.limit", "more than " + std::to_string(m_machine->m_limits.items) + " items in containers");
    return true;
}

bool PickleMachine::Steps::pushConstant(unsigned char opcode, bool& known) {
    switch (opcode) {
    case 'N':
        return push(PickleKind::None);
    case 0x88:
    case 0x89:
        return push(PickleKind::Bool, opcode == 0x88 ? 1 : 0);
    case 'F': {
        std::string line;
        return readLine(line) && push(PickleKind::Other);
    }
    case 'G':
        return m_cursor.skip(8) ? push(PickleKind::Other) : halt("pickle.truncated", "the pickle ends inside a number");
    default:
        known = false;
        return true;
    }
}

bool PickleMachine::Steps::pushNumber(unsigned char opcode, bool& known) {
    const auto fixed = [&](int bytes) {
        std::uint64_t value = 0;
        if (!m_cursor.number(value, bytes))
            return halt("pickle.truncated", "the pickle ends inside a number");
        const auto whole = bytes == 4 ? std::int64_t{static_cast<std::int32_t>(value)} : static_cast<std::int64_t>(value);
        return push(PickleKind::Int, whole);
    };
    switch (opcode) {
    case 'J':
        return fixed(4);
    case 'K':
        return fixed(1);
    case 'M':
        return fixed(2);
    case 'I':
    case 'L': {
        std::string line;
        if (!readLine(line))
            return false;
        if (opcode == 'I' && (line == "00" || line == "01"))
            return push(PickleKind::Bool, line == "01" ? 1 : 0);
        if (opcode == 'L' && line.ends_with('L'))
            line.pop_back();
        std::int64_t value = 0;
        const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), value);
        const bool whole = problem == std::errc() && end == line.data() + line.size();
        return whole ? push(PickleKind::Int, value) : push(PickleKind::Other);
    }
    case 0x8a:
    case 0x8b: {
        std::uint64_t size = 0;
        return readSized(opcode == 0x8a ? 1 : 4, opcode == 0x8b, size) && readLong(size);
    }
    default:
        known = false;
        return true;
    }
}

bool PickleMachine::Steps::readLong(std::uint64_t size) {
    if (size > 8)
        return m_cursor.skip(size) ? push(PickleKind::Other) : halt("pickle.truncated", "the pickle ends inside a number");
    std::uint64_t value = 0;
    unsigned char last = 0;
    for (std::uint64_t i = 0; i < size; ++i) {
        if (!m_cursor.byte(last))
            return halt("pickle.truncated", "the pickle ends inside a number");
        value |= static_cast<std::uint64_t>(last) << (8 * i);
    }
    if (size > 0 && size < 8 && (last & 0x80U) != 0)
        value |= ~std::uint64_t{0} << (8 * size);
    return push(PickleKind::Int, static_cast<std::int64_t>(value));
}

bool PickleMachine::Steps::readSized(int lengthBytes, bool isSigned, std::uint64_t& size) {
    if (!m_cursor.number(size, lengthBytes))
        return halt("pickle.truncated", "the pickle ends inside a length");
    if (isSigned && (size >> (8 * lengthBytes - 1)) != 0)
        return halt("pickle.stack", "a negative length");
    return true;
}

bool PickleMachine::Steps::readText(int lengthBytes, bool isSigned) {
    std::uint64_t size = 0;
    if (!readSized(lengthBytes, isSigned, size))
        return false;
    std::string text;
    const bool cut = size > kMaxPickleText;
    if (!m_cursor.text(text, static_cast<std::size_t>(cut ? kMaxPickleText : size)) || !m_cursor.skip(size - text.size()))
        return halt("pickle.truncated", "the pickle ends inside a text of " + std::to_string(size) + " bytes");
    return pushText(std::move(text), cut);
}

bool PickleMachine::Steps::skipBytes(int lengthBytes, bool isSigned) {
    std::uint64_t size = 0;
    if (!readSized(lengthBytes, isSigned, size))
        return false;
    return m_cursor.skip(size) ? push(PickleKind::Other)
                               : halt("pickle.truncated", "the pickle ends inside " + std::to_string(size) + " bytes");
}

bool PickleMachine::Steps::readLine(std::string& line) {
    if (m_cursor.line(line, kMaxPickleLine))
        return true;
    return halt(line.size() < kMaxPickleLine ? "pickle.truncated" : "pickle.limit",
                "an argument line has no end within " + std::to_string(kMaxPickleLine) + " bytes");
}

bool PickleMachine::Steps::pushText(unsigned char opcode, bool& known) {
    std::string line;
    switch (opcode) {
    case 'S':
    case 'V': {
        if (!readLine(line))
            return false;
        auto text = opcode == 'S' ? decodePickleString(line) : decodePickleUnicode(line);
        return text ? pushText(std::move(*text), false) : halt("pickle.stack", "a text that is not properly quoted");
    }
    case 'T':
        return readText(4, true);
    case 'U':
    case 0x8c:
        return readText(1, false);
    case 'X':
        return readText(4, false);
    case 0x8d:
        return readText(8, false);
    case 'B':
        return skipBytes(4, false);
    case 'C':
        return skipBytes(1, false);
    case 0x8e:
    case 0x96:
        return skipBytes(8, false);
    default:
        known = false;
        return true;
    }
}

bool PickleMachine::Steps::arrangeStack(unsigned char opcode, bool& known) {
    PickleRef ref = 0;
    std::vector<PickleRef> items;
    switch (opcode) {
    case '(':
        m_marks.push_back(m_stack.size());
        return true;
    case '0':
        if (!m_marks.empty() && m_marks.back() == m_stack.size()) {
            m_marks.pop_back(); // as the unpickler does: a POP on a mark takes the mark
            return true;
        }
        return pop(ref);
    case '1':
        return popMark(items);
    case '2':
        return pop(ref) && pushRef(ref) && pushRef(ref);
    default:
        known = false;
        return true;
    }
}

bool PickleMachine::Steps::remember(std::uint64_t index) {
    if (m_stack.size() <= floor())
        return halt("pickle.stack", "an instruction remembers the top of an empty stack");
    if (m_memo.size() >= m_machine->m_limits.values)
        return halt("pickle.limit", "more than " + std::to_string(m_machine->m_limits.values) + " remembered values");
    m_memo[index] = m_stack.back();
    return true;
}

bool PickleMachine::Steps::recall(std::uint64_t index) {
    const auto found = m_memo.find(index);
    if (found == m_memo.end())
        return halt("pickle.stack", "the remembered value " + std::to_string(index) + " was never stored");
    return pushRef(found->second);
}

bool PickleMachine::Steps::useMemo(unsigned char opcode, bool& known) {
    std::uint64_t index = 0;
    const auto binary = [&](int bytes) {
        return m_cursor.number(index, bytes) || halt("pickle.truncated", "the pickle ends inside an index");
    };
    const auto textual = [&] {
        std::string line;
        if (!readLine(line))
            return false;
        const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), index);
        return (problem == std::errc() && end == line.data() + line.size()) || halt("pickle.stack", "an index that is no number");
    };
    switch (opcode) {
    case 'p':
        return textual() && remember(index);
    case 'q':
        return binary(1) && remember(index);
    case 'r':
        return binary(4) && remember(index);
    case 0x94:
        return remember(m_memo.size());
    case 'g':
        return textual() && recall(index);
    case 'h':
        return binary(1) && recall(index);
    case 'j':
        return binary(4) && recall(index);
    default:
        known = false;
        return true;
    }
}

bool PickleMachine::Steps::frameOrProtocol(unsigned char opcode, bool& known) {
    std::uint64_t value = 0;
    switch (opcode) {
    case 0x80:
        if (!m_cursor.number(value, 1))
            return halt("pickle.truncated", "the pickle ends inside its protocol number");
        return value <= 5 || halt("pickle.opcode", "protocol " + std::to_string(value) + " is unknown, so the rest was not followed");
    case 0x95:
        if (!m_cursor.number(value, 8))
            return halt("pickle.truncated", "the pickle ends inside the length of a frame");
        if (value > m_cursor.left())
            note("pickle.frame", "a frame of " + std::to_string(value) + " bytes where " + std::to_string(m_cursor.left()) + " are left");
        return true;
    case 0x97:
    case 0x98:
        return halt("pickle.stack", "the pickle asks for a buffer from outside");
    default:
        known = false;
        return true;
    }
}

} // namespace postern
