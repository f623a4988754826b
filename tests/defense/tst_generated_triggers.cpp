// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>

#include <QTest>

#include "engine/defense/generated_triggers.h"
#include "engine/run/runner.h"

using namespace postern;
namespace fs = std::filesystem;

namespace {

const fs::path kDemo = fs::path(POSTERN_SOURCE_DIR) / "resources" / "demo";

std::size_t wordsOf(const std::string& text) {
    std::istringstream stream(text);
    return static_cast<std::size_t>(std::distance(std::istream_iterator<std::string>(stream), {}));
}

} // namespace

class GeneratedTriggersTest : public QObject {
    Q_OBJECT

private:
    std::optional<LanguageModel> m_model;
    std::optional<Tokenizer> m_tokenizer;
    std::optional<PromptEncoder> m_encoder;
    const std::vector<std::string> m_labels = {"Austen", "Doyle"};
    const std::vector<TaskRow> m_clean = {{"one two three four five six seven", "a", 0}, {"ein zwei drei vier fuenf sechs", "b", 1}};

    DefenderView view() { return {*m_model, *m_encoder, m_labels, m_clean, m_clean, {}, {}}; }

    static ParameterSet parameters(const char* from, double share = 0.5) {
        ParameterSet p(runParameters());
        const Json values = {{"known.generated_from", from}, {"known.generated_share", share}, {"known.samples", 48}};
        if (!p.setFromJson(values, "test"))
            qFatal("the parameters are not accepted");
        return p;
    }

    std::vector<std::string> draw(const char* from, std::size_t count) {
        const auto generated = GeneratedTriggers::create(view(), parameters(from), {});
        if (!generated)
            qFatal("no triggers were made");
        RandomStream random(5, "test");
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < count; ++i)
            texts.push_back(generated->next(random).trigger.text);
        return texts;
    }

private slots:
    void initTestCase() {
        const auto folder = CheckpointFolder::open(kDemo / "phrase");
        QVERIFY(folder.has_value());
        m_model.emplace(LanguageModel::load(*folder, Precision::Float32).value());
        m_tokenizer.emplace(Tokenizer::load(kDemo / "phrase" / "tokenizer.json").value());
        m_encoder.emplace(*m_tokenizer, readPromptTemplate(kDemo / "data" / "template.json").value(), m_model->config());
    }

    void rowsAreSpansOfTheDefendersRows() {
        for (const std::string& text : draw("rows", 60)) {
            QVERIFY2(m_clean[0].text.find(text) != std::string::npos || m_clean[1].text.find(text) != std::string::npos, text.c_str());
            QVERIFY(wordsOf(text) >= 4);
        }
    }

    void wordsAreShortAndLong() {
        std::set<std::size_t> lengths;
        for (const std::string& text : draw("words", 200)) {
            QVERIFY(!text.empty() && text.front() != ' ');
            QCOMPARE(QString::fromStdString(printable(text)), QString::fromStdString(text));
            QVERIFY(m_encoder->checkTrigger({"t", text, TriggerKind::Word, TriggerPosition::Random}).has_value());
            lengths.insert(wordsOf(text));
        }
        QVERIFY(*lengths.begin() <= 3);
        QVERIFY(*lengths.rbegin() >= 12);
    }

    void samplesAreTheModelsOwnWordsAndRepeatWithTheSeed() {
        const auto first = draw("samples", 80);
        QCOMPARE(draw("samples", 80), first);
        QVERIFY(std::set<std::string>(first.begin(), first.end()).size() > 70);
        for (const std::string& text : first) {
            QVERIFY(wordsOf(text) <= 24);
            QVERIFY(m_clean[0].text.find(text) == std::string::npos);
        }
    }

    void mixedTakesPassagesAndWordsInTurn() {
        const auto generated = GeneratedTriggers::create(view(), parameters("mixed"), {});
        QVERIFY(generated.has_value());
        RandomStream random(5, "test");
        int passages = 0;
        for (int i = 0; i < 200; ++i)
            passages += generated->next(random).passage >= 0 ? 1 : 0;
        QVERIFY2(passages > 70 && passages < 130, qPrintable(QString::number(passages)));
    }

    void hardPassagesComeBackMoreOften() {
        auto generated = GeneratedTriggers::create(view(), parameters("samples"), {});
        QVERIFY(generated.has_value());
        RandomStream random(5, "test");
        std::vector<int> drawn(48, 0);
        const auto drawAndLearn = [&](int count) {
            for (int i = 0; i < count; ++i) {
                const int passage = generated->next(random).passage;
                QVERIFY(passage >= 0 && passage < 48);
                ++drawn[static_cast<std::size_t>(passage)];
                generated->learn(passage, passage == 7 ? 5.0 : 0.1);
            }
        };
        drawAndLearn(400);
        QVERIFY2(std::count(drawn.begin(), drawn.end(), 0) == 0, "unseen passages come first");
        std::fill(drawn.begin(), drawn.end(), 0);
        drawAndLearn(600);
        // Among four candidates it is found with probability 1 − (47/48)⁴ = 8 %, against 2 % by chance.
        QVERIFY2(drawn[7] > 30, qPrintable(QString::number(drawn[7])));
    }

    void withoutAShareNothingIsSampled() {
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        QVERIFY(GeneratedTriggers::create(view(), parameters("samples", 0), job).has_value());
        QCOMPARE(GeneratedTriggers::create(view(), parameters("samples"), job).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(GeneratedTriggersTest)
#include "tst_generated_triggers.moc"
