// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/formats.h"

namespace postern {

std::vector<FamilySummary> familySummaries() {
    return {{"llama", "LlamaForCausalLM", "Llama 1, 2 and 3, TinyLlama, SmolLM, Vicuna, Yi"}};
}

} // namespace postern
