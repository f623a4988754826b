// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/checkpoint/config_reader.h"

namespace postern {

/// How rotary frequencies are stretched; names as in config.json.
struct RopeScaling {
    enum class Kind { None, Linear, Dynamic, Llama3, Yarn, LongRope };
    Kind kind = Kind::None;
    double factor = 1;
    double lowFreqFactor = 1;              ///< llama3
    double highFreqFactor = 4;             ///< llama3
    std::int64_t originalMaxPositions = 0; ///< llama3, yarn, longrope, dynamic
    double betaFast = 32;                  ///< yarn
    double betaSlow = 1;                   ///< yarn
    bool truncate = true;                  ///< yarn: whole dimensions at the ends of the ramp
    std::vector<double> shortFactor;       ///< longrope, [rotaryDim / 2]
    std::vector<double> longFactor;        ///< longrope, [rotaryDim / 2]

    friend bool operator==(const RopeScaling&, const RopeScaling&) = default;
};

/// Rotary positions of some layers.
struct Rope {
    double theta = 10000;
    std::int64_t rotaryDim = 0; ///< leading dimensions of a head that turn; even
    RopeScaling scaling;
    double attentionFactor = 1; ///< cosine and sine are multiplied by it (yarn, longrope)

    /// Inverse frequencies, [rotaryDim / 2], in double precision, scaling applied. Dynamic scaling and longrope depend on
    /// how many positions the batch reaches; see `lengthClass`.
    [[nodiscard]] std::vector<double> inverseFrequencies(std::int64_t positions) const;

    /// Batches of as many positions as give the same class share their frequencies. Always 0 where length does not matter.
    [[nodiscard]] std::int64_t lengthClass(std::int64_t positions) const;

    friend bool operator==(const Rope&, const Rope&) = default;
};

/// What the frequencies of one configuration depend on beside the keys of the rope object itself.
struct RopeContext {
    std::int64_t headDim = 0;
    std::int64_t maxPositions = 0;         ///< max_position_embeddings
    std::int64_t originalMaxPositions = 0; ///< original_max_position_embeddings beside it (phi3); 0 where absent
    bool parameters = false;               ///< whether the object is rope_parameters, which transformers 5 reads differently
    double theta = 10000;                  ///< where the object has none
    double partialFactor = 1;              ///< share of a head that turns, where the object does not say
    std::int64_t rotaryDim = 0;            ///< dimensions that turn, where the family counts them; 0: by the share
};

/// Reads a rope_scaling or rope_parameters object: kinds default, linear, dynamic, llama3, yarn, longrope ("su" is its old
/// name). An unknown kind or an unknown key is refused by name. Formulas: transformers' modeling_rope_utils; YaRN is Peng et
/// al. 2023, longrope Ding et al. 2024.
[[nodiscard]] Result<Rope> readRope(const ConfigReader& object, const RopeContext& context);

/// Rotary positions without any such object.
[[nodiscard]] Result<Rope> plainRope(const ConfigReader& reader, const RopeContext& context);

} // namespace postern
