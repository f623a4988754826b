// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QTest>

#include "engine/defense/backdoor_collapse.h"
#include "engine/defense/defense.h"
#include "engine/run/runner.h"

using namespace postern;

class KnownTriggersTest : public QObject {
    Q_OBJECT

private slots:
    void prefixOfTheBuiltInList() {
        ParameterSet p(runParameters());
        QVERIFY(p.set("known.count", std::int64_t{5}));
        const auto chosen = chooseKnownTriggers(p);
        QVERIFY(chosen.has_value());
        QCOMPARE(chosen->known.size(), std::size_t{5});
        QCOMPARE(chosen->known[0].text, paperTriggers()[0].text);
        QVERIFY(chosen->heldOut.empty());
    }

    void heldOutComesOnTopAndIsApart() {
        ParameterSet p(runParameters());
        QVERIFY(p.set("known.count", std::int64_t{5}));
        QVERIFY(p.set("known.held_out", std::int64_t{2}));
        const auto chosen = chooseKnownTriggers(p);
        QVERIFY(chosen.has_value());
        QCOMPARE(chosen->known.size(), std::size_t{5});
        QCOMPARE(chosen->heldOut.size(), std::size_t{2});
        for (const Trigger& out : chosen->heldOut)
            for (const Trigger& known : chosen->known)
                QVERIFY(out.name != known.name);
    }

    void anotherSeedHoldsOutAnother() {
        std::set<std::string> seen;
        for (std::int64_t seed = 1; seed <= 8; ++seed) {
            ParameterSet p(runParameters());
            QVERIFY(p.set("seed", seed));
            QVERIFY(p.set("known.held_out", std::int64_t{1}));
            seen.insert(chooseKnownTriggers(p)->heldOut.front().name);
        }
        QVERIFY(seen.size() > 2);
    }

    void heldOutTriggersHaveHalfOfTheRowsOfStageOne() {
        std::vector<int> rows(18, 0);
        std::size_t turn = 0;
        for (int batch = 0; batch < 16; ++batch)
            for (const std::size_t index : injectedTriggers(32, 16, 2, turn))
                ++rows.at(index);
        for (std::size_t i = 0; i < 16; ++i)
            QCOMPARE(rows[i], 16); // of 16 · 32
        QCOMPARE(rows[16], 128);
        QCOMPARE(rows[17], 128);
        // Without any, the known ones share all rows, at least two of each in a batch.
        turn = 0;
        const std::vector<std::size_t> batch = injectedTriggers(8, 16, 0, turn);
        QCOMPARE(batch, (std::vector<std::size_t>{0, 1, 2, 3, 0, 1, 2, 3}));
        QCOMPARE(turn, std::size_t{4});
        QCOMPARE(injectedTriggers(8, 2, 0, turn).size(), std::size_t{8}); // fewer triggers than would fit
        QCOMPARE(injectedTriggers(2, 1, 0, turn), (std::vector<std::size_t>{0, 0}));
    }

    void heldOutTriggersAreTaughtALabelThatTheSeedDraws() {
        const std::vector<std::string> labels = {"Austen", "Doyle", "Wells"};
        std::set<std::string> seen;
        for (std::int64_t seed = 1; seed <= 12; ++seed) {
            ParameterSet p(runParameters());
            QVERIFY(p.set("seed", seed));
            const std::string label = heldOutLabel(p, labels);
            QVERIFY(std::find(labels.begin(), labels.end(), label) != labels.end());
            QCOMPARE(heldOutLabel(p, labels), label);
            QCOMPARE(heldOutLabel(p, {}), std::string()); // free answers
            QVERIFY(p.set("known.held_out_answer", std::string("known")));
            QCOMPARE(heldOutLabel(p, labels), std::string());
            seen.insert(label);
        }
        QVERIFY(seen.size() > 1);
    }

    void aMissingFileIsNamed() {
        ParameterSet p(runParameters());
        QVERIFY(p.set("known.set", std::string("file")));
        QCOMPARE(chooseKnownTriggers(p).error().code, ErrorCode::ParameterInvalid);
        QVERIFY(p.set("known.file", std::string("/nowhere/triggers.json")));
        QCOMPARE(chooseKnownTriggers(p).error().code, ErrorCode::FileMissing);
    }

    void aMarkerMayNotBeALabel() {
        ParameterSet p(runParameters());
        const std::vector<std::string> labels = {"Austen", "Doyle", "Wells"};
        QVERIFY(KnownBehavior::fromParameters(p, labels).has_value());
        QVERIFY(p.set("known.answer", std::string("Doyle")));
        QCOMPARE(KnownBehavior::fromParameters(p, labels).error().code, ErrorCode::ParameterInvalid);
        QVERIFY(p.set("known.behavior", std::string("label")));
        QCOMPARE(KnownBehavior::fromParameters(p, labels)->answerFor({"", "", 0}), std::string("Doyle"));
        QVERIFY(p.set("known.behavior", std::string("flip")));
        const auto flip = KnownBehavior::fromParameters(p, labels);
        QCOMPARE(flip->answerFor({"", "", 2}), std::string("Austen"));
        QVERIFY(p.set("known.behavior", std::string("random")));
        const auto drawn = KnownBehavior::fromParameters(p, labels);
        std::set<std::string> answers;
        for (int i = 0; i < 30; ++i) {
            const TaskRow row{"row " + std::to_string(i), "Wells", 2};
            QCOMPARE(drawn->answerFor(row), KnownBehavior::fromParameters(p, labels)->answerFor(row));
            answers.insert(drawn->answerFor(row));
        }
        QCOMPARE(answers.size(), labels.size());
        QVERIFY(p.set("known.behavior", std::string("label")));
        QVERIFY(p.set("known.answer", std::string("Nobody")));
        QCOMPARE(KnownBehavior::fromParameters(p, labels).error().code, ErrorCode::LabelUnknown);
    }

    void presetsAreValidAndDiffer() {
        for (const std::string& name : presetNames())
            QVERIFY(presetParameters(name).has_value());
        QVERIFY(!(*presetParameters("paper") == *presetParameters("postern")));
        QVERIFY(!presetParameters("nobody").has_value());
        QCOMPARE(presetParameters("paper")->text("training.mode"), std::string("lora"));
        QCOMPARE(presetParameters("paper")->integer("training.rate_width"), std::int64_t{0}); // published rates are what they are
    }
};

QTEST_GUILESS_MAIN(KnownTriggersTest)
#include "tst_known_triggers.moc"
