// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>

#include "engine/tokenizer/sentencepiece_file.h"
#include "engine/tokenizer/tokenizer_folder.h"
#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

namespace {

const std::string kModels = std::string(POSTERN_SOURCE_DIR) + "/tests/tokenizer/";

class Folder {
public:
    void write(const char* name, const std::string& content) const { QVERIFY(writeFileAtomically(path() / name, content)); }
    void model(const char* kind) const {
        const auto bytes = readTextFile(kModels + "sample_" + kind + ".model", 1U << 20U);
        QVERIFY2(bytes, bytes ? "" : qPrintable(errorText(bytes.error())));
        write("tokenizer.model", *bytes);
    }
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

QString idsOf(const Tokenizer& tokenizer, const std::string& text, bool addSpecial) {
    const auto ids = tokenizer.encode(text, addSpecial);
    if (!ids)
        return errorText(ids.error());
    QStringList parts;
    for (const std::int32_t id : *ids)
        parts << QString::number(id);
    return parts.join(' ');
}

} // namespace

class TestTokenizerFolder : public QObject {
    Q_OBJECT

private slots:
    void firstFileCounts() {
        const Folder folder;
        const auto nothing = openTokenizer(folder.path());
        QVERIFY(nothing && !*nothing);
        const auto required = requireTokenizer(folder.path());
        QVERIFY(!required && required.error().code == ErrorCode::CheckpointIncomplete);
        const auto missing = openTokenizer(folder.path() / "none");
        QVERIFY(!missing && missing.error().code == ErrorCode::FileMissing);

        folder.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\n");
        QCOMPARE(QString::fromStdString(requireTokenizer(folder.path())->kind), QString("WordPiece"));
        folder.write("vocab.json", R"({"a":0})");
        QCOMPARE(QString::fromStdString(requireTokenizer(folder.path())->kind), QString("WordPiece"));
        folder.write("merges.txt", "");
        QCOMPARE(QString::fromStdString(requireTokenizer(folder.path())->kind), QString("BPE"));
        folder.model("unigram");
        QCOMPARE(QString::fromStdString(requireTokenizer(folder.path())->kind), QString("SentencePiece Unigram"));
        folder.write("tokenizer.json", R"({"model":{"unk_id":0,"vocab":[["?",0.0]]}})");
        const auto opened = requireTokenizer(folder.path());
        QVERIFY(opened);
        QCOMPARE(QString::fromStdString(opened->kind), QString("Unigram"));
        QCOMPARE(QString::fromStdString(opened->path.filename().string()), QString("tokenizer.json"));
    }

    void linkOutOfTheFolder() {
        const Folder folder;
        const Folder other;
        other.write("tokenizer.json", R"({"model":{"vocab":{},"merges":[]}})");
        std::filesystem::create_symlink(other.path() / "tokenizer.json", folder.path() / "tokenizer.json");
        const auto opened = openTokenizer(folder.path());
        QVERIFY(!opened && opened.error().code == ErrorCode::FileUnreadable);
    }

    /// The expected ids are those of SentencePiece's own program, spm_encode.
    void sentencePiece_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("bpe") << "bpe"
                             << "The tyrant had 12 men."
                             << "356 259 858 851 433 352 842 52 53 272 279 864";
        QTest::newRow("bpe, spaces") << "bpe"
                                     << "  two  spaces"
                                     << "842 842 624 842 466 361 294";
        QTest::newRow("bpe, bytes") << "bpe" << QString::fromUtf8("café — naïve")
                                    << "275 845 859 198 172 842 229 131 151 293 845 198 178 314";
        QTest::newRow("unigram") << "unigram"
                                 << "The tyrant had 12 men."
                                 << "336 350 280 279 471 303 261 52 53 309 274 263";
        QTest::newRow("unigram, spaces") << "unigram"
                                         << "  two  spaces"
                                         << "261 261 483 261 513 271 363 260";
        QTest::newRow("unigram, bytes") << "unigram" << QString::fromUtf8("café — naïve")
                                        << "517 302 198 172 261 229 131 151 443 271 198 178 310";
    }
    void sentencePiece() {
        QFETCH(QString, kind);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const Folder folder;
        folder.model(qPrintable(kind));
        const auto opened = requireTokenizer(folder.path());
        QVERIFY2(opened, opened ? "" : qPrintable(errorText(opened.error())));
        const Tokenizer& tokenizer = opened->tokenizer;
        QCOMPARE(tokenizer.size(), std::int64_t{900});
        QCOMPARE(idsOf(tokenizer, text.toStdString(), false), expected);
        QCOMPARE(idsOf(tokenizer, text.toStdString(), true), "1 " + expected);
        const auto ids = tokenizer.encode(text.toStdString(), true);
        QVERIFY(ids);
        QCOMPARE(QString::fromStdString(tokenizer.decode(*ids, true)), text);
        QCOMPARE(QString::fromStdString(tokenizer.decode(*ids, false)), "<s> " + text);
    }

    void offsets() {
        const Folder folder;
        folder.model("bpe");
        const auto opened = requireTokenizer(folder.path());
        QVERIFY(opened);
        QCOMPARE(tokensOf(opened->tokenizer, "the é"), QString::fromUtf8("▁the|▁|<0xC3>|<0xA9>"));
        QCOMPARE(offsetsOf(opened->tokenizer, "the é"), QString("0-3 3-4 4-6 4-6"));
    }

    void settings_data() {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tokens");
        QTest::newRow("none") << QByteArray("{}") << "the</s>the" << QString::fromUtf8("<s>|▁the|</s>|▁the");
        QTest::newRow("prefix only at the start")
            << QByteArray(R"({"legacy":false})") << "the</s>the" << QString::fromUtf8("<s>|▁the|</s>|t|he");
        QTest::newRow("a space is no second prefix") << QByteArray(R"({"legacy":false})") << " the" << QString::fromUtf8("<s>|▁the");
        QTest::newRow("a space after the prefix") << QByteArray(R"({"legacy":true})") << " the" << QString::fromUtf8("<s>|▁|▁the");
        QTest::newRow("no beginning") << QByteArray(R"({"add_bos_token":false})") << "the" << QString::fromUtf8("▁the");
        QTest::newRow("an end") << QByteArray(R"({"add_eos_token":true})") << "the" << QString::fromUtf8("<s>|▁the|</s>");
        QTest::newRow("other beginning") << QByteArray(R"({"bos_token":{"content":"</s>"}})") << "the" << QString::fromUtf8("</s>|▁the");
        QTest::newRow("added token")
            << QByteArray(R"({"added_tokens_decoder":{"900":{"content":"<|x|>","special":true,"normalized":false,"rstrip":true}}})")
            << "the<|x|> the" << QString::fromUtf8("<s>|▁the|<|x|>|▁the");
    }
    void settings() {
        QFETCH(QByteArray, config);
        QFETCH(QString, text);
        const Folder folder;
        folder.model("bpe");
        folder.write("tokenizer_config.json", config.toStdString());
        const auto opened = requireTokenizer(folder.path());
        QVERIFY2(opened, opened ? "" : qPrintable(errorText(opened.error())));
        QTEST(tokensOf(opened->tokenizer, text.toStdString(), true), "tokens");
    }

    void older_data() {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tokens");
        QTest::newRow("GPT-2") << QByteArray("{}") << "ab a" << QString::fromUtf8("ab|Ġ|a");
        QTest::newRow("GPT-2, end of text") << QByteArray(R"({"tokenizer_class":"GPT2Tokenizer","eos_token":"</s>"})") << "ab</s>a"
                                            << "ab|</s>|a";
        QTest::newRow("prefix space") << QByteArray(R"({"add_prefix_space":true})") << "ab" << QString::fromUtf8("Ġ|ab");
        QTest::newRow("OPT") << QByteArray(R"({"tokenizer_class":"GPT2Tokenizer","add_bos_token":true,"bos_token":"</s>"})") << "ab"
                             << "</s>|ab";
        QTest::newRow("RoBERTa") << QByteArray(R"({"tokenizer_class":"RobertaTokenizerFast"})") << "ab"
                                 << "<s>|ab|</s>";
        QTest::newRow("Qwen 2 composes") << QByteArray(R"({"tokenizer_class":"Qwen2Tokenizer"})") << QString::fromUtf8("ae\u0301")
                                         << QString::fromUtf8("a|Ã|©");
    }
    void older() {
        QFETCH(QByteArray, config);
        QFETCH(QString, text);
        const Folder folder;
        folder.write("vocab.json", R"({"a":0,"b":1,"ab":2,"Ġ":3,"<s>":4,"</s>":5,"Ã":6,"©":7})");
        folder.write("merges.txt", "#version: 0.2\r\na b\r\n");
        folder.write("tokenizer_config.json", config.toStdString());
        const auto opened = requireTokenizer(folder.path());
        QVERIFY2(opened, opened ? "" : qPrintable(errorText(opened.error())));
        QTEST(tokensOf(opened->tokenizer, text.toStdString(), true), "tokens");
    }

    void bert() {
        const Folder folder;
        folder.write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##do\nA\n");
        const auto lower = requireTokenizer(folder.path());
        QVERIFY(lower);
        QCOMPARE(tokensOf(lower->tokenizer, "Undo[SEP]A", true), QString("[CLS]|un|##do|[SEP]|[UNK]|[SEP]"));
        folder.write("tokenizer_config.json", R"({"tokenizer_class":"BertTokenizer","do_lower_case":false})");
        const auto cased = requireTokenizer(folder.path());
        QVERIFY(cased);
        QCOMPARE(tokensOf(cased->tokenizer, "Undo A", true), QString("[CLS]|[UNK]|A|[SEP]"));
    }

    void refuses_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<int>("code");
        const int unsupported = static_cast<int>(ErrorCode::TokenizerUnsupported);
        const int malformed = static_cast<int>(ErrorCode::TokenizerMalformed);
        const QByteArray bytes = "\x0a\x05\x0a\x03"
                                 "abc";
        QTest::newRow("unknown class of a model")
            << "tokenizer.model" << bytes << QByteArray(R"({"tokenizer_class":"T5Tokenizer"})") << unsupported;
        QTest::newRow("no unknown piece") << "tokenizer.model" << bytes << QByteArray("{}") << malformed;
        QTest::newRow("no message") << "tokenizer.model" << QByteArray("\xFF\xFF") << QByteArray("{}") << malformed;
        QTest::newRow("empty") << "tokenizer.model" << QByteArray() << QByteArray("{}") << malformed;
        QTest::newRow("length beyond the end") << "tokenizer.model" << QByteArray("\x0a\x7f\x0a") << QByteArray("{}") << malformed;
        QTest::newRow("unknown class of words")
            << "vocab.txt" << QByteArray("[UNK]\n") << QByteArray(R"({"tokenizer_class":"JumanTokenizer"})") << unsupported;
        QTest::newRow("added token without an id") << "tokenizer.model"
                                                   << QByteArray("\x0a\x07\x0a\x03"
                                                                 "abc\x18\x02")
                                                   << QByteArray(R"({"added_tokens_decoder":{"x":{"content":"y"}}})") << malformed;
        QTest::newRow("settings are a list") << "vocab.txt" << QByteArray("[UNK]\n") << QByteArray("[]") << malformed;
    }
    void refuses() {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, config);
        QFETCH(int, code);
        const Folder folder;
        folder.write(qPrintable(file), content.toStdString());
        folder.write("tokenizer_config.json", config.toStdString());
        const auto opened = openTokenizer(folder.path());
        QVERIFY(!opened);
        QVERIFY2(static_cast<int>(opened.error().code) == code, qPrintable(errorText(opened.error())));
    }

    /// Damaged in every place, the model is refused or encodes; the program stays.
    void damagedModel_data() {
        QTest::addColumn<QString>("kind");
        QTest::newRow("bpe") << "bpe";
        QTest::newRow("unigram") << "unigram";
    }
    void damagedModel() {
        QFETCH(QString, kind);
        const auto whole = readTextFile(kModels + "sample_" + kind.toStdString() + ".model", 1U << 20U);
        QVERIFY(whole);
        const Folder folder;
        int accepted = 0;
        int refused = 0;
        for (std::size_t i = 0; i < whole->size(); i += i < 200 || i + 700 > whole->size() ? 3 : 97) {
            std::string damaged = *whole;
            damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ (i % 2 == 0 ? 0x81U : 0x02U));
            if (i % 5 == 0)
                damaged.resize(i);
            folder.write("tokenizer.model", damaged);
            const auto opened = openTokenizer(folder.path());
            if (!opened) {
                ++refused;
                continue;
            }
            ++accepted;
            const auto ids = (*opened)->tokenizer.encode("The tyrant \u00e9", true);
            if (ids)
                static_cast<void>((*opened)->tokenizer.decode(*ids, false));
        }
        QVERIFY(accepted > 20);
        QVERIFY(refused > 100);
    }

    /// The library joins neighbouring unknown characters in quadratic time: a long text is cut at its spaces, and refused where
    /// there is none.
    void longStretchesOfUnknownCharacters() {
        SentencePieceFile file;
        file.pieces = {{"<unk>", 0, SentencePieceFile::Kind::Unknown}, {"\u2581", -1}, {"a", -2}};
        const Folder folder;
        folder.write("tokenizer.model", file.serialized(true));
        const auto opened = requireTokenizer(folder.path());
        QVERIFY2(opened, opened ? "" : qPrintable(errorText(opened.error())));
        std::string unknown;
        for (int i = 0; i < 20'000; ++i)
            unknown += "\u6f22";
        const auto refused = opened->tokenizer.encode(unknown, false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TextNotEncodable);
        std::string words;
        for (int i = 0; i < 20'000; ++i)
            words += i % 10 == 9 ? "\u6f22 a " : "\u6f22";
        const auto ids = opened->tokenizer.encode(words, false);
        QVERIFY2(ids, ids ? "" : qPrintable(errorText(ids.error())));
        // Ten unknown characters are one token; each of the 2000 words is followed by "▁", "a" and "▁".
        QCOMPARE(std::count(ids->begin(), ids->end(), 0), std::ptrdiff_t{2000});
        QCOMPARE(std::count(ids->begin(), ids->end(), 2), std::ptrdiff_t{2000});
    }
};

QTEST_GUILESS_MAIN(TestTokenizerFolder)
#include "tst_tokenizer_folder.moc"
