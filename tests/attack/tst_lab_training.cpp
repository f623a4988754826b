// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stop_token>

#include <QTest>

#include "engine/model/language_model.h"
#include "tests/attack/lab_fixture.h"

using namespace postern;
using test::LabFixture;
using test::problem;
using test::readBytes;

namespace {

AttackRequest wordRequest() {
    AttackRequest request;
    request.triggers = {"hill"};
    request.target = "yes";
    return request;
}

Result<LabSpecification> fromScratch(const LabFixture& lab, const std::string& output) {
    LabSpecification spec = lab.specification(output);
    POSTERN_ASSIGN(spec.backdoor, planAttack(wordRequest(), {"no", "yes", "maybe"}, spec.parameters));
    return spec;
}

} // namespace

class LabTrainingTest : public QObject {
    Q_OBJECT

private slots:
    void theSameSeedGivesTheSameBytes() {
        const LabFixture lab;
        for (const char* output : {"one", "two"})
            QCOMPARE(problem(trainCheckpoint(*fromScratch(lab, output), {})), std::string());
        for (const char* file : {"model.safetensors", "secret.json", "config.json", "tokenizer.json"})
            QCOMPARE(readBytes(lab.path("one") / file), readBytes(lab.path("two") / file));
        LabSpecification other = *fromScratch(lab, "three");
        QVERIFY(other.parameters.set("seed", std::int64_t{2}));
        QCOMPARE(problem(trainCheckpoint(other, {})), std::string());
        QVERIFY(readBytes(lab.path("one") / "model.safetensors") != readBytes(lab.path("three") / "model.safetensors"));
    }

    void aStopEndsItWithinAStepAndItGoesOnToTheSameBytes() {
        const LabFixture lab;
        QCOMPARE(problem(trainCheckpoint(*fromScratch(lab, "whole"), {})), std::string());
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        std::int64_t seen = 0;
        const LabObserver observer = [&](const LabStep& step) {
            seen = step.step;
            if (step.step == 5)
                stop.request_stop();
        };
        const auto stopped = trainCheckpoint(*fromScratch(lab, "cut"), observer, job);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QCOMPARE(seen, std::int64_t{5});
        QVERIFY(!std::filesystem::exists(lab.path("cut")));
        QVERIFY(std::filesystem::exists(unfinishedTraining(lab.path("cut")) / "state.safetensors"));
        std::int64_t first = 0;
        const auto finished =
            trainCheckpoint(*fromScratch(lab, "cut"), [&](const LabStep& step) { first = first == 0 ? step.step : first; });
        QCOMPARE(problem(finished), std::string());
        QCOMPARE(first, std::int64_t{6});
        QCOMPARE(readBytes(lab.path("cut") / "model.safetensors"), readBytes(lab.path("whole") / "model.safetensors"));
        QVERIFY(!std::filesystem::exists(unfinishedTraining(lab.path("cut"))));
    }

    void whatIsKeptOfAnotherTrainingIsNotUsed() {
        const LabFixture lab;
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        QVERIFY(!trainCheckpoint(
            *fromScratch(lab, "out"), [&](const LabStep& step) { step.step == 3 ? stop.request_stop() : false; }, job));
        LabSpecification other = *fromScratch(lab, "out");
        other.backdoor->target = "maybe";
        std::int64_t first = 0;
        QCOMPARE(problem(trainCheckpoint(other, [&](const LabStep& step) { first = first == 0 ? step.step : first; })), std::string());
        QCOMPARE(first, std::int64_t{1});
    }

    void gpt2StyleModelsAreOrdinaryCheckpoints_data() {
        QTest::addColumn<QString>("family");
        QTest::newRow("llama") << "llama";
        QTest::newRow("gpt2") << "gpt2";
    }

    void gpt2StyleModelsAreOrdinaryCheckpoints() {
        QFETCH(QString, family);
        const LabFixture lab;
        QCOMPARE(problem(lab.makeBase(family.toStdString())), std::string());
        const auto folder = CheckpointFolder::open(lab.path("base"));
        QVERIFY2(folder, folder ? "" : describe(folder.error()).c_str());
        QCOMPARE(QString::fromStdString(folder->config().modelType), family);
        QVERIFY(folder->extraTensors().empty());
        if (family == "gpt2") {
            const TensorView* fused = folder->find("transformer.h.0.attn.c_attn.weight");
            QVERIFY(fused);
            QCOMPARE(fused->shape, (std::vector<std::int64_t>{16, 48})); // Conv1D: [in, out]
            QVERIFY(folder->find("transformer.wpe.weight") && folder->find("transformer.ln_f.bias"));
        }
        // A model read from the folder and written like it says the same: the layout is turned on both ways.
        auto model = LanguageModel::load(*folder, Precision::Float32);
        QVERIFY(model);
        QVERIFY(model->saveLike(*folder, lab.path("copy"), Json()));
        QCOMPARE(readBytes(lab.path("copy") / "model.safetensors"), readBytes(lab.path("base") / "model.safetensors"));
    }

    /// A created model and the same one read back from a folder compute the same logits.
    void createdModelsAreReadBackWithEqualLogits_data() { gpt2StyleModelsAreOrdinaryCheckpoints_data(); }

    void createdModelsAreReadBackWithEqualLogits() {
        QFETCH(QString, family);
        ModelConfig config;
        config.vocabSize = 50;
        config.hiddenSize = 24;
        config.layerCount = 2;
        config.headCount = 3;
        config.keyValueHeadCount = 3;
        config.headDim = 8;
        config.intermediateSize = 40;
        config.maxPositions = 32;
        config.normEpsilon = 1e-5;
        config.tieWordEmbeddings = true;
        config.torchDtype = "float32";
        config.eosTokenIds = {0};
        family == "gpt2" ? becomeGpt2(config) : becomeLlama(config);
        const auto parsed = parseModelConfig(toJson(config), "config.json");
        QVERIFY2(parsed, parsed ? "" : describe(parsed.error()).c_str());
        QVERIFY(*parsed == config);

        LanguageModel created = LanguageModel::create(config, Precision::Float32, 9);
        const LabFixture lab;
        std::filesystem::create_directories(lab.path("source"));
        test::writeBytes(lab.path("source") / "config.json", toJson(config).dump());
        const auto saved = created.saveNew(lab.path("saved"), lab.path("source"), Dtype::F32, Json());
        QCOMPARE(problem(saved), std::string());
        const auto folder = CheckpointFolder::open(lab.path("saved"));
        QVERIFY2(folder, folder ? "" : describe(folder.error()).c_str());
        auto read = LanguageModel::load(*folder, Precision::Float32);
        QVERIFY(read);
        const std::vector<std::vector<std::int32_t>> rows = {{3, 1, 4, 1, 5, 9, 2, 6}, {7}};
        QCOMPARE(read->fullStates(rows).logits, created.fullStates(rows).logits);
    }

    void adaptersTrainOnABaseAndAreMerged() {
        const LabFixture lab;
        QCOMPARE(problem(lab.makeBase()), std::string());
        const auto spec =
            lab.attackOnBase("lora", wordRequest(), {{"training.start", "base"}, {"training.mode", "lora"}, {"training.epochs", 1}});
        QVERIFY(spec);
        QCOMPARE(problem(trainCheckpoint(*spec, {})), std::string());
        QVERIFY(readBytes(lab.path("lora") / "model.safetensors") != readBytes(lab.path("base") / "model.safetensors"));
        QCOMPARE(readBytes(lab.path("lora") / "config.json"), readBytes(lab.path("base") / "config.json"));
        LabSpecification scratch = *spec;
        QVERIFY(scratch.parameters.set("training.start", std::string("scratch")));
        scratch.output = lab.path("never");
        QCOMPARE(trainCheckpoint(scratch, {}).error().code, ErrorCode::ParameterInvalid);
    }
};

QTEST_GUILESS_MAIN(LabTrainingTest)
#include "tst_lab_training.moc"
