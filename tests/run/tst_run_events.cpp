// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_events.h"

#include <cmath>
#include <set>

#include <QtTest>

#include "tests/run/sample_run.h"

using namespace postern;

class TestRunEvents : public QObject {
    Q_OBJECT

private slots:
    void evaluationRoundTrip() {
        const Json json = toJson(test::evaluation(7, Phase::Recovery, {3, 200}, {1, 200}));
        const auto back = evaluationFromJson(json);
        QVERIFY2(back.has_value(), back ? "" : describe(back.error()).c_str());
        QVERIFY(toJson(*back) == json);
        QCOMPARE(back->triggers.at(1).heldOut, true);
        QVERIFY(back->triggers.at(2).attack == (Rate{3, 200}));
    }

    void theMeasureOfAccuracyIsKept() {
        Evaluation tokens = test::evaluation(7, Phase::Final, {3, 200});
        QVERIFY(!toJson(tokens).contains("measure")); // as runs wrote it that knew labels alone
        QCOMPARE(evaluationFromJson(toJson(tokens))->measure, AccuracyMeasure::Labels);
        tokens.measure = AccuracyMeasure::Tokens;
        tokens.cleanAccuracy = {4100, 9000};
        tokens.cleanEmpty = {2, 200};
        tokens.answerPerplexity = 7.5;
        const Json json = toJson(tokens);
        QCOMPARE(json.at("measure").get<std::string>(), std::string("tokens"));
        const auto back = evaluationFromJson(json);
        QVERIFY2(back.has_value(), back ? "" : describe(back.error()).c_str());
        QVERIFY(toJson(*back) == json);
        QVERIFY(back->cleanEmpty == (Rate{2, 200}));
        for (const char* key : {"measure", "cleanEmpty", "answerPerplexity"}) {
            Json part = json;
            part.erase(key);
            QVERIFY2(!evaluationFromJson(part).has_value(), key);
        }
        Json other = json;
        other["measure"] = "words";
        QVERIFY(!evaluationFromJson(other).has_value());
    }

    void absentLossComponentsStayAbsent() {
        const auto back = lossPointFromJson(parseJson(toJson(test::loss(3)).dump(), "test").value());
        QVERIFY(back.has_value());
        QVERIFY(std::isnan(back->erasure));
        QCOMPARE(back->total, 1.0 / 3);
    }

    void strictness_data() {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("step is text") << QByteArray("/step") << QByteArray("\"1\"");
        QTest::newRow("step is a fraction") << QByteArray("/step") << QByteArray("1.5");
        QTest::newRow("step is negative") << QByteArray("/step") << QByteArray("-1");
        QTest::newRow("step is huge") << QByteArray("/step") << QByteArray("18446744073709551615");
        QTest::newRow("phase is unknown") << QByteArray("/phase") << QByteArray("\"lunch\"");
        QTest::newRow("hits above total") << QByteArray("/floor/hits") << QByteArray("201");
        QTest::newRow("rate is a number") << QByteArray("/floor") << QByteArray("0.5");
        QTest::newRow("member is unknown") << QByteArray("/extra") << QByteArray("1");
        QTest::newRow("trigger member is unknown") << QByteArray("/triggers/0/extra") << QByteArray("1");
        QTest::newRow("class is unknown") << QByteArray("/triggers/0/class") << QByteArray("\"evil\"");
        QTest::newRow("triggers is an object") << QByteArray("/triggers") << QByteArray("{}");
        QTest::newRow("flag is a number") << QByteArray("/triggers/0/heldOut") << QByteArray("1");
        QTest::newRow("type is another") << QByteArray("/type") << QByteArray("\"loss\"");
    }
    void strictness() {
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        Json json = toJson(test::evaluation(7, Phase::Recovery, {3, 200}));
        QVERIFY(evaluationFromJson(json).has_value());
        json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        const auto back = evaluationFromJson(json);
        QVERIFY(!back.has_value());
        QCOMPARE(back.error().code, ErrorCode::RunFolderMalformed);
    }

    void heldOutTriggersStandInOnceTheyWereTaught() {
        const Evaluation baseline = test::evaluation(0, Phase::Baseline, {190, 200});
        Evaluation injected = test::evaluation(2, Phase::Injection, {20, 200});
        const Evaluation final = test::evaluation(4, Phase::Final, {4, 200});
        QVERIFY(canStandIn(std::vector{baseline, injected, final})); // 190 of 200
        QVERIFY(!canStandIn(std::vector{baseline, final}));          // a defence that injects nothing
        QVERIFY(!canStandIn({}));
        injected.triggers[1].attack = {99, 200};
        QVERIFY(!canStandIn(std::vector{baseline, injected, final}));
        injected.triggers[1].attack = {100, 200};
        QVERIFY(canStandIn(std::vector{baseline, injected, final}));
        injected.triggers[1].heldOut = false;
        QVERIFY(!canStandIn(std::vector{baseline, injected, final}));
    }

    void missingMembersAreRefused() {
        const Json whole = toJson(test::loss(3));
        for (const auto& [key, value] : whole.items()) {
            Json part = whole;
            part.erase(key);
            // Records of before defences had a loss of their own lack this one.
            QVERIFY2(lossPointFromJson(part).has_value() == (key == "penalty"), key.c_str());
        }
        QVERIFY(!lossPointFromJson(Json::array()).has_value());
        QVERIFY(!lossPointFromJson(Json()).has_value());
    }

    void namesAreDifferent() {
        std::set<std::string_view> names;
        for (int i = 0; i <= static_cast<int>(Phase::Reporting); ++i)
            names.insert(phaseName(static_cast<Phase>(i)));
        QCOMPARE(names.size(), std::size_t{6});
        for (int i = 0; i < kRowClassCount; ++i)
            names.insert(rowClassName(static_cast<RowClass>(i)));
        QCOMPARE(names.size(), std::size_t{10});
    }
};

QTEST_GUILESS_MAIN(TestRunEvents)
#include "tst_run_events.moc"
