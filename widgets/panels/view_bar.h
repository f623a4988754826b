// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "engine/run/run_events.h"

class QBoxLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace postern {

/// Which picture of the hidden states is shown: method, layer, and the step in time with a way to play it.
class ViewBar final : public QWidget {
    Q_OBJECT

public:
    /// `title`, where there is one, stands in front and is the first to go where room is scarce; after it the steps get a line of
    /// their own.
    explicit ViewBar(QLabel* title = nullptr, QWidget* parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

    void setFrames(const std::vector<FramePtr>& frames, int current);
    void setLayers(const FramePtr& frame, int current);
    void setTsne(bool tsne);
    void togglePlay();

    [[nodiscard]] QSlider* stepSlider() const { return m_step; }
    [[nodiscard]] QSlider* layerSlider() const { return m_layer; }

signals:
    void tsneChosen(bool tsne);
    void layerChosen(int index);
    void frameChosen(int index);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    [[nodiscard]] int pictureWidth() const; ///< what method and layer need, without the title
    void setPlaying(bool playing);
    void advance();

    QLabel* m_title;
    QBoxLayout* m_rows;
    QBoxLayout* m_pictureRow;
    QBoxLayout* m_stepRow;
    QToolButton* m_pca;
    QToolButton* m_tsne;
    QSlider* m_layer;
    QLabel* m_layerText;
    QToolButton* m_play;
    QSlider* m_step;
    QLabel* m_stepText;
    QTimer m_timer;
};

} // namespace postern
