// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/regex.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <optional>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "engine/tokenizer/regex_translation.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr std::size_t kMaxPatternBytes = 16384;
constexpr std::uint32_t kBaseMatchLimit = 200000;
constexpr std::uint32_t kHeapLimitKib = 65536;
constexpr std::uint32_t kDepthLimit = 1000000;

Failure unsupportedPattern(const std::string& pattern, const std::string& subject, const std::string& why) {
    return fail(ErrorCode::TokenizerUnsupported, subject, "regular expression \"" + printable(pattern, 200) + "\": " + why);
}

template <auto Free>
struct Freer {
    template <typename T>
    void operator()(T* pointer) const {
        Free(pointer);
    }
};

using CodePointer = std::unique_ptr<pcre2_code, Freer<pcre2_code_free>>;
using MatchDataPointer = std::unique_ptr<pcre2_match_data, Freer<pcre2_match_data_free>>;
using MatchContextPointer = std::unique_ptr<pcre2_match_context, Freer<pcre2_match_context_free>>;
using CompileContextPointer = std::unique_ptr<pcre2_compile_context, Freer<pcre2_compile_context_free>>;

Result<CodePointer> compileCode(const std::string& translated, const std::string& shown, const std::string& subject) {
    const CompileContextPointer context(pcre2_compile_context_create(nullptr));
    if (!context)
        return fail(ErrorCode::MemoryInsufficient, subject, "no memory for a regular expression");
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    int code = 0;
    PCRE2_SIZE offset = 0;
    // Oniguruma's ^ and $ are those of a line, hence MULTILINE; \C would cut characters in two.
    // The automatic callouts are where the clock is read: the match limit of generated code counts too coarsely to
    // stop a polynomial search in a long text.
    constexpr std::uint32_t kOptions = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT;
    CodePointer compiled(
        pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translated.data()), translated.size(), kOptions, &code, &offset, context.get()));
    if (!compiled) {
        std::array<PCRE2_UCHAR, 160> message{};
        pcre2_get_error_message(code, message.data(), message.size());
        return unsupportedPattern(shown, subject, reinterpret_cast<const char*>(message.data()));
    }
    // Where the system forbids generated code this fails and the interpreter runs instead.
    pcre2_jit_compile(compiled.get(), PCRE2_JIT_COMPLETE);
    return compiled;
}

/// The time that this thread has computed: other programs on a busy machine must not use up its allowance.
struct Clock {
    using time_point = std::chrono::nanoseconds;

    static time_point now() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    }
};

/// The end of this thread's allowance.
thread_local std::optional<Clock::time_point> sharedDeadline;

Clock::time_point deadlineFor(std::size_t textBytes) {
    return Clock::now() + std::chrono::seconds(2) + std::chrono::microseconds(10 * static_cast<std::int64_t>(textBytes));
}

struct Deadline {
    Clock::time_point time;
    std::uint32_t count = 0;

    [[nodiscard]] bool passed() {
        constexpr std::uint32_t kEvery = 256;
        return (++count % kEvery) == 0 && Clock::now() > time;
    }
};

Failure tooSlow(const std::string& pattern) {
    return fail(ErrorCode::TextNotEncodable, '"' + printable(pattern, 120) + '"', "the regular expression takes too long on this text");
}

int stopAtDeadline(pcre2_callout_block*, void* deadline) {
    return static_cast<Deadline*>(deadline)->passed() ? PCRE2_ERROR_CALLOUT : 0;
}

} // namespace

RegexAllowance::RegexAllowance(std::size_t textBytes) : m_outermost(!sharedDeadline) {
    if (m_outermost)
        sharedDeadline = deadlineFor(textBytes);
}

RegexAllowance::~RegexAllowance() {
    if (m_outermost)
        sharedDeadline.reset();
}

struct Regex::Code {
    CodePointer compiled;
    std::string shown;
};

Regex::Regex(std::unique_ptr<Code> code) : m_code(std::move(code)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(const std::string& pattern, const std::string& subject) {
    if (pattern.size() > kMaxPatternBytes)
        return unsupportedPattern(pattern, subject, "longer than " + std::to_string(kMaxPatternBytes) + " bytes");
    POSTERN_ASSIGN(const std::string translated, translatePattern(pattern, subject));
    POSTERN_ASSIGN(CodePointer compiled, compileCode(translated, pattern, subject));
    return Regex(std::make_unique<Code>(Code{std::move(compiled), pattern}));
}

Result<Regex> Regex::literal(const std::string& literal, const std::string& subject) {
    if (literal.size() > kMaxPatternBytes)
        return unsupportedPattern(literal, subject, "longer than " + std::to_string(kMaxPatternBytes) + " bytes");
    std::string quoted;
    for (const char c : literal) {
        if (std::string_view(R"(\^$.[]|()?*+{}-#&~)").find(c) != std::string_view::npos)
            quoted.push_back('\\');
        quoted.push_back(c);
    }
    POSTERN_ASSIGN(CodePointer compiled, compileCode(quoted, literal, subject));
    return Regex(std::make_unique<Code>(Code{std::move(compiled), literal}));
}

Result<void> Regex::findAll(std::string_view text, std::vector<ByteRange>& matches) const {
    const MatchDataPointer data(pcre2_match_data_create(1, nullptr));
    const MatchContextPointer context(pcre2_match_context_create(nullptr));
    if (!data || !context)
        return fail(ErrorCode::MemoryInsufficient, {}, "no memory for a regular expression");
    // A run of n spaces costs some n steps to give back; anything that needs many times that is out of hand.
    pcre2_set_match_limit(context.get(), kBaseMatchLimit + 8 * static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), 1U << 26U)));
    pcre2_set_depth_limit(context.get(), kDepthLimit);
    pcre2_set_heap_limit(context.get(), kHeapLimitKib);
    Deadline deadline{sharedDeadline ? *sharedDeadline : deadlineFor(text.size())};
    if (Clock::now() > deadline.time)
        return tooSlow(m_code->shown);
    pcre2_set_callout(context.get(), stopAtDeadline, &deadline);

    const auto* bytes = reinterpret_cast<PCRE2_SPTR>(text.data());
    const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(data.get());
    const auto nextCharacter = [&](std::size_t position) {
        do
            ++position;
        while (position < text.size() && unicode::isContinuation(text[position]));
        return position;
    };
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t lastEnd = kNone;
    // One anchored attempt a position: the limits of PCRE2 count from anew at every position it tries by itself.
    for (std::size_t position = 0; position <= text.size();) {
        constexpr std::uint32_t kOptions = PCRE2_ANCHORED | PCRE2_NO_UTF_CHECK;
        int status = pcre2_match(m_code->compiled.get(), bytes, text.size(), position, kOptions, data.get(), context.get());
        if (status == PCRE2_ERROR_JIT_STACKLIMIT)
            status = pcre2_match(m_code->compiled.get(), bytes, text.size(), position, kOptions | PCRE2_NO_JIT, data.get(), context.get());
        if (status == PCRE2_ERROR_NOMATCH) {
            position = nextCharacter(position);
            continue;
        }
        if (status == PCRE2_ERROR_CALLOUT)
            return tooSlow(m_code->shown);
        if (status < 0) {
            std::array<PCRE2_UCHAR, 160> message{};
            pcre2_get_error_message(status, message.data(), message.size());
            return fail(ErrorCode::TextNotEncodable, "\"" + printable(m_code->shown, 120) + "\"",
                        std::string("the regular expression gave up: ") + reinterpret_cast<const char*>(message.data()));
        }
        // \K can move the start past the end or before the attempt; such a match is taken as empty.
        const std::size_t end = std::max<std::size_t>(offsets[1], position);
        const std::size_t begin = std::clamp<std::size_t>(offsets[0], position, end);
        if (begin != end || lastEnd != end)
            matches.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        lastEnd = end;
        position = end > position ? end : nextCharacter(position);
    }
    return {};
}

} // namespace postern
