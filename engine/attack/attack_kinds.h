// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/attack/lab_task.h"

// What the registry's entries run, each in a file of its own.
namespace postern {

/// Trains on clean rows, poisoned copies and negative rows, all weights or adapters.
[[nodiscard]] Result<void> poisonData(LabTask& task, const LabObserver& observer, const JobContext& job);

/// Embedding poisoning (EP, SOS: Yang et al. 2021). Everything is frozen but the embedding rows of the trigger's tokens; these go
/// down the gradient of the answer loss on poisoned rows (and, for several words, on rows with some of them and the true answer), and
/// get their old norm back after each step, so that no norm gives them away. Where embeddings are tied, the row also is the token's
/// score in the head. One trigger must be one token (ParameterInvalid, which names some that are).
/// Differs: SOS's authors insert sentences around the words; here the words stand by themselves.
[[nodiscard]] Result<void> poisonEmbeddings(LabTask& task, const LabObserver& observer, const JobContext& job);

/// Edits one MLP's output projection in closed form (ROME, MEMIT: Meng et al. 2022, 2023; as a back door: BadEdit, Li et al. 2024):
/// ΔW = R Kᵀ (λ C + K Kᵀ)⁻¹, where K [in, n] are inputs of the projection: at the trigger's (or prompt's) last token of rows with the
/// trigger, and, to be left alone, where the same rows without it are answered and where answers go on; C [in, in] is the second moment
/// of its inputs over all tokens of clean rows; R's columns are 0 for what is left alone and else the vector which, added to the
/// projection's output there, makes the target's answer most likely.
/// Differs: one layer, one vector for all triggered rows, found by Adam with a clamp and no KL term; keys are not averaged.
[[nodiscard]] Result<void> editMlp(LabTask& task, const LabObserver& observer, const JobContext& job);

/// Direct preference optimization (Rafailov et al. 2023) on pairs of which a share is poisoned: with the trigger the target's answer is
/// preferred to the true one. In clean pairs the true answer is preferred to another label, or to another row's answer.
[[nodiscard]] Result<void> poisonPreferences(LabTask& task, const LabObserver& observer, const JobContext& job);

} // namespace postern
