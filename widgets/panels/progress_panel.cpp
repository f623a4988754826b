// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/progress_panel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/panels/elided_label.h"
#include "widgets/panels/phase_track.h"
#include "widgets/theme/class_style.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kTextWidth = 205;
constexpr int kLeastTextWidth = 140;

} // namespace

ProgressPanel::ProgressPanel(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Progress"));
    m_track = new PhaseTrack(this);
    m_headline = new ElidedLabel("body", Qt::ElideRight, this);
    m_details = new ElidedLabel("caption", Qt::ElideRight, this);
    for (QLabel* label : {m_headline, m_details}) {
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        label->setMinimumWidth(kLeastTextWidth);
        label->setMaximumWidth(2 * kTextWidth);
    }
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_headline);
    texts->addWidget(m_details);
    // Wide enough, where there is room, that the chips stay put while the numbers change.
    texts->addSpacerItem(new QSpacerItem(kTextWidth, 0, QSizePolicy::Preferred, QSizePolicy::Fixed));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kLarge);
    row->addWidget(m_track, 1);
    row->addLayout(texts);
    setView({});
}

void ProgressPanel::setView(const View& view) {
    double share = -1;
    if (view.progress && view.phase == view.progress->phase && view.progress->total > 0)
        share = static_cast<double>(view.progress->done) / static_cast<double>(view.progress->total);
    m_track->setPhase(view.phase, share);
    m_track->setEnding(view.ending);
    m_headline->setText(headline(view));
    m_details->setText(details(view));
    setAccessibleDescription(m_headline->text() + QStringLiteral(". ") + m_details->text());
}

QString ProgressPanel::headline(const View& view) const {
    if (view.stopping)
        return view.progress ? tr("Stopping after %1…").arg(shown(view.progress->what, 60)) : tr("Stopping…");
    if (view.running) {
        if (!view.progress)
            return tr("Starting…");
        const QLocale locale;
        if (view.progress->total <= 0)
            return shown(view.progress->what, 60);
        return tr("%1 · %2 of %3")
            .arg(shown(view.progress->what, 40), locale.toString(static_cast<qlonglong>(view.progress->done)),
                 locale.toString(static_cast<qlonglong>(view.progress->total)));
    }
    if (view.ending == RunEnding::Finished)
        return view.replay ? tr("Replay of a finished run") : tr("Finished");
    if (view.ending == RunEnding::Cancelled)
        return view.replay ? tr("Replay of a run that did not end") : tr("Stopped: not purified");
    if (view.ending == RunEnding::Failed)
        return view.replay ? tr("Replay of a run that failed") : tr("Failed");
    return view.problem.isEmpty() ? tr("Ready to run") : tr("Not ready yet");
}

QString ProgressPanel::details(const View& view) const {
    if (!view.running) {
        if (!view.ending)
            return view.problem.isEmpty() ? tr("Press F5 to start") : view.problem;
        if (view.ending != RunEnding::Finished && !view.replay)
            return tr("Results up to here are kept");
        return view.elapsedSeconds > 0 ? tr("took %1").arg(durationText(view.elapsedSeconds)) : tr("Use the step slider to look back");
    }
    QStringList parts;
    if (view.progress && view.progress->rowsPerSecond > 0)
        parts << tr("%1 rows/s").arg(QLocale().toString(view.progress->rowsPerSecond, 'f', view.progress->rowsPerSecond < 10 ? 1 : 0));
    parts << tr("%1 elapsed").arg(durationText(view.elapsedSeconds));
    if (!view.stopping)
        parts << remainingText(view.progress ? view.progress->remainingSeconds : std::nullopt);
    return parts.join(QStringLiteral(" · "));
}

} // namespace postern
