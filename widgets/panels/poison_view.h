// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QTextEdit>

#include "engine/run/lab_values.h"

namespace postern {

/// Rows that an attack would train on, as text: the trigger stands between ⟦ and ⟧, underlined and on a ground of its own.
class PoisonView final : public QTextEdit {
    Q_OBJECT

public:
    explicit PoisonView(QWidget* parent = nullptr);

    void setExamples(std::shared_ptr<const LabExamples> examples); ///< null: what to do to see some

private:
    void draw();
    void drawRow(QTextCursor& cursor, const LabExample& row, int number);

    std::shared_ptr<const LabExamples> m_examples;
};

} // namespace postern
