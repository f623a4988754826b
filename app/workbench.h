// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "engine/run/run_events.h"

class QLabel;
class QSettings;
class QSplitter;
class QTabWidget;

namespace postern {

class CurvePlot;
class InspectorPanel;
class LossPlot;
class MemoryPanel;
class NotesPanel;
class PlotWidget;
class ProjectionPlot;
class PromptPanel;
class PromptPreviewDialog;
class ResultsCards;
class RunForm;
class Selection;
class SeparationPanel;
class Session;
class SubjectForm;
class ViewBar;
struct RunSpecification;

/// The working page: set-up on the left, pictures in the middle, figures and the selected prompt on the right. It only
/// connects panels with the session and the shared selection; panels do not know each other.
class Workbench final : public QWidget {
    Q_OBJECT

public:
    Workbench(Session& session, Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] RunForm* runForm() const { return m_runForm; }
    [[nodiscard]] SubjectForm* subjectForm() const { return m_subjectForm; }
    [[nodiscard]] MemoryPanel* memoryPanel() const { return m_memory; }
    [[nodiscard]] PromptPanel* promptPanel() const { return m_prompts; }
    [[nodiscard]] ViewBar* viewBar() const { return m_viewBar; }
    /// The plot the person means: the focused one, otherwise the projection.
    [[nodiscard]] PlotWidget* currentPlot() const;
    [[nodiscard]] std::vector<std::pair<QString, PlotWidget*>> plots() const;
    /// Empty when a run can start; otherwise what is missing, as a sentence.
    [[nodiscard]] QString problem() const;
    /// Moves what the forms say into the session.
    void commitForms();

    void showPrompts();
    void saveLayout(QSettings& settings) const;
    void restoreLayout(const QSettings& settings);
    void restoreDefaultLayout();

signals:
    void readinessChanged();

private:
    QWidget* makeRail();
    void previewPrompt();
    void askForPreview(std::size_t row);
    QWidget* makeProjectionCard();
    QWidget* makeLowerCard();
    QWidget* makeSidePanel();
    void connectSession();
    void showSpecification();
    void showRecord();
    void showSeries();
    void showPoints();
    void showFrames();
    void showFrame();
    void showLayer();
    void showSeparation(int layer);
    void showPrimary();
    void showResults();
    void showReadOnly();
    void requestEstimate();
    [[nodiscard]] RunSpecification formSpecification() const;

    /// How much of the record the plots have.
    struct Shown {
        std::size_t phases = 0;
        std::size_t losses = 0;
        std::size_t evaluations = 0;
    };

    Session& m_session;
    Shown m_shown;
    Selection& m_selection;
    SubjectForm* m_subjectForm = nullptr;
    RunForm* m_runForm = nullptr;
    MemoryPanel* m_memory = nullptr;
    QTimer m_estimateTimer; ///< typing pauses before the memory is estimated anew
    ViewBar* m_viewBar = nullptr;
    ProjectionPlot* m_projection = nullptr;
    CurvePlot* m_curves = nullptr;
    LossPlot* m_losses = nullptr;
    PromptPanel* m_prompts = nullptr;
    NotesPanel* m_notes = nullptr;
    QTabWidget* m_tabs = nullptr;
    ResultsCards* m_results = nullptr;
    SeparationPanel* m_separation = nullptr;
    QLabel* m_resultsEmpty = nullptr;
    QLabel* m_separationEmpty = nullptr;
    InspectorPanel* m_inspector = nullptr;
    QPointer<PromptPreviewDialog> m_preview;
    QSplitter* m_columns = nullptr;
    QSplitter* m_middle = nullptr;
};

} // namespace postern
