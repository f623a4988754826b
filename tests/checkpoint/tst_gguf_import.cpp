// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstring>
#include <numbers>

#include <QTest>

#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/checkpoint/gguf_import.h"
#include "tests/checkpoint/gguf_conversion.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

constexpr const char* kLlamaNames =
    "model.embed_tokens=token_embd model.norm=output_norm lm_head=output input_layernorm=attn_norm "
    "self_attn.q_proj=attn_q!q self_attn.k_proj=attn_k!k self_attn.v_proj=attn_v self_attn.o_proj=attn_output "
    "post_attention_layernorm=ffn_norm mlp.gate_proj=ffn_gate mlp.up_proj=ffn_up mlp.down_proj=ffn_down";
constexpr const char* kQwenNames = "model.embed_tokens=token_embd model.norm=output_norm lm_head=output input_layernorm=attn_norm "
                                   "self_attn.q_proj=attn_q self_attn.k_proj=attn_k self_attn.v_proj=attn_v self_attn.o_proj=attn_output "
                                   "self_attn.q_norm=attn_q_norm self_attn.k_norm=attn_k_norm "
                                   "post_attention_layernorm=ffn_norm mlp.gate_proj=ffn_gate mlp.up_proj=ffn_up mlp.down_proj=ffn_down";
constexpr const char* kGemmaNames = "model.embed_tokens=token_embd model.norm=output_norm!+ input_layernorm=attn_norm!+ "
                                    "self_attn.q_proj=attn_q self_attn.k_proj=attn_k self_attn.v_proj=attn_v self_attn.o_proj=attn_output "
                                    "post_attention_layernorm=ffn_norm!+ mlp.gate_proj=ffn_gate mlp.up_proj=ffn_up mlp.down_proj=ffn_down";
constexpr const char* kGemma2Names =
    "model.embed_tokens=token_embd model.norm=output_norm!+ input_layernorm=attn_norm!+ "
    "self_attn.q_proj=attn_q self_attn.k_proj=attn_k self_attn.v_proj=attn_v self_attn.o_proj=attn_output "
    "self_attn.q_norm=attn_q_norm!+ self_attn.k_norm=attn_k_norm!+ post_attention_layernorm=post_attention_norm!+ "
    "pre_feedforward_layernorm=ffn_norm!+ post_feedforward_layernorm=post_ffw_norm!+ "
    "mlp.gate_proj=ffn_gate mlp.up_proj=ffn_up mlp.down_proj=ffn_down";
constexpr const char* kPhiNames =
    "model.embed_tokens=token_embd model.final_layernorm=output_norm lm_head=output input_layernorm=attn_norm "
    "self_attn.q_proj=attn_q self_attn.k_proj=attn_k self_attn.v_proj=attn_v self_attn.dense=attn_output "
    "mlp.fc1=ffn_up mlp.fc2=ffn_down";
constexpr const char* kPhi3Names = "model.embed_tokens=token_embd model.norm=output_norm lm_head=output input_layernorm=attn_norm "
                                   "self_attn.qkv_proj=attn_qkv self_attn.o_proj=attn_output post_attention_layernorm=ffn_norm "
                                   "mlp.gate_up_proj=ffn_up mlp.down_proj=ffn_down";
constexpr const char* kGpt2Names = "transformer.wte=token_embd transformer.wpe=position_embd transformer.ln_f=output_norm ln_1=attn_norm "
                                   "attn.c_attn=attn_qkv!t attn.c_proj=attn_output!t ln_2=ffn_norm mlp.c_fc=ffn_up!t mlp.c_proj=ffn_down!t";
constexpr const char* kNeoxNames =
    "gpt_neox.embed_in=token_embd gpt_neox.final_layer_norm=output_norm embed_out=output input_layernorm=attn_norm "
    "attention.query_key_value=attn_qkv!3 attention.dense=attn_output post_attention_layernorm=ffn_norm "
    "mlp.dense_h_to_4h=ffn_up mlp.dense_4h_to_h=ffn_down";
constexpr const char* kBloomNames = "transformer.word_embeddings=token_embd transformer.word_embeddings_layernorm=token_embd_norm "
                                    "transformer.ln_f=output_norm input_layernorm=attn_norm self_attention.query_key_value=attn_qkv!3 "
                                    "self_attention.dense=attn_output post_attention_layernorm=ffn_norm mlp.dense_h_to_4h=ffn_up "
                                    "mlp.dense_4h_to_h=ffn_down";
constexpr const char* kOlmo2Names =
    "model.embed_tokens=token_embd model.norm=output_norm lm_head=output self_attn.q_proj=attn_q "
    "self_attn.k_proj=attn_k self_attn.v_proj=attn_v self_attn.o_proj=attn_output self_attn.q_norm=attn_q_norm "
    "self_attn.k_norm=attn_k_norm post_attention_layernorm=post_attention_norm "
    "post_feedforward_layernorm=post_ffw_norm mlp.gate_proj=ffn_gate mlp.up_proj=ffn_up mlp.down_proj=ffn_down";
constexpr const char* kStarcoder2Names =
    "model.embed_tokens=token_embd model.norm=output_norm input_layernorm=attn_norm self_attn.q_proj=attn_q "
    "self_attn.k_proj=attn_k self_attn.v_proj=attn_v self_attn.o_proj=attn_output "
    "post_attention_layernorm=ffn_norm mlp.c_fc=ffn_up mlp.c_proj=ffn_down";

constexpr const char* kSizes = "embedding_length=hidden_size block_count=num_hidden_layers feed_forward_length=intermediate_size "
                               "context_length=max_position_embeddings attention.head_count=num_attention_heads "
                               "attention.head_count_kv=num_key_value_heads ";
constexpr const char* kCommon = "hidden_size num_hidden_layers intermediate_size max_position_embeddings num_attention_heads vocab_size "
                                "model_type bos_token_id eos_token_id pad_token_id ";

std::filesystem::path parityFolder(const char* name) {
    return std::filesystem::path(POSTERN_SHARED_DIR) / "parity" / name;
}

std::vector<float> producedValues(const ImportedTensor& tensor) {
    std::vector<std::byte> bytes;
    const auto done = tensor.produce([&](std::span<const std::byte> piece) -> Result<void> {
        bytes.insert(bytes.end(), piece.begin(), piece.end());
        return {};
    });
    std::vector<float> values(bytes.size() / dtypeSize(tensor.dtype));
    return done && convertToFloat({tensor.name, tensor.dtype, tensor.shape, bytes}, values) ? values : std::vector<float>();
}

} // namespace
Q_DECLARE_METATYPE(GgufCase)

class TestGgufImport : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    Result<GgufFile> open(const GgufMaker& maker) {
        writeBytes(m_folder.file("model.gguf"), maker.bytes());
        return GgufFile::open(m_folder.file("model.gguf"));
    }

    /// A llama of the size of the tiny checkpoint, every tensor with other values.
    GgufMaker tinyLlama() {
        const GgufCase llama = {"", "llama", kLlamaNames, "", ""};
        TensorSet tensors(tinyConfigJson());
        float next = 0;
        for (const TensorToWrite& tensor : tensors.toWrite()) {
            std::vector<float> values(tensor.bytes.size() / sizeof(float));
            for (float& value : values)
                value = next += 0.25F;
            std::memcpy(tensors.bytes(tensor.name).data(), values.data(), tensor.bytes.size());
        }
        (void)writeTinyCheckpoint(m_folder.path(), tinyConfigJson(), tensors);
        const auto weights = SafetensorsFile::open(m_folder.file("model.safetensors"));
        GgufMaker maker = makerOf(llama, tinyConfigJson(), weights.value());
        maker.addU32("llama.embedding_length", 8);
        maker.addU32("llama.block_count", 2);
        maker.addU32("llama.feed_forward_length", 12);
        maker.addU32("llama.context_length", 32);
        maker.addU32("llama.attention.head_count", 2);
        maker.addU32("llama.attention.head_count_kv", 1);
        maker.addF32("llama.attention.layer_norm_rms_epsilon", 1e-6);
        return maker;
    }

private slots:
    void families_data() {
        QTest::addColumn<GgufCase>("one");
        const auto row = [](const GgufCase& one) { QTest::newRow(one.folder) << one; };
        static const std::string rms = std::string(kSizes) + "attention.layer_norm_rms_epsilon=rms_norm_eps rope.freq_base=rope_theta ";
        static const std::string rmsHead = rms + "attention.key_length=head_dim attention.value_length=head_dim ";
        static const std::string common = std::string(kCommon) + "num_key_value_heads rms_norm_eps rope_theta ";
        static const std::string commonHead = common + "head_dim ";
        static const std::string tied = common + "tie_word_embeddings ";
        static const std::string gemma2Keys = rmsHead + "attn_logit_softcapping=attn_logit_softcapping final_logit_softcapping="
                                                        "final_logit_softcapping attention.sliding_window=sliding_window ";
        static const std::string gemma2Config =
            commonHead + "attn_logit_softcapping final_logit_softcapping sliding_window hidden_activation";
        static const std::string gemma3Keys = rmsHead + "attention.sliding_window=sliding_window ";
        static const std::string gemma3Config = commonHead + "rope_local_base_freq sliding_window hidden_activation";
        static const std::string norm = std::string(kSizes) + "attention.layer_norm_epsilon=layer_norm_eps rope.freq_base=rope_theta ";
        static const std::string phiKeys = norm + "rope.dimension_count=8 ";
        static const std::string phiConfig = std::string(kCommon) + "layer_norm_eps partial_rotary_factor rope_theta hidden_act";
        static const std::string stablelmKeys = norm + "rope.dimension_count=4 use_parallel_residual=use_parallel_residual ";
        static const std::string stablelmConfig =
            std::string(kCommon) + "layer_norm_eps partial_rotary_factor rope_theta use_qkv_bias use_parallel_residual";
        static const std::string gpt2Keys =
            "embedding_length=n_embd block_count=n_layer feed_forward_length=256 context_length=n_positions "
            "attention.head_count=n_head attention.layer_norm_epsilon=layer_norm_epsilon";
        static const std::string neoxKeys =
            "embedding_length=hidden_size block_count=num_hidden_layers feed_forward_length=intermediate_size "
            "context_length=max_position_embeddings attention.head_count=num_attention_heads attention.layer_norm_epsilon=layer_norm_eps "
            "rope.dimension_count=4 use_parallel_residual=use_parallel_residual";
        static const std::string neoxConfig =
            std::string(kCommon) +
            "layer_norm_eps rotary_pct rotary_emb_base use_parallel_residual hidden_act tie_word_embeddings attention_bias";
        static const std::string bloomKeys = "embedding_length=hidden_size block_count=n_layer feed_forward_length=256 context_length=64 "
                                             "attention.head_count=n_head attention.layer_norm_epsilon=layer_norm_epsilon";
        static const std::string starKeys =
            std::string(kSizes) +
            "attention.layer_norm_epsilon=norm_epsilon rope.freq_base=rope_theta attention.sliding_window=sliding_window";
        row({"llama", "llama", kLlamaNames, rmsHead.c_str(), commonHead.c_str()});
        row({"llama-mha", "llama", kLlamaNames, rmsHead.c_str(), commonHead.c_str()});
        row({"llama3-rope-tied", "llama", kLlamaNames, rmsHead.c_str(), tied.c_str()});
        row({"mistral", "llama", kLlamaNames, rmsHead.c_str(), "rms_norm_eps head_dim num_key_value_heads"});
        row({"qwen2", "qwen2", kQwenNames, rms.c_str(), tied.c_str()});
        row({"qwen3", "qwen3", kQwenNames, rmsHead.c_str(), commonHead.c_str()});
        row({"gemma", "gemma", kGemmaNames, rmsHead.c_str(), commonHead.c_str()});
        row({"gemma2", "gemma2", kGemma2Names, gemma2Keys.c_str(), gemma2Config.c_str()});
        row({"gemma3_text", "gemma3", kGemma2Names, gemma3Keys.c_str(), gemma3Config.c_str()});
        row({"phi", "phi2", kPhiNames, phiKeys.c_str(), phiConfig.c_str()});
        row({"phi3", "phi3", kPhi3Names, rms.c_str(), common.c_str()});
        row({"gpt2", "gpt2", kGpt2Names, gpt2Keys.c_str(), "n_embd n_layer n_head n_positions layer_norm_epsilon activation_function"});
        row({"gpt_neox", "gptneox", kNeoxNames, neoxKeys.c_str(), neoxConfig.c_str()});
        row({"bloom", "bloom", kBloomNames, bloomKeys.c_str(), "hidden_size n_layer n_head layer_norm_epsilon vocab_size model_type"});
        row({"olmo2", "olmo2", kOlmo2Names, rms.c_str(), common.c_str()});
        row({"starcoder2", "starcoder2", kStarcoder2Names, starKeys.c_str(),
             "norm_epsilon rope_theta sliding_window use_bias hidden_act model_type"});
        row({"stablelm", "stablelm", kQwenNames, stablelmKeys.c_str(), stablelmConfig.c_str()});
    }
    /// Every tensor of the reference checkpoint comes back bit by bit, and the configuration with it.
    void families() {
        QFETCH(GgufCase, one);
        if (!std::filesystem::exists(parityFolder(one.folder)))
            QSKIP("the reference checkpoints are not here");
        const auto config = readJsonFile(parityFolder(one.folder) / "config.json");
        const auto weights = SafetensorsFile::open(parityFolder(one.folder) / "model.safetensors");
        QVERIFY(config && weights);
        GgufMaker maker = makerOf(one, *config, *weights);
        QCOMPARE(maker.tensors.size(), weights->tensors().size()); // the test's own table forgets nothing
        if (std::string(one.folder) == "llama3-rope-tied")
            maker.tensors.push_back({"rope_freqs.weight", {8}, 0, floatBytes(llama3Divisors())});
        const auto file = open(maker);
        QVERIFY2(file, file ? "" : describe(file.error()).c_str());
        const auto model = importGguf(*file);
        QVERIFY2(model, model ? "" : describe(model.error()).c_str());
        QCOMPARE(model->tensors.size(), weights->tensors().size());
        for (const ImportedTensor& tensor : model->tensors) {
            const TensorView* expected = weights->find(tensor.name);
            QVERIFY2(expected, tensor.name.c_str());
            QCOMPARE(tensor.shape, expected->shape);
            const std::vector<float> found = producedValues(tensor);
            const std::vector<float> wanted = matrixOf(*expected).values;
            QCOMPARE(found.size(), wanted.size());
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                // 1 + w - 1 loses the last bits of a small w, in the file already.
                const float expectedValue = tensor.minusOne ? (wanted[i] + 1.0F) - 1.0F : wanted[i];
                QVERIFY2(found[i] == expectedValue, (tensor.name + ' ' + std::to_string(i)).c_str());
            }
        }
        for (const QString& key : words(one.config)) {
            const std::string name = key.toStdString();
            const Json wanted = config->at(name);
            QVERIFY2(model->config.contains(name), name.c_str());
            const Json found = model->config.at(name);
            const bool equal = wanted.is_number() ? found.get<double>() == wanted.get<double>() : found == wanted;
            QVERIFY2(equal, (name + ": " + found.dump() + " is not " + wanted.dump()).c_str());
        }
        if (std::string(one.folder) == "llama3-rope-tied")
            QVERIFY2(model->config.at("rope_scaling") == config->at("rope_scaling"), model->config.at("rope_scaling").dump().c_str());
    }

    /// The divisors of the reference checkpoint's rope: theta 5e5, heads of 16, factor 8, 1 and 4, 40 positions.
    static std::vector<float> llama3Divisors() {
        std::vector<float> divisors;
        for (int i = 0; i < 8; ++i) {
            const double wave = 2 * std::numbers::pi * std::pow(5e5, i / 8.0);
            const double smooth = (40 / wave - 1) / 3;
            divisors.push_back(static_cast<float>(wave < 10 ? 1 : wave > 40 ? 8 : 1 / ((1 - smooth) / 8 + smooth)));
        }
        return divisors;
    }

    void ropeOfAnotherRuleIsRefused() {
        GgufMaker maker = tinyLlama();
        maker.tensors.push_back({"rope_freqs.weight", {2}, 0, floatBytes({1, 3})});
        const auto file = open(maker);
        QVERIFY(file);
        const auto model = importGguf(*file);
        QVERIFY(!model);
        QCOMPARE(model.error().code, ErrorCode::ConfigUnsupported);
        QVERIFY(model.error().detail.find("rope_freqs") != std::string::npos);
    }

    void convertsToAFolderThatLoads() {
        const GgufMaker maker = tinyLlama();
        const TensorSet unused(tinyConfigJson());
        const auto source = CheckpointFolder::open(m_folder.path());
        QVERIFY(source);
        QVERIFY(open(maker));
        const auto done = convertGguf(m_folder.file("model.gguf"), m_folder.file("out"));
        QVERIFY2(done, done ? "" : describe(done.error()).c_str());
        QCOMPARE(text(done->architecture), QString("llama"));
        QVERIFY(!done->tokenizer);
        QCOMPARE(done->notes.size(), std::size_t{1});
        const auto folder = CheckpointFolder::open(m_folder.file("out"));
        QVERIFY2(folder, folder ? "" : describe(folder.error()).c_str());
        QCOMPARE(folder->config().headDim, std::int64_t{4});
        QCOMPARE(folder->config().normEpsilon, 1e-6); // not 9.99999997e-07
        QCOMPARE(folder->config().keyValueHeadCount, std::int64_t{1});
        QVERIFY(folder->extraTensors().empty());
        for (const TensorView* tensor : source->tensors()) {
            const TensorView* converted = folder->find(tensor->name);
            QVERIFY2(converted && converted->bytes.size() == tensor->bytes.size(), tensor->name.c_str());
            QVERIFY2(std::equal(converted->bytes.begin(), converted->bytes.end(), tensor->bytes.begin()), tensor->name.c_str());
        }
        const auto provenance = readJsonFile(m_folder.file("out") / "postern.json");
        QVERIFY(provenance);
        QCOMPARE(provenance->at("converted_from").at("sha256").get<std::string>().size(), std::size_t{64});
        // Never over another checkpoint.
        const auto again = convertGguf(m_folder.file("model.gguf"), m_folder.file("out"));
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::FileUnwritable);
    }

    /// Q8_0 becomes F32 exactly, also when rows move; F16 and BF16 stay what they are.
    void elementTypes() {
        GgufMaker maker = tinyLlama();
        for (GgufMaker::Tensor& tensor : maker.tensors) {
            if (tensor.name == "blk.0.attn_q.weight") { // 2 heads of 32, rows of 32: row r holds r - 32 in scales of a half
                tensor.dims = {32, 64};
                tensor.type = 8;
                tensor.bytes.clear();
                for (int row = 0; row < 64; ++row)
                    tensor.bytes += littleEndian(0x3800, 2) + std::string(32, static_cast<char>(row - 32));
            }
            if (tensor.name == "blk.1.attn_q.weight") {
                tensor.type = 1;
                tensor.bytes.resize(tensor.bytes.size() / 2);
            }
            if (tensor.name == "output.weight") {
                tensor.type = 30;
                tensor.bytes.resize(tensor.bytes.size() / 2);
            }
        }
        const auto file = open(maker);
        QVERIFY2(file, file ? "" : describe(file.error()).c_str());
        const auto model = importGguf(*file);
        QVERIFY2(model, model ? "" : describe(model.error()).c_str());
        int seen = 0;
        for (const ImportedTensor& tensor : model->tensors) {
            if (tensor.name == "model.layers.0.self_attn.q_proj.weight") {
                const std::vector<float> values = producedValues(tensor);
                QCOMPARE(values.size(), std::size_t{64 * 32});
                // In the file row 1 is the 17th of the first head.
                QCOMPARE(values[0], -16.0F);
                QCOMPARE(values[std::size_t{1} * 32], -15.0F);
                QCOMPARE(values[std::size_t{16} * 32], -15.5F);
                QCOMPARE(values[std::size_t{63} * 32], 15.5F);
                QCOMPARE(tensor.dtype, Dtype::F32);
                ++seen;
            }
            if (tensor.name == "model.layers.1.self_attn.q_proj.weight")
                seen += tensor.dtype == Dtype::F16 ? 1 : 0;
            if (tensor.name == "lm_head.weight")
                seen += tensor.dtype == Dtype::BF16 ? 1 : 0;
        }
        QCOMPARE(seen, 3);
    }

    void refusals_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("architecture") << "architecture" << QByteArray("hopfield");
        QTest::newRow("quantization") << "quantization" << QByteArray("Q4_0");
        QTest::newRow("tensor without a place") << "tensor" << QByteArray("ffn_gate_inp");
        QTest::newRow("layer beyond the last") << "layer" << QByteArray("blk.2.attn_norm");
        QTest::newRow("missing size") << "size" << QByteArray("llama.block_count");
        QTest::newRow("experts") << "experts" << QByteArray("expert_count");
        QTest::newRow("one part of several") << "split" << QByteArray("part");
        QTest::newRow("rows of no head") << "heads" << QByteArray("heads");
    }
    void refusals() {
        QFETCH(QString, change);
        QFETCH(QByteArray, words);
        GgufMaker maker = tinyLlama();
        if (change == "architecture") {
            maker = GgufMaker();
            maker.addText("general.architecture", "hopfield");
        } else if (change == "quantization") {
            maker.tensors.push_back({"blk.0.ffn_gate.bias", {32}, 2, std::string(18, '\0')});
        } else if (change == "tensor") {
            maker.tensors.push_back({"blk.0.ffn_gate_inp.weight", {1}, 0, floatBytes({1})});
        } else if (change == "layer") {
            maker.tensors.push_back({"blk.2.attn_norm.weight", {8}, 0, std::string(32, '\0')});
        } else if (change == "size") {
            GgufMaker without;
            without.addText("general.architecture", "llama");
            without.tensors = maker.tensors;
            maker = without;
        } else if (change == "experts") {
            maker.addU32("llama.expert_count", 8);
        } else if (change == "split") {
            maker.entry("split.count", GgufMaker::U16, littleEndian(3, 2));
        } else {
            for (GgufMaker::Tensor& tensor : maker.tensors) {
                if (tensor.name == "blk.0.attn_q.weight") {
                    tensor.dims = {8, 7};
                    tensor.bytes.resize(std::size_t{7} * 8 * 4);
                }
            }
        }
        const auto file = open(maker);
        QVERIFY2(file, file ? "" : describe(file.error()).c_str());
        const auto model = importGguf(*file);
        QVERIFY(!model);
        QVERIFY2(describe(model.error()).find(words.toStdString()) != std::string::npos, describe(model.error()).c_str());
    }

    void everyArchitectureHasAName() {
        QVERIFY(ggufArchitectures().size() >= 14);
        for (const GgufArchitecture& architecture : ggufArchitectures())
            QVERIFY(!architecture.name.empty() && !architecture.modelType.empty());
    }
};

QTEST_GUILESS_MAIN(TestGgufImport)
#include "tst_gguf_import.moc"
