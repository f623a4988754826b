// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <QTest>

#include "tests/support/checkpoint_maker.h"
#include "tests/support/scan_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

const std::string kIndex = "model.safetensors.index.json";

std::string shard(const std::string& tensor) {
    return safetensorsBytes("{\"" + tensor + "\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
}

} // namespace

/// Shard indexes that name other files, or other tensors than the files have.
class TestHostileIndex : public QObject {
    Q_OBJECT

private slots:
    void form_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("fragment");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* rule, const char* name, const char* fragment, const std::string& bytes) {
            QTest::addRow("%s: %s", rule, name) << QByteArray(rule) << QByteArray(fragment) << QByteArray::fromStdString(bytes);
        };
        row("index.malformed", "no JSON", "syntax", "{");
        row("index.malformed", "duplicate key", "duplicate", R"({"weight_map":{"a":"a.safetensors","a":"b.safetensors"}})");
        row("index.malformed", "nested deeply", "nested", std::string(100'000, '['));
        row("index.malformed", "no map", "weight_map", "{}");
        row("index.malformed", "an empty map", "weight_map", R"({"weight_map":{}})");
        row("index.malformed", "a number for a file", "not text", R"({"weight_map":{"a":1}})");
        row("index.malformed", "a hidden character in a name", "not allowed", "{\"weight_map\":{\"a\xe2\x80\x8b\":\"a.safetensors\"}}");
        const auto shardName = [&](const char* name, const std::string& file) {
            row("index.shard-name", name, "not the plain name", "{\"weight_map\":{\"a\":\"" + file + "\"}}");
        };
        shardName("absolute", "/etc/passwd.safetensors");
        shardName("climbing", "../a.safetensors");
        shardName("in a folder", "b/a.safetensors");
        shardName("backslash", R"(..\\a.safetensors)");
        shardName("a device", "/dev/zero");
        shardName("the folder itself", "..");
        shardName("empty", "");
        shardName("another ending", "a.py");
        shardName("NUL", R"(a\u0000.safetensors)");
    }
    void form() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, fragment);
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), kIndex);
        QVERIFY2(findingOf(report, rule.toStdString(), fragment.toStdString()), findingsText(report).c_str());
        QCOMPARE(report.verdict, Verdict::Rejected);
    }

    void shards_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("fragment");
        QTest::addColumn<QByteArray>("index");
        QTest::newRow("fits") << QByteArray() << QByteArray() << QByteArray(R"({"weight_map":{"a":"x.safetensors","b":"y.safetensors"}})");
        QTest::newRow("missing") << QByteArray("index.missing") << QByteArray("z.safetensors")
                                 << QByteArray(R"({"weight_map":{"a":"x.safetensors","b":"y.safetensors","c":"z.safetensors"}})");
        QTest::newRow("exchanged") << QByteArray("index.listing") << QByteArray("does not place there")
                                   << QByteArray(R"({"weight_map":{"b":"x.safetensors","a":"y.safetensors"}})");
        QTest::newRow("a tensor more") << QByteArray("index.listing") << QByteArray("is not in")
                                       << QByteArray(R"({"weight_map":{"a":"x.safetensors","b":"y.safetensors","c":"y.safetensors"}})");
        QByteArray many = R"({"weight_map":{"a":"x.safetensors")";
        for (int i = 0; i < 513; ++i)
            many += ",\"t" + QByteArray::number(i) + "\":\"s" + QByteArray::number(i) + ".safetensors\"";
        QTest::newRow("513 shards") << QByteArray("index.shards") << QByteArray("514") << QByteArray(many + "}}");
    }
    void shards() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, fragment);
        QFETCH(QByteArray, index);
        const TemporaryFolder folder;
        writeBytes(folder.file("x.safetensors"), shard("a"));
        writeBytes(folder.file("y.safetensors"), shard("b"));
        writeBytes(folder.file(kIndex), index.toStdString());
        const ScanReport report = scanOf(folder.path());
        if (rule.isEmpty()) {
            QVERIFY2(report.verdict == Verdict::Accepted, findingsText(report).c_str());
            return;
        }
        QVERIFY2(findingOf(report, rule.toStdString(), fragment.toStdString()), findingsText(report).c_str());
        QCOMPARE(report.verdict, Verdict::Rejected);
    }

    // A second copy beside the files that the index names is listed, so that nobody mistakes it for what is loaded.
    void looseWeightsAreNoted() {
        const TemporaryFolder folder;
        writeBytes(folder.file("x.safetensors"), shard("a"));
        writeBytes(folder.file("old.safetensors"), shard("a"));
        writeBytes(folder.file(kIndex), R"({"weight_map":{"a":"x.safetensors"}})");
        const ScanReport report = scanOf(folder.path());
        QVERIFY(findingOf(report, "safetensors.loose"));
        QCOMPARE(report.verdict, Verdict::Accepted);
    }
};

QTEST_GUILESS_MAIN(TestHostileIndex)
#include "tst_hostile_index.moc"
