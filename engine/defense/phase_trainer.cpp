// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/phase_trainer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <sstream>

#include <fmt/format.h>

namespace postern {

namespace {

/// Adds weight · gradient to the gradient of one layer.
void addGradient(std::vector<LayerStates>& gradients, std::size_t index, const std::vector<float>& gradient, double weight) {
    std::vector<float>& total = gradients[index].values;
    if (total.empty())
        total.assign(gradient.size(), 0.0F);
    for (std::size_t i = 0; i < gradient.size(); ++i)
        total[i] += static_cast<float>(weight) * gradient[i];
}

/// Evaluates the state losses, fills in `step` and returns the gradients with respect to the captured states.
std::vector<LayerStates> stateGradients(const ForwardResult& forward, const DefenseBatch& batch, const SideLosses& losses,
                                        const ModelConfig& config, std::int64_t lastLayer, DefenseStep& step) {
    std::vector<LayerStates> gradients;
    for (const LayerStates& states : forward.states)
        gradients.push_back({states.layer, {}});
    double erased = 0;
    double anchored = 0;
    for (std::size_t i = 0; i < forward.states.size(); ++i) {
        const LayerStates& states = forward.states[i];
        const std::int64_t dim = config.stateWidth(states.layer);
        if (losses.clusterWeight > 0 && states.layer == lastLayer) {
            const ClusterLoss cluster = clusterLoss(states.values, dim, batch.triggerOf, losses.clusterForm, losses.detachCentroids);
            step.cluster = losses.clusterWeight * cluster.value;
            step.withinScatter = cluster.withinScatter;
            step.centroidGap = cluster.centroidGap;
            addGradient(gradients, i, cluster.gradient, losses.clusterWeight);
        }
        const auto& layers = losses.erasureLayers;
        if (losses.erasureWeight > 0 && std::find(layers.begin(), layers.end(), states.layer) != layers.end()) {
            const StateLoss erasure = shiftErasure(states.values, dim, batch.pairs);
            const double share = losses.erasureWeight / static_cast<double>(layers.size());
            erased += share * erasure.value;
            addGradient(gradients, i, erasure.gradient, share);
        }
        if (losses.anchorWeight > 0 && losses.anchors->has(states.layer)) {
            std::vector<HeldRow> rows;
            for (std::size_t r = 0; r < batch.cleanRow.size(); ++r)
                if (batch.cleanRow[r] != DefenseBatch::kNoRow)
                    rows.push_back({r, losses.anchors->of(states.layer, batch.cleanRow[r])});
            const StateLoss anchor = relativeDistance(states.values, dim, rows);
            const double share = losses.anchorWeight / static_cast<double>(layers.size());
            anchored += share * anchor.value;
            addGradient(gradients, i, anchor.gradient, share);
        }
    }
    if (losses.erasureWeight > 0)
        step.erasure = erased;
    if (losses.anchorWeight > 0)
        step.anchor = anchored;
    return gradients;
}

} // namespace

Result<std::vector<int>> parseErasureLayers(const std::string& text, std::int64_t layerCount, const char* key) {
    const int last = static_cast<int>(layerCount);
    std::vector<int> layers;
    if (text == "last")
        return std::vector<int>{last};
    if (text == "all" || text == "upper") {
        for (int layer = text == "all" ? 1 : std::max(1, last / 2); layer <= last; ++layer)
            layers.push_back(layer);
        return layers;
    }
    std::set<int> named;
    std::stringstream stream(text);
    for (std::string part; std::getline(stream, part, ',');) {
        int layer = 0;
        const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), layer);
        if (problem != std::errc() || end != part.data() + part.size() || layer < 1 || layer > last)
            return fail(ErrorCode::ParameterInvalid, key,
                        "\"" + text + "\" is not upper, all, last or a list of layers from 1 to " + std::to_string(last));
        named.insert(layer);
    }
    if (named.empty())
        return fail(ErrorCode::ParameterInvalid, key, "it names no layer");
    return std::vector<int>(named.begin(), named.end());
}

double rateFactor(const ParameterSet& parameters, std::int64_t width) {
    const std::int64_t set = parameters.integer("training.rate_width");
    return set > 0 && width > set ? static_cast<double>(set) / static_cast<double>(width) : 1.0;
}

std::string rateNote(const ParameterSet& parameters, std::int64_t width) {
    const double factor = rateFactor(parameters, width);
    if (factor == 1)
        return {};
    return fmt::format("The model is {} wide: it trains at {:.2g} % of the rates, which are set for a width of {}.", width, 100 * factor,
                       parameters.integer("training.rate_width"));
}

Result<void> beginDefenseTraining(const DefenderView& view, const ParameterSet& parameters) {
    if (parameters.text("training.mode") == "full") {
        view.model.beginFullTraining();
        return {};
    }
    LoraSettings lora;
    lora.rank = parameters.integer("lora.rank");
    lora.alpha = parameters.number("lora.alpha");
    lora.dropout = parameters.number("lora.dropout");
    lora.targets.clear();
    std::stringstream stream(parameters.text("lora.targets"));
    for (std::string part; std::getline(stream, part, ',');)
        lora.targets.push_back(part);
    return view.model.beginLoraTraining(lora, static_cast<std::uint64_t>(parameters.integer("seed")));
}

bool isResumedIn(const DefenderView& view, DefensePhase phase, int part) {
    return view.resume && view.resume->phase == phase && view.resume->part == part;
}

bool isPast(const DefenderView& view, DefensePhase phase, int part) {
    if (!view.resume)
        return false;
    return view.resume->phase != phase ? view.resume->phase == DefensePhase::Recovery : view.resume->part > part;
}

Result<void> trainPhase(const DefenderView& view, const ParameterSet& parameters, const PhasePlan& plan, DefenseObserver& observer,
                        const JobContext& job) {
    const std::int64_t lastLayer = view.model.config().layerCount;
    std::set<int> stateLayers;
    if (plan.losses.clusterWeight > 0)
        stateLayers.insert(static_cast<int>(lastLayer));
    if (plan.losses.erasureWeight > 0 || plan.losses.anchorWeight > 0)
        stateLayers.insert(plan.losses.erasureLayers.begin(), plan.losses.erasureLayers.end());
    stateLayers.insert(plan.own.layers.begin(), plan.own.layers.end());

    LearningRateSchedule schedule;
    schedule.shape = LearningRateSchedule::parseShape(parameters.text("training.schedule"));
    schedule.peak = plan.learningRate * rateFactor(parameters, view.model.config().hiddenSize);
    schedule.totalSteps = plan.steps;
    schedule.warmupSteps = static_cast<std::int64_t>(parameters.number("training.warmup_share") * static_cast<double>(plan.steps));
    UpdateSettings update;
    update.weightDecay = parameters.number("training.weight_decay");
    update.maxGradientNorm = parameters.number("training.clip");

    std::int64_t first = 0;
    if (isResumedIn(view, plan.phase, plan.part)) {
        first = view.resume->step;
        POSTERN_TRY(plan.load(*view.resume));
        POSTERN_TRY(view.model.restoreTraining(view.resume->training));
        observer.phaseResumed(plan.phase);
    } else {
        observer.phaseStarted(plan.phase, plan.steps);
    }
    const std::int64_t checks = std::min(plan.steps, plan.checks > 0 ? plan.checks : parameters.integer("checks.per_phase"));
    std::int64_t checked = plan.steps > 0 ? first * checks / plan.steps : 0;
    for (std::int64_t i = first; i < plan.steps; ++i) {
        POSTERN_TRY(job.checkStop());
        POSTERN_ASSIGN(const DefenseBatch batch, plan.nextBatch());
        TrainingBatch training;
        for (const TokenRow& row : batch.rows)
            training.rows.push_back(&row);
        training.rowWeights = batch.weights;
        training.answerWeight = plan.answerWeight;
        training.offset = batch.offset;
        if (plan.own.everyToken)
            training.statePlaces = everyPlace(training.rows);
        training.promptWeight = plan.losses.languageWeight;
        training.promptRows = batch.readsPrompt;
        training.stateLayers.assign(stateLayers.begin(), stateLayers.end());
        const ForwardResult forward = view.model.forward(training);
        if (plan.afterForward)
            plan.afterForward(batch, forward);

        DefenseStep step;
        step.phase = plan.phase;
        step.step = i + 1;
        step.totalSteps = plan.steps;
        step.rows = static_cast<std::int64_t>(batch.rows.size());
        step.answer = forward.answerLoss;
        step.what = plan.what;
        auto gradients = stateGradients(forward, batch, plan.losses, view.model.config(), lastLayer, step);
        if (!plan.own.layers.empty())
            step.penalty = plan.own.evaluate(batch, forward.states, gradients);
        if (plan.losses.languageWeight > 0)
            step.language = plan.losses.languageWeight * forward.promptLoss;
        POSTERN_TRY(job.checkStop());
        view.model.backward(gradients);
        if (plan.extraPass) {
            POSTERN_ASSIGN(step.penalty, plan.extraPass(batch));
        }
        step.total = plan.answerWeight * step.answer;
        for (const double component : {step.language, step.cluster, step.erasure, step.anchor, step.penalty})
            step.total += std::isnan(component) ? 0 : component;
        update.learningRate = schedule.at(i);
        step.learningRate = update.learningRate;
        const double norm = view.model.update(update);
        // A loss that is missing counts as zero above, one that overflowed must not.
        if (std::isnan(step.penalty) && (plan.extraPass || !plan.own.layers.empty()))
            step.total = step.penalty;
        if (!std::isfinite(step.total) || !std::isfinite(norm) || !std::isfinite(step.answer))
            return fail(ErrorCode::LossNotFinite, "step " + std::to_string(i + 1), "the loss or its gradient is not a number",
                        "Lower the learning rate or the weight of the loss beside it");
        observer.stepDone(step);

        if ((i + 1) * checks / plan.steps == checked)
            continue;
        ++checked;
        if (plan.isObserved)
            POSTERN_TRY(observer.modelReady(plan.phase, i + 1, i + 1 == plan.steps));
        bool stop = false;
        if (plan.shouldStop) {
            POSTERN_ASSIGN(stop, plan.shouldStop(i + 1 == plan.steps));
        }
        if (stop)
            break;
        DefenseState state;
        state.phase = plan.phase;
        state.part = plan.part;
        state.step = i + 1;
        plan.save(state);
        state.training = view.model.trainingState();
        POSTERN_TRY(observer.stateReady(state));
    }
    return {};
}

} // namespace postern
