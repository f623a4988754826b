// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <QTest>

#include "tests/support/pickle_bytes.h"
#include "tests/support/scan_maker.h"

using namespace postern;
using namespace postern::test;
using namespace postern::test::pickle;

namespace {

const std::string kEvil = "cposix\nsystem\n(S'id'\ntR.";

std::string tensors() {
    return dict({{"a", tensor(storage("FloatStorage", "0", 6), 0, {2, 3}, {3, 1})}}, true);
}

std::string good(const std::vector<ZipPart>& more = {}) {
    return torchArchive(tensors(), {std::string(24, 'x')}, more);
}

/// One entry, as an archive that lies in one place.
std::string one(ZipPart part, const ZipEnd& end = {}) {
    if (part.name.empty())
        part.name = "a/data.pkl";
    if (part.data.empty())
        part.data = protocol(2) + "N.";
    return zipBytes({part}, end);
}

} // namespace

/// Archives whose parts contradict each other, or which hide what a loader would find.
class TestHostileZip : public QObject {
    Q_OBJECT

private slots:
    void aGoodArchiveIsOnlyAPickle() {
        const ScanReport report = scanOfBytes(good(), "pytorch_model.bin");
        QVERIFY2(report.verdict == Verdict::Unsupported && report.findings.size() == 1, findingsText(report).c_str());
        QCOMPARE(report.findings[0].rule, std::string("pickle.format"));
    }

    void found_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("fragment");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* rule, const char* name, const char* fragment, const std::string& bytes) {
            QTest::addRow("%s: %s", rule, name) << QByteArray(rule) << QByteArray(fragment) << QByteArray::fromStdString(bytes);
        };
        row("pickle.import", "in data.pkl", "archive/data.pkl", torchArchive(kEvil, {}));
        row("pickle.import", "in a deflated data.pkl", "posix.system",
            zipBytes({{.name = "archive/data.pkl", .data = kEvil, .method = 8}}));
        row("pickle.import", "in another pickle of the archive", "archive/extra.pkl", good({{.name = "archive/extra.pkl", .data = kEvil}}));
        row("pickle.import", "in an entry with no ending", "posix.system", good({{.name = "archive/data/7", .data = kEvil}}));
        row("pickle.import", "in an archive in the archive", "inner.zip > x.pkl",
            zipBytes({{.name = "inner.zip", .data = zipBytes({{.name = "x.pkl", .data = kEvil}})}}));
        row("pickle.import", "despite a wrong checksum", "posix.system", zipBytes({{.name = "archive/data.pkl", .data = kEvil, .crc = 1}}));
        row("pickle.import", "despite the flag of encryption", "posix.system",
            zipBytes({{.name = "archive/data.pkl", .data = kEvil, .flags = 1}}));
        row("pickle.import", "despite another local name", "posix.system",
            zipBytes({{.name = "archive/data.pkl", .data = kEvil, .localName = "x"}}));
        row("pickle.import", "behind bytes that are no archive", "posix.system",
            std::string(100, '#') + zipBytes({{.name = "archive/data.pkl", .data = kEvil}}));
        row("pickle.trailing", "in data.pkl", "3 bytes after the pickle", torchArchive(tensors() + "xyz", {std::string(24, 'x')}));

        row("zip.local", "another name", "calls the entry", one({.localName = "a/dota.pkl"}));
        row("zip.local", "another compression", "another compression", one({.localMethod = 8}));
        row("zip.local", "other flags", "other flags", one({.localFlags = 1}));
        row("zip.local", "another checksum", "another checksum", one({.localCrc = 7}));
        row("zip.local", "another size", "the directory 4", one({.localBytes = 3}));
        row("zip.local", "two sizes of a stored entry", "two sizes", [] {
            std::string bytes = one({});
            bytes[bytes.find("PK\x01\x02") + 24] = 9; // unpacked size in the directory
            return bytes;
        }());
        row("zip.local", "no header there", "no local header", one({.headerOffset = 3}));
        row("zip.local", "an offset past the end", "no local header", one({.headerOffset = 0xfffffff0U}));
        row("zip.local", "a size past the end", "runs into the directory", one({.bytes = 5000}));
        row("zip.local", "a descriptor that lies", "descriptor", [] {
            std::string bytes = one({.descriptor = true});
            bytes[bytes.find("PK\x07\x08") + 5] = '\x55';
            return bytes;
        }());
        row("zip.flags", "encrypted", "encrypted", one({.flags = 1}));
        row("zip.flags", "strong encryption", "flags", one({.flags = 1U << 6U}));
        row("zip.flags", "masked headers", "flags", one({.flags = 1U << 13U}));
        row("zip.crc", "of the pickle", "checksum", one({.crc = 12345}));
        row("zip.crc", "of a storage", "checksum", [] {
            std::string bytes = good();
            bytes[bytes.find(std::string(24, 'x'))] = 'y';
            return bytes;
        }());
        row("zip.compressed", "deflated", "deflated", one({.method = 8}));
        row("zip.compressed", "unknown method", "method 99", [] {
            std::string bytes = one({});
            bytes[8] = 99;
            bytes[bytes.find("PK\x01\x02") + 10] = 99;
            return bytes;
        }());
        row("zip.limit", "a ratio out of bounds", "would become", one({.data = std::string(100, 'x'), .method = 8, .bytes = 400'000'000}));
        row("zip.limit", "larger than is unpacked", "would become", one({.method = 8, .bytes = 0xfffffff0U}));
        row("zip.structure", "deflate that is none", "cannot be unpacked", one({.method = 8, .bytes = 3}));
        row("zip.structure", "no end record", "no end record", zipBytes({{.name = "a", .data = "b"}}).substr(0, 40));
        row("zip.structure", "two end records", "two end records", zipBytes({{.name = "a", .data = "b"}}, {.comment = zipBytes({})}));
        row("zip.structure", "another disk", "several disks", one({}, {.disk = 3}));
        row("zip.structure", "too many entries", "is none", one({}, {.count = 2}));
        row("zip.structure", "too few entries", "another size", one({}, {.count = 0}));
        row("zip.structure", "a directory past the end", "does not lie before", one({}, {.size = 5000}));
        row("zip.structure", "a 64-bit record that disagrees", "disagree", one({}, {.wide = true, .wideStart = 1}));
        row("zip.structure", "a 64-bit record that is missing", "missing", one({}, {.start = 0xffffffffU}));
        row("zip.gap", "bytes before an entry", "belong to nothing",
            zipBytes({{.name = "a", .data = "b"}, {.name = "c", .data = "d", .before = "hidden"}}));
        row("zip.gap", "bytes before the directory", "belong to nothing", one({}, {.beforeDirectory = "hidden"}));
        row("zip.gap", "a comment", "comment", one({}, {.comment = "hello"}));
        row("zip.gap", "bytes after the end", "after the end", one({}, {.after = "hello"}));
        row("zip.gap", "bytes before the first entry", "before the archive", "PK\x03\x04" + std::string(50, 'x') + one({}));
        row("zip.overlap", "two names for the same bytes", "inside the one before",
            zipBytes({{.name = "a", .data = "b"}, {.name = "a", .data = "b", .headerOffset = 0}}));
        row("zip.name", "absolute", "absolute", one({.name = "/etc/passwd"}));
        row("zip.name", "climbing", "leads elsewhere", one({.name = "a/../../b"}));
        row("zip.name", "backslash", "leads elsewhere", one({.name = "a\\..\\b"}));
        row("zip.name", "a drive", "leads elsewhere", one({.name = "C:evil"}));
        row("zip.name", "hidden characters", "U+202E",
            one({.name = "a\xe2\x80\xae"
                         "b"}));
        row("zip.name", "NUL", "U+0000", one({.name = std::string("a\0b", 3)}));
        row("zip.name", "twice", "occurs twice", zipBytes({{.name = "a", .data = "b"}, {.name = "a", .data = "c"}}));
        row("zip.nested", "four archives in each other", "archives in each other", [] {
            std::string bytes = kEvil;
            for (int i = 0; i < 5; ++i)
                bytes = zipBytes({{.name = "x.zip", .data = bytes}});
            return bytes;
        }());
        row("zip.format", "no checkpoint", "torch.save", zipBytes({{.name = "a.txt", .data = "text"}}));

        row("torch.torchscript", "code", "archive/code",
            good({{.name = "archive/code/__torch__.py", .data = "def forward(self): pass\n"}}));
        row("torch.torchscript", "constants", "constants.pkl", good({{.name = "archive/constants.pkl", .data = protocol(2) + ")."}}));
        row("torch.entry", "an entry beside the tensors", "archive/data/1", good({{.name = "archive/data/1", .data = "0123456789"}}));
        row("torch.entry", "a large version", "larger than torch",
            good({{.name = "archive/.format_version", .data = std::string(300, '1')}}));
        row("torch.byteorder", "big", "big", [] {
            return zipBytes({{.name = "archive/data.pkl", .data = protocol(2) + "}."}, {.name = "archive/byteorder", .data = "big"}});
        }());
        row("torch.storage", "missing", "is missing", torchArchive(tensors(), {}));
        row("torch.storage", "too short", "23 bytes for 6 elements", torchArchive(tensors(), {std::string(23, 'x')}));
        row("torch.storage", "too long", "28 bytes for 6 elements", torchArchive(tensors(), {std::string(28, 'x')}));
        const auto view = [](std::int64_t offset, const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides) {
            return torchArchive(dict({{"a", tensor(storage("FloatStorage", "0", 6), offset, shape, strides)}}), {std::string(24, 'x')});
        };
        row("torch.tensor", "past the end", "does not fit", view(1, {2, 3}, {3, 1}));
        row("torch.tensor", "before the start", "before its storage", view(-1, {2, 3}, {3, 1}));
        row("torch.tensor", "a negative stride", "negative", view(0, {2, 3}, {-3, 1}));
        row("torch.tensor", "a negative size", "negative", view(0, {-2, 3}, {3, 1}));
        row("torch.tensor", "strides missing", "1 strides", view(0, {2, 3}, {3}));
        row("torch.tensor", "elements that repeat", "does not fit", view(0, {1'000'000}, {0}));
        row("torch.tensor", "sizes that overflow", "overflows", view(0, {2'000'000'000, 2'000'000'000, 2'000'000'000}, {0, 0, 0}));
        row("torch.tensor", "strides that overflow", "overflows",
            view(0, {2, 2'000'000'000, 2'000'000'000, 2'000'000'000}, {1, 2'000'000'000, 2'000'000'000, 2'000'000'000}));
        row("torch.tensor", "nine dimensions", "9 dimensions", view(0, {1, 1, 1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 1, 1}));
    }
    void found() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, fragment);
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), "model.bin");
        const Finding* const finding = findingOf(report, rule.toStdString(), fragment.toStdString());
        QVERIFY2(finding, findingsText(report).c_str());
        QVERIFY(report.verdict >= verdictOf(finding->severity));
    }

    // Large storages have their checksum compared while the file is hashed.
    void checksumOfALargeStorage() {
        const std::string pickle = dict({{"a", tensor(storage("FloatStorage", "0", 50'000), 0, {50'000}, {1})}});
        const TemporaryFolder folder;
        std::string bytes = torchArchive(pickle, {std::string(200'000, 'x')});
        writeBytes(folder.file("good.bin"), bytes);
        bytes[bytes.find(std::string(100, 'x')) + 150'000] = 'y';
        writeBytes(folder.file("bad.bin"), bytes);
        QVERIFY2(!findingOf(scanOf(folder.file("good.bin"), true), "zip.crc"), findingsText(scanOf(folder.file("good.bin"), true)).c_str());
        QVERIFY(findingOf(scanOf(folder.file("bad.bin"), true), "zip.crc", "archive/data/0"));
    }

    void anArchiveUnderAnotherName() {
        const ScanReport report = scanOfBytes(torchArchive(kEvil, {}), "model.safetensors");
        QCOMPARE(report.verdict, Verdict::Dangerous);
        QVERIFY(findingOf(report, "file.extension", ".safetensors"));
    }

    // Valid as safetensors and as an archive at once: the tail of a tensor's bytes.
    void aPolyglotOfSafetensorsAndZip() {
        const std::string archive = zipBytes({{.name = "archive/data.pkl", .data = kEvil}});
        const std::string size = std::to_string(archive.size());
        std::string bytes =
            safetensorsBytes(R"({"a":{"dtype":"U8","shape":[)" + size + R"(],"data_offsets":[0,)" + size + "]}}", 0) + archive;
        const ScanReport report = scanOfBytes(bytes, "model.safetensors");
        QVERIFY2(findingOf(report, "file.polyglot", "zip archive"), findingsText(report).c_str());
        QVERIFY(findingOf(report, "pickle.import", "posix.system"));
        QCOMPARE(report.verdict, Verdict::Dangerous);
    }

    // Valid as safetensors and as a pickle at once: the header's length is the instruction that skips the header.
    void aPolyglotOfSafetensorsAndPickle() {
        const std::string program = "cposix\nsystem\n(S'id'\ntR.";
        // As a pickle the file begins with V, a text up to the line feed; V is the low byte of the header's length, 0x56.
        // After the line feed, which only the data can hold, come the pickle's instructions.
        const std::string data = '\n' + program;
        const std::string size = std::to_string(data.size());
        std::string text = R"({"a":{"dtype":"U8","shape":[)" + size + R"(],"data_offsets":[0,)" + size + "]}}";
        text.resize(0x56, ' ');
        const ScanReport both = scanOfBytes(littleEndian(text.size()) + text + data, "model.safetensors");
        QVERIFY2(findingOf(both, "file.polyglot", "pickle"), findingsText(both).c_str());
        QVERIFY(findingOf(both, "pickle.import", "posix.system"));
        QCOMPARE(both.verdict, Verdict::Dangerous);
    }
};

QTEST_GUILESS_MAIN(TestHostileZip)
#include "tst_hostile_zip.moc"
