// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include <QKeySequence>
#include <QObject>
#include <QString>

class QAction;
class QMenuBar;

namespace postern {

enum class ActionId {
    DemoWord,
    DemoPhrase,
    DemoLong,
    OpenCheckpoint,
    OpenRun,
    InspectWeights,
    CloseSession,
    ExportFigure,
    ExportData,
    ExportReport,
    Quit,
    Run,
    Resume,
    Stop,
    ShowModel,
    ShowBench,
    ShowLab,
    ShowPca,
    ShowTsne,
    NextLayer,
    PreviousLayer,
    NextStep,
    PreviousStep,
    PlaySteps,
    FindPrompts,
    SelectAll,
    ClearSelection,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ThemeContrast,
    LargerText,
    SmallerText,
    NormalText,
    DefaultLayout,
    FullScreen,
    Shortcuts,
    Method,
    Formats,
    About,
    Count
};

/// Every command of the window, declared once: menus, shortcuts, the list of shortcuts and the tests come from here.
class Actions final : public QObject {
    Q_OBJECT

public:
    explicit Actions(QWidget* window);

    [[nodiscard]] QAction* operator[](ActionId id) const { return m_actions.at(static_cast<std::size_t>(id)); }
    [[nodiscard]] std::span<QAction* const> all() const { return m_actions; }
    void fill(QMenuBar* bar) const;

private:
    std::vector<QAction*> m_actions;
};

} // namespace postern
