// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QWidget>

class QLabel;
class QListWidget;

namespace postern {

/// Warnings and decisions of a run, oldest first.
class NotesPanel final : public QWidget {
    Q_OBJECT

public:
    explicit NotesPanel(QWidget* parent = nullptr);
    /// Notes only ever grow within a run; a shorter list is a new run.
    void setNotes(const std::vector<std::string>& notes);

private:
    QLabel* m_empty;
    QListWidget* m_list;
};

} // namespace postern
