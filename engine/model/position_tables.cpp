// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/position_tables.h"

#include <bit>
#include <cmath>

#include "engine/checkpoint/safetensors.h"

namespace postern {

namespace {

float rounded(float value) {
    return fromBfloat16(toBfloat16(value));
}

/// Slopes of ALiBi: a geometric series for a power of two of heads; for other counts the next series' odd members follow.
std::vector<float> alibiSlopes(std::int64_t heads) {
    const auto power = static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(heads)));
    const auto base = [](std::int64_t count) { return std::exp2(-std::exp2(-(std::log2(static_cast<double>(count)) - 3))); };
    std::vector<float> slopes;
    for (std::int64_t i = 1; i <= power; ++i)
        slopes.push_back(static_cast<float>(std::pow(base(power), static_cast<double>(i))));
    for (std::int64_t i = 1; static_cast<std::int64_t>(slopes.size()) < heads; i += 2)
        slopes.push_back(static_cast<float>(std::pow(base(2 * power), static_cast<double>(i))));
    return slopes;
}

} // namespace

PositionTables::PositionTables(const ModelConfig& config) : m_coarse(config.coarseAlibi) {
    if (config.positions == Positions::Rotary)
        for (const Rope& rope : config.ropes)
            m_tables.push_back({rope, 0, 0, {}, {}});
    if (config.positions == Positions::Alibi)
        m_slopes = alibiSlopes(config.headCount);
    m_scale = config.layers.empty() ? 1 : config.layers.front().scale;
}

void PositionTables::reach(std::int64_t count) {
    for (Table& table : m_tables) {
        const std::int64_t lengthClass = table.rope.lengthClass(count);
        if (lengthClass != table.lengthClass) {
            table.positions = 0;
            table.lengthClass = lengthClass;
        }
        if (count <= table.positions)
            continue;
        const std::vector<double> frequencies = table.rope.inverseFrequencies(count);
        table.cosine.resize(static_cast<std::size_t>(count) * frequencies.size());
        table.sine.resize(table.cosine.size());
        for (std::int64_t p = table.positions; p < count; ++p) {
            for (std::size_t c = 0; c < frequencies.size(); ++c) {
                const double angle = static_cast<double>(p) * frequencies[c];
                const std::size_t at = static_cast<std::size_t>(p) * frequencies.size() + c;
                table.cosine[at] = static_cast<float>(std::cos(angle) * table.rope.attentionFactor);
                table.sine[at] = static_cast<float>(std::sin(angle) * table.rope.attentionFactor);
            }
        }
        table.positions = count;
    }
    if (!m_slopes.empty() && count > m_biasStride)
        reachBias(count);
}

void PositionTables::reachBias(std::int64_t count) {
    constexpr std::int64_t kWhole = 16; // the widest vector the kernels read at once
    m_biasStride = (count + kWhole - 1) / kWhole * kWhole;
    m_keyBias.resize(m_slopes.size() * static_cast<std::size_t>(m_biasStride));
    for (std::size_t head = 0; head < m_slopes.size(); ++head)
        for (std::int64_t p = 0; p < m_biasStride; ++p) {
            const auto position = static_cast<float>(p);
            // Falcon computes its bias in bfloat16 and scales it together with the products.
            m_keyBias[head * static_cast<std::size_t>(m_biasStride) + static_cast<std::size_t>(p)] =
                m_coarse ? rounded(rounded(m_slopes[head]) * rounded(position)) * static_cast<float>(m_scale) : m_slopes[head] * position;
        }
}

bool PositionTables::same(std::int64_t count, std::int64_t other) const {
    for (const Table& table : m_tables)
        if (table.rope.lengthClass(count) != table.rope.lengthClass(other))
            return false;
    return true;
}

} // namespace postern
