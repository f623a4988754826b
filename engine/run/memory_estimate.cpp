// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/memory_estimate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/analysis/tsne.h"

namespace postern {

namespace {

struct PartTexts {
    std::string_view name, label;
};
constexpr std::array<PartTexts, kMemoryPartCount> kTexts = {{{"program", "Program and libraries"},
                                                             {"weights", "Weights"},
                                                             {"adapters", "Adapters"},
                                                             {"gradients", "Gradients"},
                                                             {"optimizer", "Optimizer moments"},
                                                             {"activations", "Activations"},
                                                             {"states", "Captured states"},
                                                             {"projection", "Projection"},
                                                             {"resume", "Best weights and resume point"},
                                                             {"saving", "Saving"}}};

// What the command line's program holds beside everything else; measured runs are compared in tests/bench/README.md.
constexpr double kProgramBytes = 130e6;
/// The model's own limits, which bound its workspace (engine/model).
constexpr double kInferenceTokens = 4096;
constexpr double kLogitRows = 1024;
/// Buffers are taken a quarter larger than they are needed, so that the next batch fits too; most of that is never touched.
constexpr double kSlack = 1.15;
constexpr double kLowShare = 0.85;
constexpr double kHighShare = 1.1;

constexpr double kFloat = sizeof(float);

/// Sizes as floating-point numbers: no product overflows, and the result is cut to what an integer holds.
struct Sizes {
    explicit Sizes(const ModelConfig& config, bool bf16)
        : parameters(static_cast<double>(config.parameterCount())), layers(static_cast<double>(config.layerCount)),
          hidden(static_cast<double>(config.hiddenSize)), heads(static_cast<double>(config.headCount)),
          query(static_cast<double>(config.headCount * config.headDim)),
          key(static_cast<double>(config.keyValueHeadCount * config.headDim)), inner(static_cast<double>(config.intermediateSize)),
          vocab(static_cast<double>(config.vocabSize)), element(bf16 ? 2 : 4), mlpWidths(config.gatedMlp ? 3 : 2) {}

    double parameters, layers, hidden, heads, query, key, inner, vocab;
    double element;   ///< bytes of the compute type
    double mlpWidths; ///< of the inner size: gate, its partner and their product, or one and what it becomes
};

std::uint64_t whole(double bytes) {
    return bytes >= 9e18 ? std::uint64_t{9'000'000'000'000'000'000U} : static_cast<std::uint64_t>(std::max(0.0, std::ceil(bytes)));
}

/// Parameters of the adapters, and the input widths of the projections that have one, summed.
std::pair<double, double> adapterSizes(const ModelConfig& config, const MemoryWork& work) {
    double parameters = 0;
    double inputs = 0;
    const TensorNames& names = config.names;
    const auto isOneOf = [](const std::string& tensor, const std::vector<std::string>& modules) {
        return std::any_of(modules.begin(), modules.end(),
                           [&](const std::string& module) { return tensor.ends_with('.' + module + ".weight"); });
    };
    std::vector<std::string> attention = names.queryKeyValue;
    attention.push_back(names.output);
    std::vector<std::string> mlp = names.gateUp;
    mlp.push_back(names.down);
    for (const auto& tensor : config.expectedTensors()) {
        const bool target =
            tensor.shape.size() == 2 && std::any_of(work.loraTargets.begin(), work.loraTargets.end(), [&](const std::string& word) {
                const bool all = word == "all-linear";
                return ((all || word == "attention") && isOneOf(tensor.name, attention)) ||
                       ((all || word == "mlp") && isOneOf(tensor.name, mlp)) || isOneOf(tensor.name, {word});
            });
        if (!target)
            continue;
        const auto out = static_cast<double>(tensor.layout.rows);
        const auto in = static_cast<double>(tensor.layout.columns);
        parameters += static_cast<double>(work.loraRank) * (in + out);
        inputs += in;
    }
    return {parameters, inputs};
}

/// What a token leaves in a layer for the backward pass: two sums, two normed inputs, q, k, v, what was attended to, the
/// gate, its partner and their product.
double keptPerToken(const Sizes& s) {
    return kFloat * (2 * s.hidden + s.heads + 2) + s.element * (2 * s.hidden + 2 * s.query + 2 * s.key + s.mlpWidths * s.inner);
}

/// What is under way in one layer besides, forward or backward.
double passingPerToken(const Sizes& s) {
    return kFloat * 3 * s.hidden + s.element * (3 * s.hidden + 2 * s.query + 2 * s.key + s.mlpWidths * s.inner);
}

double trainingBytes(const Sizes& s, const MemoryWork& work, double adapterInputs) {
    const auto tokens = static_cast<double>(work.batchTokens);
    const double masks = work.loraDropout ? tokens * adapterInputs * s.element * 2 : 0; // the mask, and the input under it
    const double logits = std::min(kLogitRows, static_cast<double>(work.batchLossTokens)) * s.vocab * s.element;
    // Gradients of weights are made beside the sum and added: the largest of them counts.
    const double product = work.mode == MemoryWork::Mode::Full ? std::max(s.vocab * s.hidden, 2 * s.inner * s.hidden) * s.element : 0;
    return kSlack * (tokens * (s.layers * keptPerToken(s) + passingPerToken(s)) + logits + product) + masks;
}

double inferenceBytes(const Sizes& s, const MemoryWork& work) {
    const auto longest = static_cast<double>(work.rowTokens);
    const double rows = std::clamp(kInferenceTokens / std::max(1.0, longest), 1.0, static_cast<double>(work.rowsAtOnce));
    const double tokens = rows * longest;
    const double cache = 2 * kFloat * s.layers * s.key * rows * (longest + static_cast<double>(work.newTokens));
    const double logits = std::max(rows * s.vocab * (s.element + 2 * kFloat), std::min(kLogitRows, tokens) * s.vocab * s.element);
    return kSlack * (tokens * passingPerToken(s) + cache + logits);
}

double statesBytes(const Sizes& s, const MemoryWork& work) {
    const auto held = static_cast<double>(work.frameRows * work.frameLayers) + static_cast<double>(work.anchorRows * work.anchorLayers);
    // Given out, everything is there twice: as computed, and in the form of the file.
    const auto full = static_cast<double>(work.fullTokens);
    return kFloat * s.hidden * held + full * (2 * kFloat * (s.layers + 1) * s.hidden + (2 * kFloat + s.element) * s.vocab);
}

double projectionBytes(const Sizes& s, const MemoryWork& work) {
    const auto rows = static_cast<double>(work.frameRows);
    const double side = std::min(rows, s.hidden);
    const double pca = 8 * (rows * s.hidden + 2 * side * side);
    const bool dense = work.frameRows <= static_cast<std::int64_t>(kTsneDenseRows);
    const double tsne = work.tsne ? (dense ? kFloat * rows * rows : rows * 90 * 16) + 8 * rows * 512 : 0;
    return rows > 0 ? std::max(pca, tsne) : 0;
}

} // namespace

std::string_view memoryPartName(MemoryPart part) {
    return kTexts.at(static_cast<std::size_t>(part)).name;
}

std::string_view memoryPartLabel(MemoryPart part) {
    return kTexts.at(static_cast<std::size_t>(part)).label;
}

std::uint64_t MemoryEstimate::of(MemoryPart part) const {
    const auto found = std::find_if(parts.begin(), parts.end(), [part](const Part& p) { return p.part == part; });
    return found == parts.end() ? 0 : found->bytes;
}

MemoryEstimate estimateMemory(const ModelConfig& config, const MemoryWork& work) {
    using enum MemoryPart;
    const Sizes s(config, work.bf16);
    const bool trains = work.mode != MemoryWork::Mode::Inference;
    const bool lora = work.mode == MemoryWork::Mode::Lora;
    const auto [adapterParameters, adapterInputs] = lora ? adapterSizes(config, work) : std::pair(0.0, 0.0);
    const double trainable = !trains ? 0 : lora ? adapterParameters : s.parameters;
    // For inference in bf16 no float32 copy is kept; vectors, which are, are nothing beside the matrices.
    const double perWeight = !work.bf16 ? kFloat : trains ? kFloat + 2 : 2;

    std::array<double, kMemoryPartCount> bytes{};
    const auto at = [&](MemoryPart part) -> double& { return bytes[static_cast<std::size_t>(part)]; };
    at(Program) = kProgramBytes;
    at(Weights) = perWeight * s.parameters;
    at(Adapters) = perWeight * adapterParameters;
    at(Gradients) = kFloat * trainable;
    at(Optimizer) = 2 * kFloat * trainable;
    // A check asks in between with the same buffers that training uses, so the larger of the two counts.
    at(Activations) = std::max(trains ? trainingBytes(s, work, adapterInputs) : 0, inferenceBytes(s, work));
    at(States) = statesBytes(s, work) + kFloat * work.heldFloats;
    at(Projection) = projectionBytes(s, work);
    at(Resume) = trains && work.resume ? 5 * kFloat * trainable : 0; // best twice, weights and two moments once
    at(Saving) = trains && work.saving ? kFloat * s.parameters : 0;

    MemoryEstimate estimate;
    double sum = 0;
    for (int i = 0; i < kMemoryPartCount; ++i) {
        const auto part = static_cast<MemoryPart>(i);
        if (at(part) <= 0)
            continue;
        estimate.parts.push_back({part, whole(at(part))});
        sum += at(part);
    }
    // Projecting, writing a resume point and saving happen one after the other.
    const double moments[] = {at(Projection), at(Resume), at(Saving)};
    const double training = sum - (moments[0] + moments[1] + moments[2]) + *std::max_element(std::begin(moments), std::end(moments));
    // A base is mixed in and gone before there are gradients.
    const double mixing = at(Program) + at(Weights) + at(States) + kFloat * work.mixingFloats;
    const double total = std::max(training, work.mixingFloats > 0 ? mixing : 0.0);
    estimate.total = whole(total);
    estimate.low = whole(total * kLowShare);
    estimate.high = whole(total * kHighShare);
    return estimate;
}

Json toJson(const MemoryEstimate& estimate) {
    Json parts = Json::array();
    for (const MemoryEstimate::Part& part : estimate.parts)
        parts.push_back({{"part", memoryPartName(part.part)}, {"bytes", part.bytes}});
    return {{"total", estimate.total}, {"low", estimate.low}, {"high", estimate.high}, {"parts", std::move(parts)}};
}

std::string byteText(std::uint64_t bytes) {
    const auto value = static_cast<double>(bytes);
    if (value >= 9.95e9)
        return fmt::format("{:.0f} GB", value / 1e9);
    if (value >= 1e9)
        return fmt::format("{:.1f} GB", value / 1e9);
    if (value >= 1e6)
        return fmt::format("{:.0f} MB", value / 1e6);
    return fmt::format("{:.0f} kB", value / 1e3);
}

} // namespace postern
