// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/run_form.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "widgets/panels/parameter_editor.h"
#include "widgets/panels/parts.h"

namespace postern {

namespace {

constexpr ParameterStage kStages[] = {ParameterStage::Defense,    ParameterStage::Injection, ParameterStage::Recovery,
                                      ParameterStage::Training,   ParameterStage::Data,      ParameterStage::Evaluation,
                                      ParameterStage::Projection, ParameterStage::Run};

/// The stages a person changes first; the others start folded.
bool startsOpen(ParameterStage stage) {
    return stage == ParameterStage::Defense || stage == ParameterStage::Injection || stage == ParameterStage::Recovery;
}

QString presetLabel(const std::string& name) {
    if (name == "postern")
        return RunForm::tr("Postern (recommended)");
    if (name == "paper")
        return RunForm::tr("As in the paper");
    return QString::fromStdString(name);
}

} // namespace

RunForm::RunForm(const ParameterTable& table, std::vector<std::string> presets, PresetReader readPreset, QWidget* parent)
    : QWidget(parent), m_parameters(table), m_reference(table), m_readPreset(std::move(readPreset)) {
    setAccessibleName(tr("Settings of the run"));
    m_preset = new QComboBox(this);
    m_preset->setObjectName(QStringLiteral("preset"));
    m_preset->setAccessibleName(tr("Preset"));
    m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_preset->setMinimumContentsLength(8);
    leaveWheelToScrolling(m_preset);
    m_preset->setToolTip(plainToolTip(tr("A complete set of values to start from")));
    m_preset->setVisible(!presets.empty());
    for (const std::string& name : presets)
        m_preset->addItem(presetLabel(name), QString::fromStdString(name));
    auto* presetLabelWidget = makeLabel(tr("Preset"), "body", this);
    presetLabelWidget->setBuddy(m_preset);
    presetLabelWidget->setVisible(!presets.empty());
    m_changes = makeLabel({}, "muted", this);
    m_changes->setWordWrap(true);
    m_resetAll = makeButton(tr("Reset all"), "quiet", this);

    auto* presetRow = new QHBoxLayout;
    presetRow->addWidget(presetLabelWidget);
    presetRow->addWidget(m_preset, 1);
    auto* changesRow = new QHBoxLayout;
    changesRow->addWidget(m_changes, 1);
    changesRow->addWidget(m_resetAll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(presetRow);
    column->addLayout(changesRow);
    for (const ParameterStage stage : kStages)
        addStage(stage, column);
    column->addStretch();

    connect(m_preset, &QComboBox::activated, this, &RunForm::applyPreset);
    connect(m_resetAll, &QPushButton::clicked, this, &RunForm::resetAll);
    if (m_preset->count() > 0)
        applyPreset(0);
    refresh();
}

void RunForm::addStage(ParameterStage stage, QVBoxLayout* column) {
    const auto specs = m_parameters.table().specs();
    if (std::none_of(specs.begin(), specs.end(), [stage](const ParameterSpec& spec) { return spec.stage == stage; }))
        return;
    auto* header = new QToolButton(this);
    header->setText(stageLabel(stage));
    header->setAccessibleName(tr("%1: show or hide").arg(stageLabel(stage)));
    header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    header->setProperty("role", QStringLiteral("section"));
    header->setCheckable(true);
    header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* body = new QWidget(this);
    auto* rows = new QVBoxLayout(body);
    rows->setContentsMargins(2, 2, 0, 8);
    rows->setSpacing(6);
    for (const ParameterSpec& spec : specs) {
        if (spec.stage != stage)
            continue;
        auto* editor = new ParameterEditor(spec, body);
        connect(editor, &ParameterEditor::textEdited, this, [this, editor](const QString& text) { take(editor, text); });
        connect(editor, &ParameterEditor::resetRequested, this, [this, editor] {
            const std::string key(editor->spec().key);
            if (m_parameters.set(key, m_reference.value(key))) {
                editor->setProblem({});
                refresh();
                emit parametersChanged();
            }
        });
        rows->addWidget(editor);
        m_editors.push_back(editor);
        if (spec.key == "data.template") {
            m_previewButton = makeButton(tr("Preview prompt…"), "secondary", body);
            m_previewButton->setObjectName(QStringLiteral("previewPrompt"));
            m_previewButton->setToolTip(plainToolTip(tr("Show a row of the data as the model will read it, token by token")));
            connect(m_previewButton, &QPushButton::clicked, this, &RunForm::previewRequested);
            rows->addWidget(m_previewButton, 0, Qt::AlignLeft);
        }
    }
    const auto fold = [header, body](bool open) {
        header->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        body->setVisible(open);
    };
    connect(header, &QToolButton::toggled, body, fold);
    header->setChecked(startsOpen(stage));
    fold(startsOpen(stage));
    column->addWidget(header);
    column->addWidget(body);
    m_sections.push_back({stage, header, body});
}

void RunForm::setShown(std::function<bool(std::string_view key)> wanted) {
    m_wanted = std::move(wanted);
    showRelevant();
}

void RunForm::take(ParameterEditor* editor, const QString& text) {
    const auto result = m_parameters.setFromText(editor->spec().key, text.trimmed().toStdString());
    editor->setProblem(result ? QString() : QString::fromStdString(printable(result.error().detail)));
    refresh();
    emit parametersChanged();
}

void RunForm::setParameters(const ParameterSet& parameters) {
    if (&parameters.table() != &m_parameters.table())
        return; // values of another kind of job
    m_parameters = parameters;
    for (ParameterEditor* editor : m_editors)
        editor->setProblem({});
    refresh();
}

bool RunForm::isValid() const {
    return std::all_of(m_editors.begin(), m_editors.end(), [](const ParameterEditor* editor) { return editor->isValid(); });
}

void RunForm::setReadOnly(bool readOnly) {
    m_preset->setEnabled(!readOnly);
    m_resetAll->setEnabled(!readOnly);
    if (m_previewButton)
        m_previewButton->setEnabled(!readOnly); // it asks the engine's thread, which a run keeps
    for (ParameterEditor* editor : m_editors)
        editor->setReadOnly(readOnly);
}

void RunForm::applyPreset(int index) {
    if (auto preset = m_readPreset(m_preset->itemData(index).toString().toStdString())) {
        m_reference = *preset;
        resetAll();
    }
}

void RunForm::resetAll() {
    m_parameters = m_reference;
    for (ParameterEditor* editor : m_editors)
        editor->setProblem({});
    refresh();
    emit parametersChanged();
}

void RunForm::refresh() {
    int changed = 0;
    for (ParameterEditor* editor : m_editors) {
        const std::string key(editor->spec().key);
        editor->setReference(m_reference.value(key));
        editor->setValue(m_parameters.value(key));
        changed += m_parameters.value(key) != m_reference.value(key) || !editor->isValid() ? 1 : 0;
    }
    showRelevant();
    const QString same = m_preset->count() > 0 ? tr("As in the preset") : tr("Settings: as they come");
    m_changes->setText(changed == 0 ? same : tr("%n setting(s) changed", nullptr, changed));
    m_resetAll->setVisible(changed > 0);
}

void RunForm::showRelevant() {
    for (ParameterEditor* editor : m_editors)
        editor->setVisible((!m_wanted || m_wanted(editor->spec().key)) && (isRelevant(editor->spec(), m_parameters) || !editor->isValid()));
    for (const Section& section : m_sections) {
        const bool any = std::any_of(m_editors.begin(), m_editors.end(), [&](const ParameterEditor* editor) {
            return editor->spec().stage == section.stage && !editor->isHidden();
        });
        section.header->setVisible(any);
        section.body->setVisible(any && section.header->isChecked());
    }
}

} // namespace postern
