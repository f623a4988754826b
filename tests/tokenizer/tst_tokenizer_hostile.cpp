// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTest>

#include <functional>

#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

namespace {

/// A small file that uses every kind of component.
const char* const kFull = R"({
 "added_tokens":[{"id":12,"content":"<s>","special":true,"normalized":false,"lstrip":true,"rstrip":false,"single_word":false},
  {"id":13,"content":"ba","special":false,"normalized":true,"single_word":true}],
 "normalizer":{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Strip","strip_left":true,"strip_right":true},{"type":"Lowercase"},
  {"type":"Replace","pattern":{"String":"x"},"content":"a"},{"type":"Replace","pattern":{"Regex":" +"},"content":" "},{"type":"Prepend","prepend":"a"}]},
 "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"\\s+|b"},"behavior":"MergedWithNext","invert":false},
  {"type":"Digits","individual_digits":true},{"type":"Punctuation","behavior":"Isolated"},
  {"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true},
  {"type":"ByteLevel","add_prefix_space":false,"use_regex":true}]},
 "post_processor":{"type":"Sequence","processors":[{"type":"ByteLevel","trim_offsets":true,"add_prefix_space":false},
  {"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
   "special_tokens":{"<s>":{"id":"<s>","ids":[12],"tokens":["<s>"]}}}]},
 "decoder":{"type":"Sequence","decoders":[{"type":"ByteLevel"},{"type":"Replace","pattern":{"Regex":"▁"},"content":" "},{"type":"ByteFallback"},
  {"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0},{"type":"Metaspace","replacement":"_","prepend_scheme":"never"}]},
 "model":{"type":"BPE","dropout":null,"unk_token":"?","continuing_subword_prefix":"","end_of_word_suffix":"","fuse_unk":true,"byte_fallback":true,
  "ignore_merges":true,"vocab":{"a":0,"b":1,"ab":2,"?":3,"<0x00>":4,"â":5,"ĸ":6,"ģ":7},"merges":["a b",["a","b"]]}})";

void exercise(const Tokenizer& tokenizer) {
    for (const char* text : {"", "ab xa<s>1, \u00e9\u2581", "\xFF\xF0\x9F"}) {
        const auto ids = tokenizer.encode(text, true);
        if (ids) {
            static_cast<void>(tokenizer.decode(*ids, true));
            static_cast<void>(tokenizer.decode(*ids, false));
        }
    }
}

} // namespace

class TestTokenizerHostile : public QObject {
    Q_OBJECT

private slots:
    /// Every value of the file in turn is replaced by every odd value: the answer is a tokenizer or an error of the two kinds.
    void everyShape() {
        const Json original = jsonOf(kFull);
        const auto whole = Tokenizer::parse(original, "test");
        QVERIFY2(whole, whole ? "" : qPrintable(errorText(whole.error())));
        const std::vector<Json> odd = {nullptr,
                                       true,
                                       0,
                                       -1,
                                       13,
                                       1e300,
                                       0.5,
                                       18446744073709551615ULL,
                                       "",
                                       "x",
                                       "\xFF",
                                       "\xF0\x9F",
                                       Json::array(),
                                       Json::object(),
                                       Json::array({nullptr}),
                                       Json::object({{"type", "Sequence"}})};
        int accepted = 0;
        int refused = 0;
        std::function<void(const Json::json_pointer&, const Json&)> visit = [&](const Json::json_pointer& place, const Json& value) {
            for (const Json& replacement : odd) {
                Json changed = original;
                changed[place] = replacement;
                const auto made = Tokenizer::parse(changed, "test");
                if (made) {
                    exercise(*made);
                    ++accepted;
                } else {
                    const bool known =
                        made.error().code == ErrorCode::TokenizerMalformed || made.error().code == ErrorCode::TokenizerUnsupported;
                    QVERIFY2(known, place.to_string().c_str());
                    QVERIFY2(!made.error().detail.empty(), place.to_string().c_str());
                    ++refused;
                }
            }
            if (value.is_object())
                for (const auto& [key, inner] : value.items())
                    visit(place / key, inner);
            if (value.is_array())
                for (std::size_t i = 0; i < value.size(); ++i)
                    visit(place / i, value[i]);
        };
        visit(Json::json_pointer(), original);
        QVERIFY(accepted > 100);
        QVERIFY(refused > 1000);
    }

    void refusedByName_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<bool>("unsupported");
        QTest::addColumn<QString>("named");
        const QByteArray model = R"("model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":[]})";
        const auto with = [&](const char* key, const char* value) { return "{" + model + ",\"" + key + "\":" + value + "}"; };
        const auto bpe = [](const char* fields) { return QByteArray(R"({"model":{"type":"BPE",)") + fields + "}}"; };
        QTest::newRow("model") << QByteArray(R"({"model":{"type":"Lattice","vocab":[]}})") << true << "Lattice";
        QTest::newRow("version") << QByteArray(R"({"version":"2.0","model":{"vocab":{},"merges":[]}})") << true << "2.0";
        QTest::newRow("normalizer") << with("normalizer", R"({"type":"OddNormalizer"})") << true << "OddNormalizer";
        QTest::newRow("pre-tokenizer") << with("pre_tokenizer", R"({"type":"OddPreTokenizer"})") << true << "OddPreTokenizer";
        QTest::newRow("post-processor") << with("post_processor", R"({"type":"OddProcessing"})") << true << "OddProcessing";
        QTest::newRow("decoder") << with("decoder", R"({"type":"OddDecoder"})") << true << "OddDecoder";
        QTest::newRow("charsmap, no base64") << with("normalizer", R"({"type":"Precompiled","precompiled_charsmap":"a?b="})") << false
                                             << "base64";
        QTest::newRow("charsmap, too short") << with("normalizer", R"({"type":"Precompiled","precompiled_charsmap":"AAA="})") << false
                                             << "charsmap";
        // A trie of 4 bytes whose only node leads to a block that is not there.
        QTest::newRow("charsmap out of itself")
            << with("normalizer", R"({"type":"Precompiled","precompiled_charsmap":"BAAAAAAEAAAA"})") << false << "leads out";
        QTest::newRow("fixed length of nothing") << with("pre_tokenizer", R"({"type":"FixedLength","length":0})") << false << "length";
        QTest::newRow("delimiter of two") << with("pre_tokenizer", R"({"type":"CharDelimiterSplit","delimiter":"ab"})") << false
                                          << "delimiter";
        QTest::newRow("a class token without an id")
            << with("post_processor", R"({"type":"BertProcessing","cls":["a"],"sep":["b",1]})") << false << "cls";
        QTest::newRow("a separator that is no token")
            << with("post_processor", R"({"type":"RobertaProcessing","cls":["a",0],"sep":["x",7]})") << false << "sep";
        QTest::newRow("Unigram without scores") << QByteArray(R"({"model":{"type":"Unigram","vocab":["a"]}})") << false << "score";
        QTest::newRow("Unigram, unknown beyond")
            << QByteArray(R"({"model":{"type":"Unigram","vocab":[["a",0.0]],"unk_id":1}})") << false << "unk_id";
        QTest::newRow("Unigram, endless score") << QByteArray(R"({"model":{"type":"Unigram","vocab":[["a",1e999]]}})") << false << "";
        QTest::newRow("behaviour") << with("pre_tokenizer", R"({"type":"Split","pattern":{"String":"a"},"behavior":"Odd"})") << true
                                   << "Odd";
        const char* const broken = "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(a\"},\"behavior\":\"Isolated\"}";
        QTest::newRow("expression") << with("pre_tokenizer", broken) << true << "(a";
        QTest::newRow("dropout") << bpe(R"("vocab":{"a":0},"merges":[],"dropout":0.1)") << true << "dropout";
        QTest::newRow("merge outside the vocabulary") << bpe(R"("vocab":{"a":0,"b":1},"merges":["a b"])") << false << "merge";
        QTest::newRow("merge of an unknown") << bpe(R"("vocab":{"a":0,"az":1},"merges":["a z"])") << false << "merge";
        QTest::newRow("merge of three") << bpe(R"("vocab":{"a":0},"merges":["a a a"])") << false << "a a a";
        QTest::newRow("id twice") << bpe(R"("vocab":{"a":0,"b":0},"merges":[])") << false << "two tokens";
        QTest::newRow("id too large") << bpe(R"("vocab":{"a":4000000000},"merges":[])") << false << "id of \"a\"";
        QTest::newRow("id that costs memory") << bpe(R"("vocab":{"a":2000000000},"merges":[])") << false << "id of \"a\"";
        QTest::newRow("no model") << QByteArray("{}") << false << "model";
        QTest::newRow("a list") << QByteArray("[]") << false << "object";
        QByteArray deep = R"({"type":"NFC"})";
        for (int i = 0; i < 20; ++i)
            deep = R"({"type":"Sequence","normalizers":[)" + deep + "]}";
        QTest::newRow("nested") << with("normalizer", deep.constData()) << false << "too deep";
    }
    void refusedByName() {
        QFETCH(QByteArray, file);
        QFETCH(bool, unsupported);
        QFETCH(QString, named);
        const auto made = Tokenizer::parse(jsonOf(file.constData()), "the file");
        QVERIFY(!made);
        QCOMPARE(made.error().code, unsupported ? ErrorCode::TokenizerUnsupported : ErrorCode::TokenizerMalformed);
        QVERIFY2(QString::fromStdString(made.error().detail).contains(named), made.error().detail.c_str());
        QVERIFY(made.error().subject == "the file");
    }

    /// Steps that double a text, one after the other.
    void growthOutOfHand_data() {
        QTest::addColumn<QByteArray>("part");
        const auto repeated = [](const char* step) {
            QByteArray list;
            for (int i = 0; i < 60; ++i)
                list += (i > 0 ? "," : "") + QByteArray(step);
            return list;
        };
        QTest::newRow("normalizer") << R"("normalizer":{"type":"Sequence","normalizers":[)" +
                                           repeated(R"({"type":"Replace","pattern":{"String":"a"},"content":"aa"})") + "]}";
        QTest::newRow("byte-level normalizer") << R"("normalizer":{"type":"Sequence","normalizers":[)" +
                                                      repeated(R"({"type":"ByteLevel"})") + "]}";
        QTest::newRow("pre-tokenizer") << R"("pre_tokenizer":{"type":"Sequence","pretokenizers":[)" +
                                              repeated(R"({"type":"ByteLevel","add_prefix_space":false,"use_regex":false})") + "]}";
    }
    void growthOutOfHand() {
        QFETCH(QByteArray, part);
        const QByteArray file = R"({"model":{"vocab":{"a":0},"merges":[]},)" + part + "}";
        const auto made = Tokenizer::parse(jsonOf(file.constData()), "test");
        QVERIFY(made);
        QCOMPARE(tokensOf(*made, "aa\u00e9"), QString("error text-not-encodable"));
    }

    void decodedGrowthEnds() {
        QByteArray steps;
        for (int i = 0; i < 60; ++i)
            steps += (i > 0 ? "," : "") + QByteArray(R"({"type":"Replace","pattern":{"String":"a"},"content":"aa"})");
        const auto made = Tokenizer::parse(
            jsonOf((R"({"model":{"vocab":{"a":0},"merges":[]},"decoder":{"type":"Sequence","decoders":[)" + steps + "]}}").constData()),
            "test");
        QVERIFY(made);
        QVERIFY(made->decode(std::vector<std::int32_t>{0}, false).size() <= std::size_t{64} << 20U);
    }

    /// Long tokens that nearly match at every place would cost the product of both lengths.
    void nearMissesAreCounted_data() {
        QTest::addColumn<QByteArray>("model");
        const std::string word = std::string(20000, 'a') + 'b';
        const Json unigram = {{"type", "Unigram"},
                              {"unk_id", 0},
                              {"vocab", Json::array({Json::array({"?", -1.0}), Json::array({"a", -1.0}), Json::array({word, -1.0})})}};
        const Json wordPiece = {{"type", "WordPiece"},
                                {"unk_token", "?"},
                                {"continuing_subword_prefix", "@"},
                                {"max_input_chars_per_word", 2000000000},
                                {"vocab", {{"?", 0}, {"a", 1}, {"@a", 2}, {word, 3}, {"@" + word, 4}}}};
        QTest::newRow("Unigram") << QByteArray::fromStdString(unigram.dump());
        QTest::newRow("WordPiece") << QByteArray::fromStdString(wordPiece.dump());
    }
    void nearMissesAreCounted() {
        QFETCH(QByteArray, model);
        const auto made = Tokenizer::parse(Json{{"model", jsonOf(model.constData())}}, "test");
        QVERIFY(made);
        QCOMPARE(tokensOf(*made, std::string(500000, 'a')), QString("error text-not-encodable"));
        QCOMPARE(tokensOf(*made, "a"), QString("a"));
    }

    /// A catastrophic expression in many short stretches shares one allowance of time.
    void allowanceIsForTheWholeText() {
        const auto made = Tokenizer::parse(jsonOf(R"({"model":{"vocab":{"a":0,"<s>":1},"merges":[]},
            "added_tokens":[{"id":1,"content":"<s>","special":true,"normalized":false}],
            "pre_tokenizer":{"type":"Split","pattern":{"Regex":"(?:a*?){6}b|a"},"behavior":"Isolated"}})"),
                                           "test");
        QVERIFY(made);
        std::string text;
        for (int i = 0; i < 3000; ++i)
            text += std::string(14, 'a') + "<s>";
        QElapsedTimer timer;
        timer.start();
        const auto ids = made->encode(text, false);
        QVERIFY(ids || ids.error().code == ErrorCode::TextNotEncodable);
        QVERIFY(timer.elapsed() < 20000);
    }

    void expressionOutOfHand_data() {
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("pre-tokenizer") << QByteArray(
            R"("pre_tokenizer":{"type":"Split","pattern":{"Regex":"(?:a+)+[bc]"},"behavior":"Isolated"})");
        QTest::newRow("normalizer") << QByteArray(R"("normalizer":{"type":"Replace","pattern":{"Regex":"(?:a|aa)+[bc]"},"content":""})");
    }
    void expressionOutOfHand() {
        QFETCH(QByteArray, part);
        const QByteArray file = R"({"model":{"vocab":{"a":0},"merges":[]},)" + part + "}";
        const auto made = Tokenizer::parse(jsonOf(file.constData()), "test");
        QVERIFY(made);
        QCOMPARE(tokensOf(*made, std::string(100000, 'a')), QString("error text-not-encodable"));
        QCOMPARE(tokensOf(*made, "aa"), QString("a|a"));
    }

    void longRuns_data() {
        QTest::addColumn<QString>("unit");
        QTest::newRow("letters") << "a";
        QTest::newRow("spaces") << " ";
        QTest::newRow("marks") << QString::fromUtf8("\u0301");
        QTest::newRow("unknown") << QString::fromUtf8("中");
        QTest::newRow("half a special token") << "<s";
    }
    void longRuns() {
        QFETCH(QString, unit);
        const auto made = Tokenizer::parse(jsonOf(kFull), "test");
        QVERIFY(made);
        std::string text;
        while (text.size() < 200000)
            text += unit.toStdString();
        const auto tokens = made->encodeWithOffsets(text, true);
        QVERIFY2(tokens, tokens ? "" : qPrintable(errorText(tokens.error())));
        for (const Token& token : *tokens) {
            QVERIFY(token.begin <= token.end);
            QVERIFY(token.end <= text.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestTokenizerHostile)
#include "tst_tokenizer_hostile.moc"
