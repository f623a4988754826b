// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/rail.h"

#include <algorithm>

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "widgets/panels/parts.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

class RailArea final : public QScrollArea {
public:
    RailArea(QWidget* content, int width, QWidget* parent) : QScrollArea(parent), m_width(width) {
        setWidget(content);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }

    [[nodiscard]] QSize minimumSizeHint() const override {
        // What does not fit sideways would be cut: there is no bar to reach it with.
        const int needed = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width();
        return {std::max(m_width, needed), QScrollArea::minimumSizeHint().height()};
    }
    [[nodiscard]] QSize sizeHint() const override { return {minimumSizeHint().width(), QScrollArea::sizeHint().height()}; }

protected:
    bool event(QEvent* event) override {
        if (event->type() == QEvent::LayoutRequest) // the content has changed, and with it what it needs
            updateGeometry();
        return QScrollArea::event(event);
    }

private:
    int m_width;
};

} // namespace

QFrame* makeRail(QWidget* content, int width, const QString& name, QWidget* parent) {
    QFrame* card = makeCard(parent);
    auto* area = new RailArea(content, width, card);
    area->setAccessibleName(name);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, space::kTight, 1, space::kTight);
    layout->addWidget(area);
    return card;
}

} // namespace postern
