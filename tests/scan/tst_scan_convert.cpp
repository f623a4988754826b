// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <string>

#include <QTest>

#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/scan/convert.h"
#include "tests/support/checkpoint_maker.h"
#include "tests/support/pickle_bytes.h"

using namespace postern;
using namespace postern::test;
using namespace postern::test::pickle;

namespace {

/// float32 values as the file has them.
std::string floats(const std::vector<float>& values) {
    std::string bytes(values.size() * sizeof(float), '\0');
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

std::string bytesOf(const SafetensorsFile& file, std::string_view name) {
    const TensorView* const tensor = file.find(name);
    return tensor ? std::string(reinterpret_cast<const char*>(tensor->bytes.data()), tensor->bytes.size()) : std::string("(missing)");
}

const std::string kSix = floats({0, 1, 2, 3, 4, 5});

struct Place : TemporaryFolder {
    Result<Conversion> convert(const std::string& bytes) const {
        writeBytes(file("model.pt"), bytes);
        return convertTorch(file("model.pt"), file("out"));
    }
    [[nodiscard]] SafetensorsFile result() const { return SafetensorsFile::open(file("out/model.safetensors")).value(); }
};

} // namespace

/// The restricted reader and what it writes: every byte of every value, and nothing where anything is wrong.
class TestScanConvert : public QObject {
    Q_OBJECT

private slots:
    void contiguousAndStrided() {
        const std::string zero = storage("FloatStorage", "0", 6);
        const Place place;
        const auto done = place.convert(torchArchive(dict({{"whole", tensor(zero, 0, {2, 3}, {3, 1})},
                                                           {"row", tensor(zero, 3, {3}, {1})},
                                                           {"turned", tensor(zero, 0, {3, 2}, {1, 3})},
                                                           {"column", tensor(zero, 1, {2}, {3})},
                                                           {"scalar", tensor(zero, 5, {}, {})},
                                                           {"nothing", tensor(zero, 0, {0, 3}, {3, 1})}},
                                                          true),
                                                     {kSix}));
        QVERIFY2(done && done->done, done ? "refused" : describe(done.error()).c_str());
        QCOMPARE(done->tensors, std::size_t{6});
        const SafetensorsFile file = place.result();
        QCOMPARE(bytesOf(file, "whole"), kSix);
        QCOMPARE(bytesOf(file, "row"), floats({3, 4, 5}));
        QCOMPARE(bytesOf(file, "turned"), floats({0, 3, 1, 4, 2, 5}));
        QCOMPARE(bytesOf(file, "column"), floats({1, 4}));
        QCOMPARE(bytesOf(file, "scalar"), floats({5}));
        QCOMPARE(bytesOf(file, "nothing"), std::string());
        QCOMPARE(file.find("turned")->shape, (std::vector<std::int64_t>{3, 2}));
        QCOMPARE(file.find("scalar")->shape, std::vector<std::int64_t>());
    }

    void everyElementType_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("dtype");
        QTest::addColumn<int>("width");
        const std::tuple<const char*, const char*, int> rows[] = {
            {"FloatStorage", "F32", 4}, {"DoubleStorage", "F64", 8}, {"HalfStorage", "F16", 2},  {"BFloat16Storage", "BF16", 2},
            {"LongStorage", "I64", 8},  {"IntStorage", "I32", 4},    {"ShortStorage", "I16", 2}, {"CharStorage", "I8", 1},
            {"ByteStorage", "U8", 1},   {"BoolStorage", "BOOL", 1}};
        for (const auto& [type, dtype, width] : rows)
            QTest::newRow(type) << QByteArray(type) << QByteArray(dtype) << width;
    }
    void everyElementType() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, dtype);
        QFETCH(int, width);
        std::string bytes;
        for (int i = 0; i < 3 * width; ++i)
            bytes += static_cast<char>(7 * i + 1);
        const Place place;
        const auto done = place.convert(torchArchive(dict({{"a", tensor(storage(type.toStdString(), "0", 3), 0, {3}, {1})}}), {bytes}));
        QVERIFY(done && done->done);
        const SafetensorsFile file = place.result();
        QCOMPARE(bytesOf(file, "a"), bytes);
        QCOMPARE(QByteArray::fromStdString(std::string(dtypeName(file.find("a")->dtype))), dtype);
    }

    void parametersAndMetadata() {
        const std::string parameter = global("torch._utils", "_rebuild_parameter") +
                                      tuple({tensor(storage("FloatStorage", "0", 6), 0, {6}, {1}), "\x88", emptyOrderedDict()}) + 'R';
        const std::string state =
            emptyOrderedDict() + "(" + binUnicode("a") + parameter + "u}" + binUnicode("_metadata") + emptyOrderedDict() + "sb";
        const Place place;
        const auto done = place.convert(torchArchive(protocol(2) + state + ".", {kSix}));
        QVERIFY2(done && done->done,
                 done ? (done->findings.empty() ? "" : done->findings[0].what.c_str()) : describe(done.error()).c_str());
        QCOMPARE(bytesOf(place.result(), "a"), kSix);
    }

    void wrappedDicts_data() {
        QTest::addColumn<QByteArray>("wrapper");
        for (const char* wrapper : {"state_dict", "model", "model_state_dict"})
            QTest::newRow(wrapper) << QByteArray(wrapper);
    }
    void wrappedDicts() {
        QFETCH(QByteArray, wrapper);
        const std::string inner = "}(" + binUnicode("a") + tensor(storage("FloatStorage", "0", 6), 0, {6}, {1}) + binUnicode("steps") +
                                  number(3) + binUnicode("layer") + "}" + binUnicode("b") +
                                  tensor(storage("FloatStorage", "0", 6), 0, {1}, {1}) + "su";
        const Place place;
        const auto done = place.convert(
            torchArchive(protocol(2) + "}(" + binUnicode("epoch") + number(7) + binUnicode(wrapper.toStdString()) + inner + "u.", {kSix}));
        QVERIFY(done && done->done);
        QCOMPARE(done->leftOut, (std::vector<std::string>{"epoch", "steps"}));
        QCOMPARE(bytesOf(place.result(), "a"), kSix);
        QCOMPARE(bytesOf(place.result(), "layer.b"), floats({0}));
    }

    void tiedStorages() {
        const std::string shared = tensor(storage("FloatStorage", "0", 6), 0, {6}, {1});
        const Place place;
        const auto done = place.convert(torchArchive(dict({{"a", shared}, {"b", shared}}), {kSix}));
        QVERIFY(done && done->done);
        QCOMPARE(bytesOf(place.result(), "a"), kSix);
        QCOMPARE(bytesOf(place.result(), "b"), kSix);
    }

    void theFormatBefore16() {
        const Place place;
        const auto done = place.convert(legacyTorchFile(dict({{"a", tensor(storage("FloatStorage", "94", 6), 0, {2, 3}, {3, 1})},
                                                              {"b", tensor(storage("FloatStorage", "17", 2), 1, {1}, {1})}}),
                                                        {{"17", floats({8, 9})}, {"94", kSix}}, 4));
        QVERIFY2(done && done->done, done ? "refused" : describe(done.error()).c_str());
        QCOMPARE(bytesOf(place.result(), "a"), kSix);
        QCOMPARE(bytesOf(place.result(), "b"), floats({9}));
    }

    void provenance() {
        const Place place;
        const auto done = place.convert(torchArchive(dict({{"a", tensor(storage("FloatStorage", "0", 6), 0, {6}, {1})}}), {kSix}));
        QVERIFY(done && done->done);
        const auto json = readJsonFile(place.file("out/postern.json"));
        QVERIFY(json);
        QCOMPARE((*json)["sources"]["model.pt"].get<std::string>().size(), std::size_t{64});
        QVERIFY((*json)["sources"]["model.pt"] == Json(done->sources.at("model.pt")));
    }

    // A folder in shards becomes one that Postern opens.
    void aFolderInShards() {
        const TemporaryFolder folder;
        std::filesystem::create_directories(folder.file("in"));
        writeBytes(folder.file("in/config.json"), tinyConfigJson().dump());
        writeBytes(folder.file("in/LICENSE"), "free\n");
        const auto config = parseModelConfig(tinyConfigJson(), "config.json");
        std::vector<std::pair<std::string, std::string>> entries[2];
        std::vector<std::string> storages[2];
        Json map;
        float value = 0;
        std::size_t next = 0;
        for (const auto& expected : config->expectedTensors()) {
            const std::size_t shard = next++ % 2;
            std::int64_t count = 1;
            std::vector<std::int64_t> strides(expected.shape.size());
            for (std::size_t i = strides.size(); i-- > 0;) {
                strides[i] = count;
                count *= expected.shape[i];
            }
            std::vector<float> values;
            for (std::int64_t i = 0; i < count; ++i)
                values.push_back(value += 0.25F);
            entries[shard].emplace_back(
                expected.name, tensor(storage("FloatStorage", std::to_string(storages[shard].size()), count), 0, expected.shape, strides));
            storages[shard].push_back(floats(values));
            map[expected.name] = shard == 0 ? "pytorch_model-00001-of-00002.bin" : "pytorch_model-00002-of-00002.bin";
        }
        writeBytes(folder.file("in/pytorch_model-00001-of-00002.bin"), torchArchive(dict(entries[0], true), storages[0]));
        writeBytes(folder.file("in/pytorch_model-00002-of-00002.bin"), torchArchive(dict(entries[1], true), storages[1]));
        const auto index = [&](const Json& weightMap) {
            writeBytes(folder.file("in/pytorch_model.bin.index.json"), Json{{"weight_map", weightMap}}.dump());
        };
        index(map);
        const auto done = convertTorch(folder.file("in"), folder.file("out"));
        QVERIFY2(done && done->done,
                 done ? (done->findings.empty() ? "" : done->findings[0].what.c_str()) : describe(done.error()).c_str());
        QVERIFY(std::filesystem::exists(folder.file("out/LICENSE")));
        const auto opened = CheckpointFolder::open(folder.file("out"));
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
        QCOMPARE(opened->tensors().size(), config->expectedTensors().size());
        const TensorView* const first = opened->find(config->expectedTensors().front().name);
        QCOMPARE(std::string(reinterpret_cast<const char*>(first->bytes.data()), first->bytes.size()), storages[0][0]);

        map.erase(map.begin());
        index(map);
        const auto refused = convertTorch(folder.file("in"), folder.file("other"));
        QVERIFY(refused && !refused->done);
        QCOMPARE(refused->findings.front().rule, std::string("index.listing"));
        QVERIFY(!std::filesystem::exists(folder.file("other")));
    }

    void refused_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* rule, const std::string& bytes) {
            QTest::newRow(rule) << QByteArray(rule) << QByteArray::fromStdString(bytes);
        };
        const std::string good = tensor(storage("FloatStorage", "0", 6), 0, {6}, {1});
        row("pickle.import", torchArchive(dict({{"a", good}, {"b", global("posix", "system") + binUnicode("id") + "\x85R"}}), {kSix}));
        row("torch.tensor", torchArchive(dict({{"a", tensor(storage("FloatStorage", "0", 6), 1, {6}, {1})}}), {kSix}));
        row("torch.storage", torchArchive(dict({{"a", good}}), {kSix.substr(1)}));
        row("zip.compressed",
            zipBytes({{.name = "archive/data.pkl", .data = dict({{"a", good}})}, {.name = "archive/data/0", .data = kSix, .method = 8}}));
        row("zip.crc",
            zipBytes({{.name = "archive/data.pkl", .data = dict({{"a", good}})}, {.name = "archive/data/0", .data = kSix, .crc = 1}}));
        row("torch.byteorder", zipBytes({{.name = "archive/data.pkl", .data = dict({{"a", good}})},
                                         {.name = "archive/data/0", .data = kSix},
                                         {.name = "archive/byteorder", .data = "big"}}));
        row("pickle.opcode", torchArchive(protocol(2) + "\xff", {}));
        row("pickle.format", torchArchive(dict({{"a", number(1)}}), {}));
    }
    void refused() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, bytes);
        const Place place;
        const auto outcome = place.convert(bytes.toStdString());
        QVERIFY2(outcome, outcome ? "" : describe(outcome.error()).c_str());
        QVERIFY(!outcome->done);
        QCOMPARE(QByteArray::fromStdString(outcome->findings.front().rule), rule);
        QVERIFY(!std::filesystem::exists(place.file("out")));
    }

    void typesThatSafetensorsDoesNotHave() {
        const Place place;
        const auto outcome =
            place.convert(torchArchive(dict({{"a", tensor(storage("ComplexFloatStorage", "0", 3), 0, {3}, {1})}}), {kSix}));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::TensorMismatch);
    }

    // 1000 names for the same bytes would be a bomb.
    void tooManyNamesForTheSameBytes() {
        std::vector<std::pair<std::string, std::string>> entries;
        for (int i = 0; i < 1000; ++i)
            entries.emplace_back("t" + std::to_string(i), tensor(storage("FloatStorage", "0", 6), 0, {6}, {1}));
        const Place place;
        const auto outcome = place.convert(torchArchive(dict(entries), {kSix}));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::TensorMismatch);
    }

    void aDictInItself() {
        const Place place;
        const auto outcome = place.convert(torchArchive(protocol(2) + "}q\x01" + binUnicode("a") + "h\x01s.", {}));
        QVERIFY(!outcome || !outcome->done);
    }

    void aConfigurationThatAsksForCode() {
        const TemporaryFolder folder;
        std::filesystem::create_directories(folder.file("in"));
        Json config = tinyConfigJson();
        config["auto_map"] = {{"AutoModel", "evil.Model"}};
        writeBytes(folder.file("in/config.json"), config.dump());
        writeBytes(folder.file("in/pytorch_model.bin"),
                   torchArchive(dict({{"a", tensor(storage("FloatStorage", "0", 6), 0, {6}, {1})}}), {kSix}));
        const auto outcome = convertTorch(folder.file("in"), folder.file("out"));
        QVERIFY(outcome && !outcome->done);
        QCOMPARE(outcome->findings.front().rule, std::string("config.auto-map"));
        QVERIFY(!std::filesystem::exists(folder.file("out")));
    }

    void placesWithoutPickles() {
        const TemporaryFolder folder;
        QCOMPARE(convertTorch(folder.path(), folder.file("out")).error().code, ErrorCode::CheckpointIncomplete);
        QCOMPARE(convertTorch(folder.file("absent"), folder.file("out")).error().code, ErrorCode::FileMissing);
    }
};

QTEST_GUILESS_MAIN(TestScanConvert)
#include "tst_scan_convert.moc"
