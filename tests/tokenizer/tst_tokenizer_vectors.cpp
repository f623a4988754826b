// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include <zlib.h>

#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

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

} // namespace

/// Real tokenizers against the ids and texts that the original library gives.
class TestTokenizerVectors : public QObject {
    Q_OBJECT

private slots:
    void vectors_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"llama3", "phi3-mini", "qwen2.5", "gpt2-from-gguf", "bert-base-uncased", "t5-small"})
            QTest::newRow(name) << name;
    }
    void vectors() {
        QFETCH(QString, name);
        const std::string folder = kFolder + name.toStdString();
        if (!QFile::exists(QString::fromStdString(folder)))
            QSKIP("the shared tokenizers are not here");
        const auto file = parseJson(gunzipped(folder + "/tokenizer.json.gz"), "tokenizer.json");
        QVERIFY2(file, file ? "" : qPrintable(errorText(file.error())));
        const auto tokenizer = Tokenizer::parse(*file, "tokenizer.json");
        QVERIFY2(tokenizer, tokenizer ? "" : qPrintable(errorText(tokenizer.error())));
        const auto vectors = readJsonFile(folder + "/vectors.json");
        QVERIFY(vectors);
        QCOMPARE(vectors->size(), std::size_t{295});
        for (const Json& row : *vectors) {
            const auto text = row.at("text").get<std::string>();
            const auto ids = row.at("ids").get<std::vector<std::int32_t>>();
            const auto idsSpecial = row.at("ids_special").get<std::vector<std::int32_t>>();
            const std::string shown = row.dump();
            // What is decoded are the ids without the special tokens that the post-processor adds.
            const auto plain = tokenizer->encode(text, false);
            QVERIFY2(plain && *plain == ids, shown.c_str());
            const auto special = tokenizer->encode(text, true);
            QVERIFY2(special && *special == idsSpecial, shown.c_str());
            QVERIFY2(tokenizer->decode(ids, false) == row.at("decoded").get<std::string>(), shown.c_str());
            QVERIFY2(tokenizer->decode(idsSpecial, true) == row.at("decoded_skip_special").get<std::string>(), shown.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestTokenizerVectors)
#include "tst_tokenizer_vectors.moc"
