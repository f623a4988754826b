// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestBpe : public QObject {
    Q_OBJECT

private slots:
    void encodes_data() {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const QByteArray abc = R"({"type":"BPE","vocab":{"a":0,"b":1,"c":2,"ab":3,"bc":4,"abc":5,"<unk>":6},)";
        QTest::newRow("order of rank") << abc + R"("merges":["b c","a b"]})"
                                       << "abc"
                                       << "a|bc";
        QTest::newRow("other order of rank") << abc + R"("merges":["a b","b c"]})"
                                             << "abc"
                                             << "ab|c";
        QTest::newRow("merges build on merges") << abc + R"("merges":["b c","a bc"]})"
                                                << "abcab"
                                                << "abc|a|b";
        QTest::newRow("merges as pairs") << abc + R"("merges":[["a","b"],["ab","c"]]})"
                                         << "abcab"
                                         << "abc|ab";
        QTest::newRow("no merges") << abc + R"("merges":[]})"
                                   << "abc"
                                   << "a|b|c";
        QTest::newRow("ignore_merges takes whole pieces") << abc + R"("merges":[],"ignore_merges":true})"
                                                          << "abc"
                                                          << "abc";
        QTest::newRow("ignore_merges, piece not whole") << abc + R"("merges":[],"ignore_merges":true})"
                                                        << "abca"
                                                        << "a|b|c|a";
        QTest::newRow("no unknown token: the character is dropped") << abc + R"("merges":["a b"]})"
                                                                    << "adb"
                                                                    << "ab";
        QTest::newRow("unknown token that is not there") << abc + R"("merges":[],"unk_token":"?"})"
                                                         << "adb"
                                                         << "error text-not-encodable";
        QTest::newRow("unknown token that is not there and not needed") << abc + R"("merges":[],"unk_token":"?"})"
                                                                        << "ab"
                                                                        << "a|b";
        QTest::newRow("unknown") << abc + R"("merges":[],"unk_token":"<unk>"})"
                                 << "addb"
                                 << "a|<unk>|<unk>|b";
        QTest::newRow("unknown, fused") << abc + R"("merges":[],"unk_token":"<unk>","fuse_unk":true})"
                                        << "addbd"
                                        << "a|<unk>|b|<unk>";
        QTest::newRow("empty text") << abc + R"("merges":[]})"
                                    << ""
                                    << "";
        QTest::newRow("type left out") << QByteArray(R"({"vocab":{"a":0,"aa":1},"merges":["a a"]})") << "aaa"
                                       << "aa|a";
        QTest::newRow("leftmost of equal rank") << QByteArray(R"({"vocab":{"a":0,"aa":1},"merges":["a a"]})") << "aaaaa"
                                                << "aa|aa|a";
        const QByteArray bytes = R"({"type":"BPE","byte_fallback":true,"unk_token":"?","vocab":{"?":0,"a":1,"<0xC3>":2,"<0xA9>":3},)";
        QTest::newRow("bytes") << bytes + R"("merges":[]})" << QString::fromUtf8("aé") << "a|<0xC3>|<0xA9>";
        QTest::newRow("a byte is missing") << bytes + R"("merges":[]})" << QString::fromUtf8("aê") << "a|?";
        QTest::newRow("a pending unknown token comes after bytes")
            << bytes + R"("merges":[]})" << QString::fromUtf8("êéa") << "<0xC3>|<0xA9>|?|a";
        QTest::newRow("unknown and bytes, fused")
            << bytes + R"("fuse_unk":true,"merges":[]})" << QString::fromUtf8("êêéêa") << "<0xC3>|<0xA9>|?|a";
        QTest::newRow("bytes can merge") << QByteArray(R"({"byte_fallback":true,"vocab":{"<0xC3>":2,"<0xA9>":3,"<0xC3><0xA9>":4},)"
                                                       R"("merges":["<0xC3> <0xA9>"]})")
                                         << QString::fromUtf8("é") << "<0xC3><0xA9>";
        QTest::newRow("continuing prefix")
            << QByteArray(R"({"continuing_subword_prefix":"##","vocab":{"a":0,"##b":1,"##a":2,"ab":3},"merges":["a ##b"]})") << "aba"
            << "ab|##a";
        QTest::newRow("end suffix")
            << QByteArray(R"({"end_of_word_suffix":"</w>","vocab":{"a":0,"b":1,"b</w>":2,"ab</w>":3},"merges":["a b</w>"]})") << "ab"
            << "ab</w>";
    }
    void encodes() {
        QFETCH(QByteArray, model);
        QFETCH(QString, text);
        const auto tokenizer = Tokenizer::parse(Json{{"model", jsonOf(model.constData())}}, "test");
        QVERIFY2(tokenizer, tokenizer ? "" : qPrintable(errorText(tokenizer.error())));
        QTEST(tokensOf(*tokenizer, text.toStdString()), "expected");
    }

    /// Long pieces are cut at borders that no merge crosses; the tokens must be those of the whole piece.
    void cutsChangeNothing_data() {
        QTest::addColumn<QByteArray>("merges");
        QTest::addColumn<QByteArray>("expected");
        // Without "d a" the text falls apart before every a; with it a merge reaches over that border.
        QTest::newRow("border that none crosses")
            << QByteArray(R"(["a b","c d","ab cd"])") << QByteArray("abcd|abcd|abcd|abcd|abcd|abcd|a");
        QTest::newRow("border that a late merge crosses")
            << QByteArray(R"(["a b","c d","ab cd","d a"])") << QByteArray("abcd|abcd|abcd|abcd|abcd|abcd|a");
        QTest::newRow("border that an early merge crosses")
            << QByteArray(R"(["d a","a b","c d","ab cd"])") << QByteArray("ab|c|da|b|c|da|b|c|da|b|c|da|b|c|da|b|c|da");
    }
    void cutsChangeNothing() {
        QFETCH(QByteArray, merges);
        const QByteArray model =
            R"({"vocab":{"a":0,"b":1,"c":2,"d":3,"ab":4,"cd":5,"abcd":6,"da":7,"?":8},"unk_token":"?","merges":)" + merges + "}";
        const auto tokenizer = Tokenizer::parse(Json{{"model", jsonOf(model.constData())}}, "test");
        QVERIFY(tokenizer);
        QTEST(tokensOf(*tokenizer, "abcdabcdabcdabcdabcdabcda").toUtf8(), "expected");
        QCOMPARE(tokensOf(*tokenizer, "abcdabcdabcdabcdxxabcdabcdabcdabcd").count('?'), 2);
    }

    void longRunIsNotQuadratic() {
        const auto tokenizer =
            Tokenizer::parse(Json{{"model", jsonOf(R"({"vocab":{"a":0,"aa":1,"aaaa":2},"merges":["a a","aa aa"]})")}}, "test");
        QVERIFY(tokenizer);
        const auto tokens = tokenizer->encodeWithOffsets(std::string(200002, 'a'), false);
        QVERIFY(tokens);
        QCOMPARE(tokens->size(), std::size_t{50001});
        QCOMPARE(tokens->back().id, 1);
        for (std::size_t i = 0; i < 50000; ++i) {
            QCOMPARE((*tokens)[i].id, 2);
            QCOMPARE((*tokens)[i].begin, static_cast<std::uint32_t>(4 * i));
        }
    }

    void idsAndTokens() {
        const auto tokenizer = Tokenizer::parse(Json{{"model", jsonOf(R"({"vocab":{"a":0,"b":7},"merges":[]})")}}, "test");
        QVERIFY(tokenizer);
        QCOMPARE(tokenizer->size(), std::int64_t{8});
        QCOMPARE(tokenizer->tokenToId("b").value_or(-1), 7);
        QVERIFY(!tokenizer->tokenToId("c"));
        QCOMPARE(QString::fromStdString(std::string(tokenizer->idToToken(7))), QString("b"));
        for (const std::int32_t unused : {-1, 3, 8, 2147483647})
            QVERIFY(tokenizer->idToToken(unused).empty());
    }
};

QTEST_GUILESS_MAIN(TestBpe)
#include "tst_bpe.moc"
