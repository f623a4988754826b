// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>
#include <memory>
#include <string>
#include <string_view>

#include "engine/chat/chat_limits.h"
#include "engine/chat/chat_value.h"
#include "engine/core/error.h"

namespace postern {

/// A chat template: a program in Jinja2's language, as Hugging Face's library runs it (ImmutableSandboxedEnvironment with
/// trim_blocks, lstrip_blocks and loop controls; no escaping). It comes with a checkpoint and is not trusted: it reads
/// nothing but its variables, and every kind of use has a limit. Immutable; const calls may run concurrently.
///
/// What differs from Python: integers have 64 bits and overflow is an error; memory addresses are never printed; recursive
/// loops, `include`, `import`, `block` and a few filters and methods are refused by name.
class ChatTemplate {
public:
    /// `name` is for messages. Errors: TemplateMalformed (with the line), TemplateUnsupported, FileTooLarge.
    [[nodiscard]] static Result<ChatTemplate> parse(std::string_view source, std::string name, const ChatLimits& limits = {});

    /// The text that the template prints. `variables` are what it sees by name: messages, tools, add_generation_prompt,
    /// bos_token, …; strftime_now gives `clock`, a local time. Errors: TemplateFailed (it raised, or something in it went
    /// wrong, or it passed a limit), TemplateUnsupported.
    [[nodiscard]] Result<std::string> render(const ChatValue::Members& variables, const std::tm& clock) const;

    [[nodiscard]] const std::string& source() const;
    [[nodiscard]] const std::string& name() const;

private:
    struct Program;
    explicit ChatTemplate(std::shared_ptr<const Program> program);
    std::shared_ptr<const Program> m_program;
};

/// The local time now, for `render`.
[[nodiscard]] std::tm localClock();

} // namespace postern
