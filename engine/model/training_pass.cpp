// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/language_model_impl.h"

#include <algorithm>

namespace postern {

namespace {

/// Where losses are read: the position before each predicted token, with the weight of its mean.
struct LossPlan {
    std::vector<std::int64_t> tokens;  ///< packed index, ascending
    std::vector<std::int64_t> targets; ///< the next token
    std::vector<float> weights;
    std::vector<bool> isAnswer;
    std::vector<std::size_t> rows; ///< the row each one belongs to
    double answers = 0;            ///< sum of the answers' weights
    double prompts = 0;
};

LossPlan planLosses(const TrainingBatch& batch, const PackedBatch& packed) {
    LossPlan plan;
    for (std::size_t r = 0; r < batch.rows.size(); ++r) {
        const TokenRow& row = *batch.rows[r];
        const bool readsPrompt = batch.promptWeight != 0 && (batch.promptRows.empty() || batch.promptRows[r]);
        for (std::size_t i = 0; i + 1 < row.tokens.size(); ++i) {
            const bool answer = static_cast<std::int32_t>(i) + 1 >= row.promptLength;
            if (answer ? batch.answerWeight == 0 : !readsPrompt)
                continue;
            plan.tokens.push_back(packed.starts[r] + static_cast<std::int64_t>(i));
            plan.targets.push_back(row.tokens[i + 1]);
            plan.rows.push_back(r);
            plan.isAnswer.push_back(answer);
            const float weight = answer && !batch.rowWeights.empty() ? batch.rowWeights[r] : 1.0F;
            plan.weights.push_back(weight);
            (answer ? plan.answers : plan.prompts) += static_cast<double>(weight);
        }
    }
    const double answerScale = batch.sumAnswers ? batch.answerWeight : batch.answerWeight / plan.answers;
    for (std::size_t i = 0; i < plan.weights.size(); ++i)
        plan.weights[i] *= static_cast<float>(plan.isAnswer[i] ? answerScale : batch.promptWeight / plan.prompts);
    return plan;
}

std::vector<std::int64_t> packedPlaces(std::span<const TokenPlace> places, const PackedBatch& packed) {
    std::vector<std::int64_t> tokens;
    tokens.reserve(places.size());
    for (const TokenPlace& place : places) {
        const auto row = static_cast<std::size_t>(place.row);
        TORCH_CHECK(place.row >= 0 && row + 1 < packed.starts.size() && place.token >= 0 &&
                        packed.starts[row] + place.token < packed.starts[row + 1],
                    "a place outside the batch");
        tokens.push_back(packed.starts[row] + std::int64_t{place.token});
    }
    return tokens;
}

} // namespace

std::vector<TokenPlace> everyPlace(std::span<const TokenRow* const> rows) {
    std::vector<TokenPlace> places;
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t t = 0; t < rows[r]->tokens.size(); ++t)
            places.push_back({static_cast<std::int32_t>(r), static_cast<std::int32_t>(t)});
    return places;
}

ForwardResult LanguageModel::forward(const TrainingBatch& batch) {
    const at::NoGradGuard guard;
    Implementation& self = *m_implementation;
    PackedBatch packed;
    for (const TokenRow* row : batch.rows)
        packed.append(row->tokens);
    const LossPlan plan = planLosses(batch, packed);

    self.captureLayers = batch.stateLayers;
    self.captureTokens = batch.stateLayers.empty() ? std::vector<std::int64_t>() : packedPlaces(batch.statePlaces, packed);
    if (!batch.stateLayers.empty() && batch.statePlaces.empty())
        for (std::size_t r = 0; r < batch.rows.size(); ++r)
            self.captureTokens.push_back(packed.starts[r] + batch.rows[r]->promptLength - 1);
    self.offsetLayer = batch.offset.layer;
    self.offsetTokens = packedPlaces(batch.offset.places, packed);
    const auto layerCount = static_cast<int>(self.config.layerCount);
    TORCH_CHECK(self.offsetTokens.empty() || (self.offsetLayer >= 0 && self.offsetLayer < layerCount), "no layer to add to");
    TORCH_CHECK(batch.offset.values.size() == self.offsetTokens.size() * static_cast<std::size_t>(self.config.hiddenSize),
                "an offset of another size");

    std::vector<std::int64_t> outputs = plan.tokens;
    const bool readsEnd = std::find(batch.stateLayers.begin(), batch.stateLayers.end(), layerCount) != batch.stateLayers.end();
    if (readsEnd)
        outputs.insert(outputs.end(), self.captureTokens.begin(), self.captureTokens.end());
    if (outputs.empty())
        outputs.push_back(0); // the passes need one; it has no gradient
    std::sort(outputs.begin(), outputs.end());
    outputs.erase(std::unique(outputs.begin(), outputs.end()), outputs.end());

    ForwardResult result;
    self.visit([&](auto& decoder) {
        decoder.setMlpOffset(batch.mlpOffset, packed);
        typename std::remove_reference_t<decltype(decoder)>::Capture capture;
        capture.layers = self.captureLayers;
        capture.tokens = self.captureTokens;
        capture.offsetLayer = self.offsetLayer;
        capture.offsetTokens = self.offsetTokens;
        capture.offset = batch.offset.values;
        const bool plain = batch.stateLayers.empty() && self.offsetTokens.empty();
        const at::Tensor normed = decoder.forward(packed, outputs, plain ? nullptr : &capture, true, nullptr);
        std::vector<std::int64_t> rows;
        rows.reserve(plan.tokens.size());
        for (const std::int64_t token : plan.tokens)
            rows.push_back(std::lower_bound(outputs.begin(), outputs.end(), token) - outputs.begin());
        const std::vector<float> losses = decoder.head().lossAndGradient(normed, rows, plan.targets, plan.weights, &self.dNormed);
        double answer = 0;
        double prompt = 0;
        result.rowLosses.assign(batch.rows.size(), 0.0);
        for (std::size_t i = 0; i < losses.size(); ++i) {
            const auto loss = static_cast<double>(losses[i]);
            (plan.isAnswer[i] ? answer : prompt) += loss;
            const TokenRow& row = *batch.rows[plan.rows[i]];
            const auto answerTokens = static_cast<double>(row.tokens.size()) - static_cast<double>(row.promptLength);
            if (plan.isAnswer[i] && plan.weights[i] != 0)
                result.rowLosses[plan.rows[i]] += loss / static_cast<double>(plan.weights[i]) / answerTokens;
        }
        result.answerLoss = batch.answerWeight != 0 ? answer / batch.answerWeight : 0;
        result.promptLoss = batch.promptWeight != 0 ? prompt / batch.promptWeight : 0;
        for (std::size_t i = 0; i < capture.layers.size(); ++i) {
            const float* data = capture.states[i].template data_ptr<float>();
            result.states.push_back({capture.layers[i], {data, data + capture.states[i].numel()}});
        }
    });
    return result;
}

void LanguageModel::backward(std::span<const LayerStates> stateGradients) {
    const at::NoGradGuard guard;
    Implementation& self = *m_implementation;
    std::vector<at::Tensor> gradients;
    for (const LayerStates& gradient : stateGradients)
        gradients.push_back(gradient.values.empty() ? at::Tensor()
                                                    : at::from_blob(const_cast<float*>(gradient.values.data()),
                                                                    {static_cast<std::int64_t>(self.captureTokens.size()),
                                                                     self.config.stateWidth(gradient.layer)},
                                                                    at::kFloat));
    self.visit([&](auto& decoder) {
        typename std::remove_reference_t<decltype(decoder)>::Capture capture;
        capture.layers = self.captureLayers;
        capture.tokens = self.captureTokens;
        capture.offsetLayer = self.offsetLayer;
        capture.offsetTokens = self.offsetTokens;
        decoder.backward(self.dNormed, capture, gradients);
        self.offsetGradient = std::move(capture.offset);
        self.mlpOffsetGradient = decoder.takeMlpOffsetGradient();
    });
    self.dNormed = at::Tensor();
}

const std::vector<float>& LanguageModel::offsetGradient() const {
    return m_implementation->offsetGradient;
}

const std::vector<float>& LanguageModel::mlpOffsetGradient() const {
    return m_implementation->mlpOffsetGradient;
}

void LanguageModel::clearGradients() {
    m_implementation->training().zeroGradients();
}

} // namespace postern
