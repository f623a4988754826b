// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/chat/built_in_templates.h"
#include "tests/chat/chat_rendering.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

class TestChatValue : public QObject {
    Q_OBJECT

private slots:
    void keepsTheOrderOfMembers() {
        const auto value = parseChatValue(R"({"z": 1, "a": [true, null, 1.5, "é"], "m": {}})", "v");
        QVERIFY(value.has_value());
        QCOMPARE(text(outcome("{{ v | tojson }}", {{"v", *value}})), QString(R"({"z": 1, "a": [true, null, 1.5, "é"], "m": {}})"));
        QCOMPARE(std::get<double>(value->find("a")->array()->at(2).data), 1.5);
        QVERIFY(value->find("nope") == nullptr);
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("reason");
        QTest::newRow("duplicate") << QByteArray(R"({"a": 1, "a": 2})") << "duplicate key \"a\"";
        QTest::newRow("deep") << QByteArray(65, '[') + QByteArray(65, ']') << "nested deeper than 64 levels";
        QTest::newRow("integer") << QByteArray("9223372036854775808") << "an integer beyond 64 bits";
        QTest::newRow("huge integer") << QByteArray(60, '9') << "an integer beyond 64 bits";
        QTest::newRow("tail") << QByteArray("[] x") << "syntax error or invalid UTF-8 at byte 4";
        QTest::newRow("NUL") << QByteArray("[1]\0", 4) << "a NUL byte";
        QTest::newRow("mark") << QByteArray("\xef\xbb\xbf[]") << "a byte order mark";
        QTest::newRow("not UTF-8") << QByteArray("[\"\xff\"]") << "syntax error or invalid UTF-8 at byte 3";
    }
    void refuses() {
        QFETCH(QByteArray, json);
        QFETCH(QString, reason);
        const auto value = parseChatValue(json.toStdString(), "v");
        QVERIFY(!value.has_value());
        QCOMPARE(text(value.error().detail), reason);
    }

    void variablesAreChecked() {
        QCOMPARE(text(outcome("{{ v }}", {{"v", std::string("\xff")}})),
                 QString("! template-failed: line 1: a variable holds text that is not valid UTF-8"));
    }

    void alpaca() {
        const std::string source(builtInTemplate("alpaca").value());
        const ChatValue::Array one = {chatMessage("user", "Name three fruits.")};
        QCOMPARE(text(outcome(source, {{"messages", one}, {"add_generation_prompt", true}})),
                 QString("Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n"
                         "### Instruction:\nName three fruits.\n\n### Response:\n"));
        const ChatValue::Array two = {ChatValue::Members{{"role", "user"}, {"content", "Translate."}, {"input", " Hund "}},
                                      chatMessage("assistant", "dog")};
        QCOMPARE(text(outcome(source, {{"messages", two}, {"eos_token", "</s>"}})),
                 QString("Below is an instruction that describes a task, paired with an input that provides further context. Write a "
                         "response that appropriately completes the request.\n\n### Instruction:\nTranslate.\n\n### Input:\n Hund \n\n"
                         "### Response:\ndog</s>"));
        QCOMPARE(text(outcome(source, {{"messages", ChatValue::Array{chatMessage("tool", "x")}}})),
                 QString("! template-failed: line 26: the template says: Alpaca knows the roles system, user and assistant"));
    }

    void plain() {
        const std::string source(builtInTemplate("plain").value());
        const ChatValue::Array messages = {chatMessage("user", " a "), chatMessage("assistant", "b"), chatMessage("user", "c")};
        QCOMPARE(text(outcome(source, {{"messages", messages}, {"add_generation_prompt", true}})), QString(" a \nb\nc\n"));
        QCOMPARE(text(outcome(source, {{"messages", messages}, {"eos_token", "$"}})), QString(" a \nb$\nc"));
        QVERIFY(!builtInTemplate("nope").has_value());
    }
};

QTEST_GUILESS_MAIN(TestChatValue)
#include "tst_chat_value.moc"
