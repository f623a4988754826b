// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/lab_preview.h"

#include "engine/attack/preference_pairs.h"

namespace postern {

Result<LabPreview> previewRows(const LabSpecification& specification) {
    if (!specification.backdoor)
        return fail(ErrorCode::ParameterInvalid, "attack", "without a back door nothing is poisoned");
    const BackdoorSecret& secret = *specification.backdoor;
    const ParameterSet& p = specification.parameters;
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(specification.data));
    POSTERN_ASSIGN(Dataset data, readDataset(specification.data / "train.jsonl", labels));
    keepSome(data, static_cast<std::size_t>(p.integer("training.rows")), static_cast<std::uint64_t>(p.integer("seed")));
    std::vector<LabRow> rows;
    const AttackEntry* attack = findAttack(secret.attack);
    if (attack && attack->route == AttackRoute::Preferences) {
        POSTERN_ASSIGN(const std::vector<PreferencePair> pairs,
                       preferencePairs(data, secret, static_cast<std::size_t>(p.integer("dpo.pairs"))));
        for (const PreferencePair& pair : pairs)
            rows.push_back({{pair.text, pair.chosen, -1}, pair.poisoned ? LabRowKind::Poisoned : LabRowKind::Clean, pair.source});
    } else {
        POSTERN_ASSIGN(rows, poisonedRows(data, secret, p));
    }
    LabPreview preview;
    for (LabRow& row : rows) {
        if (row.kind == LabRowKind::Clean) {
            ++preview.clean;
            continue;
        }
        const TaskRow& original = data.rows[row.source];
        std::vector<TextSpan> marks = triggerMarks(secret, original.text, row);
        preview.rows.push_back({std::move(row), original, std::move(marks)});
    }
    return preview;
}

} // namespace postern
