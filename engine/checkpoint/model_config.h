// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/checkpoint/activation.h"
#include "engine/checkpoint/rope.h"
#include "engine/checkpoint/tensor_layout.h"
#include "engine/core/error.h"
#include "engine/core/json.h"

namespace postern {

enum class NormKind { Rms, Layer };

/// What a decoder layer adds to its residual stream, and when.
enum class Residual {
    Sequential,  ///< x + attention(norm x), then x + mlp(norm x)
    Parallel,    ///< x + attention(n) + mlp(n), one norm
    ParallelTwo, ///< the same with a norm for each
    FromNorm,    ///< n + attention(n), then m + mlp(m): what the norms return is added to, not what they read (bloom)
    AfterSum     ///< norm(x + attention(x)), then norm(x + mlp(x)): the stream itself is normed (opt-350m)
};

enum class Positions { Rotary, Learned, Alibi };

/// How each query and key is normed before the scores.
enum class QueryKeyNorm {
    None,
    Head,      ///< every head by itself, with weights that all heads share
    EachHead,  ///< every head by itself, with weights of its own
    WholeWidth ///< all heads together
};

/// What may differ from layer to layer.
struct LayerOptions {
    std::int64_t window = 0; ///< keys a query sees, itself included; 0 is all
    int rope = 0;            ///< index into ModelConfig::ropes; -1 is no rotation
    double scale = 1;        ///< of the scores

    friend bool operator==(const LayerOptions&, const LayerOptions&) = default;
};

/// Where a family keeps its tensors, relative to the prefix; a layer's names relative to the layer. Empty: it has none.
struct TensorNames {
    std::string prefix;      ///< "model."; a file may also come without it, see `adaptToFile`
    std::string classPrefix; ///< the same as the model class has it, whatever the file does
    std::string layers;      ///< "layers." before the layer's number
    std::string embedding, positions, embeddingNorm, finalNorm;
    std::string projectIn, projectOut; ///< between embeddings of another width and the layers
    std::string head;                  ///< without the prefix
    std::string inputNorm, mlpNorm, attentionPostNorm, mlpPostNorm;
    std::vector<std::string> queryKeyValue; ///< three projections, or one that holds all
    std::string output;
    std::string queryNorm, keyNorm;
    std::vector<std::string> gateUp; ///< gate and up, or one that holds both, or the one of a plain MLP
    std::string down;

    friend bool operator==(const TensorNames&, const TensorNames&) = default;
};

/// The options of the one parametric decoder, filled from config.json. Sizes are validated against limits before use.
struct ModelConfig {
    std::string modelType; ///< "llama"
    std::int64_t vocabSize = 0;
    std::int64_t hiddenSize = 0;
    std::int64_t layerCount = 0;
    std::int64_t headCount = 0;
    std::int64_t keyValueHeadCount = 0;
    std::int64_t headDim = 0;
    std::int64_t intermediateSize = 0;
    std::int64_t maxPositions = 0;

    NormKind norm = NormKind::Rms;
    double normEpsilon = 1e-6;
    bool normPlusOne = false; ///< gemma: the weight is stored less one
    bool normWeight = true;   ///< olmo norms without parameters
    bool normBias = false;

    Residual residual = Residual::Sequential;
    bool preNorm = true;            ///< norms before attention and MLP
    bool postNorm = false;          ///< norms on what attention and MLP return
    bool embeddingNorm = false;     ///< bloom
    double embeddingScale = 1;      ///< gemma
    std::int64_t embeddingSize = 0; ///< width of embeddings and head; 0: the hidden size (only opt-350m differs)
    Positions positions = Positions::Rotary;
    std::int64_t positionOffset = 0;  ///< of learned positions (opt: 2)
    bool coarseAlibi = false;         ///< falcon: slopes in bfloat16, scaled with the scores
    std::vector<Rope> ropes = {{}};   ///< what LayerOptions::rope points to
    std::vector<LayerOptions> layers; ///< per layer

    QueryKeyNorm queryKeyNorm = QueryKeyNorm::None;
    NormKind queryKeyNormKind = NormKind::Rms;
    bool queryKeyNormBias = false;
    double queryKeyValueClip = 0; ///< olmo; 0 is none
    double attentionSoftCap = 0;  ///< gemma2; 0 is none
    double finalSoftCap = 0;

    Activation activation = Activation::Silu;
    bool gatedMlp = true;
    bool queryKeyValueBias = false;
    bool outputBias = false;
    bool mlpBias = false;
    bool headBias = false;
    bool headBiasOptional = false; ///< the file tells whether the head has one (phi)
    bool tieWordEmbeddings = false;

    RowOrder queryKeyValueOrder = RowOrder::Plain; ///< of the projections' rows in the file
    bool transposedWeights = false;                ///< gpt2 stores projections as [in, out]
    TensorNames names;

    double initializerRange = 0.02;
    std::string torchDtype; ///< as declared; the file's own tensors decide
    std::optional<std::int64_t> bosTokenId;
    std::vector<std::int64_t> eosTokenIds; ///< config.json may hold a number or a list
    std::optional<std::int64_t> padTokenId;

    [[nodiscard]] std::int64_t parameterCount() const;
    [[nodiscard]] std::int64_t queryWidth() const { return headCount * headDim; }
    [[nodiscard]] std::int64_t embeddingWidth() const { return embeddingSize != 0 ? embeddingSize : hiddenSize; }
    /// Width of a hidden state: the last one is what the head reads.
    [[nodiscard]] std::int64_t stateWidth(std::int64_t layer) const { return layer == layerCount ? embeddingWidth() : hiddenSize; }
    [[nodiscard]] std::int64_t keyWidth() const { return keyValueHeadCount * headDim; }
    [[nodiscard]] std::string layerPrefix(std::int64_t layer) const { return names.prefix + names.layers + std::to_string(layer) + '.'; }
    /// The matrix behind the logits: the input embedding when tied.
    [[nodiscard]] std::string headName() const;

    /// A tensor of the file, and how its elements lie there.
    struct ExpectedTensor {
        std::string name;
        std::vector<std::int64_t> shape; ///< in the file
        TensorLayout layout;
    };
    /// Every tensor that the architecture asks for, in canonical order (the head absent when tied). Weights of one matrix
    /// product (q, k, v; gate, up) are neighbours, and so are their biases.
    [[nodiscard]] std::vector<ExpectedTensor> expectedTensors() const;

    /// The longest row that can be computed: the table's length with learned positions, otherwise no limit (0).
    [[nodiscard]] std::int64_t positionLimit() const { return positions == Positions::Learned ? maxPositions : 0; }

    friend bool operator==(const ModelConfig&, const ModelConfig&) = default;
};

/// Reads config.json of a supported family as transformers 4 and 5 write it. An unknown architecture or rope type, a key
/// that would change the computation in a way the family does not have, `auto_map` or a quantization_config is refused by
/// name (ConfigUnsupported).
[[nodiscard]] Result<ModelConfig> parseModelConfig(const Json& config, const std::string& subject);

/// Settles what only the file tells: whether names carry the family's prefix (files of a bare base model do not), and
/// whether the head has a bias where the family leaves that open (phi). `has` says whether the file has a tensor.
template <typename Has>
void adaptToFile(ModelConfig& config, const Has& has);

/// The prefixes under which a family's tensors are found, the usual one first.
[[nodiscard]] std::vector<std::string> tensorPrefixes(const ModelConfig& config);

/// Fills in what the llama family decides, for a new model whose sizes were set by hand.
void becomeLlama(ModelConfig& config);

/// The same for gpt2, whose key/value heads are all heads.
void becomeGpt2(ModelConfig& config);

/// config.json for a new checkpoint in Hugging Face form. Only for families that Postern creates: llama and gpt2.
[[nodiscard]] Json toJson(const ModelConfig& config);

/// The options as a flat object for people and reports: one set of names for every family, Llama's where it has one.
[[nodiscard]] Json describeModel(const ModelConfig& config);

template <typename Has>
void adaptToFile(ModelConfig& config, const Has& has) {
    for (const std::string& prefix : tensorPrefixes(config)) {
        if (has(prefix + config.names.embedding + ".weight")) {
            config.names.prefix = prefix;
            break;
        }
    }
    if (config.headBiasOptional)
        config.headBias = has(config.names.head + ".bias");
}

/// Whether checkpoints of the two have the same tensors, so that weights can be exchanged one by one.
[[nodiscard]] bool sameTensors(const ModelConfig& left, const ModelConfig& right);

} // namespace postern
