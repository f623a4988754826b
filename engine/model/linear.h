// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/parameter_store.h"
#include "engine/model/workspace.h"

namespace postern {

/// One adapter on the output rows [rowOffset, rowOffset + rows) of a projection.
struct LoraSlice {
    std::string module; ///< the projection's name
    std::int64_t rowOffset = 0;
    std::int64_t rows = 0;

    [[nodiscard]] std::string nameA() const { return module + ".lora_A.weight"; } ///< [rank, in] in the adapter store
    [[nodiscard]] std::string nameB() const { return module + ".lora_B.weight"; } ///< [rows, rank]
};

/// Adapters of a whole model.
struct LoraState {
    ParameterStore store;
    std::int64_t rank = 0;
    double scale = 1;
    double dropout = 0;
    at::Generator generator; ///< of the dropout masks
};

/// y = x Wᵀ + b on the compute type, with its own backward pass. W may span several neighbouring parameters (q, k, v).
class Linear {
public:
    Linear() = default;
    /// `modules`: names of the parts without ".weight" and ".bias", in the order of the rows.
    Linear(std::vector<std::string> modules, std::int64_t out, std::int64_t in, bool bias)
        : m_modules(std::move(modules)), m_first(m_modules.front() + ".weight"), m_bias(bias), m_out(out), m_in(in) {}

    /// What backward needs; keeps the input alive.
    struct Saved {
        at::Tensor input;              // [n, in]
        std::vector<at::Tensor> low;   // per slice [n, rank]
        std::vector<at::Tensor> masks; // per slice [n, in], dropout only
    };

    std::vector<LoraSlice> adapters;

    [[nodiscard]] const std::vector<std::string>& modules() const { return m_modules; }
    [[nodiscard]] const std::string& first() const { return m_first; }
    [[nodiscard]] std::int64_t in() const { return m_in; }
    [[nodiscard]] std::int64_t out() const { return m_out; }

    /// x [n, in] → [n, out]. `saved` null means inference: no dropout, nothing kept.
    at::Tensor forward(const ParameterStore& store, LoraState* lora, Workspace& space, const at::Tensor& x, Saved* saved) const;
    /// dY [n, out] → dX [n, in]; adds the weight gradients to the stores that train.
    at::Tensor backward(ParameterStore& store, LoraState* lora, Workspace& space, const at::Tensor& dY, const Saved& saved) const;

private:
    std::vector<std::string> m_modules;
    std::string m_first; ///< the first weight
    bool m_bias = false;
    std::int64_t m_out = 0;
    std::int64_t m_in = 0;
};

} // namespace postern
