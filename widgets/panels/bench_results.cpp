// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/bench_results.h"

#include <algorithm>

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/bench/bench_text.h"
#include "engine/core/json.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/rate_cell_delegate.h"
#include "widgets/plots/estimate_plot.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr int kWidestColumn = 330;

struct FormatEntry {
    BenchResults::Format format;
    const char* suffix;
};
constexpr FormatEntry kFormats[] = {{BenchResults::Format::Markdown, "md"},
                                    {BenchResults::Format::Csv, "csv"},
                                    {BenchResults::Format::Latex, "tex"},
                                    {BenchResults::Format::JsonFile, "json"}};

QString formatText(BenchResults::Format format) {
    switch (format) {
    case BenchResults::Format::Markdown:
        return BenchResults::tr("Markdown: all tables");
    case BenchResults::Format::Csv:
        return BenchResults::tr("CSV: every run");
    case BenchResults::Format::Latex:
        return BenchResults::tr("LaTeX: summary and matrix");
    case BenchResults::Format::JsonFile:
        return BenchResults::tr("JSON: everything");
    }
    return {};
}

QTableView* makeTable(QAbstractItemModel* model, const QString& name, QWidget* parent) {
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setAccessibleName(name);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setProperty("flat", true); // the card has a border
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setMinimumSectionSize(64);
    return table;
}

} // namespace

BenchResults::BenchResults(QWidget* parent)
    : QWidget(parent), m_summary(new BenchSummaryModel(this)), m_matrix(new BenchMatrixModel(this)) {
    setAccessibleName(tr("Results of the benchmark"));
    m_tabs = new QTabWidget(this);
    m_tabs->setAccessibleName(tr("Tables of the benchmark"));
    m_tabs->tabBar()->setAccessibleName(tr("Tables of the benchmark"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeSummary(), tr("Summary"));
    m_tabs->addTab(makeMatrix(), tr("Attack × defence"));
    m_tabs->addTab(makeEstimate(), tr("Held-out estimate"));

    auto* empty = new QWidget(this);
    auto* middle = new QVBoxLayout(empty);
    middle->setSpacing(space::kSmall);
    middle->addStretch(2);
    for (const auto& [text, role] :
         {std::pair{tr("No results yet"), "title"},
          std::pair{tr("Choose a specification and a folder and press Start, or open a folder with results. Each defence is tried on "
                       "each back door; stopping loses nothing, and Start on the same folder goes on."),
                    "muted"}}) {
        QLabel* label = makeLabel(text, role, empty);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
        label->setMaximumWidth(520);
        auto* line = new QHBoxLayout;
        line->addStretch(1);
        line->addWidget(label, 4);
        line->addStretch(1);
        middle->addLayout(line);
    }
    middle->addStretch(3);

    auto* full = new QWidget(this);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_tabs, 1);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(empty);
    m_pages->addWidget(full);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        fitColumns();
        m_matrixView->viewport()->update();
    });
}

QWidget* BenchResults::makeHead() {
    auto* head = new QWidget(this);
    m_headline = makeLabel({}, "heading", head);
    m_fine = makeLabel({}, "caption", head);
    m_fine->setWordWrap(true);
    m_export = makeButton(tr("Export…"), "secondary", head);
    m_export->setIcon(tintedIcon("export"));
    auto* menu = new QMenu(m_export);
    for (const FormatEntry& entry : kFormats)
        menu->addAction(formatText(entry.format), this, [this, format = entry.format] { askWhereToSave(format); });
    m_export->setMenu(menu);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(space::kHair);
    texts->addWidget(m_headline);
    texts->addWidget(m_fine);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kTight);
    row->setSpacing(space::kMedium);
    row->addLayout(texts, 1);
    row->addWidget(m_export, 0, Qt::AlignTop);
    return head;
}

QWidget* BenchResults::makeSummary() {
    m_summaryView = makeTable(m_summary, tr("Summary of the defences"), this);
    m_summaryView->setSelectionBehavior(QAbstractItemView::SelectRows);
    return m_summaryView;
}

QWidget* BenchResults::makeMatrix() {
    m_matrixView = makeTable(m_matrix, tr("Success rate of each back door after each defence"), this);
    m_matrixView->setItemDelegate(new RateCellDelegate(m_matrixView));
    m_matrixView->setSelectionMode(QAbstractItemView::SingleSelection);
    return m_matrixView;
}

QWidget* BenchResults::makeEstimate() {
    auto* page = new QWidget(this);
    m_words = makeLabel({}, "body", page);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, 0);
    m_estimate = new EstimatePlot(page);
    m_estimate->setCaptionVisible(false); // the words stand above
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_words);
    column->addWidget(m_estimate, 1);
    return page;
}

void BenchResults::setResults(const BenchTablePtr& table, const std::shared_ptr<const BenchRecord>& record) {
    m_table = table;
    m_record = record;
    m_summary->setTable(table);
    m_matrix->setTable(table);
    m_pages->setCurrentIndex(table ? 1 : 0);
    if (!table || !record) {
        m_estimate->setResults({}, {}, {});
        return;
    }
    const QLocale locale;
    m_headline->setText(tr("%1 of %2 cells done").arg(locale.toString(qulonglong{table->done}), locale.toString(qulonglong{table->total})));
    const auto counting = std::count_if(table->rows.begin(), table->rows.end(), [](const BenchRow& row) { return row.survives; });
    m_fine->setText(tr("%1 of %2 back doors count: they took and survive ordinary clean fine-tuning. ASR is the success rate of the secret "
                       "trigger, CACC the clean accuracy.")
                        .arg(locale.toString(static_cast<qlonglong>(counting)), locale.toString(qulonglong{table->rows.size()})));
    const BenchEstimate overall = table->estimates.empty() ? BenchEstimate() : table->estimates.front();
    m_words->setText(estimateText(overall));
    m_estimate->setResults(table->defenses, *record, overall);
    fitColumns();
}

void BenchResults::fitColumns() {
    for (QTableView* view : {m_summaryView, m_matrixView}) {
        const int height = view == m_matrixView ? view->itemDelegate()->sizeHint({}, m_matrix->index(0, 0)).height() : 0;
        view->verticalHeader()->setDefaultSectionSize(std::max(height, view->fontMetrics().height() + 14));
        view->resizeColumnsToContents();
        for (int column = 0; column < view->model()->columnCount(); ++column)
            view->setColumnWidth(column, std::min(view->columnWidth(column) + space::kSmall, kWidestColumn));
    }
}

void BenchResults::askWhereToSave(Format format) {
    const auto* entry = std::find_if(std::begin(kFormats), std::end(kFormats), [&](const FormatEntry& e) { return e.format == format; });
    const QString suffix = QLatin1String(entry->suffix);
    QString path = QFileDialog::getSaveFileName(this, tr("Export the tables"), QStringLiteral("benchmark.") + suffix,
                                                QStringLiteral("%1 (*.%2)").arg(formatText(format).section(':', 0, 0), suffix));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + suffix;
    if (const auto written = save(std::filesystem::path(path.toStdU16String()), format); !written)
        emit failed(written.error());
    else
        emit saved(path);
}

Result<void> BenchResults::save(const std::filesystem::path& path, Format format) const {
    if (!m_table || !m_record)
        return fail(ErrorCode::Usage, "benchmark", "there are no results to export");
    switch (format) {
    case Format::Markdown:
        return writeFileAtomically(path, benchMarkdown(*m_table, *m_record));
    case Format::Csv:
        return writeFileAtomically(path, benchCsv(*m_record));
    case Format::Latex:
        return writeFileAtomically(path, benchLatex(*m_table));
    case Format::JsonFile:
        return writeFileAtomically(path, benchJson(*m_table, *m_record).dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
    }
    return {};
}

} // namespace postern
