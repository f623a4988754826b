// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/adapter_folder.h"
#include "engine/checkpoint/adapter_write.h"
#include "engine/checkpoint/checkpoint_copy.h"
#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/core/json.h"
#include "engine/core/progress.h"
#include "engine/core/random.h"
#include "engine/model/compute.h"

namespace postern {

/// A row of token ids without padding; the prompt comes first, the answer after it.
struct TokenRow {
    std::vector<std::int32_t> tokens;
    std::int32_t promptLength = 0; ///< tokens that are prompt; the answer is the rest
};

/// Low-rank adapters (Hu et al. 2022): W + (alpha / rank) · B A on the named projections.
struct LoraSettings {
    std::int64_t rank = 16;
    double alpha = 32;
    double dropout = 0.1;
    std::vector<std::string> targets = {"q_proj", "k_proj", "v_proj", "o_proj"};
};

/// What an optimizer step needs besides the gradients.
struct UpdateSettings {
    double learningRate = 1e-3;
    double weightDecay = 0.01;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double maxGradientNorm = 0; ///< 0 does not clip
};

/// Hidden states read out of a forward pass: `values` is [row][dim] float32 of one layer.
struct LayerStates {
    int layer = 0; ///< 0 embeddings, i output of layer i, L after the final norm
    std::vector<float> values;
};

/// Vectors that are added to what one layer's MLP returns, at one token of each row: what an edit of the MLP's output
/// projection would put there.
struct MlpOffset {
    int layer = 0;                    ///< from 1; 0 adds nothing
    std::vector<std::int32_t> tokens; ///< per row the token's index in it; one whose state no loss reads stays as it is
    std::vector<float> values;        ///< [row][hidden]
};

/// One token of a batch.
struct TokenPlace {
    std::int32_t row = 0;   ///< index into the batch's rows
    std::int32_t token = 0; ///< index into the row's tokens
};

/// Every token of the rows, row by row.
[[nodiscard]] std::vector<TokenPlace> everyPlace(std::span<const TokenRow* const> rows);

/// A term that is added to the residual stream at some tokens: to the states that `layer` puts out, 0 to L − 1, where 0 is
/// what enters the first layer (embeddings with their scale, positions and norm, where a family has these).
struct StateOffset {
    int layer = 0;
    std::vector<TokenPlace> places; ///< none adds nothing
    std::vector<float> values;      ///< [place][hidden size]
};

/// What a training forward pass computes on.
struct TrainingBatch {
    std::vector<const TokenRow*> rows;
    std::vector<float> rowWeights;       ///< of each row's answer in the mean; empty weighs all alike
    double answerWeight = 1;             ///< of the mean cross-entropy over answer tokens; below 0 climbs it, 0 leaves it out
    bool sumAnswers = false;             ///< the weighted sum over answer tokens instead of the mean: weights may then be negative
    double promptWeight = 0;             ///< of the mean cross-entropy over prompt tokens (language modelling)
    std::vector<bool> promptRows;        ///< rows whose prompt counts in that mean; empty counts all
    std::vector<int> stateLayers;        ///< layers whose states are wanted
    std::vector<TokenPlace> statePlaces; ///< where; empty means at the last prompt token of each row
    StateOffset offset;                  ///< beside the states it is added to, its gradient is told after backward
    MlpOffset mlpOffset;
};

struct ForwardResult {
    double answerLoss = 0;           ///< weighted mean (or sum) over answer tokens; 0 where answerWeight is 0
    double promptLoss = 0;           ///< mean over the prompt tokens that count; 0 where promptWeight is 0
    std::vector<LayerStates> states; ///< [place][dim], in the order of TrainingBatch::statePlaces
    std::vector<double> rowLosses;   ///< per row the mean cross-entropy of its answer's tokens, unweighted
};

/// All that an interrupted training needs to go on as if nothing had happened.
struct TrainingState {
    std::vector<float> weights, mean, variance; ///< of what trains, and AdamW's moments
    std::int64_t steps = 0;
    std::vector<std::uint8_t> dropout; ///< state of the adapters' dropout; empty in full training
};

/// A low-rank adapter that belongs to the checkpoint: added to the weights as they are read, or held beside them as the
/// adapter that low-rank training goes on with (`LanguageModel::saveAdapter`).
struct WithAdapter {
    const AdapterFolder* adapter = nullptr;
    bool keep = false;
};

/// The matrix products of a layer, by their place; families name them differently.
enum class Projection { QueryKeyValue, AttentionOutput, GateUp, Down };
inline constexpr std::array<Projection, 4> kProjections = {Projection::QueryKeyValue, Projection::AttentionOutput, Projection::GateUp,
                                                           Projection::Down};

/// A decoder-only language model in memory. Not thread-safe: one thread owns it. Public functions do not throw except
/// std::bad_alloc and torch's own errors, which the runner turns into an Error at the job's border.
class LanguageModel {
public:
    /// What the model is for. For inference in bf16 the matrices exist in bf16 alone; training can still begin later, from the
    /// rounded values.
    enum class Purpose { Training, Inference };
    /// Reads every tensor of the folder, one after the other: beside the model never more than one tensor is in memory.
    /// Progress per tensor; rule 11 (NaN, infinity) gives TensorMismatch; an adapter that cannot be kept ConfigUnsupported.
    [[nodiscard]] static Result<LanguageModel> load(const CheckpointFolder& folder, Precision precision, const JobContext& job = {},
                                                    Purpose purpose = Purpose::Training, WithAdapter with = {});
    /// Fresh weights: normal(0, initializerRange) from the seed, norms one, biases zero.
    [[nodiscard]] static LanguageModel create(const ModelConfig& config, Precision precision, std::uint64_t seed);

    LanguageModel(LanguageModel&&) noexcept;
    LanguageModel& operator=(LanguageModel&&) noexcept;
    ~LanguageModel();

    [[nodiscard]] const ModelConfig& config() const;
    [[nodiscard]] Precision precision() const;

    /// A checkpoint like its source, adapters merged: the same files, shards, tensor types and companions, and tensors that are
    /// not the model's byte for byte. One tensor is in memory at a time.
    [[nodiscard]] Result<WrittenCheckpoint> saveLike(const CheckpointFolder& source, const std::filesystem::path& target,
                                                     const Json& provenance, const JobContext& job = {}) const;
    /// A checkpoint that has no source yet: tensors of `dtype` (F32, F16 or BF16) in one file, config and tokenizer from the
    /// folder `source`.
    [[nodiscard]] Result<void> saveNew(const std::filesystem::path& target, const std::filesystem::path& source, Dtype dtype,
                                       const Json& provenance, const JobContext& job = {}) const;
    /// The adapter in PEFT's format. Error: Internal where there is none.
    [[nodiscard]] Result<void> saveAdapter(const std::filesystem::path& target, const std::string& baseModel, const Json& provenance,
                                           const JobContext& job = {}) const;

    // --- inference ---------------------------------------------------------------------------------------------

    /// Continuation of each prompt: at most `maxNew` tokens, ending before any of `stopIds`. Greedy, or with `sampling`
    /// drawn from the model's own distribution.
    /// `states` (may be null) receives the states of `stateLayers` at each prompt's last token, [prompt][dim];
    /// `firstProbability` (may be null) the probability of firstToken as the first new token, per prompt.
    struct GenerationRequest {
        std::span<const std::vector<std::int32_t>> prompts;
        int maxNew = 8;
        std::vector<std::int32_t> stopIds;
        std::vector<int> stateLayers;
        std::int32_t firstToken = -1;
        RandomStream* sampling = nullptr; ///< null is greedy
        std::stop_token stop;             ///< ends a long continuation early; the caller asks the token again
    };
    struct Generation {
        std::vector<std::vector<std::int32_t>> answers;
        std::vector<LayerStates> states;
        std::vector<float> firstProbability;
    };
    [[nodiscard]] Generation generate(const GenerationRequest& request);

    /// Which tokens a likelihood is of: all after a row's first, or those of its answer alone.
    enum class LikelihoodOf { Rows, Answers };
    /// Sum of the negative log-likelihood of the tokens in nats, how many they are, and how many of them are the model's own first
    /// choice after the true ones before them (teacher-forced; counted for answers alone).
    struct Likelihood {
        double negativeLog = 0;
        std::int64_t tokens = 0;
        std::int64_t picked = 0;
    };
    [[nodiscard]] Likelihood likelihood(std::span<const TokenRow> rows, LikelihoodOf of = LikelihoodOf::Rows);

    /// All hidden states [layer 0…L][token][dim] and logits [token][vocab], in float32, over the packed rows.
    struct FullStates {
        std::vector<std::vector<float>> hidden;
        std::vector<float> logits;
    };
    [[nodiscard]] FullStates fullStates(std::span<const std::vector<std::int32_t>> rows);

    // --- training ----------------------------------------------------------------------------------------------

    /// All parameters become trainable, with fresh optimizer moments.
    void beginFullTraining();
    /// Freezes the weights and adds adapters; errors name a target that the architecture does not have.
    [[nodiscard]] Result<void> beginLoraTraining(const LoraSettings& settings, std::uint64_t seed);
    /// Merges adapters into the weights, unless they are kept, and drops optimizer state.
    void endTraining();
    /// Adapters stay beside the weights from now on: every low-rank training goes on with the same one.
    void keepAdapters();
    [[nodiscard]] bool hasAdapter() const;

    /// Forward pass that keeps what backward needs. One backward may follow.
    [[nodiscard]] ForwardResult forward(const TrainingBatch& batch);
    /// Accumulates gradients of the losses and of the given gradients with respect to the states forward returned
    /// (same layers and order; empty values mean none).
    void backward(std::span<const LayerStates> stateGradients = {});
    /// Gradient of the losses with respect to the batch's MlpOffset::values after backward, [row][hidden]; needs no weights that
    /// train. Zero where an offset was not read; empty where there was none.
    [[nodiscard]] const std::vector<float>& mlpOffsetGradient() const;
    /// After backward: the gradient with respect to the values of the batch's offset, [place][hidden size].
    [[nodiscard]] const std::vector<float>& offsetGradient() const;
    /// Drops what backward has accumulated since the last update.
    void clearGradients();
    /// Clips, takes one AdamW step, clears the gradients; returns the gradient norm before clipping.
    double update(const UpdateSettings& settings);

    [[nodiscard]] std::int64_t trainableParameters() const;
    [[nodiscard]] TrainingState trainingState() const;
    /// Call after the same begin…Training as then. Error: TensorMismatch where the state is of another model or mode.
    [[nodiscard]] Result<void> restoreTraining(const TrainingState& state);

    /// Trainable weights by value, for "back to the best".
    [[nodiscard]] std::vector<float> snapshot() const;
    void restore(const std::vector<float>& weights);
    /// The same, with fresh optimizer moments: the next part of a training begins from here.
    void restartTraining(const std::vector<float>& weights);

    /// The gradient of one parameter by its Hugging Face name after backward (for tests and inspection).
    [[nodiscard]] std::vector<float> gradient(const std::string& name) const;
    /// All gradients in the order of snapshot(), and how many values each parameter has there (for tests).
    [[nodiscard]] std::vector<float> flatGradients() const;
    [[nodiscard]] std::vector<std::int64_t> parameterSizes() const;
    /// One parameter's float32 values by its Hugging Face name.
    [[nodiscard]] std::vector<float> weight(const std::string& name) const;

    // --- weights by their place --------------------------------------------------------------------------------
    // Layers count from 1, as the states they put out. Adapters that are kept beside the weights are not part of these.

    /// [out, in]; the rows of QueryKeyValue are those of q, k and v in turn, of GateUp those of gate and up where the MLP is gated.
    struct ProjectionShape {
        std::int64_t out = 0;
        std::int64_t in = 0;
    };
    [[nodiscard]] ProjectionShape projectionShape(Projection projection) const;
    /// [out][in] float32.
    [[nodiscard]] std::vector<float> projection(int layer, Projection projection) const;
    void setProjection(int layer, Projection projection, std::span<const float> values);

    /// How many of those rows each module of the checkpoint has: one entry where they are fused, as q, k and v can be.
    [[nodiscard]] std::vector<std::int64_t> projectionRows(Projection projection) const;
    /// Takes units out of a layer's MLP: their rows of GateUp, biases included, and their columns of Down become zero. Every
    /// activation maps 0 to 0, so their gradients are zero too, and training of all weights leaves them out.
    void zeroUnits(int layer, std::span<const std::int64_t> units);

    /// The row of the embedding that a token reads (and, where embeddings are tied, is scored with), [embedding width].
    [[nodiscard]] std::vector<float> embeddingRow(std::int32_t token) const;
    void setEmbeddingRow(std::int32_t token, std::span<const float> values);
    /// Its gradient after backward; empty when the weights do not train.
    [[nodiscard]] std::vector<float> embeddingGradient(std::int32_t token) const;

    /// What each projection of each layer multiplies, for every token of the rows: [token][in] float32, rows one after the other.
    /// The visitor is called for layer 1 to L, for each in the order of Projection.
    using InputVisitor = std::function<void(int layer, Projection projection, std::span<const float> inputs)>;
    void visitInputs(std::span<const TokenRow> rows, const InputVisitor& visitor);

private:
    struct Implementation;
    [[nodiscard]] Result<void> takeAdapter(const AdapterFolder& adapter);
    explicit LanguageModel(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace postern
