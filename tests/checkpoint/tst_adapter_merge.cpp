// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <QTest>

#include "engine/checkpoint/adapter_checkpoint.h"
#include "engine/checkpoint/adapter_merge.h"
#include "engine/core/hash.h"
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
    return adapter ? merged(*adapter, kQuery + ".weight", {2, 3}, std::vector<float>(6)) : std::vector<float>();
}

} // namespace

class TestAdapterMerge : public QObject {
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
        QCOMPARE(merged(*adapter, kQuery + ".weight", {2, 3}, {1, 0, 0, 0, 0, -1}), (Floats{21, 40, 60, 40, 80, 119}));
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
        QCOMPARE(merged(*adapter, kQuery + ".weight", {3, 2}, Floats(6)), (Floats{20, 40, 40, 80, 60, 120}));
        // The layout is known: the shape must obey.
        Floats values(6);
        const std::vector<std::int64_t> turned = {3, 2};
        QVERIFY(!applyAdapter(*adapter, kQuery + ".weight", turned, values, WeightLayout::OutIn));
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
        QCOMPARE(merged(*adapter, kQuery + ".weight", {2, 3}, Floats(6)).at(0), first);
    }

    void rankStabilizedScale() {
        AdapterTensors tensors;
        tensors.add(kQuery + ".lora_A.weight", {4, 1}, {1, 0, 0, 0}).add(kQuery + ".lora_B.weight", {1, 4}, {1, 0, 0, 0});
        for (const bool stabilized : {false, true}) {
            const test::TemporaryFolder folder;
            Json config = withKey(withKey(test::adapterConfigJson(), "lora_alpha", 8), "use_rslora", stabilized);
            QVERIFY(tensors.write(folder.path(), withKey(config, "rank_pattern", {{"q_proj", 4}}))); // r itself stays 1
            const auto adapter = AdapterFolder::open(folder.path());
            QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
            QCOMPARE(merged(*adapter, kQuery + ".weight", {1, 1}, {0}), Floats{stabilized ? 4.0F : 2.0F});
        }
    }

    void doraSetsTheLengthOfEveryOutput() {
        AdapterTensors tensors = smallTensors();
        tensors.add(kQuery + ".lora_magnitude_vector", {2}, {5, 26});
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), withKey(test::adapterConfigJson(), "use_dora", true)));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
        // W + 2 B A = (3 4 0; 0 5 12) of lengths 5 and 13.
        const Floats weight = {3 - 20, 4 - 40, -60, -40, 5 - 80, 12 - 120};
        QCOMPARE(merged(*adapter, kQuery + ".weight", {2, 3}, weight), (Floats{3, 4, 0, 0, 10, 24}));
        const Floats turned = {3 - 20, -40, 4 - 40, 5 - 80, -60, 12 - 120};
        QCOMPARE(merged(*adapter, kQuery + ".weight", {3, 2}, turned), (Floats{3, 0, 4, 10, 0, 24}));
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
            .add(kQuery + ".base_layer.bias", {2}, {3, 4})
            .add("model.layers.0.mlp.up_proj.weight", {1, 1}, {5});
        Json config = withKey(withKey(test::adapterConfigJson(), "modules_to_save", {"lm_head", "mlp"}), "bias", "all");
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), config));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
        QCOMPARE(merged(*adapter, "lm_head.weight", {1, 2}, {1, 1}), (Floats{8, 9}));
        QCOMPARE(merged(*adapter, kQuery + ".bias", {2}, {1, 1}), (Floats{3, 4}));
        QCOMPARE(merged(*adapter, "model.layers.0.mlp.up_proj.weight", {1, 1}, {1}), Floats{5});
        QCOMPARE(adapter->replacements().size(), std::size_t{3});
    }

    void theBiasOfB() {
        AdapterTensors tensors = smallTensors();
        tensors.add(kQuery + ".lora_B.bias", {2}, {1, 3});
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), withKey(test::adapterConfigJson(), "lora_bias", true)));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY2(adapter, adapter ? "" : describe(adapter.error()).c_str());
        QCOMPARE(merged(*adapter, kQuery + ".bias", {2}, {10, 10}), (Floats{12, 16}));
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

    void valuesThatAreNotFiniteAreRefused() {
        AdapterTensors tensors;
        tensors.add(kQuery + ".lora_A.weight", {1, 1}, {std::numeric_limits<float>::max()}).add(kQuery + ".lora_B.weight", {1, 1}, {10});
        const test::TemporaryFolder folder;
        QVERIFY(tensors.write(folder.path(), test::adapterConfigJson()));
        const auto adapter = AdapterFolder::open(folder.path());
        QVERIFY(adapter);
        Floats values = {1};
        const std::vector<std::int64_t> one = {1, 1};
        const auto changed = applyAdapter(*adapter, kQuery + ".weight", one, values);
        QVERIFY(!changed && text(changed.error().detail).contains("rule 11"));
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

    void mergesACheckpoint() {
        const test::TemporaryFolder folder;
        const std::filesystem::path base = folder.path() / "base";
        std::filesystem::create_directory(base);
        test::TensorSet weights(test::tinyConfigJson());
        const std::string key = "model.layers.1.self_attn.k_proj";
        weights.add(key + ".weight", Dtype::BF16, {4, 8}); // every element 0.5
        QVERIFY(test::writeTinyCheckpoint(base, test::tinyConfigJson(), weights));
        AdapterTensors tensors;
        tensors.add(key + ".lora_A.weight", {1, 8}, {1, 0, 0, 0, 0, 0, 0, 0}).add(key + ".lora_B.weight", {4, 1}, {1, 2, 3, 0});
        QVERIFY(tensors.write(folder.path() / "adapter", withKey(test::adapterConfigJson(), "target_modules", {"k_proj"})));
        const auto checkpoint = CheckpointFolder::open(base);
        const auto adapter = AdapterFolder::open(folder.path() / "adapter");
        QVERIFY(checkpoint && adapter);
        const auto written = mergeAdapter(*checkpoint, *adapter, folder.path() / "merged", "2026-01-02T03:04:05Z");
        QVERIFY2(written, written ? "" : describe(written.error()).c_str());
        QCOMPARE(written->changed, std::int64_t{1});
        QCOMPARE(written->unchanged, std::int64_t{20});
        const auto result = CheckpointFolder::open(folder.path() / "merged");
        QVERIFY(result);
        for (const TensorView* before : checkpoint->tensors()) {
            const TensorView* after = result->find(before->name);
            QVERIFY(after && after->dtype == before->dtype);
            QCOMPARE(std::equal(after->bytes.begin(), after->bytes.end(), before->bytes.begin()), before->name != key + ".weight");
        }
        const Floats values = floatsOf(*result->find(key + ".weight")).value();
        QCOMPARE((Floats{values[0], values[1], values[8], values[16], values[24]}), (Floats{2.5F, 0.5F, 4.5F, 6.5F, 0.5F}));
        const Json provenance = readJsonFile(folder.path() / "merged" / "postern.json").value();
        QVERIFY(provenance["schema"] == 1 && provenance["action"] == "merge" && provenance["created"] == "2026-01-02T03:04:05Z");
        QVERIFY(provenance["sources"][0]["role"] == "base" && provenance["sources"][0]["name"] == "base");
        QVERIFY(provenance["sources"][0]["files"]["config.json"] == sha256(test::readBytes(base / "config.json")));
        QVERIFY(provenance["sources"][1]["files"].size() == 2);
    }
};

QTEST_APPLESS_MAIN(TestAdapterMerge)
#include "tst_adapter_merge.moc"
