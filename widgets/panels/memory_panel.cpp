// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/memory_panel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "widgets/panels/memory_bar.h"
#include "widgets/panels/parts.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

/// "3.4 GB" in the language of the window; whole numbers below a gigabyte, where a digit more says nothing.
QString sizeText(std::uint64_t bytes) {
    constexpr std::uint64_t kGigabyte = 1'000'000'000;
    const bool fraction = bytes >= kGigabyte && bytes < 10 * kGigabyte;
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), fraction ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString partText(MemoryPart part) {
    switch (part) {
    case MemoryPart::Program:
        return MemoryPanel::tr("Program");
    case MemoryPart::Weights:
        return MemoryPanel::tr("Weights");
    case MemoryPart::Adapters:
        return MemoryPanel::tr("Adapters");
    case MemoryPart::Gradients:
        return MemoryPanel::tr("Gradients");
    case MemoryPart::Optimizer:
        return MemoryPanel::tr("Optimizer");
    case MemoryPart::Activations:
        return MemoryPanel::tr("Activations of a batch");
    case MemoryPart::States:
        return MemoryPanel::tr("Captured states");
    case MemoryPart::Projection:
        return MemoryPanel::tr("Projection");
    case MemoryPart::Resume:
        return MemoryPanel::tr("Best weights, resume point");
    case MemoryPart::Saving:
        return MemoryPanel::tr("Saving");
    }
    return {};
}

} // namespace

MemoryPanel::MemoryPanel(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Memory of the run"));
    auto* caption = makeLabel(tr("Memory"), "caption", this);
    m_figure = makeLabel({}, "body", this);
    m_figure->setObjectName(QStringLiteral("memoryFigure"));
    m_figure->setWordWrap(true);
    m_toggle = makeButton(tr("Details"), "quiet", this);
    m_toggle->setObjectName(QStringLiteral("memoryDetails"));
    m_toggle->setCheckable(true);
    m_toggle->setAccessibleName(tr("Memory: show or hide the parts"));
    m_bar = new MemoryBar(this);
    m_details = new QWidget(this);
    m_grid = new QGridLayout(m_details);
    m_grid->setContentsMargins(0, space::kTight, 0, 0);
    m_grid->setHorizontalSpacing(space::kSmall);
    m_grid->setVerticalSpacing(space::kHair);
    m_grid->setColumnStretch(0, 1);
    m_problem = makeLabel({}, "problem", this);
    m_problem->setWordWrap(true);
    m_accept = new QCheckBox(tr("Start anyway"), this);
    m_accept->setObjectName(QStringLiteral("acceptMemoryRisk"));
    m_accept->setToolTip(plainToolTip(tr("The system may become very slow, or end the program in the middle of the run.")));

    auto* line = new QHBoxLayout;
    line->setSpacing(space::kSmall);
    line->addWidget(caption, 1);
    line->addWidget(m_toggle);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTight);
    column->addLayout(line);
    column->addWidget(m_figure);
    column->addWidget(m_bar);
    column->addWidget(m_details);
    column->addWidget(m_problem);
    column->addWidget(m_accept);
    m_details->hide();
    connect(m_toggle, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(m_accept, &QCheckBox::toggled, this, &MemoryPanel::acceptedChanged);
    refresh();
}

void MemoryPanel::setEstimate(const std::optional<RunEstimate>& estimate) {
    m_estimate = estimate;
    // Consent holds for what was shown: once it fits, or for another subject, it is asked for again.
    if (!m_estimate || m_estimate->fits())
        m_accept->setChecked(false);
    refresh();
}

void MemoryPanel::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    refresh();
}

bool MemoryPanel::riskAccepted() const {
    return m_accept->isChecked();
}

QString MemoryPanel::problem() const {
    if (!m_estimate || m_estimate->fits() || riskAccepted())
        return {};
    return tr("The run needs about %1 of memory, and %2 are available. Change the settings, or tick “Start anyway”.")
        .arg(sizeText(m_estimate->memory.total), sizeText(*m_estimate->available));
}

void MemoryPanel::refresh() {
    setVisible(m_estimate.has_value() && !m_readOnly);
    if (!m_estimate)
        return;
    const RunEstimate& estimate = *m_estimate;
    const QString need = sizeText(estimate.memory.total);
    m_figure->setText(estimate.available ? tr("about %1 needed, %2 available").arg(need, sizeText(*estimate.available))
                                         : tr("about %1 needed").arg(need));
    m_figure->setToolTip(plainToolTip(tr("Between %1 and %2, estimated from the model, the data and the settings")
                                          .arg(sizeText(estimate.memory.low), sizeText(estimate.memory.high))));
    m_bar->setEstimate(estimate);
    m_bar->setVisible(estimate.available.has_value());
    const bool refused = !estimate.fits();
    m_problem->setVisible(refused);
    m_problem->setText(!refused ? QString()
                       : estimate.work.mode == MemoryWork::Mode::Full
                           ? tr("That is more than there is. Training low-rank adapters or a smaller batch needs less.")
                           : tr("That is more than there is. A smaller batch needs less."));
    m_accept->setVisible(refused);
    fillDetails();
}

void MemoryPanel::fillDetails() {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const MemoryEstimate::Part& part : m_estimate->memory.parts) {
        const int row = m_grid->rowCount();
        m_grid->addWidget(makeLabel(partText(part.part), "caption", m_details), row, 0);
        auto* size = makeLabel(sizeText(part.bytes), "caption", m_details);
        size->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(size, row, 1);
    }
    auto* note = makeLabel(tr("Not all of it at the same time."), "caption", m_details);
    m_grid->addWidget(note, m_grid->rowCount(), 0, 1, 2);
}

} // namespace postern
