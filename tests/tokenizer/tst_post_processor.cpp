// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestPostProcessor : public QObject {
    Q_OBJECT

    static Result<Tokenizer> tokenizer(const QByteArray& post) {
        const QByteArray file = R"({"model":{"vocab":{"a":0,"Ġ":1,"Ġa":2,"aĠ":3,"[S]":4,"[E]":5,"ĠĠ":8},"merges":["Ġ a","Ġ Ġ"]},)"
                                R"("added_tokens":[{"id":4,"content":"[S]","special":true},{"id":5,"content":"[E]","special":true}],)"
                                R"("pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false},"post_processor":)" +
                                post + "}";
        return Tokenizer::parse(jsonOf(file.constData()), "test");
    }

private slots:
    void applies_data() {
        QTest::addColumn<QByteArray>("post");
        QTest::addColumn<bool>("special");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("offsets");
        const QByteArray both =
            R"({"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"s","type_id":0}},{"Sequence":{"id":"A","type_id":0}},)"
            R"({"SpecialToken":{"id":"e","type_id":0}}],"pair":[],"special_tokens":{"s":{"id":"s","ids":[4,4],"tokens":["[S]","[S]"]},)"
            R"("e":{"id":"e","ids":[5],"tokens":["[E]"]}}})";
        QTest::newRow("none") << QByteArray("null") << true << QString::fromUtf8("a|Ġa") << "0-1 1-3";
        QTest::newRow("template") << both << true << QString::fromUtf8("[S]|[S]|a|Ġa|[E]") << "0-0 0-0 0-1 1-3 3-3";
        QTest::newRow("template, not asked for") << both << false << QString::fromUtf8("a|Ġa") << "0-1 1-3";
        QTest::newRow("template without specials")
            << QByteArray(R"({"type":"TemplateProcessing","single":[{"Sequence":{"id":"A","type_id":0}}]})") << true
            << QString::fromUtf8("a|Ġa") << "0-1 1-3";
        QTest::newRow("ByteLevel keeps") << QByteArray(R"({"type":"ByteLevel","trim_offsets":false})") << true << QString::fromUtf8("a|Ġa")
                                         << "0-1 1-3";
        QTest::newRow("ByteLevel trims") << QByteArray(R"({"type":"ByteLevel","trim_offsets":true})") << true << QString::fromUtf8("a|Ġa")
                                         << "0-1 2-3";
        QTest::newRow("Bert") << QByteArray(R"({"type":"BertProcessing","sep":["[E]",5],"cls":["[S]",4]})") << true
                              << QString::fromUtf8("[S]|a|Ġa|[E]") << "0-0 0-1 1-3 3-3";
        QTest::newRow("Bert, not asked for") << QByteArray(R"({"type":"BertProcessing","sep":["[E]",5],"cls":["[S]",4]})") << false
                                             << QString::fromUtf8("a|Ġa") << "0-1 1-3";
        QTest::newRow("Roberta trims") << QByteArray(
                                              R"({"type":"RobertaProcessing","sep":["[E]",5],"cls":["[S]",4],"add_prefix_space":false})")
                                       << true << QString::fromUtf8("[S]|a|Ġa|[E]") << "0-0 0-1 2-3 3-3";
        QTest::newRow("Roberta keeps") << QByteArray(R"({"type":"RobertaProcessing","sep":["[E]",5],"cls":["[S]",4],"trim_offsets":false})")
                                       << true << QString::fromUtf8("[S]|a|Ġa|[E]") << "0-0 0-1 1-3 3-3";
        QTest::newRow("Sequence") << R"({"type":"Sequence","processors":[{"type":"ByteLevel"},)" + both + "]}" << true
                                  << QString::fromUtf8("[S]|[S]|a|Ġa|[E]") << "0-0 0-0 0-1 2-3 3-3";
    }
    void applies() {
        QFETCH(QByteArray, post);
        QFETCH(bool, special);
        const auto made = tokenizer(post);
        QVERIFY2(made, made ? "" : qPrintable(errorText(made.error())));
        QTEST(tokensOf(*made, "a a", special), "expected");
        QTEST(offsetsOf(*made, "a a", special), "offsets");
    }

    void prefixSpaceIsNotTrimmed() {
        const auto made = Tokenizer::parse(
            jsonOf(
                R"({"model":{"vocab":{"a":0,"Ġ":1,"Ġa":2},"merges":["Ġ a"]},"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":true},)"
                R"("post_processor":{"type":"ByteLevel","trim_offsets":true,"add_prefix_space":true}})"),
            "test");
        QVERIFY(made);
        QCOMPARE(offsetsOf(*made, "a a"), QString("0-1 2-3"));
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("post");
        const QByteArray sequence = R"({"Sequence":{"id":"A","type_id":0}})";
        QTest::newRow("unknown name") << R"({"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"s"}},)" + sequence + "]}";
        QTest::newRow("id without a token") << R"({"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"s"}},)" + sequence +
                                                   R"(],"special_tokens":{"s":{"ids":[6]}}})";
        QTest::newRow("id out of range") << R"({"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"s"}},)" + sequence +
                                                R"(],"special_tokens":{"s":{"ids":[4294967300]}}})";
        QTest::newRow("no text") << QByteArray(R"({"type":"TemplateProcessing","single":[]})");
        QTest::newRow("text twice") << R"({"type":"TemplateProcessing","single":[)" + sequence + "," + sequence + "]}";
        QTest::newRow("the second text") << QByteArray(R"({"type":"TemplateProcessing","single":[{"Sequence":{"id":"B"}}]})");
        QTest::newRow("another piece") << QByteArray(R"({"type":"TemplateProcessing","single":[{"Other":{"id":"A"}}]})");
    }
    void refuses() {
        QFETCH(QByteArray, post);
        const auto made = tokenizer(post);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::TokenizerMalformed);
    }
};

QTEST_GUILESS_MAIN(TestPostProcessor)
#include "tst_post_processor.moc"
