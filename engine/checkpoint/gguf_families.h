// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoint/gguf.h"
#include "engine/core/json.h"

namespace postern {

/// What a GGUF writer did to a tensor, to be undone.
enum class GgufChange {
    None,
    QueryRows,  ///< rows of each head interleaved for adjacent-pair rope, by the number of heads
    KeyRows,    ///< the same, by the number of key heads
    Transposed, ///< Conv1D weights of GPT-2, stored [in, out] by Hugging Face
    PlusOne,    ///< norm weights of Gemma
    Triples,    ///< q, k and v one after the other instead of head by head
    Split,      ///< q, k and v fused, where Hugging Face has three tensors
};

/// "blk.N.NAME" of the file and its Hugging Face name; "{}" stands for the layer's number. Without weight and bias.
struct GgufNameRule {
    std::string_view gguf;
    std::string_view huggingFace;
    GgufChange change = GgufChange::None;
};

/// The sizes of a GGUF model, checked against limits.
struct GgufSizes {
    std::int64_t layers = 0;
    std::int64_t hidden = 0;
    std::int64_t intermediate = 0;
    std::int64_t heads = 0;
    std::int64_t keyHeads = 0;
    std::int64_t headDim = 0;
    std::int64_t positions = 0;
    std::int64_t vocabulary = 0;
    bool tied = false;
};

struct GgufFamily {
    std::string_view architecture; ///< general.architecture
    std::string_view modelType;
    std::string_view className;
    std::span<const GgufNameRule> rules;
    /// Adds the family's own keys to the common ones.
    Result<void> (*configure)(const GgufFile& file, const GgufSizes& sizes, Json& config);
    bool alwaysTied = false;
};

[[nodiscard]] std::span<const GgufFamily> ggufFamilies();

/// Null where the architecture is not known.
[[nodiscard]] const GgufFamily* findGgufFamily(std::string_view architecture);

/// Hyper-parameters under "<architecture>.": errors are ConfigUnsupported and name the key.
[[nodiscard]] Result<GgufSizes> readGgufSizes(const GgufFile& file, const GgufFamily& family);

/// config.json.
[[nodiscard]] Result<Json> ggufConfig(const GgufFile& file, const GgufFamily& family, const GgufSizes& sizes);

} // namespace postern
