// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/checkpoint/model_config.h"
#include "engine/model/kernels/kernels.h"
#include "engine/model/linear.h"
#include "engine/model/position_tables.h"

namespace postern {

/// A norm's parameters by name; a name is empty where the family has no such parameter.
struct NormNames {
    bool present = false;
    std::string weight, bias;
};

struct DecoderLayer {
    NormNames input, attentionPost, mlp, mlpPost;
    Linear qkv, output, gateUp, down;
    std::string queryNorm, keyNorm; ///< what their parameters' names begin with
};

/// From the configuration to the decoder's norms, projections, adapters and the shapes that kernels need.
class DecoderParts {
public:
    DecoderParts(const ModelConfig& config, const ParameterStore& store);

    /// Puts adapters on the projections that `targets` name: a module by its full name or the end of it, "attention", "mlp"
    /// or "all-linear". Null takes them away.
    void attachLora(LoraState* lora, const std::vector<std::string>& targets);
    [[nodiscard]] std::vector<Linear*> projections();
    /// The first of the targets that names nothing; empty where each names something.
    [[nodiscard]] std::string unmatchedTarget(const std::vector<std::string>& targets) const;
    [[nodiscard]] std::string moduleNames() const; ///< of one layer's projections, for messages

    [[nodiscard]] AttentionShape attention(std::size_t layer) const;
    [[nodiscard]] HeadNormShape headNorm(bool key) const;
    [[nodiscard]] NormOptions normOptions() const;
    [[nodiscard]] NormOptions headNormOptions() const;

    const ModelConfig config;
    std::vector<DecoderLayer> layers;
    NormNames embeddingNorm, finalNorm;
    std::optional<Linear> projectIn, projectOut; ///< where embeddings have another width
    PositionTables positions;
    LoraState* lora = nullptr;

private:
    [[nodiscard]] static bool matches(const std::string& target, const std::string& module, std::string_view group);
    [[nodiscard]] NormNames norm(const std::string& prefix, const std::string& name) const;
    const ParameterStore& m_store;
};

} // namespace postern
