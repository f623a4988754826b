// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/subject_form.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "widgets/panels/parts.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

std::filesystem::path toPath(const QString& text) {
    return std::filesystem::path(text.trimmed().toStdU16String());
}

QString fromPath(const std::filesystem::path& path) {
    return QString::fromStdU16String(path.u16string());
}

} // namespace

SubjectForm::SubjectForm(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    addRow(Checkpoint, tr("Checkpoint"), tr("Hugging Face folder of the suspect model; it is only read"), column);
    addRow(Adapter, tr("Adapter (optional)"),
           tr("Folder of a PEFT adapter that belongs to the checkpoint; it is merged, or kept with the parameter \"Keep adapters\""),
           column);
    addRow(Base, tr("Clean base (optional)"),
           tr("The clean checkpoint that the suspect was fine-tuned from, where there is one; Backdoor Collapse gains by it, fine-mixing "
              "needs it"),
           column);
    addRow(Data, tr("Data"), tr("Folder with defender.jsonl, dev.jsonl, test.jsonl, labels.json and template.json"), column);
    addRow(Secret, tr("Secret trigger (optional)"),
           tr("secret.json: only the evaluation reads it, the defence never does; leave it empty in the field"), column);
    addRow(Output, tr("Output"), tr("A new folder for the run: records, figures and the purified checkpoint"), column);
    validate();
}

void SubjectForm::addRow(Field field, const QString& label, const QString& help, QVBoxLayout* column) {
    Row& row = m_rows[field];
    auto* caption = makeLabel(label, "caption", this);
    row.path = new QLineEdit(this);
    row.path->setAccessibleName(label);
    row.path->setAccessibleDescription(help);
    row.path->setToolTip(plainToolTip(help));
    caption->setToolTip(plainToolTip(help));
    caption->setBuddy(row.path);
    row.browse = makeIconButton("folder", tr("Choose: %1").arg(label), this);
    row.problem = makeLabel({}, "problem", this);
    row.problem->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kTight);
    line->addWidget(row.path, 1);
    line->addWidget(row.browse);
    auto* block = new QVBoxLayout;
    block->setSpacing(space::kHair);
    block->addWidget(caption);
    block->addLayout(line);
    block->addWidget(row.problem);
    column->addLayout(block);
    connect(row.path, &QLineEdit::textEdited, this, [this] {
        validate();
        emit edited();
    });
    connect(row.browse, &QToolButton::clicked, this, [this, field] { browse(field); });
}

void SubjectForm::browse(Field field) {
    QLineEdit* path = m_rows[field].path;
    const QString title = m_rows[field].browse->accessibleName();
    const QString chosen = field == Secret ? QFileDialog::getOpenFileName(this, title, path->text(), tr("JSON files (*.json)"))
                                           : QFileDialog::getExistingDirectory(this, title, path->text());
    if (chosen.isEmpty())
        return;
    path->setText(QDir::toNativeSeparators(chosen));
    validate();
    emit edited();
}

void SubjectForm::setPaths(const RunSpecification& specification) {
    const std::filesystem::path paths[] = {specification.checkpoint, specification.adapter, specification.base,
                                           specification.data,       specification.secret,  specification.output};
    for (int field = 0; field < FieldCount; ++field) {
        m_rows[field].path->setText(fromPath(paths[field]));
        m_rows[field].path->end(false); // the end of a path says more than its root
    }
    validate();
}

void SubjectForm::applyTo(RunSpecification& specification) const {
    specification.checkpoint = toPath(m_rows[Checkpoint].path->text());
    specification.adapter = toPath(m_rows[Adapter].path->text());
    specification.base = toPath(m_rows[Base].path->text());
    specification.data = toPath(m_rows[Data].path->text());
    specification.secret = toPath(m_rows[Secret].path->text());
    specification.output = toPath(m_rows[Output].path->text());
}

QString SubjectForm::problemOf(Field field) const {
    const QString text = m_rows[field].path->text().trimmed();
    const QDir folder(text);
    switch (field) {
    case Checkpoint:
        if (text.isEmpty())
            return tr("Choose the checkpoint to purify.");
        return folder.exists(QStringLiteral("config.json")) ? QString() : tr("There is no config.json in this folder.");
    case Adapter:
        return text.isEmpty() || folder.exists(QStringLiteral("adapter_config.json"))
                   ? QString()
                   : tr("There is no adapter_config.json in this folder.");
    case Base:
        return text.isEmpty() || folder.exists(QStringLiteral("config.json")) ? QString() : tr("There is no config.json in this folder.");
    case Data:
        if (text.isEmpty())
            return tr("Choose the data the model was trained for.");
        return folder.exists(QStringLiteral("defender.jsonl")) ? QString() : tr("There is no defender.jsonl in this folder.");
    case Secret:
        return text.isEmpty() || QFileInfo(text).isFile() ? QString() : tr("This file does not exist.");
    case Output:
        if (text.isEmpty())
            return tr("Choose where the results go.");
        return folder.exists(QStringLiteral("run.json")) && !showsEndedRun() ? tr("This folder already holds a run; choose a new one.")
                                                                             : QString();
    case FieldCount:
        break;
    }
    return {};
}

QString SubjectForm::problem() const {
    for (int field = 0; field < FieldCount; ++field) {
        if (const QString text = problemOf(static_cast<Field>(field)); !text.isEmpty())
            return text;
    }
    return {};
}

bool SubjectForm::showsEndedRun() const {
    return !m_endedRun.empty() && toPath(m_rows[Output].path->text()) == m_endedRun;
}

void SubjectForm::setEndedRun(const std::filesystem::path& folder) {
    m_endedRun = folder;
    validate();
}

void SubjectForm::validate() {
    for (int field = 0; field < FieldCount; ++field) {
        if (field == Output && showsEndedRun()) {
            setStyleProperty(m_rows[field].path, "invalid", false);
            setStyleProperty(m_rows[field].problem, "role", QStringLiteral("request"));
            m_rows[field].problem->setText(tr("The results of this run are here. Another run gets a folder of its own."));
            m_rows[field].problem->setVisible(m_rows[field].path->isEnabled());
            continue;
        }
        const QString text = problemOf(static_cast<Field>(field));
        m_rows[field].problem->setText(text);
        m_rows[field].problem->setVisible(!text.isEmpty() && m_rows[field].path->isEnabled());
        // An empty field is an invitation, not a mistake.
        const bool wrong = !text.isEmpty() && !m_rows[field].path->text().isEmpty();
        setStyleProperty(m_rows[field].path, "invalid", wrong);
        setStyleProperty(m_rows[field].problem, "role", wrong ? QStringLiteral("problem") : QStringLiteral("request"));
    }
}

void SubjectForm::setReadOnly(bool readOnly) {
    for (Row& row : m_rows) {
        row.path->setEnabled(!readOnly);
        row.browse->setEnabled(!readOnly);
    }
    validate();
}

} // namespace postern
