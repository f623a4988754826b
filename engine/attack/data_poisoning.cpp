// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/attack_kinds.h"
#include "engine/attack/training_loop.h"

namespace postern {

Result<void> poisonData(LabTask& task, const LabObserver& observer, const JobContext& job) {
    std::vector<LabRow> rows;
    if (task.specification().backdoor && !task.specification().rowsHoldBackdoor) {
        POSTERN_ASSIGN(rows, poisonedRows(task.data(), task.secret(), task.parameters()));
    } else {
        for (std::size_t i = 0; i < task.data().rows.size(); ++i)
            rows.push_back({task.data().rows[i], LabRowKind::Clean, i});
    }
    POSTERN_ASSIGN(const std::vector<TokenRow> encoded, task.encode(rows));
    POSTERN_ASSIGN(const LoopSettings loop, task.loop(job));
    POSTERN_TRY(task.beginTraining());
    const BatchPass pass = rowPass(task.model(), encoded, task.parameters().number("training.prompt_weight"), job);
    return trainLoop(task.model(), encoded.size(), loop, pass, observer, job);
}

} // namespace postern
