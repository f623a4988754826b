// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QMainWindow>

#include "app/actions.h"
#include "app/session.h"
#include "widgets/selection/selection.h"

class QLabel;
class QStackedWidget;
class QTabBar;

namespace postern {

class BenchPage;
class ErrorBanner;
class HeaderBar;
class LabPage;
class ModelPage;
class StartPage;
class Workbench;

/// The window: pages, commands, settings, and the way in and out.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const EngineFace& engine, QWidget* parent = nullptr);
    ~MainWindow() override;

    void startDemo(const QString& variant);
    /// Opens whatever the folder holds: a run, a checkpoint, or data for the checkpoint on the table.
    void openFolder(const QString& folder);
    /// Shows a safetensors or GGUF file, or a folder with weights, on the model page; no session is needed.
    void inspect(const QString& path);

    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] Selection& selection() { return m_selection; }
    [[nodiscard]] const Actions& actions() const { return *m_actions; }
    [[nodiscard]] Workbench& workbench() const { return *m_workbench; }
    [[nodiscard]] ErrorBanner& banner() const { return *m_banner; }
    [[nodiscard]] ModelPage& modelPage() const { return *m_modelPage; }
    [[nodiscard]] BenchPage& benchPage() const { return *m_benchPage; }
    [[nodiscard]] LabPage& labPage() const { return *m_labPage; }
    /// In the order of the tabs; the start page stands where the run's is while there is none.
    enum class Page { Run, Model, Bench, Lab };
    void showPage(Page page);
    [[nodiscard]] Page page() const { return m_page; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildPages();
    void buildStatusBar();
    void connectFileActions();
    void connectRunActions();
    void connectViewActions();
    void connectSession();

    void openCheckpoint(const QString& folder);
    void openRun(const QString& folder);
    void chooseCheckpoint();
    void chooseRun();
    void startRun();
    void resumeRun();
    void exportFigure();
    void exportData();
    void exportReport();
    void writeReport(const RunRecord& record, const QString& path);
    void showShortcuts();
    /// A page of the help, written in Markdown.
    void showPage(const QString& title, const QString& resource);
    void showAbout();
    void setTextScale(double scale);

    /// Asks before something that ends a running job; calls `proceed` after the job has ended. Asks once.
    enum class After { GoesOn, Quits };
    void endRunThen(std::function<void()> proceed, After after = After::GoesOn);
    void showError(const Error& error);
    void showProblem(const QString& title, const QString& advice, const QString& details = {});
    void showPage();
    /// The page, or the run's where it is on show already.
    void togglePage(Page page);
    /// What keeps the engine busy besides the page: a sentence, or nothing.
    [[nodiscard]] QString busyBeside(Page page) const;
    /// Why the run on the table cannot start yet, as a sentence; empty when it can, and when it is none to be started.
    [[nodiscard]] QString runProblem() const;
    void stopPage();
    void connectJobPages();
    void openPoisoned(const std::filesystem::path& checkpoint, const std::filesystem::path& dataFolder,
                      const std::filesystem::path& secret);
    /// Asks before the benchmark or the lab's training is stopped; closes the window once it has ended.
    void endJobsThenClose();
    void closePage();
    void updateActions();
    void updateStatus();
    void applyStyle();
    void restoreSettings();
    void saveSettings();

    Session m_session;
    Selection m_selection;
    Actions* m_actions;
    HeaderBar* m_header = nullptr;
    ErrorBanner* m_banner = nullptr;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_startPage = nullptr;
    Workbench* m_workbench = nullptr;
    ModelPage* m_modelPage = nullptr;
    BenchPage* m_benchPage = nullptr;
    LabPage* m_labPage = nullptr;
    QTabBar* m_pageBar = nullptr;
    QLabel* m_statusText = nullptr;
    QLabel* m_selectionText = nullptr;
    QLabel* m_factsText = nullptr;
    bool m_asking = false;
    Page m_page = Page::Run;
    std::filesystem::path m_subjectShown; ///< the session's checkpoint that the model page was last given
};

} // namespace postern
