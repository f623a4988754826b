// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/separation_panel.h"

#include <cmath>
#include <limits>

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>

#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kCardWidth = 150; // px: below, cards move to fewer columns

} // namespace

std::array<SeparationFigure, SeparationPanel::kFigures> separationFigures(const Separation& s) {
    return {{
        {SeparationPanel::tr("Unknown–known distance"),
         SeparationPanel::tr(
             "Distance of the centroids of unknown and known triggers, in units of their scatter. Falls when they aggregate."),
         s.unknownKnownDistance},
        {SeparationPanel::tr("Unknown–known silhouette"),
         SeparationPanel::tr("How clearly unknown and known triggers form two groups, −1 to 1. Near 0 when they aggregate."),
         s.unknownKnownSilhouette},
        {SeparationPanel::tr("Shift cosine"),
         SeparationPanel::tr(
             "Cosine of the directions in which unknown and known triggers move the hidden states. Near 1 when they act alike."),
         s.shiftCosine},
        {SeparationPanel::tr("Probe AUC"),
         SeparationPanel::tr(
             "A linear probe learns known against clean rows and is tested on unknown against clean rows. 0.5 is chance, 1 is perfect."),
         s.probeAuc},
        {SeparationPanel::tr("Clean–triggered silhouette"),
         SeparationPanel::tr("How clearly triggered rows lie apart from clean rows, −1 to 1. Near 0 after a successful recovery."),
         s.cleanTriggeredSilhouette},
        {SeparationPanel::tr("Control–clean silhouette"),
         SeparationPanel::tr("The same for a neutral inserted phrase. Stays near 0 when insertion alone changes little."),
         s.controlCleanSilhouette},
    }};
}

QString separationText(double value) {
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const double shown = std::abs(value) < 0.005 ? 0.0 : value; // no "−0.00"
    return QLocale().toString(shown, 'f', 2).replace(QLatin1Char('-'), QChar(0x2212));
}

SeparationPanel::SeparationPanel(QWidget* parent) : QWidget(parent), m_where(new QLabel(this)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
    grid->setSpacing(space::kSmall);
    m_where->setTextFormat(Qt::PlainText);
    m_where->setProperty("role", QStringLiteral("overline"));
    const auto makeLabel = [](QWidget* frame, const char* role) {
        auto* label = new QLabel(frame);
        label->setTextFormat(Qt::PlainText);
        label->setProperty("role", QString::fromLatin1(role));
        return label;
    };
    for (Card& card : m_cards) {
        card.frame = new QFrame(this);
        card.frame->setProperty("card", true);
        card.name = makeLabel(card.frame, "caption");
        card.value = makeLabel(card.frame, "figure");
        card.change = makeLabel(card.frame, "caption");
        card.name->setWordWrap(true);
        auto* column = new QVBoxLayout(card.frame);
        column->setContentsMargins(space::kMedium, space::kSmall + 2, space::kMedium, space::kSmall + 2);
        column->setSpacing(space::kHair);
        column->addWidget(card.name);
        column->addWidget(card.value);
        column->addWidget(card.change);
        column->addStretch(1);
    }
    translate();
    clear();
    arrange();
}

void SeparationPanel::translate() {
    setAccessibleName(tr("Separation in the original space"));
    const auto figures = separationFigures({});
    for (std::size_t i = 0; i < figures.size(); ++i) {
        m_cards[i].name->setText(figures[i].name);
        m_cards[i].frame->setToolTip(figures[i].explanation);
        m_cards[i].frame->setAccessibleName(figures[i].name);
        m_cards[i].frame->setAccessibleDescription(figures[i].explanation);
    }
}

void SeparationPanel::setSeparation(const Separation& separation, int layer, int step, const std::optional<Separation>& baseline) {
    const auto figures = separationFigures(separation);
    const auto before = separationFigures(baseline.value_or(Separation{}));
    for (std::size_t i = 0; i < figures.size(); ++i) {
        m_cards[i].value->setText(separationText(figures[i].value));
        m_cards[i].change->setText(baseline ? tr("baseline %1").arg(separationText(before[i].value)) : QString());
    }
    m_where->setText(tr("Measured on the original hidden states · layer %1 · step %2").arg(layer).arg(step));
}

void SeparationPanel::clear() {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    setSeparation({nan, nan, nan, nan, nan, nan}, 0, 0);
    m_where->setText(tr("Measured on the original hidden states · no frame yet"));
}

void SeparationPanel::arrange() {
    const int fitting = qBound(1, (width() - 2 * space::kMedium) / kCardWidth, kFigures);
    const int columns = fitting >= 6 ? 6 : fitting >= 3 ? 3 : fitting >= 2 ? 2 : 1; // only full rows
    if (columns == m_columns)
        return;
    auto* grid = static_cast<QGridLayout*>(layout());
    for (int c = 0; c < kFigures; ++c)
        grid->setColumnStretch(c, c < columns ? 1 : 0);
    grid->addWidget(m_where, 0, 0, 1, columns);
    for (int i = 0; i < kFigures; ++i)
        grid->addWidget(m_cards[static_cast<std::size_t>(i)].frame, 1 + i / columns, i % columns);
    m_columns = columns;
}

void SeparationPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void SeparationPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        translate();
}

} // namespace postern
