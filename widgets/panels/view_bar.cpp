// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/view_bar.h"

#include <algorithm>

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>

#include "widgets/panels/parts.h"
#include "widgets/theme/class_style.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kPlayIntervalMs = 600;

QToolButton* makeSegment(const QString& text, const QString& help, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setCheckable(true);
    button->setAccessibleName(text);
    button->setToolTip(plainToolTip(help));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QSlider* makeSlider(const QString& name, int width, QWidget* parent) {
    auto* slider = new QSlider(Qt::Horizontal, parent);
    slider->setAccessibleName(name);
    slider->setMinimumWidth(width);
    slider->setPageStep(1);
    slider->setRange(0, 0);
    slider->setEnabled(false);
    return slider;
}

} // namespace

ViewBar::ViewBar(QLabel* title, QWidget* parent) : QWidget(parent), m_title(title) {
    setAccessibleName(tr("View of the hidden states"));
    m_pca = makeSegment(tr("PCA"), tr("Linear projection on the baseline's main axes: the same basis at every step"), this);
    m_tsne = makeSegment(tr("t-SNE"), tr("Neighbourhood map: shows groups; distances between groups mean nothing"), this);
    auto* group = new QButtonGroup(this);
    group->addButton(m_pca);
    group->addButton(m_tsne);
    m_pca->setChecked(true);
    m_layer = makeSlider(tr("Layer"), 36, this);
    m_layerText = makeLabel({}, "caption", this);
    m_play = makeIconButton("play", tr("Play the steps"), this);
    m_step = makeSlider(tr("Step"), 44, this);
    m_stepText = makeLabel({}, "caption", this);

    m_pictureRow = new QHBoxLayout;
    m_pictureRow->setSpacing(space::kTight);
    if (m_title) {
        m_title->setContentsMargins(0, 0, space::kSmall, 0);
        m_pictureRow->addWidget(m_title);
    }
    m_pictureRow->addWidget(m_pca);
    m_pictureRow->addWidget(m_tsne);
    m_pictureRow->addSpacing(space::kMedium);
    m_pictureRow->addWidget(m_layerText);
    m_pictureRow->addSpacing(space::kTight);
    m_pictureRow->addWidget(m_layer, 1);
    m_stepRow = new QHBoxLayout;
    m_stepRow->setSpacing(space::kTight);
    m_stepRow->addWidget(m_play);
    m_stepRow->addWidget(m_step, 1);
    m_stepRow->addSpacing(space::kTight);
    m_stepRow->addWidget(m_stepText);
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(space::kSmall);
    m_rows->addLayout(m_pictureRow, 1);
    m_rows->addLayout(m_stepRow, 1);

    m_timer.setInterval(kPlayIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &ViewBar::advance);
    connect(m_play, &QToolButton::clicked, this, &ViewBar::togglePlay);
    connect(m_pca, &QToolButton::clicked, this, [this] { emit tsneChosen(false); });
    connect(m_tsne, &QToolButton::clicked, this, [this] { emit tsneChosen(true); });
    connect(m_layer, &QSlider::valueChanged, this, &ViewBar::layerChosen);
    connect(m_step, &QSlider::valueChanged, this, &ViewBar::frameChosen);
    setFrames({}, -1);
    setLayers(nullptr, -1);
}

int ViewBar::pictureWidth() const {
    const int whole = m_pictureRow->minimumSize().width();
    return m_title && !m_title->isHidden() ? whole - m_title->minimumSizeHint().width() - m_pictureRow->spacing() : whole;
}

QSize ViewBar::minimumSizeHint() const {
    return {std::max(pictureWidth(), m_stepRow->minimumSize().width()), m_rows->minimumSize().height()};
}

void ViewBar::fit() {
    const int picture = pictureWidth();
    const int line = picture + m_rows->spacing() + m_stepRow->minimumSize().width();
    const bool oneLine = width() >= line;
    m_rows->setDirection(oneLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    if (m_title)
        m_title->setVisible(width() >= (oneLine ? line : picture) + m_title->minimumSizeHint().width() + m_pictureRow->spacing());
}

bool ViewBar::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) // a text or the text size has changed
        fit();
    return QWidget::event(event);
}

void ViewBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void ViewBar::setFrames(const std::vector<FramePtr>& frames, int current) {
    const QSignalBlocker blocker(m_step);
    const int last = static_cast<int>(frames.size()) - 1;
    m_step->setRange(0, std::max(0, last));
    m_step->setValue(std::max(0, current));
    m_step->setEnabled(last > 0);
    m_play->setEnabled(last > 0);
    if (last < 1)
        setPlaying(false);
    if (current < 0 || current > last) {
        m_stepText->setText(tr("no step yet"));
        return;
    }
    const Frame& frame = *frames[static_cast<std::size_t>(current)];
    m_stepText->setText(tr("step %1").arg(QLocale().toString(frame.step)));
    m_step->setAccessibleDescription(m_stepText->text() + QStringLiteral(", ") + phaseLabel(frame.phase));
    m_step->setToolTip(plainToolTip(m_step->accessibleDescription()));
}

void ViewBar::setLayers(const FramePtr& frame, int current) {
    const QSignalBlocker blocker(m_layer);
    const int last = frame ? static_cast<int>(frame->layers.size()) - 1 : -1;
    m_layer->setRange(0, std::max(0, last));
    m_layer->setValue(std::max(0, current));
    m_layer->setEnabled(last > 0);
    if (current < 0 || current > last) {
        m_layerText->setText(tr("layer –"));
        return;
    }
    m_layerText->setText(tr("layer %1").arg(frame->layers[static_cast<std::size_t>(current)].layer));
    m_layer->setAccessibleDescription(m_layerText->text());
}

void ViewBar::setTsne(bool tsne) {
    (tsne ? m_tsne : m_pca)->setChecked(true);
}

void ViewBar::togglePlay() {
    if (m_timer.isActive()) {
        setPlaying(false);
        return;
    }
    if (m_step->maximum() == 0)
        return;
    if (m_step->value() == m_step->maximum())
        m_step->setValue(0);
    setPlaying(true);
}

void ViewBar::setPlaying(bool playing) {
    if (playing == m_timer.isActive())
        return;
    if (playing)
        m_timer.start();
    else
        m_timer.stop();
    m_play->setIcon(tintedIcon(playing ? "pause" : "play"));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play the steps"));
    m_play->setToolTip(plainToolTip(m_play->accessibleName()));
}

void ViewBar::advance() {
    if (m_step->value() >= m_step->maximum())
        setPlaying(false);
    else
        m_step->setValue(m_step->value() + 1);
}

} // namespace postern
