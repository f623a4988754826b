// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/run/memory_estimate.h"

namespace postern {

/// Need against what is there: the groove is what is available, the filling what is needed, with its uncertainty as a paler
/// end. Where more is needed than there is, the groove is the need, and a mark stands where the available memory ends.
class MemoryBar final : public QWidget {
    Q_OBJECT

public:
    explicit MemoryBar(QWidget* parent = nullptr);
    void setEstimate(const RunEstimate& estimate);
    [[nodiscard]] QSize sizeHint() const override { return {160, 10}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_low = 0; ///< as shares of the groove
    double m_high = 0;
    double m_limit = 1;
    bool m_fits = true;
};

} // namespace postern
