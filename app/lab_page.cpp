// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab_page.h"

#include <limits>

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "app/error_texts.h"
#include "widgets/models/display_text.h"
#include "widgets/panels/job_progress.h"
#include "widgets/panels/lab_form.h"
#include "widgets/panels/lab_result.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/poison_view.h"
#include "widgets/panels/rail.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kSideWidth = 344;
constexpr std::size_t kPreviewRows = 12;
constexpr std::int64_t kStepsBeforeEstimate = 5;
constexpr double kSecondsBeforeEstimate = 3;
constexpr std::size_t kPointsATurn = 500;

} // namespace

LabPage::LabPage(const LabFace& face, QWidget* parent) : QWidget(parent), m_host(face) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kSmall);
    row->setSpacing(space::kSmall);
    if (!face.table) {
        row->addWidget(makeLabel(tr("This program was built without the attack lab."), "muted", this), 0, Qt::AlignCenter);
        return;
    }
    row->addWidget(makeSide(face));
    row->addWidget(makeCentre(), 1);
    connectHost();
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &LabPage::drawPoints);
    refresh();
}

QWidget* LabPage::makeSide(const LabFace& face) {
    auto* content = new QWidget;
    m_form = new LabForm(*face.table, face.attacks, content);
    QLabel* title = makeLabel(tr("Attack lab"), "heading", content);
    QLabel* lead = makeLabel(tr("Plants a back door, so that there is something to remove."), "caption", content);
    lead->setWordWrap(true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(title);
    column->addWidget(lead);
    column->addWidget(m_form);
    column->addStretch(1);
    return makeRail(content, kSideWidth, tr("Set-up of the attack"), this);
}

QWidget* LabPage::makeCentre() {
    QFrame* card = makeCard(this);
    m_preview = makeButton(tr("Preview"), "secondary", card);
    m_preview->setToolTip(plainToolTip(tr("Show rows that the attack would train on; needs no model")));
    m_train = makeButton(tr("Train"), "primary", card);
    m_train->setIcon(tintedIcon("play", IconInk::OnAccent));
    m_stop = makeButton(tr("Stop"), "secondary", card);
    m_stop->setIcon(tintedIcon("stop"));
    m_hint = makeLabel({}, "caption", card);
    m_hint->setWordWrap(true);
    m_progress = new JobProgress(card);
    m_rows = new PoisonView(card);
    m_losses = new LossPlot(card);
    m_result = new LabResult(card);
    m_tabs = new QTabWidget(card);
    m_tabs->setAccessibleName(tr("Rows, training and result"));
    m_tabs->tabBar()->setAccessibleName(tr("Rows, training and result"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_rows, tr("Poisoned rows"));
    m_tabs->addTab(m_losses, tr("Training"));
    m_tabs->addTab(m_result, tr("Result"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_preview);
    buttons->addWidget(m_train);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_hint, 1);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kTight);
    head->setSpacing(space::kSmall);
    head->addLayout(buttons);
    head->addWidget(m_progress);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 2, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_tabs, 1);
    connect(m_preview, &QPushButton::clicked, this, &LabPage::preview);
    connect(m_train, &QPushButton::clicked, this, &LabPage::train);
    connect(m_stop, &QPushButton::clicked, this, &LabPage::stop);
    return card;
}

void LabPage::connectHost() {
    connect(m_form, &LabForm::edited, this, &LabPage::refresh);
    connect(m_form, &LabForm::dataChosen, this, [this](const std::filesystem::path& folder) { m_host.readLabels(folder); });
    connect(&m_host, &LabHost::labelsRead, m_form, &LabForm::setLabels);
    connect(&m_host, &LabHost::previewed, this, [this](const LabExamplesPtr& examples) {
        m_rows->setExamples(examples);
        m_tabs->setCurrentWidget(m_rows);
    });
    connect(&m_host, &LabHost::pointsReady, this, &LabPage::takePoints);
    connect(&m_host, &LabHost::progressed, this, [this](const Progress& progress) {
        m_doing = shown(progress.what, 80);
        // Steps of training come as points, with a time; what lies between has only its own counts.
        if (!m_stepping)
            m_progress->show(m_doing, {}, progress.done, progress.total, std::nullopt);
    });
    connect(&m_host, &LabHost::finished, this, [this](const LabOutcomePtr& outcome) {
        m_outcome = outcome;
        m_result->setOutcome(outcome);
        m_tabs->setCurrentWidget(m_result);
        ended(tr("Done."), ""); // the result says the rest
    });
    connect(&m_host, &LabHost::stopped, this, [this] { ended(tr("Stopped. Train on the same output goes on from here."), ""); });
    connect(&m_host, &LabHost::failed, this, [this](const Error& error) {
        if (m_training)
            ended(errorText(error).title, "danger");
        refresh();
        emit failed(error);
    });
    connect(m_result, &LabResult::handOverRequested, this, [this] {
        if (m_outcome)
            emit handedOver(m_outcome->checkpoint, m_data, m_outcome->checkpoint / "secret.json");
    });
}

void LabPage::preview() {
    if (m_form && m_form->previewProblem().isEmpty())
        m_host.preview(m_form->order(), kPreviewRows);
}

void LabPage::train() {
    if (!m_form || !m_form->trainProblem().isEmpty() || !m_blocked.isEmpty())
        return;
    const LabOrder order = m_form->order();
    if (!m_host.train(order))
        return;
    m_training = true;
    m_data = order.data;
    m_outcome.reset();
    m_result->setOutcome(nullptr);
    m_losses->clear();
    m_waiting.clear();
    m_lastStep = m_stepsBefore = m_newestStep = 0;
    m_stepping = false;
    m_surviving = m_drawsSurvival = false;
    m_doing.clear();
    m_tabs->setCurrentWidget(m_losses);
    m_progress->begin(tr("Starting…"));
    refresh();
    emit busyChanged();
}

void LabPage::stop() {
    if (!m_training)
        return;
    m_host.stop();
    m_progress->stopping();
}

void LabPage::setBlocked(const QString& reason) {
    m_blocked = reason;
    if (m_form)
        refresh();
}

void LabPage::takePoints(const std::vector<LabPoint>& points) {
    if (!m_training || points.empty())
        return;
    m_waiting.insert(m_waiting.end(), points.begin(), points.end());
    m_turn.start();
    const LabPoint& last = points.back();
    m_stepping = true;
    m_surviving = m_surviving || last.step < m_newestStep;
    m_newestStep = last.step;
    std::optional<Interval> remaining;
    if (last.secondsLeft > 0 && last.step >= kStepsBeforeEstimate && m_progress->elapsedSeconds() >= kSecondsBeforeEstimate)
        remaining = Interval{0.85 * last.secondsLeft, 1.25 * last.secondsLeft};
    const QLocale locale;
    const QString what = m_surviving ? tr("Clean fine-tuning") : tr("Training");
    QString detail = tr("answer loss %1").arg(locale.toString(last.answerLoss, 'g', 3));
    if (last.rowsPerSecond > 0)
        detail += QStringLiteral(" · ") + tr("%1 rows/s").arg(locale.toString(last.rowsPerSecond, 'f', last.rowsPerSecond < 10 ? 1 : 0));
    m_progress->show(tr("%1 · step %2 of %3").arg(what, locale.toString(qlonglong{last.step}), locale.toString(qlonglong{last.total})),
                     detail, last.step, last.total, remaining);
}

void LabPage::drawPoints() {
    std::vector<LossPoint> losses;
    for (std::size_t i = 0; i < kPointsATurn && !m_waiting.empty(); ++i) {
        const LabPoint point = m_waiting.front();
        m_waiting.pop_front();
        if (point.step <= m_lastStep) { // another training has begun: the clean one
            m_stepsBefore += m_lastStep;
            m_drawsSurvival = true;
        }
        m_lastStep = point.step;
        LossPoint loss;
        for (double* part : {&loss.total, &loss.cluster, &loss.withinScatter, &loss.centroidGap, &loss.erasure, &loss.anchor, &loss.penalty,
                             &loss.learningRate})
            *part = std::numeric_limits<double>::quiet_NaN(); // components that the lab does not have
        loss.step = static_cast<int>(m_stepsBefore + point.step);
        loss.phase = m_drawsSurvival ? Phase::Recovery : Phase::Injection;
        loss.answer = point.answerLoss;
        loss.language = point.promptLoss;
        losses.push_back(loss);
    }
    m_losses->addLosses(losses);
    if (m_waiting.empty())
        m_turn.stop();
}

void LabPage::ended(const QString& sentence, const char* tone) {
    m_training = false;
    m_progress->end(sentence, tone);
    refresh();
    emit busyChanged();
}

void LabPage::refresh() {
    const QString rowsProblem = m_form->previewProblem();
    const QString trainProblem = m_form->trainProblem();
    m_preview->setEnabled(!m_training && rowsProblem.isEmpty());
    const bool couldTrain = m_train->isEnabled();
    m_train->setEnabled(!m_training && trainProblem.isEmpty() && m_blocked.isEmpty());
    m_stop->setEnabled(m_training);
    m_form->setReadOnly(m_training);
    m_hint->setText(m_training ? QString() : !m_blocked.isEmpty() ? m_blocked : trainProblem);
    if (m_train->isEnabled() != couldTrain)
        emit readinessChanged();
}

} // namespace postern
