// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/model/decoder_parts.h"
#include "engine/model/tensor_access.h"
#include "engine/model/workspace.h"

namespace postern {

/// The norms on and beside the residual stream, which is float32 whatever T is.
template <typename T>
class ResidualNorms {
public:
    ResidualNorms(const DecoderParts& parts, ParameterStore& store, Workspace& space);

    struct Saved {
        at::Tensor sum, stats; // [n, hidden] f32, [n, 2]
    };

    /// saved.sum = x + branch; returns norm(saved.sum), or the sum itself where the norm is absent. branch may be undefined.
    at::Tensor addNorm(const NormNames& norm, const at::Tensor& x, const at::Tensor& branch, Saved& saved);
    /// dSum (in: gradient that reaches the sum directly; out: total). Returns dSum in T if `wantBranch`.
    at::Tensor addNormBackward(const NormNames& norm, const Saved& saved, const at::Tensor& dNormed, at::Tensor& dSum, bool wantBranch);

    /// Where what a norm returns is also what the sum goes on with: its whole gradient, and dSum is zero from then on.
    at::Tensor allThroughNorm(const at::Tensor& dNormed, at::Tensor& dSum);

    /// The norm of what a branch returns; the branch itself where the norm is absent.
    at::Tensor branchNorm(const NormNames& norm, const at::Tensor& branch, Saved& saved);
    at::Tensor branchNormBackward(const NormNames& norm, const Saved& saved, const at::Tensor& dNormed);

    /// Float32 in and out, for the stream itself (bloom's embeddings, opt's sums) and for states that are read out. Without a
    /// norm x goes through.
    at::Tensor exact(const NormNames& norm, const at::Tensor& x, Saved& saved);
    void exactBackward(const NormNames& norm, const Saved& saved, at::Tensor& dX);

    /// x + branch [n, hidden] f32.
    at::Tensor add(const at::Tensor& x, const at::Tensor& branch);
    at::Tensor toFloat(const at::Tensor& values);
    at::Tensor fromFloat(const at::Tensor& values);

private:
    [[nodiscard]] const float* weight(const NormNames& norm) const;
    [[nodiscard]] const float* bias(const NormNames& norm) const;
    [[nodiscard]] float* weightGradient(const NormNames& norm) const;
    [[nodiscard]] float* biasGradient(const NormNames& norm) const;

    const NormOptions m_options;
    ParameterStore& m_store;
    Workspace& m_space;
    std::vector<float> m_ones; ///< for norms without weights
};

} // namespace postern
