// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/tokenizer/json_fields.h"

namespace postern {

/// Settings that the Metaspace pre-tokenizer and decoder share.
struct Metaspace {
    enum class Prepend { Always, First, Never };

    std::string replacement = "\u2581"; ///< one character
    Prepend prepend = Prepend::Always;
    bool split = true;
};

/// Reads the newer "prepend_scheme" and the older "add_prefix_space".
[[nodiscard]] Result<Metaspace> parseMetaspace(const JsonFields& fields);

} // namespace postern
