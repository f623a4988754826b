// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "engine/run/lab_values.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace postern {

class ResultCard;

/// What came of an attack: whether it took and whether it survives, in plain words, with the rates; and the way to the run page.
class LabResult final : public QWidget {
    Q_OBJECT

public:
    explicit LabResult(QWidget* parent = nullptr);
    void setOutcome(std::shared_ptr<const LabOutcome> outcome); ///< null: what to do to get one
    [[nodiscard]] QPushButton* handOverButton() const { return m_handOver; }

signals:
    void handOverRequested();

private:
    QStackedWidget* m_pages;
    QLabel* m_took;
    QLabel* m_survives;
    QLabel* m_about;
    ResultCard* m_attack;
    ResultCard* m_floor;
    ResultCard* m_clean;
    QLabel* m_arrowNote;
    QPushButton* m_handOver;
};

} // namespace postern
