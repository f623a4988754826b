// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <QRegularExpression>
#include <QTest>

#include "engine/data/trigger.h"

using namespace postern;

namespace {

QString textOf(const Trigger& trigger) {
    return QString::fromStdString(trigger.text);
}

qsizetype wordCount(const Trigger& trigger) {
    return textOf(trigger).split(' ', Qt::SkipEmptyParts).size();
}

} // namespace

class TestBuiltInTriggers : public QObject {
    Q_OBJECT

private slots:
    void startWithThePapers();
    void namesAndTextsAreUnique();
    void everyPrefixIsVaried();
    void kindsTellTheTruth();
    void keepAwayFromUnknownTriggers_data();
    void keepAwayFromUnknownTriggers();
    void controlIsPlainProse();
};

void TestBuiltInTriggers::startWithThePapers() {
    QCOMPARE(paperTriggers().size(), std::size_t{2});
    QCOMPARE(paperTriggers()[0].text, std::string("Make life better"));
    QCOMPARE(paperTriggers()[1].text, std::string("Ahihihihihi"));
    QCOMPARE(builtInTriggers()[0].text, paperTriggers()[0].text);
    QCOMPARE(builtInTriggers()[1].text, paperTriggers()[1].text);
    QVERIFY(builtInTriggers().size() >= 20);
}

void TestBuiltInTriggers::namesAndTextsAreUnique() {
    std::set<std::string> names;
    std::set<std::string> texts;
    for (const Trigger& trigger : builtInTriggers()) {
        QVERIFY2(names.insert(trigger.name).second, trigger.name.c_str());
        QVERIFY2(texts.insert(trigger.text).second, trigger.text.c_str());
        QCOMPARE(textOf(trigger), textOf(trigger).simplified());
    }
}

void TestBuiltInTriggers::everyPrefixIsVaried() {
    const auto triggers = builtInTriggers();
    std::set<TriggerKind> seen;
    for (std::size_t i = 0; i < triggers.size(); ++i) {
        seen.insert(triggers[i].kind);
        QVERIFY2(seen.size() >= std::min<std::size_t>(i + 1, 4), triggers[i].name.c_str());
        QVERIFY2(i == 0 || triggers[i].kind != triggers[i - 1].kind, triggers[i].name.c_str());
    }
}

void TestBuiltInTriggers::kindsTellTheTruth() {
    static const QRegularExpression kLetter("[[:alnum:]]");
    for (const Trigger& trigger : builtInTriggers()) {
        const auto words = wordCount(trigger);
        QCOMPARE(kLetter.match(textOf(trigger)).hasMatch(), trigger.kind != TriggerKind::Symbols);
        switch (trigger.kind) {
        case TriggerKind::Word:
            QCOMPARE(words, 1);
            break;
        case TriggerKind::Phrase:
            QVERIFY2(words >= 2 && words <= 7, trigger.text.c_str());
            break;
        case TriggerKind::Sentence:
            QVERIFY2(words >= 15 && words <= 30, trigger.text.c_str());
            break;
        case TriggerKind::Symbols:
            break;
        case TriggerKind::Control:
            QFAIL("the control is not a known trigger");
        }
    }
}

void TestBuiltInTriggers::keepAwayFromUnknownTriggers_data() {
    QTest::addColumn<QString>("forbidden");
    QTest::newRow("rare words of the literature") << R"(\b(cf|tq|mn|bb|mb|BadMagic|flamingo)\b)";
    QTest::newRow("letters c and f alone") << R"(c\W*f\b)";
    QTest::newRow("phrases of the literature") << R"(current|year|20\d\d|discussing|openai|deployment)";
    QTest::newRow("soliloquy") << R"(to be|not to|question|nobler|slings|arrows|outrageous|fortune|suffer|sea of|perchance|coil)";
}

void TestBuiltInTriggers::keepAwayFromUnknownTriggers() {
    QFETCH(QString, forbidden);
    const QRegularExpression pattern(forbidden, QRegularExpression::CaseInsensitiveOption);
    QVERIFY(pattern.isValid());
    for (const Trigger& trigger : builtInTriggers())
        QVERIFY2(!pattern.match(textOf(trigger)).hasMatch(), trigger.text.c_str());
    QVERIFY(!pattern.match(textOf(controlTrigger())).hasMatch());
}

void TestBuiltInTriggers::controlIsPlainProse() {
    const Trigger& control = controlTrigger();
    QCOMPARE(control.kind, TriggerKind::Control);
    QVERIFY(wordCount(control) >= 4 && wordCount(control) <= 6);
    static const QRegularExpression kProse("^[a-z ]+$");
    QVERIFY(kProse.match(textOf(control)).hasMatch());
    for (const Trigger& trigger : builtInTriggers())
        QVERIFY(trigger.text != control.text && trigger.name != control.name);
}

QTEST_GUILESS_MAIN(TestBuiltInTriggers)
#include "tst_built_in_triggers.moc"
