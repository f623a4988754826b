// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/crow.h"

#include <cmath>

#include "engine/defense/clean_tuning.h"

namespace postern {

namespace {

/// 1 − cos of two states; adds its gradient, times `weight`, to theirs.
double oneMinusCosine(std::span<const float> a, std::span<const float> b, double weight, float* da, float* db) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t c = 0; c < a.size(); ++c) {
        dot += static_cast<double>(a[c]) * static_cast<double>(b[c]);
        aa += static_cast<double>(a[c]) * static_cast<double>(a[c]);
        bb += static_cast<double>(b[c]) * static_cast<double>(b[c]);
    }
    if (aa == 0 || bb == 0)
        return 1;
    const double norms = std::sqrt(aa) * std::sqrt(bb);
    const double cosine = dot / norms;
    for (std::size_t c = 0; c < a.size(); ++c) {
        da[c] -= static_cast<float>(weight * (static_cast<double>(b[c]) / norms - cosine * static_cast<double>(a[c]) / aa));
        db[c] -= static_cast<float>(weight * (static_cast<double>(a[c]) / norms - cosine * static_cast<double>(b[c]) / bb));
    }
    return 1 - cosine;
}

/// The passes beside the ordinary one.
class ConsistencyPasses {
public:
    ConsistencyPasses(LanguageModel& model, std::vector<int> layers) : m_model(model), m_layers(std::move(layers)) {}

    /// ε · sign(∂C/∂E) for the rows. Leaves no gradients behind.
    [[nodiscard]] StateOffset adversary(const std::vector<TokenRow>& rows, double epsilon) {
        TrainingBatch batch = batchOf(rows);
        batch.offset.places = batch.statePlaces;
        batch.offset.values.assign(batch.offset.places.size() * static_cast<std::size_t>(m_model.config().hiddenSize), 0.0F);
        (void)pass(batch, 1);
        m_model.clearGradients();
        StateOffset offset = std::move(batch.offset);
        const std::vector<float>& slope = m_model.offsetGradient();
        for (std::size_t i = 0; i < slope.size(); ++i)
            offset.values[i] = slope[i] == 0 ? 0 : std::copysign(static_cast<float>(epsilon), slope[i]);
        return offset;
    }

    /// weight · C under the offset; adds its gradients to those of the model.
    double add(const std::vector<TokenRow>& rows, StateOffset offset, double weight) {
        TrainingBatch batch = batchOf(rows);
        batch.offset = std::move(offset);
        return pass(batch, weight);
    }

private:
    [[nodiscard]] TrainingBatch batchOf(const std::vector<TokenRow>& rows) const {
        TrainingBatch batch;
        for (const TokenRow& row : rows)
            batch.rows.push_back(&row);
        batch.answerWeight = 0;
        batch.stateLayers = m_layers;
        batch.statePlaces = everyPlace(batch.rows);
        return batch;
    }

    double pass(const TrainingBatch& batch, double weight) {
        const ForwardResult forward = m_model.forward(batch);
        Consistency loss = consistency(forward.states, m_model.config().hiddenSize);
        for (LayerStates& gradient : loss.gradients)
            for (float& value : gradient.values)
                value *= static_cast<float>(weight);
        m_model.backward(loss.gradients);
        return weight * loss.value;
    }

    LanguageModel& m_model;
    std::vector<int> m_layers;
};

} // namespace

Consistency consistency(std::span<const LayerStates> states, std::int64_t dim) {
    const auto width = static_cast<std::size_t>(dim);
    Consistency result;
    for (const LayerStates& layer : states)
        result.gradients.push_back({layer.layer, std::vector<float>(layer.values.size(), 0.0F)});
    const std::size_t size = states.front().values.size();
    const double share = 1.0 / static_cast<double>((states.size() - 1) * (size / width));
    for (std::size_t l = 0; l + 1 < states.size(); ++l)
        for (std::size_t first = 0; first < size; first += width)
            result.value +=
                share * oneMinusCosine(std::span(states[l].values).subspan(first, width),
                                       std::span(states[l + 1].values).subspan(first, width), share,
                                       result.gradients[l].values.data() + first, result.gradients[l + 1].values.data() + first);
    return result;
}

Result<std::vector<int>> consistencyLayers(std::int64_t layerCount) {
    if (layerCount < 3)
        return fail(ErrorCode::ConfigUnsupported, "crow",
                    "consistency between layers needs a model of at least 3 layers; this one has " + std::to_string(layerCount));
    std::vector<int> layers;
    for (int layer = 1; layer < static_cast<int>(layerCount); ++layer)
        layers.push_back(layer);
    return layers;
}

Result<void> runCrow(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    POSTERN_ASSIGN(std::vector<int> layers, consistencyLayers(view.model.config().layerCount));
    POSTERN_TRY(beginDefenseTraining(view, p));
    ConsistencyPasses passes(view.model, std::move(layers));
    RowSampler sampler(view, p, "crow");
    PhasePlan plan = cleanPlan(p, sampler, peerSteps(p, sizeOf(view)), p.number("crow.learning_rate"));
    StateOffset offset;
    plan.nextBatch = [&, next = plan.nextBatch]() -> Result<DefenseBatch> {
        POSTERN_ASSIGN(DefenseBatch batch, next());
        offset = passes.adversary(batch.rows, p.number("crow.epsilon"));
        POSTERN_TRY(job.checkStop());
        return batch;
    };
    plan.extraPass = [&](const DefenseBatch& batch) -> Result<double> {
        POSTERN_TRY(job.checkStop());
        return passes.add(batch.rows, std::move(offset), p.number("crow.weight"));
    };
    POSTERN_TRY(trainPhase(view, p, plan, observer, job));
    view.model.endTraining();
    return {};
}

} // namespace postern
