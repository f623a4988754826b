// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/parts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QStyle>
#include <QSvgRenderer>
#include <QVariant>

namespace postern {

namespace {

/// The drawings use this colour for every stroke; it is replaced by the palette's.
constexpr const char* kInk = "#123456";

class TintedIconEngine final : public QIconEngine {
public:
    TintedIconEngine(QByteArray drawing, IconInk ink) : m_drawing(std::move(drawing)), m_ink(ink) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const QPalette palette = QGuiApplication::palette();
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const bool onAccent = mode != QIcon::Disabled && (mode == QIcon::Selected || m_ink == IconInk::OnAccent);
        const auto role = onAccent ? QPalette::HighlightedText : m_ink == IconInk::Accent ? QPalette::Link : QPalette::WindowText;
        QByteArray drawing = m_drawing;
        drawing.replace(kInk, palette.color(group, role).name().toLatin1());
        QSvgRenderer(drawing).render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        if (size.isEmpty()) // a button that is squeezed for a moment, before its row is laid out anew
            return {};
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new TintedIconEngine(*this); }

private:
    QByteArray m_drawing;
    IconInk m_ink;
};

class WheelGuard final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::Wheel)
            return false;
        event->ignore(); // so that it goes on to the parent
        return true;
    }
};

} // namespace

QIcon tintedIcon(const char* name, IconInk ink) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new TintedIconEngine(file.readAll(), ink));
}

IconView::IconView(const char* icon, int extent, IconInk ink, QWidget* parent)
    : QWidget(parent), m_icon(tintedIcon(icon, ink)), m_extent(extent) {
    setFixedSize(extent, extent);
}

QSize IconView::sizeHint() const {
    return {m_extent, m_extent};
}

void IconView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    m_icon.paint(&painter, rect());
}

QString plainToolTip(const QString& text) {
    return text.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

QLabel* makeLabel(const QString& text, const char* role, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setProperty("role", QLatin1String(role));
    return label;
}

QFrame* makeCard(QWidget* parent) {
    auto* card = new QFrame(parent);
    card->setProperty("card", true);
    return card;
}

QPushButton* makeButton(const QString& text, const char* role, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setProperty("role", QLatin1String(role));
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

QToolButton* makeIconButton(const char* icon, const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(tintedIcon(icon));
    button->setToolTip(plainToolTip(name));
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void leaveWheelToScrolling(QWidget* input) {
    static WheelGuard* const guard = new WheelGuard(QCoreApplication::instance());
    input->setFocusPolicy(Qt::StrongFocus); // not by the wheel itself
    input->installEventFilter(guard);
}

void setStyleProperty(QWidget* widget, const char* name, const QVariant& value) {
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace postern
