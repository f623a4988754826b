// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <functional>
#include <limits>

#include <QTest>

#include "engine/checkpoint/gguf.h"
#include "tests/support/gguf_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

/// Two tensors and one entry of every kind.
GgufMaker sample() {
    GgufMaker maker;
    maker.addText("general.architecture", "llama");
    maker.entry("a.u8", GgufMaker::U8, littleEndian(200, 1));
    maker.entry("a.i8", GgufMaker::I8, littleEndian(0xff, 1));
    maker.entry("a.u16", GgufMaker::U16, littleEndian(65535, 2));
    maker.entry("a.i16", GgufMaker::I16, littleEndian(0xfffe, 2));
    maker.addU32("a.u32", 4'000'000'000U);
    maker.entry("a.i32", GgufMaker::I32, littleEndian(0xfffffffdU, 4));
    maker.addF32("a.f32", 1e-5);
    maker.addFlag("a.flag", true);
    maker.entry("a.u64", GgufMaker::U64, littleEndian(~std::uint64_t{0}));
    maker.entry("a.i64", GgufMaker::I64, littleEndian(~std::uint64_t{0}));
    maker.entry("a.f64", GgufMaker::F64, littleEndian(std::bit_cast<std::uint64_t>(0.1)));
    maker.addTexts("a.words", {"one", "", "three"});
    maker.addList("a.counts", GgufMaker::I32, 2, littleEndian(7, 4) + littleEndian(0xffffffffU, 4));
    maker.addList("a.none", GgufMaker::Text, 0, "");
    maker.tensors.push_back({"first", {3, 2}, 0, floatBytes({1, 2, 3, 4, 5, 6})});
    maker.tensors.push_back({"second", {5}, 1, littleEndian(0x3c00, 2) + littleEndian(0xc000, 2) + std::string(6, '\0')});
    return maker;
}

using Change = std::function<void(GgufMaker&)>;

} // namespace
Q_DECLARE_METATYPE(Change)

class TestGguf : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    Result<GgufFile> open(const std::string& bytes) {
        writeBytes(m_folder.file("model.gguf"), bytes);
        return GgufFile::open(m_folder.file("model.gguf"));
    }

private slots:
    void readsEveryKindOfMetadata() {
        const auto opened = open(sample().bytes());
        QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
        const GgufFile& file = *opened;
        QCOMPARE(file.version(), 3U);
        QCOMPARE(file.metadata().size(), std::size_t{15});
        QVERIFY(file.text("general.architecture") && *file.text("general.architecture") == "llama");
        QCOMPARE(file.integer("a.u8").value_or(0), std::int64_t{200});
        QCOMPARE(file.integer("a.i8").value_or(0), std::int64_t{-1});
        QCOMPARE(file.integer("a.u16").value_or(0), std::int64_t{65535});
        QCOMPARE(file.integer("a.i16").value_or(0), std::int64_t{-2});
        QCOMPARE(file.integer("a.u32").value_or(0), std::int64_t{4'000'000'000});
        QCOMPARE(file.integer("a.i32").value_or(0), std::int64_t{-3});
        QCOMPARE(file.integer("a.i64").value_or(0), std::int64_t{-1});
        QVERIFY(!file.integer("a.u64")); // it does not fit
        QCOMPARE(file.number("a.f32").value_or(0), static_cast<double>(1e-5F));
        QCOMPARE(file.number("a.f64").value_or(0), 0.1);
        QCOMPARE(file.number("a.u8").value_or(0), 200.0);
        QCOMPARE(file.flag("a.flag"), std::optional(true));
        QVERIFY(!file.flag("a.u8"));
        QVERIFY(!file.integer("absent"));
        QVERIFY(file.list<std::string>("a.words") && *file.list<std::string>("a.words") == (std::vector<std::string>{"one", "", "three"}));
        QVERIFY(file.list<std::int64_t>("a.counts") && *file.list<std::int64_t>("a.counts") == (std::vector<std::int64_t>{7, -1}));
        QVERIFY(file.list<std::string>("a.none") && file.list<std::string>("a.none")->empty());
        QVERIFY(!file.list<double>("a.counts"));
    }

    void readsTensors() {
        const auto file = open(sample().bytes());
        QVERIFY(file);
        QCOMPARE(file->tensors().size(), std::size_t{2});
        const GgufTensor* first = file->find("first");
        QVERIFY(first);
        QCOMPARE(first->shape, (std::vector<std::int64_t>{2, 3})); // rows of three
        QCOMPARE(first->elementCount(), std::int64_t{6});
        std::vector<float> values(6);
        QVERIFY(decodeGguf(*first->type, first->bytes, values));
        QCOMPARE(values, (std::vector<float>{1, 2, 3, 4, 5, 6}));
        const GgufTensor* second = file->find("second");
        QVERIFY(second);
        QCOMPARE(QString::fromUtf8(second->type->name.data()), QString("F16"));
        values.resize(5);
        QVERIFY(decodeGguf(*second->type, second->bytes, values));
        QCOMPARE(values, (std::vector<float>{1, -2, 0, 0, 0}));
        QVERIFY(!file->find("third"));
    }

    void alignmentMovesTheData() {
        GgufMaker maker = sample();
        maker.addU32("general.alignment", 256);
        maker.alignment = 256;
        const auto file = open(maker.bytes());
        QVERIFY2(file, file ? "" : describe(file.error()).c_str());
        std::vector<float> values(6);
        QVERIFY(decodeGguf(*file->find("first")->type, file->find("first")->bytes, values));
        QCOMPARE(values[5], 6.0F);
    }

    void aFileWithoutTensorsIsRead() {
        GgufMaker maker;
        maker.addText("general.architecture", "llama");
        QVERIFY(open(maker.bytes()));
        QVERIFY(!open(maker.bytes() + "x"));
    }

    void theLastPaddingMayBeMissing() {
        const std::string bytes = sample().bytes(); // the second tensor has 10 bytes
        QVERIFY(open(bytes.substr(0, bytes.size() - 22)));
        QVERIFY(!open(bytes.substr(0, bytes.size() - 23)));
    }

    void decodes_data() {
        QTest::addColumn<quint32>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<float>>("values");
        const auto row = [](const char* name, quint32 type, const std::string& bytes, const QList<float>& values) {
            QTest::newRow(name) << type << QByteArray::fromStdString(bytes) << values;
        };
        row("F32", 0, floatBytes({1.5F, -0.0F}), {1.5F, -0.0F});
        row("F16", 1, littleEndian(0x3e00, 2) + littleEndian(0x0001, 2), {1.5F, 0x1p-24F});
        row("BF16", 30, littleEndian(0x3fc0, 2) + littleEndian(0xff80, 2), {1.5F, -std::numeric_limits<float>::infinity()});
        row("F64", 28, littleEndian(std::bit_cast<std::uint64_t>(0.25)), {0.25F});
        row("I8", 24, littleEndian(0x80, 1), {-128});
        row("I16", 25, littleEndian(0x8000, 2), {-32768});
        row("I32", 26, littleEndian(0xffffffffU, 4), {-1});
        row("I64", 27, littleEndian(~std::uint64_t{1}), {-2});
        // Two blocks: the scale 0.5 over -16 … 15, the scale -2 over 127 and -128 in turn.
        std::string blocks = littleEndian(0x3800, 2);
        QList<float> values;
        for (int i = 0; i < 32; ++i) {
            blocks += static_cast<char>(i - 16);
            values << 0.5F * static_cast<float>(i - 16);
        }
        blocks += littleEndian(0xc000, 2);
        for (int i = 0; i < 32; ++i) {
            blocks += static_cast<char>(i % 2 == 0 ? 127 : -128);
            values << (i % 2 == 0 ? -254.0F : 256.0F);
        }
        row("Q8_0", 8, blocks, values);
    }
    void decodes() {
        QFETCH(quint32, type);
        QFETCH(QByteArray, bytes);
        QFETCH(QList<float>, values);
        std::vector<float> found(static_cast<std::size_t>(values.size()));
        const auto raw = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        QVERIFY(findGgufType(type));
        QVERIFY(decodeGguf(*findGgufType(type), raw, found));
        QCOMPARE(QList<float>(found.begin(), found.end()), values);
        QVERIFY(!decodeGguf(*findGgufType(type), raw.subspan(1), found));
    }

    void otherQuantizationsAreRefusedByName() {
        int refused = 0;
        for (const GgufType& type : ggufTypes()) {
            std::vector<float> out(type.blockElements);
            const std::vector<std::byte> block(type.blockBytes);
            const auto done = decodeGguf(type, block, out);
            QCOMPARE(done.has_value(), type.decoded);
            if (!done) {
                QCOMPARE(done.error().code, ErrorCode::ConfigUnsupported);
                QVERIFY2(done.error().detail.find(type.name) != std::string::npos, done.error().detail.c_str());
                ++refused;
            }
        }
        QCOMPARE(refused, 26);
        QVERIFY(!findGgufType(4)); // withdrawn by ggml
        QVERIFY(!findGgufType(1000));
    }

    /// Sizes of known types against the bits a weight that their names promise, from ggml's published table.
    void blockSizes() {
        const std::pair<int, double> bits[] = {{2, 4.5},     {6, 5.5},     {8, 8.5},  {10, 2.625},  {11, 3.4375}, {12, 4.5}, {13, 5.5},
                                               {14, 6.5625}, {16, 2.0625}, {20, 4.5}, {19, 1.5625}, {29, 1.75},   {39, 4.25}};
        for (const auto& [number, expected] : bits) {
            const GgufType* type = findGgufType(static_cast<std::uint32_t>(number));
            QVERIFY(type);
            QCOMPARE(8.0 * type->blockBytes / type->blockElements, expected);
        }
    }

    void refuses_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("rule");
        const auto row = [](const char* name, int rule, Change change) { QTest::newRow(name) << std::move(change) << rule; };
        row("version 1", 1, [](GgufMaker& m) { m.version = 1; });
        row("version 4", 1, [](GgufMaker& m) { m.version = 4; });
        row("big-endian", 1, [](GgufMaker& m) { m.version = 0x03000000; });
        row("more entries than there are", 2, [](GgufMaker& m) { m.entryCount = 60'000; });
        row("a wrapping count of entries", 2, [](GgufMaker& m) { m.entryCount = std::numeric_limits<std::int64_t>::max(); });
        row("a huge count of tensors", 2, [](GgufMaker& m) { m.tensorCount = std::int64_t{1} << 40; });
        row("a text longer than the file", 2, [](GgufMaker& m) { m.entry("x", GgufMaker::Text, littleEndian(std::uint64_t{1} << 63)); });
        row("a list longer than the file", 2,
            [](GgufMaker& m) { m.addList("x", GgufMaker::Text, std::uint64_t{1} << 61, GgufMaker::text("a")); });
        row("an unknown kind", 3, [](GgufMaker& m) { m.entry("x", 13, std::string(64, '\0')); });
        row("a list of lists", 3, [](GgufMaker& m) { m.addList("x", GgufMaker::List, 1, std::string(64, '\0')); });
        row("a truth value of 2", 3, [](GgufMaker& m) { m.entry("x", GgufMaker::Bool, "\x02"); });
        row("a key twice", 3, [](GgufMaker& m) { m.addU32("a.u8", 1); });
        row("an empty key", 3, [](GgufMaker& m) { m.addU32("", 1); });
        row("a hidden character in a key", 3, [](GgufMaker& m) { m.addU32("a\xe2\x80\x8b", 1); });
        row("an alignment of 48", 4, [](GgufMaker& m) { m.addU32("general.alignment", 48); });
        row("an alignment of 0", 4, [](GgufMaker& m) { m.addU32("general.alignment", 0); });
        row("an alignment as text", 4, [](GgufMaker& m) { m.addText("general.alignment", "32"); });
        row("a huge alignment", 4, [](GgufMaker& m) { m.addU32("general.alignment", 1U << 31); });
        row("a name twice", 5, [](GgufMaker& m) { m.tensors[1].name = "first"; });
        row("an empty name", 5, [](GgufMaker& m) { m.tensors[1].name = ""; });
        row("a control character in a name", 5, [](GgufMaker& m) { m.tensors[1].name = "a\nb"; });
        row("an unknown type", 6, [](GgufMaker& m) { m.tensors[0].type = 99; });
        row("a withdrawn type", 6, [](GgufMaker& m) { m.tensors[0].type = 31; });
        row("no dimension", 7, [](GgufMaker& m) { m.tensors[0].dims = {}; });
        row("five dimensions", 7, [](GgufMaker& m) { m.tensors[0].dims = {6, 1, 1, 1, 1}; });
        row("a dimension of 0", 7, [](GgufMaker& m) { m.tensors[0].dims = {6, 0}; });
        row("an overflowing shape", 7, [](GgufMaker& m) { m.tensors[0].dims = {std::uint64_t{1} << 40, std::uint64_t{1} << 40}; });
        row("a shape larger than the file", 7, [](GgufMaker& m) { m.tensors[0].dims = {std::uint64_t{1} << 40}; });
        row("rows that split a block", 7, [](GgufMaker& m) { m.tensors[0].type = 8; });
        row("an unaligned place", 8, [](GgufMaker& m) { m.tensors[1].offset = 24; });
        row("an overlap", 8, [](GgufMaker& m) { m.tensors[1].offset = 0; });
        row("a hole", 8, [](GgufMaker& m) { m.tensors[1].offset = 64; });
        row("a place that wraps", 8, [](GgufMaker& m) { m.tensors[1].offset = std::numeric_limits<std::int64_t>::max() - 31; });
        row("a tensor longer than its data", 8, [](GgufMaker& m) { m.tensors[1].dims = {300}; });
        row("data of no tensor", 8, [](GgufMaker& m) { m.tensors[1].bytes += std::string(64, 'x'); });
    }
    void refuses() {
        QFETCH(Change, change);
        QFETCH(int, rule);
        GgufMaker maker = sample();
        change(maker);
        const auto file = open(maker.bytes());
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::GgufRule);
        const std::string start = "rule " + std::to_string(rule) + ':';
        QVERIFY2(file.error().detail.starts_with(start), file.error().detail.c_str());
        QVERIFY(file.error().subject.ends_with("model.gguf"));
    }

    void manyListsTogetherAreLimited() {
        GgufMaker maker;
        const std::string flags(std::size_t{1} << 22, '\1');
        for (const char* key : {"a", "b", "c", "d"})
            maker.addList(key, GgufMaker::U8, flags.size(), flags);
        QVERIFY(open(maker.bytes()));
        maker.addList("e", GgufMaker::U8, 1, "\1");
        const auto file = open(maker.bytes());
        QVERIFY(!file);
        QVERIFY2(file.error().detail.starts_with("rule 3:"), file.error().detail.c_str());
    }

    void everyTruncationIsAnAnswer() {
        const std::string bytes = sample().bytes();
        const auto whole = open(bytes);
        QVERIFY(whole);
        const std::size_t data = bytes.size() - 64;
        for (std::size_t size = 0; size < data; ++size)
            QVERIFY2(!open(bytes.substr(0, size)), std::to_string(size).c_str());
    }

    void everyFlippedByteIsAnAnswer() {
        const std::string bytes = sample().bytes();
        int accepted = 0;
        for (std::size_t at = 0; at < bytes.size() - 64; ++at) {
            for (const int flip : {0xff, 0x01, 0x80}) {
                std::string changed = bytes;
                changed[at] = static_cast<char>(changed[at] ^ flip);
                const auto file = open(changed);
                accepted += file ? 1 : 0;
                for (const GgufTensor& tensor : file ? file->tensors() : std::span<const GgufTensor>()) {
                    std::vector<float> values(static_cast<std::size_t>(tensor.elementCount()));
                    (void)decodeGguf(*tensor.type, tensor.bytes, values);
                }
            }
        }
        QVERIFY(accepted > 0); // a flipped letter of a text is no fault
    }

    void findsTheKindByContent() {
        writeBytes(m_folder.file("a.bin"), sample().bytes());
        writeBytes(m_folder.file("b.gguf"), "GGU");
        QVERIFY(looksLikeGguf(m_folder.file("a.bin")));
        QVERIFY(!looksLikeGguf(m_folder.file("b.gguf")));
        QVERIFY(!looksLikeGguf(m_folder.file("absent")));
        QVERIFY(!looksLikeGguf(m_folder.path()));
        QCOMPARE(GgufFile::open(m_folder.file("absent")).error().code, ErrorCode::FileMissing);
    }
};

QTEST_GUILESS_MAIN(TestGguf)
#include "tst_gguf.moc"
