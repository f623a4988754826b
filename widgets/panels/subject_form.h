// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/run/runner.h"

class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace postern {

/// Which checkpoint, which data, and where the results go. Says in place what a run still needs.
class SubjectForm final : public QWidget {
    Q_OBJECT

public:
    explicit SubjectForm(QWidget* parent = nullptr);

    void setPaths(const RunSpecification& specification);
    /// Writes the paths into `specification`.
    void applyTo(RunSpecification& specification) const;
    /// Empty when a run can start; otherwise the first thing that is missing, as a sentence.
    [[nodiscard]] QString problem() const;
    void setReadOnly(bool readOnly);
    /// The folder of the run that has just ended; empty when there is none. It may stay in the field: another run gets a folder of its own.
    void setEndedRun(const std::filesystem::path& folder);

signals:
    void edited();

private:
    enum Field { Checkpoint, Adapter, Base, Data, Secret, Output, FieldCount };
    struct Row {
        QLineEdit* path = nullptr;
        QToolButton* browse = nullptr;
        QLabel* problem = nullptr;
    };

    void addRow(Field field, const QString& label, const QString& help, QVBoxLayout* column);
    void browse(Field field);
    void validate();
    [[nodiscard]] QString problemOf(Field field) const;
    [[nodiscard]] bool showsEndedRun() const;

    Row m_rows[FieldCount];
    std::filesystem::path m_endedRun;
};

} // namespace postern
