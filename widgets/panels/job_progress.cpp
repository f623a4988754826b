// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/job_progress.h"

#include <algorithm>

#include <QProgressBar>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/panels/parts.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kBarSteps = 10'000;

} // namespace

JobProgress::JobProgress(QWidget* parent) : QWidget(parent), m_bar(new QProgressBar(this)) {
    setAccessibleName(tr("Progress"));
    m_bar->setRange(0, kBarSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    m_headline = makeLabel({}, "body", this);
    m_headline->setWordWrap(true);
    m_detail = makeLabel({}, "caption", this);
    m_detail->setWordWrap(true);
    m_times = makeLabel({}, "caption", this);
    m_times->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTight);
    column->addWidget(m_headline);
    column->addWidget(m_bar);
    column->addWidget(m_detail);
    column->addWidget(m_times);
    m_turn.setInterval(500);
    connect(&m_turn, &QTimer::timeout, this, &JobProgress::showTimes);
    hide();
}

void JobProgress::begin(const QString& sentence) {
    m_running = true;
    m_stopping = false;
    m_remaining.reset();
    m_clock.start();
    m_turn.start();
    setStyleProperty(m_headline, "tone", QString());
    m_headline->setText(sentence);
    m_detail->clear();
    m_detail->hide();
    m_bar->setValue(0);
    m_bar->hide();
    showTimes();
    QWidget::show();
}

void JobProgress::show(const QString& headline, const QString& detail, qint64 done, qint64 total,
                       const std::optional<Interval>& remaining) {
    if (!m_running)
        return;
    if (!m_stopping)
        m_headline->setText(headline);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_bar->setVisible(total > 0);
    if (total > 0)
        m_bar->setValue(static_cast<int>(kBarSteps * std::clamp<qint64>(done, 0, total) / total));
    m_remaining = remaining;
    showTimes();
}

void JobProgress::stopping() {
    if (!m_running)
        return;
    m_stopping = true;
    m_headline->setText(tr("Stopping: the engine finishes what it is in the middle of"));
    showTimes();
}

void JobProgress::end(const QString& sentence, const char* tone) {
    m_turn.stop();
    const double seconds = elapsedSeconds();
    m_running = false;
    m_headline->setText(sentence);
    setStyleProperty(m_headline, "tone", QLatin1String(tone));
    m_detail->hide();
    m_bar->hide();
    m_times->setText(tr("took %1").arg(durationText(seconds)));
    setAccessibleDescription(sentence);
    QWidget::show();
}

QString JobProgress::headline() const {
    return m_headline->text();
}

double JobProgress::elapsedSeconds() const {
    return m_clock.isValid() ? static_cast<double>(m_clock.elapsed()) / 1000.0 : 0.0;
}

void JobProgress::showTimes() {
    QString text = tr("%1 elapsed").arg(durationText(elapsedSeconds()));
    if (!m_stopping)
        text += QStringLiteral(" · ") + remainingText(m_remaining);
    m_times->setText(text);
    setAccessibleDescription(m_headline->text() + QStringLiteral(". ") + text);
}

} // namespace postern
