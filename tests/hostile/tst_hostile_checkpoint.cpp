// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <filesystem>
#include <limits>
#include <string>

#include <QTest>

#include <sys/stat.h>

#include "engine/checkpoint/checkpoint_folder.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using test::text;

namespace {

constexpr const char* kIndexName = "model.safetensors.index.json";

/// A folder with the two good shards "a.safetensors" and "b.safetensors", whose index a test then spoils.
class ShardedFolder {
public:
    ShardedFolder() {
        const test::TensorSet tensors(test::tinyConfigJson());
        const std::vector<TensorToWrite> all = tensors.toWrite();
        const std::span<const TensorToWrite> span(all);
        test::writeJson(m_folder.file("config.json"), test::tinyConfigJson());
        m_written = writeSafetensors(m_folder.file("a.safetensors"), span.first(9), {}) &&
                    writeSafetensors(m_folder.file("b.safetensors"), span.subspan(9), {});
        for (std::size_t i = 0; i < all.size(); ++i)
            map[all[i].name] = i < 9 ? "a.safetensors" : "b.safetensors";
    }

    [[nodiscard]] bool written() const { return m_written; }
    [[nodiscard]] std::filesystem::path file(const char* name) const { return m_folder.file(name); }
    [[nodiscard]] Result<CheckpointFolder> openWith(const std::string& index) const {
        test::writeBytes(m_folder.file(kIndexName), index);
        return CheckpointFolder::open(m_folder.path());
    }
    [[nodiscard]] Result<CheckpointFolder> open() const { return openWith(Json({{"weight_map", map}}).dump()); }

    Json map;

private:
    test::TemporaryFolder m_folder;
    bool m_written = false;
};

} // namespace

/// Folders that must be refused: contradictions between configuration and weights, and an index that leads elsewhere.
class TestHostileCheckpoint : public QObject {
    Q_OBJECT

private slots:
    void theUnspoiledFolderIsAccepted() {
        const ShardedFolder folder;
        QVERIFY(folder.written());
        const auto opened = folder.open();
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
    }

    void shardNames_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"../a.safetensors", "/etc/a.safetensors", "sub/a.safetensors", "./a.safetensors", "..", ".", "",
                                 "sub\\a.safetensors", "a.bin", "config.json", "a.safetensors\n", "a\x1b.safetensors"})
            QTest::addRow("%s", qPrintable(text(printable(name)))) << QString::fromLatin1(name);
        QTest::newRow("NUL inside") << QString(QLatin1String("a.safetensors\0.safetensors", 26));
        QTest::newRow("very long") << QString(300, QLatin1Char('n')) + QStringLiteral(".safetensors");
    }
    void shardNames() {
        QFETCH(QString, name);
        ShardedFolder folder;
        folder.map["model.norm.weight"] = name.toStdString();
        const auto opened = folder.open();
        QVERIFY(!opened);
        QVERIFY2(text(opened.error().detail).startsWith(QLatin1String("shard index: ")), opened.error().detail.c_str());
        QVERIFY2(text(opened.error().detail).contains(QLatin1String("plain name")), opened.error().detail.c_str());
    }

    void indexText_data() {
        QTest::addColumn<QByteArray>("index");
        QTest::newRow("not an object") << QByteArray("[]");
        QTest::newRow("no map") << QByteArray("{}");
        QTest::newRow("empty map") << QByteArray(R"({"weight_map":{}})");
        QTest::newRow("map is a list") << QByteArray(R"({"weight_map":["a.safetensors"]})");
        QTest::newRow("file is a number") << QByteArray(R"({"weight_map":{"x":1}})");
        QTest::newRow("file is a list") << QByteArray(R"({"weight_map":{"x":["a.safetensors"]}})");
        QTest::newRow("empty tensor name") << QByteArray(R"({"weight_map":{"":"a.safetensors"}})");
        QTest::newRow("control character") << QByteArray(R"({"weight_map":{"\u0007":"a.safetensors"}})");
        QTest::newRow("tensor twice") << QByteArray(R"({"weight_map":{"x":"a.safetensors","x":"b.safetensors"}})");
        QTest::newRow("map twice") << QByteArray(R"({"weight_map":{"x":"a.safetensors"},"weight_map":{"x":"b.safetensors"}})");
        QTest::newRow("nested deeply") << QByteArray(R"({"metadata":)") + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}';
        QTest::newRow("cut short") << QByteArray(R"({"weight_map":{"x":)");
        QTest::newRow("empty file") << QByteArray();
    }
    void indexText() {
        QFETCH(QByteArray, index);
        const ShardedFolder folder;
        QVERIFY(!folder.openWith(index.toStdString()));
    }

    void aListedTensorThatNoFileHas() {
        ShardedFolder folder;
        folder.map["model.ghost.weight"] = "a.safetensors";
        const auto opened = folder.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::CheckpointIncomplete);
        QVERIFY(text(opened.error().detail).contains(QLatin1String("model.ghost.weight")));
    }

    void aTensorListedInTheWrongFile() {
        ShardedFolder folder;
        folder.map["lm_head.weight"] = "b.safetensors"; // it is in a
        QVERIFY(!folder.open());
    }

    void aTensorThatTheIndexHides() {
        ShardedFolder folder;
        folder.map.erase("model.norm.weight");
        const auto opened = folder.open();
        QVERIFY(!opened);
        QVERIFY(text(opened.error().detail).contains(QLatin1String("model.norm.weight")));
    }

    void aTensorThatTwoFilesHave() {
        ShardedFolder folder;
        test::TensorSet tensors(test::tinyConfigJson());
        QVERIFY(writeSafetensors(folder.file("b.safetensors"), tensors.toWrite(), {}));
        QVERIFY(!folder.open());
    }

    void aMissingShard() {
        const ShardedFolder folder;
        std::filesystem::remove(folder.file("b.safetensors"));
        const auto opened = folder.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::CheckpointIncomplete);
    }

    void moreShardsThanAllowed() {
        ShardedFolder folder;
        for (int i = 0; i < 600; ++i)
            folder.map["t" + std::to_string(i)] = std::to_string(i) + ".safetensors";
        const auto opened = folder.open();
        QVERIFY(!opened);
        QVERIFY2(text(opened.error().detail).contains(QLatin1String("limit")), opened.error().detail.c_str());
    }

    void aBrokenShardIsNamed() {
        const ShardedFolder folder;
        test::writeBytes(folder.file("b.safetensors"), "xx");
        const auto opened = folder.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::SafetensorsRule);
        QVERIFY(text(opened.error().subject).endsWith(QLatin1String("b.safetensors")));
    }

    void linksOutOfTheFolder_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "b.safetensors"})
            QTest::newRow(name) << QString::fromLatin1(name);
        QTest::newRow("index") << QString::fromLatin1(kIndexName);
    }
    void linksOutOfTheFolder() {
        QFETCH(QString, name);
        const ShardedFolder folder;
        QVERIFY(folder.open());
        const test::TemporaryFolder outside;
        const auto inside = folder.file(name.toLatin1().constData());
        const auto elsewhere = outside.file(name.toStdString());
        if (std::filesystem::exists(inside)) {
            std::filesystem::copy_file(inside, elsewhere);
            std::filesystem::remove(inside);
        } else {
            test::writeBytes(elsewhere, "{}");
        }
        std::filesystem::create_symlink(elsewhere, inside);
        const auto opened = name == QLatin1String(kIndexName) ? CheckpointFolder::open(inside.parent_path()) : folder.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::FileUnreadable);
        QVERIFY2(text(opened.error().detail).contains(QLatin1String("leads out")), opened.error().detail.c_str());
    }

    void aLinkIntoANeighbourWithTheSamePrefix() {
        const test::TemporaryFolder base;
        std::filesystem::create_directories(base.file("model"));
        std::filesystem::create_directories(base.file("model-evil"));
        test::writeJson(base.file("model-evil/config.json"), test::tinyConfigJson());
        std::filesystem::create_symlink("../model-evil/config.json", base.file("model/config.json"));
        QCOMPARE(CheckpointFolder::open(base.file("model")).error().code, ErrorCode::FileUnreadable);
    }

    void aLinkInsideTheFolderIsFine() {
        const ShardedFolder folder;
        std::filesystem::rename(folder.file("b.safetensors"), folder.file("real"));
        std::filesystem::create_symlink("real", folder.file("b.safetensors"));
        const auto opened = folder.open();
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
    }

    void linksThatLeadNowhereAndThingsThatAreNotFiles() {
        const ShardedFolder folder;
        QVERIFY(folder.open());
        std::filesystem::create_symlink(folder.file("tokenizer.json"), folder.file("tokenizer.json")); // to itself
        QCOMPARE(folder.open().error().code, ErrorCode::FileUnreadable);
        std::filesystem::remove(folder.file("tokenizer.json"));
        std::filesystem::create_directory(folder.file("tokenizer.json"));
        QCOMPARE(folder.open().error().code, ErrorCode::FileUnreadable);
        std::filesystem::remove(folder.file("tokenizer.json"));
        QCOMPARE(::mkfifo(folder.file("generation_config.json").c_str(), 0600), 0);
        QCOMPARE(folder.open().error().code, ErrorCode::FileUnreadable);
    }

    void aCopyNeverFollowsALinkOutOfTheSource() {
        const ShardedFolder folder;
        const test::TemporaryFolder outside;
        test::writeBytes(outside.file("secret"), "private");
        std::filesystem::create_symlink(outside.file("secret"), folder.file("LICENSE"));
        const auto target = outside.file("target");
        QVERIFY(!writeCheckpoint(target, folder.file("config.json").parent_path(), {}, Json()));
        QVERIFY(!std::filesystem::exists(target / "LICENSE"));
    }

    void rule10_data() {
        QTest::addColumn<QString>("change");
        for (const char* change : {"missing", "transposed", "rank", "wider", "integers", "float8"})
            QTest::newRow(change) << QString::fromLatin1(change);
    }
    void rule10() {
        QFETCH(QString, change);
        const test::TemporaryFolder folder;
        test::TensorSet tensors(test::tinyConfigJson());
        const std::string name = "model.layers.1.mlp.up_proj.weight"; // [12, 8]
        tensors.remove(name);
        if (change == QLatin1String("transposed"))
            tensors.add(name, Dtype::F32, {8, 12});
        if (change == QLatin1String("rank"))
            tensors.add(name, Dtype::F32, {96});
        if (change == QLatin1String("wider"))
            tensors.add(name, Dtype::F32, {12, 9});
        if (change == QLatin1String("integers"))
            tensors.add(name, Dtype::I32, {12, 8});
        if (change == QLatin1String("float8"))
            tensors.add(name, Dtype::F8E4M3, {12, 8});
        QVERIFY(test::writeTinyCheckpoint(folder.path(), test::tinyConfigJson(), tensors));
        const auto opened = CheckpointFolder::open(folder.path());
        QVERIFY(!opened);
        QVERIFY2(text(opened.error().detail).startsWith(QLatin1String("rule 10: ")), opened.error().detail.c_str());
        QVERIFY(text(opened.error().detail).contains(text(name)));
    }

    // A configuration may declare a giant, but nothing is allocated for it before the file proves it.
    void aGiantInTheConfigOnly() {
        const test::TemporaryFolder folder;
        test::TensorSet tensors(test::tinyConfigJson());
        Json config = test::tinyConfigJson();
        config["vocab_size"] = 4'000'000;
        config["hidden_size"] = 65536;
        config["num_hidden_layers"] = 1024;
        config["intermediate_size"] = 1'000'000;
        config["head_dim"] = 1024;
        QVERIFY(test::writeTinyCheckpoint(folder.path(), config, tensors));
        const auto opened = CheckpointFolder::open(folder.path());
        QVERIFY(!opened);
        QVERIFY(text(opened.error().detail).startsWith(QLatin1String("rule 10: ")));
        QVERIFY(parseModelConfig(config, "config.json")->parameterCount() > 0);
    }

    void rule11() {
        const test::TemporaryFolder folder;
        test::TensorSet tensors(test::tinyConfigJson());
        const float bad[] = {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::signaling_NaN()};
        std::memcpy(tensors.bytes("lm_head.weight").data(), bad, sizeof bad);
        QVERIFY(test::writeTinyCheckpoint(folder.path(), test::tinyConfigJson(), tensors));
        const auto opened = CheckpointFolder::open(folder.path());
        QVERIFY(opened);
        const auto found = scanNotFinite(*opened);
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t{1});
        QCOMPARE(found->front().count, std::int64_t{2});
    }

    void pickledWeightsAreNamedAndNotLoaded() {
        const test::TemporaryFolder folder;
        test::writeJson(folder.file("config.json"), test::tinyConfigJson());
        test::writeBytes(folder.file("pytorch_model.bin"), "\x80\x02");
        const auto opened = CheckpointFolder::open(folder.path());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::CheckpointIncomplete);
        QVERIFY(text(opened.error().hint).contains(QLatin1String("pickle")));
    }

    void badConfigFiles_data() {
        QTest::addColumn<QByteArray>("config");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("nested deeply") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
        QTest::newRow("duplicate key") << QByteArray(R"({"model_type":"llama","model_type":"gpt2"})");
        QTest::newRow("5 MiB of white space") << QByteArray(5 << 20, ' ') + "{}";
    }
    void badConfigFiles() {
        QFETCH(QByteArray, config);
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("config.json"), config.toStdString());
        QVERIFY(!CheckpointFolder::open(folder.path()));
    }

    void placesThatAreNoCheckpoint() {
        const test::TemporaryFolder folder;
        QCOMPARE(CheckpointFolder::open(folder.file("absent")).error().code, ErrorCode::FileMissing);
        QCOMPARE(CheckpointFolder::open(folder.path()).error().code, ErrorCode::CheckpointIncomplete);
        test::writeBytes(folder.file("file"), "x");
        QCOMPARE(CheckpointFolder::open(folder.file("file")).error().code, ErrorCode::CheckpointIncomplete);
    }
};

QTEST_GUILESS_MAIN(TestHostileCheckpoint)
#include "tst_hostile_checkpoint.moc"
