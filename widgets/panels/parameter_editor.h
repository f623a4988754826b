// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/core/parameters.h"

class QLabel;
class QToolButton;

namespace postern {

/// One row of the run form: label, the editor that fits the parameter's type, and a mark with a way back where the value
/// differs from the reference. Rejected input is explained under the editor.
class ParameterEditor final : public QWidget {
    Q_OBJECT

public:
    ParameterEditor(const ParameterSpec& spec, QWidget* parent = nullptr);

    [[nodiscard]] const ParameterSpec& spec() const { return m_spec; }
    [[nodiscard]] QWidget* input() const { return m_input; } ///< the operable widget; its objectName is the key
    [[nodiscard]] bool isValid() const { return m_valid; }

    void setValue(const ParameterValue& value);
    void setReference(const ParameterValue& value);
    /// After the form tried the text: an empty message means that it was accepted.
    void setProblem(const QString& message);
    void setReadOnly(bool readOnly);

signals:
    void textEdited(const QString& text); ///< in the form ParameterSet::setFromText reads
    void resetRequested();

private:
    QWidget* makeInput();
    void updateMark();
    void updateDetails();

    const ParameterSpec& m_spec;
    ParameterValue m_value;
    ParameterValue m_reference;
    bool m_valid = true;
    bool m_filling = false;
    bool m_ownEdit = false;
    QWidget* m_input;
    QLabel* m_label;
    QLabel* m_problem;
    QLabel* m_details = nullptr; ///< what the choice assumes and costs, where the table says it
    QToolButton* m_reset;
};

/// Translated texts of a parameter, for a form.
[[nodiscard]] QString parameterLabel(const ParameterSpec& spec);
[[nodiscard]] QString parameterHelp(const ParameterSpec& spec); ///< with range, unit and key
[[nodiscard]] QString stageLabel(ParameterStage stage);

} // namespace postern
