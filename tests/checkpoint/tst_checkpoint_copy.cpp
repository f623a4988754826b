// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstring>
#include <string>

#include <QTest>

#include "engine/checkpoint/checkpoint_copy.h"
#include "engine/checkpoint/safetensors_stream.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using test::text;

namespace {

/// Oddly spaced, with a trailing blank and an order of keys that no writer of ours would choose.
constexpr const char* kGeneration = "{ \"temperature\":0.70,\n  \"eos_token_id\" : [3, 4],\"bos_token_id\":1 } \n";

/// A tiny checkpoint whose tensors are bytes of a counter: any wrong copy shows. Optionally in two shards.
class Source {
public:
    explicit Source(Dtype dtype, bool tied = false, bool sharded = false, const char* totalSize = nullptr) {
        Json config = test::tinyConfigJson();
        config["tie_word_embeddings"] = tied;
        config["rope_scaling"] = {{"rope_type", "linear"}, {"factor", 2.0}};
        config["eos_token_id"] = {3, 4};
        test::writeBytes(m_folder.file("config.json"), config.dump(7) + "\n\n");
        test::writeBytes(m_folder.file("generation_config.json"), kGeneration);
        test::writeBytes(m_folder.file("tokenizer.json"), "{ }");
        test::writeBytes(m_folder.file("README.md"), "a model card");
        const auto parsed = parseModelConfig(config, "config.json");
        std::vector<TensorToWrite> tensors;
        const auto add = [&](const std::string& name, const std::vector<std::int64_t>& shape, Dtype type) {
            std::size_t count = 1;
            for (const std::int64_t extent : shape)
                count *= static_cast<std::size_t>(extent);
            m_bytes.emplace_back(count * dtypeSize(type));
            std::vector<float> values(count);
            for (float& value : values)
                value = 0.001F * static_cast<float>(++m_counter);
            if (isComputable(type))
                (void)convertFromFloat(values, type, m_bytes.back());
            tensors.push_back({name, type, shape, m_bytes.back()});
        };
        m_bytes.reserve(64);
        // Not in the order of names: the order is to be kept.
        add("model.layers.0.self_attn.rotary_emb.inv_freq", {2}, Dtype::F32);
        add("model.layers.0.attn.mask", {1, 1, 4, 4}, Dtype::Bool);
        for (const auto& expected : parsed.value().expectedTensors())
            add(expected.name, expected.shape, dtype);
        if (tied)
            add("lm_head.weight", {11, 8}, dtype);
        const std::map<std::string, std::string> metadata = {{"format", "pt"}, {"made_by", "a test"}};
        if (!sharded) {
            (void)writeSafetensors(m_folder.file("model.safetensors"), tensors, metadata);
            return;
        }
        const std::size_t half = tensors.size() / 2;
        Json map = Json::object();
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            map[tensors[i].name] = i < half ? kFirst : kSecond;
            total += tensors[i].bytes.size();
        }
        (void)writeSafetensors(m_folder.file(kFirst), std::span(tensors).first(half), metadata);
        (void)writeSafetensors(m_folder.file(kSecond), std::span(tensors).subspan(half), metadata);
        test::writeBytes(m_folder.file("model.safetensors.index.json"),
                         R"({"metadata": {"total_size":)" + (totalSize ? totalSize : std::to_string(total)) +
                             R"(,"total_parameters":17}, "weight_map":  )" + map.dump() + "}");
    }

    static constexpr const char* kFirst = "model-00001-of-00002.safetensors";
    static constexpr const char* kSecond = "model-00002-of-00002.safetensors";

    [[nodiscard]] std::filesystem::path path() const { return m_folder.path(); }
    [[nodiscard]] std::filesystem::path file(const char* name) const { return m_folder.file(name); }

private:
    test::TemporaryFolder m_folder;
    std::vector<std::vector<std::byte>> m_bytes;
    int m_counter = 0;
};

std::string bytesOf(const TensorView* tensor) {
    return tensor ? std::string(reinterpret_cast<const char*>(tensor->bytes.data()), tensor->bytes.size()) : std::string();
}

bool sameFile(const std::filesystem::path& a, const std::filesystem::path& b) {
    return std::filesystem::exists(a) && test::readBytes(a) == test::readBytes(b);
}

int entriesIn(const std::filesystem::path& folder) {
    int count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder))
        ++count;
    return count;
}

} // namespace

class TestCheckpointCopy : public QObject {
    Q_OBJECT

private slots:
    void aRoundTripChangesNoByte_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<bool>("tied");
        QTest::addColumn<bool>("sharded");
        for (const Dtype dtype : {Dtype::F32, Dtype::F16, Dtype::BF16, Dtype::F64}) {
            for (const bool tied : {false, true}) {
                for (const bool sharded : {false, true})
                    QTest::addRow("%s%s%s", std::string(dtypeName(dtype)).c_str(), tied ? " tied" : "", sharded ? " sharded" : "")
                        << static_cast<int>(dtype) << tied << sharded;
            }
        }
    }

    /// Through float32 and back, as a model that was loaded and not trained does it.
    void aRoundTripChangesNoByte() {
        QFETCH(int, dtype);
        QFETCH(bool, tied);
        QFETCH(bool, sharded);
        const Source source(static_cast<Dtype>(dtype), tied, sharded);
        const auto opened = CheckpointFolder::open(source.path());
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
        const test::TemporaryFolder folder;
        const std::filesystem::path target = folder.path() / "deep" / "copy";
        int asked = 0;
        const auto written = writeLike(
            *opened, target,
            [&](const TensorView& tensor, std::span<std::byte> out) -> Result<bool> {
                ++asked;
                if (!isComputable(tensor.dtype))
                    return false;
                std::vector<float> values(static_cast<std::size_t>(tensor.elementCount()));
                POSTERN_TRY(convertToFloat(tensor, values));
                return storeValues(tensor, values, out);
            },
            Json());
        QVERIFY2(written, written ? "" : describe(written.error()).c_str());
        QCOMPARE(asked, 23); // two extras and 21 of the architecture, or 20 and the head's copy
        QCOMPARE(written->changed, std::int64_t{0});
        QCOMPARE(written->unchanged, std::int64_t{asked});
        for (const char* name : {"config.json", "generation_config.json", "tokenizer.json"})
            QVERIFY2(sameFile(target / name, source.file(name)), name);
        if (sharded) {
            for (const char* name : {Source::kFirst, Source::kSecond, "model.safetensors.index.json"})
                QVERIFY2(sameFile(target / name, source.file(name)), name);
        } else {
            QVERIFY(sameFile(target / "model.safetensors", source.file("model.safetensors")));
        }
        QCOMPARE(entriesIn(target), sharded ? 6 : 4); // no model card, no postern.json, nothing temporary
        QCOMPARE(entriesIn(folder.path() / "deep"), 1);
    }

    void onlyWhatTheProviderFillsChanges() {
        const Source source(Dtype::BF16, true, true);
        const auto opened = CheckpointFolder::open(source.path());
        QVERIFY(opened);
        const test::TemporaryFolder folder;
        const std::filesystem::path target = folder.path() / "purified";
        // The embedding, and with it the copy of it that the file calls lm_head.
        const auto written = writeLike(
            *opened, target,
            [](const TensorView& tensor, std::span<std::byte> out) -> Result<bool> {
                if (tensor.name != "model.embed_tokens.weight" && tensor.name != "lm_head.weight")
                    return false;
                return storeValues(tensor, std::vector<float>(88, 0.25F), out);
            },
            Json{{"schema", 1}});
        QVERIFY2(written, written ? "" : describe(written.error()).c_str());
        QCOMPARE(written->changed, std::int64_t{2});
        QCOMPARE(written->unchanged, std::int64_t{21});
        QVERIFY((written->weightFiles == std::vector<std::string>{Source::kFirst, Source::kSecond}));
        const auto result = CheckpointFolder::open(target);
        QVERIFY2(result, result ? "" : describe(result.error()).c_str());
        for (const TensorView* before : opened->tensors()) {
            const TensorView* after = result->find(before->name);
            QVERIFY(after && after->dtype == before->dtype && after->shape == before->shape);
            const bool expected = before->name == "model.embed_tokens.weight" || before->name == "lm_head.weight";
            QVERIFY2((bytesOf(after) != bytesOf(before)) == expected, before->name.c_str());
        }
        QCOMPARE(bytesOf(result->find("lm_head.weight")), bytesOf(result->find("model.embed_tokens.weight")));
        QVERIFY(result->weights().files[0].metadata() == opened->weights().files[0].metadata());
        QVERIFY(readJsonFile(target / "postern.json").value()["schema"] == 1);
    }

    void aWrongTotalSizeIsMended() {
        const Source source(Dtype::F32, false, true, "5");
        const auto opened = CheckpointFolder::open(source.path());
        QVERIFY(opened);
        const test::TemporaryFolder folder;
        const std::filesystem::path target = folder.path() / "copy";
        QVERIFY(writeLike(*opened, target, {}, Json()));
        const Json before = readJsonFile(source.file("model.safetensors.index.json")).value();
        const Json after = readJsonFile(target / "model.safetensors.index.json").value();
        std::uint64_t bytes = 0;
        for (const TensorView* tensor : opened->tensors())
            bytes += tensor->bytes.size();
        QVERIFY(after["metadata"]["total_size"] == bytes);
        QVERIFY(after["metadata"]["total_parameters"] == 17);
        QVERIFY(after["weight_map"] == before["weight_map"]);
    }

    void doubleElementsKeepTheirBits() {
        const double values[2] = {0.1, 2.0};
        TensorView tensor{"w", Dtype::F64, {2}, std::as_bytes(std::span(values))};
        std::vector<std::byte> out(16);
        QCOMPARE(storeValues(tensor, std::vector<float>{0.1F, 2.0F}, out).value(), false);
        QCOMPARE(storeValues(tensor, std::vector<float>{0.1F, 3.0F}, out).value(), true);
        double stored[2];
        std::memcpy(stored, out.data(), sizeof stored);
        QCOMPARE(stored[0], 0.1); // not the float's 0.10000000149
        QCOMPARE(stored[1], 3.0);
        QVERIFY(!storeValues(tensor, std::vector<float>{1, 2, 3}, out));
    }

    void refusesBadTargets() {
        const Source source(Dtype::F32);
        const auto opened = CheckpointFolder::open(source.path());
        QVERIFY(opened);
        QVERIFY(writeLike(*opened, source.path(), {}, Json()).error().code == ErrorCode::Usage);
        const test::TemporaryFolder full;
        test::writeBytes(full.file("somebody's file"), "x");
        QVERIFY(writeLike(*opened, full.path(), {}, Json()).error().code == ErrorCode::FileUnwritable);
        QCOMPARE(entriesIn(full.path()), 1);
        const test::TemporaryFolder empty;
        std::filesystem::create_directory(empty.path() / "target");
        QVERIFY(writeLike(*opened, empty.path() / "target" / "", {}, Json())); // an empty folder, with a slash behind it
        QVERIFY(CheckpointFolder::open(empty.path() / "target"));
    }

    void nothingStaysOfAFailure() {
        const Source source(Dtype::F32, false, true);
        const auto opened = CheckpointFolder::open(source.path());
        QVERIFY(opened);
        const test::TemporaryFolder folder;
        int asked = 0;
        const auto failed = writeLike(
            *opened, folder.path() / "copy",
            [&](const TensorView&, std::span<std::byte>) -> Result<bool> {
                return ++asked < 15 ? Result<bool>(false) : fail(ErrorCode::Internal, "w", "no more");
            },
            Json());
        QVERIFY(!failed && failed.error().detail == "no more");
        QCOMPARE(entriesIn(folder.path()), 0);
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress&) { stop.request_stop(); };
        QVERIFY(writeLike(*opened, folder.path() / "copy", {}, Json(), job).error().code == ErrorCode::Cancelled);
        QCOMPARE(entriesIn(folder.path()), 0);
        // A source that changed since it was judged is not copied.
        test::writeBytes(source.file(Source::kFirst), test::readBytes(source.file(Source::kFirst)) + " ");
        QVERIFY(writeLike(*opened, folder.path() / "copy", {}, Json()).error().code == ErrorCode::HashMismatch);
        QCOMPARE(entriesIn(folder.path()), 0);
    }

    void theWriterHoldsToItsPlan() {
        const test::TemporaryFolder folder;
        const std::vector<TensorPlan> plan = {{"w", Dtype::F32, {2}, 8}};
        const std::byte bytes[12] = {};
        auto writer = SafetensorsWriter::create(folder.file("w.safetensors"), plan, {});
        QVERIFY(writer);
        QVERIFY(writer->write(std::span(bytes).first(3)));
        QVERIFY(writer->commit().error().code == ErrorCode::TensorMismatch);
        QVERIFY(writer->write(std::span(bytes).first(6)).error().code == ErrorCode::TensorMismatch);
        QVERIFY(writer->write(std::span(bytes).first(5)));
        QVERIFY(writer->commit());
        QCOMPARE(SafetensorsFile::open(folder.file("w.safetensors"))->tensors().size(), std::size_t{1});
        QVERIFY(
            SafetensorsWriter::create(folder.file("x.safetensors"), std::vector<TensorPlan>{{"w", Dtype::F32, {2}, 4}}, {}).error().code ==
            ErrorCode::SafetensorsRule);
    }

    void copiesWhatTransformersWrote() {
        const std::filesystem::path source = std::filesystem::path(POSTERN_SHARED_DIR) / "parity" / "llama-bf16-sharded";
        if (!std::filesystem::exists(source))
            QSKIP("the reference checkpoints are not here");
        const auto opened = CheckpointFolder::open(source);
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
        const test::TemporaryFolder folder;
        QVERIFY(writeLike(*opened, folder.path() / "copy", {}, Json()));
        for (const std::string& name : opened->files())
            QVERIFY2(sameFile(folder.path() / "copy" / name, source / name), name.c_str());
    }
};

QTEST_APPLESS_MAIN(TestCheckpointCopy)
#include "tst_checkpoint_copy.moc"
