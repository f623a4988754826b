// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/scan/report_json.h"
#include "engine/scan/rules.h"
#include "engine/scan/sarif.h"
#include "engine/scan/scan_report.h"

using namespace postern;

namespace {

ScanReport sample() {
    ScanReport report;
    report.paths = {"in"};
    report.files = {{"in/a b.bin", 12, "zip", Verdict::Accepted, "00ff"}, {"in/c.json", 2, "json", Verdict::Accepted, {}}};
    report.findings = {{"pickle.format", Severity::Unsupported, "in/a b.bin", {}, {}, "a pickle"},
                       {"pickle.import", Severity::Dangerous, "in/a b.bin", "x/data.pkl", 7, "imports posix.system"},
                       {"zip.gap", Severity::Rejected, "in/a b.bin", {}, 3, "a gap"}};
    report.limits = {{"depth", 16}};
    concludeReport(report);
    return report;
}

} // namespace

class TestScanReport : public QObject {
    Q_OBJECT

private slots:
    void theWorstFindingDecides() {
        const ScanReport report = sample();
        QCOMPARE(report.verdict, Verdict::Dangerous);
        QCOMPARE(report.reason, std::string("in/a b.bin: imports posix.system"));
        QCOMPARE(report.files[0].verdict, Verdict::Dangerous);
        QCOMPARE(report.files[1].verdict, Verdict::Accepted);
        QCOMPARE(report.findings[0].rule, std::string("pickle.import"));
        QCOMPARE(report.findings[2].rule, std::string("pickle.format"));
        QCOMPARE(placeText(report.findings[0]), std::string("in/a b.bin, x/data.pkl, byte 7"));
        QCOMPARE(countOf(report, Severity::Rejected), std::size_t{1});
    }

    void notesDoNotDecide() {
        ScanReport report;
        report.files = {{"a", 1, "safetensors", Verdict::Accepted, {}}};
        report.findings = {{"safetensors.extra", Severity::Note, "a", {}, {}, "an extra tensor"}};
        concludeReport(report);
        QCOMPARE(report.verdict, Verdict::Accepted);
        QCOMPARE(report.reason, std::string("1 file was judged: the formats cannot carry code, and every rule holds"));
    }

    void verdictsInOrder() {
        const char* const names[] = {"accepted", "unsupported", "inconclusive", "rejected", "dangerous"};
        for (int i = 0; i < kVerdictCount; ++i)
            QCOMPARE(std::string(verdictName(static_cast<Verdict>(i))), std::string(names[i]));
        QCOMPARE(std::string(severityName(Severity::Note)), std::string("note"));
    }

    void json() {
        const Json json = scanReportJson(sample());
        QVERIFY(json["schema"] == Json(1));
        QVERIFY(json["verdict"] == Json("dangerous"));
        QVERIFY(json["counts"]["dangerous"] == Json(1));
        QVERIFY(json["counts"]["inconclusive"] == Json(0));
        QVERIFY(json["files"][0]["sha256"] == Json("00ff"));
        QVERIFY(json["files"][1]["sha256"].is_null());
        QVERIFY(json["findings"][0]["offset"] == Json(7));
        QVERIFY(json["findings"][0]["inside"] == Json("x/data.pkl"));
        QVERIFY(json["findings"][1]["inside"].is_null());
        QVERIFY(json["findings"][0]["why"] == Json(findRule("pickle.import")->why));
        QVERIFY(json["limits"]["depth"] == Json(16));
    }

    // The parts of the schema of SARIF 2.1.0 that a document of this kind has to meet.
    void sarif() {
        const Json json = scanReportSarif(sample());
        QVERIFY(json["version"] == Json("2.1.0"));
        QCOMPARE(json["runs"].size(), std::size_t{1});
        const Json& run = json["runs"][0];
        const Json& driver = run["tool"]["driver"];
        QVERIFY(driver["name"] == Json("Postern"));
        QCOMPARE(driver["rules"].size(), scanRules().size());
        QCOMPARE(run["results"].size(), std::size_t{3});
        for (const Json& result : run["results"]) {
            const auto index = result["ruleIndex"].get<std::size_t>();
            QVERIFY(driver["rules"][index]["id"] == result["ruleId"]);
            QVERIFY(!result["message"]["text"].get<std::string>().empty());
            QVERIFY(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == Json("in/a%20b.bin"));
        }
        QVERIFY(run["results"][0]["level"] == Json("error"));
        QVERIFY(!run["results"][0]["locations"][0]["physicalLocation"].contains("region")); // the offset is the entry's, not the file's
        QVERIFY(run["results"][0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == Json("x/data.pkl, byte 7"));
        QVERIFY(run["results"][1]["locations"][0]["physicalLocation"]["region"]["byteOffset"] == Json(3));
        QVERIFY(run["results"][2]["level"] == Json("warning"));
        QVERIFY(run["artifacts"][0]["hashes"]["sha-256"] == Json("00ff"));
        QVERIFY(!run["artifacts"][1].contains("hashes"));
        QVERIFY(run["invocations"][0]["executionSuccessful"] == Json(true));
    }

    void uris() {
        QCOMPARE(uriOf("a/b.c"), std::string("a/b.c"));
        QCOMPARE(uriOf("a b%:#?[]"), std::string("a%20b%25%3A%23%3F%5B%5D"));
        QCOMPARE(uriOf("\xc3\xa9<"), std::string("%C3%A9%3C"));
    }
};

QTEST_GUILESS_MAIN(TestScanReport)
#include "tst_scan_report.moc"
