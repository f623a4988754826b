// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Every family and its switches on small random models: the backward pass against finite differences, generation with the
// cache against recomputation, and what is written against what was in memory. What the numbers themselves should be is the
// subject of tst_parity.
#include <cmath>

#include <QTemporaryDir>
#include <QTest>

#include "engine/checkpoint/atomic_file.h"
#include "engine/core/random.h"
#include "engine/model/language_model.h"

using namespace postern;

namespace {

/// Keys that a llama-like configuration shares with most families.
Json common(const char* patch) {
    Json config = {{"vocab_size", 50},         {"hidden_size", 48},       {"num_hidden_layers", 3},    {"num_attention_heads", 4},
                   {"num_key_value_heads", 2}, {"intermediate_size", 40}, {"initializer_range", 0.25}, {"max_position_embeddings", 64}};
    config.merge_patch(Json::parse(patch));
    return config;
}

Json gpt(const char* patch) {
    Json config = {{"vocab_size", 50}, {"n_embd", 48}, {"n_layer", 3}, {"n_head", 4}, {"n_positions", 64}, {"initializer_range", 0.25}};
    config.merge_patch(Json::parse(patch));
    return config;
}

/// A random model whose norms and biases are random too.
LanguageModel randomModel(const ModelConfig& config) {
    LanguageModel model = LanguageModel::create(config, Precision::Float32, 7);
    std::vector<float> weights = model.snapshot();
    RandomStream random(3, "noise");
    for (float& weight : weights)
        weight += static_cast<float>(0.1 * random.normal());
    model.restore(weights);
    return model;
}

std::vector<TokenRow> rows() {
    return {{{3, 14, 15, 9, 26, 5, 35}, 5}, {{8, 9, 7, 9}, 3}, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 12}};
}

double lossOf(const ForwardResult& forward, std::vector<LayerStates>* gradients) {
    double loss = forward.answerLoss;
    for (const LayerStates& states : forward.states) {
        LayerStates gradient{states.layer, std::vector<float>(states.values.size())};
        for (std::size_t i = 0; i < states.values.size(); ++i) {
            const float weight = 0.02F * std::cos(static_cast<float>(i) * 0.7F + static_cast<float>(states.layer));
            loss += static_cast<double>(weight) * static_cast<double>(states.values[i]);
            gradient.values[i] = weight;
        }
        if (gradients)
            gradients->push_back(std::move(gradient));
    }
    return loss;
}

} // namespace

class FamiliesTest : public QObject {
    Q_OBJECT

private slots:
    void backward_data() {
        QTest::addColumn<QByteArray>("config");
        const auto row = [](const char* name, const Json& config) { QTest::newRow(name) << QByteArray::fromStdString(config.dump()); };
        row("llama with biases", common(R"({"model_type":"llama","attention_bias":true,"mlp_bias":true})"));
        row("llama with yarn", common(R"({"model_type":"llama","rope_scaling":{"rope_type":"yarn","factor":4,
            "original_max_position_embeddings":16}})"));
        row("llama with dynamic rope", common(R"({"model_type":"llama","max_position_embeddings":10,
            "rope_scaling":{"rope_type":"dynamic","factor":2}})"));
        row("mistral", common(R"({"model_type":"mistral","sliding_window":4})"));
        row("qwen2 with windows", common(R"({"model_type":"qwen2","use_sliding_window":true,"sliding_window":4,"max_window_layers":1})"));
        row("qwen3", common(R"({"model_type":"qwen3","head_dim":12,"attention_bias":true})"));
        row("smollm3", common(R"({"model_type":"smollm3","no_rope_layer_interval":2})"));
        row("gemma", common(R"({"model_type":"gemma","head_dim":16})"));
        row("gemma2", common(R"({"model_type":"gemma2","head_dim":16,"sliding_window":4,"attn_logit_softcapping":3.0,
            "final_logit_softcapping":4.0,"query_pre_attn_scalar":20})"));
        row("gemma3", common(R"({"model_type":"gemma3_text","head_dim":16,"sliding_window":4,"sliding_window_pattern":2})"));
        row("phi", common(R"({"model_type":"phi"})"));
        row("phi with query norms", common(R"({"model_type":"phi","qk_layernorm":true,"tie_word_embeddings":true})"));
        row("phi3", common(R"({"model_type":"phi3","partial_rotary_factor":0.5,"sliding_window":5})"));
        row("phi3 beyond its first length", common(R"({"model_type":"phi3","original_max_position_embeddings":10,
            "rope_scaling":{"type":"su","short_factor":[1,1.1,1.2,1.3,1.4,1.5],"long_factor":[1,2,3,4,5,6]}})"));
        row("olmo", common(R"({"model_type":"olmo","clip_qkv":0.8})"));
        row("olmo2", common(R"({"model_type":"olmo2"})"));
        row("stablelm", common(R"({"model_type":"stablelm","partial_rotary_factor":0.5,"use_qkv_bias":true})"));
        row("stablelm in parallel with query norms", common(R"({"model_type":"stablelm","partial_rotary_factor":0.5,
            "use_parallel_residual":true,"qk_layernorm":true})"));
        row("starcoder2", common(R"({"model_type":"starcoder2","sliding_window":4})"));
        row("gpt2", gpt(R"({"model_type":"gpt2","scale_attn_by_inverse_layer_idx":true})"));
        row("gpt_neox", common(R"({"model_type":"gpt_neox","rotary_pct":0.5})"));
        row("gpt_neox in sequence", common(R"({"model_type":"gpt_neox","rotary_pct":0.5,"use_parallel_residual":false})"));
        row("gptj", gpt(R"({"model_type":"gptj","rotary_dim":8})"));
        row("opt", common(R"({"model_type":"opt","ffn_dim":40,"init_std":0.25})"));
        row("opt with norms after the sum",
            common(R"({"model_type":"opt","ffn_dim":40,"init_std":0.25,"do_layer_norm_before":false,"activation_function":"gelu",
            "word_embed_proj_dim":32})"));
        row("opt without a last norm", common(R"({"model_type":"opt","ffn_dim":40,"init_std":0.25,"_remove_final_layer_norm":true,
            "activation_function":"gelu"})")); // relu has kinks that finite differences stumble over
        row("falcon 7b", common(R"({"model_type":"falcon"})"));
        row("falcon 40b", common(R"({"model_type":"falcon","new_decoder_architecture":true,"num_kv_heads":2})"));
        row("falcon 2", common(R"({"model_type":"falcon","new_decoder_architecture":true,"num_kv_heads":2,"num_ln_in_parallel_attn":1})"));
        row("falcon rw", common(R"({"model_type":"falcon","alibi":true,"multi_query":false,"parallel_attn":false,"bias":true})"));
        row("bloom", common(R"({"model_type":"bloom"})"));
        row("bloom that goes on from the norms", common(R"({"model_type":"bloom","apply_residual_connection_post_layernorm":true})"));
    }

    /// A sample of every parameter's gradient, with a loss that also reads hidden states of all layers.
    void backward() {
        QFETCH(QByteArray, config);
        const auto parsed = parseModelConfig(Json::parse(config.toStdString()), "config.json");
        QVERIFY2(parsed, parsed ? "" : qPrintable(QString::fromStdString(describe(parsed.error()))));
        LanguageModel model = randomModel(*parsed);
        model.beginFullTraining();
        const std::vector<TokenRow> all = rows();
        TrainingBatch batch;
        for (const TokenRow& row : all)
            batch.rows.push_back(&row);
        batch.stateLayers = {0, 1, 2, 3};
        std::vector<LayerStates> stateGradients;
        (void)lossOf(model.forward(batch), &stateGradients);
        model.backward(stateGradients);
        // The flat order of the weights is the store's own; by name they are read in the file's order.
        const std::vector<float> weights = model.snapshot();
        const std::vector<float> gradients = model.flatGradients();
        QCOMPARE(gradients.size(), weights.size());
        RandomStream random(11, "sample");
        std::vector<std::size_t> sample;
        std::size_t offset = 0;
        for (const auto& entry : model.parameterSizes()) {
            for (int i = 0; i < 3; ++i)
                sample.push_back(offset + static_cast<std::size_t>(random.uniform() * static_cast<double>(entry)));
            offset += static_cast<std::size_t>(entry);
        }
        QCOMPARE(offset, weights.size());
        for (const std::size_t i : sample) {
            constexpr float step = 2e-3F;
            std::vector<float> moved = weights;
            moved[i] = weights[i] + step;
            model.restore(moved);
            const double up = lossOf(model.forward(batch), nullptr);
            moved[i] = weights[i] - step;
            model.restore(moved);
            const double down = lossOf(model.forward(batch), nullptr);
            const double slope = (up - down) / (2.0 * static_cast<double>(step));
            QVERIFY2(std::fabs(slope - static_cast<double>(gradients[i])) < 3e-3 + 0.03 * std::fabs(slope),
                     qPrintable(QString("%1: %2 against %3").arg(i).arg(static_cast<double>(gradients[i])).arg(slope)));
        }
    }

    void cacheEqualsRecomputation_data() { backward_data(); }

    void cacheEqualsRecomputation() {
        QFETCH(QByteArray, config);
        const auto parsed = parseModelConfig(Json::parse(config.toStdString()), "config.json");
        QVERIFY(parsed);
        LanguageModel model = randomModel(*parsed);
        // One prompt at a time: where frequencies depend on the length of a batch, that is the row's own.
        const std::vector<std::int32_t> prompt = {3, 14, 15, 9, 26, 5};
        LanguageModel::GenerationRequest request;
        request.prompts = std::span(&prompt, 1);
        request.maxNew = 12;
        const std::vector<std::int32_t> cached = model.generate(request).answers.front();
        QCOMPARE(cached.size(), std::size_t{12});
        std::vector<std::int32_t> row = prompt;
        for (const std::int32_t token : cached) {
            const std::vector<float> logits = model.fullStates(std::span(&row, 1)).logits;
            const auto last = logits.end() - parsed->vocabSize;
            QCOMPARE(token, static_cast<std::int32_t>(std::max_element(last, logits.end()) - last));
            row.push_back(token);
        }
    }

    void adaptersTrainAndMerge_data() { backward_data(); }

    void adaptersTrainAndMerge() {
        QFETCH(QByteArray, config);
        const auto parsed = parseModelConfig(Json::parse(config.toStdString()), "config.json");
        QVERIFY(parsed);
        LanguageModel model = randomModel(*parsed);
        LoraSettings lora;
        lora.rank = 4;
        lora.dropout = 0;
        lora.targets = {"all-linear"};
        QVERIFY(model.beginLoraTraining(lora, 3).has_value());
        const std::vector<TokenRow> all = rows();
        TrainingBatch batch;
        for (const TokenRow& row : all)
            batch.rows.push_back(&row);
        UpdateSettings update;
        update.learningRate = 0.01;
        const double first = model.forward(batch).answerLoss;
        for (int i = 0; i < 15; ++i) {
            (void)model.forward(batch);
            model.backward();
            (void)model.update(update);
        }
        QVERIFY(model.forward(batch).answerLoss < first);
        const std::vector<std::vector<std::int32_t>> prompts = {{3, 14, 15, 9, 26}};
        const std::vector<float> adapted = model.fullStates(prompts).logits;
        model.endTraining();
        const std::vector<float> merged = model.fullStates(prompts).logits;
        for (std::size_t i = 0; i < merged.size(); ++i)
            QVERIFY(std::fabs(merged[i] - adapted[i]) < 2e-3F);
    }

    /// What bf16 inference computes does not depend on whether the float32 weights are kept beside, and what is saved is, but
    /// for the rounding, what was loaded: also for weights that lie otherwise in the file.
    void writtenAndReadAgain_data() {
        QTest::addColumn<QByteArray>("config");
        const auto row = [](const char* name, const Json& config) { QTest::newRow(name) << QByteArray::fromStdString(config.dump()); };
        row("llama", common(R"({"model_type":"llama"})"));
        row("gpt2", gpt(R"({"model_type":"gpt2"})"));
        row("gpt_neox", common(R"({"model_type":"gpt_neox","rotary_pct":0.5})"));
        row("gptj", gpt(R"({"model_type":"gptj","rotary_dim":8})"));
        row("falcon 40b", common(R"({"model_type":"falcon","new_decoder_architecture":true,"num_kv_heads":2})"));
    }

    void writtenAndReadAgain() {
        QFETCH(QByteArray, config);
        const Json json = Json::parse(config.toStdString());
        const auto parsed = parseModelConfig(json, "config.json");
        QVERIFY(parsed);
        LanguageModel model = randomModel(*parsed);
        const QTemporaryDir source;
        const QTemporaryDir target;
        const std::filesystem::path folder = source.path().toStdString();
        QVERIFY(writeFileAtomically(folder / "config.json", json.dump()));
        const std::filesystem::path written = std::filesystem::path(target.path().toStdString()) / "model";
        QVERIFY(model.saveNew(written, folder, Dtype::F32, {}).has_value());
        const auto opened = CheckpointFolder::open(written);
        QVERIFY2(opened, opened ? "" : qPrintable(QString::fromStdString(describe(opened.error()))));
        const std::vector<std::vector<std::int32_t>> prompts = {{3, 14, 15, 9, 26}};
        auto same = LanguageModel::load(*opened, Precision::Float32);
        QVERIFY(same);
        QVERIFY(same->snapshot() == model.snapshot());
        QVERIFY(same->fullStates(prompts).logits == model.fullStates(prompts).logits);
        auto kept = LanguageModel::load(*opened, Precision::Bfloat16);
        auto alone = LanguageModel::load(*opened, Precision::Bfloat16, {}, LanguageModel::Purpose::Inference);
        QVERIFY(kept && alone);
        const std::vector<float> a = kept->fullStates(prompts).logits;
        const std::vector<float> b = alone->fullStates(prompts).logits;
        // Embeddings are rounded in one and not in the other; both are about as far from the exact logits.
        const std::vector<float> exact = model.fullStates(prompts).logits;
        const auto distance = [&](const std::vector<float>& logits) {
            double squares = 0;
            for (std::size_t i = 0; i < exact.size(); ++i)
                squares += std::pow(static_cast<double>(logits[i]) - static_cast<double>(exact[i]), 2);
            return std::sqrt(squares);
        };
        QVERIFY2(distance(b) < 3 * distance(a), qPrintable(QString("%1 %2").arg(distance(a)).arg(distance(b))));
        QVERIFY(distance(b) > 0);
        alone->beginFullTraining(); // from the rounded values
        QVERIFY(alone->fullStates(prompts).logits == b);
    }

    void learnedPositionsEnd() {
        const auto parsed = parseModelConfig(gpt(R"({"model_type":"gpt2","n_positions":8})"), "config.json");
        QVERIFY(parsed);
        LanguageModel model = randomModel(*parsed);
        const std::vector<std::vector<std::int32_t>> prompts = {{3, 14, 15, 9, 26, 5}, {1, 2}};
        LanguageModel::GenerationRequest request;
        request.prompts = prompts;
        request.maxNew = 5;
        const auto answers = model.generate(request).answers;
        QCOMPARE(answers[0].size(), std::size_t{3}); // the last token needs no position of its own
        QCOMPARE(answers[1].size(), std::size_t{5});
        const std::vector<std::vector<std::int32_t>> tooLong = {{1, 2, 3, 4, 5, 6, 7, 8, 9}};
        QVERIFY_EXCEPTION_THROWN((void)model.fullStates(tooLong), std::exception);
    }
};

QTEST_GUILESS_MAIN(FamiliesTest)
#include "tst_families.moc"
