// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/lab_training.h"

#include "engine/attack/attack_kinds.h"
#include "engine/attack/kept_training.h"
#include "engine/checkpoint/checkpoint_target.h"

namespace postern {

std::filesystem::path unfinishedTraining(const std::filesystem::path& output) {
    std::filesystem::path beside = output;
    if (!beside.has_filename())
        beside = beside.parent_path(); // "folder/" is the folder
    beside += ".resume";
    return beside;
}

Result<void> trainCheckpoint(const LabSpecification& specification, const LabObserver& observer, const JobContext& job) {
    std::error_code none;
    if (!std::filesystem::exists(unfinishedTraining(specification.output), none)) // else what is there is this training's own
        POSTERN_TRY(requireNoCheckpoint(specification.output));
    const AttackEntry* attack =
        specification.backdoor && !specification.rowsHoldBackdoor ? findAttack(specification.backdoor->attack) : nullptr;
    const bool fromBase = attack && attack->route != AttackRoute::Data;
    POSTERN_ASSIGN(const std::unique_ptr<LabTask> task, LabTask::open(specification, fromBase, job));
    POSTERN_TRY(task->checkTriggers());
    POSTERN_TRY((attack ? attack->run : &poisonData)(*task, observer, job));
    task->model().endTraining();
    POSTERN_TRY(task->save(job));
    KeptTraining(unfinishedTraining(specification.output), {}).clear();
    return {};
}

} // namespace postern
