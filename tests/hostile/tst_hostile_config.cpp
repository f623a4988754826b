// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <limits>
#include <string>

#include <QTest>

#include "tests/support/checkpoint_maker.h"
#include "tests/support/scan_maker.h"

using namespace postern;
using namespace postern::test;

/// Configurations that ask for code, for a giant's memory, or for a computation that Postern does not follow.
class TestHostileConfig : public QObject {
    Q_OBJECT

private slots:
    void aGoodConfigIsAccepted() {
        const ScanReport report = scanOfBytes(tinyConfigJson().dump(), "config.json");
        QVERIFY2(report.verdict == Verdict::Accepted, findingsText(report).c_str());
    }

    void found_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("fragment");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("bytes");
        const auto raw = [](const char* rule, const char* row, const char* fragment, const char* name, const std::string& bytes) {
            QTest::addRow("%s: %s", rule, row) << QByteArray(rule) << QByteArray(fragment) << QByteArray(name)
                                               << QByteArray::fromStdString(bytes);
        };
        const auto config = [&](const char* rule, const char* row, const char* fragment, const Json& change) {
            Json json = tinyConfigJson();
            json.update(change);
            raw(rule, row, fragment, "config.json", json.dump());
        };
        raw("config.malformed", "empty", "syntax", "config.json", "");
        raw("config.malformed", "a list", "not a JSON object", "config.json", "[]");
        raw("config.malformed", "duplicate key", "duplicate", "config.json", R"({"model_type":"llama","model_type":"gpt2"})");
        raw("config.malformed", "nested deeply", "nested", "config.json", std::string(100'000, '[') + std::string(100'000, ']'));
        raw("config.malformed", "a byte order mark", "byte order mark", "config.json", "\xef\xbb\xbf{}");
        raw("config.malformed", "NaN", "syntax", "config.json", R"({"rope_theta": NaN})");
        raw("file.limit", "5 MiB", "5242882", "config.json", std::string(std::size_t{5} << 20, ' ') + "{}");
        config("config.auto-map", "auto_map", "modeling_evil.Model", {{"auto_map", {{"AutoModel", "modeling_evil.Model"}}}});
        config("config.auto-map", "a repository", "other/repo--code.Model",
               {{"auto_map", {{"AutoTokenizer", {"other/repo--code.Model", nullptr}}}}});
        config("config.auto-map", "pipelines", "code.Pipeline", {{"custom_pipelines", {{"text", {{"impl", "code.Pipeline"}}}}}});
        config("config.auto-map", "trust", "trust", {{"trust_remote_code", true}});
        raw("config.auto-map", "in the tokenizer's configuration", "code.Tok", "tokenizer_config.json",
            R"({"auto_map":{"AutoTokenizer":["code.Tok",null]}})");
        raw("config.auto-map", "in the adapter's configuration", "evil", "adapter_config.json",
            R"({"auto_mapping":{"parent_library":"evil"}})");
        raw("config.auto-map", "in the generation's configuration", "org/repo", "generation_config.json",
            R"({"custom_generate":"org/repo"})");
        for (const char* key : {"vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads",
                                "intermediate_size", "max_position_embeddings"}) {
            config("config.range", (std::string(key) + " of 2^62").c_str(), key, {{key, std::int64_t{1} << 62}});
            config("config.range", (std::string(key) + " of -1").c_str(), key, {{key, -1}});
            config("config.range", (std::string(key) + " of 1.5").c_str(), key, {{key, 1.5}});
            config("config.range", (std::string(key) + " as text").c_str(), key, {{key, "8"}});
        }
        config("config.range", "2^64-1", "hidden_size", {{"hidden_size", 18446744073709551615U}});
        config("config.token", "behind the vocabulary", "eos_token_id", {{"eos_token_id", 11}});
        config("config.token", "in a list", "eos_token_id", {{"eos_token_id", {1, 1'000'000'000}}});
        config("config.token", "a text", "bos_token_id", {{"bos_token_id", "1"}});
        config("config.range", "65 end tokens", "eos_token_id", {{"eos_token_id", std::vector<int>(65, 1)}});
        raw("config.range", "a generation without end", "max_length", "generation_config.json", R"({"max_length": 1e30})");
        raw("config.range", "beams", "num_beams", "generation_config.json", R"({"num_beams": 1000000})");
        raw("config.range", "a temperature in words", "temperature", "generation_config.json", R"({"temperature": "hot"})");
        raw("config.token", "a negative token", "eos_token_id", "generation_config.json", R"({"eos_token_id": -7})");
        config("config.unsupported", "another architecture", "mamba", {{"model_type", "mamba"}});
        config("config.unsupported", "quantized", "quantization_config", {{"quantization_config", {{"bits", 4}}}});
        raw("config.unsupported", "no architecture", "model_type", "config.json", "{}");
        raw("json.malformed", "another JSON file", "duplicate", "vocab.json", R"({"a":0,"a":1})");
    }
    void found() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, fragment);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), name.toStdString());
        const Finding* const finding = findingOf(report, rule.toStdString(), fragment.toStdString());
        QVERIFY2(finding, findingsText(report).c_str());
        QVERIFY(report.verdict >= verdictOf(finding->severity));
    }

    void verdicts() {
        Json json = tinyConfigJson();
        json["model_type"] = "mamba";
        QCOMPARE(scanOfBytes(json.dump(), "config.json").verdict, Verdict::Unsupported);
        json["auto_map"] = {{"AutoModel", "x.Y"}};
        QCOMPARE(scanOfBytes(json.dump(), "config.json").verdict, Verdict::Dangerous);
    }

    void rule10_data() {
        QTest::addColumn<QByteArray>("fragment");
        QTest::addColumn<QByteArray>("change");
        QTest::newRow("missing") << QByteArray("is missing") << QByteArray("missing");
        QTest::newRow("wider") << QByteArray("[12, 9]") << QByteArray("wider");
        QTest::newRow("integers") << QByteArray("I32") << QByteArray("integers");
    }
    void rule10() {
        QFETCH(QByteArray, fragment);
        QFETCH(QByteArray, change);
        const TemporaryFolder folder;
        TensorSet tensors(tinyConfigJson());
        const std::string name = "model.layers.1.mlp.up_proj.weight";
        tensors.remove(name);
        if (change == "wider")
            tensors.add(name, Dtype::F32, {12, 9});
        if (change == "integers")
            tensors.add(name, Dtype::I32, {12, 8});
        QVERIFY(writeTinyCheckpoint(folder.path(), tinyConfigJson(), tensors));
        const ScanReport report = scanOf(folder.path());
        QVERIFY2(findingOf(report, "safetensors.10", fragment.toStdString()), findingsText(report).c_str());
        QCOMPARE(report.verdict, Verdict::Rejected);
    }

    void extraTensorsAreListed() {
        const TemporaryFolder folder;
        TensorSet tensors(tinyConfigJson());
        tensors.add("payload", Dtype::U8, {4});
        QVERIFY(writeTinyCheckpoint(folder.path(), tinyConfigJson(), tensors));
        const ScanReport report = scanOf(folder.path());
        QVERIFY(findingOf(report, "safetensors.extra", "payload"));
        QCOMPARE(report.verdict, Verdict::Accepted);
    }

    void rule11() {
        const TemporaryFolder folder;
        TensorSet tensors(tinyConfigJson());
        const float bad[] = {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()};
        std::memcpy(tensors.bytes("lm_head.weight").data(), bad, sizeof bad);
        QVERIFY(writeTinyCheckpoint(folder.path(), tinyConfigJson(), tensors));
        QCOMPARE(scanOf(folder.path(), true, false).verdict, Verdict::Accepted);
        const ScanReport report = scanOf(folder.path(), false, true);
        QVERIFY2(findingOf(report, "safetensors.11", "2 elements"), findingsText(report).c_str());
        QCOMPARE(report.verdict, Verdict::Rejected);
    }
};

QTEST_GUILESS_MAIN(TestHostileConfig)
#include "tst_hostile_config.moc"
