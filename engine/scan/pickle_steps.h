// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scan/pickle_machine.h"

namespace postern {

/// One run of a machine: the stack, the marks and the memo of one pickle. For pickle_*.cpp only.
class PickleMachine::Steps {
public:
    Steps(PickleMachine& machine, const ByteSource& source, std::uint64_t offset) : m_machine(&machine), m_cursor(source, offset) {}

    std::optional<PickleRef> run();
    [[nodiscard]] std::uint64_t position() const { return m_cursor.position(); }

private:
    // Each group of instructions; false ends the run. `known` stays false where the instruction is not of the group.
    bool pushConstant(unsigned char opcode, bool& known);
    bool pushNumber(unsigned char opcode, bool& known);
    bool pushText(unsigned char opcode, bool& known);
    bool arrangeStack(unsigned char opcode, bool& known);
    bool useMemo(unsigned char opcode, bool& known);
    bool buildContainer(unsigned char opcode, bool& known);
    bool fillContainer(unsigned char opcode, bool& known);
    bool importOrCall(unsigned char opcode, bool& known);
    bool frameOrProtocol(unsigned char opcode, bool& known);

    bool step(unsigned char opcode);
    bool halt(std::string_view rule, std::string what);
    void note(std::string_view rule, std::string what);

    bool push(PickleValue value);
    bool pushRef(PickleRef ref);
    bool push(PickleKind kind, std::int64_t integer = 0);
    bool pushText(std::string text, bool cut);
    bool pop(PickleRef& ref);
    bool popMark(std::vector<PickleRef>& items);
    [[nodiscard]] std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }
    bool countItems(std::size_t count);

    bool readSized(int lengthBytes, bool isSigned, std::uint64_t& size);
    bool readText(int lengthBytes, bool isSigned);
    bool skipBytes(int lengthBytes, bool isSigned);
    bool readLine(std::string& line);
    bool readLong(std::uint64_t size);
    bool remember(std::uint64_t index);
    bool recall(std::uint64_t index);

    bool pushGlobal(const std::string& module, const std::string& name);
    bool call(PickleRef callee, PickleRef arguments, std::string_view instruction);
    bool callAllowed(const AllowedName& allowed, const std::vector<PickleRef>& arguments, std::string_view instruction);
    bool callOrderedDict(const std::vector<PickleRef>& arguments);
    bool rebuildTensor(const std::vector<PickleRef>& arguments);
    bool callUnusually(std::string_view name, std::string_view instruction);
    bool setState(PickleRef object, PickleRef state);
    bool persistent(PickleRef id);
    void markCalled(std::uint32_t import, std::string_view instruction, PickleRef arguments);

    [[nodiscard]] const PickleValue& at(PickleRef ref) const { return m_machine->m_values[ref]; }
    [[nodiscard]] bool isWholeNumbers(PickleRef tuple) const;

    PickleMachine* m_machine;
    ByteCursor m_cursor;
    std::uint64_t m_opcodeAt = 0;
    std::vector<PickleRef> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, PickleRef> m_memo;
    bool m_stopped = false;
};

} // namespace postern
