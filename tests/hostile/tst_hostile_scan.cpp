// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <string>

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/hash.h"
#include "engine/scan/rules.h"
#include "tests/support/checkpoint_maker.h"
#include "tests/support/pickle_bytes.h"
#include "tests/support/processor_wait.h"
#include "tests/support/scan_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

const std::string kEvil = "cposix\nsystem\n(S'id'\ntR.";

/// A folder with a small checkpoint, which is accepted.
struct Folder : TemporaryFolder {
    Folder() {
        TensorSet tensors(tinyConfigJson());
        (void)writeTinyCheckpoint(path(), tinyConfigJson(), tensors);
    }
    void has(const char* rule, Verdict verdict, const char* fragment = "") const {
        const ScanReport report = scanOf(path());
        QVERIFY2(findingOf(report, rule, fragment), findingsText(report).c_str());
        QCOMPARE(report.verdict, verdict);
    }
};

} // namespace

/// Folders: links, depth, counts, names, disguises, and what the scan promises about all of them.
class TestHostileScan : public QObject {
    Q_OBJECT

private slots:
    void aGoodFolderIsAccepted() {
        const Folder folder;
        writeBytes(folder.file("README.md"), "# A model\n");
        writeBytes(folder.file("logo.png"), "\x89PNG\r\n\x1a\n");
        writeBytes(folder.file("empty"), "");
        const ScanReport report = scanOf(folder.path(), true);
        QVERIFY2(report.verdict == Verdict::Accepted, findingsText(report).c_str());
        QVERIFY(report.hashed);
        QVERIFY(report.files.size() >= 5);
        for (const ScannedFile& file : report.files)
            QCOMPARE(file.sha256, *sha256File(file.file));
    }

    void noTextSaysSafe() {
        static const QRegularExpression kSafe("\\bsafe\\b", QRegularExpression::CaseInsensitiveOption);
        for (const Rule& rule : scanRules()) {
            for (const std::string_view sentence : {rule.name, rule.why, rule.advice})
                QVERIFY(!text(sentence).contains(kSafe));
        }
    }

    void rulesAreSortedAndWhole() {
        std::string_view before;
        for (const Rule& rule : scanRules()) {
            QVERIFY(!rule.id.empty() && !rule.name.empty() && !rule.why.empty() && !rule.advice.empty());
            QVERIFY(findRule(rule.id) == &rule);
            const std::string_view group = rule.id.substr(0, rule.id.find('.'));
            QVERIFY(before <= group);
            before = group;
        }
    }

    // The tests of this folder name the rule that each of their files breaks.
    void everyRuleHasAHostileFile() {
        QByteArray sources;
        const QDir folder(QStringLiteral(POSTERN_SOURCE_DIR "/tests/hostile"));
        for (const QString& name : folder.entryList({"tst_hostile_*.cpp"})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            sources += file.readAll();
        }
        for (const Rule& rule : scanRules())
            QVERIFY2(sources.contains('"' + QByteArray::fromStdString(std::string(rule.id)) + '"'), std::string(rule.id).c_str());
    }

    void everyRuleIsDocumented() {
        QFile file(QStringLiteral(POSTERN_SOURCE_DIR "/SECURITY.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        for (const Rule& rule : scanRules()) {
            const std::string line =
                "| `" + std::string(rule.id) + "` | " + std::string(severityName(rule.severity)) + " | " + std::string(rule.name) + " |";
            QVERIFY2(text.contains(QByteArray::fromStdString(line)), line.c_str());
        }
    }

    void safetensorsRules_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* rule, const std::string& bytes) {
            QTest::newRow(rule) << QByteArray(rule) << QByteArray::fromStdString(bytes);
        };
        const auto single = [](const std::string& dtype, const std::string& shape, const std::string& offsets, std::size_t dataBytes) {
            return safetensorsBytes(R"({"a":{"dtype":")" + dtype + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}}",
                                    dataBytes);
        };
        row("safetensors.1", std::string(7, '\0'));
        row("safetensors.2", safetensorsBytes("{}\n", 0));
        row("safetensors.3", safetensorsBytes(R"({"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}})", 1));
        row("safetensors.4", safetensorsBytes(R"({"__metadata__":{"k":1}})", 0));
        row("safetensors.5", single("F99", "[1]", "[0,1]", 1));
        row("safetensors.6", single("U8", "[-1]", "[0,1]", 1));
        row("safetensors.7", single("F32", "[1]", "[0,3]", 3));
        row("safetensors.8", single("U8", "[1]", "[0,1]", 2));
        row("safetensors.9", safetensorsBytes("{\"a\xe2\x80\x8b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1));
    }
    void safetensorsRules() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), "model.safetensors");
        QVERIFY2(findingOf(report, rule.toStdString()), findingsText(report).c_str());
        QCOMPARE(report.verdict, Verdict::Rejected);
    }

    void content_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* rule, const char* name, const QByteArray& bytes) {
            QTest::addRow("%s: %s", rule, name) << QByteArray(rule) << QByteArray(name) << bytes;
        };
        row("file.code", "modeling_x.py", "import os\n");
        row("file.code", "setup.sh", "echo\n");
        row("file.code", "lib.so",
            "\x7f"
            "ELF\x02\x01\x01");
        row("file.code", "weights.bin",
            "\x7f"
            "ELF\x02\x01\x01");
        row("file.extension", "weights.bin",
            "\x7f"
            "ELF\x02\x01\x01");
        row("file.code", "start", "#!/usr/bin/env python3\n");
        row("file.code", "tool.exe", QByteArray("MZ\x90\0\3", 5));
        row("file.code", "x.pyc", QByteArray("\xa7\r\r\n\0\0\0\0", 8));
        row("file.archive", "code.tar.gz", QByteArray("\x1f\x8b\x08\0", 4));
        row("file.archive", "old.pt", QByteArray(257, '\0') + "ustar");
        row("file.unsupported", "model.h5", "\x89HDF\r\n\x1a\n");
        row("file.unsupported", "a.npy", "\x93NUMPY\x01");
        row("file.unsupported", "model.onnx", QByteArray("\x08\0\x12\xff", 4));
        row("file.unsupported", "flax_model.msgpack", QByteArray("\x81\xa6params\0", 9));
        row("file.unknown", "blob", QByteArray("\0\1\2\3\xff", 5));
        row("file.unknown", "latin.txt", "caf\xe9");
        row("file.polyglot", "notes.md", "# Notes\n" + QByteArray::fromStdString(zipBytes({{.name = "a.pkl", .data = kEvil}})));
    }
    void content() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), name.toStdString());
        const Finding* const finding = findingOf(report, rule.toStdString());
        QVERIFY2(finding, findingsText(report).c_str());
        QVERIFY(report.verdict >= verdictOf(finding->severity));
    }

    void links() {
        {
            const Folder folder;
            std::filesystem::create_symlink("/etc/hostname", folder.file("notes.txt"));
            folder.has("file.link-outside", Verdict::Rejected);
        }
        {
            const Folder folder;
            std::filesystem::create_symlink("/", folder.file("root"));
            folder.has("file.link-outside", Verdict::Rejected);
        }
        {
            const Folder folder;
            std::filesystem::create_symlink("nowhere", folder.file("notes.txt"));
            folder.has("file.link", Verdict::Inconclusive);
        }
        {
            const Folder folder;
            std::filesystem::create_symlink(".", folder.file("again")); // a ring
            std::filesystem::create_symlink("config.json", folder.file("config2.json"));
            const ScanReport report = scanOf(folder.path());
            QVERIFY2(report.verdict == Verdict::Accepted, findingsText(report).c_str());
        }
    }

    void thingsThatAreNoFiles() {
        const Folder folder;
        QCOMPARE(::mkfifo(folder.file("pipe").c_str(), 0600), 0);
        folder.has("file.special", Verdict::Rejected);
    }

    void names() {
        const Folder folder;
        writeBytes(folder.file("a\xe2\x80\xae"
                               "gpj.exe.txt"),
                   "text");
        folder.has("file.name", Verdict::Rejected);
        QVERIFY(findingOf(scanOf(folder.path()), "file.name")->file.find("<U+202E>") != std::string::npos);
    }

    void depth() {
        const Folder folder;
        std::filesystem::path deep = folder.path();
        for (int i = 0; i < 20; ++i)
            deep /= "d";
        std::filesystem::create_directories(deep);
        writeBytes(deep / "evil.pkl", kEvil);
        folder.has("folder.depth", Verdict::Inconclusive);
    }

    void entries() {
        const Folder folder;
        for (int i = 0; i < 20; ++i)
            writeBytes(folder.file(std::to_string(i)), "x");
        ScanOptions options;
        options.hash = false;
        options.maxEntries = 10;
        const std::vector<std::filesystem::path> paths = {folder.path()};
        const auto report = scanPaths(paths, options);
        QVERIFY(report);
        QVERIFY2(findingOf(*report, "folder.entries", "10 entries"), findingsText(*report).c_str());
        QCOMPARE(report->verdict, Verdict::Inconclusive);
        QVERIFY(report->files.size() <= 11);
    }

    void historyIsNotLookedInto() {
        const Folder folder;
        std::filesystem::create_directories(folder.file(".git/hooks"));
        folder.has("folder.history", Verdict::Inconclusive);
    }

    void nothing() {
        const TemporaryFolder folder;
        const ScanReport report = scanOf(folder.path());
        QVERIFY(findingOf(report, "folder.empty"));
        QCOMPARE(report.verdict, Verdict::Unsupported);
        const std::vector<std::filesystem::path> absent = {folder.file("absent")};
        QCOMPARE(scanPaths(absent).error().code, ErrorCode::FileMissing);
        QCOMPARE(scanPaths({}).error().code, ErrorCode::Usage);
    }

    // A file that goes away between listing and judging: what was listed and not judged is never passed over.
    void unreadable() {
        const Folder folder;
        writeBytes(folder.file("z.txt"), "text");
        JobContext job;
        job.report = [&](const Progress&) { std::filesystem::remove(folder.file("z.txt")); };
        const std::vector<std::filesystem::path> paths = {folder.path()};
        const auto report = scanPaths(paths, {.hash = false, .values = false}, job);
        QVERIFY(report);
        QVERIFY2(findingOf(*report, "file.unreadable"), findingsText(*report).c_str());
        QCOMPARE(report->verdict, Verdict::Inconclusive);
    }

    void aTextThatIsTooLarge() {
        const Folder folder;
        writeBytes(folder.file("train.jsonl"), std::string(8192, 'x'));
        std::filesystem::resize_file(folder.file("train.jsonl"), std::uintmax_t{100} << 20);
        folder.has("file.limit", Verdict::Inconclusive);
    }

    void aFileThatChangesBetweenJudgingAndHashing() {
        const Folder folder;
        ScanOptions options;
        options.judged = [&](const ScanReport& report) {
            QCOMPARE(report.verdict, Verdict::Accepted);
            writeBytes(folder.file("config.json"), kEvil);
        };
        const std::vector<std::filesystem::path> paths = {folder.path()};
        const auto report = scanPaths(paths, options);
        QVERIFY(report);
        QVERIFY2(findingOf(*report, "file.changed"), findingsText(*report).c_str());
        QCOMPARE(report->verdict, Verdict::Inconclusive);
    }

    void findingsAreBounded() {
        std::string many = "\x80\x02";
        for (int i = 0; i < 500; ++i)
            many += "cm" + std::to_string(i) + "\nf\n0";
        const ScanReport report = scanOfBytes(many + "N.", "model.pkl");
        QCOMPARE(countOf(report, Severity::Dangerous), std::size_t{100});
        QVERIFY(findingOf(report, "file.more"));
    }

    void severalPathsTakeTheWorst() {
        const Folder good;
        const TemporaryFolder bad;
        writeBytes(bad.file("x.pkl"), kEvil);
        const std::vector<std::filesystem::path> paths = {good.path(), bad.file("x.pkl")};
        const auto report = scanPaths(paths, {.hash = false, .values = false});
        QVERIFY(report);
        QCOMPARE(report->verdict, Verdict::Dangerous);
        QCOMPARE(report->paths.size(), std::size_t{2});
    }

    // Four gigabytes of weights are judged by their header.
    void aLargeFolderIsJudgedWithinTwoSeconds() {
        const Folder folder;
        constexpr std::uint64_t kBytes = std::uint64_t{4} << 30;
        const std::string size = std::to_string(kBytes);
        const std::string head =
            safetensorsBytes(R"({"payload":{"dtype":"U8","shape":[)" + size + R"(],"data_offsets":[0,)" + size + "]}}", 0);
        writeBytes(folder.file("large.safetensors"), head);
        std::filesystem::resize_file(folder.file("large.safetensors"), head.size() + kBytes); // a hole, which takes no room
        QElapsedTimer clock;
        clock.start();
        const double waited = waitedForProcessorMs();
        const ScanReport report = scanOf(folder.path());
        const double elapsed = static_cast<double>(clock.elapsed()) - (waitedForProcessorMs() - waited);
        QVERIFY2(report.verdict == Verdict::Accepted, findingsText(report).c_str());
        QVERIFY2(elapsed <= 2000, std::to_string(elapsed).c_str());
    }

    void stopsOnRequest() {
        const Folder folder;
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        const std::vector<std::filesystem::path> paths = {folder.path()};
        QCOMPARE(scanPaths(paths, {}, job).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestHostileScan)
#include "tst_hostile_scan.moc"
