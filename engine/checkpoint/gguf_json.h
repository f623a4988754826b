// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/gguf.h"
#include "engine/core/json.h"

namespace postern {

/// The metadata as one flat JSON object, for showing and comparing. Lists of more than 16 elements are given as
/// {"count", "sha256"}; text that is not UTF-8 or longer than 4096 bytes as {"bytes", "sha256"}.
[[nodiscard]] Json metadataJson(const GgufFile& file);

} // namespace postern
