// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <string>

#include <QTest>

#include <sys/stat.h>

#include "engine/checkpoint/checkpoint_folder.h"
#include "tests/support/files.h"

using namespace postern;
using test::littleEndian;
using test::safetensorsBytes;
using test::text;

namespace {

/// One tensor entry of a header.
std::string entry(const std::string& name, const std::string& dtype, const std::string& shape, const std::string& offsets) {
    return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + '}';
}

/// A file whose single tensor "a" has the given fields.
std::string single(const std::string& dtype, const std::string& shape, const std::string& offsets, std::size_t dataBytes) {
    return safetensorsBytes('{' + entry("a", dtype, shape, offsets) + '}', dataBytes);
}

const std::string kGood = entry("a", "U8", "[1]", "[0,1]");

} // namespace

/// Files that a reader must refuse, built byte by byte, at least one for every numbered rule of SECURITY.md.
/// Rules 10 and 11 need an architecture and are attacked in tst_hostile_checkpoint.cpp.
class TestHostileSafetensors : public QObject {
    Q_OBJECT

private slots:
    void refused_data() {
        QTest::addColumn<int>("rule");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](int rule, const char* name, const std::string& bytes) {
            QTest::addRow("rule %d: %s", rule, name) << rule << QByteArray::fromStdString(bytes);
        };
        const auto header = [&](int rule, const char* name, const std::string& text, std::size_t dataBytes = 0) {
            row(rule, name, safetensorsBytes(text, dataBytes));
        };

        row(1, "empty file", "");
        row(1, "seven bytes", std::string(7, '\0'));
        row(1, "no room for any header", littleEndian(2));
        row(1, "length zero", littleEndian(0) + "{}");
        row(1, "length one", littleEndian(1) + "{}");
        row(1, "one byte more than there is", littleEndian(3) + "{}");
        row(1, "largest number", littleEndian(0xffffffffffffffffU) + "{}");
        row(1, "wraps to a small sum", littleEndian(0xfffffffffffffff8U) + "{}");
        row(1, "sign bit", littleEndian(0x8000000000000002U) + "{}");
        row(1, "above 100 MB", littleEndian(100'000'001) + "{}");
        row(1, "big-endian length", std::string(7, '\0') + '\x02' + "{}");

        header(2, "does not begin with a brace", " {}");
        header(2, "byte order mark", "\xef\xbb\xbf{}");
        header(2, "a list", "[]");
        header(2, "not closed", "{\"a\":");
        header(2, "text behind the object", "{}x");
        header(2, "second object", "{}{}");
        header(2, "padding with line feeds", "{}\n\n");
        header(2, "padding with NUL", std::string("{}\0\0", 4));
        header(2, "hidden behind NUL", std::string("{}\0{\"x\":1}", 10));
        header(2, "comment", "{/* */}");
        header(2, "trailing comma", '{' + kGood + ",}", 1);
        header(2, "invalid UTF-8", "{\"\xff\":{}}");
        header(2, "overlong UTF-8", "{\"\xc0\x80\":{}}");
        header(2, "surrogate as UTF-8", "{\"\xed\xa0\x80\":{}}");
        header(2, "lone surrogate escape", R"({"\ud800":{}})");
        header(2, "raw control character", "{\"a\nb\":{}}");
        header(2, "entry is a number", R"({"a":1})");
        header(2, "entry is null", R"({"a":null})");
        header(2, "entry is a list", R"({"a":[0]})");
        header(2, "unknown field", R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":0}})", 1);
        header(2, "nested list in a shape", R"({"a":{"dtype":"U8","shape":[[1]],"data_offsets":[0,1]}})", 1);
        header(2, "object in the offsets", R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[{},1]}})", 1);
        header(2, "a million nested lists", R"({"a":)" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + '}');
        header(2, "a million nested lists in a shape",
               R"({"a":{"shape":)" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}}");

        header(3, "tensor twice", '{' + kGood + ',' + kGood + '}', 1);
        header(3, "tensor twice by escape", '{' + kGood + ',' + entry("\\u0061", "U8", "[1]", "[1,2]") + '}', 2);
        header(3, "field twice", R"({"a":{"dtype":"U8","dtype":"F32","shape":[1],"data_offsets":[0,1]}})", 1);
        header(3, "offsets twice", R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"data_offsets":[0,1]}})", 1);
        header(3, "metadata twice", R"({"__metadata__":{},"__metadata__":{}})");
        header(3, "metadata key twice", R"({"__metadata__":{"k":"1","k":"2"}})");

        header(4, "metadata number", R"({"__metadata__":{"k":1}})");
        header(4, "metadata null", R"({"__metadata__":{"k":null}})");
        header(4, "metadata list", R"({"__metadata__":{"k":["v"]}})");
        header(4, "metadata object", R"({"__metadata__":{"k":{"v":"w"}}})");
        header(4, "metadata key with a control character", R"({"__metadata__":{"\u0007":"v"}})");
        header(4, "9 MiB of metadata", "{\"__metadata__\":{\"k\":\"" + std::string(std::size_t{9} << 20, 'v') + "\"}}");
        std::string many = R"({"__metadata__":{)";
        for (int i = 0; i < 5000; ++i)
            many += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":\"\"";
        header(4, "5000 metadata entries", many + "}}");

        row(5, "unknown type", single("F99", "[1]", "[0,1]", 1));
        row(5, "unknown type of no size", single("F4", "[0]", "[0,0]", 0));
        row(5, "lower case", single("f32", "[1]", "[0,4]", 4));
        row(5, "empty type", single("", "[1]", "[0,1]", 1));
        header(5, "type is a number", R"({"a":{"dtype":0,"shape":[1],"data_offsets":[0,1]}})", 1);
        header(5, "no type", R"({"a":{"shape":[1],"data_offsets":[0,1]}})", 1);

        row(6, "negative dimension", single("U8", "[-1]", "[0,1]", 1));
        row(6, "minus zero", single("U8", "[-0]", "[0,0]", 0));
        row(6, "two negatives", single("U8", "[-1,-1]", "[0,1]", 1));
        row(6, "real dimension", single("U8", "[1.0]", "[0,1]", 1));
        row(6, "dimension of 2^63", single("U8", "[9223372036854775808]", "[0,0]", 0));
        row(6, "dimension of 2^64", single("U8", "[18446744073709551616]", "[0,0]", 0));
        row(6, "dimension of 1e30", single("U8", "[1e30]", "[0,0]", 0));
        row(6, "product wraps to zero", single("U8", "[4294967296,4294967296]", "[0,0]", 0));
        row(6, "product wraps to one", single("U8", "[18446744073709551615,18446744073709551615]", "[0,1]", 1));
        row(6, "bytes wrap", single("F32", "[4611686018427387905]", "[0,4]", 4));
        row(6, "overflow beside a zero", single("U8", "[0,4294967296,4294967296]", "[0,0]", 0));
        row(6, "nine dimensions", single("U8", "[1,1,1,1,1,1,1,1,1]", "[0,1]", 1));
        std::string flat = "[1";
        for (int i = 0; i < 5000; ++i)
            flat += ",1";
        row(6, "5001 dimensions", single("U8", flat + ']', "[0,1]", 1));
        row(6, "shape is text", single("U8", "\"1\"", "[0,1]", 1));
        row(6, "dimension is text", single("U8", "[\"1\"]", "[0,1]", 1));
        row(6, "dimension is true", single("U8", "[true]", "[0,1]", 1));
        row(6, "shape is an object", single("U8", "{}", "[0,1]", 1));
        header(6, "no shape", R"({"a":{"dtype":"U8","data_offsets":[0,1]}})", 1);

        row(7, "begin behind end", single("U8", "[1]", "[1,0]", 1));
        row(7, "end behind the data", single("U8", "[2]", "[0,2]", 1));
        row(7, "end far away", single("U8", "[9223372036854775807]", "[0,9223372036854775807]", 1));
        row(7, "too few bytes for the shape", single("F32", "[2]", "[0,4]", 4));
        row(7, "too many bytes for the shape", single("F32", "[1]", "[0,8]", 8));
        row(7, "bytes for an empty tensor", single("F32", "[0]", "[0,4]", 4));
        row(7, "negative offset", single("U8", "[1]", "[-1,0]", 1));
        row(7, "real offset", single("U8", "[1]", "[0,1.0]", 1));
        row(7, "offset of 2^64", single("U8", "[1]", "[0,18446744073709551616]", 1));
        row(7, "difference wraps", single("U8", "[2]", "[18446744073709551615,1]", 1));
        row(7, "one offset", single("U8", "[1]", "[0]", 1));
        row(7, "three offsets", single("U8", "[1]", "[0,1,1]", 1));
        row(7, "no offsets in the list", single("U8", "[1]", "[]", 1));
        row(7, "offsets are text", single("U8", "[1]", "\"01\"", 1));
        header(7, "no offsets", R"({"a":{"dtype":"U8","shape":[1]}})", 1);

        row(8, "hole at the front", single("U8", "[1]", "[1,2]", 2));
        row(8, "tail", single("U8", "[1]", "[0,1]", 2));
        header(8, "data without a tensor", "{}", 1);
        header(8, "hole between", '{' + kGood + ',' + entry("b", "U8", "[1]", "[2,3]") + '}', 3);
        header(8, "the same bytes twice", '{' + kGood + ',' + entry("b", "U8", "[1]", "[0,1]") + '}', 1);
        header(8, "overlap", '{' + entry("a", "U8", "[2]", "[0,2]") + ',' + entry("b", "U8", "[2]", "[1,3]") + '}', 3);
        header(8, "one inside the other", '{' + entry("a", "U8", "[4]", "[0,4]") + ',' + entry("b", "U8", "[1]", "[1,2]") + '}', 4);
        header(8, "empty tensor inside another", '{' + entry("a", "U8", "[4]", "[0,4]") + ',' + entry("b", "U8", "[0]", "[2,2]") + '}', 4);
        std::string bomb = "{" + entry("x", "U8", "[64]", "[0,64]");
        for (int i = 0; i < 3000; ++i)
            bomb += ',' + entry(std::to_string(i), "U8", "[64]", "[0,64]");
        header(8, "3000 tensors on the same bytes", bomb + '}', 64);

        header(9, "tensor without a name", '{' + entry("", "U8", "[1]", "[0,1]") + '}', 1);
        header(9, "name of 1025 bytes", '{' + entry(std::string(1025, 'n'), "U8", "[1]", "[0,1]") + '}', 1);
        header(9, "name of 1 MB", '{' + entry(std::string(1'000'000, 'n'), "U8", "[1]", "[0,1]") + '}', 1);
        header(9, "NUL in a name", '{' + entry("a\\u0000b", "U8", "[1]", "[0,1]") + '}', 1);
        header(9, "terminal escape in a name", '{' + entry("\\u001b[2J", "U8", "[1]", "[0,1]") + '}', 1);
        header(9, "C1 control in a name", '{' + entry("\xc2\x9b", "U8", "[1]", "[0,1]") + '}', 1);
        header(9, "right-to-left override in a name", '{' + entry("a\xe2\x80\xae", "U8", "[1]", "[0,1]") + '}', 1);
        header(9, "zero-width space in a name", '{' + entry("a\xe2\x80\x8b", "U8", "[1]", "[0,1]") + '}', 1);
        std::string crowd = "{" + entry("x", "U8", "[0]", "[0,0]");
        for (int i = 0; i < 100'000; ++i)
            crowd += ',' + entry(std::to_string(i), "U8", "[0]", "[0,0]");
        header(9, "100001 tensors", crowd + '}');
    }
    void refused() {
        QFETCH(int, rule);
        QFETCH(QByteArray, bytes);
        const test::TemporaryFolder folder;
        const auto path = folder.file("model.safetensors");
        test::writeBytes(path, bytes.toStdString());
        const auto file = SafetensorsFile::open(path);
        QVERIFY2(!file, "the file must be refused");
        QCOMPARE(file.error().code, ErrorCode::SafetensorsRule);
        QCOMPARE(text(file.error().subject), text(path.string()));
        QVERIFY2(text(file.error().detail).startsWith(QStringLiteral("rule %1: ").arg(rule)), file.error().detail.c_str());
        QVERIFY2(describe(file.error()).size() < 2500, "a hostile name must not flood the message");
    }

    void duplicateKeysAreCalledSo() {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("f"), safetensorsBytes('{' + kGood + ',' + kGood + '}', 1));
        QCOMPARE(text(SafetensorsFile::open(folder.file("f")).error().detail), QStringLiteral("rule 3: duplicate key \"a\""));
    }

    // What lies on the allowed side of each limit.
    void accepted_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const std::string& bytes) { QTest::newRow(name) << QByteArray::fromStdString(bytes); };
        row("smallest file", littleEndian(2) + "{}");
        row("padding spaces", safetensorsBytes("{}      ", 0));
        row("white space inside", safetensorsBytes("{ \n\t}", 0));
        row("rank 0", single("F32", "[]", "[0,4]", 4));
        row("rank 8", single("U8", "[1,1,1,1,1,1,1,1]", "[0,1]", 1));
        row("empty tensor", single("F32", "[0,7]", "[0,0]", 0));
        row("large dimension beside a zero", single("U8", "[0,9223372036854775807]", "[0,0]", 0));
        row("name of 1024 bytes", safetensorsBytes('{' + entry(std::string(1024, 'n'), "U8", "[1]", "[0,1]") + '}', 1));
        row("name of other letters", safetensorsBytes('{' + entry("схема.模型", "U8", "[1]", "[0,1]") + '}', 1));
        row("odd header length", safetensorsBytes('{' + entry("abc", "F32", "[1]", "[0,4]") + "} ", 4));
        row("line feed in a metadata value", safetensorsBytes(R"({"__metadata__":{"k":"a\nb"}})", 0));
        row("empty metadata", safetensorsBytes(R"({"__metadata__":{}})", 0));
    }
    void accepted() {
        QFETCH(QByteArray, bytes);
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("f"), bytes.toStdString());
        const auto file = SafetensorsFile::open(folder.file("f"));
        QVERIFY2(file, file ? "" : describe(file.error()).c_str());
    }

    // A well-formed file cut at every length must be refused and never read past its end.
    void everyTruncationIsRefused() {
        const test::TemporaryFolder folder;
        const std::string whole = safetensorsBytes('{' + kGood + ',' + entry("b", "F32", "[2]", "[1,9]") + '}', 9);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            test::writeBytes(folder.file("f"), std::string_view(whole).substr(0, size));
            QVERIFY2(!SafetensorsFile::open(folder.file("f")), qPrintable(QString::number(size)));
        }
        test::writeBytes(folder.file("f"), whole);
        QVERIFY(SafetensorsFile::open(folder.file("f")));
    }

    // Every single-byte change of the header either is refused or leaves views inside the file.
    void everyChangedByteIsSurvived() {
        const test::TemporaryFolder folder;
        const std::string whole = safetensorsBytes('{' + kGood + ',' + entry("b", "F32", "[2]", "[1,9]") + '}', 9);
        std::size_t refusals = 0;
        for (std::size_t at = 0; at + 9 < whole.size(); ++at) {
            for (const char value : {'\0', ' ', '"', '0', '9', '-', '{', '}', '[', ']', ',', '\x80', '\xff'}) {
                std::string changed = whole;
                changed[at] = value;
                test::writeBytes(folder.file("f"), changed);
                const auto file = SafetensorsFile::open(folder.file("f"));
                if (!file) {
                    ++refusals;
                    continue;
                }
                std::size_t total = 0;
                for (const TensorView& tensor : file->tensors())
                    total += tensor.bytes.size();
                QCOMPARE(total, std::size_t{9});
            }
        }
        QVERIFY(refusals > 500);
    }

    void thingsThatAreNotFiles() {
        const test::TemporaryFolder folder;
        QCOMPARE(SafetensorsFile::open(folder.file("absent")).error().code, ErrorCode::FileMissing);
        QCOMPARE(SafetensorsFile::open(folder.path()).error().code, ErrorCode::FileUnreadable);
        QCOMPARE(::mkfifo(folder.file("pipe").c_str(), 0600), 0);
        QCOMPARE(SafetensorsFile::open(folder.file("pipe")).error().code, ErrorCode::FileUnreadable);
        if (std::filesystem::exists("/dev/zero"))
            QCOMPARE(SafetensorsFile::open("/dev/zero").error().code, ErrorCode::FileUnreadable);
    }
};

QTEST_GUILESS_MAIN(TestHostileSafetensors)
#include "tst_hostile_safetensors.moc"
