// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include <QTest>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "engine/checkpoint/atomic_file.h"
#include "engine/checkpoint/safetensors.h"
#include "tests/support/files.h"

using namespace postern;
using test::text;

namespace {

std::vector<std::byte> counting(std::size_t size) {
    std::vector<std::byte> bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::byte>(i * 7 + 1);
    return bytes;
}

std::vector<TensorToWrite> toWrite(const SafetensorsFile& file) {
    std::vector<TensorToWrite> tensors;
    for (const TensorView& view : file.tensors())
        tensors.push_back({view.name, view.dtype, view.shape, view.bytes});
    return tensors;
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

private slots:
    void bytesAreExactlyThese() {
        const test::TemporaryFolder folder;
        const auto data = counting(12);
        const std::vector<TensorToWrite> tensors = {
            {"b", Dtype::F32, {2}, std::span(data).first(8)},
            {"a\"ü", Dtype::BF16, {1, 2}, std::span(data).subspan(8, 4)},
        };
        QVERIFY(writeSafetensors(folder.file("out"), tensors, {{"z", "1"}, {"format", "p\nt"}}));
        std::string header = R"({"__metadata__":{"format":"p\nt","z":"1"},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                             "\"a\\\"ü\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[8,12]}}";
        header.append((8 - header.size() % 8) % 8, ' ');
        const std::string expected =
            test::littleEndian(header.size()) + header + std::string(reinterpret_cast<const char*>(data.data()), data.size());
        QCOMPARE(QByteArray::fromStdString(test::readBytes(folder.file("out"))), QByteArray::fromStdString(expected));
        QVERIFY(!std::filesystem::exists(folder.file("out.part")));
    }

    void whatIsWrittenIsReadAndWrittenAlike() {
        const test::TemporaryFolder folder;
        const auto data = counting(8 * 6 + 8 + 0 + 3);
        const std::span<const std::byte> all(data);
        const std::vector<TensorToWrite> tensors = {
            {"matrix", Dtype::F64, {2, 3}, all.first(48)},
            {"scalar", Dtype::I64, {}, all.subspan(48, 8)},
            {"empty", Dtype::F16, {0, 5}, all.subspan(56, 0)},
            {"bytes", Dtype::U8, {1, 1, 1, 1, 1, 1, 1, 3}, all.subspan(56, 3)},
        };
        QVERIFY(writeSafetensors(folder.file("one"), tensors, {{"format", "pt"}}));
        const auto file = SafetensorsFile::open(folder.file("one"));
        QVERIFY(file);
        QCOMPARE(file->tensors().size(), std::size_t{4});
        QCOMPARE(file->metadata().at("format"), std::string("pt"));
        const TensorView* scalar = file->find("scalar");
        QVERIFY(scalar && scalar->shape.empty() && scalar->elementCount() == 1);
        const TensorView* matrix = file->find("matrix");
        QVERIFY(matrix && matrix->shape == (std::vector<std::int64_t>{2, 3}));
        QVERIFY(std::memcmp(matrix->bytes.data(), data.data(), 48) == 0);
        QVERIFY(file->find("empty") && file->find("empty")->bytes.empty());
        QVERIFY(file->find("absent") == nullptr);
        QVERIFY(writeSafetensors(folder.file("two"), toWrite(*file), file->metadata()));
        QVERIFY(test::readBytes(folder.file("one")) == test::readBytes(folder.file("two")));
    }

    void aFileWithoutTensors() {
        const test::TemporaryFolder folder;
        QVERIFY(writeSafetensors(folder.file("none"), {}, {}));
        QCOMPARE(test::readBytes(folder.file("none")), test::littleEndian(8) + "{}      ");
        const auto file = SafetensorsFile::open(folder.file("none"));
        QVERIFY(file && file->tensors().empty());
    }

    // Tensors may stand in the header in any order; they are listed by their place in the file.
    void listedInFileOrder() {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("f"), test::safetensorsBytes(R"({"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]},)"
                                                                  R"("e":{"dtype":"U8","shape":[0],"data_offsets":[1,1]},)"
                                                                  R"("a":{"data_offsets":[0,1],"shape":[1],"dtype":"U8"}})",
                                                                  3));
        const auto file = SafetensorsFile::open(folder.file("f"));
        QVERIFY2(file, file ? "" : describe(file.error()).c_str());
        QCOMPARE(file->tensors()[0].name, std::string("a"));
        QCOMPARE(file->tensors()[1].name, std::string("e"));
        QCOMPARE(file->tensors()[2].name, std::string("b"));
    }

    void aMovedFileKeepsItsViews() {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("f"), test::safetensorsBytes(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})", 1));
        auto file = SafetensorsFile::open(folder.file("f"));
        QVERIFY(file);
        const TensorView* before = file->find("a");
        const SafetensorsFile moved = std::move(*file);
        QCOMPARE(moved.find("a"), before);
        QCOMPARE(std::to_integer<int>(before->bytes[0]), 0);
    }

    void aChangeAfterOpeningIsNoticed() {
        const test::TemporaryFolder folder;
        const std::string bytes = test::safetensorsBytes(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})", 1);
        test::writeBytes(folder.file("f"), bytes);
        const auto file = SafetensorsFile::open(folder.file("f"));
        QVERIFY(file);
        QVERIFY(file->checkUnchanged());
        std::filesystem::resize_file(folder.file("f"), bytes.size() - 1);
        QCOMPARE(file->checkUnchanged().error().code, ErrorCode::HashMismatch);
    }

    void readsWithoutTheMapping() {
        const test::TemporaryFolder folder;
        const auto data = counting(64);
        const std::vector<TensorToWrite> tensors = {{"a", Dtype::U8, {24}, std::span(data).first(24)},
                                                    {"b", Dtype::U8, {40}, std::span(data).subspan(24)}};
        QVERIFY(writeSafetensors(folder.file("f"), tensors, {}));
        QVERIFY(writeSafetensors(folder.file("other"), tensors, {}));
        const auto file = SafetensorsFile::open(folder.file("f"));
        const auto other = SafetensorsFile::open(folder.file("other"));
        QVERIFY(file && other);
        const TensorView& b = *file->find("b");
        std::vector<std::byte> out(10);
        QVERIFY(file->read(b, 30, out));
        QVERIFY(std::equal(out.begin(), out.end(), data.begin() + 54));
        QCOMPARE(file->read(b, 31, out).error().code, ErrorCode::Internal);
        QVERIFY(file->holds(b) && !other->holds(b));
        QCOMPARE(other->read(b, 0, out).error().code, ErrorCode::Internal);
        // Through the mapping this would end the process.
        std::filesystem::resize_file(folder.file("f"), 8);
        QCOMPARE(file->read(b, 30, out).error().code, ErrorCode::FileUnreadable);
    }

    void refusedToWrite_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<qint64>>("shape");
        QTest::addColumn<QString>("rule");
        QTest::newRow("wrong size") << "a" << QList<qint64>{3} << "rule 7";
        QTest::newRow("negative") << "a" << QList<qint64>{-4} << "rule 6";
        QTest::newRow("rank") << "a" << QList<qint64>(9, 1) << "rule 6";
        QTest::newRow("no name") << "" << QList<qint64>{4} << "rule 9";
        QTest::newRow("hidden character") << QStringLiteral("a\u200b") << QList<qint64>{4} << "rule 9";
        QTest::newRow("reserved name") << "__metadata__" << QList<qint64>{4} << "rule 9";
    }
    void refusedToWrite() {
        QFETCH(QString, name);
        QFETCH(QList<qint64>, shape);
        QFETCH(QString, rule);
        const test::TemporaryFolder folder;
        const auto data = counting(4);
        const std::vector<TensorToWrite> tensors = {{name.toStdString(), Dtype::U8, {shape.begin(), shape.end()}, data}};
        const auto written = writeSafetensors(folder.file("f"), tensors, {});
        QVERIFY(!written);
        QVERIFY2(text(written.error().detail).startsWith(rule), written.error().detail.c_str());
        QVERIFY(std::filesystem::is_empty(folder.path()));
    }

    void twoTensorsOfOneNameAreRefused() {
        const test::TemporaryFolder folder;
        const auto data = counting(1);
        const std::vector<TensorToWrite> tensors(2, {"a", Dtype::U8, {1}, data});
        QVERIFY(text(writeSafetensors(folder.file("f"), tensors, {}).error().detail).startsWith(QLatin1String("rule 3")));
    }

    // The bytes are address space without memory: reading one would end the test, so the check must come first.
    void moreThanTheDiskHoldsIsRefusedBeforeWriting() {
        const test::TemporaryFolder folder;
        struct statvfs space = {};
        QCOMPARE(::statvfs(folder.path().c_str(), &space), 0);
        const std::size_t size = static_cast<std::size_t>(space.f_bavail) * space.f_frsize + (std::size_t{1} << 40);
        void* const address = ::mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (address == MAP_FAILED)
            QSKIP("no address space of that size here");
        const std::vector<TensorToWrite> tensors = {
            {"a", Dtype::U8, {static_cast<std::int64_t>(size)}, {static_cast<const std::byte*>(address), size}}};
        const auto written = writeSafetensors(folder.file("f"), tensors, {});
        ::munmap(address, size);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::DiskFull);
        QVERIFY(std::filesystem::is_empty(folder.path()));
    }

    void aDiskThatFillsUpWhileWriting() {
        const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
        if (full < 0)
            QSKIP("/dev/full does not exist here");
        const auto written = writeAll(full, counting(100), "weights");
        ::close(full);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::DiskFull);
        QCOMPARE(text(written.error().subject), QStringLiteral("weights"));
    }

    void placesThatCannotBeWritten() {
        const test::TemporaryFolder folder;
        QCOMPARE(writeSafetensors(folder.file("no/f"), {}, {}).error().code, ErrorCode::FileMissing);
        std::filesystem::create_directory(folder.file("taken"));
        test::writeBytes(folder.file("taken/x"), "x");
        QCOMPARE(writeSafetensors(folder.file("taken"), {}, {}).error().code, ErrorCode::FileUnwritable);
        QVERIFY(!std::filesystem::exists(folder.file("taken.part")));
    }

    void aLinkUnderTheTemporaryNameIsNotFollowed() {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("victim"), "precious");
        std::filesystem::create_symlink(folder.file("victim"), folder.file("f.part"));
        QVERIFY(writeSafetensors(folder.file("f"), {}, {}));
        QCOMPARE(test::readBytes(folder.file("victim")), std::string("precious"));
    }

    void cancelKeepsTheOldFile() {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("f"), "old");
        std::stop_source source;
        std::int64_t reported = 0;
        const std::vector<std::byte> data(std::size_t{20} << 20);
        const std::vector<TensorToWrite> tensors = {{"a", Dtype::U8, {std::int64_t{20} << 20}, data}};
        const auto written = writeSafetensors(folder.file("f"), tensors, {},
                                              {[&](const Progress& progress) {
                                                   reported = progress.done;
                                                   source.request_stop();
                                               },
                                               source.get_token()});
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Cancelled);
        QVERIFY(reported > 0 && reported < (std::int64_t{20} << 20));
        QCOMPARE(test::readBytes(folder.file("f")), std::string("old"));
        QVERIFY(!std::filesystem::exists(folder.file("f.part")));
    }

    // Every parity file, read and written, gives the same tensors; a second round gives the same bytes.
    void realFiles() {
        const std::filesystem::path parity = std::filesystem::path(POSTERN_SHARED_DIR) / "parity";
        if (!std::filesystem::exists(parity))
            QSKIP("the shared parity folder is absent");
        const test::TemporaryFolder folder;
        int files = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(parity)) {
            if (entry.path().extension() != ".safetensors")
                continue;
            const auto file = SafetensorsFile::open(entry.path());
            QVERIFY2(file, file ? "" : describe(file.error()).c_str());
            QVERIFY(writeSafetensors(folder.file("one"), toWrite(*file), file->metadata()));
            const auto again = SafetensorsFile::open(folder.file("one"));
            QVERIFY(again);
            QCOMPARE(again->tensors().size(), file->tensors().size());
            for (const TensorView& view : file->tensors()) {
                const TensorView* copy = again->find(view.name);
                QVERIFY(copy && copy->dtype == view.dtype && copy->shape == view.shape);
                QVERIFY(std::equal(copy->bytes.begin(), copy->bytes.end(), view.bytes.begin(), view.bytes.end()));
            }
            QVERIFY(writeSafetensors(folder.file("two"), toWrite(*again), again->metadata()));
            QVERIFY(test::readBytes(folder.file("one")) == test::readBytes(folder.file("two")));
            ++files;
        }
        QVERIFY(files > 20);
    }
};

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
