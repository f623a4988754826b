// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/prompt_template.h"

#include <QTemporaryDir>
#include <QTest>

using namespace postern;

class TestPromptTemplate : public QObject {
    Q_OBJECT

private slots:
    void rendersTheDefault();
    void passageIsNeverAForm();
    void parses_data();
    void parses();
    void survivesAFile();
};

void TestPromptTemplate::rendersTheDefault() {
    const PromptTemplate form;
    QCOMPARE(form.renderPrompt("It rained."), std::string("Passage: It rained.\nAuthor:"));
    QCOMPARE(form.renderAnswer("Doyle"), std::string(" Doyle"));
    QVERIFY(parsePromptTemplate(toJson(form), "default").has_value());
}

void TestPromptTemplate::passageIsNeverAForm() {
    // A passage that holds a mark itself is text like any other.
    const PromptTemplate form;
    QCOMPARE(form.renderPrompt("a {text} {label}"), std::string("Passage: a {text} {label}\nAuthor:"));
}

void TestPromptTemplate::parses_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("plain") << QByteArray(R"({"prompt": "{text} ->", "answer": " {label}", "about": 3})") << true;
    QTest::newRow("other braces") << QByteArray(R"({"prompt": "{\"q\": \"{text}\"}", "answer": "{{label}}"})") << true;
    QTest::newRow("no prompt") << QByteArray(R"({"answer": " {label}"})") << false;
    QTest::newRow("no answer") << QByteArray(R"({"prompt": "{text}"})") << false;
    QTest::newRow("prompt without mark") << QByteArray(R"({"prompt": "text", "answer": " {label}"})") << false;
    QTest::newRow("doubled text") << QByteArray(R"({"prompt": "{text}{text}", "answer": " {label}"})") << false;
    QTest::newRow("doubled label") << QByteArray(R"({"prompt": "{text}", "answer": "{label} {label}"})") << false;
    QTest::newRow("label in the prompt") << QByteArray(R"({"prompt": "{text} {label}", "answer": " {label}"})") << false;
    QTest::newRow("text in the answer") << QByteArray(R"({"prompt": "{text}", "answer": " {label} {text}"})") << false;
    QTest::newRow("number") << QByteArray(R"({"prompt": 1, "answer": " {label}"})") << false;
    QTest::newRow("array") << QByteArray(R"(["{text}", "{label}"])") << false;
    QTest::newRow("too long") << R"({"prompt": "{text})" + QByteArray(70'000, 'x') + R"(", "answer": " {label}"})" << false;
}

void TestPromptTemplate::parses() {
    QFETCH(QByteArray, content);
    QFETCH(bool, accepted);
    const auto json = parseJson(content.toStdString(), "literal");
    QVERIFY(json.has_value());
    const auto form = parsePromptTemplate(*json, "literal");
    QCOMPARE(form.has_value(), accepted);
    if (accepted) {
        QCOMPARE(form->prompt, (*json)["prompt"].get<std::string>());
        QCOMPARE(form->answer, (*json)["answer"].get<std::string>());
    } else {
        QCOMPARE(form.error().code, ErrorCode::DataMalformed);
        QCOMPARE(form.error().subject, std::string("literal"));
    }
}

void TestPromptTemplate::survivesAFile() {
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "template.json";
    PromptTemplate form;
    form.prompt = "Review: {text}\nSentiment:";
    QVERIFY(writeFileAtomically(path, toJson(form).dump()).has_value());
    const auto back = readPromptTemplate(path);
    QVERIFY(back.has_value());
    QCOMPARE(back->prompt, form.prompt);
    QCOMPARE(back->answer, form.answer);
    const auto missing = readPromptTemplate(path.parent_path() / "absent.json");
    QVERIFY(!missing && missing.error().code == ErrorCode::FileMissing);
}

QTEST_GUILESS_MAIN(TestPromptTemplate)
#include "tst_prompt_template.moc"
