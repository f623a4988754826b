// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestAddedTokens : public QObject {
    Q_OBJECT

    /// Characters a, b, space, _ and the capital letters; `rest` holds added_tokens and perhaps a normalizer.
    static Result<Tokenizer> tokenizer(const QByteArray& rest) {
        const QByteArray file = R"({"model":{"vocab":{"a":0,"b":1," ":2,"_":3,"é":4,"A":5,"<":6,">":7},"merges":[]},)" + rest + "}";
        return Tokenizer::parse(jsonOf(file.constData()), "test");
    }

private slots:
    void cuts_data() {
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("offsets");
        const auto one = [](const char* content, const char* flags) {
            return QByteArray(R"({"id":9,"content":")") + content + "\"" + flags + "}";
        };
        const auto list = [](const QByteArray& items, const char* more = "") { return R"("added_tokens":[)" + items + "]" + more; };
        const QByteArray tag = one("<b>", R"(,"normalized":false)");
        QTest::newRow("found") << list(tag) << "a<b>b"
                               << "a|<b>|b"
                               << "0-1 1-4 4-5";
        QTest::newRow("alone") << list(tag) << "<b>"
                               << "<b>"
                               << "0-3";
        QTest::newRow("twice") << list(tag) << "<b><b>"
                               << "<b>|<b>"
                               << "0-3 3-6";
        QTest::newRow("only its beginning") << list(tag) << "<b"
                                            << "<|b"
                                            << "0-1 1-2";
        QTest::newRow("a false start first") << list(tag) << "<<b>"
                                             << "<|<b>"
                                             << "0-1 1-4";
        const QByteArray two = R"({"id":9,"content":"ab","normalized":false},{"id":10,"content":"aba","normalized":false})";
        QTest::newRow("longest") << list(two) << "abab"
                                 << "aba|b"
                                 << "0-3 3-4";
        QTest::newRow("leftmost before longest")
            << list(R"({"id":9,"content":"ba","normalized":false},{"id":10,"content":"aab","normalized":false})") << "baab"
            << "ba|a|b"
            << "0-2 2-3 3-4";
        QTest::newRow("falls back to the shorter") << list(two) << "abb"
                                                   << "ab|b"
                                                   << "0-2 2-3";
        QTest::newRow("lstrip") << list(one("<b>", R"(,"normalized":false,"lstrip":true)")) << "a  <b> b"
                                << "a|<b>| |b"
                                << "0-1 1-6 6-7 7-8";
        QTest::newRow("rstrip") << list(one("<b>", R"(,"normalized":false,"rstrip":true)")) << "a <b>  b"
                                << "a| |<b>|b"
                                << "0-1 1-2 2-7 7-8";
        QTest::newRow("both strips share a gap") << list(one("<b>", R"(,"normalized":false,"rstrip":true,"lstrip":true)")) << "<b> <b>"
                                                 << "<b>|<b>"
                                                 << "0-4 4-7";
        QTest::newRow("single word, in a word") << list(one("ab", R"(,"normalized":false,"single_word":true)")) << "aab ab_ab ab"
                                                << "a|a|b| |a|b|_|a|b| |ab"
                                                << "0-1 1-2 2-3 3-4 4-5 5-6 6-7 7-8 8-9 9-10 10-12";
        QTest::newRow("single word, beside a letter that is not ASCII")
            << list(one("ab", R"(,"normalized":false,"single_word":true)")) << QString::fromUtf8("éab") << QString::fromUtf8("é|a|b")
            << "0-2 2-3 3-4";
        QTest::newRow("already in the vocabulary")
            << list(R"({"id":4,"content":"é","normalized":false})") << QString::fromUtf8("aé") << QString::fromUtf8("a|é") << "0-1 1-3";
        QTest::newRow("empty content is ignored") << list(R"({"id":9,"content":""})") << "ab"
                                                  << "a|b"
                                                  << "0-1 1-2";

        const char* lower = R"(,"normalizer":{"type":"Lowercase"})";
        QTest::newRow("normalized: found in any case") << list(one("aB", R"(,"normalized":true)"), lower) << "Ab"
                                                       << "aB"
                                                       << "0-2";
        QTest::newRow("not normalized: only as it stands") << list(one("aA", R"(,"normalized":false)"), lower) << "AAaa"
                                                           << "a|a|a|a"
                                                           << "0-1 1-2 2-3 3-4";
        QTest::newRow("not normalized: before the normalizer") << list(one("AA", R"(,"normalized":false)"), lower) << "AAA"
                                                               << "AA|a"
                                                               << "0-2 2-3";
        const char* prepend = R"(,"normalizer":{"type":"Prepend","prepend":"_"})";
        QTest::newRow("normalized content takes the prefix too") << list(one("ab", R"(,"normalized":true)"), prepend) << "abab"
                                                                 << "ab|a|b"
                                                                 << "0-2 2-3 3-4";
        QTest::newRow("the prefix returns after a raw token") << list(tag, prepend) << "a<b>b"
                                                              << "_|a|<b>|_|b"
                                                              << "0-0 0-1 1-4 4-4 4-5";
        QTest::newRow("normalized by default unless special") << list(one("aB", ""), lower) << "AB"
                                                              << "aB"
                                                              << "0-2";
        QTest::newRow("special: not normalized by default") << list(one("aB", R"(,"special":true)"), lower) << "AB"
                                                            << "a|b"
                                                            << "0-1 1-2";
    }
    void cuts() {
        QFETCH(QByteArray, rest);
        QFETCH(QString, text);
        const auto made = tokenizer(rest);
        QVERIFY2(made, made ? "" : qPrintable(errorText(made.error())));
        QTEST(tokensOf(*made, text.toStdString()), "expected");
        QTEST(offsetsOf(*made, text.toStdString()), "offsets");
    }

    void contradictions_data() {
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("other id than in the vocabulary") << QByteArray(R"([{"id":9,"content":"a"}])");
        QTest::newRow("id of another token") << QByteArray(R"([{"id":1,"content":"x"}])");
        QTest::newRow("id twice") << QByteArray(R"([{"id":9,"content":"x"},{"id":9,"content":"y"}])");
        QTest::newRow("content twice") << QByteArray(R"([{"id":9,"content":"x"},{"id":10,"content":"x"}])");
        QTest::newRow("negative id") << QByteArray(R"([{"id":-1,"content":"x"}])");
        QTest::newRow("huge id") << QByteArray(R"([{"id":2147483647,"content":"x"}])");
        QTest::newRow("fraction") << QByteArray(R"([{"id":9.5,"content":"x"}])");
        QTest::newRow("no content") << QByteArray(R"([{"id":9}])");
        QTest::newRow("too long") << QByteArray("[{\"id\":9,\"content\":\"") + QByteArray(2000, 'x') + "\"}]";
        QTest::newRow("flag of another type") << QByteArray(R"([{"id":9,"content":"x","lstrip":1}])");
        QTest::newRow("no list") << QByteArray(R"({})");
    }
    void contradictions() {
        QFETCH(QByteArray, list);
        const auto made = tokenizer(R"("added_tokens":)" + list);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::TokenizerMalformed);
    }

    void searchIsNotQuadratic() {
        const auto made = tokenizer(R"("added_tokens":[{"id":9,"content":")" + QByteArray(1000, 'a') + R"(<","normalized":false}])");
        QVERIFY(made);
        const auto ids = made->encode(std::string(200000, 'a'), false);
        QVERIFY(ids);
        QCOMPARE(ids->size(), std::size_t{200000});
    }
};

QTEST_GUILESS_MAIN(TestAddedTokens)
#include "tst_added_tokens.moc"
