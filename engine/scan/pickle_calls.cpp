// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/core/error.h"
#include "engine/scan/pickle_steps.h"

namespace postern {

namespace {

std::string fullName(const AllowedName& allowed) {
    return std::string(allowed.module) + '.' + std::string(allowed.name);
}

} // namespace

bool PickleMachine::Steps::pushGlobal(const std::string& module, const std::string& name) {
    PickleValue value;
    value.kind = PickleKind::Global;
    value.allowed = findAllowedName(module, name);
    if (!value.allowed) {
        constexpr std::size_t kMaxImports = 10'000;
        std::vector<PickleImport>& imports = m_machine->m_imports;
        const auto known = std::find_if(imports.begin(), imports.end(),
                                        [&](const PickleImport& other) { return other.module == module && other.name == name; });
        value.import = static_cast<std::uint32_t>(known - imports.begin()) + 1;
        if (known == imports.end()) {
            if (imports.size() == kMaxImports)
                return halt("pickle.limit", "more than " + std::to_string(kMaxImports) + " different imports");
            imports.push_back({module, name, m_opcodeAt, {}, {}});
        }
    }
    return push(std::move(value));
}

bool PickleMachine::Steps::importOrCall(unsigned char opcode, bool& known) {
    std::string module;
    std::string name;
    PickleRef first = 0;
    PickleRef second = 0;
    PickleRef third = 0;
    std::vector<PickleRef> items;
    const auto arguments = [&](std::vector<PickleRef> values) {
        PickleValue tuple;
        tuple.kind = PickleKind::Tuple;
        tuple.items = std::move(values);
        return push(std::move(tuple));
    };
    switch (opcode) {
    case 'c':
        return readLine(module) && readLine(name) && pushGlobal(module, name);
    case 0x93: {
        if (!pop(second) || !pop(first))
            return false;
        const auto isName = [&](PickleRef ref) { return at(ref).kind == PickleKind::Text && !at(ref).flag; };
        if (isName(first) && isName(second))
            return pushGlobal(std::string(at(first).text), std::string(at(second).text));
        note("pickle.operand", "STACK_GLOBAL takes a name that is no plain text, so what it would import is hidden");
        return push(PickleKind::Unknown);
    }
    case 'R':
        return pop(second) && pop(first) && call(first, second, "REDUCE");
    case 0x81:
        return pop(second) && pop(first) && call(first, second, "NEWOBJ");
    case 0x92:
        return pop(third) && pop(second) && pop(first) && call(first, second, "NEWOBJ_EX");
    case 'i':
        if (!readLine(module) || !readLine(name) || !popMark(items) || !pushGlobal(module, name) || !pop(first))
            return false;
        return arguments(std::move(items)) && pop(second) && call(first, second, "INST");
    case 'o':
        if (!popMark(items))
            return false;
        if (items.empty())
            return halt("pickle.stack", "OBJ without a class");
        first = items.front();
        items.erase(items.begin());
        return arguments(std::move(items)) && pop(second) && call(first, second, "OBJ");
    case 'b':
        return pop(second) && pop(first) && setState(first, second);
    case 0x82:
    case 0x83:
    case 0x84: {
        std::uint64_t code = 0;
        if (!m_cursor.number(code, opcode == 0x82 ? 1 : opcode == 0x83 ? 2 : 4))
            return halt("pickle.truncated", "the pickle ends inside an extension code");
        note("pickle.extension",
             "the import number " + std::to_string(code) + " of the extension registry, whose name the file does not tell");
        return push(PickleKind::Unknown);
    }
    case 'P': // a persistent id of protocol 0 is text
        if (!readLine(name))
            return false;
        note("pickle.persistent", "a reference by the text " + name.substr(0, 80));
        return push(PickleKind::Unknown);
    case 'Q':
        return pop(first) && persistent(first);
    default:
        known = false;
        return true;
    }
}

/// The first text among the arguments says most about what a call would do.
void PickleMachine::Steps::markCalled(std::uint32_t import, std::string_view instruction, PickleRef arguments) {
    if (import == 0)
        return;
    PickleImport& entry = m_machine->m_imports[import - 1];
    if (entry.calledBy.empty())
        entry.calledBy = instruction;
    for (const PickleRef item : at(arguments).items) {
        if (at(item).kind == PickleKind::Text && entry.argument.empty())
            entry.argument = at(item).text.substr(0, 200);
    }
}

bool PickleMachine::Steps::call(PickleRef callee, PickleRef arguments, std::string_view instruction) {
    const PickleValue& target = at(callee);
    if (target.kind == PickleKind::Global && target.allowed) {
        const AllowedName& allowed = *target.allowed;
        if (at(arguments).kind != PickleKind::Tuple || instruction == "NEWOBJ_EX")
            return callUnusually(fullName(allowed), instruction);
        const std::vector<PickleRef> items = at(arguments).items; // a copy: results are pushed into the same store
        return callAllowed(allowed, items, instruction);
    }
    const std::uint32_t import = target.import;
    markCalled(import, instruction, arguments);
    if (target.kind != PickleKind::Global)
        note("pickle.call-unknown", std::string(instruction) + " calls something that is no plain import" +
                                        (import == 0 ? std::string() : ", but a result of " + m_machine->m_imports[import - 1].name));
    PickleValue result;
    result.kind = PickleKind::Unknown;
    result.import = import;
    return push(std::move(result));
}

bool PickleMachine::Steps::callUnusually(std::string_view name, std::string_view instruction) {
    note("pickle.call", std::string(instruction) + " calls " + std::string(name) + " with arguments that plain tensors never have");
    return push(PickleKind::Unknown);
}

bool PickleMachine::Steps::callAllowed(const AllowedName& allowed, const std::vector<PickleRef>& arguments, std::string_view instruction) {
    const auto refuse = [&] { return callUnusually(fullName(allowed), instruction); };
    if (instruction != "REDUCE" && !(allowed.kind == AllowedKind::OrderedDict && arguments.empty()))
        return refuse();
    switch (allowed.kind) {
    case AllowedKind::OrderedDict:
        return callOrderedDict(arguments);
    case AllowedKind::RebuildTensor:
        return rebuildTensor(arguments);
    case AllowedKind::RebuildParameter: {
        const bool plain = arguments.size() == 3 && at(arguments[0]).kind == PickleKind::Tensor &&
                           at(arguments[1]).kind == PickleKind::Bool && at(arguments[2]).kind == PickleKind::Dict &&
                           at(arguments[2]).items.empty();
        return plain ? pushRef(arguments[0]) : refuse();
    }
    case AllowedKind::Size:
        return arguments.size() == 1 && isWholeNumbers(arguments[0]) ? pushRef(arguments[0]) : refuse();
    case AllowedKind::Storage:
    case AllowedKind::ElementType:
        break;
    }
    return refuse();
}

bool PickleMachine::Steps::callOrderedDict(const std::vector<PickleRef>& arguments) {
    PickleValue dict;
    dict.kind = PickleKind::Dict;
    dict.flag = true;
    if (arguments.size() > 1 || (arguments.size() == 1 && at(arguments[0]).kind != PickleKind::List))
        return callUnusually("collections.OrderedDict", "REDUCE");
    if (!arguments.empty()) {
        for (const PickleRef pair : at(arguments[0]).items) {
            const PickleValue& entry = at(pair);
            if ((entry.kind != PickleKind::Tuple && entry.kind != PickleKind::List) || entry.items.size() != 2)
                return callUnusually("collections.OrderedDict", "REDUCE");
            dict.items.insert(dict.items.end(), entry.items.begin(), entry.items.end());
        }
        if (!countItems(dict.items.size()))
            return false;
    }
    return push(std::move(dict));
}

bool PickleMachine::Steps::isWholeNumbers(PickleRef tuple) const {
    const PickleValue& value = at(tuple);
    return value.kind == PickleKind::Tuple &&
           std::all_of(value.items.begin(), value.items.end(), [&](PickleRef item) { return at(item).kind == PickleKind::Int; });
}

/// _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks, metadata = None)
bool PickleMachine::Steps::rebuildTensor(const std::vector<PickleRef>& arguments) {
    const auto isKind = [&](std::size_t i, PickleKind kind) { return at(arguments[i]).kind == kind; };
    const bool plain =
        (arguments.size() == 6 || arguments.size() == 7) && isKind(0, PickleKind::Storage) && isKind(1, PickleKind::Int) &&
        isWholeNumbers(arguments[2]) && isWholeNumbers(arguments[3]) && isKind(4, PickleKind::Bool) &&
        ((isKind(5, PickleKind::Dict) && at(arguments[5]).items.empty()) || isKind(5, PickleKind::None)) &&
        (arguments.size() == 6 || isKind(6, PickleKind::None) || (isKind(6, PickleKind::Dict) && at(arguments[6]).items.empty()));
    if (!plain)
        return callUnusually("torch._utils._rebuild_tensor_v2", "REDUCE");
    PickleValue tensor;
    tensor.kind = PickleKind::Tensor;
    tensor.items = {arguments[0], arguments[2], arguments[3]};
    tensor.integer = at(arguments[1]).integer;
    return push(std::move(tensor));
}

/// BUILD gives an OrderedDict its attributes, which are data. On everything else it may call, or change what others use.
bool PickleMachine::Steps::setState(PickleRef object, PickleRef state) {
    const PickleValue& target = at(object);
    const bool plain = target.kind == PickleKind::Dict && target.flag && at(state).kind == PickleKind::Dict;
    if (!plain) {
        markCalled(target.import, "BUILD", state);
        note("pickle.build", "BUILD sets the state of something that is no plain container");
    }
    return pushRef(object);
}

/// ('storage', type, key, location, elements) and in old files a view, which must be None.
bool PickleMachine::Steps::persistent(PickleRef id) {
    const PickleValue& value = at(id);
    const auto isKind = [&](std::size_t i, PickleKind kind) { return at(value.items[i]).kind == kind; };
    const bool plain = value.kind == PickleKind::Tuple && (value.items.size() == 5 || value.items.size() == 6) &&
                       isKind(0, PickleKind::Text) && at(value.items[0]).text == "storage" && isKind(1, PickleKind::Global) &&
                       at(value.items[1]).allowed && at(value.items[1]).allowed->kind == AllowedKind::Storage &&
                       isKind(2, PickleKind::Text) && !at(value.items[2]).flag && isKind(3, PickleKind::Text) &&
                       isKind(4, PickleKind::Int) && at(value.items[4]).integer >= 0 &&
                       (value.items.size() == 5 || isKind(5, PickleKind::None));
    if (!plain) {
        note("pickle.persistent", "a reference that is not of the form ('storage', type, key, location, elements)");
        return push(PickleKind::Unknown);
    }
    PickleValue storage;
    storage.kind = PickleKind::Storage;
    storage.allowed = at(value.items[1]).allowed;
    storage.text = at(value.items[2]).text;
    storage.integer = at(value.items[4]).integer;
    return push(std::move(storage));
}

} // namespace postern
