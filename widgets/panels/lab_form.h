// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "engine/run/lab_values.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace postern {

class PathField;
class RunForm;

/// What the lab is asked to do: data, base, attack, triggers, behaviour, output and the lab's parameters.
class LabForm final : public QWidget {
    Q_OBJECT

public:
    /// `table` must outlive the form.
    LabForm(const ParameterTable& table, std::vector<LabAttack> attacks, QWidget* parent = nullptr);

    [[nodiscard]] LabOrder order() const;
    void setOrder(const LabOrder& order);
    /// What the target may be, of the data on the form.
    void setLabels(const QStringList& labels);
    void setReadOnly(bool readOnly);
    /// Empty when rows can be previewed, or a checkpoint trained; otherwise the first thing that is missing, as a sentence.
    [[nodiscard]] QString previewProblem() const;
    [[nodiscard]] QString trainProblem() const;

    [[nodiscard]] QComboBox* attackBox() const { return m_attack; }
    [[nodiscard]] PathField* baseField() const { return m_base; }
    [[nodiscard]] QPlainTextEdit* triggerEdit() const { return m_triggers; }
    [[nodiscard]] QComboBox* targetBox() const { return m_target; }
    [[nodiscard]] RunForm* parameters() const { return m_parameters; }

signals:
    void edited();
    void dataChosen(const std::filesystem::path& folder);

private:
    QWidget* captioned(const QString& caption, QWidget* field, const QString& help);
    [[nodiscard]] const LabAttack* attack() const;
    void showAttack();
    void baseChosen();
    void showBehavior();

    std::vector<LabAttack> m_attacks;
    PathField* m_data;
    PathField* m_base;
    bool m_hasBase = false; ///< as of the last choice
    PathField* m_output;
    PathField* m_rewrites;
    QComboBox* m_attack;
    QLabel* m_about;
    QPlainTextEdit* m_triggers;
    QWidget* m_triggerBlock;
    QComboBox* m_position;
    QComboBox* m_behavior;
    QComboBox* m_target;
    QWidget* m_targetBlock;
    RunForm* m_parameters;
};

} // namespace postern
