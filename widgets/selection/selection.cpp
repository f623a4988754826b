// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/selection.h"

namespace postern {

SelectionMode selectionModeFor(Qt::KeyboardModifiers modifiers) {
    if (modifiers.testFlag(Qt::AltModifier))
        return SelectionMode::Subtract;
    if (modifiers.testFlag(Qt::ControlModifier))
        return SelectionMode::Toggle;
    if (modifiers.testFlag(Qt::ShiftModifier))
        return SelectionMode::Add;
    return SelectionMode::Replace;
}

void Selection::apply(const std::vector<int>& ids, SelectionMode mode) {
    std::set<int> next = mode == SelectionMode::Replace ? std::set<int>{} : m_ids;
    for (const int id : ids) {
        if (mode == SelectionMode::Subtract || (mode == SelectionMode::Toggle && m_ids.contains(id)))
            next.erase(id);
        else
            next.insert(id);
    }
    if (next == m_ids)
        return;
    m_ids = std::move(next);
    emit changed();
    if (m_primary && !m_ids.contains(*m_primary))
        setPrimary(std::nullopt);
}

void Selection::setPrimary(std::optional<int> id) {
    if (id == m_primary)
        return;
    m_primary = id;
    emit primaryChanged();
}

void Selection::clear() {
    apply({}, SelectionMode::Replace);
}

} // namespace postern
