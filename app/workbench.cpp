// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench.h"

#include <algorithm>

#include <QApplication>
#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "app/error_texts.h"
#include "app/session.h"
#include "widgets/panels/inspector_panel.h"
#include "widgets/panels/memory_panel.h"
#include "widgets/panels/notes_panel.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/prompt_panel.h"
#include "widgets/panels/prompt_preview_dialog.h"
#include "widgets/panels/rail.h"
#include "widgets/panels/results_cards.h"
#include "widgets/panels/run_form.h"
#include "widgets/panels/subject_form.h"
#include "widgets/panels/view_bar.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/plots/projection_plot.h"
#include "widgets/plots/separation_panel.h"
#include "widgets/selection/selection.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kRailWidth = 290;
constexpr int kSideWidth = 340;
constexpr int kEstimatePauseMs = 400;
const QString kColumnsKey = QStringLiteral("workbench/columns");
const QString kMiddleKey = QStringLiteral("workbench/middle");

QFrame* makeRule(QWidget* parent) {
    auto* rule = new QFrame(parent);
    rule->setProperty("role", QStringLiteral("rule"));
    rule->setFixedHeight(1);
    return rule;
}

} // namespace

Workbench::Workbench(Session& session, Selection& selection, QWidget* parent)
    : QWidget(parent), m_session(session), m_selection(selection) {
    m_middle = new QSplitter(Qt::Vertical, this);
    m_middle->setAccessibleName(tr("Pictures"));
    m_middle->addWidget(makeProjectionCard());
    m_middle->addWidget(makeLowerCard());
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setAccessibleName(tr("Workbench"));
    m_columns->addWidget(makeRail());
    m_columns->addWidget(m_middle);
    m_columns->addWidget(makeSidePanel());
    for (QSplitter* splitter : {m_columns, m_middle}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(space::kSmall);
    }
    m_columns->setStretchFactor(1, 1);
    m_middle->setStretchFactor(0, 3);
    m_middle->setStretchFactor(1, 2);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kSmall);
    all->addWidget(m_columns);
    connectSession();
    showSpecification();
    showRecord();
    showReadOnly();
}

QWidget* Workbench::makeRail() {
    auto* content = new QWidget;
    m_subjectForm = new SubjectForm(content);
    const EngineFace& engine = m_session.engine();
    m_runForm = new RunForm(m_session.specification().parameters.table(), engine.presetNames, engine.presetParameters, content);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(makeLabel(tr("Subject"), "heading", content));
    column->addWidget(m_subjectForm);
    m_memory = new MemoryPanel(content);
    column->addWidget(m_memory);
    column->addSpacing(space::kSmall);
    column->addWidget(makeRule(content));
    column->addSpacing(space::kTight);
    column->addWidget(makeLabel(tr("Settings"), "heading", content));
    column->addWidget(m_runForm, 1);
    connect(m_subjectForm, &SubjectForm::edited, this, &Workbench::readinessChanged);
    connect(m_runForm, &RunForm::parametersChanged, this, &Workbench::readinessChanged);
    connect(m_runForm, &RunForm::previewRequested, this, &Workbench::previewPrompt);
    connect(&m_session, &Session::promptPreviewed, this, [this](const std::shared_ptr<const PromptPreview>& preview) {
        if (m_preview)
            m_preview->setPreview(*preview);
    });
    connect(&m_session, &Session::previewRefused, this, [this](const Error& error) {
        if (m_preview)
            m_preview->setProblem(errorTitle(error.code), errorText(error).details);
    });
    connect(m_memory, &MemoryPanel::acceptedChanged, this, &Workbench::readinessChanged);
    m_estimateTimer.setSingleShot(true);
    m_estimateTimer.setInterval(kEstimatePauseMs);
    connect(&m_estimateTimer, &QTimer::timeout, this, &Workbench::requestEstimate);
    connect(m_subjectForm, &SubjectForm::edited, &m_estimateTimer, qOverload<>(&QTimer::start));
    connect(m_runForm, &RunForm::parametersChanged, &m_estimateTimer, qOverload<>(&QTimer::start));
    connect(&m_session, &Session::estimated, this, [this](const std::optional<RunEstimate>& estimate) {
        m_memory->setEstimate(estimate);
        emit readinessChanged();
    });
    return postern::makeRail(content, 260, tr("Set-up of the run"), this);
}

void Workbench::previewPrompt() {
    if (!m_preview) {
        m_preview = new PromptPreviewDialog(this);
        m_preview->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_preview, &PromptPreviewDialog::rowWanted, this, &Workbench::askForPreview);
    }
    m_preview->show();
    m_preview->raise();
    m_preview->activateWindow();
    askForPreview(0);
}

void Workbench::askForPreview(std::size_t row) {
    RunSpecification specification = m_session.specification();
    m_subjectForm->applyTo(specification);
    specification.parameters = m_runForm->parameters();
    m_preview->setWaiting();
    m_session.previewPrompt(specification, row);
}

QWidget* Workbench::makeProjectionCard() {
    QFrame* card = makeCard(this);
    auto* title = makeLabel(tr("Hidden states"), "heading", card);
    title->setToolTip(plainToolTip(tr("Where the model places each prompt just before it answers. Unknown and known triggers should meet "
                                      "during injection and join the clean prompts during recovery.")));
    m_viewBar = new ViewBar(title, card);
    m_projection = new ProjectionPlot(card);
    m_projection->setAccessibleName(tr("Projection of the hidden states"));
    m_projection->setSelection(&m_selection);
    auto* top = new QHBoxLayout;
    top->addWidget(m_viewBar);
    auto* column = new QVBoxLayout(card);
    top->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    column->setContentsMargins(0, space::kSmall, 0, space::kTight);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_projection, 1);
    return card;
}

QWidget* Workbench::makeLowerCard() {
    QFrame* card = makeCard(this);
    m_tabs = new QTabWidget(card);
    m_tabs->setAccessibleName(tr("Curves and tables"));
    m_tabs->tabBar()->setAccessibleName(tr("Curves and tables"));
    m_tabs->setDocumentMode(true);
    m_curves = new CurvePlot;
    m_curves->setAccessibleName(tr("Attack success and clean accuracy over the run"));
    m_losses = new LossPlot;
    m_losses->setAccessibleName(tr("Losses over the run"));
    m_prompts = new PromptPanel(m_selection);
    m_notes = new NotesPanel;
    for (PlotWidget* plot : {static_cast<PlotWidget*>(m_curves), static_cast<PlotWidget*>(m_losses)}) {
        auto* page = new QWidget;
        auto* layout = new QVBoxLayout(page);
        layout->setContentsMargins(0, 0, 0, 0); // plots bring their own
        layout->addWidget(plot);
        plot->setCaptionVisible(false); // exports have it; here the room belongs to the curve
        m_tabs->addTab(page, plot == m_curves ? tr("Rates") : tr("Losses"));
    }
    m_tabs->addTab(m_prompts, tr("Prompts"));
    m_tabs->addTab(m_notes, tr("Notes"));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 2, 1, 1);
    column->addWidget(m_tabs);
    return card;
}

QWidget* Workbench::makeSidePanel() {
    auto* content = new QWidget;
    m_results = new ResultsCards(content);
    m_separation = new SeparationPanel(content);
    m_separation->layout()->setContentsMargins(0, 0, 0, 0);
    // Nothing in a narrow column may be wider than the column.
    for (QLabel* label : m_separation->findChildren<QLabel*>())
        label->setWordWrap(true);
    m_resultsEmpty =
        makeLabel(tr("Attack success and clean accuracy appear with the first measurement, before anything is changed."), "muted", content);
    m_separationEmpty = makeLabel(tr("How far the groups lie apart, measured on the hidden states themselves, with the first key frame."),
                                  "muted", content);
    for (QLabel* label : {m_resultsEmpty, m_separationEmpty})
        label->setWordWrap(true);
    m_inspector = new InspectorPanel(content);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(makeLabel(tr("Results"), "heading", content));
    column->addWidget(m_resultsEmpty);
    column->addWidget(m_results);
    column->addSpacing(space::kTight);
    column->addWidget(makeRule(content));
    column->addWidget(makeLabel(tr("Separation"), "heading", content));
    column->addWidget(m_separationEmpty);
    column->addWidget(m_separation);
    column->addSpacing(space::kTight);
    column->addWidget(makeRule(content));
    column->addWidget(makeLabel(tr("Selected prompt"), "heading", content));
    column->addWidget(m_inspector);
    column->addStretch(1);
    return postern::makeRail(content, 248, tr("Results and the selected prompt"), this);
}

void Workbench::connectSession() {
    connect(&m_session, &Session::specificationChanged, this, &Workbench::showSpecification);
    connect(&m_session, &Session::recordReset, this, &Workbench::showRecord);
    connect(&m_session, &Session::pointsArrived, this, &Workbench::showPoints);
    connect(&m_session, &Session::seriesGrew, this, &Workbench::showSeries);
    connect(&m_session, &Session::notesGrew, this, [this] { m_notes->setNotes(m_session.record().notes); });
    connect(&m_session, &Session::framesGrew, this, &Workbench::showFrames);
    connect(&m_session, &Session::frameChanged, this, &Workbench::showFrame);
    connect(&m_session, &Session::layerChanged, this, &Workbench::showLayer);
    connect(&m_session, &Session::methodChanged, this, &Workbench::showLayer);
    connect(&m_session, &Session::stateChanged, this, &Workbench::showReadOnly);
    connect(&m_selection, &Selection::primaryChanged, this, &Workbench::showPrimary);
    connect(m_viewBar, &ViewBar::frameChosen, &m_session, &Session::setFrameIndex);
    connect(m_viewBar, &ViewBar::layerChosen, &m_session, &Session::setLayerIndex);
    connect(m_viewBar, &ViewBar::tsneChosen, this,
            [this](bool tsne) { m_session.setMethod(tsne ? ProjectionMethod::Tsne : ProjectionMethod::Pca); });
    const auto goToStep = [this](int step) {
        // The key frame nearest to the clicked step.
        const auto& frames = m_session.record().frames;
        const auto nearest = std::min_element(frames.begin(), frames.end(), [step](const FramePtr& a, const FramePtr& b) {
            return std::abs(a->step - step) < std::abs(b->step - step);
        });
        if (nearest != frames.end())
            m_session.setFrameIndex(static_cast<int>(nearest - frames.begin()));
    };
    connect(m_curves, &StepPlot::stepActivated, this, goToStep);
    connect(m_losses, &StepPlot::stepActivated, this, goToStep);
}

void Workbench::showSpecification() {
    m_subjectForm->setPaths(m_session.specification());
    if (m_session.state() != Session::State::Empty)
        m_runForm->setParameters(m_session.specification().parameters);
    showReadOnly();
    // A new subject is a new risk.
    m_memory->setEstimate(std::nullopt);
    requestEstimate();
    emit readinessChanged();
}

void Workbench::requestEstimate() {
    if (m_session.state() != Session::State::Empty && !m_session.isReplay() && m_subjectForm->problem().isEmpty())
        m_session.requestEstimate(formSpecification());
    else
        m_memory->setEstimate(std::nullopt);
}

void Workbench::showRecord() {
    m_curves->clear();
    m_losses->clear();
    m_curves->setPhases({});
    m_losses->setPhases({});
    m_shown = {};
    m_notes->setNotes({});
    m_notes->setNotes(m_session.record().notes);
    const ParameterSet& parameters = m_session.specification().parameters;
    if (const ParameterSpec* seed = parameters.table().find("seed"); seed && std::holds_alternative<std::int64_t>(seed->fallback))
        m_projection->setSeed(parameters.integer("seed"));
    showPoints();
    showSeries();
    for (const FramePtr& frame : m_session.record().frames)
        m_projection->includeRange(*frame);
    showFrames();
    showFrame();
}

void Workbench::showPoints() {
    m_projection->setPoints(m_session.record().points);
    m_prompts->setPoints(m_session.record().points);
    showPrimary();
}

void Workbench::showSeries() {
    const RunRecord& record = m_session.record();
    // The record only grows within a run, so only what is new goes to the plots.
    for (; m_shown.phases < record.phases.size(); ++m_shown.phases) {
        m_curves->addPhase(record.phases[m_shown.phases]);
        m_losses->addPhase(record.phases[m_shown.phases]);
    }
    for (; m_shown.losses < record.losses.size(); ++m_shown.losses)
        m_losses->addLoss(record.losses[m_shown.losses]);
    const bool measured = m_shown.evaluations < record.evaluations.size();
    for (; m_shown.evaluations < record.evaluations.size(); ++m_shown.evaluations)
        m_curves->addEvaluation(record.evaluations[m_shown.evaluations]);
    if (measured || record.evaluations.empty())
        showResults();
}

void Workbench::showFrames() {
    m_viewBar->setFrames(m_session.record().frames, m_session.frameIndex());
}

void Workbench::showFrame() {
    const FramePtr frame = m_session.frame();
    m_projection->setFrame(frame);
    m_prompts->setFrame(frame);
    showFrames();
    showLayer();
    const std::optional<int> step = frame ? std::optional(frame->step) : std::nullopt;
    m_curves->setCursorStep(step);
    m_losses->setCursorStep(step);
    showPrimary();
    showResults();
}

void Workbench::showLayer() {
    const FramePtr frame = m_session.frame();
    const auto at = static_cast<std::size_t>(m_session.layerIndex());
    const bool tsne = m_session.method() == ProjectionMethod::Tsne;
    m_viewBar->setLayers(frame, m_session.layerIndex());
    m_viewBar->setTsne(tsne);
    m_projection->setMethod(tsne ? Projection::Tsne : Projection::Pca);
    const int layer = frame && m_session.layerIndex() >= 0 && at < frame->layers.size() ? frame->layers[at].layer : -1;
    m_projection->setLayer(layer);
    showSeparation(layer);
}

void Workbench::showSeparation(int layer) {
    const FramePtr frame = m_session.frame();
    const LayerFrame* shown = frame ? layerOf(*frame, layer) : nullptr;
    m_separation->setVisible(shown != nullptr);
    m_separationEmpty->setVisible(!shown);
    if (!shown) {
        m_separation->clear();
        return;
    }
    const Frame& first = *m_session.record().frames.front();
    const LayerFrame* before = frame->step == first.step ? nullptr : layerOf(first, layer);
    m_separation->setSeparation(shown->separation, shown->layer, frame->step, before ? std::optional(before->separation) : std::nullopt);
}

void Workbench::showPrimary() {
    const RunRecord& record = m_session.record();
    const auto primary = m_selection.primary();
    const bool known = primary && record.points && *primary >= 0 && static_cast<std::size_t>(*primary) < record.points->size();
    m_inspector->setPoint(known ? &(*record.points)[static_cast<std::size_t>(*primary)] : nullptr,
                          record.frames.empty() ? nullptr : record.frames.front(), m_session.frame());
}

void Workbench::showResults() {
    const auto& evaluations = m_session.record().evaluations;
    m_results->setVisible(!evaluations.empty());
    m_resultsEmpty->setVisible(evaluations.empty());
    if (evaluations.empty()) {
        m_results->setEvaluations({});
        return;
    }
    // A chosen step shows its own figures; the newest step the last ones, the final check among them.
    std::size_t shown = evaluations.size();
    if (const FramePtr frame = m_session.frame(); frame && !m_session.followsNewest()) {
        for (std::size_t i = 0; i < evaluations.size(); ++i) {
            if (evaluations[i].step <= frame->step)
                shown = i + 1;
        }
    }
    m_results->setEvaluations(std::span(evaluations).first(shown));
}

void Workbench::showReadOnly() {
    const bool locked = m_session.isBusy() || m_session.isReplay();
    m_subjectForm->setReadOnly(locked);
    m_subjectForm->setEndedRun(m_session.outcome() ? m_session.specification().output : std::filesystem::path());
    m_runForm->setReadOnly(locked);
    m_memory->setReadOnly(locked);
}

QString Workbench::problem() const {
    if (const QString text = m_subjectForm->problem(); !text.isEmpty())
        return text;
    if (!m_runForm->isValid())
        return tr("A setting has a value that is not allowed; it is marked in red.");
    return m_memory->problem();
}

RunSpecification Workbench::formSpecification() const {
    RunSpecification specification = m_session.specification();
    m_subjectForm->applyTo(specification);
    specification.parameters = m_runForm->parameters();
    specification.acceptMemoryRisk = m_memory->riskAccepted();
    return specification;
}

void Workbench::commitForms() {
    m_session.updateSpecification(formSpecification());
}

PlotWidget* Workbench::currentPlot() const {
    const QWidget* focus = QApplication::focusWidget();
    for (const auto& [name, plot] : plots()) {
        if (focus && (plot == focus || plot->isAncestorOf(focus)))
            return plot;
    }
    return m_projection;
}

std::vector<std::pair<QString, PlotWidget*>> Workbench::plots() const {
    return {{QStringLiteral("projection"), m_projection}, {QStringLiteral("rates"), m_curves}, {QStringLiteral("losses"), m_losses}};
}

void Workbench::showPrompts() {
    m_tabs->setCurrentWidget(m_prompts);
    m_prompts->focusFilter();
}

void Workbench::saveLayout(QSettings& settings) const {
    settings.setValue(kColumnsKey, m_columns->saveState());
    settings.setValue(kMiddleKey, m_middle->saveState());
}

void Workbench::restoreLayout(const QSettings& settings) {
    restoreDefaultLayout();
    m_columns->restoreState(settings.value(kColumnsKey).toByteArray());
    m_middle->restoreState(settings.value(kMiddleKey).toByteArray());
}

void Workbench::restoreDefaultLayout() {
    m_columns->setSizes({kRailWidth, 4 * kRailWidth, kSideWidth});
    m_middle->setSizes({540, 460});
}

} // namespace postern
