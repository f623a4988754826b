// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/path_field.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "widgets/panels/parts.h"
#include "widgets/theme/tokens.h"

namespace postern {

PathField::PathField(Kind kind, const QString& caption, const QString& help, const QString& filter, QWidget* parent)
    : QWidget(parent), m_kind(kind), m_filter(filter), m_edit(new QLineEdit(this)) {
    QLabel* label = makeLabel(caption, "caption", this);
    label->setBuddy(m_edit);
    m_edit->setAccessibleName(caption);
    m_edit->setAccessibleDescription(help);
    for (QWidget* widget : {static_cast<QWidget*>(label), static_cast<QWidget*>(m_edit)})
        widget->setToolTip(plainToolTip(help));
    m_browse = makeIconButton("folder", tr("Choose: %1").arg(caption), this);
    m_problem = makeLabel({}, "problem", this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kTight);
    line->addWidget(m_edit, 1);
    line->addWidget(m_browse);
    auto* block = new QVBoxLayout(this);
    block->setContentsMargins(0, 0, 0, 0);
    block->setSpacing(space::kHair);
    block->addWidget(label);
    block->addLayout(line);
    block->addWidget(m_problem);
    connect(m_edit, &QLineEdit::textEdited, this, &PathField::edited);
    connect(m_browse, &QToolButton::clicked, this, &PathField::browse);
}

std::filesystem::path PathField::path() const {
    return std::filesystem::path(m_edit->text().trimmed().toStdU16String());
}

void PathField::setPath(const std::filesystem::path& path) {
    m_edit->setText(QString::fromStdU16String(path.u16string()));
    m_edit->end(false); // the end of a path says more than its root
}

void PathField::setProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    setStyleProperty(m_edit, "invalid", !sentence.isEmpty());
}

void PathField::setReadOnly(bool readOnly) {
    m_edit->setEnabled(!readOnly);
    m_browse->setEnabled(!readOnly);
}

void PathField::browse() {
    const QString title = m_browse->accessibleName();
    const QString chosen = m_kind == Kind::File ? QFileDialog::getOpenFileName(this, title, m_edit->text(), m_filter)
                                                : QFileDialog::getExistingDirectory(this, title, m_edit->text());
    if (chosen.isEmpty())
        return;
    m_edit->setText(QDir::toNativeSeparators(chosen));
    emit edited();
}

} // namespace postern
