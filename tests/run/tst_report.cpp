// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_record.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QtTest>

#include "engine/core/defense_notes.h"
#include "tests/run/sample_run.h"

using namespace postern;

namespace {

const ParameterTable& table() {
    static const ParameterTable parameters({
        {"recovery.rate", ParameterStage::Recovery, 0.001, 0, 1, "", "learning rate", "How far a step goes"},
        {"run.seed", ParameterStage::Run, std::int64_t{7}, 0, 100, "", "seed", "Where chance starts"},
        {"data.rows", ParameterStage::Data, std::int64_t{400}, 1, 10000, "rows", "rows", "How many rows"},
    });
    return parameters;
}

RunRecord record(const std::vector<Evaluation>& evaluations) {
    RunRecord result;
    result.folder = "run";
    result.manifest = test::manifest();
    result.phases = {{Phase::Baseline, 0}, {Phase::Injection, 0}, {Phase::Recovery, 2}, {Phase::Final, 4}};
    result.evaluations = evaluations;
    return result;
}

std::vector<Evaluation> successful() {
    return {test::evaluation(0, Phase::Baseline, {190, 200}), test::evaluation(2, Phase::Injection, {20, 200}, {180, 200}),
            test::evaluation(4, Phase::Final, {4, 200})};
}

/// All that the summary says.
std::string summary(const ReportModel& report) {
    std::string text = report.verdict + '\n' + report.bounds;
    for (const std::string& finding : report.findings)
        text += '\n' + finding;
    return text;
}

bool anyContains(const std::vector<std::string>& texts, const char* part) {
    return std::any_of(texts.begin(), texts.end(), [part](const std::string& text) { return text.find(part) != std::string::npos; });
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private slots:
    void freeAnswersAreCalledWhatTheyAre() {
        auto evaluations = successful();
        for (Evaluation& evaluation : evaluations) {
            evaluation.measure = AccuracyMeasure::Tokens;
            evaluation.cleanAccuracy = {4000, 9000};
            evaluation.cleanEmpty = {2, 200};
        }
        const auto report = buildReport(record(evaluations), table());
        QVERIFY(report.has_value());
        QCOMPARE(report->measure, AccuracyMeasure::Tokens);
        QCOMPARE(report->accuracyRows[0].name, std::string("no trigger"));
        QCOMPARE(report->emptyRows[0].name, std::string("no trigger"));
        QVERIFY(report->emptyRows[0].cell.after == (Rate{2, 200}));
        QCOMPARE(report->emptyRows.size(), report->accuracyRows.size());
        QVERIFY(summary(*report).find("Answer accuracy (tokens) went from") != std::string::npos);
        QVERIFY(summary(*report).find("Clean accuracy") == std::string::npos);
        QVERIFY(anyContains(report->definitions, "Answer accuracy (tokens):"));
        QVERIFY(!anyContains(report->definitions, "CACC"));
        QCOMPARE(reportJson(*report).at("measure").get<std::string>(), std::string("tokens"));
        // A task with labels has no such member, so that older readers go on reading.
        const auto labelled = buildReport(record(successful()), table());
        QVERIFY(!reportJson(*labelled).contains("measure"));
        QVERIFY(labelled->emptyRows.empty());
    }

    void contents() {
        const auto report = buildReport(record(successful()), table());
        QVERIFY(report.has_value());
        QCOMPARE(report->subject, std::string("suspect|one"));
        QCOMPARE(report->subjectHash, std::string("bb"));
        QCOMPARE(report->date, std::string("2026-01-02T03:04:05Z"));
        QCOMPARE(report->toolVersion, std::string("0.1.0"));
        QStringList names;
        for (const ReportRow& row : report->attackRows)
            names << QString::fromStdString(row.name);
        QCOMPARE(names.join(';'), QString("unknown;known 1;known 3 (held out);control;floor"));
        QVERIFY(report->attackRows[0].cell.before == (Rate{190, 200}));
        QVERIFY(report->attackRows[0].cell.after == (Rate{4, 200}));
        QCOMPARE(report->accuracyRows[0].name, std::string("no trigger (CACC)"));
        QCOMPARE(report->parameters.size(), std::size_t{4});
        QCOMPARE(report->parameters[0].value, std::string("0.002"));
        QCOMPARE(report->parameters[0].fallback, std::string("0.001"));
        QCOMPARE(report->parameters[2].value, std::string("400"));
        QCOMPARE(report->parameters[3].key, std::string("old.key"));
        QCOMPARE(report->reproducibility[0].second,
                 std::string("postern-cli run --checkpoint 'models/suspect|one/' --data data/rows --set recovery.rate=0.002"));
        QVERIFY(anyContains(report->warnings, "Single seed"));
        QVERIFY(anyContains(report->warnings, "n = 50 is below 100"));
        QVERIFY(anyContains(report->limitations, "Only the tested triggers"));
        QVERIFY(anyContains(report->limitations, "t-SNE"));
        QVERIFY(!anyContains(report->warnings, "did not finish"));
    }

    void severalKnownTriggersAreAlsoShownTogether() {
        std::vector<Evaluation> evaluations = successful();
        for (Evaluation& evaluation : evaluations)
            for (int i = 2; i < 5; ++i) {
                TriggerMeasurement more = evaluation.triggers[0];
                more.name = "known 1" + std::to_string(i);
                more.attack = {i, 60};
                more.accuracy = {50, 60};
                evaluation.triggers.push_back(more);
            }
        QCOMPARE(evaluations[2].triggers[0].rowClass, RowClass::Known);
        const Rate one = evaluations[2].triggers[0].attack;
        const auto report = buildReport(record(evaluations), table());
        QVERIFY(report.has_value());
        QCOMPARE(report->attackRows[1].name, std::string("known triggers, all"));
        QVERIFY(report->attackRows[1].cell.after == (Rate{one.hits + 9, one.total + 180}));
        QCOMPARE(report->attackRows[2].name, std::string("known 1"));
        QVERIFY(anyContains(report->warnings, "Rates of 3 triggers, \"known 12\" to \"known 14\", each: n = 60 is below 100"));
        QVERIFY(summary(*report).find("Injection taught the known behaviour on ") != std::string::npos);
    }

    void verdict_data() {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("fell to the floor")
            << 190 << 4
            << "fell from 95.0 % (190/200, 91.0–97.3 %) to 2.0 % (4/200, 0.8–5.0 %). On these rows it cannot be told from the floor"
            << "The tested backdoor is down to the floor, as far as these rows can tell";
        QTest::newRow("in one sentence")
            << 190 << 4 << "with its trigger 2.0 % of 200 rows show the target (before: 95.0 %), and without any trigger 2.5 % do.\n"
            << "The tested backdoor is down to the floor, as far as these rows can tell";
        QTest::newRow("fell, but not far") << 190 << 80 << "It is still above the floor"
                                           << "The tested backdoor is weaker, but still above the floor";
        QTest::newRow("no change") << 190 << 185 << "the intervals overlap, so no change is established"
                                   << "The tested backdoor is not shown to be weaker";
        QTest::newRow("rose") << 100 << 180 << "rose from"
                              << "The tested backdoor is stronger than before";
        QTest::newRow("appeared") << 5 << 180 << "rose from"
                                  << "The tested backdoor works now and did not before";
        QTest::newRow("nothing there") << 5 << 4 << "nothing was there that this measure could see removed"
                                       << "The tested backdoor did not work before purification either, so nothing could be seen removed";
        QTest::newRow("capture") << 190 << 4 << "captured 90.0 % (180/200"
                                 << "The tested backdoor is down to the floor, as far as these rows can tell";
    }
    void verdict() {
        QFETCH(int, before);
        QFETCH(int, after);
        QFETCH(QString, part);
        QFETCH(QString, sentence);
        std::vector<Evaluation> evaluations = successful();
        evaluations[0].triggers[2].attack.hits = before;
        evaluations[2].triggers[2].attack.hits = after;
        const auto report = buildReport(record(evaluations), table());
        QVERIFY(report.has_value());
        const QString text = QString::fromStdString(summary(*report));
        QVERIFY2(text.contains(part), qPrintable(text));
        QVERIFY2(text.startsWith(sentence + ": with its trigger "), qPrintable(text));
        QVERIFY(!text.contains("safe", Qt::CaseInsensitive));
        QVERIFY(report->bounds.ends_with("nothing beyond them."));
    }

    void theWorstTriggerSpeaksForSeveral() {
        std::vector<Evaluation> evaluations = successful();
        for (Evaluation& evaluation : evaluations) {
            TriggerMeasurement second = evaluation.triggers[2];
            second.name = "unknown 2";
            second.attack = {evaluation.phase == Phase::Final ? 90 : 190, 200};
            evaluation.triggers.push_back(second);
        }
        auto report = buildReport(record(evaluations), table());
        QVERIFY(report.has_value());
        QCOMPARE(
            QString::fromStdString(report->verdict),
            QString("The backdoor with the trigger \"unknown 2\", the worst of 2 tested, is weaker, but still above the floor: with its "
                    "trigger 45.0 % of 200 rows show the target (before: 95.0 %), and without any trigger 2.5 % do."));
        evaluations[2].floor = {};
        report = buildReport(record(evaluations), table());
        QVERIFY(report->verdict.find("is weaker, and no floor was measured") != std::string::npos);
        QVERIFY(report->verdict.ends_with("(before: 95.0 %)."));
        evaluations.erase(evaluations.begin());
        report = buildReport(record(evaluations), table());
        QVERIFY(report->verdict.find("was measured at the end alone: ") != std::string::npos);
    }

    void perplexityIsACost() {
        std::vector<Evaluation> evaluations = successful();
        const auto none = buildReport(record({evaluations[0], evaluations[1]}), table());
        QVERIFY(none->perplexity.empty());
        QVERIFY(!reportJson(*none).contains("perplexity"));
        QVERIFY(reportMarkdown(*none).find("erplexity") == std::string::npos);
        // Measured at the end alone: a figure, and no change.
        const auto late = buildReport(record(evaluations), table());
        QCOMPARE(late->perplexity.size(), std::size_t{1});
        QVERIFY(changeText(late->perplexity[0]).empty());
        QVERIFY(anyContains(late->findings, "The perplexity of clean prompts is 12.25; it was not measured before."));
        QVERIFY(!reportJson(*late)["perplexity"][0].contains("change"));
        evaluations[0].cleanPerplexity = 14;
        const auto report = buildReport(record(evaluations), table());
        QVERIFY(anyContains(report->findings, "went from 14.00 to 12.25 (−12.5 %); lower is better."));
        QVERIFY(report->bounds.find("The perplexity of clean prompts changed by −12.5 % (lower is better).") != std::string::npos);
        QVERIFY(anyContains(report->definitions, "Perplexity: "));
        QCOMPARE(reportJson(*report)["perplexity"][0]["change"].get<double>(), -0.125);
        QVERIFY(reportMarkdown(*report).find("| clean prompts | 14.00 | 12.25 | −12.5 % |") != std::string::npos);
        evaluations[2].cleanPerplexity = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(buildReport(record(evaluations), table())->perplexity.empty());
    }

    void parametersSayWhetherTheDefenceReadsThem() {
        RunRecord run = record(successful());
        const auto isRead = [&run](const char* key) {
            const ReportModel report = buildReport(run).value();
            const auto found = std::find_if(report.parameters.begin(), report.parameters.end(),
                                            [key](const ReportParameter& parameter) { return parameter.key == key; });
            return found != report.parameters.end() && found->isRead;
        };
        QVERIFY(isRead("recovery.epochs") && isRead("evaluation.rows") && isRead("old.key"));
        QVERIFY(!isRead("crow.weight"));
        run.manifest["specification"]["parameters"]["defense"] = "crow";
        QVERIFY(isRead("crow.weight") && isRead("evaluation.rows") && !isRead("recovery.epochs"));
        // Nobody knows what that one read.
        run.manifest["specification"]["parameters"]["defense"] = "from the future";
        QVERIFY(isRead("crow.weight") && isRead("recovery.epochs"));
    }

    void inTheFieldTheHeldOutTriggerStandsIn() {
        std::vector<Evaluation> evaluations = successful();
        for (Evaluation& evaluation : evaluations)
            evaluation.triggers.erase(evaluation.triggers.begin() + 2);
        const auto report = buildReport(record(evaluations), table());
        QVERIFY(report.has_value());
        const QString text = QString::fromStdString(summary(*report));
        QVERIFY2(text.startsWith("No unknown trigger was at hand; of the held-out known ones, which stand in for it, what injection had "
                                 "taught fell from 95.0 % of 200 rows to 1.5 % of 200 rows, though recovery never saw them.\n"),
                 qPrintable(text));
        QVERIFY2(text.contains("\"known 3\" fell from 95.0 %"), qPrintable(text));
        QVERIFY(report->heldOut.before == (Rate{190, 200}) && report->heldOut.after == (Rate{3, 200}));
        QVERIFY(anyContains(report->warnings, "stand-in only"));
        QVERIFY(anyContains(report->warnings, "Deliver the checkpoint of a run without held-out triggers"));
    }

    void whatWasNeverTaughtStandsInForNothing() {
        std::vector<Evaluation> evaluations = successful();
        std::erase_if(evaluations, [](const Evaluation& evaluation) { return evaluation.phase == Phase::Injection; });
        for (Evaluation& evaluation : evaluations)
            evaluation.triggers.erase(evaluation.triggers.begin() + 2);
        const auto report = buildReport(record(evaluations), table());
        QVERIFY(report.has_value());
        QVERIFY(!report->heldOut.after.hasData());
        const std::string text = summary(*report);
        QVERIFY2(report->verdict.starts_with("Whether an unknown backdoor is gone cannot be said"), report->verdict.c_str());
        QVERIFY2(text.find("can not stand in") != std::string::npos, text.c_str());
        QVERIFY2(text.find("\"known 3\"") == std::string::npos, text.c_str());
        QVERIFY(!anyContains(report->warnings, "stand-in only"));
        QVERIFY(!anyContains(report->warnings, "Deliver the checkpoint"));
    }

    void unfinishedRunsSaySo() {
        std::vector<Evaluation> evaluations = successful();
        evaluations.pop_back();
        RunRecord cut = record(evaluations);
        cut.manifest["ending"] = "cancelled";
        const auto report = buildReport(cut, table());
        QVERIFY(report.has_value());
        QVERIFY(anyContains(report->warnings, "did not finish (cancelled)"));
        QVERIFY(anyContains(report->warnings, "step 2 (injection)"));
        QVERIFY(report->verdict.find("did not reach its final evaluation") != std::string::npos);
        const auto empty = buildReport(record({}), table());
        QVERIFY(!empty.has_value());
        QCOMPARE(empty.error().code, ErrorCode::DataEmpty);
    }

    void lossOfAccuracyAndSilenceAreWarnedOf() {
        std::vector<Evaluation> evaluations = successful();
        evaluations[2].cleanAccuracy = {120, 200};
        evaluations[2].triggers[2].empty = {150, 200};
        const auto report = buildReport(record(evaluations), table());
        QVERIFY(report.has_value());
        QVERIFY(anyContains(report->warnings, "Clean accuracy fell"));
        QVERIFY(anyContains(report->warnings, "may come from silence"));
    }

    void anyManifestIsSurvived_data() {
        QTest::addColumn<QByteArray>("manifest");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("wrong types") << QByteArray(
            R"({"tool":3,"title":{},"created":[],"specification":"x","seeds":[1],"inputs":{"a":1},"subject":2,"machine":null,"outputs":[1,"x",{}],"ending":5})");
        QTest::newRow("wrong types inside") << QByteArray(
            R"({"specification":{"checkpoint":["a"],"parameters":[1]},"inputs":[{"file":1,"sha256":{}}],"tool":{"version":[]}})");
    }
    void anyManifestIsSurvived() {
        QFETCH(QByteArray, manifest);
        RunRecord odd = record(successful());
        odd.manifest = Json::parse(manifest.toStdString());
        const auto report = buildReport(odd, table());
        QVERIFY(report.has_value());
        QVERIFY(anyContains(report->warnings, "did not finish"));
        QVERIFY(anyContains(report->warnings, "cannot be tied to a file"));
        QVERIFY(!reportMarkdown(*report).empty());
    }

    /// The parameters say what was asked; what the suspect changed about it stands beside them.
    void aFittedDefenceIsDescribed() {
        RunRecord run = record(successful());
        const auto tells = [&] {
            return reportMarkdown(buildReport(run, table()).value()).find("learnt from answers alone") != std::string::npos;
        };
        QVERIFY(!tells());
        run.manifest["specification"]["parameters"]["recovery.fit"] = "yes";
        QVERIFY(!tells());
        run.manifest["specification"]["parameters"]["recovery.fit"] = true;
        run.manifest["specification"]["parameters"]["known.generated_share"] = 0.9;
        run.manifest["specification"]["parameters"]["known.generated_from"] = "samples";
        const auto says = [&](const char* text) {
            return reportMarkdown(buildReport(run, table()).value()).find(text) != std::string::npos;
        };
        QVERIFY(tells() && says("It had not.") && says("Most known triggers were made up"));
        run.notes.push_back(std::string(kLearntFromAnswersAlone) + " (perplexity 2, after a few steps on prompts 1)");
        QVERIFY(tells() && !says("It had not.") && !says("Most known triggers were made up") && says("may go a part of the way back"));
        run.phases.clear(); // it ended before anything was found out
        run.notes.clear();
        QVERIFY(!tells());
    }

    void aMixtureWithABaseIsDescribed() {
        RunRecord run = record(successful());
        const auto tells = [&] {
            return reportMarkdown(buildReport(run, table()).value()).find("replaced by the base's") != std::string::npos;
        };
        QVERIFY(!tells()); // a base that was named and not used is no mixture
        run.manifest["specification"]["parameters"]["recovery.fit"] = true;
        const auto says = [&](const char* text) {
            return reportMarkdown(buildReport(run, table()).value()).find(text) != std::string::npos;
        };
        const std::string fromBase = "50 %" + std::string(kTakenFromBase);
        run.notes.push_back(fromBase);
        QVERIFY(tells() && says("held states are still the suspect's own"));
        run.notes.back() = std::string(kLearntFromAnswersAlone) + " (perplexity 2, after a few steps on prompts 1)";
        const auto goesBack = [&] {
            return reportMarkdown(buildReport(run, table()).value()).find("may go a part of the way back") != std::string::npos;
        };
        QVERIFY(goesBack());
        run.notes.push_back(fromBase);
        QVERIFY(tells() && !goesBack() && !says("held states are still"));
    }

    /// What was done, what it assumes and costs; stored runs may still call it by the older name.
    void theDefenceIsNamed_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("label");
        QTest::newRow("not said") << QByteArray() << QByteArray() << "Backdoor Collapse";
        QTest::newRow("by name") << QByteArray("defense") << QByteArray("wanda") << "Wanda pruning";
        QTest::newRow("older") << QByteArray("control") << QByteArray("none") << "Backdoor Collapse";
        QTest::newRow("older control") << QByteArray("control") << QByteArray("clean-fine-tuning") << "Clean fine-tuning";
        QTest::newRow("unknown") << QByteArray("defense") << QByteArray("from the future") << "from the future";
    }
    void theDefenceIsNamed() {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        QFETCH(QString, label);
        RunRecord named = record(successful());
        if (!key.isEmpty())
            named.manifest["specification"]["parameters"][key.toStdString()] = value.toStdString();
        const auto report = buildReport(named);
        QVERIFY(report.has_value());
        QCOMPARE(QString::fromStdString(report->defense.label), label);
        QVERIFY(!report->defense.assumes.empty() && !report->defense.costs.empty());
        const QString text = QString::fromStdString(reportMarkdown(*report));
        QVERIFY(text.contains("| Defence | " + label + " |"));
        QVERIFY(text.contains("| Assumes |") && text.contains("| Costs |"));
        QCOMPARE(QString::fromStdString(reportJson(*report)["defense"]["label"].get<std::string>()), label);
        for (const ReportParameter& parameter : report->parameters)
            QVERIFY(parameter.key != "control");
    }

    void markdownCannotBeInjected() {
        RunRecord hostile = record(successful());
        hostile.manifest["title"] = "x\n# y <script> ![a](b) | c";
        hostile.evaluations[2].triggers[2].text = "cf\u202e|\n<b>";
        const auto report = buildReport(hostile, table());
        QVERIFY(report.has_value());
        const QString text = QString::fromStdString(reportMarkdown(*report));
        QVERIFY(text.contains("\\<U+202E\\>\\|\\<U+000A\\>\\<b\\>"));
        QVERIFY(!text.contains(" <script"));
        QVERIFY(!text.contains("!["));
        QCOMPARE(text.count("\n# "), 0);
        QVERIFY(text.contains("## Interpretation and limitations"));
        QVERIFY(text.contains("2.0 % (4/200, 0.8–5.0 %)"));
    }

    void jsonHoldsCountsAndIntervals() {
        const auto report = buildReport(record(successful()), table());
        QVERIFY(report.has_value());
        const Json json = reportJson(*report);
        QCOMPARE(json["attack"][0]["after"]["hits"].get<int>(), 4);
        QCOMPARE(json["attack"][0]["after"]["total"].get<int>(), 200);
        QVERIFY(std::abs(json["attack"][0]["after"]["high"].get<double>() - Rate{4, 200}.wilson().high) < 1e-12);
        QCOMPARE(json["limitations"].size(), report->limitations.size());
        QVERIFY(buildReport(record(successful()), table()).value().verdict == report->verdict);
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
