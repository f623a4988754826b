// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/style_sheet.h"

#include <utility>
#include <vector>

namespace postern {

namespace {

// Written with @names so that the text reads as a style sheet; long in lines, simple in shape.
constexpr auto kControls = R"(
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @window; width: 6px; height: 6px; }
QMainWindow::separator:hover { background: @accentSoft; }
QSplitter::handle { background: @window; }
QSplitter::handle:hover { background: @accentSoft; }
QToolTip { background: @raised; color: @text; border: 1px solid @borderStrong; padding: 6px 8px; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton { background: @raised; color: @text; border: 1px solid @borderStrong; border-radius: 6px; padding: 6px 14px; min-height: 18px; }
QPushButton:hover { background: @accentSoft; border-color: @accent; }
QPushButton:pressed { background: @sunken; }
QPushButton:checked { background: @accentSoft; border-color: @accent; color: @accent; }
QPushButton:focus { border: 2px solid @accent; padding: 5px 13px; }
QPushButton:disabled { background: @sunken; color: @textFaint; border-color: @border; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[role="primary"]:pressed { background: @accentPressed; }
QPushButton[role="primary"]:focus { border: 2px solid @text; }
QPushButton[role="primary"]:disabled { background: @sunken; color: @textFaint; border-color: @border; }
QPushButton[role="danger"] { color: @danger; border-color: @danger; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: @accent; }
QPushButton[role="quiet"]:hover { background: @accentSoft; }

QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 6px; padding: 5px 8px; }
QToolButton:hover { background: @accentSoft; }
QToolButton:checked { background: @accentSoft; color: @accent; border-color: @accent; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @textFaint; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit { background: @surface; color: @text; border: 1px solid @borderStrong; border-radius: 6px; padding: 5px 8px; min-height: 18px; selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit, QTextEdit { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px; padding: 6px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 1px solid @accent; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: @sunken; color: @textFaint; border-color: @border; }
QLineEdit[readOnly="true"] { background: @sunken; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/theme/icons/chevron-down-@ink.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @borderStrong; padding: 4px; outline: none; selection-background-color: @accentSoft; selection-color: @text; }
QSpinBox, QDoubleSpinBox { padding-right: 22px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; width: 20px; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: none; width: 20px; subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/theme/icons/chevron-up-@ink.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/theme/icons/chevron-down-@ink.svg); width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: 8px; color: @text; }
QCheckBox:disabled, QRadioButton:disabled { color: @textFaint; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; background: @surface; border: 1px solid @borderStrong; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/theme/icons/check-@ink.svg); }
QRadioButton::indicator:checked { background: @surface; border: 5px solid @accent; width: 8px; height: 8px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @sunken; border-color: @border; }
QCheckBox::indicator:checked:disabled { background: @borderStrong; border-color: @borderStrong; }

QSlider:horizontal { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; background: @border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @raised; border: 2px solid @accent; width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @accent; }
QSlider::groove:vertical { width: 4px; background: @border; border-radius: 2px; }
QSlider::handle:vertical { background: @raised; border: 2px solid @accent; width: 12px; height: 12px; margin: 0 -6px; border-radius: 8px; }
QSlider::sub-page:horizontal:disabled { background: @borderStrong; }
QSlider::handle:horizontal:disabled { border-color: @borderStrong; background: @sunken; }

QProgressBar { background: @sunken; border: none; border-radius: 4px; max-height: 8px; text-align: center; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
)";

constexpr auto kStructure = R"(
QMenuBar { background: @window; color: @text; padding: 2px 4px; }
QMenuBar::item { padding: 5px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @accentSoft; }
QMenu { background: @raised; color: @text; border: 1px solid @borderStrong; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 22px; border-radius: 5px; }
QMenu::item:selected { background: @accentSoft; color: @text; }
QMenu::item:disabled { color: @textFaint; }
QMenu::separator { height: 1px; background: @border; margin: 5px 8px; }
QToolBar { background: @window; border: none; spacing: 4px; padding: 6px 8px; }
QToolBar::separator { background: @border; width: 1px; margin: 6px 6px; }
QStatusBar { background: @window; color: @textMuted; border-top: 1px solid @border; }
QStatusBar::item { border: none; }

QDockWidget { color: @textMuted; font-weight: 600; titlebar-close-icon: none; }
QDockWidget::title { background: @window; padding: 8px 12px; text-align: left; }
QTabWidget::pane { border: none; border-top: 1px solid @border; background: @surface; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @textMuted; padding: 8px 14px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:focus { color: @accent; }
QGroupBox { border: 1px solid @border; border-radius: 10px; margin-top: 22px; padding: 12px; background: @surface; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; left: 2px; top: 2px; color: @textMuted; font-weight: 600; }
QScrollArea { border: none; background: transparent; }

QAbstractItemView { background: @surface; color: @text; alternate-background-color: @band; border: 1px solid @border; border-radius: 6px; outline: none; gridline-color: @grid; selection-background-color: @accentSoft; selection-color: @text; }
QAbstractItemView[flat="true"], QTextEdit[flat="true"] { border: none; border-radius: 0; }
QTableView::item, QTreeView::item, QListView::item { padding: 4px 8px; border: none; }
QTreeView::item { min-height: 22px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: @accentSoft; color: @text; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: @band; }
QTableView::item:focus { border: 1px solid @accent; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @textMuted; border: none; border-bottom: 1px solid @borderStrong; padding: 7px 11px; font-weight: 600; }
QTableCornerButton::section { background: @surface; border: none; border-bottom: 1px solid @borderStrong; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: @borderStrong; border-radius: 4px; min-height: 28px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: @borderStrong; border-radius: 4px; min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: @textFaint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[card="true"] { background: @surface; border: 1px solid @border; border-radius: 10px; }
QFrame[tone="warning"] { border-color: @warning; }
QFrame[tone="danger"] { border-color: @danger; }
QLabel { background: transparent; border: none; }
QLabel[role="title"] { font-size: @titlepx; font-weight: 600; color: @text; }
QLabel[role="heading"] { font-size: @headingpx; font-weight: 600; color: @text; }
QLabel[role="figure"] { font-size: @figurepx; font-weight: 600; color: @text; }
QLabel[role="overline"] { font-size: @captionpx; font-weight: 600; color: @textMuted; }
QLabel[role="caption"] { font-size: @captionpx; color: @textMuted; }
QLabel[role="muted"] { color: @textMuted; }
QLabel[tone="ok"] { color: @ok; }
QLabel[tone="warning"] { color: @warning; }
QLabel[tone="danger"] { color: @danger; }
QLabel[tone="accent"] { color: @accent; }
)";

} // namespace

QString styleSheetFor(const Tokens& t, double textScale) {
    const auto pixels = [textScale](TextRole role) { return QStringLiteral("%1px").arg(fontFor(role, textScale).pixelSize()); };
    // Longer names first: "@text" is a prefix of "@textMuted".
    const std::vector<std::pair<const char*, QString>> names = {
        {"@accentPressed", t.accentPressed.name()},
        {"@accentHover", t.accentHover.name()},
        {"@accentSoft", t.accentSoft.name()},
        {"@onAccent", t.onAccent.name()},
        {"@accent", t.accent.name()},
        {"@borderStrong", t.borderStrong.name()},
        {"@border", t.border.name()},
        {"@band", t.band.name()},
        {"@captionpx", pixels(TextRole::Caption)},
        {"@danger", t.danger.name()},
        {"@figurepx", pixels(TextRole::Figure)},
        {"@grid", t.grid.name()},
        {"@headingpx", pixels(TextRole::Heading)},
        {"@ink", t.isDark() ? QStringLiteral("dark") : QStringLiteral("light")},
        {"@ok", t.ok.name()},
        {"@raised", t.raised.name()},
        {"@sunken", t.sunken.name()},
        {"@surface", t.surface.name()},
        {"@textFaint", t.textFaint.name()},
        {"@textMuted", t.textMuted.name()},
        {"@titlepx", pixels(TextRole::Title)},
        {"@text", t.text.name()},
        {"@warning", t.warning.name()},
        {"@window", t.window.name()},
    };
    QString sheet = QString::fromUtf8(kControls) + QString::fromUtf8(kStructure);
    for (const auto& [name, value] : names)
        sheet.replace(QLatin1String(name), value);
    return sheet;
}

} // namespace postern
