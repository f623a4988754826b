// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/parameter_editor.h"

#include <charconv>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "widgets/panels/parts.h"

namespace postern {

namespace {

constexpr int kInputWidth = 104;

QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The shortest text that reads back as the same number; files and forms use the C locale for it.
QString numberText(double value) {
    char buffer[64];
    const auto [end, problem] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return problem == std::errc() ? QString::fromLatin1(buffer, static_cast<qsizetype>(end - buffer)) : QString();
}

/// The table says it in the help alone; a 0 in the field reads as none.
bool zeroTakesAll(const ParameterSpec& spec) {
    return spec.help.find("0 takes all") != std::string_view::npos;
}

QString allText() {
    return QCoreApplication::translate("ParameterEditor", "all");
}

QString editText(const ParameterValue& value) {
    if (const auto* number = std::get_if<double>(&value))
        return numberText(*number);
    return QString::fromStdString(toText(value));
}

QString fieldText(const ParameterSpec& spec, const ParameterValue& value) {
    return zeroTakesAll(spec) && value == ParameterValue(std::int64_t{0}) ? allText() : editText(value);
}

QString rangeText(const ParameterSpec& spec) {
    const bool low = std::isfinite(spec.minimum);
    const bool high = std::isfinite(spec.maximum);
    if (low && high)
        return QCoreApplication::translate("ParameterEditor", "%1 to %2").arg(numberText(spec.minimum), numberText(spec.maximum));
    if (low)
        return QCoreApplication::translate("ParameterEditor", "at least %1").arg(numberText(spec.minimum));
    if (high)
        return QCoreApplication::translate("ParameterEditor", "at most %1").arg(numberText(spec.maximum));
    return {};
}

} // namespace

QString parameterLabel(const ParameterSpec& spec) {
    return QCoreApplication::translate("Parameters", std::string(spec.label).c_str());
}

QString parameterHelp(const ParameterSpec& spec) {
    QString text = QCoreApplication::translate("Parameters", std::string(spec.help).c_str());
    QStringList facts;
    if (const QString range = rangeText(spec); !range.isEmpty())
        facts << range;
    if (!spec.unit.empty())
        facts << QCoreApplication::translate("Parameters", std::string(spec.unit).c_str());
    facts << toQString(spec.key);
    return text + QStringLiteral(" (") + facts.join(QStringLiteral(", ")) + QLatin1Char(')');
}

QString stageLabel(ParameterStage stage) {
    switch (stage) {
    case ParameterStage::Defense:
        return QCoreApplication::translate("ParameterEditor", "Defence");
    case ParameterStage::Data:
        return QCoreApplication::translate("ParameterEditor", "Data");
    case ParameterStage::Injection:
        return QCoreApplication::translate("ParameterEditor", "Injection");
    case ParameterStage::Recovery:
        return QCoreApplication::translate("ParameterEditor", "Recovery");
    case ParameterStage::Training:
        return QCoreApplication::translate("ParameterEditor", "Training");
    case ParameterStage::Evaluation:
        return QCoreApplication::translate("ParameterEditor", "Evaluation");
    case ParameterStage::Projection:
        return QCoreApplication::translate("ParameterEditor", "Projection");
    case ParameterStage::Run:
        return QCoreApplication::translate("ParameterEditor", "Machine");
    }
    return {};
}

ParameterEditor::ParameterEditor(const ParameterSpec& spec, QWidget* parent)
    : QWidget(parent), m_spec(spec), m_value(spec.fallback), m_reference(spec.fallback), m_input(makeInput()) {
    const QString help = parameterHelp(spec);
    m_input->setObjectName(toQString(spec.key));
    m_input->setAccessibleName(parameterLabel(spec));
    m_input->setAccessibleDescription(help);
    m_input->setToolTip(plainToolTip(help));
    const bool isNamedChoice = !m_spec.details.empty(); // its names are long, so it has a line of its own
    if (!isNamedChoice)
        m_input->setFixedWidth(kInputWidth);

    m_label = makeLabel(parameterLabel(spec), "body", this);
    m_label->setToolTip(plainToolTip(help));
    m_label->setBuddy(m_input);
    m_label->setWordWrap(true);
    m_label->setMinimumWidth(40);
    m_reset = makeIconButton("reset", tr("Reset %1").arg(parameterLabel(spec)), this);
    m_reset->setIconSize({14, 14});
    QSizePolicy keep = m_reset->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keep);
    m_problem = makeLabel({}, "problem", this);
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_label, 1);
    row->addWidget(m_reset);
    if (!isNamedChoice)
        row->addWidget(m_input);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(2);
    all->addLayout(row);
    if (isNamedChoice)
        all->addWidget(m_input);
    all->addWidget(m_problem);
    if (isNamedChoice) {
        m_details = makeLabel({}, "muted", this);
        m_details->setObjectName(toQString(m_spec.key) + QStringLiteral("Details"));
        m_details->setWordWrap(true);
        all->addWidget(m_details);
    }

    connect(m_reset, &QToolButton::clicked, this, &ParameterEditor::resetRequested);
    setValue(spec.fallback);
}

QWidget* ParameterEditor::makeInput() {
    if (std::holds_alternative<bool>(m_spec.fallback)) {
        auto* box = new QCheckBox(this);
        connect(box, &QCheckBox::toggled, this, [this](bool on) {
            if (!m_filling)
                emit textEdited(on ? QStringLiteral("true") : QStringLiteral("false"));
        });
        return box;
    }
    if (!m_spec.choices.empty()) {
        auto* combo = new QComboBox(this);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // the form's width decides
        leaveWheelToScrolling(combo);
        for (std::size_t i = 0; i < m_spec.choices.size(); ++i) {
            const std::string_view shown = i < m_spec.details.size() ? m_spec.details[i].label : m_spec.choices[i];
            combo->addItem(QCoreApplication::translate("Parameters", std::string(shown).c_str()), toQString(m_spec.choices[i]));
        }
        connect(combo, &QComboBox::currentIndexChanged, this, [this, combo](int index) {
            if (!m_filling)
                emit textEdited(combo->itemData(index).toString());
        });
        return combo;
    }
    // Learning rates span five powers of ten and seeds 63 bits: text with a check fits both better than a spin box.
    auto* line = new QLineEdit(this);
    if (!std::holds_alternative<std::string>(m_spec.fallback))
        line->setAlignment(Qt::AlignRight);
    line->setPlaceholderText(rangeText(m_spec));
    connect(line, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_ownEdit = true;
        emit textEdited(zeroTakesAll(m_spec) && text.trimmed() == allText() ? QStringLiteral("0") : text);
        m_ownEdit = false;
    });
    return line;
}

void ParameterEditor::setValue(const ParameterValue& value) {
    m_value = value;
    m_filling = true;
    if (auto* box = qobject_cast<QCheckBox*>(m_input))
        box->setChecked(std::get<bool>(value));
    else if (auto* combo = qobject_cast<QComboBox*>(m_input))
        combo->setCurrentIndex(combo->findData(editText(value)));
    else if (auto* line = qobject_cast<QLineEdit*>(m_input); line && m_valid && !m_ownEdit)
        line->setText(fieldText(m_spec, value)); // never under the hands of someone typing, and rejected text stays to be corrected
    m_filling = false;
    updateMark();
    updateDetails();
}

void ParameterEditor::updateDetails() {
    const ChoiceDetails* details = choiceDetails(m_spec, toText(m_value));
    if (!m_details || !details)
        return;
    const auto translated = [](std::string_view text) { return QCoreApplication::translate("Parameters", std::string(text).c_str()); };
    m_details->setText(tr("Assumes: %1\nCosts: %2").arg(translated(details->assumes), translated(details->costs)));
    m_input->setAccessibleDescription(parameterHelp(m_spec) + QLatin1Char(' ') + m_details->text());
}

void ParameterEditor::setReference(const ParameterValue& value) {
    m_reference = value;
    updateMark();
}

void ParameterEditor::setProblem(const QString& message) {
    m_valid = message.isEmpty();
    m_problem->setText(message);
    m_problem->setVisible(!m_valid);
    setStyleProperty(m_input, "invalid", !m_valid);
    updateMark();
}

void ParameterEditor::setReadOnly(bool readOnly) {
    m_input->setEnabled(!readOnly);
    m_reset->setEnabled(!readOnly);
}

void ParameterEditor::updateMark() {
    const bool changed = m_value != m_reference || !m_valid;
    setStyleProperty(m_label, "changed", changed);
    m_reset->setVisible(changed);
    m_reset->setToolTip(plainToolTip(tr("Changed. Reset to %1").arg(fieldText(m_spec, m_reference))));
}

} // namespace postern
