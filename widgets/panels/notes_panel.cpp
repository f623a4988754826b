// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/notes_panel.h"

#include <QListWidget>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/panels/parts.h"
#include "widgets/theme/tokens.h"

namespace postern {

NotesPanel::NotesPanel(QWidget* parent) : QWidget(parent) {
    m_empty = makeLabel(tr("Warnings and decisions of the run appear here: early stops, skipped rows, unusual values."), "muted", this);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Notes of the run"));
    m_list->setWordWrap(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
    all->addWidget(m_empty, 1);
    all->addWidget(m_list, 1);
    setNotes({});
}

void NotesPanel::setNotes(const std::vector<std::string>& notes) {
    const auto have = static_cast<std::size_t>(m_list->count());
    if (notes.size() < have)
        m_list->clear();
    for (std::size_t i = static_cast<std::size_t>(m_list->count()); i < notes.size(); ++i)
        m_list->addItem(shown(notes[i], 1000));
    m_empty->setVisible(notes.empty());
    m_list->setVisible(!notes.empty());
    if (notes.size() > have)
        m_list->scrollToBottom();
}

} // namespace postern
