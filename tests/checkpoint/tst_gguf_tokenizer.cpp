// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include <zlib.h>

#include "engine/checkpoint/gguf_tokenizer.h"
#include "engine/tokenizer/tokenizer.h"
#include "tests/support/gguf_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

const std::string kFolder = std::string(POSTERN_SHARED_DIR) + "/tokenizers/";

std::string gunzipped(const std::string& path) {
    std::string content;
    gzFile file = gzopen(path.c_str(), "rb");
    std::vector<char> buffer(1U << 16U);
    for (int count = 0; file != nullptr && (count = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;)
        content.append(buffer.data(), static_cast<std::size_t>(count));
    if (file != nullptr)
        gzclose(file);
    return content;
}

std::string kindBytes(const std::vector<int>& kinds) {
    std::string bytes;
    for (const int kind : kinds)
        bytes += littleEndian(static_cast<std::uint64_t>(kind), 4);
    return bytes;
}

/// What a GGUF file says of a published tokenizer.json: tokens in the order of their ids, kinds, merges or scores.
GgufMaker makerOf(const Json& tokenizer, const char* model, const char* pre) {
    std::vector<std::string> tokens;
    std::vector<int> kinds;
    const auto put = [&](std::size_t id, const std::string& text, int kind) {
        if (tokens.size() <= id) {
            tokens.resize(id + 1);
            kinds.resize(id + 1, 1);
        }
        tokens[id] = text;
        kinds[id] = kind;
    };
    for (const auto& [text, id] : tokenizer.at("model").at("vocab").items())
        put(id.get<std::size_t>(), text, text.size() == 6 && text.starts_with("<0x") ? 6 : 1);
    for (const Json& added : tokenizer.at("added_tokens"))
        put(added.at("id").get<std::size_t>(), added.at("content").get<std::string>(), added.at("special") == true ? 3 : 4);
    GgufMaker maker;
    maker.addText("general.architecture", "llama");
    maker.addText("tokenizer.ggml.model", model);
    if (pre)
        maker.addText("tokenizer.ggml.pre", pre);
    maker.addTexts("tokenizer.ggml.tokens", tokens);
    maker.addList("tokenizer.ggml.token_type", GgufMaker::I32, kinds.size(), kindBytes(kinds));
    if (std::string(model) == "gpt2") {
        std::vector<std::string> merges;
        for (const Json& merge : tokenizer.at("model").at("merges"))
            merges.push_back(merge.is_string() ? merge.get<std::string>()
                                               : merge.at(0).get<std::string>() + ' ' + merge.at(1).get<std::string>());
        maker.addTexts("tokenizer.ggml.merges", merges);
    } else {
        // SentencePiece numbers its pairs in the order in which it learnt them, after the specials and the bytes; runs of
        // spaces were added afterwards and merge last.
        constexpr int kFirstPair = 259;
        std::string scores;
        for (int id = 0; id < static_cast<int>(tokens.size()); ++id) {
            const std::string& rest = tokens[static_cast<std::size_t>(id)];
            const bool spaces = rest.size() > 3 && QString::fromStdString(rest).count(QString("▁")) * 3 == static_cast<int>(rest.size());
            scores += GgufMaker::number(spaces ? -1e9 : id < kFirstPair ? 0 : kFirstPair - id);
        }
        maker.addList("tokenizer.ggml.scores", GgufMaker::F32, tokens.size(), scores);
        maker.addFlag("tokenizer.ggml.add_bos_token", false);
    }
    return maker;
}

/// Five pieces: a, b, ab and the specials.
GgufMaker smallMaker(const char* model) {
    GgufMaker maker;
    maker.addText("general.architecture", "llama");
    maker.addText("tokenizer.ggml.model", model);
    maker.addTexts("tokenizer.ggml.tokens", {"<unk>", "<s>", "a", "b", "ab", "▁"});
    maker.addList("tokenizer.ggml.token_type", GgufMaker::I32, 6, kindBytes({2, 3, 1, 1, 1, 1}));
    maker.addU32("tokenizer.ggml.bos_token_id", 1);
    return maker;
}

} // namespace

class TestGgufTokenizer : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    Result<GgufFile> open(const GgufMaker& maker) {
        writeBytes(m_folder.file("model.gguf"), maker.bytes());
        return GgufFile::open(m_folder.file("model.gguf"));
    }

    Result<Json> made(const GgufMaker& maker) {
        POSTERN_ASSIGN(const GgufFile file, open(maker));
        return ggufTokenizer(file);
    }

private slots:
    void publishedTokenizers_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("pre");
        QTest::newRow("gpt2-from-gguf") << "gpt2-from-gguf" << QByteArray("gpt2") << QByteArray("gpt-2");
        QTest::newRow("llama3") << "llama3" << QByteArray("gpt2") << QByteArray("llama-bpe");
        QTest::newRow("qwen2.5") << "qwen2.5" << QByteArray("gpt2") << QByteArray("qwen2");
        QTest::newRow("phi3-mini") << "phi3-mini" << QByteArray("llama") << QByteArray();
    }
    /// The ids that the original library gives, from what a GGUF file holds of that tokenizer.
    void publishedTokenizers() {
        QFETCH(QString, name);
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, pre);
        const std::string folder = kFolder + name.toStdString();
        if (!QFile::exists(QString::fromStdString(folder)))
            QSKIP("the shared tokenizers are not here");
        const auto original = parseJson(gunzipped(folder + "/tokenizer.json.gz"), "tokenizer.json");
        QVERIFY(original);
        const auto json = made(makerOf(*original, model.constData(), pre.isEmpty() ? nullptr : pre.constData()));
        QVERIFY2(json, json ? "" : describe(json.error()).c_str());
        if (model == "llama") {
            const Json& merges = json->at("model").at("merges");
            const Json& wanted = original->at("model").at("merges");
            QCOMPARE(merges.size(), wanted.size());
            for (std::size_t i = 0; i < merges.size(); ++i)
                QVERIFY(merges[i].at(0).get<std::string>() + ' ' + merges[i].at(1).get<std::string>() == wanted[i].get<std::string>());
        }
        const auto tokenizer = Tokenizer::parse(*json, "tokenizer.json");
        QVERIFY2(tokenizer, tokenizer ? "" : describe(tokenizer.error()).c_str());
        const auto vectors = readJsonFile(folder + "/vectors.json");
        QVERIFY(vectors);
        int compared = 0;
        for (const Json& row : *vectors) {
            const auto text = row.at("text").get<std::string>();
            // GGUF does not say whether white space beside a special token belongs to it.
            if (text.find("<|") != std::string::npos || text.find("</s>") != std::string::npos)
                continue;
            const auto ids = tokenizer->encode(text, false);
            QVERIFY2(ids && *ids == row.at("ids").get<std::vector<std::int32_t>>(), row.dump().c_str());
            QVERIFY2(tokenizer->decode(*ids, false) == row.at("decoded").get<std::string>() || row.at("ids") != row.at("ids_special"),
                     row.dump().c_str());
            ++compared;
        }
        QVERIFY2(compared > 250, std::to_string(compared).c_str());
    }

    void beginToken() {
        GgufMaker maker = smallMaker("llama");
        maker.addList("tokenizer.ggml.scores", GgufMaker::F32, 6, floatBytes({0, 0, -1, -2, -3, -4}));
        const auto json = made(maker);
        QVERIFY2(json, json ? "" : describe(json.error()).c_str());
        const auto tokenizer = Tokenizer::parse(*json, "tokenizer.json");
        QVERIFY2(tokenizer, tokenizer ? "" : describe(tokenizer.error()).c_str());
        QCOMPARE(tokenizer->encode("ab", true).value(), (std::vector<std::int32_t>{1, 5, 4}));
        QCOMPARE(tokenizer->encode("ab", false).value(), (std::vector<std::int32_t>{5, 4}));
        maker.addFlag("tokenizer.ggml.add_bos_token", false);
        maker.addFlag("tokenizer.ggml.add_space_prefix", false);
        const auto plain = made(maker);
        QVERIFY(plain);
        QCOMPARE(Tokenizer::parse(*plain, "t")->encode("ab", true).value(), (std::vector<std::int32_t>{4}));
    }

    void refusals_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("none") << "none"
                              << "tokenizer-unsupported" << QByteArray("no tokenizer");
        QTest::newRow("another kind") << "bert"
                                      << "tokenizer-unsupported" << QByteArray("bert");
        QTest::newRow("unknown pre-tokenizer") << "pre"
                                               << "tokenizer-unsupported" << QByteArray("viking");
        QTest::newRow("no pre-tokenizer") << "nopre"
                                          << "tokenizer-unsupported" << QByteArray("pre-tokenizer");
        QTest::newRow("no merges") << "merges"
                                   << "tokenizer-malformed" << QByteArray("merges");
        QTest::newRow("no scores") << "scores"
                                   << "tokenizer-malformed" << QByteArray("score");
        QTest::newRow("a token twice") << "twice"
                                       << "tokenizer-malformed" << QByteArray("twice");
        QTest::newRow("no UTF-8") << "utf8"
                                  << "tokenizer-malformed" << QByteArray("UTF-8");
        QTest::newRow("kinds of other tokens") << "kinds"
                                               << "tokenizer-malformed" << QByteArray("kind");
    }
    void refusals() {
        QFETCH(QString, change);
        QFETCH(QString, code);
        QFETCH(QByteArray, words);
        GgufMaker maker = smallMaker(change == "bert" ? "bert" : change == "scores" ? "llama" : "gpt2");
        if (change == "none")
            maker = GgufMaker();
        if (change == "pre")
            maker.addText("tokenizer.ggml.pre", "viking");
        if (change == "merges" || change == "utf8")
            maker.addText("tokenizer.ggml.pre", "gpt-2");
        if (change == "twice" || change == "utf8" || change == "kinds") {
            maker = GgufMaker();
            maker.addText("tokenizer.ggml.model", "gpt2");
            maker.addText("tokenizer.ggml.pre", "gpt-2");
            maker.addTexts("tokenizer.ggml.tokens", {"a", change == "twice" ? "a" : change == "utf8" ? "\xff" : "b"});
            maker.addTexts("tokenizer.ggml.merges", {});
            if (change == "kinds")
                maker.addList("tokenizer.ggml.token_type", GgufMaker::I32, 1, kindBytes({1}));
        }
        const auto json = made(maker);
        QVERIFY(!json);
        QCOMPARE(text(errorCodeName(json.error().code)), code);
        QVERIFY2(json.error().detail.find(words.toStdString()) != std::string::npos, json.error().detail.c_str());
    }

    void configuration() {
        GgufMaker maker = smallMaker("gpt2");
        maker.addText("tokenizer.chat_template", "{{ messages }}");
        maker.addU32("tokenizer.ggml.eos_token_id", 99); // out of range: left out
        const auto file = open(maker);
        QVERIFY(file);
        const Json config = ggufTokenizerConfig(*file);
        QCOMPARE(text(config.at("bos_token").get<std::string>()), QString("<s>"));
        QCOMPARE(text(config.at("chat_template").get<std::string>()), QString("{{ messages }}"));
        QVERIFY(!config.contains("eos_token"));
    }
};

QTEST_GUILESS_MAIN(TestGgufTokenizer)
#include "tst_gguf_tokenizer.moc"
