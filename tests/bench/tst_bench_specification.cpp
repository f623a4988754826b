// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/bench/bench_specification.h"
#include "tests/support/files.h"

using namespace postern;

namespace {

const char* const kSmall = R"({
  "name": "small",
  "tasks": [{"name": "authors", "data": "${data}/authors", "target": "Wells"},
            {"name": "news", "data": "news", "target": "Sports", "run": {"training.batch": 32}}],
  "models": [{"name": "llama", "clean": {"authors": "there"}}, {"name": "gpt2", "lab": {"model.family": "gpt2"}}],
  "attacks": [{"name": "word", "attack": "badnets", "triggers": ["cf"]},
              {"name": "phrase", "attack": "addsent", "on": ["authors/llama"]}],
  "defenses": [{"name": "collapse", "run": {"defense": "backdoor-collapse"}},
               {"name": "ablation", "run": {"injection.enabled": false}, "attacks": ["word"], "seeds": 1, "base": true}],
  "seeds": [1, 2]
})";

} // namespace

class BenchSpecificationTest : public QObject {
    Q_OBJECT

private slots:
    void readsTasksAndFillsInPlaces() {
        const auto spec = read(kSmall);
        QVERIFY2(spec.has_value(), spec ? "" : describe(spec.error()).c_str());
        QCOMPARE(spec->tasks.size(), std::size_t{2});
        QCOMPARE(spec->tasks[0].data, std::filesystem::path("/somewhere/authors"));
        QCOMPARE(spec->tasks[1].data, m_folder.path() / "news");
        QCOMPARE(spec->models[0].clean.at("authors"), m_folder.path() / "there");
        QCOMPARE(spec->attacks[0].triggers, std::vector<std::string>{"cf"});
        QCOMPARE(spec->tasks[1].run["training.batch"].get<int>(), 32);
        QCOMPARE(spec->models[1].lab["model.family"].get<std::string>(), std::string("gpt2"));
        QVERIFY(spec->defenses.back().base && !spec->defenses.front().base);
        QCOMPARE(spec->survivesAt, 0.9);
        QCOMPARE(spec->defend, BenchDefend::Taken);
    }

    void whatIsStoredMeansTheSameElsewhere() {
        const auto spec = read(kSmall);
        const test::TemporaryFolder elsewhere;
        test::writeBytes(elsewhere.file("specification.json"), spec->source.dump());
        const auto again = readBenchSpecification(elsewhere.file("specification.json"), {});
        QVERIFY2(again.has_value(), again ? "" : describe(again.error()).c_str());
        QCOMPARE(again->tasks[1].data, spec->tasks[1].data);
        QCOMPARE(again->models[0].clean.at("authors"), spec->models[0].clean.at("authors"));
        QCOMPARE(again->source.dump(), spec->source.dump());
    }

    void subjectsBeginWithTheCleanModel() {
        const auto spec = read(kSmall);
        std::vector<std::string> names;
        for (const BenchSubject& subject : benchSubjects(*spec))
            names.push_back(subjectFolder(subject));
        const std::vector<std::string> expected = {"authors+llama+clean", "authors+llama+word", "authors+llama+phrase",
                                                   "authors+gpt2+clean",  "authors+gpt2+word",  "news+llama+clean",
                                                   "news+llama+word",     "news+gpt2+clean",    "news+gpt2+word"};
        QCOMPARE(names, expected);
    }

    void theFirstSeedComesFirstAndRestrictionsHold() {
        const auto spec = read(kSmall);
        const auto cells = benchCells(*spec);
        // Nine subjects with collapse, four of them with word in the ablation; the second seed has no ablation.
        QCOMPARE(cells.size(), std::size_t{9 + 4 + 9});
        QCOMPARE(cells.front().id(), std::string("authors+llama+clean+collapse+1"));
        for (std::size_t i = 0; i < 13; ++i)
            QCOMPARE(cells[i].seed, std::uint64_t{1});
        for (std::size_t i = 13; i < cells.size(); ++i) {
            QCOMPARE(cells[i].seed, std::uint64_t{2});
            QCOMPARE(cells[i].defense, std::string("collapse"));
        }
    }

    void faultsAreNamed_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* from, const char* to, ErrorCode code, const char* says) {
            QTest::newRow(name) << from << to << static_cast<int>(code) << says;
        };
        row("unknown place", "${data}", "${elsewhere}", ErrorCode::ParameterInvalid, "elsewhere");
        row("open place", "${data}", "${data", ErrorCode::ParameterInvalid, "place");
        row("unknown key", "\"seeds\": [1, 2]", "\"sedes\": [1]", ErrorCode::DataMalformed, "sedes");
        row("no tasks", "\"tasks\": [", "\"tasks\": 3, \"x\": [", ErrorCode::DataMalformed, "key");
        row("name twice", "\"name\": \"news\"", "\"name\": \"authors\"", ErrorCode::DataMalformed, "twice");
        row("name with a path", "\"name\": \"word\"", "\"name\": \"../word\"", ErrorCode::DataMalformed, "letters");
        row("name with a plus", "\"name\": \"word\"", "\"name\": \"a+b\"", ErrorCode::DataMalformed, "letters");
        row("attack called clean", "\"name\": \"phrase\"", "\"name\": \"clean\"", ErrorCode::DataMalformed, "without a back door");
        row("unknown task", "\"on\": [\"authors/llama\"]", "\"on\": [\"autors/*\"]", ErrorCode::DataMalformed, "autors");
        row("unknown attack", "\"attacks\": [\"word\"]", "\"attacks\": [\"wrod\"]", ErrorCode::DataMalformed, "wrod");
        row("seed twice", "[1, 2]", "[1, 1]", ErrorCode::DataMalformed, "seed");
        row("seed no number", "[1, 2]", "[1, \"b\"]", ErrorCode::DataMalformed, "seeds");
        row("seeds no list", "[1, 2]", "{\"a\": 7}", ErrorCode::DataMalformed, "seeds");
        row("clean of no task", "{\"authors\": \"there\"}", "{\"autors\": \"there\"}", ErrorCode::DataMalformed, "autors");
        row("empty target", "\"target\": \"Wells\"", "\"target\": \"\"", ErrorCode::DataMalformed, "target");
        row("attack and checkpoint", "\"attack\": \"addsent\"", "\"attack\": \"addsent\", \"checkpoint\": \"x\"", ErrorCode::DataMalformed,
            "either");
        row("base neither true nor false", "\"base\": true", "\"base\": 1", ErrorCode::DataMalformed, "true nor false");
        row("clean without a path", "{\"authors\": \"there\"}", "{\"authors\": 3}", ErrorCode::DataMalformed, "clean");
    }
    void faultsAreNamed() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, code);
        QFETCH(QString, says);
        QString content = kSmall;
        QVERIFY(content.contains(from));
        content.replace(content.indexOf(from), from.size(), to);
        const auto spec = read(content.toStdString());
        QVERIFY(!spec.has_value());
        QCOMPARE(static_cast<int>(spec.error().code), code);
        QVERIFY2(describe(spec.error()).find(says.toStdString()) != std::string::npos, describe(spec.error()).c_str());
    }

private:
    Result<BenchSpecification> read(const std::string& content) {
        test::writeBytes(m_folder.file("bench.json"), content);
        return readBenchSpecification(m_folder.file("bench.json"), {{"data", "/somewhere"}});
    }

    test::TemporaryFolder m_folder;
};

QTEST_GUILESS_MAIN(BenchSpecificationTest)
#include "tst_bench_specification.moc"
