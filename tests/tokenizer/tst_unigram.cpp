// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestUnigram : public QObject {
    Q_OBJECT

private slots:
    void encodes_data() {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("offsets");
        const QByteArray scores =
            R"({"type":"Unigram","unk_id":0,"vocab":[["?",0.0],["a",0.0],["b",0.0],["c",0.0],["d",0.0],["cd",1.0],["ab",2.0],)"
            R"(["abc",5.0],["abcd",10.0],["é",-1.0]])";
        QTest::newRow("best path, not the longest token first") << scores + "}"
                                                                << "abcdacd"
                                                                << "abcd|a|cd"
                                                                << "0-4 4-5 5-7";
        QTest::newRow("neighbouring unknown characters are one")
            << scores + "}" << QString::fromUtf8("axx中é") << QString::fromUtf8("a|?|é") << "0-1 1-6 6-8";
        QTest::newRow("nothing") << scores + "}"
                                 << ""
                                 << ""
                                 << "";
        QTest::newRow("the first of equal paths") << QByteArray(R"({"vocab":[["?",-9.0],["a",-1.0],["aa",-2.0]],"unk_id":0})") << "aaa"
                                                  << "a|aa"
                                                  << "0-1 1-3";
        QTest::newRow("bytes")
            << QByteArray(R"({"vocab":[["?",-1.0],["a",-1.0],["<0xC3>",-9.0],["<0xA9>",-9.0]],"unk_id":0,"byte_fallback":true})")
            << QString::fromUtf8("aé") << "a|<0xC3>|<0xA9>"
            << "0-1 1-3 1-3";
        QTest::newRow("a byte is missing") << QByteArray(
                                                  R"({"vocab":[["?",-1.0],["a",-1.0],["<0xC3>",-9.0]],"unk_id":0,"byte_fallback":true})")
                                           << QString::fromUtf8("aé") << "a|?"
                                           << "0-1 1-3";
        QTest::newRow("no unknown token") << QByteArray(R"({"type":"Unigram","unk_id":null,"vocab":[["a",0.0]]})") << "ab"
                                          << "error text-not-encodable"
                                          << "error text-not-encodable";
        QTest::newRow("a token twice has its last id")
            << QByteArray(R"({"type":"Unigram","unk_id":0,"vocab":[["?",-1.0],["a",-1.0],["a",-1.0]]})") << "a"
            << "a"
            << "0-1";
    }
    void encodes() {
        QFETCH(QByteArray, model);
        QFETCH(QString, text);
        const auto tokenizer = Tokenizer::parse(Json{{"model", jsonOf(model.constData())}}, "test");
        QVERIFY2(tokenizer, tokenizer ? "" : qPrintable(errorText(tokenizer.error())));
        QTEST(tokensOf(*tokenizer, text.toStdString()), "expected");
        QTEST(offsetsOf(*tokenizer, text.toStdString()), "offsets");
    }

    void twiceIsTheLastId() {
        const auto tokenizer = Tokenizer::parse(
            Json{{"model", jsonOf(R"({"type":"Unigram","unk_id":0,"vocab":[["?",-1.0],["a",-1.0],["a",-1.0]]})")}}, "test");
        QVERIFY(tokenizer);
        QCOMPARE(tokenizer->tokenToId("a").value_or(-1), 2);
        QCOMPARE(tokenizer->size(), std::int64_t{3});
        QVERIFY(tokenizer->idToToken(1) == "a");
    }

    void longRunIsNotQuadratic() {
        const auto tokenizer =
            Tokenizer::parse(Json{{"model", jsonOf(R"({"vocab":[["?",-9.0],["a",-5.0],["aaaa",-1.0]],"unk_id":0})")}}, "test");
        QVERIFY(tokenizer);
        const auto tokens = tokenizer->encodeWithOffsets(std::string(1000001, 'a'), false);
        QVERIFY(tokens);
        QCOMPARE(tokens->size(), std::size_t{250001});
    }
};

QTEST_GUILESS_MAIN(TestUnigram)
#include "tst_unigram.moc"
