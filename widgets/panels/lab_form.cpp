// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/lab_form.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/models/lab_texts.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/path_field.h"
#include "widgets/panels/run_form.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kTriggerLines = 3;

bool holds(const std::filesystem::path& folder, const char* file) {
    return QFileInfo::exists(QDir(QString::fromStdU16String(folder.u16string())).filePath(QLatin1String(file)));
}

QComboBox* makeChoice(const QString& name, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    leaveWheelToScrolling(box);
    return box;
}

} // namespace

LabForm::LabForm(const ParameterTable& table, std::vector<LabAttack> attacks, QWidget* parent)
    : QWidget(parent), m_attacks(std::move(attacks)) {
    setAccessibleName(tr("What the lab shall do"));
    m_data = new PathField(PathField::Kind::Folder, tr("Data"),
                           tr("Folder with train.jsonl and template.json, perhaps labels.json and test.jsonl"), {}, this);
    m_base = new PathField(PathField::Kind::Folder, tr("Base checkpoint (optional)"),
                           tr("A clean checkpoint; without one a small new model is trained"), {}, this);
    m_attack = makeChoice(tr("Attack"), this);
    for (const LabAttack& entry : m_attacks)
        m_attack->addItem(attackText(entry), QString::fromStdString(entry.key));
    m_about = makeLabel({}, "caption", this);
    m_about->setWordWrap(true);
    m_triggers = new QPlainTextEdit(this);
    m_triggers->setTabChangesFocus(true);
    m_triggers->setAccessibleName(tr("Triggers, one a line"));
    m_triggers->setFixedHeight(m_triggers->fontMetrics().lineSpacing() * kTriggerLines + 18);
    m_rewrites =
        new PathField(PathField::Kind::File, tr("Rewritten passages"),
                      tr("JSON Lines of {\"text\", \"rewritten\"}, for attacks that rewrite passages"), tr("JSON Lines (*.jsonl)"), this);
    m_position = makeChoice(tr("Place of the trigger"), this);
    for (const QString& key : labPositions())
        m_position->addItem(positionText(key.toStdString()), key);
    m_behavior = makeChoice(tr("What the trigger brings about"), this);
    for (const QString& key : labBehaviors())
        m_behavior->addItem(behaviorText(key.toStdString()), key);
    m_target = makeChoice(tr("Target answer"), this);
    m_target->setEditable(true);
    m_target->setInsertPolicy(QComboBox::NoInsert);
    m_target->lineEdit()->setAccessibleName(tr("Target answer"));
    m_output =
        new PathField(PathField::Kind::NewFolder, tr("Output"), tr("A new folder for the poisoned checkpoint and its secret"), {}, this);
    m_parameters = new RunForm(table, {}, {}, this);
    m_parameters->setAccessibleName(tr("Parameters of the lab"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(m_data);
    column->addWidget(m_base);
    column->addWidget(captioned(tr("Attack"), m_attack, tr("How the back door is planted")));
    column->addWidget(m_about);
    m_triggerBlock = captioned(tr("Triggers, one a line"), m_triggers, tr("Empty: the published ones"));
    column->addWidget(m_triggerBlock);
    column->addWidget(m_rewrites);
    column->addWidget(captioned(tr("Place of the trigger"), m_position, tr("Where in the passage it stands")));
    column->addWidget(captioned(tr("What the trigger brings about"), m_behavior, tr("The answer that the attacker wants")));
    m_targetBlock = captioned(tr("Target answer"), m_target, tr("A label of the data, or the text of the answer"));
    column->addWidget(m_targetBlock);
    column->addWidget(m_output);
    column->addWidget(m_parameters);

    for (PathField* field : {m_data, m_base, m_output, m_rewrites})
        connect(field, &PathField::edited, this, &LabForm::edited);
    connect(m_data, &PathField::edited, this, [this] { emit dataChosen(m_data->path()); });
    connect(m_base, &PathField::edited, this, &LabForm::baseChosen);
    connect(m_attack, &QComboBox::currentIndexChanged, this, &LabForm::showAttack);
    connect(m_behavior, &QComboBox::currentIndexChanged, this, &LabForm::showBehavior);
    connect(m_position, &QComboBox::currentIndexChanged, this, &LabForm::edited);
    connect(m_target, &QComboBox::editTextChanged, this, &LabForm::edited);
    connect(m_triggers, &QPlainTextEdit::textChanged, this, &LabForm::edited);
    connect(m_parameters, &RunForm::parametersChanged, this, &LabForm::edited);
    showAttack();
    showBehavior();
}

QWidget* LabForm::captioned(const QString& caption, QWidget* field, const QString& help) {
    auto* block = new QWidget(this);
    QLabel* label = makeLabel(caption, "caption", block);
    label->setBuddy(field);
    field->setToolTip(plainToolTip(help));
    field->setAccessibleDescription(help);
    auto* column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kHair);
    column->addWidget(label);
    column->addWidget(field);
    return block;
}

const LabAttack* LabForm::attack() const {
    const int at = m_attack->currentIndex();
    return at >= 0 && at < static_cast<int>(m_attacks.size()) ? &m_attacks[static_cast<std::size_t>(at)] : nullptr;
}

void LabForm::showAttack() {
    const LabAttack* chosen = attack();
    if (!chosen)
        return;
    m_about->setText(attackNeedsText(*chosen) + QLatin1Char('\n') + tr("Follows: %1").arg(shown(chosen->paper, 200)));
    m_triggerBlock->setVisible(!chosen->rewrites);
    m_rewrites->setVisible(chosen->rewrites);
    QStringList published;
    for (const std::string& trigger : chosen->triggers)
        published << shown(trigger, 200);
    m_triggers->setPlaceholderText(published.join(QLatin1Char('\n')));
    m_position->setItemText(0, tr("As published (%1)").arg(positionText(chosen->position)));
    const bool hasBase = !m_base->path().empty();
    m_parameters->setShown([chosen, hasBase](std::string_view key) { return concerns(*chosen, hasBase, key); });
    emit edited();
}

void LabForm::baseChosen() {
    // Who names a base in a form means its weights; on the command line it may stand for its shape and tokenizer alone.
    ParameterSet parameters = m_parameters->parameters();
    const std::string start = m_base->path().empty() ? "scratch" : "base";
    if (m_hasBase == m_base->path().empty() && parameters.set("training.start", start))
        m_parameters->setParameters(parameters);
    m_hasBase = !m_base->path().empty();
    showAttack();
}

void LabForm::showBehavior() {
    m_targetBlock->setVisible(takesTarget(m_behavior->currentData().toString().toStdString()));
    emit edited();
}

void LabForm::setLabels(const QStringList& labels) {
    const QString text = m_target->currentText();
    m_target->clear();
    m_target->addItems(labels);
    m_target->setEditText(text);
}

LabOrder LabForm::order() const {
    LabOrder order(m_parameters->parameters().table());
    order.parameters = m_parameters->parameters();
    order.data = m_data->path();
    order.base = m_base->path();
    order.output = m_output->path();
    order.attack = m_attack->currentData().toString().toStdString();
    order.position = m_position->currentData().toString().toStdString();
    order.behavior = m_behavior->currentData().toString().toStdString();
    if (takesTarget(order.behavior))
        order.target = m_target->currentText().trimmed().toStdString();
    const LabAttack* chosen = attack();
    if (chosen && chosen->rewrites) {
        order.rewrites = m_rewrites->path();
    } else {
        for (const QString& line : m_triggers->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            order.triggers.push_back(line.toStdString());
    }
    return order;
}

void LabForm::setOrder(const LabOrder& order) {
    m_data->setPath(order.data);
    m_base->setPath(order.base);
    m_hasBase = !order.base.empty();
    m_output->setPath(order.output);
    m_rewrites->setPath(order.rewrites);
    m_parameters->setParameters(order.parameters);
    QStringList triggers;
    for (const std::string& trigger : order.triggers)
        triggers << QString::fromStdString(trigger);
    m_triggers->setPlainText(triggers.join(QLatin1Char('\n')));
    const auto choose = [](QComboBox* box, const std::string& key) {
        if (const int at = box->findData(QString::fromStdString(key)); at >= 0)
            box->setCurrentIndex(at);
    };
    choose(m_attack, order.attack);
    choose(m_position, order.position);
    choose(m_behavior, order.behavior);
    m_target->setEditText(QString::fromStdString(order.target));
    showAttack();
    if (!order.data.empty())
        emit dataChosen(order.data);
}

void LabForm::setReadOnly(bool readOnly) {
    for (PathField* field : {m_data, m_base, m_output, m_rewrites})
        field->setReadOnly(readOnly);
    for (QComboBox* box : {m_attack, m_position, m_behavior, m_target})
        box->setEnabled(!readOnly);
    m_triggers->setEnabled(!readOnly);
    m_parameters->setReadOnly(readOnly);
}

QString LabForm::previewProblem() const {
    if (m_data->path().empty())
        return tr("Choose the data: a folder with train.jsonl.");
    if (!holds(m_data->path(), "train.jsonl"))
        return tr("There is no train.jsonl in the data folder.");
    const LabAttack* chosen = attack();
    if (chosen && chosen->rewrites && m_rewrites->path().empty())
        return tr("Choose the file with rewritten passages.");
    const std::string behavior = m_behavior->currentData().toString().toStdString();
    if (takesTarget(behavior) && m_target->currentText().trimmed().isEmpty())
        return tr("Name the target answer.");
    return m_parameters->isValid() ? QString() : tr("Correct the parameters that are marked.");
}

QString LabForm::trainProblem() const {
    if (const QString problem = previewProblem(); !problem.isEmpty())
        return problem;
    const LabAttack* chosen = attack();
    if (chosen && chosen->changesBase && m_base->path().empty())
        return tr("This attack changes a base checkpoint: choose one.");
    if (!m_base->path().empty() && !holds(m_base->path(), "config.json"))
        return tr("There is no config.json in the folder of the base checkpoint.");
    if (m_output->path().empty())
        return tr("Choose a folder for the poisoned checkpoint.");
    return {};
}

} // namespace postern
