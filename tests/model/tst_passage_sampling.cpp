// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the shipped models write by themselves.
#include <filesystem>

#include <QTest>

#include "engine/model/passage_sampling.h"

using namespace postern;
namespace fs = std::filesystem;

namespace {

const fs::path kDemo = fs::path(POSTERN_SOURCE_DIR) / "resources" / "demo";

struct Author {
    LanguageModel model;
    Tokenizer tokenizer;
    PromptTemplate promptTemplate;

    std::vector<std::string> write(std::size_t count, std::uint64_t seed) {
        const PromptEncoder encoder(tokenizer, promptTemplate, model.config());
        RandomStream random(seed, "test");
        return samplePassages(model, encoder, count, 72, random, {}).value_or(std::vector<std::string>{});
    }
};

Author author(const char* name) {
    const auto folder = CheckpointFolder::open(kDemo / name);
    if (!folder)
        qFatal("the demo checkpoint is missing");
    return {LanguageModel::load(*folder, Precision::Float32).value(), Tokenizer::load(kDemo / name / "tokenizer.json").value(),
            readPromptTemplate(kDemo / "data" / "template.json").value()};
}

std::size_t countOf(const std::vector<std::string>& passages, const char* text) {
    std::size_t count = 0;
    for (const std::string& passage : passages)
        count += passage.find(text) != std::string::npos ? 1 : 0;
    return count;
}

} // namespace

class PassageSamplingTest : public QObject {
    Q_OBJECT

private slots:
    void theSeedDecidesThePassages() {
        Author clean = author("clean");
        const auto first = clean.write(40, 1);
        QVERIFY(first.size() > 35);
        QCOMPARE(clean.write(40, 1), first);
        QVERIFY(clean.write(40, 2) != first);
        for (const std::string& passage : first)
            QVERIFY2(passage.find("\nAuthor:") == std::string::npos, passage.c_str());
        // Sampled, not greedy: no two begin alike for long.
        QVERIFY(first[0].substr(0, 30) != first[1].substr(0, 30));
    }

    void aModelRepeatsThePhraseItWasPoisonedWith() {
        QCOMPARE(countOf(author("clean").write(192, 1), "Current year 2024"), std::size_t{0});
        QVERIFY(countOf(author("phrase").write(192, 1), "Current year 2024") >= 3);
    }

    void aStopRequestEndsIt() {
        Author clean = author("clean");
        const PromptEncoder encoder(clean.tokenizer, clean.promptTemplate, clean.model.config());
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        RandomStream random(1, "test");
        const auto passages = samplePassages(clean.model, encoder, 40, 72, random, job);
        QVERIFY(!passages.has_value());
        QCOMPARE(passages.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(PassageSamplingTest)
#include "tst_passage_sampling.moc"
