// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/tokenizer/aligned_text.h"

namespace postern {

enum class NormalForm { Nfc, Nfd, Nfkc, Nfkd };

/// Unicode normalization (UAX 15) that keeps the alignment character by character; n log n even for a text of nothing
/// but combining marks. Error: Internal when the Unicode data cannot be loaded.
[[nodiscard]] Result<AlignedText> normalized(AlignedText text, NormalForm form);

} // namespace postern
