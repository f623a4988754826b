// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/rate_cell_delegate.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "widgets/models/bench_models.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr double kLegible = 4.5; ///< WCAG 2, AA

QColor mixed(const QColor& over, const QColor& under, double share) {
    const auto part = [share](int a, int b) { return static_cast<int>(share * a + (1.0 - share) * b + 0.5); };
    return {part(over.red(), under.red()), part(over.green(), under.green()), part(over.blue(), under.blue())};
}

double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

} // namespace

RateCellDelegate::Shade RateCellDelegate::shadeOf(double rate, const Tokens& tokens) {
    // Small rates are what defences differ in: the root spreads them.
    const double share = 0.06 + 0.84 * std::sqrt(std::clamp(rate, 0.0, 1.0));
    const QColor ground = mixed(tokens.of(RowClass::Unknown), tokens.surface, share);
    if (contrast(ground, tokens.text) >= kLegible)
        return {ground, tokens.text};
    // One of the two always is.
    const QColor black(Qt::black);
    const QColor white(Qt::white);
    return {ground, contrast(ground, black) >= contrast(ground, white) ? black : white};
}

void RateCellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = Theme::instance().tokens();
    const QVariant rate = index.data(BenchMatrixModel::RateRole);
    const bool isName = index.column() == BenchMatrixModel::Subject;
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    Shade shade{selected ? t.accentSoft : t.surface, t.text};
    if (rate.isValid())
        shade = shadeOf(rate.toDouble(), t);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option.rect, selected ? t.accentSoft : t.surface);
    const QRectF cell = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5);
    if (rate.isValid()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(shade.ground);
        painter->drawRoundedRect(cell, 4, 4);
    }
    if ((option.state & QStyle::State_HasFocus) != 0) {
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(cell, 4, 4);
    }
    const auto place = static_cast<BenchPlace>(index.data(BenchMatrixModel::PlaceRole).toInt());
    QFont main = Theme::instance().font(TextRole::Body);
    main.setBold(place == BenchPlace::Best);
    main.setItalic(place == BenchPlace::Second);
    const QFont small = Theme::instance().font(TextRole::Caption);
    const int middle = option.rect.center().y();
    const QRect upper(option.rect.left() + 8, option.rect.top() + 2, option.rect.width() - 16, middle - option.rect.top() - 1);
    const QRect lower(upper.left(), middle, upper.width(), option.rect.bottom() - middle - 3);
    painter->setPen(rate.isValid() || isName ? shade.ink : t.textMuted);
    painter->setFont(main);
    const QString text = QFontMetrics(main).elidedText(index.data().toString(), Qt::ElideMiddle, upper.width());
    painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, text);
    if (place != BenchPlace::None) {
        const int used = QFontMetrics(main).horizontalAdvance(text) + 6;
        painter->setFont(small);
        painter->drawText(upper.adjusted(used, 0, 0, 0), Qt::AlignRight | Qt::AlignVCenter,
                          QFontMetrics(small).elidedText(placeText(place), Qt::ElideRight, upper.width() - used));
    }
    painter->setFont(small);
    painter->setPen(isName ? t.textMuted : shade.ink);
    painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(small).elidedText(index.data(BenchMatrixModel::CountsRole).toString(), Qt::ElideRight, lower.width()));
    painter->restore();
}

QSize RateCellDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const QFontMetrics main(Theme::instance().font(TextRole::Body));
    const QFontMetrics small(Theme::instance().font(TextRole::Caption));
    const auto place = static_cast<BenchPlace>(index.data(BenchMatrixModel::PlaceRole).toInt());
    const int first =
        main.horizontalAdvance(index.data().toString()) + (place == BenchPlace::None ? 0 : small.horizontalAdvance(placeText(place)) + 10);
    const int second = small.horizontalAdvance(index.data(BenchMatrixModel::CountsRole).toString());
    return {std::max(first, second) + 20, main.height() + small.height() + 10};
}

} // namespace postern
