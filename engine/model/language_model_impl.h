// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <variant>

#include "engine/model/decoder.h"
#include "engine/model/language_model.h"

namespace postern {

/// What LanguageModel hides: the torch side. Shared by language_model.cpp, training_pass.cpp and inference.cpp.
struct LanguageModel::Implementation {
    using AnyDecoder = std::variant<std::unique_ptr<Decoder<float>>, std::unique_ptr<Decoder<Bf16>>>;

    Implementation(const ModelConfig& modelConfig, Precision modelPrecision, bool inferenceOnly = false);
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    static AnyDecoder makeDecoder(const ModelConfig& config, Precision precision, ParameterStore& store);

    template <typename Function>
    decltype(auto) visit(Function&& function) {
        return std::visit([&](auto& pointer) -> decltype(auto) { return function(*pointer); }, decoder);
    }

    /// The store whose parameters train: the adapters', or the model's own.
    [[nodiscard]] ParameterStore& training() { return lora ? lora->store : store; }

    [[nodiscard]] DecoderParts& parts() const;

    /// All weights in store order, adapters added in float32.
    [[nodiscard]] std::vector<float> mergedWeights() const;
    /// Adds the adapter of one weight, if there is one, to its values in the decoder's order.
    void addAdapter(const ParameterStore::Entry& entry, std::span<float> values) const;
    /// One tensor's values as the file has them, adapters added.
    [[nodiscard]] std::vector<float> inFile(const ModelConfig::ExpectedTensor& expected) const;
    /// Room for the adapters that are attached to the projections.
    void declareAdapters() const;

    ModelConfig config;
    Precision precision;
    ParameterStore store;
    AnyDecoder decoder;
    std::unique_ptr<LoraState> lora;
    bool keepAdapter = false; ///< the end of training leaves adapters beside the weights

    // Between forward and backward.
    at::Tensor dNormed;
    std::vector<int> captureLayers;
    std::vector<std::int64_t> captureTokens;
    int offsetLayer = 0;
    std::vector<std::int64_t> offsetTokens;
    std::vector<float> offsetGradient; ///< of the last backward
    std::vector<float> mlpOffsetGradient;
};

} // namespace postern
