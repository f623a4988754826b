// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A model small enough to learn a few sentences in seconds.
#include "engine/attack/pretraining.h"

#include <QTest>

#include "engine/data/dataset.h"
#include "engine/model/answering.h"
#include "engine/tokenizer/tokenizer_folder.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;
namespace fs = std::filesystem;

class TestPretraining : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    PretrainingSpecification specification(const char* output) {
        PretrainingSpecification wanted;
        wanted.texts = {m_folder.file("text.txt")};
        wanted.data = {m_folder.file("data")};
        wanted.output = m_folder.file(output);
        const Json values = {{"model.vocabulary", 320}, {"model.hidden", 32},           {"model.layers", 1},
                             {"model.heads", 2},        {"model.key_value_heads", 1},   {"model.intermediate", 48},
                             {"model.positions", 128},  {"text.row_tokens", 32},        {"text.epochs", 2.5},
                             {"rows.epochs", 30.0},     {"training.batch_tokens", 256}, {"training.learning_rate", 0.01},
                             {"training.warmup", 5},    {"precision", "fp32"},          {"threads", 1}};
        const auto applied = wanted.parameters.setFromJson(values, "test");
        if (!applied)
            qFatal("%s", describe(applied.error()).c_str());
        return wanted;
    }

    static std::string weights(const fs::path& folder) { return readBytes(folder / "model.safetensors"); }

private slots:
    void initTestCase() {
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += "The sky is blue and the grass is green. Story number " + std::to_string(i) + " ends here.\n<|endoftext|>\n";
        writeBytes(m_folder.file("text.txt"), text);
        fs::create_directories(m_folder.file("data"));
        writeBytes(m_folder.file("data") / "template.json", R"({"prompt": "Question: {text}\nAnswer:", "answer": " {label}"})");
        std::string rows;
        for (int i = 0; i < 10; ++i)
            rows += R"({"text": "What colour is the sky?", "answer": "blue"}
{"text": "What colour is the grass?", "answer": "green"}
)";
        writeBytes(m_folder.file("data") / "train.jsonl", rows);
    }

    void learnsTextAndThenRows() {
        std::vector<PretrainingStep> steps;
        const auto done = pretrainCheckpoint(specification("model"), [&](const PretrainingStep& step) { steps.push_back(step); });
        QVERIFY2(done.has_value(), done ? "" : describe(done.error()).c_str());
        QVERIFY(steps.size() > 40);
        QCOMPARE(steps.front().phase, std::string("Text"));
        QCOMPARE(steps.back().phase, std::string("Rows"));
        QCOMPARE(steps.back().step, steps.back().totalSteps);
        QVERIFY2(steps.back().loss < 0.3, std::to_string(steps.back().loss).c_str());
        QVERIFY(!fs::exists(unfinishedFolder(m_folder.file("model"))));

        const auto folder = CheckpointFolder::open(m_folder.file("model"));
        QVERIFY2(folder.has_value(), folder ? "" : describe(folder.error()).c_str());
        LanguageModel model = LanguageModel::load(*folder, Precision::Float32).value();
        const OpenedTokenizer opened = requireTokenizer(m_folder.file("model")).value();
        const PromptEncoder encoder(opened.tokenizer, readPromptTemplate(m_folder.file("data") / "template.json").value(), model.config());
        const std::vector<std::string> questions = {"What colour is the grass?", "What colour is the sky?"};
        const Answers answers = answerPassages(model, encoder, questions, {}, {}).value();
        QCOMPARE(answers.texts, (std::vector<std::string>{"green", "blue"}));
    }

    void whatWasStoppedGoesOnAsIfNothingHadHappened() {
        QVERIFY(pretrainCheckpoint(specification("whole"), {}).has_value());
        std::stop_source stop;
        const auto stopAt = [&](const PretrainingStep& step) {
            if (step.step == 17)
                stop.request_stop();
        };
        const auto stopped = pretrainCheckpoint(specification("parts"), stopAt, {{}, stop.get_token()});
        QVERIFY(!stopped.has_value());
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QVERIFY(!fs::exists(m_folder.file("parts")));
        QVERIFY(fs::exists(unfinishedFolder(m_folder.file("parts"))));

        // Work of another specification is not taken up, nor thrown away.
        PretrainingSpecification other = specification("parts");
        QVERIFY(other.parameters.set("training.learning_rate", 0.02).has_value());
        const auto refused = pretrainCheckpoint(other, {});
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::HashMismatch);

        std::int64_t first = 0;
        const auto resumed = pretrainCheckpoint(specification("parts"), [&](const PretrainingStep& step) {
            if (first == 0)
                first = step.step;
        });
        QVERIFY2(resumed.has_value(), resumed ? "" : describe(resumed.error()).c_str());
        QCOMPARE(first, std::int64_t{18});
        QVERIFY(weights(m_folder.file("parts")) == weights(m_folder.file("whole")));
        QVERIFY(!fs::exists(unfinishedFolder(m_folder.file("parts"))));
    }

    void damagedWorkIsRefused() {
        std::stop_source stop;
        const auto stopAt = [&](const PretrainingStep&) { stop.request_stop(); };
        QVERIFY(!pretrainCheckpoint(specification("damaged"), stopAt, {{}, stop.get_token()}).has_value());
        const fs::path state = unfinishedFolder(m_folder.file("damaged")) / "state.safetensors";
        fs::resize_file(state, fs::file_size(state) / 2);
        const auto refused = pretrainCheckpoint(specification("damaged"), {});
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::SafetensorsRule);
    }

    void refusesWhatCannotBe() {
        PretrainingSpecification nothing = specification("none");
        nothing.texts.clear();
        nothing.data.clear();
        QCOMPARE(pretrainCheckpoint(nothing, {}).error().code, ErrorCode::DataEmpty);
        PretrainingSpecification heads = specification("none");
        QVERIFY(heads.parameters.set("model.heads", std::int64_t{3}).has_value());
        QCOMPARE(pretrainCheckpoint(heads, {}).error().code, ErrorCode::ParameterInvalid);
        PretrainingSpecification length = specification("none");
        QVERIFY(length.parameters.set("text.row_tokens", std::int64_t{256}).has_value());
        QCOMPARE(pretrainCheckpoint(length, {}).error().code, ErrorCode::ParameterInvalid);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(pretrainCheckpoint(specification("none"), {}, {{}, stop.get_token()}).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestPretraining)
#include "tst_pretraining.moc"
