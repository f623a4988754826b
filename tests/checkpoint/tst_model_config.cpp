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
        QCOMPARE(config->ropes.size(), std::size_t{1});
        QCOMPARE(config->ropes[0].theta, 10000.0);
        QCOMPARE(config->ropes[0].rotaryDim, std::int64_t{16});
        QVERIFY(config->ropes[0].scaling.kind == RopeScaling::Kind::None);
        QVERIFY(!config->queryKeyValueBias && !config->outputBias && !config->mlpBias && !config->tieWordEmbeddings);
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
        row(R"({"hidden_act":"quick_gelu"})", "hidden_act");
        row(R"({"hidden_act":["silu"]})", "hidden_act");
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
        row(R"({"rope_scaling":{"type":"ntk","factor":2}})", "rope_type");
        row(R"({"rope_scaling":{"rope_type":"dynamic"}})", "factor");
        row(R"({"rope_scaling":{"rope_type":"yarn","factor":2,"beta_fast":1,"beta_slow":1}})", "beta_fast");
        row(R"({"rope_scaling":{"rope_type":"yarn","factor":2,"low_freq_factor":1}})", "low_freq_factor");
        row(R"({"rope_scaling":{"rope_type":"longrope"}})", "short_factor");
        row(R"({"rope_scaling":{"rope_type":"longrope","short_factor":[1],"long_factor":[1]}})", "short_factor");
        row(R"({"rope_scaling":{"rope_type":"longrope","short_factor":[1,1,1,1,1,1,1,0],"long_factor":[1]}})", "short_factor");
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
        row(R"({"clip_qkv":8.0})", "clip_qkv");
        row(R"({"alibi":true})", "alibi");
        row(R"({"use_qkv_bias":true})", "use_qkv_bias");
        row(R"({"model_type":"mistral","architectures":null,"attention_bias":true})", "attention_bias");
        row(R"({"model_type":"mistral","architectures":null,"sliding_window":0})", "sliding_window");
        row(R"({"model_type":"mistral","architectures":null,"layer_types":["full_attention"]})", "layer_types");
        row(R"({"model_type":"qwen2","architectures":null,"layer_types":["full_attention","sliding_attention","full_attention"]})",
            "layer_types");
        row(R"({"model_type":"smollm3","architectures":null,"no_rope_layers":[1,0,2]})", "no_rope_layers");
        row(R"({"model_type":"smollm3","architectures":null,"no_rope_layers":[1,0]})", "no_rope_layers");
        row(R"({"model_type":"gemma3_text","architectures":null,"use_bidirectional_attention":true})", "use_bidirectional_attention");
        row(R"({"model_type":"gemma2","architectures":null,"attn_logit_softcapping":-1})", "attn_logit_softcapping");
        row(R"({"model_type":"phi","architectures":null,"partial_rotary_factor":0.05})", "partial_rotary_factor");
        row(R"({"model_type":"gpt_neox","architectures":null,"rotary_pct":0.25,"partial_rotary_factor":0.5})", "partial_rotary_factor");
        row(R"({"model_type":"starcoder2","architectures":null,"norm_type":"rms_norm"})", "norm_type");
        row(R"({"model_type":"opt","architectures":null,"ffn_dim":8,"word_embed_proj_dim":128})", "word_embed_proj_dim");
        row(R"({"model_type":"opt","architectures":null})", "ffn_dim");
        row(R"({"model_type":"falcon","architectures":null,"new_decoder_architecture":true,"num_kv_heads":3})", "num_kv_heads");
        row(R"({"model_type":"falcon","architectures":null,"new_decoder_architecture":true,"parallel_attn":false})", "parallel_attn");
        row(R"({"model_type":"bloom","architectures":null,"slow_but_exact":true})", "slow_but_exact");
        row(R"({"model_type":"bloom","architectures":null,"apply_residual_connection_post_layernorm":1})",
            "apply_residual_connection_post_layernorm");
        row(R"({"model_type":"falcon","architectures":null,"apply_residual_connection_post_layernorm":true})",
            "apply_residual_connection_post_layernorm");
        row(R"({"model_type":"stablelm","architectures":null,"head_dim":32})", "head_dim");
        row(R"({"model_type":"mistral","architectures":null,"sliding_window":4,)"
            R"("layer_types":["full_attention","sliding_attention","full_attention"]})",
            "layer_types");
        row(R"({"model_type":"mistral","architectures":null,"sliding_window":4,)"
            R"("layer_types":["full_attention","full_attention","full_attention"]})",
            "layer_types");
        row(R"({"model_type":"gptj","architectures":null,"n_embd":64,"n_layer":3,"n_head":4,"rotary_dim":64})", "rotary_dim");
        row(R"({"model_type":"gptj","architectures":null,"n_embd":64,"n_layer":3,"n_head":4})", "rotary_dim");
        row(R"({"model_type":"gpt2","architectures":null,"n_embd":64,"n_layer":3,"n_head":4,"add_cross_attention":true})",
            "add_cross_attention");
        row(R"({"model_type":"gemma3"})", "text_config");
        row(R"({"model_type":"gemma3","auto_map":{"AutoModel":"x"},"text_config":{}})", "auto_map");
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
                                  R"({"attention_bias":true,"mlp_bias":true})", R"({"rope_scaling":{"rope_type":"default"}})"})
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
        QCOMPARE(b->ropes[0].theta, 500000.0);
        QCOMPARE(text(b->torchDtype), QStringLiteral("bfloat16"));
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
        if (!std::filesystem::exists(parity()))
            QSKIP("the shared parity folder is absent");
        for (const auto& entry : std::filesystem::directory_iterator(parity()))
            if (std::filesystem::exists(entry.path() / "config.json") && std::filesystem::exists(entry.path() / "model.safetensors"))
                QTest::newRow(entry.path().filename().c_str())
                    << QString::fromStdString(entry.path().filename().string()) << QStringLiteral("model.safetensors");
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

    void parityVersion5_data() {
        QTest::addColumn<QString>("folder");
        for (const char* name : {"llama", "qwen2", "phi3", "gemma2"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void parityVersion5() {
        QFETCH(QString, folder);
        if (!std::filesystem::exists(parity()))
            QSKIP("the shared parity folder is absent");
        const auto v4 = readJsonFile(parity() / folder.toStdString() / "config.json");
        const auto v5 = readJsonFile(parity() / folder.toStdString() / "config.v5.json");
        QVERIFY(v4 && v5);
        const auto a = parseModelConfig(*v4, "config.json");
        const auto b = parseModelConfig(*v5, "config.v5.json");
        QVERIFY2(a, a ? "" : describe(a.error()).c_str());
        QVERIFY2(b, b ? "" : describe(b.error()).c_str());
        QVERIFY(*a == *b);
        QVERIFY(a->bosTokenId == std::optional<std::int64_t>(1));
        QVERIFY(a->eosTokenIds == std::vector<std::int64_t>{2});
    }

    void gemma3NestsItsRopesByLayerType() {
        const Json v4 = with(R"({"model_type":"gemma3_text","architectures":null,"head_dim":16,"hidden_act":null,"rope_theta":1000000.0,
            "rope_local_base_freq":20000.0,"rope_scaling":{"rope_type":"linear","factor":8.0}})");
        const Json v5 = with(R"({"model_type":"gemma3_text","architectures":null,"head_dim":16,"hidden_act":null,"rope_parameters":{
            "full_attention":{"rope_type":"linear","factor":8.0,"rope_theta":1000000.0},
            "sliding_attention":{"rope_type":"default","rope_theta":20000.0}}})");
        const auto a = parseModelConfig(v4, "config.json");
        const auto b = parseModelConfig(v5, "config.json");
        QVERIFY2(a, a ? "" : describe(a.error()).c_str());
        QVERIFY2(b, b ? "" : describe(b.error()).c_str());
        QCOMPARE(a->ropes.size(), std::size_t{2});
        QCOMPARE(a->ropes[0].scaling.factor, 8.0);
        QCOMPARE(a->ropes[1].theta, 20000.0);
        QVERIFY(a->ropes[1].scaling.kind == RopeScaling::Kind::None);
        QVERIFY(*a == *b);
    }

    void gemma3WithImages() {
        const Json json = Json::parse(R"({"model_type":"gemma3","architectures":["Gemma3ForConditionalGeneration"],"eos_token_id":[1,106],
            "vision_config":{"hidden_size":1152},"text_config":{"model_type":"gemma3_text","hidden_size":2560,"intermediate_size":10240,
            "num_hidden_layers":34,"sliding_window":1024,"rope_scaling":{"factor":8.0,"rope_type":"linear"}}})");
        auto config = parseModelConfig(json, "config.json");
        QVERIFY2(config, config ? "" : describe(config.error()).c_str());
        QCOMPARE(config->headDim, std::int64_t{256});
        QCOMPARE(config->headCount, std::int64_t{8});
        QCOMPARE(config->layers[5].window, std::int64_t{0});
        QCOMPARE(config->layers[4].window, std::int64_t{1024});
        QVERIFY(config->eosTokenIds == (std::vector<std::int64_t>{1, 106}));
        adaptToFile(*config, [](std::string_view name) { return name == "model.language_model.embed_tokens.weight"; });
        QCOMPARE(text(config->expectedTensors().front().name), QStringLiteral("model.language_model.embed_tokens.weight"));
    }

    void filesOfABareModelHaveNoPrefix() {
        for (const auto& [patch, without] :
             {std::pair(R"({"model_type":"gpt2","architectures":null,"n_embd":64,"n_layer":3,"n_head":4})", "wte.weight"),
              std::pair(R"({"model_type":"opt","architectures":null,"ffn_dim":8})", "decoder.embed_tokens.weight")}) {
            auto config = parseModelConfig(with(patch), "config.json");
            QVERIFY(config);
            const ModelConfig whole = *config;
            adaptToFile(*config, [&](std::string_view name) { return name == without; });
            QVERIFY(sameTensors(whole, *config) && sameTensors(*config, whole));
            QCOMPARE(text(config->expectedTensors().front().name), text(without));
        }
    }

    void otherShapesAreOtherTensors() {
        const auto made = [](const char* patch) { return parseModelConfig(with(patch), "config.json").value(); };
        const ModelConfig one = made("{}");
        QVERIFY(sameTensors(one, made(R"({"max_position_embeddings":128})"))); // rotary positions have no table
        QVERIFY(!sameTensors(one, made(R"({"num_hidden_layers":2})")));
        QVERIFY(!sameTensors(one, made(R"({"hidden_size":32})")));
        QVERIFY(!sameTensors(one, made(R"({"vocab_size":161})")));
    }

    void windowsAndScalesByLayer() {
        const auto gemma2 = parseModelConfig(with(R"({"model_type":"gemma2","architectures":null,"hidden_act":null,"sliding_window":6,
            "query_pre_attn_scalar":16})"),
                                             "config.json");
        QVERIFY(gemma2);
        QCOMPARE(gemma2->layers[0].window, std::int64_t{6});
        QCOMPARE(gemma2->layers[1].window, std::int64_t{0});
        QCOMPARE(gemma2->layers[1].scale, 0.25);
        QCOMPARE(gemma2->attentionSoftCap, 50.0);
        QCOMPARE(gemma2->finalSoftCap, 30.0);
        const auto mistral = parseModelConfig(with(R"({"model_type":"mistral","architectures":null})"), "config.json");
        QCOMPARE(mistral->layers[2].window, std::int64_t{4096}); // the class's default where the key is absent
        Json open = with(R"({"model_type":"mistral","architectures":null})");
        open["sliding_window"] = nullptr;
        QCOMPARE(parseModelConfig(open, "config.json")->layers[2].window, std::int64_t{0});
        const auto gpt2 = parseModelConfig(with(R"({"model_type":"gpt2","architectures":null,"n_embd":64,"n_layer":3,"n_head":4,
            "scale_attn_by_inverse_layer_idx":true})"),
                                           "config.json");
        QCOMPARE(gpt2->layers[2].scale, 0.25 / 3);
        QCOMPARE(gpt2->layers[0].rope, -1);
        const auto smol =
            parseModelConfig(with(R"({"model_type":"smollm3","architectures":null,"no_rope_layer_interval":2})"), "config.json");
        QCOMPARE(smol->layers[0].rope, 0);
        QCOMPARE(smol->layers[1].rope, -1);
    }
};

QTEST_GUILESS_MAIN(TestModelConfig)
#include "tst_model_config.moc"
