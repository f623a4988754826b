// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "engine/checkpoint/config_reader.h"
#include "engine/checkpoint/model_config.h"

namespace postern {

/// One row of the table of families: everything by which it differs from the others.
struct ModelFamily {
    std::string_view modelType;    ///< "model_type" of config.json
    std::string_view architecture; ///< the class that goes with it
    std::string_view members;      ///< well-known models, for people
    /// Options and tensor names that all members share; called first.
    void (*setUp)(ModelConfig&);
    /// What config.json decides beyond the common keys; sizes, activation and head size are there already.
    Result<void> (*read)(const ConfigReader&, ModelConfig&);

    // Keys of config.json, alternatives separated by '|'.
    std::string_view hiddenKey = "hidden_size";
    std::string_view layersKey = "num_hidden_layers";
    std::string_view headsKey = "num_attention_heads";
    std::string_view keyValueHeadsKey = {}; ///< empty: as many as heads
    std::string_view intermediateKey = "intermediate_size";
    bool intermediateOptional = false; ///< four times the hidden size where absent
    std::string_view positionsKey = "max_position_embeddings";
    std::string_view epsilonKey = "rms_norm_eps"; ///< empty: fixed
    double epsilon = 1e-6;                        ///< where absent
    std::string_view activationKey = "hidden_act";
    std::string_view activation = "silu"; ///< where absent
    std::string_view initializerKey = "initializer_range";
    bool tied = false;        ///< where tie_word_embeddings is absent
    std::int64_t headDim = 0; ///< where head_dim is absent; 0: the hidden size over the heads
    bool headDimKey = true;   ///< whether config.json may say head_dim
    double ropeTheta = 10000; ///< where absent
    std::string_view thetaKey = "rope_theta";
    std::string_view partialKey = {}; ///< empty: the whole head turns
    double partial = 1;               ///< where absent
};

[[nodiscard]] std::span<const ModelFamily> modelFamilies();

} // namespace postern
