// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/decoder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace postern {

namespace {

template <typename T>
constexpr at::ScalarType kType = std::is_same_v<T, Bf16> ? at::kBFloat16 : at::kFloat;

template <typename T>
T* data(const at::Tensor& tensor) {
    return static_cast<T*>(tensor.data_ptr());
}

constexpr std::int64_t kLogitRows = 1024; ///< rows of logits in memory at once

const std::string kEmbedding = "model.embed_tokens.weight";

} // namespace

std::string headName(const ModelConfig& config) {
    return config.tieWordEmbeddings ? kEmbedding : "lm_head.weight";
}

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
void Decoder<T>::wire() {
    const std::int64_t hidden = m_config.hiddenSize;
    const std::int64_t queryWidth = m_config.headCount * m_config.headDim;
    const std::int64_t keyWidth = m_config.keyValueHeadCount * m_config.headDim;
    const std::int64_t inner = m_config.intermediateSize;
    for (std::int64_t i = 0; i < m_config.layerCount; ++i) {
        const std::string prefix = "model.layers." + std::to_string(i) + '.';
        const auto biases = [&](bool present, std::vector<std::string> names) {
            for (std::string& name : names)
                name = prefix + name + ".bias";
            return present ? names : std::vector<std::string>{};
        };
        Layer layer;
        layer.inputNorm = prefix + "input_layernorm.weight";
        layer.postNorm = prefix + "post_attention_layernorm.weight";
        layer.qkv = Linear(prefix + "self_attn.q_proj.weight", queryWidth + 2 * keyWidth, hidden,
                           biases(m_config.attentionBias, {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"}));
        layer.output = Linear(prefix + "self_attn.o_proj.weight", hidden, queryWidth, biases(m_config.attentionBias, {"self_attn.o_proj"}));
        layer.gateUp =
            Linear(prefix + "mlp.gate_proj.weight", 2 * inner, hidden, biases(m_config.mlpBias, {"mlp.gate_proj", "mlp.up_proj"}));
        layer.down = Linear(prefix + "mlp.down_proj.weight", hidden, inner, biases(m_config.mlpBias, {"mlp.down_proj"}));
        m_layers.push_back(std::move(layer));
    }
}

template <typename T>
void Decoder<T>::growTables(std::int32_t positions) {
    if (positions <= m_tablePositions)
        return;
    const std::vector<double> frequencies = m_config.inverseFrequencies();
    m_cosine.resize(static_cast<std::size_t>(positions) * frequencies.size());
    m_sine.resize(m_cosine.size());
    for (std::int32_t p = m_tablePositions; p < positions; ++p) {
        for (std::size_t c = 0; c < frequencies.size(); ++c) {
            const double angle = static_cast<double>(p) * frequencies[c];
            const std::size_t at = static_cast<std::size_t>(p) * frequencies.size() + c;
            m_cosine[at] = static_cast<float>(std::cos(angle));
            m_sine[at] = static_cast<float>(std::sin(angle));
        }
    }
    m_tablePositions = positions;
}

template <typename T>
AttentionShape Decoder<T>::shape() const {
    return {static_cast<std::int32_t>(m_config.headCount), static_cast<std::int32_t>(m_config.keyValueHeadCount),
            static_cast<std::int32_t>(m_config.headDim)};
}

template <typename T>
at::Tensor Decoder<T>::embed(std::span<const std::int32_t> tokens) {
    const std::int64_t hidden = m_config.hiddenSize;
    at::Tensor x = m_space.floats(static_cast<std::int64_t>(tokens.size()), hidden);
    const float* table = m_store.weightData(kEmbedding);
    float* out = data<float>(x);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        std::copy_n(table + tokens[i] * hidden, hidden, out + static_cast<std::int64_t>(i) * hidden);
    return x;
}

template <typename T>
void Decoder<T>::embedBackward(const at::Tensor& dX) {
    float* gradient = m_store.gradientData(kEmbedding);
    if (!gradient)
        return;
    // Split by columns: two tokens with the same id must not be added by two threads at once.
    const std::int64_t hidden = m_config.hiddenSize;
    constexpr std::int64_t block = 64;
    const float* from = data<float>(dX);
    at::parallel_for(0, (hidden + block - 1) / block, 1, [&](std::int64_t first, std::int64_t last) {
        for (std::size_t i = 0; i < m_batch.tokens.size(); ++i) {
            float* to = gradient + m_batch.tokens[i] * hidden;
            const float* row = from + static_cast<std::int64_t>(i) * hidden;
            for (std::int64_t c = first * block; c < std::min(hidden, last * block); ++c)
                to[c] += row[c];
        }
    });
}

template <typename T>
at::Tensor Decoder<T>::addNorm(const std::string& weight, const at::Tensor& x, const at::Tensor& branch, at::Tensor& sum,
                               at::Tensor& inverse) {
    const std::int64_t n = x.size(0);
    sum = branch.defined() ? m_space.floats(n, x.size(1)) : x;
    inverse = m_space.floats(n, 1);
    at::Tensor normed = m_space.take(n, x.size(1), kType<T>);
    kernels<T>().addRmsNorm(data<float>(x), branch.defined() ? data<T>(branch) : nullptr, m_store.weightData(weight),
                            static_cast<float>(m_config.normEpsilon), data<float>(sum), data<T>(normed), data<float>(inverse), n,
                            x.size(1));
    return normed;
}

template <typename T>
at::Tensor Decoder<T>::addNormBackward(const std::string& weight, const at::Tensor& sum, const at::Tensor& inverse,
                                       const at::Tensor& dNormed, at::Tensor& dSum, bool wantBranch) {
    at::Tensor branch = wantBranch ? m_space.take(sum.size(0), sum.size(1), kType<T>) : at::Tensor();
    kernels<T>().addRmsNormBackward(data<float>(sum), data<float>(inverse), m_store.weightData(weight), data<T>(dNormed), data<float>(dSum),
                                    wantBranch ? data<T>(branch) : nullptr, m_store.gradientData(weight), sum.size(0), sum.size(1));
    return branch;
}

template <typename T>
at::Tensor Decoder<T>::gatherRows(const at::Tensor& from, const std::vector<std::int64_t>& rows) {
    at::Tensor out = m_space.take(static_cast<std::int64_t>(rows.size()), from.size(1), from.scalar_type());
    const std::size_t bytes = static_cast<std::size_t>(from.size(1)) * from.element_size();
    const auto* source = static_cast<const std::byte*>(from.data_ptr());
    auto* target = static_cast<std::byte*>(out.data_ptr());
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::copy_n(source + static_cast<std::size_t>(rows[i]) * bytes, bytes, target + i * bytes);
    return out;
}

namespace {

/// A tensor of zeros with `rows` scattered into the places `at`.
at::Tensor scatterRows(Workspace& space, const at::Tensor& rows, const std::vector<std::int64_t>& places, std::int64_t n) {
    at::Tensor out = space.take(n, rows.size(1), rows.scalar_type());
    out.zero_();
    const std::size_t bytes = static_cast<std::size_t>(rows.size(1)) * rows.element_size();
    const auto* source = static_cast<const std::byte*>(rows.data_ptr());
    auto* target = static_cast<std::byte*>(out.data_ptr());
    for (std::size_t i = 0; i < places.size(); ++i)
        std::copy_n(source + i * bytes, bytes, target + static_cast<std::size_t>(places[i]) * bytes);
    return out;
}

std::vector<std::int64_t> placesIn(const std::vector<std::int64_t>& sorted, const std::vector<std::int64_t>& wanted) {
    std::vector<std::int64_t> places;
    places.reserve(wanted.size());
    for (const std::int64_t token : wanted)
        places.push_back(std::lower_bound(sorted.begin(), sorted.end(), token) - sorted.begin());
    return places;
}

} // namespace

template <typename T>
at::Tensor Decoder<T>::forward(const PackedBatch& batch, const std::vector<std::int64_t>& outputs, Capture* capture, bool keep,
                               KeyValueCache* cache) {
    const std::int64_t n = batch.size();
    growTables(*std::max_element(batch.positions.begin(), batch.positions.end()) + 1);
    if (keep) {
        m_batch = batch;
        m_outputs = outputs;
        m_saved.assign(m_layers.size(), {});
    }
    const bool allOutputs = static_cast<std::int64_t>(outputs.size()) == n;
    const auto captureLayer = [&](int layer, const at::Tensor& states, const std::vector<std::int64_t>& rows) {
        for (std::size_t i = 0; capture && i < capture->layers.size(); ++i)
            if (capture->layers[i] == layer)
                capture->states[i] = gatherRows(states, rows).clone();
    };
    if (capture)
        capture->states.assign(capture->layers.size(), {});

    at::Tensor x = embed(batch.tokens);
    at::Tensor branch;
    for (std::size_t l = 0; l < m_layers.size(); ++l) {
        const Layer& layer = m_layers[l];
        Saved local;
        Saved& s = keep ? m_saved[l] : local;
        const at::Tensor normed = addNorm(layer.inputNorm, x, branch, s.sumIn, s.inverseIn);
        x = s.sumIn;
        captureLayer(static_cast<int>(l), x, capture ? capture->tokens : outputs);
        s.qkv = layer.qkv.forward(m_store, m_lora, m_space, normed, keep ? &s.qkvIn : nullptr);
        s.attention = m_space.take(n, m_config.headCount * m_config.headDim, kType<T>);
        s.logSum = m_space.floats(n, m_config.headCount);
        const std::optional<CacheView> view = cache ? std::optional(cache->view(l)) : std::nullopt;
        kernels<T>().attention(data<T>(s.qkv), batch.positions.data(), batch.rows(), shape(), m_cosine.data(), m_sine.data(),
                               data<T>(s.attention), data<float>(s.logSum), view ? &*view : nullptr);
        at::Tensor attended = s.attention;
        if (l + 1 == m_layers.size() && !allOutputs) {
            s.picked = outputs;
            attended = gatherRows(attended, outputs);
            x = gatherRows(x, outputs);
        }
        branch = layer.output.forward(m_store, m_lora, m_space, attended, keep ? &s.outputIn : nullptr);
        const at::Tensor mid = addNorm(layer.postNorm, x, branch, s.sumMid, s.inverseMid);
        x = s.sumMid;
        s.gateUp = layer.gateUp.forward(m_store, m_lora, m_space, mid, keep ? &s.gateUpIn : nullptr);
        at::Tensor activated = m_space.take(x.size(0), m_config.intermediateSize, kType<T>);
        kernels<T>().swiGlu(data<T>(s.gateUp), data<T>(activated), x.size(0), m_config.intermediateSize);
        branch = layer.down.forward(m_store, m_lora, m_space, activated, keep ? &s.downIn : nullptr);
    }
    const at::Tensor normed = addNorm("model.norm.weight", x, branch, m_finalSum, m_finalInverse);
    if (capture) {
        // The captured final state is float32 whatever T is: norm the picked sums once more in float.
        const auto places = placesIn(outputs, capture->tokens);
        const at::Tensor picked = gatherRows(m_finalSum, places);
        at::Tensor exact = m_space.floats(picked.size(0), picked.size(1));
        at::Tensor inverse = m_space.floats(picked.size(0), 1);
        kernels<float>().addRmsNorm(data<float>(picked), nullptr, m_store.weightData("model.norm.weight"),
                                    static_cast<float>(m_config.normEpsilon), nullptr, data<float>(exact), data<float>(inverse),
                                    picked.size(0), picked.size(1));
        std::vector<std::int64_t> every(places.size());
        std::iota(every.begin(), every.end(), 0);
        captureLayer(static_cast<int>(m_layers.size()), exact, every);
    }
    return normed;
}

template <typename T>
at::Tensor Decoder<T>::step(std::span<const std::int32_t> tokens, std::span<const std::int32_t> positions, KeyValueCache& cache) {
    const auto n = static_cast<std::int64_t>(tokens.size());
    growTables(*std::max_element(positions.begin(), positions.end()) + 1);
    at::Tensor x = embed(tokens);
    at::Tensor branch, inverse;
    for (std::size_t l = 0; l < m_layers.size(); ++l) {
        const Layer& layer = m_layers[l];
        at::Tensor sum;
        const at::Tensor normed = addNorm(layer.inputNorm, x, branch, sum, inverse);
        x = sum;
        const at::Tensor qkv = layer.qkv.forward(m_store, m_lora, m_space, normed, nullptr);
        at::Tensor attended = m_space.take(n, m_config.headCount * m_config.headDim, kType<T>);
        kernels<T>().attentionStep(data<T>(qkv), positions.data(), static_cast<std::int32_t>(n), shape(), m_cosine.data(), m_sine.data(),
                                   data<T>(attended), cache.view(l));
        branch = layer.output.forward(m_store, m_lora, m_space, attended, nullptr);
        at::Tensor mid;
        const at::Tensor midNormed = addNorm(layer.postNorm, x, branch, mid, inverse);
        x = mid;
        const at::Tensor gateUp = layer.gateUp.forward(m_store, m_lora, m_space, midNormed, nullptr);
        at::Tensor activated = m_space.take(n, m_config.intermediateSize, kType<T>);
        kernels<T>().swiGlu(data<T>(gateUp), data<T>(activated), n, m_config.intermediateSize);
        branch = layer.down.forward(m_store, m_lora, m_space, activated, nullptr);
    }
    at::Tensor sum;
    return addNorm("model.norm.weight", x, branch, sum, inverse);
}

template <typename T>
at::Tensor Decoder<T>::logits(const at::Tensor& normed) {
    at::Tensor out = m_space.take(normed.size(0), m_config.vocabSize, kType<T>);
    at::mm_out(out, normed, m_store.matrix(headName(m_config), m_config.vocabSize, m_config.hiddenSize).t());
    return out;
}

template <typename T>
std::vector<float> Decoder<T>::lossAndGradient(const at::Tensor& normed, const std::vector<std::int64_t>& rows,
                                               const std::vector<std::int64_t>& targets, const std::vector<float>& weights,
                                               at::Tensor* dNormed) {
    const at::Tensor head = m_store.matrix(headName(m_config), m_config.vocabSize, m_config.hiddenSize);
    std::vector<float> losses(rows.size());
    if (dNormed)
        *dNormed = m_space.take(normed.size(0), normed.size(1), kType<T>).zero_();
    const auto count = static_cast<std::int64_t>(rows.size());
    for (std::int64_t first = 0; first < count; first += kLogitRows) {
        const std::int64_t size = std::min(kLogitRows, count - first);
        const std::vector<std::int64_t> piece(rows.begin() + first, rows.begin() + first + size);
        const at::Tensor in = gatherRows(normed, piece);
        const at::Tensor scores = logits(in);
        kernels<T>().crossEntropy(data<T>(scores), targets.data() + first, weights.data() + first, losses.data() + first, size,
                                  m_config.vocabSize);
        if (!dNormed)
            continue;
        at::Tensor dIn = m_space.take(size, m_config.hiddenSize, kType<T>);
        at::mm_out(dIn, scores, head);
        const std::size_t bytes = static_cast<std::size_t>(m_config.hiddenSize) * sizeof(T);
        for (std::int64_t i = 0; i < size; ++i)
            std::copy_n(static_cast<const std::byte*>(dIn.data_ptr()) + static_cast<std::size_t>(i) * bytes, bytes,
                        static_cast<std::byte*>(dNormed->data_ptr()) +
                            static_cast<std::size_t>(piece[static_cast<std::size_t>(i)]) * bytes);
        if (m_store.trainable()) {
            at::Tensor dHead = m_space.take(m_config.vocabSize, m_config.hiddenSize, kType<T>);
            at::mm_out(dHead, scores.t(), in);
            kernels<T>().accumulate(m_store.gradientData(headName(m_config)), data<T>(dHead), dHead.numel());
        }
    }
    return losses;
}

template <typename T>
void Decoder<T>::backward(const at::Tensor& dNormed, const Capture& capture, const std::vector<at::Tensor>& captureGradients) {
    const std::int64_t n = m_batch.size();
    const auto inject = [&](int layer, at::Tensor& dX, const std::vector<std::int64_t>& rows) {
        for (std::size_t i = 0; i < captureGradients.size(); ++i) {
            if (capture.layers[i] != layer || !captureGradients[i].defined())
                continue;
            const float* from = data<float>(captureGradients[i]);
            float* to = data<float>(dX);
            const std::int64_t width = dX.size(1);
            for (std::size_t r = 0; r < rows.size(); ++r)
                for (std::int64_t c = 0; c < width; ++c)
                    to[rows[r] * width + c] += from[static_cast<std::int64_t>(r) * width + c];
        }
    };

    // The final state's gradient joins the loss's at the normed state.
    at::Tensor total = dNormed;
    const int last = static_cast<int>(m_layers.size());
    for (std::size_t i = 0; i < captureGradients.size(); ++i) {
        if (capture.layers[i] != last || !captureGradients[i].defined())
            continue;
        at::Tensor sum = m_space.floats(dNormed.size(0), dNormed.size(1));
        kernels<T>().toFloat(data<T>(total), data<float>(sum), total.numel());
        inject(last, sum, placesIn(m_outputs, capture.tokens));
        total = m_space.take(dNormed.size(0), dNormed.size(1), kType<T>);
        kernels<T>().fromFloat(data<float>(sum), data<T>(total), sum.numel());
        break;
    }

    at::Tensor dX = m_space.floats(m_finalSum.size(0), m_finalSum.size(1));
    dX.zero_();
    at::Tensor dBranch = addNormBackward("model.norm.weight", m_finalSum, m_finalInverse, total, dX, true);
    for (std::size_t l = m_layers.size(); l-- > 0;) {
        const Layer& layer = m_layers[l];
        Saved& s = m_saved[l];
        const at::Tensor dActivated = layer.down.backward(m_store, m_lora, m_space, dBranch, s.downIn);
        at::Tensor dGateUp = m_space.take(s.gateUp.size(0), s.gateUp.size(1), kType<T>);
        kernels<T>().swiGluBackward(data<T>(s.gateUp), data<T>(dActivated), data<T>(dGateUp), s.gateUp.size(0), m_config.intermediateSize);
        const at::Tensor dMid = layer.gateUp.backward(m_store, m_lora, m_space, dGateUp, s.gateUpIn);
        const at::Tensor dOutput = addNormBackward(layer.postNorm, s.sumMid, s.inverseMid, dMid, dX, true);
        at::Tensor dAttention = layer.output.backward(m_store, m_lora, m_space, dOutput, s.outputIn);
        if (!s.picked.empty()) {
            dAttention = scatterRows(m_space, dAttention, s.picked, n);
            dX = scatterRows(m_space, dX, s.picked, n);
        }
        at::Tensor dQkv = m_space.take(n, s.qkv.size(1), kType<T>);
        kernels<T>().attentionBackward(data<T>(s.qkv), m_batch.positions.data(), m_batch.rows(), shape(), m_cosine.data(), m_sine.data(),
                                       data<T>(s.attention), data<float>(s.logSum), data<T>(dAttention), data<T>(dQkv));
        const at::Tensor dNormedIn = layer.qkv.backward(m_store, m_lora, m_space, dQkv, s.qkvIn);
        inject(static_cast<int>(l), dX, capture.tokens);
        dBranch = addNormBackward(layer.inputNorm, s.sumIn, s.inverseIn, dNormedIn, dX, l > 0);
        s = {};
    }
    embedBackward(dX);
    m_saved.clear();
}

template <typename T>
std::vector<Linear*> Decoder<T>::projections() {
    std::vector<Linear*> all;
    for (Layer& layer : m_layers)
        for (Linear* linear : {&layer.qkv, &layer.output, &layer.gateUp, &layer.down})
            all.push_back(linear);
    return all;
}

template <typename T>
void Decoder<T>::attachLora(LoraState* lora, const std::vector<std::string>& targets) {
    m_lora = lora;
    for (Linear* linear : projections())
        linear->adapters.clear();
    if (!lora)
        return;
    const std::int64_t queryWidth = m_config.headCount * m_config.headDim;
    const std::int64_t keyWidth = m_config.keyValueHeadCount * m_config.headDim;
    const std::int64_t inner = m_config.intermediateSize;
    const auto wants = [&](const char* name) { return std::find(targets.begin(), targets.end(), name) != targets.end(); };
    for (std::size_t l = 0; l < m_layers.size(); ++l) {
        const auto add = [&](Linear& linear, const char* block, const char* name, std::int64_t offset, std::int64_t rows) {
            const std::string prefix = "model.layers." + std::to_string(l) + '.' + block + '.' + name;
            if (wants(name))
                linear.adapters.push_back({prefix + ".lora_A.weight", prefix + ".lora_B.weight", offset, rows});
        };
        Layer& layer = m_layers[l];
        add(layer.qkv, "self_attn", "q_proj", 0, queryWidth);
        add(layer.qkv, "self_attn", "k_proj", queryWidth, keyWidth);
        add(layer.qkv, "self_attn", "v_proj", queryWidth + keyWidth, keyWidth);
        add(layer.output, "self_attn", "o_proj", 0, m_config.hiddenSize);
        add(layer.gateUp, "mlp", "gate_proj", 0, inner);
        add(layer.gateUp, "mlp", "up_proj", inner, inner);
        add(layer.down, "mlp", "down_proj", 0, m_config.hiddenSize);
    }
}

template class Decoder<float>;
template class Decoder<Bf16>;

} // namespace postern
