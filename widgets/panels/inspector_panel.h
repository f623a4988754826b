// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/run/run_events.h"

class QLabel;
class QPlainTextEdit;

namespace postern {

/// The primary prompt at length: what the model reads with the trigger marked, and its answer before and now.
class InspectorPanel final : public QWidget {
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget* parent = nullptr);

    /// A null point shows the empty state. `before` is the baseline frame, `now` the selected one; both may be null.
    void setPoint(const FramePoint* point, const FramePtr& before, const FramePtr& now);

private:
    void markTrigger(const QString& trigger);

    QLabel* m_empty;
    QWidget* m_body;
    QLabel* m_class;
    QPlainTextEdit* m_passage;
    QLabel* m_expected;
    QLabel* m_before;
    QLabel* m_now;
    QString m_trigger;
};

} // namespace postern
