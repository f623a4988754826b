// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/checkpoint/model_config.h"
#include "engine/model/kernels/kernels.h"
#include "engine/model/linear.h"

namespace postern {

/// A batch of rows laid end to end, without padding.
struct PackedBatch {
    std::vector<std::int32_t> tokens;    // [n]
    std::vector<std::int32_t> positions; // [n], 0… in every row
    std::vector<std::int32_t> starts;    // [rows + 1]

    void append(std::span<const std::int32_t> row);
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(tokens.size()); }
    [[nodiscard]] PackedRows rows() const { return {starts.data(), static_cast<std::int32_t>(starts.size()) - 1}; }
};

/// Keys and values of every layer for generation, [row][capacity][kv width] f32.
struct KeyValueCache {
    std::vector<at::Tensor> keys, values;
    std::int32_t capacity = 0;
    std::vector<std::int32_t> lengths;
    [[nodiscard]] CacheView view(std::size_t layer) const;
};

/// The decoder's passes. T (float or Bf16) is the type between matrix products; the residual stream is float32.
///
/// Only what is read is computed: after the attention of the last layer just the `outputs` tokens go on, because
/// nothing but the loss and the captured states reads that layer. Everything here is exact, not an approximation.
template <typename T>
class Decoder {
public:
    Decoder(const ModelConfig& config, ParameterStore& store) : m_config(config), m_store(store) { wire(); }

    struct Capture {
        std::vector<int> layers;          ///< 0…L
        std::vector<std::int64_t> tokens; ///< packed indices whose states are wanted; for layer L they must be in outputs
        std::vector<at::Tensor> states;   ///< out: per layer [tokens, dim] f32
    };

    /// Returns the normed final states of the `outputs` tokens [m, hidden] in T. `outputs` is sorted.
    at::Tensor forward(const PackedBatch& batch, const std::vector<std::int64_t>& outputs, Capture* capture, bool keep,
                       KeyValueCache* cache);
    /// One more token per row: tokens, positions [rows]; returns [rows, hidden].
    at::Tensor step(std::span<const std::int32_t> tokens, std::span<const std::int32_t> positions, KeyValueCache& cache);
    /// Logits [n, vocab] in T.
    at::Tensor logits(const at::Tensor& normed);
    /// Mean-weighted cross-entropy with its gradient in one go, in pieces that bound the memory of the logits.
    /// rows [m] index into `normed`; dNormed [m', hidden] in T is written (zero where no row points), or, when it is null,
    /// no gradient is computed at all. Returns the loss per row.
    std::vector<float> lossAndGradient(const at::Tensor& normed, const std::vector<std::int64_t>& rows,
                                       const std::vector<std::int64_t>& targets, const std::vector<float>& weights, at::Tensor* dNormed);
    /// Backward through what forward(keep = true) kept. captureGradients: per captured layer [tokens, dim] f32 or undefined.
    void backward(const at::Tensor& dNormed, const Capture& capture, const std::vector<at::Tensor>& captureGradients);

    void attachLora(LoraState* lora, const std::vector<std::string>& targets);
    [[nodiscard]] std::vector<Linear*> projections();
    [[nodiscard]] Workspace& workspace() { return m_space; }

private:
    struct Layer {
        std::string inputNorm, postNorm;
        Linear qkv, output, gateUp, down;
    };

    /// What one layer keeps for the backward pass.
    struct Saved {
        at::Tensor sumIn, inverseIn; // input of the attention block [n, hidden] f32, [n, 1]
        Linear::Saved qkvIn;
        at::Tensor qkv, attention, logSum;
        std::vector<std::int64_t> picked; // last layer: the outputs; otherwise empty (all)
        Linear::Saved outputIn;
        at::Tensor sumMid, inverseMid;
        Linear::Saved gateUpIn;
        at::Tensor gateUp;
        Linear::Saved downIn;
    };

    void wire();
    void growTables(std::int32_t positions);
    at::Tensor embed(std::span<const std::int32_t> tokens);
    void embedBackward(const at::Tensor& dX);
    /// sum = x + branch, normed = norm(sum); branch may be undefined.
    at::Tensor addNorm(const std::string& weight, const at::Tensor& x, const at::Tensor& branch, at::Tensor& sum, at::Tensor& inverse);
    at::Tensor addNormBackward(const std::string& weight, const at::Tensor& sum, const at::Tensor& inverse, const at::Tensor& dNormed,
                               at::Tensor& dSum, bool wantBranch);
    at::Tensor gatherRows(const at::Tensor& from, const std::vector<std::int64_t>& rows);
    [[nodiscard]] AttentionShape shape() const;

    const ModelConfig m_config;
    ParameterStore& m_store;
    LoraState* m_lora = nullptr;
    std::vector<Layer> m_layers;
    Workspace m_space;
    std::vector<float> m_cosine, m_sine; // [positions, headDim / 2]
    std::int32_t m_tablePositions = 0;

    PackedBatch m_batch;
    std::vector<std::int64_t> m_outputs;
    std::vector<Saved> m_saved;
    at::Tensor m_finalSum, m_finalInverse; // [m, hidden] f32
};

/// Where the head's matrix lives: the input embedding when tied.
[[nodiscard]] std::string headName(const ModelConfig& config);

} // namespace postern
