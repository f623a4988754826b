// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/tensor_panel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/panels/parts.h"
#include "widgets/panels/table_columns.h"
#include "widgets/panels/weight_table.h"
#include "widgets/theme/tokens.h"

namespace postern {

TensorPanel::TensorPanel(QWidget* parent) : QWidget(parent), m_rows(TensorTableModel::SortRole, -1) {
    setAccessibleName(tr("Tensors"));
    m_rows.setSourceModel(&m_model);
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter by words…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter tensors by words"));
    m_counts = makeLabel({}, "caption", this);
    m_button = makeButton({}, "secondary", this);
    m_bar = new QProgressBar(this);
    m_bar->setAccessibleName(tr("Progress of reading the weights"));
    m_bar->setTextVisible(false);
    m_bar->setMaximumWidth(140);
    m_table = makeWeightTable(&m_rows, tr("Tensors"), this);
    keepColumnsReadable(m_table, {220, 72, 120, 96, 92, 88, 132}, 0);

    auto* bar = new QHBoxLayout;
    bar->setSpacing(space::kSmall);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_counts);
    bar->addWidget(m_bar);
    bar->addWidget(m_button);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
    all->setSpacing(space::kSmall);
    all->addLayout(bar);
    all->addWidget(m_table, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_rows.setWords(text);
        showCounts();
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_busy)
            emit stopRequested();
        else
            emit statisticsRequested();
    });
    showCounts();
    showButton();
}

void TensorPanel::setTensors(const std::vector<TensorRow>& tensors) {
    m_model.setTensors(tensors);
    m_filter->clear();
    showCounts();
    showButton();
}

void TensorPanel::setStatistics(const std::vector<TensorStatistics>& statistics) {
    m_model.setStatistics(statistics);
    showButton();
}

void TensorPanel::setBusy(bool busy) {
    m_busy = busy;
    m_bar->setRange(0, 1000);
    m_bar->setValue(0);
    showButton();
}

void TensorPanel::setProgress(qint64 done, qint64 total) {
    if (m_busy && total > 0)
        m_bar->setValue(static_cast<int>(1000.0 * static_cast<double>(done) / static_cast<double>(total)));
}

void TensorPanel::showCounts() {
    const QLocale locale;
    m_counts->setText(tr("%1 of %2").arg(locale.toString(m_rows.rowCount()), locale.toString(m_model.rowCount())));
}

void TensorPanel::showButton() {
    m_bar->setVisible(m_busy);
    m_button->setText(m_busy ? tr("Stop") : tr("Read the values"));
    m_button->setAccessibleName(m_button->text());
    m_button->setToolTip(plainToolTip(m_busy ? tr("Stop reading; nothing is kept") : tr("Norm, zeros, NaN and infinity of every tensor")));
    m_button->setVisible(m_busy || !m_model.hasStatistics());
    m_button->setEnabled(m_busy || m_model.rowCount() > 0);
}

} // namespace postern
