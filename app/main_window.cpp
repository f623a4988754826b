// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyle>
#include <QTabBar>
#include <QVBoxLayout>

#include "app/bench_page.h"
#include "app/error_texts.h"
#include "app/header_bar.h"
#include "app/lab_page.h"
#include "app/model_page.h"
#include "app/recent_folders.h"
#include "app/window_style.h"
#include "app/workbench.h"
#include "widgets/models/display_text.h"
#include "widgets/panels/bench_setup.h"
#include "widgets/panels/elided_label.h"
#include "widgets/panels/error_banner.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/start_page.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr QSize kSmallestSize(980, 620);
constexpr int kFactsWidth = 420;

/// The one file or folder a drag brings, or nothing.
QString droppedPath(const QMimeData* data) {
    if (!data->hasUrls() || data->urls().size() != 1 || !data->urls().front().isLocalFile())
        return {};
    return QFileInfo(data->urls().front().toLocalFile()).absoluteFilePath();
}

QString folderOf(const QString& path) {
    const QFileInfo info(path);
    return info.isDir() ? info.absoluteFilePath() : info.absolutePath();
}

/// A weights file that stands for itself: a GGUF file, or safetensors beside no config.json.
bool isLoneWeightsFile(const QString& path) {
    const QFileInfo info(path);
    if (!info.isFile())
        return false;
    const QString suffix = info.suffix().toLower();
    return suffix == QStringLiteral("gguf") ||
           (suffix == QStringLiteral("safetensors") && folderKind(info.absolutePath()) == FolderKind::Unknown);
}

/// The name of the file that an error is about, as near to the cause as is known; empty where it is about none.
QString fileOf(const Error& error) {
    if (const QString inner = error.cause ? fileOf(*error.cause) : QString(); !inner.isEmpty())
        return inner;
    if (error.subject.find('/') == std::string::npos)
        return {};
    const std::filesystem::path path(error.subject);
    return shown((path.has_filename() ? path : path.parent_path()).filename().string(), 120);
}

} // namespace

MainWindow::MainWindow(const EngineFace& engine, QWidget* parent) : QMainWindow(parent), m_session(engine), m_actions(new Actions(this)) {
    setWindowTitle(QStringLiteral("Postern"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/postern.svg")));
    setAcceptDrops(true);
    setMinimumSize(kSmallestSize);
    m_actions->fill(menuBar());
    buildPages();
    buildStatusBar();
    connectFileActions();
    connectRunActions();
    connectViewActions();
    connectSession();
    connect(&Theme::instance(), &Theme::changed, this, &MainWindow::applyStyle);
    applyStyle();
    restoreSettings();
    showPage();
    updateActions();
    updateStatus();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages() {
    m_header = new HeaderBar(m_session, (*m_actions)[ActionId::Run], (*m_actions)[ActionId::Resume], (*m_actions)[ActionId::Stop], this);
    m_banner = new ErrorBanner(this);
    m_startPage = new StartPage(this);
    m_workbench = new Workbench(m_session, m_selection, this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_startPage);
    m_pages->addWidget(m_workbench);
    m_modelPage = new ModelPage(this);
    m_pages->addWidget(m_modelPage);
    m_benchPage = new BenchPage(m_session.engine().bench, this);
    m_pages->addWidget(m_benchPage);
    m_labPage = new LabPage(m_session.engine().lab, this);
    m_pages->addWidget(m_labPage);
    m_pageBar = new QTabBar(this);
    m_pageBar->setAccessibleName(tr("Pages"));
    m_pageBar->setExpanding(false);
    m_pageBar->setDrawBase(false);
    m_pageBar->addTab({});
    m_pageBar->addTab(tr("Model"));
    m_pageBar->addTab(tr("Benchmark"));
    m_pageBar->addTab(tr("Lab"));
    m_pageBar->setContentsMargins(space::kMedium, 0, space::kMedium, 0);

    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pageBar); // above the head, which not every page has: the tabs stay where they are
    column->addWidget(m_header);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    setCentralWidget(central);

    connect(m_startPage, &StartPage::demoRequested, this, &MainWindow::startDemo);
    connect(m_startPage, &StartPage::checkpointRequested, this, &MainWindow::chooseCheckpoint);
    connect(m_startPage, &StartPage::runRequested, this, &MainWindow::chooseRun);
    connect(m_startPage, &StartPage::recentRequested, this, &MainWindow::openFolder);
    connect(m_workbench, &Workbench::readinessChanged, this, [this] {
        updateActions();
        updateStatus();
    });
    connect(m_pageBar, &QTabBar::currentChanged, this, [this](int page) { showPage(static_cast<Page>(page)); });
    connect(m_modelPage, &ModelPage::failed, this, &MainWindow::showError);
    connectJobPages();
}

void MainWindow::buildStatusBar() {
    m_statusText = new ElidedLabel("muted", Qt::ElideRight, this);
    m_selectionText = makeLabel({}, "muted", this);
    m_factsText = new ElidedLabel("muted", Qt::ElideLeft, this);
    m_factsText->setMaximumWidth(kFactsWidth);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(space::kMedium, 2, space::kMedium, 2);
    statusBar()->addWidget(m_statusText, 1);
    statusBar()->addPermanentWidget(m_selectionText);
    statusBar()->addPermanentWidget(m_factsText);
    connect(&m_selection, &Selection::changed, this, &MainWindow::updateStatus);
    // The status bar hides it for a message, and shows it again, message or not, when the text size changes; unless hidden by hand.
    connect(statusBar(), &QStatusBar::messageChanged, m_statusText,
            [this](const QString& message) { m_statusText->setVisible(message.isEmpty()); });
}

void MainWindow::connectFileActions() {
    const Actions& action = *m_actions;
    const std::pair<ActionId, const char*> demos[] = {
        {ActionId::DemoWord, "word"}, {ActionId::DemoPhrase, "phrase"}, {ActionId::DemoLong, "long"}};
    for (const auto& [id, variant] : demos) {
        const QString name = QLatin1String(variant);
        connect(action[id], &QAction::triggered, this, [this, name] { endRunThen([this, name] { startDemo(name); }); });
    }
    connect(action[ActionId::OpenCheckpoint], &QAction::triggered, this, [this] { endRunThen([this] { chooseCheckpoint(); }); });
    connect(action[ActionId::OpenRun], &QAction::triggered, this, [this] { endRunThen([this] { chooseRun(); }); });
    connect(action[ActionId::InspectWeights], &QAction::triggered, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Inspect weights"), {}, tr("Weights (*.safetensors *.gguf)"));
        if (!path.isEmpty())
            inspect(path);
    });
    connect(action[ActionId::CloseSession], &QAction::triggered, this, &MainWindow::closePage);
    connect(action[ActionId::ExportFigure], &QAction::triggered, this, &MainWindow::exportFigure);
    connect(action[ActionId::ExportData], &QAction::triggered, this, &MainWindow::exportData);
    connect(action[ActionId::ExportReport], &QAction::triggered, this, &MainWindow::exportReport);
    connect(action[ActionId::Quit], &QAction::triggered, this, &MainWindow::close);
    connect(action[ActionId::Method], &QAction::triggered, this,
            [this] { showPage(tr("The method and its evidence"), QStringLiteral(":/help/method.md")); });
    connect(action[ActionId::Formats], &QAction::triggered, this,
            [this] { showPage(tr("Families and formats"), QStringLiteral(":/help/formats.md")); });
    connect(action[ActionId::Shortcuts], &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(action[ActionId::About], &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::connectRunActions() {
    connect((*m_actions)[ActionId::Run], &QAction::triggered, this, [this] {
        if (m_page == Page::Bench)
            m_benchPage->start();
        else if (m_page == Page::Lab)
            m_labPage->train();
        else
            startRun();
    });
    connect((*m_actions)[ActionId::Resume], &QAction::triggered, this, &MainWindow::resumeRun);
    connect((*m_actions)[ActionId::Stop], &QAction::triggered, this, &MainWindow::stopPage);
}

void MainWindow::connectSession() {
    connect(&m_session, &Session::stateChanged, this, [this] {
        showPage();
        updateActions();
        updateStatus();
    });
    connect(&m_session, &Session::specificationChanged, this, &MainWindow::updateStatus);
    connect(&m_session, &Session::recordReset, this, [this] { m_selection.clear(); });
    connect(&m_session, &Session::framesGrew, this, &MainWindow::updateActions);
    connect(&m_session, &Session::failed, this, &MainWindow::showError);
    connect(&m_session, &Session::runEnded, this,
            [this](const RunOutcome& outcome) { rememberFolder(QString::fromStdU16String(outcome.runFolder.u16string())); });
    connect(&m_session, &Session::specificationChanged, this, [this] {
        if (m_session.isReplay())
            rememberFolder(QString::fromStdU16String(m_session.record().folder.u16string()));
    });
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_benchPage->isBusy() || m_labPage->isBusy()) {
        event->ignore();
        endJobsThenClose();
        return;
    }
    if (!m_session.isBusy()) {
        saveSettings();
        event->accept();
        return;
    }
    event->ignore();
    endRunThen([this] { close(); }, After::Quits);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QString path = droppedPath(event->mimeData());
    if (path.isEmpty())
        return;
    const QString folder = folderOf(path);
    // Says what a drop would do before it is done.
    const QString texts[] = {tr("Postern does not recognise this folder"), tr("Drop to replay this run"),
                             tr("Drop to open this checkpoint"), tr("Drop to use this data")};
    statusBar()->showMessage(isLoneWeightsFile(path) ? tr("Drop to inspect these weights") : texts[static_cast<int>(folderKind(folder))]);
    event->acceptProposedAction();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) {
    statusBar()->clearMessage();
}

void MainWindow::dropEvent(QDropEvent* event) {
    statusBar()->clearMessage();
    event->acceptProposedAction();
    const QString path = droppedPath(event->mimeData());
    if (isLoneWeightsFile(path))
        inspect(path);
    else
        openFolder(folderOf(path));
}

void MainWindow::showError(const Error& error) {
    const ErrorText text = errorText(error);
    const QString file = fileOf(error);
    showProblem(file.isEmpty() ? text.title : tr("%1: %2").arg(file, text.title), text.advice, text.details);
}

void MainWindow::showProblem(const QString& title, const QString& advice, const QString& details) {
    m_banner->showError(title, advice, details);
}

void MainWindow::showPage() {
    const bool empty =
        m_session.state() == Session::State::Empty ||
        (m_session.state() == Session::State::Reading && m_session.specification().checkpoint.empty() && !m_session.isReplay());
    if (empty)
        m_startPage->setRecent(recentFolders());
    // The head belongs to the run; benchmark and lab have their own buttons.
    m_header->setVisible(!empty && (m_page == Page::Run || m_page == Page::Model));
    m_pageBar->setTabText(0, empty ? tr("Start") : tr("Run"));
    m_pageBar->setCurrentIndex(static_cast<int>(m_page));
    QWidget* const pages[] = {empty ? static_cast<QWidget*>(m_startPage) : m_workbench, m_modelPage, m_benchPage, m_labPage};
    m_pages->setCurrentWidget(pages[static_cast<int>(m_page)]);
}

void MainWindow::updateActions() {
    const Actions& action = *m_actions;
    const Session::State state = m_session.state();
    const bool open = state != Session::State::Empty && state != Session::State::Reading;
    const bool hasFrames = !m_session.record().frames.empty();
    const bool hasResults = !m_session.record().evaluations.empty();
    const bool ofRun = m_page == Page::Run || m_page == Page::Model;
    const bool jobBusy = m_page == Page::Bench ? m_benchPage->isBusy() : m_labPage->isBusy();
    m_benchPage->setBlocked(busyBeside(Page::Bench));
    m_labPage->setBlocked(busyBeside(Page::Lab));
    const QString problem = runProblem();
    const QPushButton* const start = m_page == Page::Bench ? m_benchPage->setup()->startButton() : m_labPage->trainButton();
    const bool canRun = open && !m_session.isBusy() && !m_session.isReplay() && problem.isEmpty();
    action[ActionId::Run]->setEnabled(ofRun ? canRun : start && start->isEnabled());
    m_header->setProblem(problem);
    action[ActionId::Resume]->setEnabled(ofRun && m_session.canResume());
    action[ActionId::Stop]->setEnabled(ofRun ? state == Session::State::Running : jobBusy);
    action[ActionId::CloseSession]->setEnabled(open || m_page != Page::Run || !m_modelPage->path().empty());
    action[ActionId::ExportFigure]->setEnabled(open && hasResults);
    action[ActionId::ExportData]->setEnabled(open && hasResults);
    action[ActionId::ExportReport]->setEnabled(open && hasResults && !m_session.isBusy());
    for (const ActionId id : {ActionId::NextLayer, ActionId::PreviousLayer, ActionId::NextStep, ActionId::PreviousStep, ActionId::PlaySteps,
                              ActionId::SelectAll, ActionId::ClearSelection})
        action[id]->setEnabled(hasFrames);
    action[ActionId::FindPrompts]->setEnabled(open);
}

void MainWindow::updateStatus() {
    const QLocale locale;
    switch (m_session.state()) {
    case Session::State::Empty:
        m_statusText->setText(tr("Nothing is sent anywhere: Postern works on files only."));
        break;
    case Session::State::Ready:
        // What a run lacks is said where a run is set up.
        m_statusText->setText(m_page != Page::Run || runProblem().isEmpty() ? tr("Ready") : runProblem());
        break;
    case Session::State::Reading:
        m_statusText->setText(tr("Reading the run folder…"));
        break;
    case Session::State::Running:
        m_statusText->setText(tr("Running"));
        break;
    case Session::State::Stopping:
        m_statusText->setText(tr("Stopping: the engine finishes what it is in the middle of"));
        break;
    case Session::State::Finished:
        m_statusText->setText(m_session.isReplay() ? tr("Replay") : tr("Finished"));
        break;
    case Session::State::Cancelled:
        m_statusText->setText(tr("Stopped"));
        break;
    case Session::State::Failed:
        m_statusText->setText(tr("Failed"));
        break;
    }
    const PointsPtr& points = m_session.record().points;
    const auto selected = static_cast<int>(m_selection.ids().size());
    m_selectionText->setText(points && selected > 0
                                 ? tr("%1 of %2 prompts selected").arg(locale.toString(selected), locale.toString(points->size()))
                                 : QString());
    const QString folder = shown(m_session.record().folder.string(), 300);
    m_factsText->setText(folder);
    m_factsText->setToolTip(plainToolTip(folder));
}

void MainWindow::applyStyle() {
    setStyleSheet(windowStyleSheet(Theme::instance().tokens(), Theme::instance().textScale()));
}

void MainWindow::restoreSettings() {
    const QSettings settings;
    const int title = style()->pixelMetric(QStyle::PM_TitleBarHeight);
    resize(kFirstSize.boundedTo(screen()->availableSize() - QSize(0, title)));
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_workbench->restoreLayout(settings);
}

void MainWindow::saveSettings() {
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/theme"), static_cast<int>(Theme::instance().choice()));
    settings.setValue(QStringLiteral("window/textScale"), Theme::instance().textScale());
    m_workbench->saveLayout(settings);
}

} // namespace postern
