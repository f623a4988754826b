// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/chat_template.h"

#include <exception>
#include <new>

#include "engine/chat/interpreter.h"
#include "engine/chat/parser.h"
#include "engine/chat/text.h"

namespace postern {

namespace {

using chat::Fault;

Failure failure(const Fault& fault, int line, const std::string& name, bool parsing) {
    const ErrorCode code = fault.kind == Fault::Kind::Unsupported ? ErrorCode::TemplateUnsupported
                           : parsing                              ? ErrorCode::TemplateMalformed
                                                                  : ErrorCode::TemplateFailed;
    const char* const raised = fault.kind == Fault::Kind::Raised ? "the template says: " : "";
    return fail(code, name, "line " + std::to_string(fault.line > 0 ? fault.line : line) + ": " + raised + fault.message);
}

chat::Value converted(chat::Heap& heap, const ChatValue& value) {
    if (const bool* const flag = std::get_if<bool>(&value.data))
        return *flag;
    if (const std::int64_t* const whole = std::get_if<std::int64_t>(&value.data))
        return *whole;
    if (const double* const real = std::get_if<double>(&value.data))
        return *real;
    if (const std::string* const text = value.text()) {
        if (!chat::isValidUtf8(*text))
            chat::fault("a variable holds text that is not valid UTF-8");
        return heap.text(*text);
    }
    if (const ChatValue::Array* const array = value.array()) {
        chat::Values items;
        for (const ChatValue& item : *array)
            items.push_back(converted(heap, item));
        return heap.list(std::move(items));
    }
    if (const ChatValue::Members* const members = value.members()) {
        std::vector<chat::Dict::Entry> entries;
        for (const auto& [key, member] : *members)
            entries.emplace_back(heap.text(key), converted(heap, member));
        return heap.dict(std::move(entries));
    }
    return {};
}

} // namespace

struct ChatTemplate::Program {
    std::string source;
    std::string name;
    ChatLimits limits;
    chat::Statements statements;
};

ChatTemplate::ChatTemplate(std::shared_ptr<const Program> program) : m_program(std::move(program)) {}

const std::string& ChatTemplate::source() const {
    return m_program->source;
}

const std::string& ChatTemplate::name() const {
    return m_program->name;
}

Result<ChatTemplate> ChatTemplate::parse(std::string_view source, std::string name, const ChatLimits& limits) {
    if (source.size() > limits.sourceBytes)
        return fail(ErrorCode::FileTooLarge, std::move(name),
                    std::to_string(source.size()) + " bytes of template; the limit is " + std::to_string(limits.sourceBytes));
    if (!chat::isValidUtf8(source))
        return fail(ErrorCode::TemplateMalformed, std::move(name), "it is not valid UTF-8");
    auto program = std::make_shared<Program>();
    program->source = source;
    program->name = std::move(name);
    program->limits = limits;
    try {
        program->statements = chat::parseTemplate(source, limits);
    } catch (const Fault& fault) {
        return failure(fault, 1, program->name, true);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::MemoryInsufficient, program->name, "an allocation failed");
    }
    return ChatTemplate(std::move(program));
}

Result<std::string> ChatTemplate::render(const ChatValue::Members& variables, const std::tm& clock) const {
    chat::Heap heap(m_program->limits);
    std::optional<chat::Interpreter> interpreter;
    try {
        interpreter.emplace(heap, clock);
        for (const auto& [name, value] : variables)
            interpreter->globals().set(name, converted(heap, value));
        return interpreter->run(m_program->statements);
    } catch (const Fault& fault) {
        return failure(fault, interpreter ? interpreter->line() : 1, m_program->name, false);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::MemoryInsufficient, m_program->name, "an allocation failed");
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, m_program->name, error.what());
    }
}

std::tm localClock() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    localtime_r(&now, &parts);
    return parts;
}

} // namespace postern
