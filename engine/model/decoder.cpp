// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/decoder.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>

#include "engine/checkpoint/safetensors.h"

namespace postern {

namespace {

std::vector<std::int64_t> placesIn(const std::vector<std::int64_t>& sorted, const std::vector<std::int64_t>& wanted) {
    std::vector<std::int64_t> places;
    places.reserve(wanted.size());
    for (const std::int64_t token : wanted)
        places.push_back(std::lower_bound(sorted.begin(), sorted.end(), token) - sorted.begin());
    return places;
}

std::string weightName(const ModelConfig& config, const std::string& table) {
    return config.names.prefix + table + ".weight";
}

/// Adds the gradients of captured states of one layer to the rows of dX they came from.
void inject(int layer, at::Tensor& dX, const std::vector<std::int64_t>& rows, const std::vector<int>& layers,
            const std::vector<at::Tensor>& gradients) {
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        if (layers[i] != layer || !gradients[i].defined())
            continue;
        const float* from = data<float>(gradients[i]);
        float* to = data<float>(dX);
        const std::int64_t width = dX.size(1);
        for (std::size_t r = 0; r < rows.size(); ++r)
            for (std::int64_t c = 0; c < width; ++c)
                to[rows[r] * width + c] += from[static_cast<std::int64_t>(r) * width + c];
    }
}

/// A copy of x with the rows of `values` added at the given places.
at::Tensor withOffset(Workspace& space, const at::Tensor& x, const std::vector<std::int64_t>& places, const std::vector<float>& values) {
    at::Tensor sum = space.floats(x.size(0), x.size(1));
    sum.copy_(x);
    float* to = data<float>(sum);
    const std::int64_t width = x.size(1);
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::int64_t c = 0; c < width; ++c)
            to[places[i] * width + c] += values[i * static_cast<std::size_t>(width) + static_cast<std::size_t>(c)];
    return sum;
}

bool isParallel(const ModelConfig& config) {
    return config.residual == Residual::Parallel || config.residual == Residual::ParallelTwo;
}

} // namespace

void PackedBatch::append(std::span<const std::int32_t> row) {
    if (starts.empty())
        starts.push_back(0);
    for (std::size_t i = 0; i < row.size(); ++i) {
        tokens.push_back(row[i]);
        positions.push_back(static_cast<std::int32_t>(i));
    }
    starts.push_back(static_cast<std::int32_t>(tokens.size()));
}

CacheView KeyValueCache::view(std::size_t layer) const {
    return {keys[layer].data_ptr<float>(), values[layer].data_ptr<float>(), capacity, lengths.data()};
}

template <typename T>
Decoder<T>::Decoder(const ModelConfig& config, ParameterStore& store)
    : m_store(store), m_parts(config, store), m_norms(m_parts, store, m_space), m_head(m_parts.config, store, m_space) {}

template <typename T>
void Decoder<T>::reach(std::span<const std::int32_t> positions) {
    const std::int64_t count = *std::max_element(positions.begin(), positions.end()) + std::int64_t{1};
    const std::int64_t limit = m_parts.config.positionLimit();
    TORCH_CHECK(limit == 0 || count <= limit, "a row of ", count, " tokens; the model has learned ", limit, " positions");
    m_parts.positions.reach(count);
}

template <typename T>
at::Tensor Decoder<T>::embed(std::span<const std::int32_t> tokens, std::span<const std::int32_t> positions, SavedEnds* saved) {
    const ModelConfig& config = m_parts.config;
    const std::int64_t width = config.embeddingWidth();
    at::Tensor x = m_space.floats(static_cast<std::int64_t>(tokens.size()), width);
    const ParameterStore::Entry& table = m_store.entry(weightName(config, config.names.embedding));
    auto scale = static_cast<float>(config.embeddingScale);
    if constexpr (std::is_same_v<T, Bf16>)
        scale = fromBfloat16(toBfloat16(scale)); // as the reference does in this type
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        float* to = data<float>(x) + static_cast<std::int64_t>(i) * width;
        m_store.readRow(table, tokens[i], to);
        if (scale != 1)
            std::transform(to, to + width, to, [scale](float value) { return value * scale; });
    }
    if (m_parts.projectIn)
        x = m_norms.toFloat(
            m_parts.projectIn->forward(m_store, nullptr, m_space, m_norms.fromFloat(x), saved ? &saved->projectIn : nullptr));
    if (config.positions == Positions::Learned) {
        const ParameterStore::Entry& learned = m_store.entry(weightName(config, config.names.positions));
        std::vector<float> place(static_cast<std::size_t>(config.hiddenSize));
        for (std::size_t i = 0; i < positions.size(); ++i) {
            float* to = data<float>(x) + static_cast<std::int64_t>(i) * config.hiddenSize;
            m_store.readRow(learned, positions[i] + config.positionOffset, place.data());
            std::transform(place.begin(), place.end(), to, to, std::plus<>());
        }
    }
    if (!m_parts.embeddingNorm.present)
        return x;
    SavedNorm unused;
    return m_norms.exact(m_parts.embeddingNorm, x, saved ? saved->embedding : unused);
}

template <typename T>
void Decoder<T>::embedBackward(at::Tensor dX) {
    const ModelConfig& config = m_parts.config;
    float* gradient = m_store.gradientData(weightName(config, config.names.embedding));
    if (!gradient)
        return;
    if (m_parts.embeddingNorm.present)
        m_norms.exactBackward(m_parts.embeddingNorm, m_savedEnds.embedding, dX);
    // Split by columns: two tokens with the same id must not be added by two threads at once.
    const auto addRows = [](float* table, const std::vector<std::int32_t>& rows, std::int64_t offset, const at::Tensor& from, float scale) {
        const std::int64_t width = from.size(1);
        constexpr std::int64_t block = 64;
        at::parallel_for(0, (width + block - 1) / block, 1, [&](std::int64_t first, std::int64_t last) {
            for (std::size_t i = 0; i < rows.size(); ++i) {
                float* to = table + (rows[i] + offset) * width;
                const float* row = data<float>(from) + static_cast<std::int64_t>(i) * width;
                for (std::int64_t c = first * block; c < std::min(width, last * block); ++c)
                    to[c] += row[c] * scale;
            }
        });
    };
    if (config.positions == Positions::Learned)
        addRows(m_store.gradientData(weightName(config, config.names.positions)), m_batch.positions, config.positionOffset, dX, 1);
    if (m_parts.projectIn)
        dX = m_norms.toFloat(m_parts.projectIn->backward(m_store, nullptr, m_space, m_norms.fromFloat(dX), m_savedEnds.projectIn));
    addRows(gradient, m_batch.tokens, 0, dX, static_cast<float>(config.embeddingScale));
}

template <typename T>
at::Tensor Decoder<T>::finish(const Stream& stream, SavedNorm& last, SavedEnds* saved) {
    const at::Tensor normed = m_norms.addNorm(m_parts.finalNorm, stream.x, stream.branch, last);
    if (saved)
        saved->last = last;
    return m_parts.projectOut ? m_parts.projectOut->forward(m_store, nullptr, m_space, normed, saved ? &saved->projectOut : nullptr)
                              : normed;
}

template <typename T>
at::Tensor Decoder<T>::project(const DecoderLayer& layer, const at::Tensor& normed, Saved& saved, bool keep) {
    const ModelConfig& config = m_parts.config;
    at::Tensor qkv = layer.qkv.forward(m_store, m_parts.lora, m_space, normed, keep ? &saved.qkvIn : nullptr);
    if (config.queryKeyValueClip > 0)
        qkv.clamp_(-config.queryKeyValueClip, config.queryKeyValueClip);
    if (config.queryKeyNorm == QueryKeyNorm::None)
        return qkv;
    saved.rawQkv = qkv;
    at::Tensor out = m_space.take(qkv.size(0), qkv.size(1), kType<T>);
    out.copy_(qkv);
    for (const bool key : {false, true}) {
        const HeadNormShape shape = m_parts.headNorm(key);
        at::Tensor& stats = key ? saved.keyStats : saved.queryStats;
        stats = m_space.floats(qkv.size(0), std::int64_t{2} * shape.groups);
        const std::string& name = key ? layer.keyNorm : layer.queryNorm;
        kernels<T>().headNorm(data<T>(qkv), data<T>(out), m_store.weightData(name + ".weight"),
                              config.queryKeyNormBias ? m_store.weightData(name + ".bias") : nullptr, shape, m_parts.headNormOptions(),
                              data<float>(stats), qkv.size(0));
    }
    return out;
}

template <typename T>
at::Tensor Decoder<T>::projectBackward(const DecoderLayer& layer, at::Tensor& dQkv, Saved& saved) {
    const ModelConfig& config = m_parts.config;
    for (const bool key : {false, true}) {
        if (config.queryKeyNorm == QueryKeyNorm::None)
            break;
        const std::string& name = key ? layer.keyNorm : layer.queryNorm;
        kernels<T>().headNormBackward(data<T>(saved.rawQkv), data<float>(key ? saved.keyStats : saved.queryStats),
                                      m_store.weightData(name + ".weight"), m_parts.headNorm(key), m_parts.headNormOptions(), data<T>(dQkv),
                                      m_store.gradientData(name + ".weight"),
                                      config.queryKeyNormBias ? m_store.gradientData(name + ".bias") : nullptr, dQkv.size(0));
    }
    if (config.queryKeyValueClip > 0) {
        const at::Tensor& clipped = saved.rawQkv.defined() ? saved.rawQkv : saved.qkv;
        dQkv.mul_(clipped.abs() < config.queryKeyValueClip);
    }
    return layer.qkv.backward(m_store, m_parts.lora, m_space, dQkv, saved.qkvIn);
}

template <typename T>
at::Tensor Decoder<T>::mlp(const DecoderLayer& layer, const at::Tensor& in, Saved& saved, bool keep) {
    const ModelConfig& config = m_parts.config;
    saved.gateUp = layer.gateUp.forward(m_store, m_parts.lora, m_space, in, keep ? &saved.gateUpIn : nullptr);
    at::Tensor activated = m_space.take(in.size(0), config.intermediateSize, kType<T>);
    kernels<T>().activate(config.activation, config.gatedMlp, data<T>(saved.gateUp), data<T>(activated), in.size(0),
                          config.intermediateSize);
    at::Tensor out = layer.down.forward(m_store, m_parts.lora, m_space, activated, keep ? &saved.downIn : nullptr);
    if (keep)
        m_mlpOffset.add(indexOf(layer), out, saved.picked.empty() ? nullptr : &saved.picked);
    return out;
}

template <typename T>
at::Tensor Decoder<T>::mlpBackward(const DecoderLayer& layer, const at::Tensor& dOut, Saved& saved) {
    const ModelConfig& config = m_parts.config;
    m_mlpOffset.readGradient(indexOf(layer), dOut);
    const at::Tensor dActivated = layer.down.backward(m_store, m_parts.lora, m_space, dOut, saved.downIn);
    at::Tensor dGateUp = m_space.take(saved.gateUp.size(0), saved.gateUp.size(1), kType<T>);
    kernels<T>().activateBackward(config.activation, config.gatedMlp, data<T>(saved.gateUp), data<T>(dActivated), data<T>(dGateUp),
                                  saved.gateUp.size(0), config.intermediateSize);
    return layer.gateUp.backward(m_store, m_parts.lora, m_space, dGateUp, saved.gateUpIn);
}

template <typename T>
template <typename Attend>
void Decoder<T>::runLayer(const DecoderLayer& layer, Stream& stream, const at::Tensor& normed, Saved& saved, bool keep,
                          const std::vector<std::int64_t>* picked, Attend&& attend) {
    saved.qkv = project(layer, normed, saved, keep);
    at::Tensor attended = attend(saved.qkv);
    const bool fromNorm = m_parts.config.residual == Residual::FromNorm;
    at::Tensor x = fromNorm ? m_norms.toFloat(normed) : stream.x;
    at::Tensor mlpIn = normed; // of a parallel layer with one norm
    if (m_parts.config.residual == Residual::ParallelTwo)
        mlpIn = m_norms.addNorm(layer.mlp, x, {}, saved.mid);
    if (picked) {
        attended = gatherRows(m_space, attended, *picked);
        x = gatherRows(m_space, x, *picked);
        if (isParallel(m_parts.config))
            mlpIn = gatherRows(m_space, mlpIn, *picked);
    }
    at::Tensor branch = layer.output.forward(m_store, m_parts.lora, m_space, attended, keep ? &saved.outputIn : nullptr);
    if (m_parts.config.residual == Residual::AfterSum) {
        x = m_norms.exact(layer.attentionPost, m_norms.add(x, branch), saved.attentionPost);
        branch = mlp(layer, m_norms.fromFloat(x), saved, keep);
        stream = {m_norms.exact(layer.mlpPost, m_norms.add(x, branch), saved.mlpPost), {}};
        return;
    }
    branch = m_norms.branchNorm(layer.attentionPost, branch, saved.attentionPost);
    if (!isParallel(m_parts.config)) {
        mlpIn = m_norms.addNorm(layer.mlp, x, branch, saved.mid);
        x = fromNorm ? m_norms.toFloat(mlpIn) : saved.mid.sum;
    } else {
        x = m_norms.add(x, branch);
    }
    branch = m_norms.branchNorm(layer.mlpPost, mlp(layer, mlpIn, saved, keep), saved.mlpPost);
    stream = {x, branch};
}

template <typename T>
at::Tensor Decoder<T>::forward(const PackedBatch& batch, const std::vector<std::int64_t>& outputs, Capture* capture, bool keep,
                               KeyValueCache* cache) {
    const ModelConfig& config = m_parts.config;
    const std::int64_t n = batch.size();
    reach(batch.positions);
    const std::size_t count = m_parts.layers.size();
    if (keep) {
        m_batch = batch;
        m_outputs = outputs;
        m_saved.assign(count, {});
    }
    const bool allOutputs = static_cast<std::int64_t>(outputs.size()) == n;
    const auto captureLayer = [&](std::size_t layer, const at::Tensor& states, const std::vector<std::int64_t>& rows) {
        for (std::size_t i = 0; capture && i < capture->layers.size(); ++i)
            if (capture->layers[i] == static_cast<int>(layer))
                capture->states[i] = gatherRows(m_space, states, rows).clone();
    };
    if (capture)
        capture->states.assign(capture->layers.size(), {});

    Stream stream{embed(batch.tokens, batch.positions, keep ? &m_savedEnds : nullptr), {}};
    for (std::size_t l = 0; l < count; ++l) {
        const DecoderLayer& layer = m_parts.layers[l];
        Saved local;
        Saved& saved = keep ? m_saved[l] : local;
        if (capture && !capture->offsetTokens.empty() && capture->offsetLayer == static_cast<int>(l))
            stream.x = withOffset(m_space, stream.x, capture->offsetTokens, capture->offset);
        const at::Tensor normed = m_norms.addNorm(layer.input, stream.x, stream.branch, saved.input);
        stream.x = saved.input.sum;
        captureLayer(l, stream.x, capture ? capture->tokens : outputs);
        if (l + 1 == count && !allOutputs)
            saved.picked = outputs;
        runLayer(layer, stream, normed, saved, keep, saved.picked.empty() ? nullptr : &saved.picked, [&](const at::Tensor& qkv) {
            const int rope = config.layers[l].rope;
            saved.attention = m_space.take(n, config.queryWidth(), kType<T>);
            saved.logSum = m_space.floats(n, config.headCount);
            const std::optional<CacheView> view = cache ? std::optional(cache->view(l)) : std::nullopt;
            kernels<T>().attention(data<T>(qkv), batch.positions.data(), batch.rows(), m_parts.attention(l), m_parts.positions.cosine(rope),
                                   m_parts.positions.sine(rope), data<T>(saved.attention), data<float>(saved.logSum),
                                   view ? &*view : nullptr);
            return saved.attention;
        });
    }
    SavedNorm last;
    const at::Tensor normed = finish(stream, last, keep ? &m_savedEnds : nullptr);
    if (capture && std::find(capture->layers.begin(), capture->layers.end(), static_cast<int>(count)) != capture->layers.end()) {
        // The captured final state is float32 whatever T is: norm the picked sums once more in float.
        const auto places = placesIn(outputs, capture->tokens);
        SavedNorm unused;
        const at::Tensor exact = m_parts.projectOut ? m_norms.toFloat(gatherRows(m_space, normed, places))
                                                    : m_norms.exact(m_parts.finalNorm, gatherRows(m_space, last.sum, places), unused);
        std::vector<std::int64_t> every(places.size());
        std::iota(every.begin(), every.end(), 0);
        captureLayer(count, exact, every);
    }
    return normed;
}

template <typename T>
at::Tensor Decoder<T>::step(std::span<const std::int32_t> tokens, std::span<const std::int32_t> positions, KeyValueCache& cache) {
    const ModelConfig& config = m_parts.config;
    const auto n = static_cast<std::int64_t>(tokens.size());
    reach(positions);
    Stream stream{embed(tokens, positions, nullptr), {}};
    for (std::size_t l = 0; l < m_parts.layers.size(); ++l) {
        const DecoderLayer& layer = m_parts.layers[l];
        Saved local;
        const at::Tensor normed = m_norms.addNorm(layer.input, stream.x, stream.branch, local.input);
        stream.x = local.input.sum;
        runLayer(layer, stream, normed, local, false, nullptr, [&](const at::Tensor& qkv) {
            const int rope = config.layers[l].rope;
            at::Tensor attended = m_space.take(n, config.queryWidth(), kType<T>);
            kernels<T>().attentionStep(data<T>(qkv), positions.data(), static_cast<std::int32_t>(n), m_parts.attention(l),
                                       m_parts.positions.cosine(rope), m_parts.positions.sine(rope), data<T>(attended), cache.view(l));
            return attended;
        });
    }
    SavedNorm ignored;
    return finish(stream, ignored, nullptr);
}

template <typename T>
at::Tensor Decoder<T>::layerBackward(std::size_t index, at::Tensor& dX, const at::Tensor& dBranch, const Capture& capture,
                                     const std::vector<at::Tensor>& captureGradients) {
    const DecoderLayer& layer = m_parts.layers[index];
    const Residual residual = m_parts.config.residual;
    Saved& saved = m_saved[index];
    const std::int64_t n = m_batch.size();
    at::Tensor dMlpIn, dAttended;
    if (residual == Residual::AfterSum) {
        m_norms.exactBackward(layer.mlpPost, saved.mlpPost, dX);
        dMlpIn = mlpBackward(layer, m_norms.fromFloat(dX), saved);
        kernels<T>().accumulate(data<float>(dX), data<T>(dMlpIn), dX.numel());
        m_norms.exactBackward(layer.attentionPost, saved.attentionPost, dX);
        dAttended = m_norms.fromFloat(dX);
    } else {
        dMlpIn = mlpBackward(layer, m_norms.branchNormBackward(layer.mlpPost, saved.mlpPost, dBranch), saved);
        if (residual == Residual::FromNorm)
            dMlpIn = m_norms.allThroughNorm(dMlpIn, dX);
        // Beside a parallel MLP the attention's branch gets the gradient of the sum as it is.
        dAttended = isParallel(m_parts.config) ? dBranch : m_norms.addNormBackward(layer.mlp, saved.mid, dMlpIn, dX, true);
        dAttended = m_norms.branchNormBackward(layer.attentionPost, saved.attentionPost, dAttended);
    }
    at::Tensor dAttention = layer.output.backward(m_store, m_parts.lora, m_space, dAttended, saved.outputIn);
    if (!saved.picked.empty()) {
        dAttention = scatterRows(m_space, dAttention, saved.picked, n);
        dX = scatterRows(m_space, dX, saved.picked, n);
        if (isParallel(m_parts.config))
            dMlpIn = scatterRows(m_space, dMlpIn, saved.picked, n);
    }
    const int rope = m_parts.config.layers[index].rope;
    at::Tensor dQkv = m_space.take(n, saved.qkv.size(1), kType<T>);
    kernels<T>().attentionBackward(data<T>(saved.qkv), m_batch.positions.data(), m_batch.rows(), m_parts.attention(index),
                                   m_parts.positions.cosine(rope), m_parts.positions.sine(rope), data<T>(saved.attention),
                                   data<float>(saved.logSum), data<T>(dAttention), data<T>(dQkv));
    at::Tensor dNormed = projectBackward(layer, dQkv, saved);
    if (residual == Residual::Parallel)
        dNormed.add_(dMlpIn);
    if (residual == Residual::ParallelTwo)
        (void)m_norms.addNormBackward(layer.mlp, saved.mid, dMlpIn, dX, false);
    if (residual == Residual::FromNorm)
        dNormed = m_norms.allThroughNorm(dNormed, dX);
    inject(static_cast<int>(index), dX, capture.tokens, capture.layers, captureGradients);
    return m_norms.addNormBackward(layer.input, saved.input, dNormed, dX, index > 0);
}

template <typename T>
void Decoder<T>::backward(const at::Tensor& dNormed, Capture& capture, const std::vector<at::Tensor>& captureGradients) {
    reach(m_batch.positions); // another batch may have moved the tables since
    // The final state's gradient joins the loss's at the normed state.
    at::Tensor total = dNormed;
    const int last = static_cast<int>(m_parts.layers.size());
    for (std::size_t i = 0; i < captureGradients.size(); ++i) {
        if (capture.layers[i] != last || !captureGradients[i].defined())
            continue;
        at::Tensor sum = m_norms.toFloat(total);
        inject(last, sum, placesIn(m_outputs, capture.tokens), capture.layers, captureGradients);
        total = m_norms.fromFloat(sum);
        break;
    }
    if (m_parts.projectOut)
        total = m_parts.projectOut->backward(m_store, nullptr, m_space, total, m_savedEnds.projectOut);
    at::Tensor dX = m_space.floats(m_savedEnds.last.sum.size(0), m_savedEnds.last.sum.size(1));
    dX.zero_();
    at::Tensor dBranch = m_norms.addNormBackward(m_parts.finalNorm, m_savedEnds.last, total, dX, true);
    for (std::size_t l = m_parts.layers.size(); l-- > 0;) {
        dBranch = layerBackward(l, dX, dBranch, capture, captureGradients);
        m_saved[l] = {};
        if (!capture.offsetTokens.empty() && capture.offsetLayer == static_cast<int>(l)) {
            const at::Tensor rows = gatherRows(m_space, dX, capture.offsetTokens);
            capture.offset.assign(data<float>(rows), data<float>(rows) + rows.numel());
        }
    }
    embedBackward(dX);
    m_saved.clear();
}

template class Decoder<float>;
template class Decoder<Bf16>;

} // namespace postern
