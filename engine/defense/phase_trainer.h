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

/// What a phase is made of.
struct PhasePlan {
    DefensePhase phase = DefensePhase::Injection;
    std::int64_t steps = 0;
    double learningRate = 0;
    SideLosses losses;
    std::function<Result<DefenseBatch>()> nextBatch;
    /// Called after every forward pass. May be empty.
    std::function<void(const DefenseBatch&, const ForwardResult&)> afterForward;
    /// Called at every check after the observer; true ends the phase early. May be empty.
    std::function<Result<bool>()> shouldStop;
    /// Fills in what the model does not hold: DefenseState::progress and bestWeights.
    std::function<void(DefenseState&)> save;
    /// The way back. Error: RunFolderMalformed.
    std::function<Result<void>(const DefenseState&)> load;
};

/// Makes the model trainable as training.mode says.
[[nodiscard]] Result<void> beginDefenseTraining(const DefenderView& view, const ParameterSet& parameters);

/// Runs the phase: batches, losses, gradients, optimizer, reports, checks. Goes on where
/// view.resume says, if that is in this phase. Errors: LossNotFinite, Cancelled, those of PhasePlan::load.
[[nodiscard]] Result<void> trainPhase(const DefenderView& view, const ParameterSet& parameters, const PhasePlan& plan,
                                      DefenseObserver& observer, const JobContext& job);

/// The layers that recovery.erasure_layers names, for a model of `layerCount` layers. Error: ParameterInvalid.
[[nodiscard]] Result<std::vector<int>> parseErasureLayers(const std::string& text, std::int64_t layerCount);

} // namespace postern
