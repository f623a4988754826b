// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"
#include "engine/tokenizer/aligned_text.h"

namespace postern {

/// While one lives, all expressions of this thread share one allowance of time (2 s and 10 µs a byte of the text): a text that is cut into
/// many pieces would otherwise get it for every piece. The outermost one counts.
class RegexAllowance {
public:
    explicit RegexAllowance(std::size_t textBytes);
    ~RegexAllowance();
    RegexAllowance(const RegexAllowance&) = delete;
    RegexAllowance& operator=(const RegexAllowance&) = delete;

private:
    bool m_outermost;
};

/// A regular expression of a tokenizer.json (Oniguruma syntax in the original library), run by PCRE2 with limits.
/// Immutable; const calls may run concurrently.
class Regex {
public:
    /// Error: TokenizerUnsupported, naming the expression, where PCRE2 or the translation does not take it.
    [[nodiscard]] static Result<Regex> compile(const std::string& pattern, const std::string& subject);
    /// Matches `literal` as it stands.
    [[nodiscard]] static Result<Regex> literal(const std::string& literal, const std::string& subject);

    Regex(Regex&&) noexcept;
    Regex& operator=(Regex&&) noexcept;
    ~Regex();

    /// All matches from left to right, none overlapping, appended to `matches`. The text must be valid UTF-8.
    /// Error: TextNotEncodable when a match limit or the allowance of time (that of RegexAllowance, or one for this call) is passed.
    [[nodiscard]] Result<void> findAll(std::string_view text, std::vector<ByteRange>& matches) const;

private:
    struct Code;
    explicit Regex(std::unique_ptr<Code> code);
    std::unique_ptr<Code> m_code;
};

} // namespace postern
