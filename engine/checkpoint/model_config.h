// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/json.h"

namespace postern {

/// How rotary frequencies are stretched; names as in config.json.
struct RopeScaling {
    enum class Kind { None, Linear, Llama3 };
    Kind kind = Kind::None;
    double factor = 1;
    double lowFreqFactor = 1;
    double highFreqFactor = 4;
    std::int64_t originalMaxPositions = 0;

    friend bool operator==(const RopeScaling&, const RopeScaling&) = default;
};

/// The options of the one parametric decoder, filled from config.json. Sizes are validated against limits before use.
struct ModelConfig {
    std::string modelType; ///< "llama"
    std::int64_t vocabSize = 0;
    std::int64_t hiddenSize = 0;
    std::int64_t layerCount = 0;
    std::int64_t headCount = 0;
    std::int64_t keyValueHeadCount = 0;
    std::int64_t headDim = 0;
    std::int64_t intermediateSize = 0;
    std::int64_t maxPositions = 0;
    double normEpsilon = 1e-6;
    double ropeTheta = 10000;
    RopeScaling ropeScaling;
    bool attentionBias = false; ///< q, k, v and o
    bool mlpBias = false;
    bool tieWordEmbeddings = false;
    double initializerRange = 0.02;
    std::string torchDtype; ///< as declared; the file's own tensors decide
    std::optional<std::int64_t> bosTokenId;
    std::vector<std::int64_t> eosTokenIds; ///< config.json may hold a number or a list
    std::optional<std::int64_t> padTokenId;

    [[nodiscard]] std::int64_t parameterCount() const;

    /// Inverse rotary frequencies, [headDim / 2], in double precision, scaling applied.
    [[nodiscard]] std::vector<double> inverseFrequencies() const;

    /// Expected tensors: Hugging Face name and shape, in canonical order (lm_head absent when tied).
    struct ExpectedTensor {
        std::string name;
        std::vector<std::int64_t> shape;
    };
    [[nodiscard]] std::vector<ExpectedTensor> expectedTensors() const;

    friend bool operator==(const ModelConfig&, const ModelConfig&) = default;
};

/// Reads config.json as transformers 4 and 5 write it (rope_parameters, dtype). An unknown architecture, an unknown
/// rope type, another activation than silu, `auto_map` or a quantization_config is refused by name (ConfigUnsupported).
[[nodiscard]] Result<ModelConfig> parseModelConfig(const Json& config, const std::string& subject);

/// config.json for a new checkpoint in Hugging Face form.
[[nodiscard]] Json toJson(const ModelConfig& config);

} // namespace postern
