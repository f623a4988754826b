// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include <QWidget>

#include "engine/run/run_events.h"

class QLabel;

namespace postern {

class RateBar;

/// One figure of the outcome: before → after, counts and interval.
class ResultCard final : public QWidget {
    Q_OBJECT

public:
    ResultCard(const QString& title, const QString& definition, QWidget* parent = nullptr);
    void setTitle(const QString& title, const QString& definition);
    /// `absent` says why there is no figure; it is shown when `after` has no data.
    void setRates(const Rate& before, const Rate& after, const QString& absent);
    /// Plain numbers without counts, of which less is better; `before` is absent where `after` is the first.
    void setNumbers(std::optional<double> before, double after);

private:
    void showPair(bool pair);

    QLabel* m_heading;
    QLabel* m_before;
    QLabel* m_arrow;
    QLabel* m_after;
    QLabel* m_counts;
    RateBar* m_bar;
};

/// The figures that answer "did it work, and what did it cost?".
class ResultsCards final : public QWidget {
    Q_OBJECT

public:
    explicit ResultsCards(QWidget* parent = nullptr);
    /// Those of the run up to the step on show, in their order; none where nothing was measured yet.
    void setEvaluations(std::span<const Evaluation> evaluations);

private:
    ResultCard* m_unknown;
    ResultCard* m_accuracy;
    ResultCard* m_heldOut;
    ResultCard* m_floor;
    ResultCard* m_perplexity; ///< hidden where it was not measured
};

/// The attack rates of the triggers concerned, counts added up.
[[nodiscard]] Rate unknownAttackRate(const Evaluation& evaluation);
[[nodiscard]] Rate heldOutAttackRate(const Evaluation& evaluation);

} // namespace postern
