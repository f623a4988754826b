// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/model/decoder_offset.h"
#include "engine/model/decoder_parts.h"
#include "engine/model/output_head.h"
#include "engine/model/residual_norms.h"

namespace postern {

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
    Decoder(const ModelConfig& config, ParameterStore& store);
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    struct Capture {
        std::vector<int> layers;          ///< 0…L
        std::vector<std::int64_t> tokens; ///< packed indices whose states are wanted; for layer L they must be in outputs
        std::vector<at::Tensor> states;   ///< out: per layer [tokens, dim] f32
        int offsetLayer = 0;
        std::vector<std::int64_t> offsetTokens; ///< packed indices; none adds nothing
        std::vector<float> offset;              ///< [offset tokens, hidden]: forward adds it, backward writes its gradient
    };

    /// Returns the normed final states of the `outputs` tokens [m, hidden] in T. `outputs` is sorted.
    at::Tensor forward(const PackedBatch& batch, const std::vector<std::int64_t>& outputs, Capture* capture, bool keep,
                       KeyValueCache* cache);
    /// One more token per row: tokens, positions [rows]; returns [rows, hidden].
    at::Tensor step(std::span<const std::int32_t> tokens, std::span<const std::int32_t> positions, KeyValueCache& cache);
    /// Whether what was cached over `held` positions still holds when the batch reaches `count`.
    [[nodiscard]] bool cacheHolds(std::int64_t held, std::int64_t count) const { return m_parts.positions.same(held, count); }
    /// Backward through what forward(keep = true) kept. captureGradients: per captured layer [tokens, dim] f32 or undefined.
    void backward(const at::Tensor& dNormed, Capture& capture, const std::vector<at::Tensor>& captureGradients);

    /// What a layer's projections multiplied in the last forward(keep = true), [tokens, in] in T.
    [[nodiscard]] std::array<at::Tensor, 4> inputs(std::size_t layer) const {
        const Saved& saved = m_saved[layer];
        return {saved.qkvIn.input, saved.outputIn.input, saved.gateUpIn.input, saved.downIn.input};
    }

    /// What the next forward(keep = true) and its backward add to one layer's MLP; a layer of 0 ends it.
    void setMlpOffset(const MlpOffset& offset, const PackedBatch& batch) { m_mlpOffset.set(offset, batch); }
    /// Gradient of the offset's values, [row][hidden]; the offset is over.
    [[nodiscard]] std::vector<float> takeMlpOffsetGradient() { return m_mlpOffset.takeGradient(); }

    [[nodiscard]] OutputHead<T>& head() { return m_head; }
    [[nodiscard]] DecoderParts& parts() { return m_parts; }
    [[nodiscard]] Workspace& workspace() { return m_space; }

private:
    using SavedNorm = typename ResidualNorms<T>::Saved;

    /// What one layer keeps for the backward pass.
    struct Saved {
        SavedNorm input, mid, attentionPost, mlpPost;
        Linear::Saved qkvIn, outputIn, gateUpIn, downIn;
        at::Tensor rawQkv, queryStats, keyStats; // before the norms of queries and keys, where there are any
        at::Tensor qkv, attention, logSum;
        std::vector<std::int64_t> picked; // last layer: the outputs; otherwise empty (all)
        at::Tensor gateUp;
    };

    /// The residual stream: what has been summed up, and what the last branch adds to it.
    struct Stream {
        at::Tensor x;      // [n, hidden] f32
        at::Tensor branch; // [n, hidden] T; undefined at the start
    };

    void reach(std::span<const std::int32_t> positions);
    /// What the ends of the stack keep for the backward pass.
    struct SavedEnds {
        SavedNorm embedding, last; // of the last: [m, hidden]
        Linear::Saved projectIn, projectOut;
    };

    at::Tensor embed(std::span<const std::int32_t> tokens, std::span<const std::int32_t> positions, SavedEnds* saved);
    /// The states that the head reads, [n, embedding width] in T.
    at::Tensor finish(const Stream& stream, SavedNorm& last, SavedEnds* saved);
    void embedBackward(at::Tensor dX);
    /// One layer from its normed input on; `attend(qkv)` returns [n, query width]. With `picked` only those rows go on.
    template <typename Attend>
    void runLayer(const DecoderLayer& layer, Stream& stream, const at::Tensor& normed, Saved& saved, bool keep,
                  const std::vector<std::int64_t>* picked, Attend&& attend);
    at::Tensor project(const DecoderLayer& layer, const at::Tensor& normed, Saved& saved, bool keep);
    at::Tensor projectBackward(const DecoderLayer& layer, at::Tensor& dQkv, Saved& saved);
    at::Tensor mlp(const DecoderLayer& layer, const at::Tensor& in, Saved& saved, bool keep);
    at::Tensor mlpBackward(const DecoderLayer& layer, const at::Tensor& dOut, Saved& saved);
    /// dX: gradient of the layer's output, becomes that of its input; dBranch: the same in T. Returns the latter for the input.
    at::Tensor layerBackward(std::size_t index, at::Tensor& dX, const at::Tensor& dBranch, const Capture& capture,
                             const std::vector<at::Tensor>& captureGradients);

    [[nodiscard]] std::size_t indexOf(const DecoderLayer& layer) const { return static_cast<std::size_t>(&layer - m_parts.layers.data()); }

    ParameterStore& m_store;
    DecoderParts m_parts;
    Workspace m_space;
    ResidualNorms<T> m_norms;
    OutputHead<T> m_head;

    PackedBatch m_batch;
    std::vector<std::int64_t> m_outputs;
    std::vector<Saved> m_saved;
    SavedEnds m_savedEnds;
    DecoderOffset m_mlpOffset;
};

} // namespace postern
