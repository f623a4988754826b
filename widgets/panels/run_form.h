// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <QWidget>

#include "engine/core/parameters.h"

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace postern {

class ParameterEditor;

/// The settings of a run, generated from the parameter table: groups by stage, presets, marks where a value differs from
/// the preset, validation in place.
class RunForm final : public QWidget {
    Q_OBJECT

public:
    using PresetReader = std::function<Result<ParameterSet>(std::string_view)>;

    /// `table` must outlive the form. Without presets the table's own values are what others are compared with.
    RunForm(const ParameterTable& table, std::vector<std::string> presets, PresetReader readPreset, QWidget* parent = nullptr);

    [[nodiscard]] const ParameterSet& parameters() const { return m_parameters; }
    /// Ignored when the set belongs to another table than the form.
    void setParameters(const ParameterSet& parameters);
    /// False while some input is rejected; the values in force are then the last good ones.
    [[nodiscard]] bool isValid() const;
    void setReadOnly(bool readOnly);
    /// Hides parameters that do not matter now; they keep their values.
    void setShown(std::function<bool(std::string_view key)> wanted);

signals:
    void parametersChanged();
    void previewRequested(); ///< of a prompt with the values in force

private:
    void addStage(ParameterStage stage, QVBoxLayout* column);
    void take(ParameterEditor* editor, const QString& text);
    void applyPreset(int index);
    void resetAll();
    void refresh();
    /// Only what the chosen defence reads; a rejected input stays in sight.
    void showRelevant();

    struct Section {
        ParameterStage stage;
        QToolButton* header;
        QWidget* body;
    };

    ParameterSet m_parameters;
    ParameterSet m_reference;
    PresetReader m_readPreset;
    std::vector<ParameterEditor*> m_editors;
    std::function<bool(std::string_view key)> m_wanted; ///< empty: all
    std::vector<Section> m_sections;
    QComboBox* m_preset;
    QLabel* m_changes;
    QPushButton* m_resetAll;
    QPushButton* m_previewButton = nullptr;
};

} // namespace postern
