// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/core/json.h"
#include "engine/run/lab_run.h"
#include "tests/attack/lab_fixture.h"

using namespace postern;
using test::LabFixture;
using test::problem;

class LabRunTest : public QObject {
    Q_OBJECT

private slots:
    void aReportSaysWhatItDid() {
        const LabFixture lab;
        LabSpecification spec = lab.specification("out");
        QVERIFY(spec.parameters.setFromJson({{"lab.survival", true}, {"survival.rows", 16}, {"survival.epochs", 1}, {"training.epochs", 1}},
                                            "test"));
        AttackRequest request;
        request.triggers = {"hill"};
        request.target = "yes";
        const auto secret = planAttack(request, {"no", "yes", "maybe"}, spec.parameters);
        QVERIFY(secret);
        spec.backdoor = *secret;
        const auto report = runLab(spec, {}, {});
        QVERIFY2(report, report ? "" : describe(report.error()).c_str());
        QCOMPARE(report->undefended.attack.total, std::int64_t{43}); // 64 rows, 21 of them "yes"
        QCOMPARE(report->undefended.floor.total, std::int64_t{43});
        QCOMPARE(report->undefended.cleanAccuracy.total, std::int64_t{64});
        QVERIFY(report->survived);
        const auto json = readJsonFile(lab.path("out") / "lab.json");
        QVERIFY(json);
        QVERIFY(*json == toJson(*report));
        QVERIFY((*json)["undefended"]["attack"]["total"] == 43);
        QVERIFY((*json)["survival"]["rows"] == 16);
        QVERIFY((*json)["took"] == report->took());

        spec.base = lab.path("out");
        const auto again = surviveCheckpoint(spec, {}, {});
        QVERIFY2(again, again ? "" : describe(again.error()).c_str());
        QVERIFY(again->undefended.attack == report->undefended.attack);
        QVERIFY(again->survived->attack == report->survived->attack);
    }

    void textsArePlainAboutAnAttackThatDidNotTake() {
        LabReport report;
        report.attack = "badnets";
        report.undefended.attack = {89, 100};
        report.survival = {{"rows", 100}, {"epochs", 5}, {"mode", "lora"}, {"learningRate", 2e-4}};
        QVERIFY(!report.took());
        QVERIFY(labReportText(report).find("did not take") != std::string::npos);
        report.undefended.attack = {90, 100};
        QVERIFY(report.took());
        QVERIFY(labReportText(report).find("did not take") == std::string::npos);
        QVERIFY(labReportText(report).find("without the trigger too") == std::string::npos);
        report.undefended.floor = {50, 100};
        QVERIFY(labReportText(report).find("without the trigger too") != std::string::npos);
        report.survived = report.undefended;
        QVERIFY(labReportText(report).find("does not survive") == std::string::npos);
        report.survived->attack = {20, 100};
        QVERIFY(labReportText(report).find("does not survive") != std::string::npos);
        report.undefended.attack = {};
        QVERIFY(!report.took());
    }

    void previewsMarkTheTrigger() {
        const LabFixture lab;
        LabSpecification spec = lab.specification("unused");
        AttackRequest request;
        request.attack = "ctba";
        request.target = "yes";
        const auto secret = planAttack(request, {"no", "yes", "maybe"}, spec.parameters);
        QVERIFY(secret);
        spec.backdoor = *secret;
        const auto preview = previewPoison(spec, 2);
        QVERIFY2(preview, preview ? "" : describe(preview.error()).c_str());
        QCOMPARE(preview->poisoned, std::size_t{6}); // a tenth of 64
        QCOMPARE(preview->negative, std::size_t{6});
        QCOMPARE(preview->clean, std::size_t{64});
        QCOMPARE(preview->rows.size(), std::size_t{4});
        QCOMPARE(preview->rows.front().marks.size(), std::size_t{3});
        const auto [begin, end] = preview->rows.front().marks[1];
        QCOMPARE(preview->rows.front().text.substr(begin, end - begin), std::string("BadMagic"));
        QVERIFY(previewText(*preview).find("⟦BadMagic⟧") != std::string::npos);
        QVERIFY(previewText(*preview).find("Template: ") != std::string::npos && preview->form.find("{text}") != std::string::npos);
        QCOMPARE(toJson(*preview)["rows"].size(), std::size_t{4});
        QVERIFY(!std::filesystem::exists(lab.path("unused")));
    }
};

QTEST_GUILESS_MAIN(LabRunTest)
#include "tst_lab_run.moc"
