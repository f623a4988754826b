// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/hover_card.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QTextLayout>
#include <QVBoxLayout>

#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr int kBodyWidth = 320;

QLabel* plainLabel(const QString& text, TextRole role, const QColor& color, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setFont(Theme::instance().font(role));
    // A widget's own style sheet would be the only way past the application's; a palette suffices for labels.
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
    return label;
}

QPixmap markerPixmap(const HoverEntry& entry, double ratio) {
    QPixmap pixmap(QSize(14, 14) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(entry.color.darker(120), 1));
    painter.setBrush(entry.color);
    painter.drawPath(markerPath(entry.marker, 8.5).translated(7, 7));
    return pixmap;
}

} // namespace

QString elideLines(const QString& text, const QFont& font, int width, int lines) {
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList kept;
    while (true) {
        const QTextLine probe = layout.createLine();
        if (!probe.isValid())
            break;
        QTextLine line = probe;
        line.setLineWidth(width);
        if (kept.size() == lines - 1) {
            const QString rest = text.mid(line.textStart());
            kept << QFontMetricsF(font).elidedText(rest, Qt::ElideRight, width);
            break;
        }
        kept << text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return kept.join(u'\n');
}

HoverCard::HoverCard(QWidget* host) : QFrame(host->window()), m_host(host), m_layout(new QVBoxLayout(this)) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    m_layout->setContentsMargins(space::kMedium + 2, space::kMedium, space::kMedium + 2, space::kMedium + 2);
    m_layout->setSpacing(space::kTight);
    hide();
}

void HoverCard::showEntries(const std::vector<HoverEntry>& entries, const QString& more, const QPoint& globalPosition) {
    if (parentWidget() != m_host->window())
        setParent(m_host->window());
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_plainText.clear();
    bool first = true;
    for (const HoverEntry& entry : entries) {
        addEntry(entry, first);
        first = false;
    }
    if (!more.isEmpty()) {
        m_layout->addSpacing(space::kTight);
        QLabel* rest = plainLabel(more, TextRole::Caption, Theme::instance().tokens().textMuted, this);
        m_layout->addWidget(rest);
        rest->show();
        m_plainText += more + u'\n';
    }
    m_layout->activate();
    adjustSize();
    place(globalPosition);
    show();
    raise();
}

void HoverCard::addEntry(const HoverEntry& entry, bool first) {
    const Tokens& tokens = Theme::instance().tokens();
    auto* block = new QWidget(this);
    auto* column = new QVBoxLayout(block);
    column->setContentsMargins(0, first ? 0 : space::kSmall, 0, 0);
    column->setSpacing(space::kTight);

    auto* head = new QHBoxLayout;
    head->setSpacing(space::kTight + 2);
    if (entry.marker != Marker::None) {
        auto* icon = new QLabel(block);
        icon->setPixmap(markerPixmap(entry, devicePixelRatioF()));
        head->addWidget(icon);
    }
    QFont titleFont = Theme::instance().font(TextRole::Label);
    titleFont.setWeight(QFont::DemiBold);
    QLabel* title = plainLabel(entry.title, TextRole::Label, tokens.text, block);
    title->setFont(titleFont);
    head->addWidget(title, 1);
    column->addLayout(head);
    m_plainText += entry.title + u'\n';

    if (!entry.body.isEmpty()) {
        const QString body = elideLines(entry.body, Theme::instance().font(TextRole::Body), kBodyWidth, kBodyLines);
        column->addWidget(plainLabel(body, TextRole::Body, tokens.text, block));
        m_plainText += body + u'\n';
    }
    if (!entry.facts.empty()) {
        auto* grid = new QGridLayout;
        grid->setContentsMargins(0, space::kHair, 0, 0);
        grid->setHorizontalSpacing(space::kLarge);
        grid->setVerticalSpacing(3);
        int row = 0;
        for (const auto& [name, value] : entry.facts) {
            grid->addWidget(plainLabel(name, TextRole::Caption, tokens.textMuted, block), row, 0, Qt::AlignTop);
            const QString shown = elideLines(value, Theme::instance().font(TextRole::Caption), kBodyWidth - 60, 2);
            grid->addWidget(plainLabel(shown, TextRole::Caption, tokens.text, block), row, 1);
            m_plainText += name + QStringLiteral(": ") + shown + u'\n';
            ++row;
        }
        grid->setColumnStretch(1, 1);
        column->addLayout(grid);
    }
    m_layout->addWidget(block);
    block->show(); // in a card that is already open, layouts would only count it after the next event
}

void HoverCard::place(const QPoint& globalPosition) {
    const QPoint at = parentWidget()->mapFromGlobal(globalPosition);
    int x = at.x() + 16;
    int y = at.y() + 16;
    if (x + width() > parentWidget()->width() - 4)
        x = at.x() - width() - 12;
    if (y + height() > parentWidget()->height() - 4)
        y = at.y() - height() - 12;
    move(qMax(4, x), qMax(4, y));
}

void HoverCard::paintEvent(QPaintEvent*) {
    const Tokens& tokens = Theme::instance().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.borderStrong, 1));
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::kRadius + 2, space::kRadius + 2);
}

} // namespace postern
