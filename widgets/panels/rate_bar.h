// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/analysis/rate.h"

namespace postern {

/// A rate before and after on one 0–100 % scale: hollow mark before, filled mark after, its 95 % interval as a band.
class RateBar final : public QWidget {
    Q_OBJECT

public:
    explicit RateBar(QWidget* parent = nullptr);
    void setRates(const Rate& before, const Rate& after);
    [[nodiscard]] QSize sizeHint() const override { return {120, 14}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Rate m_before;
    Rate m_after;
};

} // namespace postern
