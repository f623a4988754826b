// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>
#include <set>
#include <string>

#include <QTest>

#include "engine/checkpoint/model_config.h"
#include "engine/checkpoint/safetensors.h"
#include "tests/support/files.h"

using namespace postern;
using test::text;

namespace {

Json base() {
    return {{"model_type", "llama"},
            {"architectures", {"LlamaForCausalLM"}},
            {"vocab_size", 160},
            {"hidden_size", 64},
            {"num_hidden_layers", 3},
            {"num_attention_heads", 4},
            {"hidden_act", "silu"},
            {"intermediate_size", 112},
            {"max_position_embeddings", 64}};
}

Json with(const char* patch) {
    Json config = base();
    config.merge_patch(Json::parse(patch)); // null removes a key
    return config;
}

std::filesystem::path parity() {
    return std::filesystem::path(POSTERN_SHARED_DIR) / "parity";
}

} // namespace

class TestModelConfig : public QObject {
    Q_OBJECT

private slots:
    void defaults() {
        const auto config = parseModelConfig(base(), "config.json");
        QVERIFY2(config, config ? "" : describe(config.error()).c_str());
        QCOMPARE(config->keyValueHeadCount, std::int64_t{4});
        QCOMPARE(config->headDim, std::int64_t{16});
        QCOMPARE(config->normEpsilon, 1e-6);
        QCOMPARE(config->ropeTheta, 10000.0);
        QVERIFY(config->ropeScaling.kind == RopeScaling::Kind::None);
        QVERIFY(!config->attentionBias && !config->mlpBias && !config->tieWordEmbeddings);
        QVERIFY(!config->bosTokenId && !config->padTokenId && config->eosTokenIds.empty());
    }

    void refused_data() {
        QTest::addColumn<QByteArray>("patch");
        QTest::addColumn<QString>("key"); // must be named in the error
        const auto row = [](const char* patch, const char* key) { QTest::newRow(patch) << QByteArray(patch) << QString::fromLatin1(key); };
        row(R"({"model_type":null})", "model_type");
        row(R"({"model_type":"mamba"})", "model_type");
        row(R"({"model_type":7})", "model_type");
        row(R"({"architectures":["LlamaForSequenceClassification"]})", "architectures");
        row(R"({"architectures":["LlamaForCausalLM","Other"]})", "architectures");
        row(R"({"auto_map":{"AutoModelForCausalLM":"evil.Model"}})", "auto_map");
        row(R"({"quantization_config":{"quant_method":"gptq"}})", "quantization_config");
        row(R"({"hidden_act":"gelu"})", "hidden_act");
        row(R"({"hidden_act":["silu"]})", "hidden_act");
        row(R"({"pretraining_tp":2})", "pretraining_tp");
        row(R"({"sliding_window":4096})", "sliding_window");
        row(R"({"final_logit_softcapping":30.0})", "final_logit_softcapping");
        row(R"({"partial_rotary_factor":0.5})", "partial_rotary_factor");
        row(R"({"embedding_multiplier":12})", "embedding_multiplier");
        row(R"({"num_local_experts":8})", "num_local_experts");
        row(R"({"layer_types":["full_attention","sliding_attention"]})", "layer_types");
        row(R"({"vocab_size":null})", "vocab_size");
        row(R"({"vocab_size":0})", "vocab_size");
        row(R"({"vocab_size":-1})", "vocab_size");
        row(R"({"vocab_size":160.0})", "vocab_size");
        row(R"({"vocab_size":"160"})", "vocab_size");
        row(R"({"vocab_size":18446744073709551615})", "vocab_size");
        row(R"({"vocab_size":9223372036854775807})", "vocab_size");
        row(R"({"hidden_size":1000000})", "hidden_size");
        row(R"({"num_hidden_layers":1000000000})", "num_hidden_layers");
        row(R"({"num_hidden_layers":0})", "num_hidden_layers");
        row(R"({"num_attention_heads":5})", "num_attention_heads");
        row(R"({"num_key_value_heads":3})", "num_key_value_heads");
        row(R"({"num_key_value_heads":8})", "num_key_value_heads");
        row(R"({"head_dim":15})", "head_dim");
        row(R"({"head_dim":0})", "head_dim");
        row(R"({"head_dim":4096})", "head_dim");
        row(R"({"hidden_size":65536,"num_attention_heads":1})", "head_dim");
        row(R"({"intermediate_size":2000000})", "intermediate_size");
        row(R"({"max_position_embeddings":100000000})", "max_position_embeddings");
        row(R"({"rms_norm_eps":-1e-6})", "rms_norm_eps");
        row(R"({"attention_bias":1})", "attention_bias");
        row(R"({"tie_word_embeddings":"yes"})", "tie_word_embeddings");
        row(R"({"bos_token_id":160})", "bos_token_id");
        row(R"({"eos_token_id":[2,160]})", "eos_token_id");
        row(R"({"eos_token_id":["</s>"]})", "eos_token_id");
        row(R"({"pad_token_id":-2})", "pad_token_id");
        row(R"({"rope_theta":0})", "rope_theta");
        row(R"({"rope_scaling":"linear"})", "rope_scaling");
        row(R"({"rope_scaling":{"type":"dynamic","factor":2}})", "rope_type");
        row(R"({"rope_scaling":{"rope_type":"yarn","factor":2}})", "rope_type");
        row(R"({"rope_scaling":{"rope_type":"longrope"}})", "rope_type");
        row(R"({"rope_scaling":{"rope_type":"linear"}})", "factor");
        row(R"({"rope_scaling":{"rope_type":"linear","factor":0.5}})", "factor");
        row(R"({"rope_scaling":{"rope_type":"linear","type":"llama3","factor":2}})", "rope_type");
        row(R"({"rope_scaling":{"rope_type":"linear","factor":2,"beta_fast":32}})", "beta_fast");
        row(R"({"rope_scaling":{"rope_type":"llama3","factor":8,"low_freq_factor":1,"high_freq_factor":4}})",
            "original_max_position_embeddings");
        row(R"({"rope_scaling":{"rope_type":"llama3","factor":8,"low_freq_factor":4,"high_freq_factor":4,)"
            R"("original_max_position_embeddings":40}})",
            "high_freq_factor");
        row(R"({"rope_theta":10000.0,"rope_parameters":{"rope_type":"default","rope_theta":500000.0}})", "rope_parameters");
        row(R"({"rope_parameters":{"full_attention":{"rope_type":"default"}}})", "full_attention");
        row(R"({"rope_scaling":{"type":"linear","factor":2},"rope_parameters":{"rope_type":"linear","factor":4}})", "rope_parameters");
        row(R"({"rope_parameters":{"rope_type":"default","partial_rotary_factor":0.5}})", "partial_rotary_factor");
    }
    void refused() {
        QFETCH(QByteArray, patch);
        QFETCH(QString, key);
        const auto config = parseModelConfig(with(patch.constData()), "config.json");
        QVERIFY(!config);
        QCOMPARE(config.error().code, ErrorCode::ConfigUnsupported);
        QCOMPARE(text(config.error().subject), QStringLiteral("config.json"));
        QVERIFY2(text(config.error().detail).contains('"' + key + '"'), config.error().detail.c_str());
    }

    void accepted_data() {
        QTest::addColumn<QByteArray>("patch");
        for (const char* patch : {R"({"pretraining_tp":1})", R"({"architectures":null})", R"({"auto_map":{}})",
                                  R"({"use_sliding_window":false,"sliding_window":4096})",
                                  R"({"layer_types":["full_attention","full_attention","full_attention"]})", R"({"pad_token_id":-1})",
                                  R"({"eos_token_id":[1,2,3]})", R"({"head_dim":24})", R"({"hidden_size":65})",
                                  R"({"rope_scaling":{"type":"linear","factor":2.0}})", R"({"some_unknown_note":"x"})",
                                  R"({"attention_bias":true,"mlp_bias":true})"})
            QTest::newRow(patch) << QByteArray(patch);
    }
    void accepted() {
        QFETCH(QByteArray, patch);
        Json json = with(patch.constData());
        if (json["hidden_size"] == 65)
            json["head_dim"] = 16; // an explicit head size makes the width independent of the number of heads
        const auto config = parseModelConfig(json, "config.json");
        QVERIFY2(config, config ? "" : describe(config.error()).c_str());
        // What we write ourselves is read back to the same configuration.
        auto again = parseModelConfig(toJson(*config), "config.json");
        QVERIFY2(again, again ? "" : describe(again.error()).c_str());
        again->torchDtype = config->torchDtype;
        QVERIFY(*again == *config);
    }

    void notAnObject() { QVERIFY(!parseModelConfig(Json::array(), "config.json")); }

    void severalEosTokens() {
        const auto config = parseModelConfig(with(R"({"eos_token_id":[7,5]})"), "config.json");
        QVERIFY(config);
        QVERIFY(config->eosTokenIds == (std::vector<std::int64_t>{7, 5}));
        QVERIFY(toJson(*config)["eos_token_id"] == Json({7, 5}));
    }

    void transformers5GivesTheSameConfig() {
        Json v4 = with(R"({"rope_theta":500000.0,"torch_dtype":"bfloat16","rope_scaling":{"type":"llama3","factor":8.0,)"
                       R"("low_freq_factor":1.0,"high_freq_factor":4.0,"original_max_position_embeddings":40}})");
        Json v5 = with(R"({"dtype":"bfloat16","rope_parameters":{"rope_type":"llama3","rope_theta":500000.0,"factor":8.0,)"
                       R"("low_freq_factor":1.0,"high_freq_factor":4.0,"original_max_position_embeddings":40}})");
        const auto a = parseModelConfig(v4, "config.json");
        const auto b = parseModelConfig(v5, "config.json");
        QVERIFY(a && b);
        QVERIFY(*a == *b);
        QCOMPARE(b->ropeTheta, 500000.0);
        QCOMPARE(text(b->torchDtype), QStringLiteral("bfloat16"));
    }

    // Golden values: an independent Python transcription of the rule in transformers' modeling_rope_utils.
    void llama3Frequencies() {
        ModelConfig config;
        config.headDim = 16;
        config.ropeTheta = 5e5;
        config.ropeScaling = {RopeScaling::Kind::Llama3, 8, 1, 4, 40};
        const std::vector<double> expected = {1.0,
                                              0.037506709190212276,
                                              0.004700753866357992,
                                              0.0009115830921521386,
                                              0.00017677669529663688,
                                              3.428102195952591e-05,
                                              6.647869871181236e-06,
                                              1.2891731721515574e-06};
        const std::vector<double> found = config.inverseFrequencies();
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(std::abs(found[i] / expected[i] - 1) < 1e-12, qPrintable(QString::number(i)));
    }

    // The numbers of Llama 3.1 8B, where the blend between 28 and 35 is in use.
    void llama31Frequencies() {
        ModelConfig config;
        config.headDim = 128;
        config.ropeTheta = 5e5;
        config.ropeScaling = {RopeScaling::Kind::Llama3, 8, 1, 4, 8192};
        const std::vector<double> found = config.inverseFrequencies();
        QCOMPARE(found.size(), std::size_t{64});
        const std::vector<std::pair<std::size_t, double>> expected = {
            {0, 1.0},
            {1, 0.8146172338565447},
            {20, 0.016560440080994446},
            {28, 0.0032114459947525913},
            {29, 0.002166570763503359},
            {31, 0.0008567514129196321},
            {35, 9.556212353964683e-05},
            {63, 3.068925988914511e-07},
        };
        for (const auto& [i, value] : expected)
            QVERIFY2(std::abs(found[i] / value - 1) < 1e-12, qPrintable(QString::number(i)));
    }

    void linearFrequencies() {
        ModelConfig config;
        config.headDim = 4;
        config.ropeTheta = 10000;
        config.ropeScaling = {.kind = RopeScaling::Kind::Linear, .factor = 4};
        const std::vector<double> found = config.inverseFrequencies();
        QCOMPARE(found[0], 0.25);
        QVERIFY(std::abs(found[1] - 0.0025) < 1e-15);
    }

    void biasesAreExpected() {
        const auto config = parseModelConfig(with(R"({"attention_bias":true,"mlp_bias":true,"num_key_value_heads":2})"), "config.json");
        QVERIFY(config);
        const auto tensors = config->expectedTensors();
        QCOMPARE(tensors.size(), std::size_t{1 + 3 * 16 + 2});
        const auto bias =
            std::find_if(tensors.begin(), tensors.end(), [](const auto& t) { return t.name == "model.layers.2.self_attn.k_proj.bias"; });
        QVERIFY(bias != tensors.end());
        QVERIFY(bias->shape == std::vector<std::int64_t>{32});
    }

    void parityConfigs_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("weights");
        for (const char* name : {"llama", "llama-mha", "llama3-rope-tied"})
            QTest::newRow(name) << QString::fromLatin1(name) << QStringLiteral("model.safetensors");
    }
    void parityConfigs() {
        QFETCH(QString, folder);
        QFETCH(QString, weights);
        if (!std::filesystem::exists(parity()))
            QSKIP("the shared parity folder is absent");
        const auto path = parity() / folder.toStdString();
        const auto json = readJsonFile(path / "config.json");
        QVERIFY(json);
        const auto config = parseModelConfig(*json, "config.json");
        QVERIFY2(config, config ? "" : describe(config.error()).c_str());
        const auto file = SafetensorsFile::open(path / weights.toStdString());
        QVERIFY(file);
        std::int64_t elements = 0;
        std::set<std::string> names;
        for (const auto& expected : config->expectedTensors()) {
            const TensorView* tensor = file->find(expected.name);
            QVERIFY2(tensor, expected.name.c_str());
            QVERIFY2(tensor->shape == expected.shape, expected.name.c_str());
            elements += tensor->elementCount();
            names.insert(expected.name);
        }
        QCOMPARE(names.size(), file->tensors().size());
        QCOMPARE(config->parameterCount(), elements);
    }

    void parityVersion5() {
        if (!std::filesystem::exists(parity()))
            QSKIP("the shared parity folder is absent");
        const auto v4 = readJsonFile(parity() / "llama" / "config.json");
        const auto v5 = readJsonFile(parity() / "llama" / "config.v5.json");
        QVERIFY(v4 && v5);
        const auto a = parseModelConfig(*v4, "config.json");
        const auto b = parseModelConfig(*v5, "config.v5.json");
        QVERIFY(a && b);
        QVERIFY(*a == *b);
        QCOMPARE(a->normEpsilon, 0.01);
        QVERIFY(a->bosTokenId == std::optional<std::int64_t>(1));
        QVERIFY(a->eosTokenIds == std::vector<std::int64_t>{2});
    }

    void otherFamiliesAreRefusedByName() {
        if (!std::filesystem::exists(parity()))
            QSKIP("the shared parity folder is absent");
        for (const char* name : {"gemma2", "gpt2", "phi3", "qwen3"}) {
            const auto json = readJsonFile(parity() / name / "config.json");
            QVERIFY(json);
            const auto config = parseModelConfig(*json, "config.json");
            QVERIFY(!config);
            QVERIFY(text(config.error().detail).contains(QString::fromLatin1(name)));
        }
    }
};

QTEST_GUILESS_MAIN(TestModelConfig)
#include "tst_model_config.moc"
