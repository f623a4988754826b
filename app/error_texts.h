// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "engine/core/error.h"

namespace postern {

/// What an error says to a person, in the language of the window. Plain text.
struct ErrorText {
    QString title;   ///< what happened, one sentence
    QString advice;  ///< what to do about it
    QString details; ///< subject, rule and causes; untrusted parts made printable
};

[[nodiscard]] ErrorText errorText(const Error& error);
/// The sentence of one code; never empty.
[[nodiscard]] QString errorTitle(ErrorCode code);
[[nodiscard]] QString errorAdvice(ErrorCode code);

} // namespace postern
