// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <QTest>

#include "engine/checkpoint/adapter_folder.h"
#include "engine/checkpoint/adapter_write.h"
#include "tests/support/adapter_maker.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using test::AdapterTensors;
using test::kQuery;
using test::smallTensors;
using test::text;
using test::withKey;

using Floats = std::vector<float>;

namespace {

Error openError(const AdapterTensors& tensors, const Json& config) {
    const test::TemporaryFolder folder;
    if (!tensors.write(folder.path(), config))
        return {};
    const auto opened = AdapterFolder::open(folder.path());
    return opened ? Error{} : opened.error();
}

} // namespace

class TestAdapter : public QObject {
    Q_OBJECT

private slots:
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
        QTest::newRow("bias, unasked") << kQuery + ".base_layer.bias" << 2;
        QTest::newRow("half a pair") << std::string("model.layers.1.self_attn.q_proj.lora_A.weight") << 3;
        QTest::newRow("unknown part") << kQuery + ".lora_C.weight" << 1;
        QTest::newRow("adapter's name left in") << kQuery + ".lora_A.default.weight" << 3;
        QTest::newRow("magnitude, unasked") << kQuery + ".lora_magnitude_vector" << 2;
        QTest::newRow("bias of B, unasked") << kQuery + ".lora_B.bias" << 2;
        QTest::newRow("twice") << kQuery + ".lora_embedding_A" << 3;
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
        flat.add(kQuery + ".lora_A.weight", {3}, {1, 2, 3}).add(kQuery + ".lora_B.weight", {2, 1}, {1, 2});
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
        QCOMPARE(opened->moduleOf(kQuery + ".weight")->scale, 2.0);
        QCOMPARE(opened->moduleOf(kQuery + ".weight")->b->elementCount(), std::int64_t{2});
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
