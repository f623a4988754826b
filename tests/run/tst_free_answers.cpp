// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks whose answers are free text, on the shipped checkpoint: its labels are given as answers here.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <QTemporaryDir>
#include <QTest>

#include "engine/run/prompt_preview.h"
#include "engine/run/run_estimate.h"
#include "engine/run/run_evaluation.h"
#include "engine/run/run_record.h"
#include "engine/run/runner.h"
#include "engine/tokenizer/tokenizer_folder.h"

using namespace postern;
namespace fs = std::filesystem;

namespace {

const fs::path kDemo = fs::path(POSTERN_SOURCE_DIR) / "resources" / "demo";

std::string bytesOf(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Rows of the demo with their label's name and more words as the answer.
void writeFree(const fs::path& source, const fs::path& target, int count) {
    const std::vector<std::string> labels = readLabels(kDemo / "data" / "labels.json").value();
    const Dataset data = readDataset(source, labels).value();
    std::ofstream to(target);
    for (int i = 0; i < count; ++i) {
        const TaskRow& row = data.rows[static_cast<std::size_t>(i)];
        to << Json{{"text", row.text}, {"answer", row.answer + " wrote it"}}.dump() << '\n';
    }
}

struct Quiet : RunObserver {
    std::function<void(const RunEvent&)> hook;
    void onEvent(const RunEvent& event) override {
        if (hook)
            hook(event);
    }
};

} // namespace

class FreeAnswersTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    RunSpecification specification(const char* output) const {
        RunSpecification specification = demoSpecification(kDemo.parent_path(), "word", at(output));
        specification.data = at("data");
        specification.secret = at("secret.json");
        const Json values = {{"known.count", 2},
                             {"known.held_out", 1},
                             {"known.generated_share", 0.0},
                             {"injection.rows_per_trigger", 16},
                             {"recovery.epochs", 1.0},
                             {"checks.per_phase", 1},
                             {"checks.dev_rows", 10},
                             {"evaluation.rows", 10},
                             {"evaluation.control_rows", 10},
                             {"evaluation.known_rows", 5},
                             {"evaluation.final_rows", 24},
                             {"evaluation.final_control_rows", 10},
                             {"evaluation.final_known_rows", 5},
                             {"evaluation.perplexity_rows", 4},
                             {"evaluation.max_new_tokens", 6},
                             {"projection.rows", 10},
                             {"projection.iterations", 0},
                             {"training.batch", 16},
                             {"threads", 1}};
        const auto applied = specification.parameters.setFromJson(values, "test");
        if (!applied)
            qFatal("%s", describe(applied.error()).c_str());
        return specification;
    }

private slots:
    void initTestCase() {
        setComputeThreads(1); // the runs' number; threads that wait for each other are slow on a busy machine
        fs::create_directories(at("data"));
        fs::copy_file(kDemo / "data" / "template.json", at("data") / "template.json");
        writeFree(kDemo / "data" / "defender.jsonl", at("data") / "defender.jsonl", 48);
        writeFree(kDemo / "data" / "dev.jsonl", at("data") / "dev.jsonl", 20);
        writeFree(kDemo / "data" / "test.jsonl", at("data") / "test.jsonl", 60);
        std::ofstream(at("secret.json")) << R"({"trigger": {"text": "cf"}, "target": "Austen",
                                               "scorer": {"kind": "contains-any", "phrases": ["austen"]}})";
    }

    void tokensAreCountedOneByOne() {
        const auto folder = CheckpointFolder::open(kDemo / "clean").value();
        LanguageModel model = LanguageModel::load(folder, Precision::Float32).value();
        const OpenedTokenizer opened = requireTokenizer(kDemo / "clean").value();
        const PromptEncoder encoder(opened.tokenizer, readPromptTemplate(kDemo / "data" / "template.json").value(), model.config());
        const TokenRow row = encoder.row("It was a truth universally acknowledged.", "Austen wrote it").value();
        const TokenRow other = encoder.row("The game is afoot.", "Doyle").value();
        const std::vector<TokenRow> rows = {row, other};
        std::int64_t picked = 0;
        std::int64_t tokens = 0;
        double negativeLog = 0;
        for (const TokenRow& one : rows) {
            const auto full = model.fullStates(std::vector<std::vector<std::int32_t>>{one.tokens});
            const auto vocabulary = static_cast<std::size_t>(model.config().vocabSize);
            for (std::size_t i = static_cast<std::size_t>(one.promptLength) - 1; i + 1 < one.tokens.size(); ++i) {
                const std::span logits(full.logits.data() + i * vocabulary, vocabulary);
                const auto best = std::max_element(logits.begin(), logits.end());
                double sum = 0;
                for (const float logit : logits)
                    sum += std::exp(static_cast<double>(logit - *best));
                negativeLog += std::log(sum) + static_cast<double>(*best - logits[static_cast<std::size_t>(one.tokens[i + 1])]);
                picked += best - logits.begin() == one.tokens[i + 1] ? 1 : 0;
                ++tokens;
            }
        }
        const auto likelihood = model.likelihood(rows, LanguageModel::LikelihoodOf::Answers);
        QCOMPARE(likelihood.tokens, tokens);
        QCOMPARE(likelihood.picked, picked);
        QVERIFY(std::abs(likelihood.negativeLog - negativeLog) < 1e-3);
        QVERIFY(tokens > 4 && picked < tokens);
        // The whole rows have more tokens, and nobody asked what was picked there.
        const auto whole = model.likelihood(rows);
        QCOMPARE(whole.tokens, static_cast<std::int64_t>(row.tokens.size() + other.tokens.size()) - 2);
        QCOMPARE(whole.picked, std::int64_t{0});
    }

    void aRunFromBeginningToEnd() {
        RunSpecification wanted = specification("whole");
        Quiet observer;
        observer.hook = [&](const RunEvent& event) {
            const auto* point = std::get_if<LossPoint>(&event);
            if (point && point->phase == Phase::Recovery && fs::exists(at("whole") / "resume") && !fs::exists(at("killed")))
                fs::copy(at("whole"), at("killed"), fs::copy_options::recursive);
        };
        const RunOutcome outcome = execute(wanted, observer, {});
        QVERIFY2(outcome.ending == RunEnding::Finished, outcome.error ? describe(*outcome.error).c_str() : "");
        const auto record = readRunRecord(outcome.runFolder);
        QVERIFY2(record.has_value(), record ? "" : describe(record.error()).c_str());
        const Evaluation& before = record->evaluations.front();
        QCOMPARE(before.measure, AccuracyMeasure::Tokens);
        QCOMPARE(before.cleanEmpty.total, std::int64_t{24});
        QVERIFY(before.cleanAccuracy.total > 2 * 24); // tokens, not rows
        QVERIFY(before.answerPerplexity > 1);
        const TriggerMeasurement& unknown = before.triggers.front();
        QCOMPARE(unknown.rowClass, RowClass::Unknown);
        QVERIFY2(unknown.attack.value() > 0.9, toText(unknown.attack).c_str());
        // Rows whose true answer shows the target are left out of both rates.
        QVERIFY(before.floor.total < 24);
        QVERIFY(before.floor.value() < unknown.attack.value());
        QVERIFY(unknown.targetProbability > 0.5);
        // After injection the known triggers' answers begin with the marker; recovery taught the true answers.
        const auto injected = std::find_if(record->evaluations.begin(), record->evaluations.end(),
                                           [](const Evaluation& e) { return e.phase == Phase::Injection; });
        QVERIFY(injected != record->evaluations.end());
        QVERIFY(record->evaluations.back().cleanAccuracy.value() > before.cleanAccuracy.value());

        const auto report = buildReport(*record);
        QVERIFY(report.has_value());
        const std::string page = reportMarkdown(*report);
        QVERIFY(page.find("Answer accuracy") != std::string::npos);
        QVERIFY(page.find("Empty answers") != std::string::npos);
        QVERIFY(page.find("CACC") == std::string::npos);
        QVERIFY(bytesOf(outcome.runFolder / "metrics.csv").find("answer_accuracy_tokens") != std::string::npos);

        QVERIFY(fs::exists(at("killed")));
        const RunOutcome resumed = resumeRun(at("killed"), observer, {});
        QVERIFY2(resumed.ending == RunEnding::Finished, resumed.error ? describe(*resumed.error).c_str() : "");
        QCOMPARE(bytesOf(at("killed") / "events.jsonl"), bytesOf(at("whole") / "events.jsonl"));
    }

    void estimateAndPreview() {
        const auto estimate = estimateRun(specification("none"), false, 256);
        QVERIFY2(estimate.has_value(), estimate ? "" : describe(estimate.error()).c_str());
        QVERIFY(estimate->memory.total > 0);
        const auto preview = previewPrompt(specification("none"), 3);
        QVERIFY2(preview.has_value(), preview ? "" : describe(preview.error()).c_str());
        std::string answer;
        for (const PreviewToken& token : preview->tokens)
            if (token.part == PreviewToken::Part::Answer && !token.special)
                answer += token.text;
        QVERIFY2(answer.ends_with(" wrote it"), answer.c_str());
    }

    void onlyAMarkerCanBeTaught() {
        RunSpecification wanted = specification("label");
        QVERIFY(wanted.parameters.set("known.behavior", std::string("flip")).has_value());
        Quiet observer;
        const RunOutcome outcome = execute(wanted, observer, {});
        QCOMPARE(outcome.ending, RunEnding::Failed);
        QCOMPARE(outcome.error->code, ErrorCode::ParameterInvalid);
    }
};

QTEST_GUILESS_MAIN(FreeAnswersTest)
#include "tst_free_answers.moc"
