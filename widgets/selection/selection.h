// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <vector>

#include <QObject>

namespace postern {

/// How a gesture changes the selection: plain, Ctrl, Shift, Alt.
enum class SelectionMode { Replace, Toggle, Add, Subtract };

[[nodiscard]] SelectionMode selectionModeFor(Qt::KeyboardModifiers modifiers);

/// The points selected in one session, shared by every view: a set of ids and one primary id within or outside it.
/// Selecting anywhere selects everywhere; panels meet here and nowhere else.
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const std::set<int>& ids() const { return m_ids; }
    [[nodiscard]] bool contains(int id) const { return m_ids.contains(id); }
    [[nodiscard]] bool isEmpty() const { return m_ids.empty(); }
    [[nodiscard]] std::optional<int> primary() const { return m_primary; }

    void apply(const std::vector<int>& ids, SelectionMode mode);
    void setPrimary(std::optional<int> id);
    void clear();

signals:
    /// The set changed; not emitted when a gesture changes nothing.
    void changed();
    void primaryChanged();

private:
    std::set<int> m_ids;
    std::optional<int> m_primary;
};

} // namespace postern
