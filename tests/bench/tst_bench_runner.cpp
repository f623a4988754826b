// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A small benchmark on the shipped checkpoints, made short by parameters.
#include <fstream>

#include <QTest>

#include "engine/attack/attack.h"
#include "engine/bench/bench_parameters.h"
#include "engine/bench/bench_runner.h"
#include "engine/bench/bench_table.h"
#include "engine/core/file_lock.h"
#include "engine/run/runner.h"
#include "tests/support/files.h"

using namespace postern;
namespace fs = std::filesystem;

namespace {

fs::path demo() {
    return fs::path(POSTERN_SOURCE_DIR) / "resources" / "demo";
}

/// The demo's data with few rows: 96 for the defender, which are also what the attacker trains on here, and 60 for the test.
void writeFewRows(const fs::path& folder) {
    fs::create_directory(folder);
    for (const char* name : {"dev.jsonl", "labels.json", "template.json"})
        fs::copy_file(demo() / "data" / name, folder / name);
    for (const auto& [to, from, count] : {std::tuple("defender.jsonl", "defender.jsonl", 96),
                                          std::tuple("train.jsonl", "defender.jsonl", 96), std::tuple("test.jsonl", "test.jsonl", 60)}) {
        std::ifstream source(demo() / "data" / from);
        std::ofstream target(folder / to);
        std::string line;
        for (int i = 0; i < count && std::getline(source, line); ++i)
            target << line << '\n';
    }
}

Json specification() {
    return {{"name", "test"},
            {"tasks", {{{"name", "authors"}, {"data", "data"}, {"target", "Wells"}}}},
            {"models", {{{"name", "llama"}, {"clean", {{"authors", (demo() / "clean").string()}}}}}},
            {"attacks",
             {{{"name", "word"}, {"checkpoint", (demo() / "word").string()}},
              {{"name", "fresh"},
               {"attack", "badnets"},
               {"triggers", {"zq"}},
               {"lab", {{"training.start", "base"}, {"training.epochs", 1}, {"poison.rate", 0.5}}}}}},
            {"defenses",
             {{{"name", "collapse"}, {"run", Json::object()}}, {{"name", "fine-tuning"}, {"run", {{"defense", "clean-fine-tuning"}}}}}},
            {"seeds", {1}},
            {"defend", "all"},
            {"lab", {{"threads", 1}, {"training.batch", 16}}},
            {"survival", {{"survival.rows", 32}, {"survival.epochs", 1}}},
            {"run",
             {{"known.count", 2},
              {"known.held_out", 1},
              {"known.samples", 4},
              {"injection.rows_per_trigger", 16},
              {"recovery.epochs", 0.4},
              {"checks.per_phase", 1},
              {"checks.dev_rows", 10},
              {"evaluation.rows", 10},
              {"evaluation.control_rows", 10},
              {"evaluation.known_rows", 5},
              {"evaluation.final_rows", 40},
              {"evaluation.final_control_rows", 10},
              {"evaluation.final_known_rows", 10},
              {"evaluation.perplexity_rows", 5},
              {"projection.rows", 10},
              {"projection.iterations", 0},
              {"training.batch", 16},
              {"threads", 1}}}};
}

struct Collector : BenchObserver {
    std::vector<std::string> attacks, cells, failed;
    std::vector<BenchProgress> progress;
    std::stop_source stop;
    std::size_t stopAfter = 0; ///< cells; 0 never
    void progressed(const BenchProgress& state) override { progress.push_back(state); }
    void attackDone(const BenchAttackResult& result) override { attacks.push_back(subjectFolder(result.subject)); }
    void cellDone(const BenchResult& result) override {
        cells.push_back(BenchCell{result.subject, result.defense, result.seed}.id());
        if (cells.size() == stopAfter)
            stop.request_stop();
    }
    void cellFailed(const std::string& cell, const Error&) override { failed.push_back(cell); }
};

/// The results without their times.
std::string withoutTimes(const fs::path& folder) {
    const auto record = readBenchRecord(folder);
    Json json = Json::array();
    for (BenchResult result : record->results) {
        result.seconds = 0;
        json.push_back(toJson(result));
    }
    return json.dump(1);
}

} // namespace

class BenchRunnerTest : public QObject {
    Q_OBJECT

private:
    test::TemporaryFolder m_folder;

    BenchSpecification read(const Json& json, const char* name = "bench.json") {
        test::writeBytes(m_folder.file(name), json.dump());
        const auto spec = readBenchSpecification(m_folder.file(name), {});
        if (!spec)
            qFatal("%s", describe(spec.error()).c_str());
        return *spec;
    }

private slots:
    void initTestCase() { writeFewRows(m_folder.path() / "data"); }

    void shippedSpecificationsNameParametersThatExist_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"quick", "full"})
            QTest::newRow(name) << QString(name);
    }
    void shippedSpecificationsNameParametersThatExist() {
        QFETCH(QString, name);
        const auto spec =
            readBenchSpecification(demo().parent_path() / "bench" / (name.toStdString() + ".json"),
                                   {{"resources", demo().parent_path().string()}, {"tasks", "/tasks"}, {"models", "/models"}});
        QVERIFY2(spec.has_value(), spec ? "" : describe(spec.error()).c_str());
        const auto right = checkBenchParameters(*spec);
        QVERIFY2(right.has_value(), right ? "" : describe(right.error()).c_str());
        for (const BenchAttack& attack : spec->attacks)
            QVERIFY2(!attack.checkpoint.empty() || findAttack(attack.attack), attack.attack.c_str());
    }

    /// Hours before the cell comes that it stands in.
    void aMisspeltParameterIsRefusedAtOnce_data() {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("key");
        QTest::newRow("a run's") << "run"
                                 << "known.heldout";
        QTest::newRow("the lab's") << "lab"
                                   << "training.epoch";
        QTest::newRow("the survival's") << "survival"
                                        << "survival.row";
        QTest::newRow("a defence") << "defenses"
                                   << "nadd";
        QTest::newRow("an attack") << "attacks"
                                   << "badnet";
        QTest::newRow("data that are not there") << "tasks"
                                                 << "nowhere";
    }
    void aMisspeltParameterIsRefusedAtOnce() {
        QFETCH(QString, part);
        QFETCH(QString, key);
        Json json = specification();
        if (part == "defenses")
            json["defenses"][1]["run"]["defense"] = key.toStdString();
        else if (part == "attacks")
            json["attacks"][1]["attack"] = key.toStdString();
        else if (part == "tasks")
            json["tasks"][0]["data"] = key.toStdString();
        else
            json[part.toStdString()][key.toStdString()] = 1;
        Collector collector;
        const fs::path folder = m_folder.file("misspelt");
        const auto done = runBenchmark(read(json), folder, collector, {});
        QVERIFY(!done.has_value());
        QVERIFY2(describe(done.error()).find(key.toStdString()) != std::string::npos, describe(done.error()).c_str());
        QVERIFY(!fs::exists(folder));
    }

    void goesOnWhereItStopped() {
        const BenchSpecification spec = read(specification());
        Collector first;
        first.stopAfter = 3;
        const auto stopped = runBenchmark(spec, m_folder.path() / "interrupted", first, first.stop.get_token());
        QVERIFY(!stopped.has_value());
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QCOMPARE(first.cells.size(), std::size_t{3});

        Collector second;
        const auto finished = runBenchmark(spec, m_folder.path() / "interrupted", second, {});
        QVERIFY2(finished.has_value(), finished ? "" : describe(finished.error()).c_str());
        QVERIFY2(second.failed.empty(), second.failed.empty() ? "" : second.failed[0].c_str());
        QCOMPARE(second.cells.size(), std::size_t{3});
        for (const std::string& cell : second.cells)
            QVERIFY(std::find(first.cells.begin(), first.cells.end(), cell) == first.cells.end());
        QCOMPARE(second.progress.back().done, std::size_t{6});
        QVERIFY(second.progress.back().remainingSeconds.has_value());

        Collector whole;
        QVERIFY(runBenchmark(spec, m_folder.path() / "whole", whole, {}).has_value());
        const std::vector<std::string> made = {"authors+llama+clean", "authors+llama+word", "authors+llama+fresh"};
        QCOMPARE(whole.attacks, made);
        QCOMPARE(withoutTimes(m_folder.path() / "interrupted"), withoutTimes(m_folder.path() / "whole"));

        const auto record = readBenchRecord(m_folder.path() / "whole");
        const auto word = std::find_if(record->attacks.begin(), record->attacks.end(),
                                       [](const BenchAttackResult& attack) { return attack.subject.attack == "word"; });
        QVERIFY(word != record->attacks.end());
        QVERIFY(word->attack.value() > 0.9);
        QVERIFY(word->surviving.hasData());
        for (const BenchResult& result : record->results) {
            QCOMPARE(result.cleanBefore.total, std::int64_t{40});
            QCOMPARE(result.attackBefore.hasData(), result.subject.attack != kCleanAttack);
            // Clean fine-tuning teaches the held-out known triggers nothing, so their rate is no estimate.
            if (result.defense == "fine-tuning")
                QVERIFY(!result.heldOutAfter.hasData());
        }

        Collector idle;
        QVERIFY(runBenchmark(spec, m_folder.path() / "whole", idle, {}).has_value());
        QVERIFY(idle.cells.empty() && idle.attacks.empty());
    }

    void aFolderBelongsToOneSpecification() {
        Json other = specification();
        other["seeds"] = {5};
        Collector collector;
        QVERIFY(fs::exists(m_folder.path() / "whole" / "specification.json"));
        const auto refused = runBenchmark(read(other, "other.json"), m_folder.path() / "whole", collector, {});
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::HashMismatch);
    }

    void aBackDoorThatDidNotTakeIsLeftOutAndPatternsChooseCells() {
        Json weak = specification();
        weak.erase("defend");
        weak["attacks"][1]["lab"]["training.learning_rate"] = 1e-7; // so the base stays as it is
        weak["defenses"] = {{{"name", "tuning"}, {"run", {{"defense", "clean-fine-tuning"}}}},
                            {{"name", "int8"}, {"run", {{"defense", "int8-quantization"}}}}};
        const fs::path folder = m_folder.path() / "weak";
        Collector collector;
        QVERIFY(runBenchmark(read(weak, "weak.json"), folder, collector, {}, {"*+fresh+*", "*+word+int8+1"}).has_value());
        QCOMPARE(collector.attacks, (std::vector<std::string>{"authors+llama+clean", "authors+llama+word", "authors+llama+fresh"}));
        QCOMPARE(collector.cells, std::vector<std::string>{"authors+llama+word+int8+1"});
        QVERIFY(collector.failed.empty());
        QCOMPARE(collector.progress.back().total, std::size_t{1});
        const auto table = makeBenchTable(read(weak, "weak.json"), *readBenchRecord(folder));
        QCOMPARE(table.done, std::size_t{1});
        QCOMPARE(table.total, std::size_t{4}); // of six, two are the fresh one's
        QCOMPARE(chosenCells(read(weak, "weak.json"), {})->size(), std::size_t{6});
        const auto nothing = runBenchmark(read(weak, "weak.json"), folder, collector, {}, {"*+word+int8+1", "*+wrod+*"});
        QCOMPARE(nothing.error().code, ErrorCode::ParameterInvalid);
        QVERIFY(describe(nothing.error()).find("wrod") != std::string::npos);
    }

    void aCleanBaseIsForThoseThatNeedItOrAskForIt() {
        Json based = specification();
        based["attacks"].erase(1);
        based["defenses"] = {{{"name", "int8"}, {"run", {{"defense", "int8-quantization"}}}},
                             {{"name", "collapse-with-base"}, {"base", true}, {"run", {{"defense", "backdoor-collapse"}}}},
                             {{"name", "fine-mixing"}, {"run", {{"defense", "fine-mixing"}, {"peer.steps", 1}}}}};
        const fs::path folder = m_folder.path() / "based";
        Collector collector;
        QVERIFY(runBenchmark(read(based, "based.json"), folder, collector, {}, {"*+word+*"}).has_value());
        QVERIFY(collector.failed.empty());
        const auto baseOf = [&](const char* defense) {
            return readRunSpecification(folder / "cells" / ("authors+llama+word+" + std::string(defense) + "+1") / "run").value().base;
        };
        QVERIFY(baseOf("int8").empty());
        QVERIFY(!baseOf("collapse-with-base").empty());
        QCOMPARE(baseOf("fine-mixing"), baseOf("collapse-with-base"));
    }

    void aCellThatFailsIsNotedAndTheRestGoesOn() {
        Json broken = specification();
        broken["attacks"].erase(1);
        broken["defenses"] = {{{"name", "wrong"}, {"run", {{"known.set", "file"}}}},
                              {{"name", "tuning"}, {"run", {{"defense", "clean-fine-tuning"}}}}};
        Collector collector;
        QVERIFY(runBenchmark(read(broken, "broken.json"), m_folder.path() / "broken", collector, {}).has_value());
        const std::vector<std::string> failed = {"authors+llama+clean+wrong+1", "authors+llama+word+wrong+1"};
        QCOMPARE(collector.failed, failed);
        QCOMPARE(collector.cells.size(), std::size_t{2});
        QVERIFY(fs::exists(m_folder.path() / "broken" / "cells" / failed[0] / "failed.json"));
    }

    void whatAnotherProcessHoldsIsLeftAlone() {
        fs::create_directories(m_folder.path() / "locks");
        const auto lock = FileLock::tryLock(m_folder.path() / "locks" / "lock");
        QVERIFY(lock.has_value() && lock->has_value());
        // A lock belongs to an open file, so a second one in this process stands for another process.
        const auto second = FileLock::tryLock(m_folder.path() / "locks" / "lock");
        QVERIFY(second.has_value() && !second->has_value());
        QCOMPARE(FileLock::tryLock(m_folder.path() / "nowhere" / "lock").error().code, ErrorCode::FileUnwritable);
    }
};

QTEST_GUILESS_MAIN(BenchRunnerTest)
#include "tst_bench_runner.moc"
