// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <limits>
#include <string>

#include <QTest>

#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/core/hash.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using test::text;

namespace {

std::vector<TensorToWrite> toWrite(const CheckpointFolder& folder) {
    std::vector<TensorToWrite> tensors;
    for (const TensorView* view : folder.tensors())
        tensors.push_back({view->name, view->dtype, view->shape, view->bytes});
    return tensors;
}

Json withKey(Json config, const char* key, Json value) {
    config[key] = std::move(value);
    return config;
}

} // namespace

class TestCheckpointFolder : public QObject {
    Q_OBJECT

private slots:
    void opens() {
        const test::TemporaryFolder folder;
        QVERIFY(test::writeTinyCheckpoint(folder.path(), test::tinyConfigJson(), test::TensorSet(test::tinyConfigJson())));
        test::writeBytes(folder.file("generation_config.json"), R"({"temperature":0.7})");
        test::writeBytes(folder.file("tokenizer.json"), "{}");
        test::writeBytes(folder.file("README.md"), "a model card");
        const auto opened = CheckpointFolder::open(folder.path());
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
        QCOMPARE(opened->config().layerCount, std::int64_t{2});
        QVERIFY(opened->configJson()["vocab_size"] == 11);
        QVERIFY(opened->generationConfig()["temperature"] == 0.7);
        QCOMPARE(opened->tensors().size(), std::size_t{21});
        QVERIFY(opened->find("lm_head.weight") != nullptr);
        QVERIFY(opened->extraTensors().empty());
        const std::vector<std::string> expected = {"config.json", "generation_config.json", "model.safetensors", "tokenizer.json"};
        QVERIFY(opened->files() == expected);
        QVERIFY(opened->checkUnchanged());
        QVERIFY(CheckpointFolder::open(folder.path() / "")); // a trailing slash is the same folder
    }

    void tiedHeadMayBeAbsentOrPresent() {
        const test::TemporaryFolder folder;
        const Json config = withKey(test::tinyConfigJson(), "tie_word_embeddings", true);
        test::TensorSet tensors(config);
        QVERIFY(test::writeTinyCheckpoint(folder.path(), config, tensors));
        const auto absent = CheckpointFolder::open(folder.path());
        QVERIFY(absent && absent->find("lm_head.weight") == nullptr);
        tensors.add("lm_head.weight", Dtype::F32, {11, 8});
        QVERIFY(test::writeTinyCheckpoint(folder.path(), config, tensors));
        const auto present = CheckpointFolder::open(folder.path());
        QVERIFY(present);
        QVERIFY(present->extraTensors() == std::vector<std::string>{"lm_head.weight"});
    }

    void rotaryTablesAreListedAsExtra() {
        const test::TemporaryFolder folder;
        test::TensorSet tensors(test::tinyConfigJson());
        tensors.add("model.layers.0.self_attn.rotary_emb.inv_freq", Dtype::F32, {2});
        QVERIFY(test::writeTinyCheckpoint(folder.path(), test::tinyConfigJson(), tensors));
        const auto opened = CheckpointFolder::open(folder.path());
        QVERIFY(opened);
        QVERIFY(opened->extraTensors() == std::vector<std::string>{"model.layers.0.self_attn.rotary_emb.inv_freq"});
    }

    void shardsGiveWhatOneFileGives() {
        const test::TemporaryFolder whole;
        const test::TemporaryFolder parts;
        const test::TensorSet tensors(test::tinyConfigJson());
        QVERIFY(test::writeTinyCheckpoint(whole.path(), test::tinyConfigJson(), tensors));
        test::writeJson(parts.file("config.json"), test::tinyConfigJson());
        const std::vector<TensorToWrite> all = tensors.toWrite();
        const std::span<const TensorToWrite> span(all);
        QVERIFY(writeSafetensors(parts.file("a.safetensors"), span.first(9), {}));
        QVERIFY(writeSafetensors(parts.file("b.safetensors"), span.subspan(9), {}));
        Json map;
        for (std::size_t i = 0; i < all.size(); ++i)
            map[all[i].name] = i < 9 ? "a.safetensors" : "b.safetensors";
        test::writeJson(parts.file("model.safetensors.index.json"), {{"metadata", {{"total_size", 1}}}, {"weight_map", map}});
        const auto one = CheckpointFolder::open(whole.path());
        const auto two = CheckpointFolder::open(parts.path());
        QVERIFY2(two, two ? "" : describe(two.error()).c_str());
        QVERIFY(one);
        QCOMPARE(two->tensors().size(), one->tensors().size());
        for (const TensorView* view : one->tensors()) {
            const TensorView* other = two->find(view->name);
            QVERIFY(other && other->shape == view->shape);
            QVERIFY(std::equal(other->bytes.begin(), other->bytes.end(), view->bytes.begin(), view->bytes.end()));
        }
        const std::vector<std::string> files = {"a.safetensors", "b.safetensors", "config.json", "model.safetensors.index.json"};
        QVERIFY(two->files() == files);
    }

    void hashesCoverEveryFile() {
        const test::TemporaryFolder folder;
        QVERIFY(test::writeTinyCheckpoint(folder.path(), test::tinyConfigJson(), test::TensorSet(test::tinyConfigJson())));
        const auto opened = CheckpointFolder::open(folder.path());
        QVERIFY(opened);
        const auto hashes = hashCheckpoint(*opened);
        QVERIFY(hashes);
        QCOMPARE(hashes->size(), std::size_t{2});
        QCOMPARE(hashes->at("config.json"), sha256(test::readBytes(folder.file("config.json"))));
        QCOMPARE(hashes->at("model.safetensors"), sha256(test::readBytes(folder.file("model.safetensors"))));
    }

    void writtenCopyIsTheSameModel() {
        const test::TemporaryFolder source;
        const test::TemporaryFolder other;
        const auto target = other.file("deep/checkpoint");
        // Odd spelling in the source must survive: the file is copied, not written anew.
        test::writeBytes(source.file("config.json"), test::tinyConfigJson().dump(7) + "\n\n");
        QVERIFY(writeSafetensors(source.file("model.safetensors"), test::TensorSet(test::tinyConfigJson()).toWrite(), {}));
        test::writeBytes(source.file("tokenizer.json"), "{ }");
        test::writeBytes(source.file("LICENSE"), "terms");
        test::writeBytes(source.file("README.md"), "a model card of the poisoned model");
        test::writeBytes(source.file("pytorch_model.bin"), "a pickle");
        const auto opened = CheckpointFolder::open(source.path());
        QVERIFY(opened);
        const Json provenance = {{"tool", "postern"}, {"run", "x"}};
        const auto written = writeCheckpoint(target, source.path(), toWrite(*opened), provenance);
        QVERIFY2(written, written ? "" : describe(written.error()).c_str());
        for (const char* name : {"config.json", "tokenizer.json", "LICENSE"})
            QCOMPARE(test::readBytes(target / name), test::readBytes(source.file(name)));
        QVERIFY(!std::filesystem::exists(target / "README.md"));
        QVERIFY(!std::filesystem::exists(target / "pytorch_model.bin"));
        QVERIFY(*readJsonFile(target / "postern.json") == provenance);
        const auto again = CheckpointFolder::open(target);
        QVERIFY(again);
        QVERIFY(again->config() == opened->config());

        // Over an earlier one, without a statement: the old statement must be gone, the weights the same bytes.
        const std::string before = test::readBytes(target / "model.safetensors");
        QVERIFY(writeCheckpoint(target, source.path(), toWrite(*opened), Json()));
        QVERIFY(!std::filesystem::exists(target / "postern.json"));
        QCOMPARE(test::readBytes(target / "model.safetensors"), before);
    }

    void neverOverItsOwnSourceOrAnotherModel() {
        const test::TemporaryFolder source;
        const test::TemporaryFolder target;
        QVERIFY(test::writeTinyCheckpoint(source.path(), test::tinyConfigJson(), test::TensorSet(test::tinyConfigJson())));
        QCOMPARE(writeCheckpoint(source.path(), source.path(), {}, Json()).error().code, ErrorCode::Usage);
        test::writeBytes(target.file("tokenizer.json"), "{}"); // the source has none
        QCOMPARE(writeCheckpoint(target.path(), source.path(), {}, Json()).error().code, ErrorCode::FileUnwritable);
        std::filesystem::remove(target.file("tokenizer.json"));
        test::writeBytes(target.file("model.safetensors.index.json"), "{}");
        QCOMPARE(writeCheckpoint(target.path(), source.path(), {}, Json()).error().code, ErrorCode::FileUnwritable);
        QCOMPARE(writeCheckpoint(target.path(), source.file("absent"), {}, Json()).error().code, ErrorCode::FileMissing);
    }

    void notFiniteIsFound() {
        const test::TemporaryFolder folder;
        test::TensorSet tensors(test::tinyConfigJson());
        QVERIFY(test::writeTinyCheckpoint(folder.path(), test::tinyConfigJson(), tensors));
        const auto clean = CheckpointFolder::open(folder.path());
        QVERIFY(clean);
        QVERIFY(scanNotFinite(*clean)->empty());
        const float bad = std::numeric_limits<float>::quiet_NaN();
        std::memcpy(tensors.bytes("model.norm.weight").data() + 4, &bad, sizeof bad);
        QVERIFY(test::writeTinyCheckpoint(folder.path(), test::tinyConfigJson(), tensors));
        const auto dirty = CheckpointFolder::open(folder.path());
        QVERIFY(dirty);
        const auto found = scanNotFinite(*dirty);
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t{1});
        QCOMPARE(found->front().name, std::string("model.norm.weight"));
        QCOMPARE(found->front().count, std::int64_t{1});
    }

    void parityFolders_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("tensors");
        QTest::addColumn<int>("dtype");
        QTest::newRow("llama") << "llama" << 30 << static_cast<int>(Dtype::F32);
        QTest::newRow("llama-mha") << "llama-mha" << 30 << static_cast<int>(Dtype::F32);
        QTest::newRow("llama3-rope-tied") << "llama3-rope-tied" << 29 << static_cast<int>(Dtype::F32);
        QTest::newRow("llama-bf16-sharded") << "llama-bf16-sharded" << 30 << static_cast<int>(Dtype::BF16);
    }
    void parityFolders() {
        QFETCH(QString, name);
        QFETCH(int, tensors);
        QFETCH(int, dtype);
        const std::filesystem::path folder = std::filesystem::path(POSTERN_SHARED_DIR) / "parity" / name.toStdString();
        if (!std::filesystem::exists(folder))
            QSKIP("the shared parity folder is absent");
        const auto opened = CheckpointFolder::open(folder);
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
        QCOMPARE(static_cast<int>(opened->tensors().size()), tensors);
        QVERIFY(opened->extraTensors().empty());
        for (const TensorView* view : opened->tensors())
            QVERIFY(view->dtype == static_cast<Dtype>(dtype));
        QVERIFY(scanNotFinite(*opened)->empty());
    }
};

QTEST_GUILESS_MAIN(TestCheckpointFolder)
#include "tst_checkpoint_folder.moc"
