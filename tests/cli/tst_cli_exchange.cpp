// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstring>

#include <QDirIterator>
#include <QTest>

#include <zlib.h>

#include "engine/tokenizer/tokenizer.h"
#include "tests/cli/cli_process.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

const std::filesystem::path kShared = POSTERN_SHARED_DIR;

std::string gunzipped(const std::filesystem::path& path) {
    std::string content;
    gzFile file = gzopen(path.c_str(), "rb");
    std::vector<char> buffer(1U << 16U);
    for (int count = 0; file != nullptr && (count = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;)
        content.append(buffer.data(), static_cast<std::size_t>(count));
    if (file != nullptr)
        gzclose(file);
    return content;
}

template <typename T>
std::vector<T> valuesOf(const TensorView* view) {
    std::vector<T> values(static_cast<std::size_t>(view->elementCount()));
    std::memcpy(values.data(), view->bytes.data(), view->bytes.size());
    return values;
}

/// The batch of the parity file, under names of our choice.
bool writeBatch(const std::filesystem::path& path, const std::string& prefix, std::int64_t firstId) {
    const std::vector<std::int64_t> ids = {firstId, 3, 4, 5};
    const std::vector<std::int64_t> mask = {1, 1, 1, 0};
    const std::vector<TensorToWrite> tensors = {{prefix + "input_ids", Dtype::I64, {2, 2}, std::as_bytes(std::span(ids))},
                                                {prefix + "attention_mask", Dtype::I64, {2, 2}, std::as_bytes(std::span(mask))}};
    return writeSafetensors(path, tensors, {}).has_value();
}

/// Offsets without a special token tile the text: what every byte-level tokenizer without a normalizer gives.
bool tiles(const Json& result) {
    std::uint64_t end = 0;
    for (const Json& offset : result.at("offsets")) {
        if (offset.at(0).get<std::uint64_t>() > end)
            return false;
        end = offset.at(1).get<std::uint64_t>();
    }
    return end == result.at("text").get_ref<const std::string&>().size();
}

} // namespace

class TestCliExchange : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    CliRun tokenize(const std::filesystem::path& place, const Json& texts) {
        writeJson(m_folder.file("texts.json"), texts);
        std::filesystem::remove(m_folder.file("out.json"));
        return runCli(
            {"tokenize", qtPath(place), "--texts", qtPath(m_folder.file("texts.json")), "--out", qtPath(m_folder.file("out.json"))});
    }
    Json output() { return readJsonFile(m_folder.file("out.json")).value_or(Json()); }

private slots:
    void statesParity_data() {
        QTest::addColumn<QString>("prefix");
        QTest::newRow("right") << "right.";
        QTest::newRow("left") << "left.";
    }
    void statesParity() {
        QFETCH(QString, prefix);
        const std::filesystem::path checkpoint = kShared / "parity" / "llama";
        if (!std::filesystem::exists(checkpoint))
            QSKIP("../shared/parity is absent");
        const std::filesystem::path reference = checkpoint / "expected.safetensors";
        const std::filesystem::path output = m_folder.file("states.safetensors");
        const CliRun run =
            runCli({"states", qtPath(checkpoint), "--batch", qtPath(reference), "--prefix", prefix, "--out", qtPath(output), "--json"});
        COMPARE_STATUS(run, 0);
        COMPARE_JSON(run.json().at("precision"), Json("fp32"));
        const auto computed = SafetensorsFile::open(output);
        const auto expected = SafetensorsFile::open(reference);
        QVERIFY(computed && expected);
        QCOMPARE(computed->tensors().size(), static_cast<std::size_t>(run.json().at("layers").get<int>()) + 2);
        const auto mask = valuesOf<std::int64_t>(expected->find(prefix.toStdString() + "attention_mask"));
        double worst = 0;
        for (const TensorView& tensor : computed->tensors()) {
            const TensorView* const wanted = expected->find(tensor.name);
            QVERIFY2(wanted != nullptr, tensor.name.c_str());
            QVERIFY(wanted->shape == tensor.shape);
            const auto a = valuesOf<float>(&tensor);
            const auto b = valuesOf<float>(wanted);
            const std::size_t width = a.size() / mask.size();
            for (std::size_t i = 0; i < a.size(); ++i) {
                if (mask[i / width] != 0)
                    worst = std::max(worst, static_cast<double>(std::fabs(a[i] - b[i])));
                else
                    QCOMPARE(a[i], 0.0F);
            }
        }
        qInfo("largest deviation %.2e", worst);
        QVERIFY2(worst <= 2e-4, qPrintable(QString::number(worst)));
    }

    void statesOfOwnModel() {
        const TemporaryFolder model;
        QVERIFY(writeTinyCheckpoint(model.path(), tinyConfigJson(), TensorSet(tinyConfigJson())));
        const QString batch = qtPath(m_folder.file("batch.safetensors"));
        const QString out = qtPath(m_folder.file("own.safetensors"));
        QVERIFY(writeBatch(m_folder.file("batch.safetensors"), "", 1));
        COMPARE_STATUS(runCli({"states", qtPath(model.path()), "--batch", batch, "--out", out, "--threads", "1"}), 0);
        const auto written = SafetensorsFile::open(m_folder.file("own.safetensors"));
        QVERIFY(written);
        const TensorView* const logits = written->find("logits");
        QVERIFY(logits != nullptr && written->find("hidden_states.2") != nullptr && written->find("hidden_states.3") == nullptr);
        QVERIFY((logits->shape == std::vector<std::int64_t>{2, 2, 11}));
        // Every weight is 0.5, so the embedding of every token is too.
        QCOMPARE(valuesOf<float>(written->find("hidden_states.0")).front(), 0.5F);
        QCOMPARE(valuesOf<float>(written->find("hidden_states.0")).back(), 0.0F);

        const CliRun named = runCli({"states", qtPath(model.path()), "--batch", batch, "--prefix", "left.", "--out", out});
        COMPARE_STATUS(named, 2);
        QVERIFY2(named.err.contains("left.input_ids"), named.err.constData());
        QVERIFY(writeBatch(m_folder.file("batch.safetensors"), "", 11));
        const CliRun outside = runCli({"states", qtPath(model.path()), "--batch", batch, "--out", out});
        COMPARE_STATUS(outside, 2);
        QVERIFY2(outside.err.contains("token 11"), outside.err.constData());
    }

    void tokenizeVectors_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"llama3", "bert-base-uncased", "t5-small"})
            QTest::newRow(name) << name;
    }
    void tokenizeVectors() {
        QFETCH(QString, name);
        const std::filesystem::path shared = kShared / "tokenizers" / name.toStdString();
        if (!std::filesystem::exists(shared))
            QSKIP("../shared/tokenizers is absent");
        writeBytes(m_folder.file("tokenizer.json"), gunzipped(shared / "tokenizer.json.gz"));
        const auto vectors = readJsonFile(shared / "vectors.json");
        QVERIFY(vectors);
        COMPARE_STATUS(tokenize(m_folder.path(), *vectors), 0);
        const Json document = output();
        COMPARE_JSON(document.at("schema"), Json(1));
        QCOMPARE(document.at("results").size(), vectors->size());
        QVERIFY(vectors->size() > 100);
        for (std::size_t i = 0; i < vectors->size(); ++i) {
            for (const char* key : {"text", "ids", "ids_special", "decoded", "decoded_skip_special"})
                QVERIFY2(document["results"][i].at(key) == vectors->at(i).at(key), vectors->at(i).dump().c_str());
        }
        std::filesystem::remove(m_folder.file("tokenizer.json"));
    }

    void tokenizeForms() {
        const std::vector<std::string> training = {"the cat and the hat", "that is the cat"};
        const std::vector<std::string> specials = {"<|end|>"};
        const auto trained = trainByteLevelBpe(training, 260, specials);
        QVERIFY(trained);
        const std::filesystem::path file = m_folder.file("small.json");
        writeJson(file, *trained);
        const Json texts = {"the cat", "", "na\xc3\xafve \xf0\x9f\x90\x88", "a <|end|> b"};
        Json objects = Json::array();
        for (const Json& entry : texts)
            objects.push_back({{"text", entry}, {"label", 1}});

        COMPARE_STATUS(tokenize(file, texts), 0);
        const Json plain = output();
        COMPARE_STATUS(tokenize(file, objects), 0);
        COMPARE_JSON(output(), plain);
        COMPARE_STATUS(tokenize(file, {{"texts", texts}}), 0);
        COMPARE_JSON(output(), plain);
        const CliRun printed = runCli({"tokenize", qtPath(file), "--texts", qtPath(m_folder.file("texts.json"))});
        COMPARE_STATUS(printed, 0);
        COMPARE_JSON(printed.json(), plain);

        COMPARE_JSON(plain.at("tokenizer").at("size"), Json(260));
        QCOMPARE(plain.at("results").size(), texts.size());
        for (const Json& result : plain.at("results")) {
            QVERIFY2(tiles(result), result.dump().c_str());
            COMPARE_JSON(result.at("decoded"), result.at("text"));
            QCOMPARE(result.at("tokens").size(), result.at("ids").size());
            QCOMPARE(result.at("offsets").size(), result.at("ids").size());
        }
        const Json& special = plain.at("results").at(3);
        QCOMPARE(text(special.at("decoded_skip_special").get<std::string>()).contains("end"), false);
        QVERIFY(std::find(special.at("tokens").begin(), special.at("tokens").end(), "<|end|>") != special.at("tokens").end());
    }

    void tokenizeRefuses_data() {
        QTest::addColumn<QByteArray>("texts");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("no array") << QByteArray(R"({"text": "a"})") << QByteArray("no array of texts");
        QTest::newRow("a number") << QByteArray(R"(["a", 2])") << QByteArray("entry 1");
        QTest::newRow("no JSON") << QByteArray("[\"a\"") << QByteArray("texts.json");
    }
    void tokenizeRefuses() {
        QFETCH(QByteArray, texts);
        QFETCH(QByteArray, message);
        const std::vector<std::string> training = {"abc"};
        const auto trained = trainByteLevelBpe(training, 256, {});
        QVERIFY(trained);
        writeJson(m_folder.file("small.json"), *trained);
        writeBytes(m_folder.file("texts.json"), texts.toStdString());
        const CliRun run = runCli({"tokenize", qtPath(m_folder.file("small.json")), "--texts", qtPath(m_folder.file("texts.json"))});
        COMPARE_STATUS(run, 2);
        QVERIFY2(run.err.contains(message), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    void folderWithoutTokenizer() {
        const TemporaryFolder empty;
        const CliRun run = tokenize(empty.path(), {"a"});
        COMPARE_STATUS(run, 2);
        QVERIFY2(run.err.contains("no tokenizer.json, tokenizer.model"), run.err.constData());
    }

    void shippedTokenizer() {
        QDirIterator places(QStringLiteral(POSTERN_SOURCE_DIR "/resources/demo"), {"tokenizer.json"}, QDir::Files,
                            QDirIterator::Subdirectories);
        if (!places.hasNext())
            QSKIP("no demo checkpoint is shipped");
        const Json texts = {"It was the best of times, it was the worst of times.", " two  spaces\nand a line", "caf\xc3\xa9"};
        COMPARE_STATUS(tokenize(places.next().toStdString(), texts), 0);
        const Json document = output();
        for (const Json& result : document.at("results")) {
            COMPARE_JSON(result.at("decoded_skip_special"), result.at("text"));
            QVERIFY2(tiles(result), result.dump().c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestCliExchange)
#include "tst_cli_exchange.moc"
