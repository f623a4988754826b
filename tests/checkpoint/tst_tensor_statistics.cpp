// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstring>
#include <limits>
#include <thread>

#include <QTest>

#include "engine/checkpoint/element_values.h"
#include "engine/checkpoint/piece_work.h"
#include "engine/checkpoint/tensor_statistics.h"
#include "tests/support/checkpoint_maker.h"
#include "tests/support/gguf_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

std::vector<std::byte> bytesOf(std::string_view text) {
    std::vector<std::byte> bytes(text.size());
    std::memcpy(bytes.data(), text.data(), text.size());
    return bytes;
}

} // namespace

class TestTensorStatistics : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    bool writeFile(const std::vector<TensorToWrite>& tensors) {
        return writeSafetensors(m_folder.file("weights.safetensors"), tensors, {}).has_value();
    }

private slots:
    void countsAndSums() {
        const std::vector<float> values = {3, 0, -4, kNan, -0.0F, kInfinity, -kInfinity, 12, kNan};
        const TensorStatistics found = statisticsOf(values);
        QVERIFY(found.known);
        QCOMPARE(found.elements, std::int64_t{9});
        QCOMPARE(found.norm, 13.0);
        QCOMPARE(found.least, -4.0);
        QCOMPARE(found.greatest, 12.0);
        QCOMPARE(found.zeros, std::int64_t{2});
        QCOMPARE(found.nan, std::int64_t{2});
        QCOMPARE(found.infinite, std::int64_t{2});
        QCOMPARE(found.zeroShare(), 2.0 / 9.0);
    }

    void extremes() {
        QCOMPARE(statisticsOf(std::span<const float>()).norm, 0.0);
        QCOMPARE(statisticsOf(std::span<const float>()).zeroShare(), 0.0);
        const TensorStatistics nothing = statisticsOf(std::vector<float>{kNan, kInfinity});
        QCOMPARE(nothing.least, 0.0);
        QCOMPARE(nothing.greatest, 0.0);
        QCOMPARE(nothing.norm, 0.0);
        const float largest = std::numeric_limits<float>::max();
        const TensorStatistics large = statisticsOf(std::vector<float>{largest, -largest});
        QCOMPARE(large.greatest, static_cast<double>(largest));
        QCOMPARE(large.norm, std::sqrt(2.0) * static_cast<double>(largest)); // the squares do not fit float32
        QCOMPARE(large.infinite, std::int64_t{0});
        QCOMPARE(statisticsOf(std::vector<double>{1e200, 0}).greatest, 1e200);
    }

    /// Every element type says the same about the same numbers.
    void elementTypes_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](Dtype dtype, const std::string& bytes) {
            QTest::newRow(std::string(dtypeName(dtype)).c_str()) << static_cast<int>(dtype) << QByteArray::fromStdString(bytes);
        };
        // 2, 0, 1
        row(Dtype::U8, littleEndian(2, 1) + littleEndian(0, 1) + littleEndian(1, 1));
        row(Dtype::I8, littleEndian(2, 1) + littleEndian(0, 1) + littleEndian(1, 1));
        row(Dtype::F8E5M2, littleEndian(0x40, 1) + littleEndian(0x80, 1) + littleEndian(0x3c, 1));
        row(Dtype::F8E4M3, littleEndian(0x40, 1) + littleEndian(0x80, 1) + littleEndian(0x38, 1));
        row(Dtype::I16, littleEndian(2, 2) + littleEndian(0, 2) + littleEndian(1, 2));
        row(Dtype::U16, littleEndian(2, 2) + littleEndian(0, 2) + littleEndian(1, 2));
        row(Dtype::F16, littleEndian(0x4000, 2) + littleEndian(0x8000, 2) + littleEndian(0x3c00, 2));
        row(Dtype::BF16, littleEndian(0x4000, 2) + littleEndian(0, 2) + littleEndian(0x3f80, 2));
        row(Dtype::I32, littleEndian(2, 4) + littleEndian(0, 4) + littleEndian(1, 4));
        row(Dtype::U32, littleEndian(2, 4) + littleEndian(0, 4) + littleEndian(1, 4));
        row(Dtype::F32, floatBytes({2, 0, 1}));
        row(Dtype::F64,
            littleEndian(std::bit_cast<std::uint64_t>(2.0)) + littleEndian(0) + littleEndian(std::bit_cast<std::uint64_t>(1.0)));
        row(Dtype::I64, littleEndian(2) + littleEndian(0) + littleEndian(1));
        row(Dtype::U64, littleEndian(2) + littleEndian(0) + littleEndian(1));
    }
    void elementTypes() {
        QFETCH(int, dtype);
        QFETCH(QByteArray, bytes);
        const std::vector<std::byte> raw = bytesOf(bytes.toStdString());
        QVERIFY(writeFile({{"t", static_cast<Dtype>(dtype), {3}, raw}}));
        const auto source = WeightSource::open(m_folder.file("weights.safetensors"));
        QVERIFY(source);
        const auto found = computeStatistics(*source);
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t{1});
        QCOMPARE(found->front(), (TensorStatistics{true, 3, std::sqrt(5.0), 0, 2, 1, 0, 0}));
    }

    void smallFloats() {
        const std::vector<std::byte> bits = bytesOf("\x7c\x7d\x7f\xfc\x01\x7b");
        std::vector<float> values(6);
        QVERIFY(decodeElements(Dtype::F8E5M2, bits, values));
        QCOMPARE(values[0], kInfinity);
        QVERIFY(std::isnan(values[1]));
        QCOMPARE(values[3], -kInfinity);
        QCOMPARE(values[4], 0x1p-16F); // the least subnormal
        QCOMPARE(values[5], 57344.0F); // the greatest
        QVERIFY(decodeElements(Dtype::F8E4M3, bits, values));
        QVERIFY(std::isnan(values[2])); // the only NaN, and no infinity
        QCOMPARE(values[0], 384.0F);
        QCOMPARE(values[4], 0x1p-9F);
    }

    void wideNumbersKeepTheirSize() {
        const std::vector<std::byte> raw =
            bytesOf(littleEndian(std::bit_cast<std::uint64_t>(1e300)) + littleEndian(std::bit_cast<std::uint64_t>(-1e300)));
        QVERIFY(writeFile({{"t", Dtype::F64, {2}, raw}}));
        const auto source = WeightSource::open(m_folder.file("weights.safetensors"));
        const auto found = computeStatistics(*source);
        QVERIFY(found);
        QCOMPARE(found->front().greatest, 1e300);
        QCOMPARE(found->front().infinite, std::int64_t{0});
    }

    /// Larger than a piece and no multiple of a step: every element counts once.
    void largeTensorsAreReadInPieces() {
        constexpr std::size_t kCount = (std::size_t{1} << 22) + 12345;
        std::vector<float> values(kCount, 0.5F);
        values.front() = 0;
        values.back() = -7;
        QVERIFY(writeFile({{"big", Dtype::F32, {static_cast<std::int64_t>(kCount)}, std::as_bytes(std::span(values))}}));
        const auto source = WeightSource::open(m_folder.file("weights.safetensors"));
        QVERIFY(source);
        std::int64_t last = 0;
        const std::thread::id here = std::this_thread::get_id();
        bool elsewhere = false;
        JobContext job;
        job.report = [&](const Progress& progress) {
            elsewhere = elsewhere || std::this_thread::get_id() != here;
            last = progress.done;
            QCOMPARE(progress.total, static_cast<std::int64_t>(kCount));
        };
        const auto found = computeStatistics(*source, job);
        QVERIFY(found);
        QVERIFY(last > 0);
        QVERIFY(!elsewhere);
        const TensorStatistics& big = found->front();
        QCOMPARE(big.elements, static_cast<std::int64_t>(kCount));
        QCOMPARE(big.zeros, std::int64_t{1});
        QCOMPARE(big.least, -7.0);
        QCOMPARE(big.norm, std::sqrt(0.25 * (kCount - 2) + 49));
        QCOMPARE(*computeStatistics(*source), *found);
    }

    void stops() {
        TensorSet tensors(tinyConfigJson());
        QVERIFY(writeTinyCheckpoint(m_folder.path(), tinyConfigJson(), tensors));
        const auto source = WeightSource::open(m_folder.path());
        QVERIFY(source);
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        const auto found = computeStatistics(*source, job);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
    }

    void anErrorOfOneThreadEndsAll() {
        const std::vector<std::int64_t> counts(64, 10);
        const std::vector<Piece> pieces = cutIntoPieces(counts);
        const auto done = workOnPieces(pieces, "x", {}, [](std::size_t i) -> Result<void> {
            if (i == 5)
                return fail(ErrorCode::DataEmpty, "five", {});
            if (i == 7)
                throw std::runtime_error("seven");
            return {};
        });
        QVERIFY(!done);
        QVERIFY(done.error().code == ErrorCode::DataEmpty || done.error().code == ErrorCode::Internal);
    }

    void quantizedTensorsOfGguf() {
        GgufMaker maker;
        maker.addText("general.architecture", "llama");
        maker.tensors.push_back({"blk.0.attn_q.weight", {32}, 8, littleEndian(0x3c00, 2) + std::string(31, '\0') + "\x03"});
        maker.tensors.push_back({"blk.0.attn_k.weight", {32}, 2, std::string(18, '\1')});
        writeBytes(m_folder.file("m.gguf"), maker.bytes());
        const auto source = WeightSource::open(m_folder.file("m.gguf"));
        QVERIFY2(source, source ? "" : describe(source.error()).c_str());
        QCOMPARE(source->format(), WeightSource::Format::Gguf);
        const auto found = computeStatistics(*source);
        QVERIFY(found);
        const auto k = static_cast<std::size_t>(source->find("blk.0.attn_k.weight"));
        const auto q = static_cast<std::size_t>(source->find("blk.0.attn_q.weight"));
        QVERIFY(!source->tensors()[k].readable);
        QVERIFY(!found->at(k).known);
        QCOMPARE(found->at(q), (TensorStatistics{true, 32, 3, 0, 3, 31, 0, 0}));
        QCOMPARE(text(source->tensors()[k].dtype), QString("Q4_0"));
        QCOMPARE(text(source->config().at("general.architecture").get<std::string>()), QString("llama"));
    }

    void namesAndLayers_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("layer");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char* name, int layer, const char* kind) { QTest::newRow(name) << name << layer << kind; };
        row("model.layers.12.self_attn.q_proj.weight", 12, "self_attn.q_proj.weight");
        row("blk.3.attn_q.weight", 3, "attn_q.weight");
        row("transformer.h.0.ln_1.bias", 0, "ln_1.bias");
        row("model.layers.2.mlp.experts.7.w1.weight", 2, "mlp.experts.*.w1.weight");
        row("model.embed_tokens.weight", -1, "model.embed_tokens.weight");
        row("lm_head.weight", -1, "lm_head.weight");
        row("h.99999999999.x", -1, "h.99999999999.x");
        row("h.-1.x", -1, "h.-1.x");
        row("a..b", -1, "a..b");
        row("layers.5", 5, "layers");
    }
    void namesAndLayers() {
        QFETCH(QString, name);
        QFETCH(int, layer);
        QFETCH(QString, kind);
        const LayerName found = splitLayer(name.toStdString());
        QCOMPARE(found.layer, layer);
        QCOMPARE(text(found.kind), kind);
    }

    void foldersNeedNoKnownArchitecture() {
        Json config = tinyConfigJson();
        TensorSet tensors(config);
        config["model_type"] = "something_new";
        QVERIFY(writeTinyCheckpoint(m_folder.path(), config, tensors));
        const auto source = WeightSource::open(m_folder.path());
        QVERIFY(source);
        QCOMPARE(source->format(), WeightSource::Format::Folder);
        QCOMPARE(source->tensors().size(), tensors.toWrite().size());
        QCOMPARE(source->tensors().front().layer, -1);
        QCOMPARE(source->tensors().back().layer, 1);
        QCOMPARE(text(source->config().at("model_type").get<std::string>()), QString("something_new"));
        std::vector<float> two(2);
        QVERIFY(source->read(0, 0, two));
        QCOMPARE(two, (std::vector<float>{0.5F, 0.5F}));
        QVERIFY(!source->read(0, source->elementCount(0) - 1, two));
        QVERIFY(!source->read(0, -1, two));
    }

    void whatIsNoWeightsFile() {
        writeBytes(m_folder.file("note.txt"), "hello");
        QCOMPARE(WeightSource::open(m_folder.file("note.txt")).error().code, ErrorCode::SafetensorsRule);
        QCOMPARE(WeightSource::open(m_folder.file("absent")).error().code, ErrorCode::FileMissing);
        std::filesystem::create_directory(m_folder.file("empty"));
        QCOMPARE(WeightSource::open(m_folder.file("empty")).error().code, ErrorCode::CheckpointIncomplete);
    }
};

QTEST_GUILESS_MAIN(TestTensorStatistics)
#include "tst_tensor_statistics.moc"
