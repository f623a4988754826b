// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "engine/bench/bench_text.h"
#include "tests/support/files.h"

using namespace postern;

namespace {

BenchSpecification specification() {
    BenchSpecification spec;
    spec.name = "test";
    spec.tasks.resize(1);
    spec.tasks[0].name = "t";
    spec.models.resize(1);
    spec.models[0].name = "m";
    for (const char* name : {"word", "weak", "fleeting"}) {
        spec.attacks.emplace_back();
        spec.attacks.back().name = name;
    }
    for (const char* name : {"good", "bad"}) {
        spec.defenses.emplace_back();
        spec.defenses.back().name = name;
    }
    spec.seeds = {1, 2};
    return spec;
}

BenchAttackResult attack(const char* name, std::int64_t hits, std::int64_t surviving) {
    BenchAttackResult result;
    result.subject = {"t", "m", name};
    result.attack = {hits, 100};
    result.floor = {2, 100};
    result.clean = {80, 100};
    result.surviving = {surviving, 100};
    return result;
}

BenchResult cell(const char* name, const char* defense, std::uint64_t seed, std::int64_t hits, std::int64_t clean, std::int64_t heldOut) {
    BenchResult result;
    result.subject = {"t", "m", name};
    result.defense = defense;
    result.seed = seed;
    result.attackBefore = {100, 100};
    result.attackAfter = {hits, 100};
    result.floorAfter = {1, 100};
    result.cleanBefore = {800, 1000};
    result.cleanAfter = {clean, 1000};
    result.heldOutAfter = {heldOut, 100};
    result.seconds = 10;
    return result;
}

BenchRecord record() {
    BenchRecord made;
    made.attacks = {attack("word", 99, 95), attack("weak", 70, 60), attack("fleeting", 100, 30)};
    made.results = {cell("word", "good", 1, 2, 805, 1), cell("word", "good", 2, 6, 795, 5),      cell("word", "bad", 1, 50, 800, 40),
                    cell("weak", "good", 1, 1, 800, 1), cell("fleeting", "good", 1, 10, 700, 8), cell(kCleanAttack, "good", 1, 0, 790, 0)};
    return made;
}

} // namespace

class BenchTableTest : public QObject {
    Q_OBJECT

private slots:
    void onlyBackDoorsThatTookAndSurviveCount() {
        const BenchTable table = makeBenchTable(specification(), record());
        QCOMPARE(table.rows.size(), std::size_t{3});
        QVERIFY(table.rows[0].takes && table.rows[0].survives);
        QVERIFY(!table.rows[1].takes);
        QVERIFY(table.rows[2].takes && !table.rows[2].survives);
        const BenchSummary& good = table.summaries[0];
        QCOMPARE(good.attacks, std::size_t{1});
        QCOMPARE(good.runs, std::size_t{2});
        QCOMPARE(good.attack, 0.04); // 8 of 200
        QCOMPARE(good.worst->attack, std::string("word"));
        QVERIFY((good.worstRate == Rate{8, 200}));
        QCOMPARE(good.floor, 0.01);
        QVERIFY(std::abs(good.seedDeviation - std::sqrt(0.0008)) < 1e-12); // of 0.02 and 0.06
        QVERIFY(std::abs(good.cleanChange) < 1e-9);
        QVERIFY(std::abs(*good.damage + 1.0) < 1e-9);
        QCOMPARE(good.damageRuns, std::size_t{1});
        QVERIFY(std::abs(good.allAttacks - 0.07) < 1e-12); // word 4 %, fleeting 10 %
        QVERIFY(!table.summaries[1].damage);
        QVERIFY(std::isnan(table.summaries[1].seedDeviation));
        QCOMPARE(table.done, std::size_t{6});
        QCOMPARE(table.total, std::size_t{13}); // 16, without three that the one that did not take would have
    }

    void theEstimateIsComparedWithTheTruth() {
        // Guesses 1, 5, 40, 1, 8 against truths 2, 6, 50, 1, 10: by hand, r = 0.998…; the clean model takes no part.
        const std::vector<BenchEstimate> estimates = makeBenchTable(specification(), record()).estimates;
        QCOMPARE(estimates.size(), std::size_t{3}); // all, and each of the two defences
        QCOMPARE(estimates[2].defense, std::string("bad"));
        QCOMPARE(estimates[2].cells, std::size_t{1});
        QCOMPARE(estimates[2].bias, -10.0);
        const BenchEstimate& estimate = estimates.front();
        QCOMPARE(estimate.cells, std::size_t{5});
        QVERIFY(std::abs(estimate.bias + 2.8) < 1e-9);
        QVERIFY(std::abs(estimate.meanAbsolute - 2.8) < 1e-9);
        QVERIFY(estimate.pearson > 0.998 && estimate.pearson < 1);
        // Another name for a run that is there already is no further run.
        BenchRecord twice = record();
        twice.results.push_back(twice.results.front());
        twice.results.back().defense = "same settings";
        twice.results.back().seconds += 1;
        QVERIFY(twice.results.back().heldOutAfter.hasData());
        QCOMPARE(makeBenchTable(specification(), twice).estimates.front().cells, std::size_t{5});
    }

    void defencesAreAlsoComparedOnWhatAllOfThemMet() {
        QVERIFY(makeBenchTable(specification(), record()).commonSummaries.empty()); // one back door counts, both met it
        BenchRecord wider = record();
        wider.attacks[2].surviving = {95, 100}; // now the fleeting one counts, which only the good defence met
        const BenchTable table = makeBenchTable(specification(), wider);
        QCOMPARE(table.summaries[0].attacks, std::size_t{2});
        QCOMPARE(table.commonSummaries.size(), std::size_t{2});
        for (const BenchSummary& summary : table.commonSummaries)
            QCOMPARE(summary.attacks, std::size_t{1});
        QCOMPARE(table.commonSummaries[0].attack, 0.04);
        QCOMPARE(table.commonSummaries[1].defense, std::string("bad"));
        const std::string markdown = benchMarkdown(table, wider);
        QVERIFY(markdown.find("every defence was measured on\n") != std::string::npos);
        QCOMPARE(benchJson(table, wider)["common_summary"].size(), std::size_t{2});
    }

    void aControlForSomeAttacksDoesNotNarrowTheComparison() {
        BenchSpecification narrow = specification();
        narrow.defenses[1].attacks = {"word"};
        BenchRecord wider = record();
        wider.attacks[2].surviving = {95, 100};
        QVERIFY(makeBenchTable(narrow, wider).commonSummaries.empty()); // the good defence alone is left, and it met all
    }

    void theBestIsMarked() {
        const BenchTable table = makeBenchTable(specification(), record());
        const std::string markdown = benchMarkdown(table, record());
        QVERIFY(markdown.find("**4.00 % (2.04–7.69)**") != std::string::npos);
        QVERIFY(markdown.find("*50.00 % (40.38–59.62)*") != std::string::npos);
        QVERIFY(markdown.find("no: did not take") != std::string::npos);
        QVERIFY(markdown.find("no: does not survive") != std::string::npos);
        const std::string latex = benchLatex(table);
        QVERIFY(latex.find("\\textbf{4.00 \\%}") != std::string::npos);
        QVERIFY(latex.find("\\underline{50.00 \\%}") != std::string::npos);
        const std::string csv = benchCsv(record());
        QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), std::ptrdiff_t{7});
        QVERIFY(csv.find("\nt,m,word,good,2,100,100,6,100,") != std::string::npos);
        QCOMPARE(benchJson(table, record())["summary"][0]["asr"].get<double>(), 0.04);
    }

    /// The best of one is not worth a mark, nor is what all share.
    void whatStandsAloneIsNotTheBest() {
        QCOMPARE(benchPlacesOf({0.999}), std::vector{BenchPlace::None});
        QCOMPARE(benchPlacesOf({0.5, std::nan(""), 0.5}), std::vector(3, BenchPlace::None));
    }

    void aDefenceMeasuredOnFewerBackDoorsTakesNoPlace() {
        BenchTable table;
        table.summaries.resize(3);
        for (std::size_t i = 0; i < 3; ++i) {
            table.summaries[i].attacks = i == 0 ? 1 : 2;
            table.summaries[i].attack = 0.1 * static_cast<double>(i + 1);
        }
        const std::vector<BenchPlace> expected = {BenchPlace::None, BenchPlace::Best, BenchPlace::Second};
        QVERIFY(summaryPlaces(table.summaries) == expected);
        QVERIFY(summaryPlaces({}).empty());
    }

    void resultsComeBackFromTheirFiles() {
        const test::TemporaryFolder folder;
        namespace fs = std::filesystem;
        fs::create_directories(folder.path() / "attacks" / "a");
        fs::create_directories(folder.path() / "cells" / "b");
        fs::create_directories(folder.path() / "cells" / "unfinished");
        const BenchResult written = record().results[1];
        test::writeBytes(folder.path() / "attacks" / "a" / "attack.json", toJson(record().attacks[0]).dump());
        test::writeBytes(folder.path() / "cells" / "b" / "result.json", toJson(written).dump());
        const auto read = readBenchRecord(folder.path());
        QVERIFY(read.has_value());
        QCOMPARE(read->attacks.size(), std::size_t{1});
        QCOMPARE(read->results.size(), std::size_t{1});
        QCOMPARE(toJson(read->results[0]).dump(), toJson(written).dump());
        QCOMPARE(toJson(read->attacks[0]).dump(), toJson(record().attacks[0]).dump());
        Json broken = toJson(written);
        broken["asr_after"] = Json::array({7, 3});
        test::writeBytes(folder.path() / "cells" / "b" / "result.json", broken.dump());
        const auto refused = readBenchRecord(folder.path());
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::RunFolderMalformed);
        QVERIFY(describe(refused.error()).find("asr_after") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(BenchTableTest)
#include "tst_bench_table.moc"
