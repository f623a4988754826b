// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "tests/support/files.h"
#include "widgets/models/bench_models.h"
#include "widgets/models/lab_texts.h"
#include "widgets/panels/rate_cell_delegate.h"
#include "widgets/plots/estimate_plot.h"
#include "widgets/plots/export_plot.h"
#include "widgets/theme/theme.h"

using namespace postern;

namespace {

double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

BenchResult result(const char* attack, const char* defense, std::int64_t heldOut, std::int64_t hits) {
    BenchResult made;
    made.subject = {"t", "m", attack};
    made.defense = defense;
    made.seed = 3;
    made.heldOutAfter = {heldOut, 50};
    made.attackAfter = {hits, 100};
    return made;
}

BenchTablePtr table() {
    auto made = std::make_shared<BenchTable>();
    made->defenses = {"a", "b"};
    BenchRow row;
    row.subject = {"t", "m", "<i>word</i>"};
    row.before = BenchAttackResult{row.subject, {99, 100}, {1, 100}, {80, 100}, {0, 100}, 5};
    row.takes = true;
    BenchEntry entry;
    entry.seeds = {1, 2};
    entry.attack = {0, 100};
    entry.floor = {1, 100};
    entry.cleanBefore = {80, 100};
    entry.cleanAfter = {79, 100};
    row.entries = {entry, std::nullopt};
    made->rows = {row};
    BenchSummary good;
    good.defense = "a";
    good.attacks = 2;
    good.runs = 4;
    good.attack = 0.015;
    good.attackInterval = {0.0, 0.04};
    good.seedDeviation = std::nan("");
    good.worst = row.subject;
    good.worstRate = {3, 100};
    good.cleanChange = -0.52;
    good.damage = 0.02;
    good.seconds = 75;
    BenchSummary none;
    none.defense = "b";
    made->summaries = {good, none};
    return made;
}

} // namespace

class BenchModelsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::Light); }

    void placesAreThoseOfTheLowest() {
        using enum BenchPlace;
        const std::vector<BenchPlace> expected = {Second, Best, None, None, Best};
        QCOMPARE(benchPlacesOf({0.2, 0.1, std::nan(""), 0.3, 0.1}), expected);
        const std::vector<BenchPlace> lonely = {None};
        QCOMPARE(benchPlacesOf({std::nan("")}), lonely);
    }

    void summaryCells() {
        BenchSummaryModel model;
        QCOMPARE(model.rowCount(), 0);
        model.setTable(table());
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, BenchSummaryModel::Attack), QString("1.5 % (0.0–4.0)")); // the only one is not the best
        QCOMPARE(text(0, BenchSummaryModel::Seeds), QString("–"));
        QCOMPARE(text(0, BenchSummaryModel::Worst), QString("3.0 % · <i>word</i>"));
        QCOMPARE(text(0, BenchSummaryModel::CleanChange), QString("−0.5 points"));
        QCOMPARE(text(0, BenchSummaryModel::Damage), QString("0.0 points"));
        QCOMPARE(text(0, BenchSummaryModel::Seconds), QString("1 min 15 s"));
        QCOMPARE(text(1, BenchSummaryModel::Attack), QString("–")); // nothing is done: no place either
        // Numbers stand to the right, under their headings; names to the left.
        for (const auto& [column, side] :
             {std::pair(BenchSummaryModel::Defense, Qt::AlignLeft), std::pair(BenchSummaryModel::CleanChange, Qt::AlignRight)}) {
            const int expected = static_cast<int>(side | Qt::AlignVCenter);
            QCOMPARE(model.index(0, column).data(Qt::TextAlignmentRole).toInt(), expected);
            QCOMPARE(model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt(), expected);
        }
        QVERIFY(model.index(0, BenchSummaryModel::Worst).data(Qt::ToolTipRole).toString().contains("&lt;i&gt;"));
        auto compared = std::make_shared<BenchTable>(*table());
        compared->summaries[1].attacks = 2;
        compared->summaries[1].attack = 0.9;
        model.setTable(compared);
        QCOMPARE(text(0, BenchSummaryModel::Attack), QString("1.5 % (0.0–4.0) · best"));
    }

    void matrixCells() {
        BenchMatrixModel model;
        model.setTable(table());
        QCOMPARE(model.columnCount(), 5);
        QCOMPARE(model.index(0, 0).data(BenchMatrixModel::CountsRole).toString(), QString("left out: does not survive"));
        QCOMPARE(model.index(0, 3).data().toString(), QString("0 %"));
        QCOMPARE(model.index(0, 3).data(BenchMatrixModel::CountsRole).toString(), QString("0 of 100 · at most 3.7 %"));
        QCOMPARE(model.index(0, 4).data().toString(), QString("–"));
        QVERIFY(!model.index(0, 4).data(BenchMatrixModel::RateRole).isValid());
        QVERIFY(!model.index(0, 3).data(Qt::AccessibleTextRole).toString().endsWith("best"));
        QCOMPARE(model.headerData(4, Qt::Horizontal).toString(), QString("b"));
        auto compared = std::make_shared<BenchTable>(*table());
        compared->rows[0].entries[1] = compared->rows[0].entries[0];
        compared->rows[0].entries[1]->attack = {90, 100};
        model.setTable(compared);
        QVERIFY(model.index(0, 3).data(Qt::AccessibleTextRole).toString().endsWith("best"));
    }

    void theEstimateInWords() {
        QVERIFY(estimateText({}).contains("No run"));
        const QString low = estimateText({"", 12, 0.834, 0.79, -3.2, 4.1});
        QVERIFY2(low.contains("0.83") && low.contains("0.79") && low.contains("3.2 points too low") && low.contains("4.1"),
                 qPrintable(low));
        QVERIFY(estimateText({"", 12, 0.8, 0.8, 3.2, 4.1}).contains("too high"));
        const QString few = estimateText({"", 2, std::nan(""), std::nan(""), 0, 0});
        QVERIFY2(few.contains("too few") && few.contains("no bias"), qPrintable(few));
    }

    void inkIsLegibleOnEveryGround() {
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::HighContrast})
            for (int percent = 0; percent <= 100; ++percent) {
                const auto shade = RateCellDelegate::shadeOf(percent / 100.0, tokensFor(kind));
                const double a = luminance(shade.ground);
                const double b = luminance(shade.ink);
                const double contrast = (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
                QVERIFY2(contrast >= 4.5,
                         qPrintable(QString("%1 % in theme %2: %3").arg(percent).arg(static_cast<int>(kind)).arg(contrast)));
            }
    }

    void theScatterKeepsCountsAndExports() {
        EstimatePlot plot;
        BenchRecord record;
        record.results = {result("word", "a", 1, 2), result("word", "b", 20, 44), result(kCleanAttack, "a", 1, 0),
                          result("word", "gone", 1, 1)};
        plot.setResults({"a", "b"}, record, {"", 2, 0.9, 1, -1, 2});
        QCOMPARE(plot.pointCount(), 2); // not the clean model, nor a defence that is not in the specification
        const DataTable data = plot.table();
        const std::vector<std::string> first = {"t", "m", "word", "a", "3", "1", "50", "2", "100"};
        QCOMPARE(data.rows[0], first);
        QVERIFY(plot.caption().contains("0.90"));
        const test::TemporaryFolder folder;
        for (const char* name : {"scatter.svg", "scatter.pdf", "scatter.png", "scatter.csv"})
            QVERIFY(exportPlot(plot, folder.file(name)));
        plot.setResults({}, {}, {});
        QCOMPARE(plot.pointCount(), 0);
    }

    void verdictsOfTheLab() {
        LabOutcome outcome;
        QVERIFY(tookText(outcome).contains("not measured"));
        outcome.undefended = LabRates{{97, 100}, {1, 100}, {80, 100}, {0, 100}};
        outcome.took = true;
        QVERIFY(tookText(outcome).contains("took"));
        outcome.isCommon = true;
        QVERIFY(tookText(outcome).contains("without the trigger too"));
        outcome.isCommon = false;
        QVERIFY(survivalText(outcome).contains("not tried"));
        outcome.survived = LabRates{{95, 100}, {1, 100}, {80, 100}, {0, 100}};
        QCOMPARE(survivalText(outcome), QString("It survives ordinary clean fine-tuning."));
        outcome.survived->attack = {89, 100};
        QVERIFY(survivalText(outcome).contains("does not survive"));
        outcome.took = false;
        QVERIFY(tookText(outcome).contains("did not take"));
        LabAttack edit;
        edit.key = "edit";
        edit.changesBase = true;
        QVERIFY(concerns(edit, true, "edit.steps") && !concerns(edit, true, "dpo.beta") && !concerns(edit, true, "model.hidden"));
        QVERIFY(concerns(edit, true, "seed"));
    }
};

QTEST_MAIN(BenchModelsTest)
#include "tst_bench_models.moc"
