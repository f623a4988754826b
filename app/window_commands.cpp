// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the window that write files, open dialogs or change the view.
#include <algorithm>

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QMessageBox>
#include <QStatusBar>
#include <QTableWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>
#include <QVBoxLayout>

#include "app/main_window.h"
#include "app/model_page.h"
#include "app/workbench.h"
#include "engine/core/json.h"
#include "widgets/panels/error_banner.h"
#include "widgets/panels/view_bar.h"
#include "widgets/plots/export_plot.h"
#include "widgets/report/pdf_report.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr double kTextStep = 0.1;
constexpr int kRoomBesideTexts = 64; // margins and the scroll bar

std::filesystem::path toPath(const QString& text) {
    return std::filesystem::path(text.toStdU16String());
}

QString suggestedPath(const Session& session, const QString& name) {
    const QString folder = QString::fromStdU16String(session.record().folder.u16string());
    return QDir(QDir(folder).exists() ? folder : QDir::homePath()).filePath(name);
}

/// Markdown comes without space between its paragraphs, and its tables with double lines.
void spaceOut(QTextDocument& document, const QColor& line) {
    document.setDocumentMargin(20);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        if (QTextTable* const table = cursor.currentTable()) {
            QTextTableFormat lines = table->format();
            lines.setBorderCollapse(true);
            lines.setBorder(1);
            lines.setBorderBrush(line);
            lines.setCellPadding(5);
            lines.setTopMargin(4);
            lines.setBottomMargin(14);
            table->setFormat(lines);
            block = table->lastCursorPosition().block();
            continue;
        }
        QTextBlockFormat format;
        format.setTopMargin(block.blockFormat().headingLevel() > 0 && block != document.begin() ? 18 : 0);
        format.setBottomMargin(block.textList() ? 4 : 10);
        cursor.mergeBlockFormat(format);
    }
}

} // namespace

void MainWindow::connectViewActions() {
    const Actions& action = *m_actions;
    connect(action[ActionId::ShowModel], &QAction::triggered, this, [this] { togglePage(Page::Model); });
    connect(action[ActionId::ShowBench], &QAction::triggered, this, [this] { togglePage(Page::Bench); });
    connect(action[ActionId::ShowLab], &QAction::triggered, this, [this] { togglePage(Page::Lab); });
    connect(action[ActionId::ShowPca], &QAction::triggered, this, [this] { m_session.setMethod(ProjectionMethod::Pca); });
    connect(action[ActionId::ShowTsne], &QAction::triggered, this, [this] { m_session.setMethod(ProjectionMethod::Tsne); });
    connect(&m_session, &Session::methodChanged, this, [this](ProjectionMethod method) {
        (*m_actions)[method == ProjectionMethod::Pca ? ActionId::ShowPca : ActionId::ShowTsne]->setChecked(true);
    });
    const auto moveLayer = [this](int by) { m_session.setLayerIndex(m_session.layerIndex() + by); };
    const auto moveFrame = [this](int by) { m_session.setFrameIndex(m_session.frameIndex() + by); };
    connect(action[ActionId::NextLayer], &QAction::triggered, this, [moveLayer] { moveLayer(1); });
    connect(action[ActionId::PreviousLayer], &QAction::triggered, this, [moveLayer] { moveLayer(-1); });
    connect(action[ActionId::NextStep], &QAction::triggered, this, [moveFrame] { moveFrame(1); });
    connect(action[ActionId::PreviousStep], &QAction::triggered, this, [moveFrame] { moveFrame(-1); });
    connect(action[ActionId::PlaySteps], &QAction::triggered, this, [this] { m_workbench->viewBar()->togglePlay(); });
    connect(action[ActionId::FindPrompts], &QAction::triggered, this, [this] { m_workbench->showPrompts(); });
    connect(action[ActionId::SelectAll], &QAction::triggered, this, [this] {
        const PointsPtr& points = m_session.record().points;
        std::vector<int> ids(points ? points->size() : 0);
        for (std::size_t i = 0; i < ids.size(); ++i)
            ids[i] = static_cast<int>(i);
        m_selection.apply(ids, SelectionMode::Replace);
    });
    connect(action[ActionId::ClearSelection], &QAction::triggered, &m_selection, &Selection::clear);

    const std::pair<ActionId, ThemeChoice> themes[] = {{ActionId::ThemeSystem, ThemeChoice::System},
                                                       {ActionId::ThemeLight, ThemeChoice::Light},
                                                       {ActionId::ThemeDark, ThemeChoice::Dark},
                                                       {ActionId::ThemeContrast, ThemeChoice::HighContrast}};
    for (const auto& [id, choice] : themes) {
        action[id]->setChecked(Theme::instance().choice() == choice);
        connect(action[id], &QAction::triggered, this, [theme = choice] { Theme::instance().setChoice(theme); });
    }
    connect(action[ActionId::LargerText], &QAction::triggered, this, [this] { setTextScale(Theme::instance().textScale() + kTextStep); });
    connect(action[ActionId::SmallerText], &QAction::triggered, this, [this] { setTextScale(Theme::instance().textScale() - kTextStep); });
    connect(action[ActionId::NormalText], &QAction::triggered, this, [this] { setTextScale(1.0); });
    connect(action[ActionId::DefaultLayout], &QAction::triggered, this, [this] { m_workbench->restoreDefaultLayout(); });
    connect(action[ActionId::FullScreen], &QAction::toggled, this,
            [this](bool full) { setWindowState(full ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen); });
}

void MainWindow::setTextScale(double scale) {
    Theme::instance().setTextScale(scale);
    statusBar()->showMessage(tr("Text size %1 %").arg(qRound(Theme::instance().textScale() * 100)), 2000);
}

void MainWindow::togglePage(Page page) {
    showPage(m_page == page ? Page::Run : page);
}

void MainWindow::showPage(Page page) {
    m_page = page;
    // The session's checkpoint is what the page is about, until somebody opens something else there.
    const std::filesystem::path& subject = m_session.specification().checkpoint;
    if (page == Page::Model && !subject.empty() && subject != m_subjectShown) {
        m_subjectShown = subject;
        m_modelPage->open(subject);
    }
    showPage();
    updateActions();
    updateStatus();
}

void MainWindow::inspect(const QString& path) {
    m_banner->dismiss();
    m_modelPage->open(toPath(path));
    showPage(Page::Model);
}

/// Puts away what is on show: the weights that were opened for themselves, or the session.
void MainWindow::closePage() {
    if (m_page == Page::Bench || m_page == Page::Lab) {
        showPage(Page::Run); // what they hold stays
        return;
    }
    if (m_session.state() == Session::State::Empty) {
        m_modelPage->clear();
        showPage(Page::Run);
        return;
    }
    endRunThen([this] {
        m_modelPage->clear();
        m_subjectShown.clear();
        m_page = Page::Run;
        m_session.close();
    });
}

void MainWindow::exportFigure() {
    PlotWidget* plot = m_workbench->currentPlot();
    QString name = QStringLiteral("figure");
    for (const auto& [key, candidate] : m_workbench->plots())
        name = candidate == plot ? key : name;
    QString path = QFileDialog::getSaveFileName(this, tr("Export figure"), suggestedPath(m_session, name + QStringLiteral(".pdf")),
                                                tr("PDF (*.pdf);;SVG (*.svg);;PNG (*.png)"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".pdf");
    if (const auto written = exportPlot(*plot, toPath(path)); !written)
        showError(written.error());
    else
        statusBar()->showMessage(tr("Saved %1").arg(QDir::toNativeSeparators(path)), 6000);
}

void MainWindow::exportData() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export data into a folder"), suggestedPath(m_session, {}));
    if (folder.isEmpty())
        return;
    for (const auto& [name, plot] : m_workbench->plots()) {
        const QString path = QDir(folder).filePath(name + QStringLiteral(".csv"));
        if (const auto written = writeFileAtomically(toPath(path), toCsv(plot->table())); !written) {
            showError(written.error());
            return;
        }
    }
    statusBar()->showMessage(tr("Saved projection.csv, rates.csv and losses.csv in %1").arg(QDir::toNativeSeparators(folder)), 6000);
}

void MainWindow::exportReport() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Export PDF report"), suggestedPath(m_session, QStringLiteral("report.pdf")),
                                                      tr("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    // The report is made of what is stored, not of what the window happens to show.
    connect(
        &m_session, &Session::storedRecordRead, this,
        [this, path](const std::shared_ptr<const RunRecord>& record) { writeReport(*record, path); }, Qt::SingleShotConnection);
    m_session.readStoredRecord();
}

void MainWindow::writeReport(const RunRecord& record, const QString& path) {
    const Result<ReportModel> report = m_session.engine().buildReport(record);
    if (!report) {
        showError(report.error());
        return;
    }
    if (const auto written = writePdfReport(record, *report, toPath(path)); !written)
        showError(written.error());
    else
        statusBar()->showMessage(tr("Saved %1").arg(QDir::toNativeSeparators(path)), 6000);
}

void MainWindow::showShortcuts() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keyboard shortcuts"));
    auto* table = new QTableWidget(0, 2, dialog);
    table->setAccessibleName(tr("Keyboard shortcuts"));
    table->setHorizontalHeaderLabels({tr("Command"), tr("Keys")});
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setShowGrid(false);
    for (const QAction* action : m_actions->all()) {
        if (action->shortcut().isEmpty())
            continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(action->statusTip()));
        table->setItem(row, 1, new QTableWidgetItem(action->shortcut().toString(QKeySequence::NativeText)));
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(table);
    layout->addWidget(buttons);
    table->resizeColumnsToContents();
    const int texts = table->columnWidth(0) + table->columnWidth(1);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    dialog->resize(std::clamp(texts + kRoomBesideTexts, 520, std::max(520, width() - kRoomBesideTexts)), 560);
    dialog->open();
}

void MainWindow::showPage(const QString& title, const QString& resource) {
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return;
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* page = new QTextBrowser(dialog);
    page->setAccessibleName(title);
    page->setOpenLinks(false);
    page->setMarkdown(QString::fromUtf8(file.readAll()));
    spaceOut(*page->document(), page->palette().color(QPalette::Mid));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(page);
    layout->addWidget(buttons);
    dialog->resize(820, 620);
    dialog->open();
}

void MainWindow::showAbout() {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Postern"), tr("Postern %1").arg(QStringLiteral(POSTERN_VERSION)),
                                QMessageBox::Close, this);
    box->setTextFormat(Qt::PlainText);
    box->setIconPixmap(windowIcon().pixmap(64, 64));
    box->setInformativeText(
        tr("Removes backdoors from language-model checkpoints by the Backdoor Collapse method: triggers you choose gather "
           "the hidden states of those you do not know, and both are trained away.\n\nWorks on files only; nothing is "
           "sent anywhere.\n\nFree software under the GNU General Public License, version 3 or later."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace postern
