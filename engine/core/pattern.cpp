// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/pattern.h"

#include <array>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace postern {

namespace {

constexpr std::size_t kMaxExpressionBytes = 4096;
// A module name has some hundred bytes; an honest expression needs a few thousand steps for one.
constexpr std::uint32_t kMatchLimit = 50'000;
constexpr std::uint32_t kDepthLimit = 10'000;
constexpr std::uint32_t kHeapLimitKib = 16'384;

std::string messageOf(int code) {
    std::array<PCRE2_UCHAR, 160> message{};
    pcre2_get_error_message(code, message.data(), message.size());
    return reinterpret_cast<const char*>(message.data());
}

} // namespace

struct Pattern::Code {
    std::unique_ptr<pcre2_code, decltype(&pcre2_code_free)> compiled{nullptr, &pcre2_code_free};
    std::unique_ptr<pcre2_match_context, decltype(&pcre2_match_context_free)> limits{nullptr, &pcre2_match_context_free};
    std::string shown;
    std::string subject;

    using MatchData = std::unique_ptr<pcre2_match_data, decltype(&pcre2_match_data_free)>;

    /// The offsets of a match at the beginning of the text, or null where there is none.
    [[nodiscard]] Result<MatchData> match(std::string_view text, std::uint32_t options) const {
        MatchData data(pcre2_match_data_create_from_pattern(compiled.get(), nullptr), &pcre2_match_data_free);
        if (!data)
            return fail(ErrorCode::MemoryInsufficient, subject, "no memory for a regular expression");
        const int status = pcre2_match(compiled.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, PCRE2_ANCHORED | options,
                                       data.get(), limits.get());
        if (status == PCRE2_ERROR_NOMATCH)
            data.reset();
        else if (status < 0)
            return fail(ErrorCode::ConfigUnsupported, subject, "the regular expression \"" + shown + "\" gave up: " + messageOf(status));
        return data;
    }
};

Pattern::Pattern(std::unique_ptr<Code> code) : m_code(std::move(code)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(const std::string& expression, const std::string& subject) {
    auto code = std::make_unique<Code>();
    code->shown = printable(expression, 120);
    code->subject = subject;
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::ConfigUnsupported, subject, "the regular expression \"" + code->shown + "\" " + why);
    };
    if (expression.size() > kMaxExpressionBytes)
        return refuse("is longer than " + std::to_string(kMaxExpressionBytes) + " bytes");
    // Verbs such as (*NO_START_OPT) are not of the shared syntax.
    if (expression.find("(*") != std::string::npos)
        return refuse("holds a verb \"(*…)\"");
    int problem = 0;
    PCRE2_SIZE offset = 0;
    code->compiled.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(),
                                       PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &problem, &offset, nullptr));
    if (!code->compiled)
        return refuse("is not valid: " + messageOf(problem));
    code->limits.reset(pcre2_match_context_create(nullptr));
    if (!code->limits)
        return fail(ErrorCode::MemoryInsufficient, subject, "no memory for a regular expression");
    // No generated code: only the interpreter counts its steps exactly.
    pcre2_set_match_limit(code->limits.get(), kMatchLimit);
    pcre2_set_depth_limit(code->limits.get(), kDepthLimit);
    pcre2_set_heap_limit(code->limits.get(), kHeapLimitKib);
    return Pattern(std::move(code));
}

Result<bool> Pattern::matchesWhole(std::string_view text) const {
    POSTERN_ASSIGN(const auto found, m_code->match(text, PCRE2_ENDANCHORED));
    return found != nullptr;
}

Result<std::optional<std::string>> Pattern::firstGroup(std::string_view text) const {
    POSTERN_ASSIGN(const auto found, m_code->match(text, 0));
    if (!found || pcre2_get_ovector_count(found.get()) < 2)
        return std::optional<std::string>();
    const PCRE2_SIZE* const offsets = pcre2_get_ovector_pointer(found.get());
    if (offsets[2] == PCRE2_UNSET || offsets[3] < offsets[2])
        return std::optional<std::string>();
    return std::optional(std::string(text.substr(offsets[2], offsets[3] - offsets[2])));
}

} // namespace postern
