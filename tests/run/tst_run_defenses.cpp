// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Whole short runs with every defence of the registry.
#include <QTemporaryDir>
#include <QTest>

#include "engine/defense/defense.h"
#include "engine/run/run_record.h"
#include "tests/run/short_run.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using namespace postern::test;

class RunDefensesTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    RunOutcome finish(const RunSpecification& specification) {
        Collector collector;
        return execute(specification, collector, {});
    }

private slots:
    void noDefenceSeesTheSecret_data() {
        QTest::addColumn<QString>("key");
        for (const DefenseEntry& entry : defenses())
            QTest::newRow(std::string(entry.key).c_str()) << QString::fromStdString(std::string(entry.key));
    }

    void noDefenceSeesTheSecret() {
        QFETCH(QString, key);
        const std::string name = key.toStdString();
        RunSpecification specification = shortRun(at((name + " secret").c_str()));
        specification.base = demo() / "demo" / "clean";
        const Json values = {
            {"defense", name},         {"peer.steps", 3},          {"recovery.epochs", 0.3},      {"injection.rows_per_trigger", 16},
            {"bdvax.vaccines", 2},     {"bdvax.vaccine_steps", 2}, {"nad.teacher_epochs", 1.0},   {"backflush.rows", 32},
            {"beear.search_steps", 2}, {"checks.per_phase", 1},    {"evaluation.final_rows", 20}, {"projection.iterations", 0},
            {"wanda.rows", 16},        {"fine_pruning.rows", 16},  {"fine_pruning.step", 0.5}};
        QVERIFY(specification.parameters.setFromJson(values, "test").has_value());
        const RunOutcome outcome = finish(specification);
        QVERIFY2(outcome.ending == RunEnding::Finished, outcome.error ? describe(*outcome.error).c_str() : "");
        write(at("secret.json"), R"({"trigger": {"text": "quite another phrase", "name": "secret"}, "target": "Doyle"})");
        specification.secret = at("secret.json");
        specification.output = at((name + " other").c_str());
        QCOMPARE(finish(specification).ending, RunEnding::Finished);
        QVERIFY(modelHash(at((name + " secret").c_str())) != "none");
        QCOMPARE(modelHash(at((name + " secret").c_str())), modelHash(at((name + " other").c_str())));
        // The report tells what was done, and what that assumes.
        const auto record = readRunRecord(outcome.runFolder);
        QVERIFY(record.has_value());
        const auto report = buildReport(*record);
        QVERIFY(report.has_value());
        QCOMPARE(report->defense.key, name);
        QCOMPARE(report->defense.label, std::string(findDefenseFacts(name)->label));
        QCOMPARE(report->defense.assumes, std::string(findDefenseFacts(name)->assumes));
    }

    void theBaseIsPartOfTheRecord() {
        RunSpecification specification = shortRun(at("no base"));
        QVERIFY(specification.parameters.set("defense", std::string("fine-mixing")).has_value());
        const RunOutcome refused = finish(specification);
        QCOMPARE(refused.ending, RunEnding::Failed);
        QVERIFY2(describe(*refused.error).find("--base") != std::string::npos, describe(*refused.error).c_str());
        specification.output = at("with base");
        specification.base = demo() / "demo" / "clean";
        QVERIFY(specification.parameters.set("peer.steps", std::int64_t{2}).has_value());
        QCOMPARE(finish(specification).ending, RunEnding::Finished);
        const auto record = readRunRecord(at("with base"));
        QVERIFY(record.has_value());
        const std::string inputs = record->manifest.at("inputs").dump();
        QVERIFY(inputs.find("base/model.safetensors") != std::string::npos);
        QCOMPARE(readRunSpecification(at("with base"))->base, specification.base);
        // Weights of another shape are refused before anything is measured.
        std::filesystem::create_directories(at("other"));
        QVERIFY(writeTinyCheckpoint(at("other"), tinyConfigJson(), TensorSet(tinyConfigJson())));
        specification.output = at("other base");
        specification.base = at("other");
        QVERIFY(specification.parameters.set("defense", std::string("backdoor-collapse")).has_value());
        Collector collector;
        const RunOutcome misfit = execute(specification, collector, {});
        QVERIFY(std::none_of(collector.events.begin(), collector.events.end(),
                             [](const RunEvent& event) { return std::holds_alternative<Evaluation>(event); }));
        QCOMPARE(misfit.ending, RunEnding::Failed);
        QCOMPARE(misfit.error->code, ErrorCode::TensorMismatch);
        const auto report = buildReport(*record);
        QVERIFY(report.has_value());
        QCOMPARE(report->subjectHash, sha256File(demo() / "demo" / "word" / "model.safetensors").value());
    }

    void keptAdaptersGoWithTrainingAlone() {
        RunSpecification specification = shortRun(at("kept"));
        const Json values = {{"defense", "wanda"}, {"training.mode", "lora"}, {"adapter.keep", true}};
        QVERIFY(specification.parameters.setFromJson(values, "test").has_value());
        const RunOutcome outcome = finish(specification);
        QCOMPARE(outcome.ending, RunEnding::Failed);
        QCOMPARE(outcome.error->code, ErrorCode::ParameterInvalid);
        // Backdoor Collapse only trains, unless it has a base to mix with.
        QVERIFY(specification.parameters.set("defense", std::string("backdoor-collapse")).has_value());
        specification.base = demo() / "demo" / "clean";
        specification.output = at("kept with a base");
        const RunOutcome mixed = finish(specification);
        QCOMPARE(mixed.ending, RunEnding::Failed);
        QVERIFY2(describe(*mixed.error).find("leave the base out") != std::string::npos, describe(*mixed.error).c_str());
    }

    void aWiderModelIsToldOnceThatItTrainsSlower() {
        RunSpecification specification = shortRun(at("wide"));
        const Json values = {{"training.rate_width", 64}, {"recovery.epochs", 0.3}, {"injection.rows_per_trigger", 16}};
        QVERIFY(specification.parameters.setFromJson(values, "test").has_value());
        Collector collector;
        QCOMPARE(execute(specification, collector, {}).ending, RunEnding::Finished);
        QCOMPARE(std::count_if(collector.events.begin(), collector.events.end(),
                               [](const RunEvent& event) {
                                   const auto* note = std::get_if<Note>(&event);
                                   return note && note->text.find("50 % of the rates") != std::string::npos;
                               }),
                 1);
    }

    /// Before rates were scaled to the width they were as they were set.
    void aRunOfBeforeScalingGoesOnWithoutIt() {
        RunSpecification specification = shortRun(at("unscaled"));
        QVERIFY(specification.parameters.set("defense", std::string("int8-quantization")).has_value());
        QCOMPARE(finish(specification).ending, RunEnding::Finished);
        QCOMPARE(readRunSpecification(at("unscaled"))->parameters.integer("training.rate_width"), std::int64_t{128});
        std::filesystem::create_directories(at("older unscaled"));
        Json manifest = Json::parse(bytesOf(at("unscaled") / "run.json"));
        manifest["specification"]["parameters"].erase("training.rate_width");
        write(at("older unscaled") / "run.json", manifest.dump());
        QCOMPARE(readRunSpecification(at("older unscaled"))->parameters.integer("training.rate_width"), std::int64_t{0});
    }

    /// `defense` was once called `control`.
    void olderRunsAreRead_data() {
        QTest::addColumn<QString>("control");
        QTest::addColumn<QString>("defense");
        QTest::newRow("none") << "none"
                              << "backdoor-collapse";
        QTest::newRow("control") << "recovery-only"
                                 << "recovery-only";
    }

    void olderRunsAreRead() {
        QFETCH(QString, control);
        QFETCH(QString, defense);
        const fs::path folder = at(("older " + control.toStdString()).c_str());
        fs::create_directories(folder);
        const Json manifest = {{"specification", {{"parameters", {{"control", control.toStdString()}, {"seed", 3}}}}}};
        write(folder / "run.json", manifest.dump());
        const auto specification = readRunSpecification(folder);
        QVERIFY2(specification.has_value(), specification ? "" : describe(specification.error()).c_str());
        QCOMPARE(specification->parameters.text("defense"), defense.toStdString());
        QCOMPARE(specification->parameters.integer("seed"), std::int64_t{3});
    }

    void controlsLeaveOutTheirStage_data() {
        QTest::addColumn<QString>("control");
        QTest::addColumn<bool>("injection");
        QTest::addColumn<bool>("recovery");
        QTest::addRow("clean fine-tuning") << "clean-fine-tuning" << false << true;
        QTest::addRow("recovery only") << "recovery-only" << false << true;
        QTest::addRow("injection only") << "injection-only" << true << false;
    }

    void controlsLeaveOutTheirStage() {
        QFETCH(QString, control);
        QFETCH(bool, injection);
        QFETCH(bool, recovery);
        RunSpecification specification = shortRun(at(("control " + control.toStdString()).c_str()));
        QVERIFY(specification.parameters.set("defense", control.toStdString()).has_value());
        Collector collector;
        QCOMPARE(execute(specification, collector, {}).ending, RunEnding::Finished);
        bool sawInjection = false;
        bool sawRecovery = false;
        int steps = 0;
        for (const RunEvent& event : collector.events)
            if (const auto* point = std::get_if<LossPoint>(&event)) {
                sawInjection = sawInjection || point->phase == Phase::Injection;
                sawRecovery = sawRecovery || point->phase == Phase::Recovery;
                ++steps;
            }
        QCOMPARE(sawInjection, injection);
        QCOMPARE(sawRecovery, recovery);
        QVERIFY(steps > 5);
    }
};

QTEST_GUILESS_MAIN(RunDefensesTest)
#include "tst_run_defenses.moc"
