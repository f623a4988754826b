// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/error.h"

namespace postern {

/// A regular expression from an untrusted configuration, in the syntax that Python and PCRE2 share. Every match has a step
/// limit, so that no expression can hang the program. Immutable; const calls may run concurrently.
class Pattern {
public:
    /// `subject` names the file and key in errors. Error: ConfigUnsupported where it is too long or not an expression.
    [[nodiscard]] static Result<Pattern> compile(const std::string& expression, const std::string& subject);

    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

    /// Whether the whole of `text` (valid UTF-8) matches, as Python's re.fullmatch. Error: ConfigUnsupported beyond the limit.
    [[nodiscard]] Result<bool> matchesWhole(std::string_view text) const;
    /// The first group's text where the expression matches at the beginning of `text`, as Python's re.match(…).group(1).
    [[nodiscard]] Result<std::optional<std::string>> firstGroup(std::string_view text) const;

private:
    struct Code;
    explicit Pattern(std::unique_ptr<Code> code);
    std::unique_ptr<Code> m_code;
};

} // namespace postern
