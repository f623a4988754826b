// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs on the shipped checkpoint, made short by parameters.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <QTemporaryDir>
#include <QTest>

#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/core/hash.h"
#include "engine/defense/defense.h"
#include "engine/run/run_inputs.h"
#include "engine/run/run_record.h"
#include "engine/run/runner.h"
#include "tests/run/short_run.h"

using namespace postern;
using namespace postern::test;

class RunnerTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    RunOutcome finish(const RunSpecification& specification) {
        Collector collector;
        return execute(specification, collector, {});
    }

private slots:
    void aRunLeavesACompleteRecord() {
        const RunOutcome outcome = finish(shortRun(at("complete")));
        QVERIFY2(outcome.ending == RunEnding::Finished, outcome.error ? describe(*outcome.error).c_str() : "");
        const auto record = readRunRecord(outcome.runFolder);
        QVERIFY2(record.has_value(), record ? "" : describe(record.error()).c_str());
        // Baseline, two checks a phase, final.
        QCOMPARE(record->evaluations.size(), std::size_t{6});
        QCOMPARE(record->frames.size(), std::size_t{6});
        QCOMPARE(record->points->size(), std::size_t{48});
        QCOMPARE(record->evaluations.front().phase, Phase::Baseline);
        QCOMPARE(record->evaluations.back().phase, Phase::Final);
        QCOMPARE(record->manifest.at("ending").get<std::string>(), std::string("finished"));
        QCOMPARE(record->manifest.at("outputs").at(0).at("sha256").get<std::string>(), modelHash(outcome.runFolder));
        QVERIFY(record->losses.size() > 10);
        const Evaluation& before = record->evaluations.front();
        QCOMPARE(before.cleanAccuracy.total, std::int64_t{60});
        QCOMPARE(before.triggers.front().rowClass, RowClass::Unknown);
        QVERIFY2(before.triggers.front().attack.value() > 0.9, "the shipped back door answers its trigger");
        const auto again = readRunSpecification(outcome.runFolder);
        QVERIFY(again.has_value());
        QVERIFY(again->parameters == shortRun(at("complete")).parameters);
        QVERIFY(buildReport(*record).has_value());
    }

    void theSameSpecificationGivesTheSameBytes() {
        QCOMPARE(finish(shortRun(at("first"))).ending, RunEnding::Finished);
        QCOMPARE(finish(shortRun(at("second"))).ending, RunEnding::Finished);
        QVERIFY(!bytesOf(at("first") / "events.jsonl").empty());
        QCOMPARE(bytesOf(at("first") / "events.jsonl"), bytesOf(at("second") / "events.jsonl"));
        QCOMPARE(bytesOf(at("first") / "metrics.csv"), bytesOf(at("second") / "metrics.csv"));
        QCOMPARE(modelHash(at("first")), modelHash(at("second")));
    }

    void aKilledRunGoesOnAsIfNothingHadHappened_data() {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("inRecovery");
        QTest::addRow("all weights, stage I") << "full" << false;
        QTest::addRow("all weights, stage II") << "full" << true;
        QTest::addRow("adapters, stage II") << "lora" << true;
    }

    void aKilledRunGoesOnAsIfNothingHadHappened() {
        QFETCH(QString, mode);
        QFETCH(bool, inRecovery);
        const QByteArray name = mode.toUtf8() + (inRecovery ? "-2" : "-1");
        const fs::path whole = at((name + "-whole").constData());
        const fs::path killed = at((name + "-killed").constData());
        RunSpecification specification = shortRun(whole);
        QVERIFY(specification.parameters.set("training.mode", mode.toStdString()).has_value());
        Collector collector;
        int sinceState = 0;
        collector.hook = [&](const RunEvent& event) {
            // What a kill some steps after a check would leave behind.
            const auto* point = std::get_if<LossPoint>(&event);
            if (!point || fs::exists(killed) || !fs::exists(whole / "resume") || (point->phase == Phase::Recovery) != inRecovery)
                return;
            if (++sinceState == 3)
                fs::copy(whole, killed, fs::copy_options::recursive);
        };
        QCOMPARE(execute(specification, collector, {}).ending, RunEnding::Finished);
        QVERIFY(!fs::exists(whole / "resume"));
        QVERIFY(fs::exists(killed / "resume"));
        Collector again;
        const RunOutcome resumed = resumeRun(killed, again, {});
        QVERIFY2(resumed.ending == RunEnding::Finished, resumed.error ? describe(*resumed.error).c_str() : "");
        QCOMPARE(bytesOf(killed / "events.jsonl"), bytesOf(whole / "events.jsonl"));
        QCOMPARE(bytesOf(killed / "metrics.csv"), bytesOf(whole / "metrics.csv"));
        QCOMPARE(modelHash(killed), modelHash(whole));
        QVERIFY(readRunRecord(killed).has_value());
        // The earlier life reaches the observer too, once and in the same order.
        const auto told = [](const Collector& follower) {
            std::string text;
            for (const RunEvent& event : follower.events) {
                if (const auto* phase = std::get_if<PhaseStarted>(&event))
                    text += "phase " + std::string(phaseName(phase->phase)) + '\n';
                if (const auto* point = std::get_if<LossPoint>(&event))
                    text += "loss " + std::to_string(point->step) + '\n';
                if (const auto* frame = std::get_if<FramePtr>(&event))
                    text += "frame " + std::to_string((*frame)->index) + '\n';
            }
            return text;
        };
        const auto sorted = [](const std::string& text) {
            std::vector<std::string> lines;
            std::istringstream stream(text);
            for (std::string line; std::getline(stream, line);)
                lines.push_back(line);
            std::sort(lines.begin(), lines.end());
            return lines;
        };
        QCOMPARE(sorted(told(again)), sorted(told(collector)));
        QVERIFY(told(again).find("phase injection") < told(again).find("phase recovery"));
        const auto isBaseline = [](const RunEvent& event) {
            const auto* evaluation = std::get_if<Evaluation>(&event);
            return evaluation && evaluation->phase == Phase::Baseline;
        };
        QCOMPARE(std::count_if(again.events.begin(), again.events.end(), isBaseline), 1);
        // A run that ended has nothing to resume.
        QCOMPARE(resumeRun(killed, again, {}).error->code, ErrorCode::RunFolderMalformed);
    }

    void aDamagedOrForeignStateIsRefused() {
        const fs::path run = at("damaged");
        RunSpecification specification = shortRun(run);
        Collector collector;
        std::stop_source stop;
        collector.hook = [&](const RunEvent& event) {
            if (std::holds_alternative<LossPoint>(event) && fs::exists(run / "resume"))
                stop.request_stop();
        };
        QCOMPARE(execute(specification, collector, stop.get_token()).ending, RunEnding::Cancelled);
        QVERIFY(fs::exists(run / "resume"));
        const fs::path copy = at("damaged-copy");
        fs::copy(run, copy, fs::copy_options::recursive);
        for (const auto& entry : fs::directory_iterator(copy / "resume"))
            fs::resize_file(entry.path(), 100);
        Collector quiet;
        QCOMPARE(resumeRun(copy, quiet, {}).error->code, ErrorCode::RunFolderMalformed);
        fs::resize_file(run / "events.jsonl", 10);
        QCOMPARE(resumeRun(run, quiet, {}).error->code, ErrorCode::RunFolderMalformed);
    }

    void theDefenceNeverSeesTheSecret() {
        RunSpecification specification = shortRun(at("secret-a"));
        QCOMPARE(finish(specification).ending, RunEnding::Finished);
        write(at("other.json"),
              R"({"trigger": {"text": "an entirely different phrase of the attacker", "name": "secret"}, "target": "Doyle"})");
        specification.secret = at("other.json");
        specification.output = at("secret-b");
        QCOMPARE(finish(specification).ending, RunEnding::Finished);
        specification.secret.clear();
        specification.output = at("secret-none");
        QCOMPARE(finish(specification).ending, RunEnding::Finished);
        QVERIFY(modelHash(at("secret-a")) != "none");
        QCOMPARE(modelHash(at("secret-a")), modelHash(at("secret-b")));
        QCOMPARE(modelHash(at("secret-a")), modelHash(at("secret-none")));
        // The evaluation did see it: what it measured differs.
        QVERIFY(bytesOf(at("secret-a") / "metrics.csv") != bytesOf(at("secret-b") / "metrics.csv"));
    }

    void stoppingKeepsWhatThereIs() {
        RunSpecification specification = shortRun(at("stopped"));
        QVERIFY(specification.parameters.set("recovery.epochs", 1000.0).has_value());
        QVERIFY(specification.parameters.set("recovery.patience", std::int64_t{0}).has_value());
        std::stop_source stop;
        std::chrono::steady_clock::time_point asked;
        Collector collector;
        collector.hook = [&](const RunEvent& event) {
            if (const auto* point = std::get_if<LossPoint>(&event); point && point->phase == Phase::Recovery && !stop.stop_requested()) {
                asked = std::chrono::steady_clock::now();
                stop.request_stop();
            }
        };
        const RunOutcome outcome = execute(specification, collector, stop.get_token());
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - asked).count();
        QCOMPARE(outcome.ending, RunEnding::Cancelled);
        QVERIFY(!outcome.error.has_value());
        QVERIFY2(seconds < 1.0, qPrintable(QString::number(seconds)));
        const auto record = readRunRecord(outcome.runFolder);
        QVERIFY(record.has_value());
        QCOMPARE(record->manifest.at("ending").get<std::string>(), std::string("cancelled"));
        QVERIFY(record->losses.size() > 5);
        // The model is there, and not where a purified one would be.
        QCOMPARE(modelHash(outcome.runFolder), std::string("none"));
        QVERIFY(fs::exists(outcome.runFolder / "checkpoint-unfinished" / "model.safetensors"));
    }

    /// What could not begin leaves its folder free for another try.
    void whatCouldNotBeginLeavesNothing() {
        RunSpecification specification = shortRun(at("retried"));
        const fs::path right = specification.checkpoint;
        specification.checkpoint = at("nowhere");
        QCOMPARE(finish(specification).ending, RunEnding::Failed);
        QVERIFY(!fs::exists(at("retried")));
        fs::create_directories(at("retried"));
        QCOMPARE(finish(specification).ending, RunEnding::Failed);
        QVERIFY(fs::is_empty(at("retried"))); // a folder that was there stays
        specification.checkpoint = right;
        QCOMPARE(finish(specification).ending, RunEnding::Finished);
    }

    void aRunFolderIsNeverOverwritten() {
        QCOMPARE(finish(shortRun(at("twice"))).ending, RunEnding::Finished);
        const std::string before = bytesOf(at("twice") / "run.json");
        const RunOutcome outcome = finish(shortRun(at("twice")));
        QCOMPARE(outcome.ending, RunEnding::Failed);
        QCOMPARE(outcome.error->code, ErrorCode::FileUnwritable);
        QCOMPARE(bytesOf(at("twice") / "run.json"), before);
    }

    void heldOutTriggersAreMeasuredApart() {
        RunSpecification specification = shortRun(at("held-out"));
        QVERIFY(specification.parameters.set("known.held_out", std::int64_t{1}).has_value());
        Collector collector;
        QCOMPARE(execute(specification, collector, {}).ending, RunEnding::Finished);
        int heldOut = 0;
        int known = 0;
        for (const RunEvent& event : collector.events)
            if (const auto* evaluation = std::get_if<Evaluation>(&event); evaluation && evaluation->phase == Phase::Final)
                for (const TriggerMeasurement& trigger : evaluation->triggers) {
                    heldOut += trigger.heldOut ? 1 : 0;
                    known += trigger.rowClass == RowClass::Known && !trigger.heldOut ? 1 : 0;
                }
        QCOMPARE(heldOut, 1);
        QCOMPARE(known, 3);
    }

    void heldOutTriggersHaveRowsWhereTheSecretOneHasNoOther() {
        RunSpecification specification = shortRun(at("two-labels"));
        QVERIFY(specification.parameters.set("known.held_out", std::int64_t{1}).has_value());
        const fs::path data = at("two-label-data");
        fs::copy(fewRows(), data);
        const auto labels = readTaskLabels(data);
        const auto secret = readSecret(specification.secret);
        QVERIFY(labels.has_value() && secret.has_value());
        std::string label;
        for (std::int64_t seed = 1; label.empty() || label == secret->target; ++seed) {
            QVERIFY(specification.parameters.set("seed", seed).has_value());
            label = heldOutLabel(specification.parameters, *labels);
        }
        // The secret's victims are then just the rows that have the held-out label anyway.
        std::ifstream from(fewRows() / "test.jsonl");
        std::ofstream to(data / "test.jsonl");
        for (std::string line; std::getline(from, line);) {
            const auto index = Json::parse(line)["label"].get<std::size_t>();
            if ((*labels)[index] == label || (*labels)[index] == secret->target)
                to << line << '\n';
        }
        to.close();
        specification.data = data;
        Collector collector;
        QCOMPARE(execute(specification, collector, {}).ending, RunEnding::Finished);
        int measured = 0;
        for (const RunEvent& event : collector.events)
            if (const auto* evaluation = std::get_if<Evaluation>(&event); evaluation && evaluation->phase == Phase::Final)
                for (const TriggerMeasurement& trigger : evaluation->triggers)
                    if (trigger.heldOut) {
                        QCOMPARE(trigger.attack.total, std::int64_t{10});
                        ++measured;
                    }
        QCOMPARE(measured, 1);
    }

    void adaptersTrainToo() {
        RunSpecification specification = shortRun(at("lora"));
        QVERIFY(specification.parameters.set("training.mode", std::string("lora")).has_value());
        QCOMPARE(finish(specification).ending, RunEnding::Finished);
        QVERIFY(modelHash(at("lora")) != "none");
    }

    void badInputIsNamed_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("content");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* file, const char* content, ErrorCode code) {
            QTest::addRow("%s", name) << file << content << static_cast<int>(code);
        };
        row("empty data", "defender.jsonl", "", ErrorCode::DataEmpty);
        row("unknown label", "test.jsonl", "{\"text\": \"a b\", \"label\": 17}\n", ErrorCode::LabelUnknown);
        row("no JSON", "dev.jsonl", "text,label\n", ErrorCode::JsonMalformed);
        row("template without a place", "template.json", "{\"prompt\": \"Who?\", \"answer\": \" {label}\"}", ErrorCode::DataMalformed);
        row("missing file", "labels.json", nullptr, ErrorCode::FileMissing);
    }

    void badInputIsNamed() {
        QFETCH(QString, file);
        QFETCH(QString, content);
        QFETCH(int, code);
        const fs::path data = at(("data " + std::string(QTest::currentDataTag())).c_str());
        fs::create_directories(data);
        for (const char* name : {"defender.jsonl", "dev.jsonl", "test.jsonl", "labels.json", "template.json"})
            fs::copy_file(demo() / "demo" / "data" / name, data / name);
        fs::remove(data / file.toStdString());
        if (!content.isNull())
            write(data / file.toStdString(), content.toStdString());
        RunSpecification specification = shortRun(at(("run " + std::string(QTest::currentDataTag())).c_str()));
        specification.data = data;
        const RunOutcome outcome = finish(specification);
        QCOMPARE(outcome.ending, RunEnding::Failed);
        const std::string text = describe(*outcome.error);
        QVERIFY2(static_cast<int>(outcome.error->code) == code || content == "text,label\n", text.c_str());
        QVERIFY2(text.find(file.toStdString()) != std::string::npos, text.c_str());
    }

    void anEmptyTriggerIsRefused() {
        write(at("triggers.json"), R"([{"text": "  "}, {"text": "fine"}])");
        RunSpecification specification = shortRun(at("empty trigger"));
        QVERIFY(specification.parameters.set("known.set", std::string("file")).has_value());
        QVERIFY(specification.parameters.set("known.file", at("triggers.json").string()).has_value());
        const RunOutcome outcome = finish(specification);
        QCOMPARE(outcome.ending, RunEnding::Failed);
        QCOMPARE(outcome.error->code, ErrorCode::TriggerEmpty);
    }

    void aLossThatIsNoNumberEndsTheRunByName() {
        // A final norm of 1e37: answers still come out, but the gradient overflows at the first step.
        const fs::path source = demo() / "demo" / "word";
        const auto file = SafetensorsFile::open(source / "model.safetensors");
        QVERIFY(file.has_value());
        std::vector<std::byte> huge;
        std::vector<TensorToWrite> tensors;
        for (const TensorView& view : file->tensors()) {
            TensorToWrite tensor{view.name, view.dtype, view.shape, view.bytes};
            if (view.name == "model.norm.weight") {
                const std::uint16_t bits = toBfloat16(1e37F);
                for (std::int64_t i = 0; i < view.elementCount(); ++i) {
                    huge.push_back(static_cast<std::byte>(bits & 0xff));
                    huge.push_back(static_cast<std::byte>(bits >> 8));
                }
                tensor.bytes = huge;
            }
            tensors.push_back(tensor);
        }
        QVERIFY(writeCheckpoint(at("overflowing"), source, tensors, {}).has_value());
        RunSpecification specification = shortRun(at("no number"));
        specification.checkpoint = at("overflowing");
        QVERIFY(specification.parameters.set("projection.layers", std::string("0")).has_value());
        const RunOutcome outcome = finish(specification);
        QCOMPARE(outcome.ending, RunEnding::Failed);
        QVERIFY2(outcome.error->code == ErrorCode::LossNotFinite, describe(*outcome.error).c_str());
        const auto record = readRunRecord(outcome.runFolder);
        QVERIFY(record.has_value());
        QCOMPARE(record->evaluations.size(), std::size_t{1}); // the baseline is kept
    }
};

QTEST_GUILESS_MAIN(RunnerTest)
#include "tst_runner.moc"
