// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "widgets/theme/tokens.h"

namespace postern {

/// Paints a cell of the matrix: the rate, its place in words, the counts below, on a ground that is the darker (in the light theme)
/// the higher the rate. Reads the roles of BenchMatrixModel.
class RateCellDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Ground and ink of a rate from 0 to 1; the ink is legible on the ground.
    struct Shade {
        QColor ground;
        QColor ink;
    };
    [[nodiscard]] static Shade shadeOf(double rate, const Tokens& tokens);
};

} // namespace postern
