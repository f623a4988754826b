// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "engine/core/error.h"

namespace postern {

/// How long the steps of a tokenizer may make a text of `bytes`: no real one makes eight bytes of one, and a chain of steps from outside
/// could double it without end.
[[nodiscard]] constexpr std::size_t maxGrownBytes(std::size_t bytes) {
    return std::max(std::size_t{16} << 20U, 8 * bytes);
}

[[nodiscard]] inline Failure grewTooLong(const char* step) {
    return fail(ErrorCode::TextNotEncodable, step, "it makes the text many times as long");
}

} // namespace postern
