// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

namespace {

/// As Llama has it: a mark before the text and for every space, bytes for what is not in the vocabulary.
const char* const kLlama = R"({
 "added_tokens":[{"id":0,"content":"<s>","special":true,"normalized":false},{"id":1,"content":"</s>","special":true,"normalized":true}],
 "normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},{"type":"Replace","pattern":{"String":" "},"content":"▁"}]},
 "pre_tokenizer":null,
 "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
  "special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]}}},
 "decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},
  {"type":"Strip","content":" ","start":1,"stop":0}]},
 "model":{"type":"BPE","byte_fallback":true,"fuse_unk":true,"unk_token":"<unk>","vocab":{"<s>":0,"</s>":1,"<unk>":2,"▁":3,"a":4,"b":5,"▁a":6,"ab":7,
  "<":8,"/":9,"s":10,">":11,"<0xC3>":12,"<0xA9>":13,"é":14},"merges":["▁ a","a b"]}})";

/// As GPT-2 has it, with two merges that cut an é in the middle impossible and an emoji left in bytes.
const char* const kGpt = R"({
 "added_tokens":[{"id":0,"content":"<e>","special":true,"normalized":false}],
 "normalizer":{"type":"NFC"},
 "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false},
 "decoder":{"type":"ByteLevel"},
 "model":{"type":"BPE","vocab":{"<e>":0,"a":1,"b":2,"Ġ":3,"Ã":4,"©":5,"Ã©":6,"ð":7,"Ł":8,"ĺ":9,"Ģ":10,"Ġa":11,"ï":12,"¿":13,"½":14},"merges":["Ã ©","Ġ a"]}})";

} // namespace

class TestTokenizer : public QObject {
    Q_OBJECT

private slots:
    void encodes_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("offsets");
        const QByteArray llama = kLlama;
        const QByteArray gpt = kGpt;
        QTest::newRow("llama") << llama << QByteArray("ab a") << QString::fromUtf8("<s>|▁a|b|▁a") << "0-0 0-1 1-2 2-4";
        QTest::newRow("llama, raw token inside") << llama << QByteArray("a<s>a") << QString::fromUtf8("<s>|▁a|<s>|▁a") << "0-0 0-1 1-4 4-5";
        QTest::newRow("llama, normalized token inside is text")
            << llama << QByteArray("a</s>") << QString::fromUtf8("<s>|▁a|<|/|s|>") << "0-0 0-1 1-2 2-3 3-4 4-5";
        QTest::newRow("llama, normalized token in front")
            << llama << QByteArray("</s>a") << QString::fromUtf8("<s>|</s>|a") << "0-0 0-4 4-5";
        QTest::newRow("llama, unknown") << llama << QByteArray("a\u4e2d\u4e2db") << QString::fromUtf8("<s>|▁a|<unk>|b")
                                        << "0-0 0-1 1-7 7-8";
        QTest::newRow("llama, nothing") << llama << QByteArray("") << "<s>"
                                        << "0-0";
        QTest::newRow("gpt") << gpt << QByteArray("ab a") << QString::fromUtf8("a|b|Ġa") << "0-1 1-2 2-4";
        // gpt has no e, but e and the mark compose to é first; the token then covers all three bytes.
        QTest::newRow("gpt, composed") << gpt << QByteArray("ae\u0301b") << QString::fromUtf8("a|Ã©|b") << "0-1 1-4 4-5";
        QTest::newRow("gpt, parts of a character")
            << gpt << QByteArray("a\xF0\x9F\x98\x80") << QString::fromUtf8("a|ð|Ł|ĺ|Ģ") << "0-1 1-5 1-5 1-5 1-5";
        QTest::newRow("gpt, ill-formed") << gpt << QByteArray("a\xF0\x9F\x98 a") << QString::fromUtf8("a|ï|¿|½|Ġa")
                                         << "0-1 1-4 1-4 1-4 4-6";
        QTest::newRow("gpt, a letter without a token") << gpt << QByteArray("azb") << "a|b"
                                                       << "0-1 2-3";
    }
    void encodes() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, text);
        const auto made = Tokenizer::parse(jsonOf(file.constData()), "test");
        QVERIFY2(made, made ? "" : qPrintable(errorText(made.error())));
        QTEST(tokensOf(*made, text.toStdString(), true), "expected");
        QTEST(offsetsOf(*made, text.toStdString(), true), "offsets");
    }

    void decodes_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QVector<int>>("ids");
        QTest::addColumn<bool>("skipSpecial");
        QTest::addColumn<QString>("expected");
        const QByteArray llama = kLlama;
        const QByteArray gpt = kGpt;
        QTest::newRow("llama") << llama << QVector<int>{0, 6, 5, 6} << false << "<s> ab a";
        QTest::newRow("llama, without specials") << llama << QVector<int>{0, 6, 5, 6} << true << "ab a";
        QTest::newRow("llama, bytes") << llama << QVector<int>{4, 12, 13} << true << QString::fromUtf8("aé");
        QTest::newRow("llama, half a character") << llama << QVector<int>{4, 12} << true << QString::fromUtf8("a\uFFFD");
        QTest::newRow("gpt, whole character") << gpt << QVector<int>{1, 7, 8, 9, 10, 2} << true << QString::fromUtf8("a😀b");
        QTest::newRow("gpt, character still to come") << gpt << QVector<int>{1, 7, 8, 9} << true << QString::fromUtf8("a\uFFFD");
        QTest::newRow("gpt, only the end of a character") << gpt << QVector<int>{9, 10, 1} << true << QString::fromUtf8("\uFFFD\uFFFDa");
        QTest::newRow("gpt, special") << gpt << QVector<int>{1, 0} << false << "a<e>";
        QTest::newRow("ids of nothing") << gpt << QVector<int>{-1, 1, 999, 2147483647} << false << "a";
        QTest::newRow("no ids") << gpt << QVector<int>{} << false << "";
        QTest::newRow("no decoder") << QByteArray(R"({"model":{"vocab":{"a":0,"b":1},"merges":[]}})") << QVector<int>{0, 1, 0} << false
                                    << "a b a";
    }
    void decodes() {
        QFETCH(QByteArray, file);
        QFETCH(QVector<int>, ids);
        QFETCH(bool, skipSpecial);
        const auto made = Tokenizer::parse(jsonOf(file.constData()), "test");
        QVERIFY(made);
        const std::vector<std::int32_t> plain(ids.begin(), ids.end());
        QTEST(QString::fromStdString(made->decode(plain, skipSpecial)), "expected");
    }

    void addedTokensCount() {
        const auto made =
            Tokenizer::parse(jsonOf(R"({"model":{"vocab":{"a":0},"merges":[]},"added_tokens":[{"id":11,"content":"<x>"}]})"), "test");
        QVERIFY(made);
        QCOMPARE(made->size(), std::int64_t{12});
        QCOMPARE(made->tokenToId("<x>").value_or(-1), 11);
        QCOMPARE(made->tokenToId("a").value_or(-1), 0);
        QVERIFY(made->idToToken(11) == "<x>");
        QVERIFY(made->idToToken(5).empty());
    }

    void loadsAFile() {
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        const std::filesystem::path path = folder.filePath("tokenizer.json").toStdString();
        QVERIFY(writeFileAtomically(path, kGpt));
        const auto made = Tokenizer::load(path);
        QVERIFY(made);
        QCOMPARE(tokensOf(*made, "ab"), QString("a|b"));
        const auto missing = Tokenizer::load(path.parent_path() / "none.json");
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::FileMissing);
    }

    void callsMayRunTogether() {
        const auto made = Tokenizer::parse(jsonOf(kGpt), "test");
        QVERIFY(made);
        std::string text;
        for (int i = 0; i < 500; ++i)
            text += "ab a\u00e9<e>";
        const auto expected = made->encode(text, true);
        QVERIFY(expected);
        std::vector<int> equal(4, 0);
        std::vector<std::thread> threads;
        for (int& result : equal)
            threads.emplace_back([&] {
                for (int round = 0; round < 20; ++round) {
                    const auto ids = made->encode(text, true);
                    result += ids && *ids == *expected && made->decode(*ids, false) == text ? 1 : 0;
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(equal == std::vector<int>(4, 20));
    }
};

QTEST_GUILESS_MAIN(TestTokenizer)
#include "tst_tokenizer.moc"
