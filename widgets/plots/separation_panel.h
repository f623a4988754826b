// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include <QFrame>

#include "engine/run/run_events.h"

class QLabel;

namespace postern {

/// The figures of `Separation` as a grid of small cards: what the projection only illustrates. Shows the change
/// against the baseline where one is given.
class SeparationPanel : public QWidget {
    Q_OBJECT

public:
    static constexpr int kFigures = 6;

    explicit SeparationPanel(QWidget* parent = nullptr);

    void setSeparation(const Separation& separation, int layer, int step, const std::optional<Separation>& baseline = std::nullopt);
    void clear();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Card {
        QFrame* frame;
        QLabel* name;
        QLabel* value;
        QLabel* change;
    };

    void arrange();
    void translate();

    QLabel* m_where;
    std::array<Card, kFigures> m_cards{};
    int m_columns = 0;
};

/// The six figures in display order: name, explanation, value. NaN is "not measured".
struct SeparationFigure {
    QString name;
    QString explanation;
    double value = 0;
};
[[nodiscard]] std::array<SeparationFigure, SeparationPanel::kFigures> separationFigures(const Separation& separation);
/// Two decimals, or "–" for a figure that was not measured.
[[nodiscard]] QString separationText(double value);

} // namespace postern
