// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/model/language_model.h"
#include "engine/model/packed_batch.h"
#include "engine/model/torch_pch.h"

namespace postern {

/// Carries an MlpOffset through one forward and backward pass.
class DecoderOffset {
public:
    void set(const MlpOffset& offset, const PackedBatch& batch);
    /// Adds the values to `out` [m, hidden], what the MLP of layer `index` (from 0) returned. `picked`: the packed tokens that
    /// the rows of `out` are, sorted; null where they are all of them.
    void add(std::size_t index, at::Tensor& out, const std::vector<std::int64_t>* picked);
    /// Reads the gradient off that of the MLP's output.
    void readGradient(std::size_t index, const at::Tensor& dOut);
    [[nodiscard]] std::vector<float> takeGradient();

private:
    [[nodiscard]] bool isAt(std::size_t index) const { return m_layer == static_cast<int>(index) + 1; }

    int m_layer = 0;
    std::vector<std::int64_t> m_tokens; ///< packed
    std::vector<std::int64_t> m_places; ///< rows of the MLP's output; -1 where it does not have the token
    std::vector<float> m_values, m_gradient;
};

} // namespace postern
