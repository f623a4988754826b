// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestWordPiece : public QObject {
    Q_OBJECT

private slots:
    void encodes_data() {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("offsets");
        const QByteArray bert =
            R"({"type":"WordPiece","unk_token":"[UNK]","vocab":{"[UNK]":0,"un":1,"##aff":2,"##able":3,"##a":4,"una":5,"é":6,"##é":7},)";
        QTest::newRow("longest first") << bert + R"("max_input_chars_per_word":100})"
                                       << "unaffable"
                                       << "[UNK]"
                                       << "0-9";
        QTest::newRow("pieces") << QByteArray(R"({"type":"WordPiece","vocab":{"[UNK]":0,"un":1,"##aff":2,"##able":3,"##a":4}})")
                                << "unaffable unable"
                                << "un|##aff|##able|un|##able"
                                << "0-2 2-5 5-9 10-12 12-16";
        QTest::newRow("characters of two bytes") << bert + R"("max_input_chars_per_word":2})" << QString::fromUtf8("éé ééé")
                                                 << QString::fromUtf8("é|##é|[UNK]") << "0-2 2-4 5-11";
        QTest::newRow("a word that does not come out is unknown as a whole") << bert + R"("max_input_chars_per_word":100})"
                                                                             << "unx un"
                                                                             << "[UNK]|un"
                                                                             << "0-3 4-6";
        QTest::newRow("other prefix") << QByteArray(
                                             R"({"type":"WordPiece","continuing_subword_prefix":"@","vocab":{"[UNK]":0,"a":1,"@b":2}})")
                                      << "ab ba"
                                      << "a|@b|[UNK]"
                                      << "0-1 1-2 3-5";
        QTest::newRow("no prefix") << QByteArray(R"({"type":"WordPiece","continuing_subword_prefix":"","vocab":{"[UNK]":0,"a":1,"b":2}})")
                                   << "aba"
                                   << "a|b|a"
                                   << "0-1 1-2 2-3";
        QTest::newRow("nothing has the prefix") << QByteArray(R"({"type":"WordPiece","vocab":{"[UNK]":0,"a":1,"b":2}})") << "a ab"
                                                << "a|[UNK]"
                                                << "0-1 2-4";
        QTest::newRow("no unknown token") << QByteArray(R"({"type":"WordPiece","vocab":{"a":1}})") << "b"
                                          << "error text-not-encodable"
                                          << "error text-not-encodable";
        QTest::newRow("whole words") << QByteArray(R"({"type":"WordLevel","unk_token":"?","vocab":{"?":0,"ab":1,"c":2}})") << "ab c abc"
                                     << "ab|c|?"
                                     << "0-2 3-4 5-8";
        QTest::newRow("whole words, no unknown token") << QByteArray(R"({"type":"WordLevel","vocab":{"ab":1}})") << "c"
                                                       << "error text-not-encodable"
                                                       << "error text-not-encodable";
    }
    void encodes() {
        QFETCH(QByteArray, model);
        QFETCH(QString, text);
        const auto tokenizer =
            Tokenizer::parse(Json{{"model", jsonOf(model.constData())}, {"pre_tokenizer", {{"type", "WhitespaceSplit"}}}}, "test");
        QVERIFY2(tokenizer, tokenizer ? "" : qPrintable(errorText(tokenizer.error())));
        QTEST(tokensOf(*tokenizer, text.toStdString()), "expected");
        QTEST(offsetsOf(*tokenizer, text.toStdString()), "offsets");
    }

    void longWordIsNotQuadratic() {
        const auto tokenizer = Tokenizer::parse(
            Json{{"model",
                  jsonOf(R"({"type":"WordPiece","max_input_chars_per_word":2000000,"vocab":{"[UNK]":0,"a":1,"##a":2,"##aaaa":3}})")}},
            "test");
        QVERIFY(tokenizer);
        const auto tokens = tokenizer->encodeWithOffsets(std::string(1000001, 'a'), false);
        QVERIFY(tokens);
        QCOMPARE(tokens->size(), std::size_t{250001});
    }
};

QTEST_GUILESS_MAIN(TestWordPiece)
#include "tst_word_piece.moc"
