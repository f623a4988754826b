// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace postern {

/// What went wrong, as a stable code. The window translates codes; the command line prints `describe`.
/// Cancellation is an outcome of a job (see progress.h) and only appears here so that a deep call can unwind.
enum class ErrorCode {
    FileMissing,
    FileUnreadable,
    FileUnwritable,
    DiskFull,
    FileTooLarge,
    JsonMalformed,
    SafetensorsRule,
    GgufRule,
    CheckpointIncomplete,
    ConfigUnsupported,
    TensorMismatch,
    TokenizerUnsupported,
    TokenizerMalformed,
    TextNotEncodable,
    TemplateMalformed,
    TemplateUnsupported,
    TemplateFailed,
    DataMalformed,
    DataEmpty,
    LabelUnknown,
    TriggerEmpty,
    ParameterUnknown,
    ParameterInvalid,
    LossNotFinite,
    MemoryInsufficient,
    RunFolderMalformed,
    HashMismatch,
    Usage,
    Cancelled,
    Internal,
};

/// Every code once, in declaration order (for the tables that must cover all of them).
inline constexpr int kErrorCodeCount = static_cast<int>(ErrorCode::Internal) + 1;

/// A failure that can be shown to a person.
/// `subject` names the file, key or tensor; `detail` says which rule it broke and with what values;
/// `hint` says what to do about it (may be empty); `cause` is the failure underneath, if any.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string subject;
    std::string detail;
    std::string hint;
    std::shared_ptr<const Error> cause;
};

template <typename T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

/// Builds the failing side of a Result.
[[nodiscard]] Failure fail(ErrorCode code, std::string subject, std::string detail, std::string hint = {});

/// Wraps `cause` into a failure of an outer operation.
[[nodiscard]] Failure failBecause(const Error& cause, ErrorCode code, std::string subject, std::string detail);

/// Stable identifier of a code, as written into JSON ("file-missing").
[[nodiscard]] std::string_view errorCodeName(ErrorCode code);

/// One English sentence: what happened to which subject, why, and what to do.
/// Control characters of untrusted subjects and details are escaped and the text is limited in length.
[[nodiscard]] std::string describe(const Error& error);

/// Makes text from an untrusted file safe to print: control, zero-width and bidirectional characters become
/// visible `<U+XXXX>` tokens, invalid UTF-8 becomes U+FFFD, and everything past `maxBytes` is cut with "…".
[[nodiscard]] std::string printable(std::string_view text, std::size_t maxBytes = 400);

} // namespace postern

/// Returns the error of a failed Result<…> expression from the enclosing function.
#define POSTERN_TRY(expression)                                                                                                            \
    do {                                                                                                                                   \
        if (auto posternTried = (expression); !posternTried)                                                                               \
            return ::tl::make_unexpected(std::move(posternTried).error());                                                                 \
    } while (false)

#define POSTERN_JOIN_(a, b) a##b
#define POSTERN_JOIN(a, b) POSTERN_JOIN_(a, b)

/// `POSTERN_ASSIGN(auto x, call())`: declares x from the value of a Result, or returns its error.
#define POSTERN_ASSIGN(declaration, expression)                                                                                            \
    auto POSTERN_JOIN(posternResult, __LINE__) = (expression);                                                                             \
    if (!POSTERN_JOIN(posternResult, __LINE__))                                                                                            \
        return ::tl::make_unexpected(std::move(POSTERN_JOIN(posternResult, __LINE__)).error());                                            \
    declaration = std::move(*POSTERN_JOIN(posternResult, __LINE__))
