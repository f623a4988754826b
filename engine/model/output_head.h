// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/checkpoint/model_config.h"
#include "engine/model/parameter_store.h"
#include "engine/model/workspace.h"

namespace postern {

/// From the normed final states to logits and losses.
template <typename T>
class OutputHead {
public:
    OutputHead(const ModelConfig& config, ParameterStore& store, Workspace& space) : m_config(config), m_store(store), m_space(space) {}

    /// Logits [n, vocab] in T, bias and soft cap applied.
    at::Tensor logits(const at::Tensor& normed);
    /// Mean-weighted cross-entropy with its gradient in one go, in pieces that bound the memory of the logits.
    /// rows [m] index into `normed`; dNormed [m', hidden] in T is written (zero where no row points), or, when it is null,
    /// no gradient is computed at all. `choices` (may be null) receives per row the index of the highest logit. Returns the loss
    /// per row.
    std::vector<float> lossAndGradient(const at::Tensor& normed, const std::vector<std::int64_t>& rows,
                                       const std::vector<std::int64_t>& targets, const std::vector<float>& weights, at::Tensor* dNormed,
                                       std::vector<std::int64_t>* choices = nullptr);

private:
    const ModelConfig& m_config;
    ParameterStore& m_store;
    Workspace& m_space;
};

/// The rows of `from` [n, d] at the given places, in their order.
[[nodiscard]] at::Tensor gatherRows(Workspace& space, const at::Tensor& from, const std::vector<std::int64_t>& rows);
/// A tensor [n, d] of zeros with `rows` put into the given places.
[[nodiscard]] at::Tensor scatterRows(Workspace& space, const at::Tensor& rows, const std::vector<std::int64_t>& places, std::int64_t n);

} // namespace postern
