// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <string>

#include <QTest>

#include "engine/checkpoint/adapter_folder.h"
#include "engine/checkpoint/adapter_merge.h"
#include "engine/checkpoint/adapter_write.h"
#include "tests/support/adapter_maker.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using test::AdapterTensors;
using test::text;

namespace {

constexpr const char* kQuery = "model.layers.0.self_attn.q_proj";

Json withKey(Json config, const char* key, Json value) {
    config[key] = std::move(value);
    return config;
}

/// A 2x3 weight: A [1, 3] = 1 2 3, B [2, 1] = 10 20.
AdapterTensors smallTensors() {
    AdapterTensors tensors;
    tensors.add(std::string(kQuery) + ".lora_A.weight", {1, 3}, {1, 2, 3}).add(std::string(kQuery) + ".lora_B.weight", {2, 1}, {10, 20});
    return tensors;
}

/// The merged values, or nothing where it failed.
std::vector<float> merged(const AdapterFolder& adapter, const std::string& name, std::vector<std::int64_t> shape, std::vector<float> values,
                          WeightLayout layout = WeightLayout::Guess) {
    const auto changed = applyAdapter(adapter, name, shape, values, layout);
    if (!changed)
        qWarning("%s", describe(changed.error()).c_str());
    return changed && *changed ? values : std::vector<float>();
}

/// What the small adapter makes of a weight of zeros, under another configuration.
std::vector<float> smallMerge(const Json& config) {
    const test::TemporaryFolder folder;
    if (!smallTensors().write(folder.path(), config))
        return {};
    const auto adapter = AdapterFolder::open(folder.path());
    return adapter ? merged(*adapter, std::string(kQuery) + ".weight", {2, 3}, std::vector<float>(6)) : std::vector<float>();
}

Error openError(const AdapterTensors& tensors, const Json& config) {
    const test::TemporaryFolder folder;
    if (!tensors.write(folder.path(), config))
        return {};
    const auto opened = AdapterFolder::open(folder.path());
    return opened ? Error{} : opened.error();
}

using Floats = std::vector<float>;

} // namespace

class TestAdapter : public QObject {
    Q_OBJECT

private slots:
    void addsTheScaledProduct() {
        // alpha 2, r 1: s = 2; 2 · (10 20)ᵀ (1 2 3)
        QCOMPARE(smallMerge(test::adapterConfigJson()), (Floats{20, 40, 60, 40, 80, 120}));
    }

    void keepsWhatIsThere() {
        const test::TemporaryFolder folder;
        QVERIFY(smallTensors().write(folder.path(), test::adapterConfigJson()));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY(adapter);
        QCOMPARE(merged(*adapter, std::string(kQuery) + ".weight", {2, 3}, {1, 0, 0, 0, 0, -1}), (Floats{21, 40, 60, 40, 80, 119}));
        Floats other = {7};
        const std::vector<std::int64_t> one = {1};
        QCOMPARE(applyAdapter(*adapter, "model.norm.weight", one, other).value(), false);
        QCOMPARE(other, Floats{7});
    }

    void turnsForConv1D() {
        const test::TemporaryFolder folder;
        QVERIFY(smallTensors().write(folder.path(), test::adapterConfigJson()));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY(adapter);
        QCOMPARE(merged(*adapter, std::string(kQuery) + ".weight", {3, 2}, Floats(6)), (Floats{20, 40, 40, 80, 60, 120}));
        // The layout is known: the shape must obey.
        Floats values(6);
        const std::vector<std::int64_t> turned = {3, 2};
        QVERIFY(!applyAdapter(*adapter, std::string(kQuery) + ".weight", turned, values, WeightLayout::OutIn));
    }

    void aSquareWeightGoesByTheFlagOrTheLayout() {
        const Json config = withKey(test::adapterConfigJson(), "target_modules", {"c_proj"});
        AdapterTensors uneven;
        uneven.add("h.0.attn.c_proj.lora_A.weight", {1, 2}, {1, 5}).add("h.0.attn.c_proj.lora_B.weight", {2, 1}, {10, 20});
        const test::TemporaryFolder folder;
        QVERIFY(uneven.write(folder.path(), withKey(config, "fan_in_fan_out", true)));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY(adapter);
        const std::string name = "h.0.attn.c_proj.weight";
        QCOMPARE(merged(*adapter, name, {2, 2}, Floats(4)), (Floats{20, 40, 100, 200}));
        QCOMPARE(merged(*adapter, name, {2, 2}, Floats(4), WeightLayout::OutIn), (Floats{20, 100, 40, 200}));
        QCOMPARE(merged(*adapter, name, {2, 2}, Floats(4), WeightLayout::InOut), (Floats{20, 40, 100, 200}));
        QVERIFY(layoutOf("gpt2", "transformer.h.0.attn.c_proj.weight") == WeightLayout::InOut);
        QVERIFY(layoutOf("gpt2", "h.11.mlp.c_fc.weight") == WeightLayout::InOut);
        QVERIFY(layoutOf("gpt2", "lm_head.weight") == WeightLayout::OutIn);
        QVERIFY(layoutOf("gptj", "transformer.h.0.attn.q_proj.weight") == WeightLayout::OutIn);
    }

    void scales_data() {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<float>("first"); // 10 · s
        QTest::newRow("alpha") << R"({"lora_alpha": 3})" << 30.0F;
        QTest::newRow("alpha by ending") << R"({"alpha_pattern": {"q_proj": 5}})" << 50.0F;
        QTest::newRow("alpha by expression") << R"({"alpha_pattern": {"layers\\.[01]\\..*": 7}})" << 70.0F;
        QTest::newRow("alpha of others") << R"({"alpha_pattern": {"v_proj": 7, "_proj": 8}})" << 20.0F;
        QTest::newRow("the first in the file counts") << R"({"alpha_pattern": {"self_attn.q_proj": 4, "q_proj": 9}})" << 40.0F;
        QTest::newRow("the first, though later by name") << R"({"alpha_pattern": {"q_proj": 9, "layers.0.self_attn.q_proj": 4}})" << 90.0F;
    }

    void scales() {
        QFETCH(QString, changes);
        QFETCH(float, first);
        // The order of the file's keys decides, so the text is joined by hand.
        const test::TemporaryFolder folder;
        QVERIFY(smallTensors().write(folder.path(), test::adapterConfigJson()));
        const std::string inside = changes.mid(1).toStdString();
        const std::string base = R"({"peft_type":"LORA","r":1,"target_modules":["q_proj"],)";
        const std::string alpha = changes.contains("lora_alpha") ? "" : R"("lora_alpha":2,)";
        test::writeBytes(folder.file("adapter_config.json"), base + alpha + inside);
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
        QCOMPARE(merged(*adapter, std::string(kQuery) + ".weight", {2, 3}, Floats(6)).at(0), first);
    }

    void rankStabilizedScale() {
        AdapterTensors tensors;
        tensors.add(std::string(kQuery) + ".lora_A.weight", {4, 1}, {1, 0, 0, 0})
            .add(std::string(kQuery) + ".lora_B.weight", {1, 4}, {1, 0, 0, 0});
        for (const bool stabilized : {false, true}) {
            const test::TemporaryFolder folder;
            Json config = withKey(withKey(test::adapterConfigJson(), "lora_alpha", 8), "use_rslora", stabilized);
            QVERIFY(tensors.write(folder.path(), withKey(config, "rank_pattern", {{"q_proj", 4}}))); // r itself stays 1
            const auto adapter = AdapterFolder::open(folder.path());
            QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
            QCOMPARE(merged(*adapter, std::string(kQuery) + ".weight", {1, 1}, {0}), Floats{stabilized ? 4.0F : 2.0F});
        }
    }

    void doraSetsTheLengthOfEveryOutput() {
        AdapterTensors tensors = smallTensors();
        tensors.add(std::string(kQuery) + ".lora_magnitude_vector", {2}, {5, 26});
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), withKey(test::adapterConfigJson(), "use_dora", true)));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
        // W + 2 B A = (3 4 0; 0 5 12) of lengths 5 and 13.
        const Floats weight = {3 - 20, 4 - 40, -60, -40, 5 - 80, 12 - 120};
        QCOMPARE(merged(*adapter, std::string(kQuery) + ".weight", {2, 3}, weight), (Floats{3, 4, 0, 0, 10, 24}));
        const Floats turned = {3 - 20, -40, 4 - 40, 5 - 80, -60, 12 - 120};
        QCOMPARE(merged(*adapter, std::string(kQuery) + ".weight", {3, 2}, turned), (Floats{3, 0, 4, 10, 0, 24}));
    }

    void embeddings() {
        AdapterTensors tensors;
        tensors.add("model.embed_tokens.lora_embedding_A", {1, 3}, {1, 2, 3}).add("model.embed_tokens.lora_embedding_B", {2, 1}, {10, 20});
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), withKey(test::adapterConfigJson(), "target_modules", {"embed_tokens"})));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
        QVERIFY(adapter->modules()[0].embedding);
        // Three words of width two.
        QCOMPARE(merged(*adapter, "model.embed_tokens.weight", {3, 2}, Floats(6)), (Floats{20, 40, 40, 80, 60, 120}));
        Floats values(6);
        const std::vector<std::int64_t> wrong = {2, 3};
        QVERIFY(!applyAdapter(*adapter, "model.embed_tokens.weight", wrong, values));
    }

    void wholeModulesAndBiases() {
        AdapterTensors tensors = smallTensors();
        tensors.add("lm_head.weight", {1, 2}, {8, 9})
            .add(std::string(kQuery) + ".base_layer.bias", {2}, {3, 4})
            .add("model.layers.0.mlp.up_proj.weight", {1, 1}, {5});
        Json config = withKey(withKey(test::adapterConfigJson(), "modules_to_save", {"lm_head", "mlp"}), "bias", "all");
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), config));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
        QCOMPARE(merged(*adapter, "lm_head.weight", {1, 2}, {1, 1}), (Floats{8, 9}));
        QCOMPARE(merged(*adapter, std::string(kQuery) + ".bias", {2}, {1, 1}), (Floats{3, 4}));
        QCOMPARE(merged(*adapter, "model.layers.0.mlp.up_proj.weight", {1, 1}, {1}), Floats{5});
        QCOMPARE(adapter->replacements().size(), std::size_t{3});
    }

    void theBiasOfB() {
        AdapterTensors tensors = smallTensors();
        tensors.add(std::string(kQuery) + ".lora_B.bias", {2}, {1, 3});
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), withKey(test::adapterConfigJson(), "lora_bias", true)));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
        QCOMPARE(merged(*adapter, std::string(kQuery) + ".bias", {2}, {10, 10}), (Floats{12, 16}));
    }

    void aClassWordMayBeMissing() {
        AdapterTensors tensors;
        tensors.add("transformer.h.0.attn.c_attn.lora_A.weight", {1, 1}, {3}).add("transformer.h.0.attn.c_attn.lora_B.weight", {1, 1}, {5});
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), withKey(test::adapterConfigJson(), "target_modules", {"c_attn"})));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY(adapter);
        QCOMPARE(merged(*adapter, "h.0.attn.c_attn.weight", {1, 1}, {0}), Floats{30});
        QCOMPARE(merged(*adapter, "transformer.h.0.attn.c_attn.weight", {1, 1}, {0}), Floats{30});
        QVERIFY(adapter->moduleOf("h.1.attn.c_attn.weight") == nullptr);
    }

    void targetsAreChosen_data() {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("ending") << R"({"target_modules": ["self_attn.q_proj"]})" << true;
        QTest::newRow("not the ending of a word") << R"({"target_modules": ["proj"]})" << false;
        QTest::newRow("another") << R"({"target_modules": ["k_proj"]})" << false;
        QTest::newRow("expression") << R"({"target_modules": ".*\\.(q|v)_proj"})" << true;
        QTest::newRow("expression for a part") << R"({"target_modules": "q_proj"})" << false;
        QTest::newRow("all-linear") << R"({"target_modules": "all-linear"})" << true;
        QTest::newRow("excluded") << R"({"target_modules": "all-linear", "exclude_modules": ["q_proj"]})" << false;
        QTest::newRow("in its layer") << R"({"layers_to_transform": [0, 3]})" << true;
        QTest::newRow("in its only layer") << R"({"layers_to_transform": 0})" << true;
        QTest::newRow("not in its layer") << R"({"layers_to_transform": [1]})" << false;
        QTest::newRow("layers under that name") << R"({"layers_to_transform": [0], "layers_pattern": "layers"})" << true;
        QTest::newRow("layers under another name") << R"({"layers_to_transform": [0], "layers_pattern": ["h", "blocks"]})" << false;
        QTest::newRow("none") << R"({"target_modules": null})" << false;
    }

    void targetsAreChosen() {
        QFETCH(QString, changes);
        QFETCH(bool, accepted);
        Json config = test::adapterConfigJson();
        config.update(Json::parse(changes.toStdString()));
        const Error error = openError(smallTensors(), config);
        QVERIFY2(error.detail.empty() == accepted, describe(error).c_str());
    }

    void refusesKeysByName_data() {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<QString>("key");
        QTest::newRow("method") << R"({"peft_type": "IA3"})"
                                << "peft_type";
        QTest::newRow("task") << R"({"task_type": "SEQ_CLS"})"
                              << "task_type";
        QTest::newRow("replication") << R"({"layer_replication": [[0, 1]]})"
                                     << "layer_replication";
        QTest::newRow("parameters") << R"({"target_parameters": ["w"]})"
                                    << "target_parameters";
        QTest::newRow("alora") << R"({"alora_invocation_tokens": [1]})"
                               << "alora_invocation_tokens";
        QTest::newRow("qalora") << R"({"use_qalora": true})"
                                << "use_qalora";
        QTest::newRow("megatron") << R"({"megatron_config": {"a": 1}})"
                                  << "megatron_config";
        QTest::newRow("tokens") << R"({"trainable_token_indices": [3]})"
                                << "trainable_token_indices";
        QTest::newRow("of tomorrow") << R"({"use_next_thing": true})"
                                     << "use_next_thing";
        QTest::newRow("residual base") << R"({"init_lora_weights": "pissa"})"
                                       << "init_lora_weights";
        QTest::newRow("quantized base") << R"({"loftq_config": {"bits": 4}})"
                                        << "loftq_config";
        QTest::newRow("rank") << R"({"r": 0})"
                              << "r";
        QTest::newRow("rank as text") << R"({"r": "8"})"
                                      << "r";
        QTest::newRow("alpha") << R"({"lora_alpha": 1e300})"
                               << "lora_alpha";
        QTest::newRow("bias") << R"({"bias": "some"})"
                              << "bias";
        QTest::newRow("pattern of rank") << R"({"rank_pattern": {"q_proj": 1.5}})"
                                         << "rank_pattern";
        QTest::newRow("names") << R"({"modules_to_save": [3]})"
                               << "modules_to_save";
    }

    void refusesKeysByName() {
        QFETCH(QString, changes);
        QFETCH(QString, key);
        Json config = test::adapterConfigJson();
        config.update(Json::parse(changes.toStdString()));
        const Error error = openError(smallTensors(), config);
        QVERIFY(error.code == ErrorCode::ConfigUnsupported);
        QVERIFY2(text(error.detail).contains('"' + key + '"'), describe(error).c_str());
    }

    void neutralKeysAreAccepted() {
        Json config = test::adapterConfigJson();
        config.update(Json::parse(R"({"layer_replication": null, "megatron_config": null, "megatron_core": "megatron.core",
            "loftq_config": {}, "eva_config": {"rho": 2.0}, "corda_config": {"x": 1}, "use_qalora": false, "qalora_group_size": 16,
            "peft_version": "0.18.0", "inference_mode": true, "init_lora_weights": "gaussian", "auto_mapping": {"base_model_class": "X"},
            "exclude_modules": null, "target_parameters": [], "future_switch": false})"));
        QCOMPARE(openError(smallTensors(), config).detail, std::string());
    }

    void everyTensorMustBeUsed_data() {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<int>("count");
        QTest::newRow("whole, unasked") << std::string("model.norm.weight") << 3;
        QTest::newRow("bias, unasked") << std::string(kQuery) + ".base_layer.bias" << 2;
        QTest::newRow("half a pair") << std::string("model.layers.1.self_attn.q_proj.lora_A.weight") << 3;
        QTest::newRow("unknown part") << std::string(kQuery) + ".lora_C.weight" << 1;
        QTest::newRow("adapter's name left in") << std::string(kQuery) + ".lora_A.default.weight" << 3;
        QTest::newRow("magnitude, unasked") << std::string(kQuery) + ".lora_magnitude_vector" << 2;
        QTest::newRow("bias of B, unasked") << std::string(kQuery) + ".lora_B.bias" << 2;
        QTest::newRow("twice") << std::string(kQuery) + ".lora_embedding_A" << 3;
    }

    void everyTensorMustBeUsed() {
        QFETCH(std::string, name);
        QFETCH(int, count);
        AdapterTensors tensors = smallTensors();
        tensors.add(name, {1, count}, Floats(static_cast<std::size_t>(count), 1));
        const Error error = openError(tensors, test::adapterConfigJson());
        QVERIFY2(error.code == ErrorCode::TensorMismatch, describe(error).c_str());
        QVERIFY2(text(error.detail).contains(text(name.substr(0, name.find(".lora_") < name.size() ? name.find(".lora_") : 8))),
                 describe(error).c_str());
    }

    void shapesMustFitTheRank() {
        QVERIFY(openError(smallTensors(), withKey(test::adapterConfigJson(), "r", 2)).code == ErrorCode::TensorMismatch);
        AdapterTensors flat;
        flat.add(std::string(kQuery) + ".lora_A.weight", {3}, {1, 2, 3}).add(std::string(kQuery) + ".lora_B.weight", {2, 1}, {1, 2});
        QVERIFY(openError(flat, test::adapterConfigJson()).code == ErrorCode::TensorMismatch);
    }

    void picklesAreRefused() {
        const test::TemporaryFolder folder;
        test::writeJson(folder.file("adapter_config.json"), test::adapterConfigJson());
        test::writeBytes(folder.file("adapter_model.bin"), "\x80\x02.");
        const auto opened = AdapterFolder::open(folder.path());
        QVERIFY(!opened);
        QVERIFY(text(opened.error().hint).contains("pickle"));
    }

    void valuesThatAreNotFiniteAreRefused() {
        AdapterTensors tensors;
        tensors.add(std::string(kQuery) + ".lora_A.weight", {1, 1}, {std::numeric_limits<float>::max()})
            .add(std::string(kQuery) + ".lora_B.weight", {1, 1}, {10});
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), test::adapterConfigJson()));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY(adapter);
        Floats values = {1};
        const std::vector<std::int64_t> one = {1, 1};
        const auto changed = applyAdapter(*adapter, std::string(kQuery) + ".weight", one, values);
        QVERIFY(!changed && text(changed.error().detail).contains("rule 11"));
    }

    void theBaseMustHaveThePlace() {
        const test::TemporaryFolder base;
        QVERIFY(test::writeTinyCheckpoint(base.path(), test::tinyConfigJson(), test::TensorSet(test::tinyConfigJson())));
        const auto checkpoint = CheckpointFolder::open(base.path());
        QVERIFY(checkpoint);
        const auto check = [&](const std::string& module, std::int64_t out, std::int64_t in) {
            AdapterTensors tensors;
            tensors.add(module + ".lora_A.weight", {1, in}, Floats(static_cast<std::size_t>(in)))
                .add(module + ".lora_B.weight", {out, 1}, Floats(static_cast<std::size_t>(out)));
            const test::TemporaryFolder folder;
            Json config = withKey(test::adapterConfigJson(), "target_modules", {"k_proj", "lm_head"});
            if (!tensors.write(folder.path(), config))
                return false;
            const auto adapter = AdapterFolder::open(folder.path());
            return adapter && adapter->checkAgainst(*checkpoint);
        };
        QVERIFY(check("model.layers.1.self_attn.k_proj", 4, 8)); // one key head of width 4
        QVERIFY(check("layers.1.self_attn.k_proj", 4, 8));
        QVERIFY(!check("model.layers.2.self_attn.k_proj", 4, 8));
        QVERIFY(!check("model.layers.1.self_attn.k_proj", 5, 8));
        QVERIFY(check("lm_head", 11, 8));
    }

    void tiedEmbeddingsAreRefused() {
        const test::TemporaryFolder base;
        const Json config = withKey(test::tinyConfigJson(), "tie_word_embeddings", true);
        QVERIFY(test::writeTinyCheckpoint(base.path(), config, test::TensorSet(config)));
        const auto checkpoint = CheckpointFolder::open(base.path());
        QVERIFY(checkpoint);
        AdapterTensors tensors;
        tensors.add("model.embed_tokens.lora_embedding_A", {1, 11}, Floats(11))
            .add("model.embed_tokens.lora_embedding_B", {8, 1}, Floats(8));
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), withKey(test::adapterConfigJson(), "target_modules", {"embed_tokens"})));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY(adapter);
        const auto checked = adapter->checkAgainst(*checkpoint);
        QVERIFY(!checked && checked.error().code == ErrorCode::ConfigUnsupported);
    }

    void slowPatternsEnd() {
        const Error error = openError(smallTensors(), withKey(test::adapterConfigJson(), "target_modules", "(.*.*)*.*x(.*.*)*y"));
        QVERIFY(error.code == ErrorCode::ConfigUnsupported);
    }

    void mergesWhatPeftTrained_data() {
        QTest::addColumn<QString>("adapter");
        QTest::addColumn<QString>("base");
        QTest::addColumn<int>("modules");
        QTest::newRow("llama") << "lora-llama-qv"
                               << "llama" << 6;
        QTest::newRow("gpt2") << "lora-gpt2"
                              << "gpt2" << 3;
    }

    /// Against W + s B A summed element by element in double precision.
    void mergesWhatPeftTrained() {
        QFETCH(QString, adapter);
        QFETCH(QString, base);
        QFETCH(int, modules);
        const std::filesystem::path parity = std::filesystem::path(POSTERN_SHARED_DIR) / "parity";
        if (!std::filesystem::exists(parity / adapter.toStdString()))
            QSKIP("the reference checkpoints are not here");
        const auto opened = AdapterFolder::open(parity / adapter.toStdString());
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
        const auto weights = SafetensorsFile::open(parity / base.toStdString() / "model.safetensors");
        QVERIFY(weights);
        QCOMPARE(static_cast<int>(opened->modules().size()), modules);
        int changedTensors = 0;
        for (const TensorView& tensor : weights->tensors()) {
            const Floats before = floatsOf(tensor).value();
            Floats after = before;
            const auto changed = applyAdapter(*opened, tensor.name, tensor.shape, after, layoutOf(base.toStdString(), tensor.name));
            QVERIFY2(changed, changed ? "" : describe(changed.error()).c_str());
            if (!*changed) {
                QVERIFY(after == before);
                continue;
            }
            ++changedTensors;
            const AdapterModule& module = *opened->moduleOf(tensor.name);
            QCOMPARE(module.scale, 2.0); // alpha 8, r 4 in both
            const Floats a = floatsOf(*module.a).value();
            const Floats b = floatsOf(*module.b).value();
            const bool turned = base == "gpt2";
            double largest = 0;
            double moved = 0;
            for (std::int64_t o = 0; o < module.out; ++o)
                for (std::int64_t i = 0; i < module.in; ++i) {
                    double sum = 0;
                    for (std::int64_t k = 0; k < module.rank; ++k)
                        sum += static_cast<double>(b[static_cast<std::size_t>(o * module.rank + k)]) *
                               static_cast<double>(a[static_cast<std::size_t>(k * module.in + i)]);
                    const auto at = static_cast<std::size_t>(turned ? i * module.out + o : o * module.in + i);
                    const double expected = static_cast<double>(before[at]) + 2 * sum;
                    largest = std::max(largest, std::abs(expected - static_cast<double>(after[at])));
                    moved = std::max(moved, std::abs(2 * sum));
                }
            QVERIFY2(largest < 2e-7 * std::max(1.0, moved), qPrintable(QString::number(largest)));
            QVERIFY(moved > 1e-3); // the adapter says something
        }
        QCOMPARE(changedTensors, modules);
    }

    void whatIsWrittenIsReadAgain() {
        AdapterToWrite adapter;
        adapter.rank = 1;
        adapter.alpha = 2;
        adapter.baseModel = "base";
        const Floats a = {1, 2, 3};
        const Floats b = {10, 20};
        adapter.modules.push_back({kQuery, 3, 2, a, b});
        adapter.modules.push_back({"model.layers.0.mlp.up_proj", 3, 2, a, b});
        const test::TemporaryFolder folder;
        const std::filesystem::path target = folder.path() / "adapter";
        const auto written = writeAdapter(target, adapter, Json{{"schema", 1}});
        QVERIFY2(written, written ? "" : describe(written.error()).c_str());
        const auto opened = AdapterFolder::open(target);
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
        QCOMPARE(opened->modules().size(), std::size_t{2});
        QCOMPARE(merged(*opened, std::string(kQuery) + ".weight", {2, 3}, Floats(6)), (Floats{20, 40, 60, 40, 80, 120}));
        const Json config = readJsonFile(target / "adapter_config.json").value();
        QVERIFY(config["peft_type"] == "LORA" && config["task_type"] == "CAUSAL_LM" && config["base_model_name_or_path"] == "base");
        QVERIFY(config["target_modules"] == Json({"q_proj", "up_proj"}));
        QVERIFY(config["lora_alpha"].is_number_integer());
        QVERIFY(std::filesystem::exists(target / "postern.json"));
        QVERIFY(opened->modules()[0].a->name == "base_model.model.model.layers.0.mlp.up_proj.lora_A.weight");
        adapter.modules[0].b = a;
        QVERIFY(writeAdapter(target, adapter, {}).error().code == ErrorCode::ParameterInvalid);
    }

    /// The keys must be among those that the reference adapters, written by PEFT itself, have.
    void theKeysAreThoseOfPeft() {
        const std::filesystem::path reference = std::filesystem::path(POSTERN_SHARED_DIR) / "parity" / "lora-llama-qv";
        if (!std::filesystem::exists(reference))
            QSKIP("the reference adapters are not here");
        AdapterToWrite adapter;
        adapter.rank = 1;
        const Floats one = {1};
        adapter.modules.push_back({kQuery, 1, 1, one, one});
        const test::TemporaryFolder folder;
        QVERIFY(writeAdapter(folder.path(), adapter, {}));
        const Json ours = readJsonFile(folder.file("adapter_config.json")).value();
        const Json theirs = readJsonFile(reference / "adapter_config.json").value();
        for (const auto& [key, value] : ours.items())
            QVERIFY2(theirs.contains(key) && (theirs[key].type() == value.type() || theirs[key].is_number()), key.c_str());
    }
};

QTEST_APPLESS_MAIN(TestAdapter)
#include "tst_adapter.moc"
