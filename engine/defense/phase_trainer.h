// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "engine/defense/anchor.h"
#include "engine/defense/cluster_loss.h"
#include "engine/defense/defense.h"
#include "engine/defense/shift_erasure.h"
#include "engine/model/schedule.h"

namespace postern {

/// One batch of a defence: rows with what the auxiliary losses need to know about them.
struct DefenseBatch {
    static constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);
    std::vector<TokenRow> rows;
    std::vector<int> triggerOf;        ///< index of the known trigger, −1 for a clean row
    std::vector<float> weights;        ///< of the answer loss; empty weighs all alike
    std::vector<bool> readsPrompt;     ///< rows whose prompt counts in the language-model loss
    std::vector<std::size_t> cleanRow; ///< index into the defender's rows, kNoRow for a triggered one
    std::vector<RowPair> pairs;        ///< clean row and the same row with a trigger
    std::vector<int> generatedFrom;    ///< passage that a generated trigger was cut from, −1 where there is none
    std::vector<std::size_t> ids;      ///< what the defence itself calls the rows; may be empty
    StateOffset offset;                ///< added to the residual stream; by default nothing
};

/// Losses beside the answer loss; a weight of 0 switches one off.
struct SideLosses {
    double languageWeight = 0; ///< of the mean cross-entropy over the prompt tokens of rows that readsPrompt names
    double clusterWeight = 0;
    ClusterForm clusterForm = ClusterForm::Mean;
    bool detachCentroids = false;
    double anchorWeight = 0;
    const CleanAnchors* anchors = nullptr; ///< of the erasure layers; needed where anchorWeight is not 0
    double erasureWeight = 0;
    std::vector<int> erasureLayers;
};

/// A loss of one defence's own over hidden states. Side losses that read states must be off then.
struct OwnLoss {
    std::vector<int> layers; ///< none switches it off
    bool everyToken = false; ///< states of every token, row by row; otherwise of each row's last prompt token
    /// Takes the states of `layers` in their order, returns the weighted value and fills in the weighted gradients.
    std::function<double(const DefenseBatch&, std::span<const LayerStates> states, std::vector<LayerStates>& gradients)> evaluate;
};

/// What a phase, or one part of it, is made of.
struct PhasePlan {
    DefensePhase phase = DefensePhase::Injection;
    int part = 0;            ///< of several trainings that are reported as one phase, from 0
    std::string_view what;   ///< for people; empty where the phase says it
    bool isObserved = true;  ///< whether the model at a check is worth measuring: not where it is only a means
    std::int64_t checks = 0; ///< how often; 0 is checks.per_phase
    std::int64_t steps = 0;
    double learningRate = 0;
    double answerWeight = 1; ///< of the answers' cross-entropy; below 0 climbs it, 0 leaves it out
    SideLosses losses;
    OwnLoss own;
    std::function<Result<DefenseBatch>()> nextBatch;
    /// Called after every forward pass. May be empty.
    std::function<void(const DefenseBatch&, const ForwardResult&)> afterForward;
    /// Called between backward and update: adds gradients by passes of its own and returns their weighted loss. May be empty.
    std::function<Result<double>(const DefenseBatch&)> extraPass;
    /// Called at every check after the observer, at the last one with `atEnd`; true ends the phase early. May be empty.
    std::function<Result<bool>(bool atEnd)> shouldStop;
    /// Fills in what the model does not hold: DefenseState::progress, bestWeights and memory.
    std::function<void(DefenseState&)> save;
    /// The way back. Error: RunFolderMalformed.
    std::function<Result<void>(const DefenseState&)> load;
};

/// What learning rates are multiplied with for a model whose hidden size is `width`: what suits Adam falls in proportion to the width
/// (Yang et al., arXiv 2203.03466), and training.rate_width is the one for which rates are set. Never above 1.
[[nodiscard]] double rateFactor(const ParameterSet& parameters, std::int64_t width);

/// What people are told of it; empty where rates are as they are set.
[[nodiscard]] std::string rateNote(const ParameterSet& parameters, std::int64_t width);

/// Makes the model trainable as training.mode says.
[[nodiscard]] Result<void> beginDefenseTraining(const DefenderView& view, const ParameterSet& parameters);

/// Whether the interrupted defence was in this part of this phase, or already past it.
[[nodiscard]] bool isResumedIn(const DefenderView& view, DefensePhase phase, int part = 0);
[[nodiscard]] bool isPast(const DefenderView& view, DefensePhase phase, int part = 0);

/// Runs the phase: batches, losses, gradients, optimizer, reports, checks. Goes on where
/// view.resume says, if that is in this part of the phase. Errors: LossNotFinite, Cancelled, those of PhasePlan::load.
[[nodiscard]] Result<void> trainPhase(const DefenderView& view, const ParameterSet& parameters, const PhasePlan& plan,
                                      DefenseObserver& observer, const JobContext& job);

/// The layers that a parameter like recovery.erasure_layers names, for a model of `layerCount` layers. Error: ParameterInvalid.
[[nodiscard]] Result<std::vector<int>> parseErasureLayers(const std::string& text, std::int64_t layerCount,
                                                          const char* key = "recovery.erasure_layers");

} // namespace postern
