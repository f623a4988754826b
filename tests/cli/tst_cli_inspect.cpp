// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <limits>

#include <QCryptographicHash>
#include <QFile>
#include <QSet>
#include <QTest>

#include "engine/tokenizer/tokenizer.h"
#include "tests/cli/cli_process.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

QString hashOf(const QString& path) {
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? QString(hash.result().toHex()) : QString();
}

/// A tokenizer of 259 tokens whose first is the end token.
Json tokenizerJson() {
    const std::vector<std::string> texts = {"the cat and the hat", "that is the cat"};
    const std::vector<std::string> specials = {"<|end|>"};
    return trainByteLevelBpe(texts, 259, specials).value_or(Json());
}

} // namespace

class TestCliInspect : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    /// The checkpoint of a test, changed by the caller before it is inspected.
    bool write(const Json& config, const TensorSet& tensors) { return writeTinyCheckpoint(m_folder.path(), config, tensors); }

private slots:
    void init() {
        std::filesystem::remove(m_folder.file("tokenizer.json"));
        std::filesystem::remove(m_folder.file("generation_config.json"));
    }

    void document() {
        TensorSet tensors(tinyConfigJson());
        tensors.add("model.rotary_emb.inv_freq", Dtype::F16, {2});
        QVERIFY(write(tinyConfigJson(), tensors));
        const CliRun run = runCli({"inspect", qtPath(m_folder.path()), "--json"});
        COMPARE_STATUS(run, 0);
        const Json json = run.json();
        QVERIFY2(json.is_object(), run.out.constData());
        COMPARE_JSON(json.at("schema"), Json(1));
        COMPARE_JSON(json.at("architecture"), Json("llama"));
        COMPARE_JSON(json.at("config").at("hidden_size"), Json(8));
        COMPARE_JSON(json.at("tokenizer"), Json());
        COMPARE_JSON(json.at("not_finite"), Json());
        COMPARE_JSON(json.at("problems"), Json::array());
        COMPARE_JSON(json.at("extra_tensors"), Json::array({"model.rotary_emb.inv_freq"}));
        // embeddings and head 11·8 each; a layer: q and o 8·8, k and v 4·8, three of 12·8, two norms; the last norm.
        COMPARE_JSON(json.at("parameters"), Json(2 * 88 + 2 * (2 * 64 + 2 * 32 + 3 * 96 + 2 * 8) + 8));
        const Json floats = json.at("dtypes").at("F32");
        COMPARE_JSON(floats.at("elements"), json.at("parameters"));
        QCOMPARE(floats.at("bytes").get<int>(), 4 * json.at("parameters").get<int>());
        COMPARE_JSON(json.at("dtypes").at("F16"), (Json{{"tensors", 1}, {"elements", 2}, {"bytes", 4}}));
        QCOMPARE(json.at("tensors").size(), tensors.toWrite().size());
        for (const TensorToWrite& tensor : tensors.toWrite()) {
            const Json expected = {{"name", tensor.name},
                                   {"dtype", dtypeName(tensor.dtype)},
                                   {"shape", tensor.shape},
                                   {"bytes", tensor.bytes.size()},
                                   {"file", "model.safetensors"}};
            const Json& rows = json.at("tensors");
            QVERIFY2(std::find(rows.begin(), rows.end(), expected) != rows.end(), tensor.name.c_str());
        }
    }

    void hashes() {
        QVERIFY(write(tinyConfigJson(), TensorSet(tinyConfigJson())));
        writeJson(m_folder.file("tokenizer.json"), tokenizerJson());
        const CliRun run = runCli({"inspect", qtPath(m_folder.path()), "--json"});
        const Json json = run.json();
        QVERIFY2(json.is_object(), run.out.constData());
        QSet<QString> names;
        for (const Json& file : json.at("files")) {
            const QString name = text(file.at("file").get<std::string>());
            names << name;
            const QString path = qtPath(m_folder.path()) + '/' + name;
            QCOMPARE(text(file.at("sha256").get<std::string>()), hashOf(path));
            QCOMPARE(file.at("bytes").get<qint64>(), QFile(path).size());
        }
        QCOMPARE(names, (QSet<QString>{"config.json", "model.safetensors", "tokenizer.json"}));
        const Json without = runCli({"inspect", qtPath(m_folder.path()), "--json", "--no-hash"}).json();
        QCOMPARE(without.at("files").size(), std::size_t{3});
        QVERIFY(!without.at("files").at(0).contains("sha256"));
    }

    void tokenizerAndEndTokens() {
        Json config = tinyConfigJson();
        config["vocab_size"] = 259;
        config["eos_token_id"] = 0;
        QVERIFY(write(config, TensorSet(config)));
        writeJson(m_folder.file("tokenizer.json"), tokenizerJson());
        writeJson(m_folder.file("generation_config.json"), {{"eos_token_id", {0, 7}}});
        const CliRun run = runCli({"inspect", qtPath(m_folder.path()), "--json"});
        COMPARE_STATUS(run, 0);
        const Json json = run.json();
        COMPARE_JSON(json.at("tokenizer"), (Json{{"file", "tokenizer.json"}, {"kind", "BPE"}, {"size", 259}}));
        const Json& ends = json.at("end_tokens");
        QCOMPARE(ends.size(), std::size_t{2});
        COMPARE_JSON(ends.at(0), (Json{{"id", 0}, {"text", "<|end|>"}, {"file", "config.json"}}));
        COMPARE_JSON(ends.at(1).at("id"), Json(7));
        COMPARE_JSON(ends.at(1).at("file"), Json("generation_config.json"));
    }

    void problemsAreAnAdverseResult_data() {
        QTest::addColumn<QByteArray>("tokenizer");
        QTest::addColumn<QString>("code");
        QTest::newRow("no JSON") << QByteArray("{") << "json-malformed";
        QTest::newRow("unsupported") << QByteArray(R"({"model": {"type": "Lattice", "vocab": [["a", 0.0]]}})") << "tokenizer-unsupported";
        QTest::newRow("too large") << QByteArray::fromStdString(tokenizerJson().dump()) << "tokenizer-malformed";
    }
    void problemsAreAnAdverseResult() {
        QFETCH(QByteArray, tokenizer);
        QFETCH(QString, code);
        QVERIFY(write(tinyConfigJson(), TensorSet(tinyConfigJson())));
        writeBytes(m_folder.file("tokenizer.json"), tokenizer.toStdString());
        const CliRun run = runCli({"inspect", qtPath(m_folder.path()), "--json"});
        COMPARE_STATUS(run, 1);
        const Json json = run.json();
        QCOMPARE(json.at("problems").size(), std::size_t{1});
        QCOMPARE(text(json.at("problems").at(0).at("code").get<std::string>()), code);
        QVERIFY(runCli({"inspect", qtPath(m_folder.path())}).out.contains("PROBLEM"));
    }

    void notFinite() {
        TensorSet tensors(tinyConfigJson());
        const float bad = std::numeric_limits<float>::quiet_NaN();
        std::memcpy(tensors.bytes("model.norm.weight").data() + 4, &bad, sizeof bad);
        QVERIFY(write(tinyConfigJson(), tensors));
        COMPARE_STATUS(runCli({"inspect", qtPath(m_folder.path())}), 0);
        const CliRun run = runCli({"inspect", qtPath(m_folder.path()), "--values", "--json"});
        COMPARE_STATUS(run, 1);
        COMPARE_JSON(run.json().at("not_finite"), Json::array({{{"tensor", "model.norm.weight"}, {"count", 1}}}));
        QVERIFY(write(tinyConfigJson(), TensorSet(tinyConfigJson())));
        const CliRun good = runCli({"inspect", qtPath(m_folder.path()), "--values", "--json"});
        COMPARE_STATUS(good, 0);
        COMPARE_JSON(good.json().at("not_finite"), Json::array());
    }

    void textIsAligned() {
        QVERIFY(write(tinyConfigJson(), TensorSet(tinyConfigJson())));
        const CliRun run = runCli({"inspect", qtPath(m_folder.path())});
        COMPARE_STATUS(run, 0);
        const QStringList lines = QString::fromUtf8(run.out).split('\n');
        const auto header = std::find_if(lines.begin(), lines.end(), [](const QString& line) { return line.startsWith("TENSOR"); });
        QVERIFY(header != lines.end());
        int rows = 0;
        // The last column is right-aligned, so all lines of the table end in the same place.
        for (auto line = header + 1; line != lines.end() && !line->isEmpty(); ++line, ++rows)
            QCOMPARE(line->size(), header->size());
        QCOMPARE(rows, static_cast<int>(TensorSet(tinyConfigJson()).toWrite().size()));
    }
};

QTEST_GUILESS_MAIN(TestCliInspect)
#include "tst_cli_inspect.moc"
