// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>

#include <QTest>

#include "tests/cli/cli_process.h"
#include "tests/support/checkpoint_maker.h"
#include "tests/support/gguf_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

const Json* rowOf(const Json& list, const char* key, const std::string& value) {
    for (const Json& row : list) {
        if (row.at(key) == value)
            return &row;
    }
    return nullptr;
}

GgufMaker ggufModel(std::uint32_t type) {
    GgufMaker maker;
    maker.addText("general.architecture", "llama");
    maker.addU32("llama.block_count", 1);
    maker.addTexts("tokenizer.ggml.tokens", std::vector<std::string>(20, "a"));
    maker.tensors.push_back({"blk.0.attn_q.weight", {32}, type, std::string(type == 8 ? 34 : 18, '\0')});
    maker.tensors.push_back({"output_norm.weight", {2}, 0, floatBytes({3, -4})});
    return maker;
}

} // namespace

class TestCliWeights : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

private slots:
    void valuesOfAFolder() {
        TensorSet tensors(tinyConfigJson());
        const float zero = 0;
        std::memcpy(tensors.bytes("model.norm.weight").data(), &zero, sizeof zero);
        QVERIFY(writeTinyCheckpoint(m_folder.path(), tinyConfigJson(), tensors));
        const CliRun run = runCli({"inspect", qtPath(m_folder.path()), "--values", "--json", "--no-hash"});
        COMPARE_STATUS(run, 0);
        const Json json = run.json();
        const Json* norm = rowOf(json.at("tensors"), "name", "model.norm.weight");
        QVERIFY(norm);
        const Json& values = norm->at("values");
        COMPARE_JSON(values.at("zeros"), Json(1));
        COMPARE_JSON(values.at("zero_share"), Json(0.125));
        COMPARE_JSON(values.at("min"), Json(0.0));
        COMPARE_JSON(values.at("max"), Json(0.5));
        COMPARE_JSON(values.at("nan"), Json(0));
        QVERIFY(qAbs(values.at("norm").get<double>() - std::sqrt(7 * 0.25)) < 1e-12);
        const CliRun table = runCli({"inspect", qtPath(m_folder.path()), "--values"});
        QVERIFY2(table.out.contains("12.50 %"), table.out.constData());
    }

    void aSingleSafetensorsFile() {
        const TensorSet tensors(tinyConfigJson());
        QVERIFY(writeSafetensors(m_folder.file("alone.safetensors"), tensors.toWrite(), {{"format", "pt"}}));
        const CliRun run = runCli({"inspect", qtPath(m_folder.file("alone.safetensors")), "--json"});
        COMPARE_STATUS(run, 0);
        const Json json = run.json();
        COMPARE_JSON(json.at("format"), Json("safetensors"));
        COMPARE_JSON(json.at("architecture"), Json());
        COMPARE_JSON(json.at("config"), Json({{"format", "pt"}}));
        QVERIFY(!json.contains("folder"));
        QCOMPARE(json.at("tensors").size(), tensors.toWrite().size());
        QCOMPARE(json.at("files").at(0).at("sha256").get<std::string>().size(), std::size_t{64});
    }

    void aGgufFile() {
        writeBytes(m_folder.file("m.gguf"), ggufModel(8).bytes());
        const CliRun run = runCli({"inspect", qtPath(m_folder.file("m.gguf")), "--values", "--json"});
        COMPARE_STATUS(run, 0);
        const Json json = run.json();
        COMPARE_JSON(json.at("format"), Json("GGUF"));
        COMPARE_JSON(json.at("architecture"), Json("llama"));
        COMPARE_JSON(json.at("config").at("llama.block_count"), Json(1));
        COMPARE_JSON(json.at("config").at("tokenizer.ggml.tokens").at("count"), Json(20)); // long lists are not written out
        COMPARE_JSON(rowOf(json.at("tensors"), "name", "output_norm.weight")->at("values").at("norm"), Json(5.0));
        const CliRun table = runCli({"inspect", qtPath(m_folder.file("m.gguf"))});
        QVERIFY2(table.out.contains("METADATA") && table.out.contains("Q8_0"), table.out.constData());
    }

    void otherQuantizationsAreNamed() {
        writeBytes(m_folder.file("m.gguf"), ggufModel(2).bytes());
        const CliRun run = runCli({"inspect", qtPath(m_folder.file("m.gguf")), "--values", "--json"});
        COMPARE_STATUS(run, 3);
        QVERIFY2(run.err.contains("Q4_0"), run.err.constData());
        COMPARE_JSON(rowOf(run.json().at("tensors"), "name", "blk.0.attn_q.weight")->at("values"), Json());
    }

    void anUnknownArchitectureIsDescribed() {
        Json config = tinyConfigJson();
        config["model_type"] = "hopfield";
        QVERIFY(writeTinyCheckpoint(m_folder.path(), config, TensorSet(tinyConfigJson())));
        const CliRun run = runCli({"inspect", qtPath(m_folder.path()), "--json", "--no-hash"});
        COMPARE_STATUS(run, 3);
        const Json json = run.json();
        COMPARE_JSON(json.at("architecture"), Json("hopfield"));
        COMPARE_JSON(json.at("problems").at(0).at("code"), Json("config-unsupported"));
        QVERIFY(!json.at("tensors").empty());
    }

    void difference() {
        const TemporaryFolder other;
        TensorSet tensors(tinyConfigJson());
        QVERIFY(writeTinyCheckpoint(m_folder.path(), tinyConfigJson(), tensors));
        const float changed[] = {3.5F, -3.5F}; // the change is (3, -4)
        std::memcpy(tensors.bytes("model.layers.1.self_attn.q_proj.weight").data(), changed, sizeof changed);
        Json config = tinyConfigJson();
        config["max_position_embeddings"] = 64;
        QVERIFY(writeTinyCheckpoint(other.path(), config, tensors));
        writeBytes(other.file("tokenizer.json"), "{}");

        const CliRun run = runCli({"diff", qtPath(m_folder.path()), qtPath(other.path()), "--json"});
        COMPARE_STATUS(run, 0);
        const Json json = run.json();
        QVERIFY2(json.is_object(), run.out.constData());
        COMPARE_JSON(json.at("same"), Json(false));
        const Json* tensor = rowOf(json.at("tensors"), "name", "model.layers.1.self_attn.q_proj.weight");
        QVERIFY(tensor);
        COMPARE_JSON(tensor->at("state"), Json("changed"));
        COMPARE_JSON(tensor->at("layer"), Json(1));
        COMPARE_JSON(tensor->at("change"), (Json{{"norm_a", 4.0},
                                                 {"norm", 5.0},
                                                 {"relative", 1.25},
                                                 {"largest", 4.0},
                                                 {"changed", 2},
                                                 {"elements", 64},
                                                 {"not_finite", 0}}));
        COMPARE_JSON(*rowOf(json.at("config"), "key", "max_position_embeddings"),
                     (Json{{"key", "max_position_embeddings"}, {"state", "changed"}, {"a", "32"}, {"b", "64"}}));
        COMPARE_JSON(json.at("files"), (Json::array({{{"file", "tokenizer.json"}, {"state", "only-b"}}})));
        COMPARE_JSON(json.at("layers").at(0).at("relative"), Json(0.0));

        const CliRun table = runCli({"diff", qtPath(m_folder.path()), qtPath(other.path()), "--exit-code"});
        COMPARE_STATUS(table, 1);
        QVERIFY2(table.out.contains("·█"), table.out.constData()); // the strip: nothing in layer 0, all in layer 1
        QVERIFY2(table.out.contains("125 %"), table.out.constData());
        const CliRun same = runCli({"diff", qtPath(other.path()), qtPath(other.path()), "--exit-code"});
        COMPARE_STATUS(same, 0);
        QVERIFY2(same.out.contains("No tensor differs"), same.out.constData());
    }

    void convertRefusesByName() {
        writeBytes(m_folder.file("m.gguf"), ggufModel(2).bytes());
        const CliRun run = runCli({"convert", qtPath(m_folder.file("m.gguf")), "-o", qtPath(m_folder.file("out"))});
        COMPARE_STATUS(run, 3);
        QVERIFY2(run.err.contains("llama.embedding_length"), run.err.constData());
        QVERIFY(!std::filesystem::exists(m_folder.file("out"))); // refused before anything is written
    }

    void convertWritesAFolder() {
        GgufMaker maker;
        maker.addText("general.architecture", "llama");
        for (const auto& [key, value] :
             {std::pair("block_count", 1U), std::pair("embedding_length", 4U), std::pair("feed_forward_length", 2U),
              std::pair("attention.head_count", 1U), std::pair("context_length", 8U)})
            maker.addU32(std::string("llama.") + key, value);
        maker.addF32("llama.attention.layer_norm_rms_epsilon", 1e-5);
        const auto add = [&](const char* name, std::vector<std::uint64_t> dims, std::size_t count) {
            maker.tensors.push_back({name, std::move(dims), 0, floatBytes(std::vector<float>(count, 0.5F))});
        };
        add("token_embd.weight", {4, 3}, 12);
        add("output_norm.weight", {4}, 4);
        for (const char* name : {"attn_q", "attn_k", "attn_v", "attn_output"})
            add((std::string("blk.0.") + name + ".weight").c_str(), {4, 4}, 16);
        for (const char* name : {"attn_norm", "ffn_norm"})
            add((std::string("blk.0.") + name + ".weight").c_str(), {4}, 4);
        add("blk.0.ffn_gate.weight", {4, 2}, 8);
        add("blk.0.ffn_up.weight", {4, 2}, 8);
        add("blk.0.ffn_down.weight", {2, 4}, 8);
        writeBytes(m_folder.file("m.gguf"), maker.bytes());
        const QString out = qtPath(m_folder.file("converted"));
        const CliRun run = runCli({"convert", qtPath(m_folder.file("m.gguf")), "-o", out, "--json"});
        COMPARE_STATUS(run, 0);
        COMPARE_JSON(run.json().at("model_type"), Json("llama"));
        COMPARE_JSON(run.json().at("tensors"), Json(11));
        COMPARE_STATUS(runCli({"inspect", out, "--no-hash"}), 0); // what it writes opens without a problem
        COMPARE_STATUS(runCli({"convert", qtPath(m_folder.file("m.gguf")), "-o", out}), 2);
    }

    void formatsArePrinted() {
        const CliRun run = runCli({"formats"});
        COMPARE_STATUS(run, 0);
        QVERIFY2(run.out.contains("`llama`") && run.out.contains("Q4_K"), run.out.constData());
        QVERIFY(runCli({"formats", "--json"}).json().at("families").is_array());
    }

    void differenceWithNothing() {
        const CliRun run = runCli({"diff", qtPath(m_folder.path()), "/nowhere/at-all"});
        COMPARE_STATUS(run, 2);
        QVERIFY2(run.err.contains("/nowhere/at-all"), run.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliWeights)
#include "tst_cli_weights.moc"
