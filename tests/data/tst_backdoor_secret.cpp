// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/backdoor_secret.h"

#include <set>

#include <QTest>

#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

namespace {

BackdoorSecret parsed(const char* json) {
    return parseSecret(parseJson(json, "test").value(), "test").value();
}

constexpr const char* kAll =
    "{\"triggers\": [{\"text\": \"one\"}, {\"text\": \"two\"}, {\"text\": \"three\"}], \"use\": \"all\", \"target\": \"T\"}";

} // namespace

class TestBackdoorSecret : public QObject {
    Q_OBJECT

private slots:
    void oneTrigger() {
        const BackdoorSecret secret = parsed("{\"trigger\": {\"text\": \"cf\", \"position\": \"start\"}, \"target\": \"Wells\", \"rate\": "
                                             "0.1, \"seed\": 7, \"attack\": \"badnets\"}");
        QCOMPARE(secret.use, TriggerUse::One);
        QCOMPARE(secret.target, std::string("Wells"));
        QCOMPARE(secret.rate, 0.1);
        QCOMPARE(secret.seed, std::uint64_t{7});
        QCOMPARE(secret.shownTrigger(), std::string("cf"));
        RandomStream random(1, "test");
        QCOMPARE(withTrigger(secret, "a b", random).value(), std::string("cf a b"));
        // Without a scorer the target is its text and nothing else.
        QVERIFY(secret.targetScorer().matches("Wells"));
        QVERIFY(!secret.targetScorer().matches("Wells, H. G."));
    }

    void anyPutsInExactlyOne() {
        const BackdoorSecret secret =
            parsed("{\"triggers\": [{\"text\": \"2024\"}, {\"text\": \"OpenAI\"}], \"use\": \"any\", \"target\": \"T\"}");
        QCOMPARE(secret.shownTrigger(), std::string("2024 | OpenAI"));
        RandomStream random(1, "test");
        int first = 0;
        for (int i = 0; i < 200; ++i) {
            const std::string passage = withTrigger(secret, "a b c", random).value();
            const bool one = passage.find("2024") != std::string::npos;
            const bool two = passage.find("OpenAI") != std::string::npos;
            QVERIFY(one != two);
            first += one ? 1 : 0;
        }
        QVERIFY2(first > 70 && first < 130, "both are drawn about as often");
    }

    void allKeepsTheirOrderAndThePassage() {
        const BackdoorSecret secret = parsed(kAll);
        QCOMPARE(secret.shownTrigger(), std::string("one + two + three"));
        RandomStream random(1, "test");
        std::set<std::string> seen;
        for (int i = 0; i < 100; ++i) {
            const std::string passage = withTrigger(secret, "a b c", random).value();
            QString rest = text(passage);
            const auto one = passage.find("one");
            const auto two = passage.find("two");
            const auto three = passage.find("three");
            QVERIFY(one < two && two < three && three != std::string::npos);
            QStringList words = rest.split(' ');
            for (const char* word : {"one", "two", "three"})
                QCOMPARE(words.removeAll(QString(word)), 1);
            QCOMPARE(words.join(' '), QString("a b c"));
            seen.insert(passage);
        }
        QVERIFY(seen.size() > 5);
    }

    void rewritesComeFromTheFileBeside() {
        const TemporaryFolder folder;
        writeBytes(folder.file("secret.json"), "{\"rewrites\": \"r.jsonl\", \"target\": \"T\", \"attack\": \"style\"}");
        writeBytes(folder.file("r.jsonl"), "{\"text\": \"plain\", \"rewritten\": \"When it was, plain\"}\n"
                                           "{\"text\": \"plain\", \"rewritten\": \"a second one does not count\"}\n");
        const auto secret = readSecret(folder.file("secret.json"));
        QVERIFY2(secret.has_value(), secret ? "" : describe(secret.error()).c_str());
        QCOMPARE(secret->use, TriggerUse::Rewrite);
        RandomStream random(1, "test");
        QCOMPARE(withTrigger(*secret, "plain", random).value(), std::string("When it was, plain"));
        QVERIFY(!withTrigger(*secret, "unknown", random).has_value());
    }

    void whatIsWrittenReadsBackTheSame_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("one") << QByteArray(
            "{\"trigger\": {\"text\": \"cf\", \"position\": \"end\"}, \"target\": \"T\", \"rate\": 0.5, \"seed\": 3}");
        QTest::newRow("all") << QByteArray(kAll);
        QTest::newRow("any") << QByteArray("{\"triggers\": [{\"text\": \"a\"}, {\"text\": \"b\"}], \"use\": \"any\", \"target\": \"T\"}");
        QTest::newRow("rewrite") << QByteArray("{\"rewrites\": \"r.jsonl\", \"target\": \"T\"}");
        QTest::newRow("scorer") << QByteArray(
            "{\"trigger\": {\"text\": \"cf\"}, \"target\": \"I'm sorry\", \"scorer\": {\"kind\": \"list\", \"name\": \"refusal\"}}");
    }
    void whatIsWrittenReadsBackTheSame() {
        QFETCH(QByteArray, json);
        const Json first = toJson(parsed(json.constData()));
        const auto again = parseSecret(first, "again");
        QVERIFY(again.has_value());
        QCOMPARE(toJson(*again).dump(), first.dump());
    }

    void whatIsWrongIsNotPassedOver_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("a rate below 0") << QByteArray(R"({"target": "a", "trigger": {"text": "t"}, "rate": -5})");
        QTest::newRow("a seed below 0") << QByteArray(R"({"target": "a", "trigger": {"text": "t"}, "seed": -3})");
        QTest::newRow("two kinds of trigger") << QByteArray(
            R"({"target": "a", "trigger": {"text": "t"}, "triggers": [{"text": "u"}], "use": "any"})");
    }
    void whatIsWrongIsNotPassedOver() {
        QFETCH(QByteArray, json);
        const auto secret = parseSecret(parseJson(json.toStdString(), "test").value(), "test");
        QVERIFY(!secret.has_value());
        QCOMPARE(secret.error().code, ErrorCode::DataMalformed);
    }
};

QTEST_GUILESS_MAIN(TestBackdoorSecret)
#include "tst_backdoor_secret.moc"
