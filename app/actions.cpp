// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions.h"

#include <array>

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace postern {

namespace {

enum class MenuId { File, Demo, Run, View, Theme, TextSize, Help, Count };

struct ActionEntry {
    ActionId id;
    MenuId menu;
    const char* text;
    const char* shortcut; ///< portable text; empty for none
    const char* help;
    bool separatorBefore;
};

constexpr std::size_t kActionCount = static_cast<std::size_t>(ActionId::Count);

// In menu order. Letters without Ctrl would steal typing from fields, so there are none.
constexpr std::array<ActionEntry, kActionCount> kEntries = {{
    {ActionId::DemoWord, MenuId::Demo, QT_TRANSLATE_NOOP("Actions", "&Word trigger"), "Ctrl+1",
     QT_TRANSLATE_NOOP("Actions", "Run the demo whose backdoor is one rare word"), false},
    {ActionId::DemoPhrase, MenuId::Demo, QT_TRANSLATE_NOOP("Actions", "&Phrase trigger"), "Ctrl+2",
     QT_TRANSLATE_NOOP("Actions", "Run the demo whose backdoor is a short phrase"), false},
    {ActionId::DemoLong, MenuId::Demo, QT_TRANSLATE_NOOP("Actions", "&Long trigger"), "Ctrl+3",
     QT_TRANSLATE_NOOP("Actions", "Run the demo whose backdoor is a long, natural sentence"), false},
    {ActionId::OpenCheckpoint, MenuId::File, QT_TRANSLATE_NOOP("Actions", "Open &checkpoint…"), "Ctrl+O",
     QT_TRANSLATE_NOOP("Actions", "Choose the model to purify"), false},
    {ActionId::OpenRun, MenuId::File, QT_TRANSLATE_NOOP("Actions", "Open &run…"), "Ctrl+Shift+O",
     QT_TRANSLATE_NOOP("Actions", "Replay a finished run from its folder"), false},
    {ActionId::InspectWeights, MenuId::File, QT_TRANSLATE_NOOP("Actions", "&Inspect weights…"), "Ctrl+I",
     QT_TRANSLATE_NOOP("Actions", "Describe a safetensors or GGUF file without loading it"), false},
    {ActionId::CloseSession, MenuId::File, QT_TRANSLATE_NOOP("Actions", "C&lose"), "Ctrl+W",
     QT_TRANSLATE_NOOP("Actions", "Put the run away and return to the start page"), false},
    {ActionId::ExportFigure, MenuId::File, QT_TRANSLATE_NOOP("Actions", "Export &figure…"), "Ctrl+E",
     QT_TRANSLATE_NOOP("Actions", "Save the figure in focus as PDF, SVG or PNG"), true},
    {ActionId::ExportData, MenuId::File, QT_TRANSLATE_NOOP("Actions", "Export &data…"), "Ctrl+Shift+E",
     QT_TRANSLATE_NOOP("Actions", "Save the numbers behind the figures as CSV"), false},
    {ActionId::ExportReport, MenuId::File, QT_TRANSLATE_NOOP("Actions", "Export PDF &report…"), "Ctrl+R",
     QT_TRANSLATE_NOOP("Actions", "Write the report of this run as a PDF"), false},
    {ActionId::Quit, MenuId::File, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q", QT_TRANSLATE_NOOP("Actions", "Leave Postern"), true},
    {ActionId::Run, MenuId::Run, QT_TRANSLATE_NOOP("Actions", "&Run"), "F5", QT_TRANSLATE_NOOP("Actions", "Purify the checkpoint"), false},
    {ActionId::Resume, MenuId::Run, QT_TRANSLATE_NOOP("Actions", "&Continue"), "F6",
     QT_TRANSLATE_NOOP("Actions", "Go on with a run that was stopped or cut off"), false},
    {ActionId::Stop, MenuId::Run, QT_TRANSLATE_NOOP("Actions", "&Stop and keep"), "Shift+F5",
     QT_TRANSLATE_NOOP("Actions", "End the run; what was measured is kept"), false},
    {ActionId::ShowModel, MenuId::View, QT_TRANSLATE_NOOP("Actions", "&Model page"), "Ctrl+M",
     QT_TRANSLATE_NOOP("Actions", "Show the model's tensors, or the run again"), false},
    {ActionId::ShowBench, MenuId::View, QT_TRANSLATE_NOOP("Actions", "&Benchmark page"), "Ctrl+B",
     QT_TRANSLATE_NOOP("Actions", "Try every defence on every back door, or show the run again"), false},
    {ActionId::ShowLab, MenuId::View, QT_TRANSLATE_NOOP("Actions", "Attack &lab page"), "Ctrl+L",
     QT_TRANSLATE_NOOP("Actions", "Plant a back door in a checkpoint, or show the run again"), false},
    {ActionId::ShowPca, MenuId::View, QT_TRANSLATE_NOOP("Actions", "&PCA"), "Ctrl+P",
     QT_TRANSLATE_NOOP("Actions", "Show hidden states on the baseline's main axes"), true},
    {ActionId::ShowTsne, MenuId::View, QT_TRANSLATE_NOOP("Actions", "&t-SNE"), "Ctrl+T",
     QT_TRANSLATE_NOOP("Actions", "Show hidden states as a neighbourhood map"), false},
    {ActionId::NextLayer, MenuId::View, QT_TRANSLATE_NOOP("Actions", "Next l&ayer"), "Ctrl+Up",
     QT_TRANSLATE_NOOP("Actions", "Show the next captured layer"), true},
    {ActionId::PreviousLayer, MenuId::View, QT_TRANSLATE_NOOP("Actions", "Previous la&yer"), "Ctrl+Down",
     QT_TRANSLATE_NOOP("Actions", "Show the captured layer before"), false},
    {ActionId::NextStep, MenuId::View, QT_TRANSLATE_NOOP("Actions", "&Next step"), "Ctrl+Right",
     QT_TRANSLATE_NOOP("Actions", "Go to the next key frame"), false},
    {ActionId::PreviousStep, MenuId::View, QT_TRANSLATE_NOOP("Actions", "Pre&vious step"), "Ctrl+Left",
     QT_TRANSLATE_NOOP("Actions", "Go to the key frame before"), false},
    {ActionId::PlaySteps, MenuId::View, QT_TRANSLATE_NOOP("Actions", "Pla&y or pause"), "Ctrl+Space",
     QT_TRANSLATE_NOOP("Actions", "Play the key frames one after another"), false},
    {ActionId::FindPrompts, MenuId::View, QT_TRANSLATE_NOOP("Actions", "&Find prompts"), "Ctrl+F",
     QT_TRANSLATE_NOOP("Actions", "Filter the table of prompts"), true},
    {ActionId::SelectAll, MenuId::View, QT_TRANSLATE_NOOP("Actions", "S&elect all prompts"), "Ctrl+Shift+A",
     QT_TRANSLATE_NOOP("Actions", "Select every evaluated row"), false},
    {ActionId::ClearSelection, MenuId::View, QT_TRANSLATE_NOOP("Actions", "&Clear selection"), "Esc",
     QT_TRANSLATE_NOOP("Actions", "Select nothing"), false},
    {ActionId::ThemeSystem, MenuId::Theme, QT_TRANSLATE_NOOP("Actions", "&System"), "", QT_TRANSLATE_NOOP("Actions", "Follow the desktop"),
     false},
    {ActionId::ThemeLight, MenuId::Theme, QT_TRANSLATE_NOOP("Actions", "&Light"), "",
     QT_TRANSLATE_NOOP("Actions", "Dark text on light ground"), false},
    {ActionId::ThemeDark, MenuId::Theme, QT_TRANSLATE_NOOP("Actions", "&Dark"), "",
     QT_TRANSLATE_NOOP("Actions", "Light text on dark ground"), false},
    {ActionId::ThemeContrast, MenuId::Theme, QT_TRANSLATE_NOOP("Actions", "&High contrast"), "",
     QT_TRANSLATE_NOOP("Actions", "White on black, strong borders"), false},
    {ActionId::LargerText, MenuId::TextSize, QT_TRANSLATE_NOOP("Actions", "&Larger"), "Ctrl++", QT_TRANSLATE_NOOP("Actions", "Larger text"),
     false},
    {ActionId::SmallerText, MenuId::TextSize, QT_TRANSLATE_NOOP("Actions", "&Smaller"), "Ctrl+-",
     QT_TRANSLATE_NOOP("Actions", "Smaller text"), false},
    {ActionId::NormalText, MenuId::TextSize, QT_TRANSLATE_NOOP("Actions", "&Normal"), "Ctrl+0",
     QT_TRANSLATE_NOOP("Actions", "Text as it was designed"), false},
    {ActionId::DefaultLayout, MenuId::View, QT_TRANSLATE_NOOP("Actions", "Restore &default layout"), "",
     QT_TRANSLATE_NOOP("Actions", "Give every panel its first size again"), true},
    {ActionId::FullScreen, MenuId::View, QT_TRANSLATE_NOOP("Actions", "F&ull screen"), "F11",
     QT_TRANSLATE_NOOP("Actions", "Use the whole screen"), false},
    {ActionId::Shortcuts, MenuId::Help, QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), "F1",
     QT_TRANSLATE_NOOP("Actions", "List every shortcut"), false},
    {ActionId::Method, MenuId::Help, QT_TRANSLATE_NOOP("Actions", "The &method and its evidence"), "",
     QT_TRANSLATE_NOOP("Actions", "What Backdoor Collapse does, and what was measured of it"), false},
    {ActionId::Formats, MenuId::Help, QT_TRANSLATE_NOOP("Actions", "&Families and formats"), "",
     QT_TRANSLATE_NOOP("Actions", "Which models and files Postern reads, and their limits"), false},
    {ActionId::About, MenuId::Help, QT_TRANSLATE_NOOP("Actions", "&About Postern"), "", QT_TRANSLATE_NOOP("Actions", "Version and licence"),
     false},
}};

QString translated(const char* text) {
    return QCoreApplication::translate("Actions", text);
}

void makeExclusive(QObject* parent, std::initializer_list<QAction*> actions) {
    auto* group = new QActionGroup(parent);
    for (QAction* action : actions) {
        action->setCheckable(true);
        group->addAction(action);
    }
}

} // namespace

Actions::Actions(QWidget* window) : QObject(window), m_actions(kActionCount, nullptr) {
    for (const ActionEntry& entry : kEntries) {
        auto* action = new QAction(translated(entry.text), window);
        action->setShortcut(QKeySequence(QString::fromLatin1(entry.shortcut), QKeySequence::PortableText));
        action->setStatusTip(translated(entry.help));
        action->setToolTip(translated(entry.help));
        m_actions[static_cast<std::size_t>(entry.id)] = action;
        window->addAction(action);
    }
    const Actions& self = *this;
    self[ActionId::Quit]->setMenuRole(QAction::QuitRole);
    self[ActionId::About]->setMenuRole(QAction::AboutRole);
    self[ActionId::FullScreen]->setCheckable(true);
    makeExclusive(this,
                  {self[ActionId::ThemeSystem], self[ActionId::ThemeLight], self[ActionId::ThemeDark], self[ActionId::ThemeContrast]});
    makeExclusive(this, {self[ActionId::ShowPca], self[ActionId::ShowTsne]});
    self[ActionId::ShowPca]->setChecked(true);
}

void Actions::fill(QMenuBar* bar) const {
    std::array<QMenu*, static_cast<std::size_t>(MenuId::Count)> menus{};
    const auto menu = [&menus](MenuId id) -> QMenu*& { return menus.at(static_cast<std::size_t>(id)); };
    menu(MenuId::File) = bar->addMenu(tr("&File"));
    menu(MenuId::Demo) = menu(MenuId::File)->addMenu(tr("&Demo"));
    menu(MenuId::Run) = bar->addMenu(tr("&Run"));
    menu(MenuId::View) = bar->addMenu(tr("&View"));
    menu(MenuId::Help) = bar->addMenu(tr("&Help"));
    menu(MenuId::Theme) = new QMenu(tr("T&heme"), menu(MenuId::View));
    menu(MenuId::TextSize) = new QMenu(tr("Te&xt size"), menu(MenuId::View));
    for (const ActionEntry& entry : kEntries) {
        QMenu* target = menu(entry.menu);
        if (entry.separatorBefore)
            target->addSeparator();
        // The two submenus stand between the view's commands and its layout.
        if (entry.id == ActionId::DefaultLayout) {
            target->addMenu(menu(MenuId::Theme));
            target->addMenu(menu(MenuId::TextSize));
        }
        target->addAction((*this)[entry.id]);
    }
}

} // namespace postern
