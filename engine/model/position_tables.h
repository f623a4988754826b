// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/checkpoint/model_config.h"

namespace postern {

/// Cosines and sines of the rotary positions, and the scores' bias of linear ones (ALiBi, Press et al. 2022), as far as they
/// have been needed.
class PositionTables {
public:
    explicit PositionTables(const ModelConfig& config);

    /// Makes the tables hold positions 0 … count − 1 as a batch of that many positions sees them.
    void reach(std::int64_t count);
    /// Whether a batch of `count` positions sees the same tables as one of `other`: not so across the limits of longrope and
    /// dynamic scaling, where everything that was cached has to be computed anew.
    [[nodiscard]] bool same(std::int64_t count, std::int64_t other) const;

    [[nodiscard]] const float* cosine(int rope) const {
        return rope < 0 ? nullptr : m_tables[static_cast<std::size_t>(rope)].cosine.data();
    }
    [[nodiscard]] const float* sine(int rope) const { return rope < 0 ? nullptr : m_tables[static_cast<std::size_t>(rope)].sine.data(); }
    /// [heads, keyBiasStride]; null where positions are not linear.
    [[nodiscard]] const float* keyBias() const { return m_keyBias.empty() ? nullptr : m_keyBias.data(); }
    [[nodiscard]] std::int64_t keyBiasStride() const { return m_biasStride; }

private:
    struct Table {
        Rope rope;
        std::int64_t lengthClass = 0;
        std::int64_t positions = 0;
        std::vector<float> cosine, sine; // [positions, rotaryDim / 2]
    };
    void reachBias(std::int64_t count);

    std::vector<Table> m_tables;
    std::vector<float> m_slopes; // per head; empty without ALiBi
    bool m_coarse = false;
    double m_scale = 1;
    std::vector<float> m_keyBias;
    std::int64_t m_biasStride = 0;
};

} // namespace postern
