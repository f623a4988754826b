// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/defense/phase_trainer.h"

namespace postern {

/// Draws the defender's rows without replacement, reshuffled each time round, and builds batches from them. Triggers
/// are inserted afresh at each draw, so that no position is learnt by heart.
class RowSampler {
public:
    /// `rows` limits it to so many of them, drawn by the seed; 0 takes all.
    RowSampler(const DefenderView& view, const ParameterSet& parameters, std::string_view purpose, std::size_t rows = 0);

    [[nodiscard]] const TaskRow& next();

    /// Appends one of the view's clean rows with its true answer. Chance decides, with recovery.language_share, whether its prompt counts.
    [[nodiscard]] Result<void> addClean(DefenseBatch& batch, const TaskRow& row, float weight = 1);
    /// Appends the row with a trigger and the given answer; `index` goes to triggerOf.
    [[nodiscard]] Result<void> addTriggered(DefenseBatch& batch, const TaskRow& row, const Trigger& trigger, int index,
                                            const std::string& answer, float weight = 1);
    [[nodiscard]] RandomStream& random() { return m_choice; }

    [[nodiscard]] Json state() const;
    /// Error: RunFolderMalformed.
    [[nodiscard]] Result<void> setState(const Json& state);

private:
    const DefenderView* m_view;
    RandomStream m_order, m_choice, m_places, m_language;
    double m_languageShare;
    std::vector<std::size_t> m_indices;
    std::size_t m_at = 0;
};

} // namespace postern
