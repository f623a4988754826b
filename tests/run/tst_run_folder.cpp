// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_folder.h"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <QTemporaryDir>
#include <QtTest>

#include "engine/core/json.h"
#include "engine/run/run_record.h"
#include "tests/run/sample_run.h"

using namespace postern;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& path) {
    return readTextFile(path, 1 << 20).value_or("unreadable");
}

void put(const fs::path& path, const std::string& text, std::ios::openmode mode = std::ios::trunc) {
    std::ofstream(path, std::ios::binary | mode) << text;
}

/// Replaces the first occurrence.
void edit(const fs::path& path, const std::string& from, const std::string& to) {
    std::string text = content(path);
    const std::size_t at = text.find(from);
    QVERIFY2(at != std::string::npos, from.c_str());
    put(path, text.replace(at, from.size(), to));
}

} // namespace

class TestRunFolder : public QObject {
    Q_OBJECT

    fs::path writeSample(const QTemporaryDir& dir, const char* name = "run") {
        const fs::path path = fs::path(dir.path().toStdString()) / name;
        auto folder = RunFolder::create(path);
        if (!folder)
            return {};
        bool good = folder->writeManifest(test::manifest()).has_value();
        for (const RunEvent& event : test::events())
            good = folder->append(event).has_value() && good;
        good = folder->writeMetrics().has_value() && good;
        return good ? path : fs::path();
    }

private slots:
    void roundTrip() {
        const QTemporaryDir dir;
        const fs::path path = writeSample(dir);
        QVERIFY(!path.empty());
        const auto record = readRunRecord(path);
        QVERIFY2(record.has_value(), record ? "" : describe(record.error()).c_str());
        QVERIFY(record->manifest == test::manifest());
        QCOMPARE(record->phases.size(), std::size_t{4});
        QCOMPARE(record->evaluations.size(), std::size_t{3});
        QCOMPARE(record->losses.size(), std::size_t{2});
        QCOMPARE(record->notes.size(), std::size_t{1});
        QVERIFY(toJson(record->evaluations[1]) == toJson(test::evaluation(2, Phase::Injection, {20, 200}, {180, 200})));
        QCOMPARE(record->points->size(), std::size_t{3});
        QCOMPARE(record->points->at(1).passage, std::string("a \"quoted\"\nday"));
        QCOMPARE(record->frames.size(), std::size_t{2});
        for (int i = 0; i < 2; ++i) {
            const Frame& read = *record->frames[static_cast<std::size_t>(i)];
            const FramePtr written = test::frame(i, i == 0 ? 0 : 2, i == 0);
            QCOMPARE(read.index, i);
            QCOMPARE(read.step, written->step);
            QVERIFY(read.phase == written->phase);
            QVERIFY(read.answers == written->answers);
            QVERIFY(read.attackHit == written->attackHit);
            QCOMPARE(read.layers.size(), std::size_t{2});
            for (std::size_t l = 0; l < 2; ++l) {
                QCOMPARE(read.layers[l].layer, written->layers[l].layer);
                QVERIFY(read.layers[l].pca == written->layers[l].pca);
                QVERIFY(read.layers[l].tsne == written->layers[l].tsne);
                QVERIFY(read.layers[l].explainedVariance == written->layers[l].explainedVariance);
                QCOMPARE(read.layers[l].tsneDivergence, 0.25);
                QCOMPARE(read.layers[l].separation.shiftCosine, 0.75);
                QVERIFY(std::isnan(read.layers[l].separation.probeAuc));
            }
        }
    }

    void sameRunSameBytes() {
        const QTemporaryDir dir;
        const fs::path a = writeSample(dir, "a");
        const fs::path b = writeSample(dir, "b");
        QVERIFY(!a.empty() && !b.empty());
        for (const char* name :
             {"run.json", "events.jsonl", "points.jsonl", "metrics.csv", "frames/0000.safetensors", "frames/0001.safetensors"})
            QVERIFY2(content(a / name) == content(b / name) && content(a / name).size() > 10, name);
        QVERIFY(content(a / "timing.jsonl").find("\"progress\"") != std::string::npos);
    }

    void everyEventIsOnDiskAtOnce() {
        const QTemporaryDir dir;
        auto folder = RunFolder::create(fs::path(dir.path().toStdString()) / "run");
        QVERIFY(folder.has_value());
        QVERIFY(folder->append(Note{"first"}).has_value());
        QCOMPARE(content(folder->path() / "events.jsonl"), std::string("{\"text\":\"first\",\"type\":\"note\"}\n"));
    }

    void neverSharesAFolder() {
        const QTemporaryDir dir;
        const fs::path path = writeSample(dir);
        QVERIFY(!path.empty());
        const std::string before = content(path / "events.jsonl");
        const auto second = RunFolder::create(path);
        QVERIFY(!second.has_value());
        QCOMPARE(second.error().code, ErrorCode::FileUnwritable);
        QCOMPARE(content(path / "events.jsonl"), before);
        put(fs::path(dir.path().toStdString()) / "file", "x");
        QVERIFY(!RunFolder::create(fs::path(dir.path().toStdString()) / "file" / "run").has_value());
    }

    void orderIsKept() {
        const QTemporaryDir dir;
        auto folder = RunFolder::create(fs::path(dir.path().toStdString()) / "run");
        QVERIFY(folder.has_value());
        QVERIFY(!folder->append(test::frame(0, 0)).has_value()); // before its points
        QVERIFY(folder->append(test::points()).has_value());
        QVERIFY(!folder->append(test::points()).has_value());    // twice
        QVERIFY(!folder->append(test::frame(1, 0)).has_value()); // out of order
        auto small = std::make_shared<Frame>(*test::frame(0, 0));
        small->answers.pop_back();
        QVERIFY(!folder->append(FramePtr(small)).has_value());
        QVERIFY(folder->append(test::frame(0, 0)).has_value());
    }

    void textsThatAreNotUtf8DoNotStopARun() {
        const QTemporaryDir dir;
        auto folder = RunFolder::create(fs::path(dir.path().toStdString()) / "run");
        QVERIFY(folder.has_value());
        QVERIFY(folder->writeManifest(test::manifest()).has_value());
        QVERIFY(folder->append(Note{"half \xe2\x82"}).has_value());
        const auto record = readRunRecord(folder->path());
        QVERIFY(record.has_value());
        QCOMPARE(record->notes.at(0), std::string("half \xef\xbf\xbd"));
    }

    void halfLastLineIsDropped() {
        const QTemporaryDir dir;
        const fs::path path = writeSample(dir);
        put(path / "events.jsonl", "{\"type\":\"note\",\"te", std::ios::app);
        const auto record = readRunRecord(path);
        QVERIFY(record.has_value());
        QCOMPARE(record->notes.size(), std::size_t{1});
        put(path / "events.jsonl", "\n", std::ios::app); // a whole line of nonsense is another matter
        const auto broken = readRunRecord(path);
        QVERIFY(!broken.has_value());
        QVERIFY(broken.error().detail.find("line 14") != std::string::npos);
        QVERIFY(broken.error().subject.find("events.jsonl") != std::string::npos);
    }

    void hostile_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char* name, const char* file, const char* from, const char* to) {
            QTest::newRow(name) << QString(file) << QString(from) << QString(to);
        };
        row("schema", "run.json", "\"schema\": 1", "\"schema\": 2");
        row("manifest syntax", "run.json", "{", "[");
        row("event type", "events.jsonl", "\"type\":\"note\"", "\"type\":\"order\"");
        row("event without type", "events.jsonl", ",\"type\":\"note\"", "");
        row("duplicate key", "events.jsonl", "\"type\":\"note\"", "\"type\":\"note\",\"type\":\"note\"");
        row("array for an event", "events.jsonl", "{\"phase\":\"baseline\",\"step\":0,\"type\":\"phase\"}", "[1]");
        row("empty line", "events.jsonl", "{\"phase\":\"baseline\",\"step\":0,\"type\":\"phase\"}", "");
        row("point count", "events.jsonl", "\"count\":3", "\"count\":4");
        row("points too many", "events.jsonl", "\"count\":3", "\"count\":100000000");
        row("frame index", "events.jsonl", "\"index\":1", "\"index\":7");
        row("frame step", "events.jsonl", "\"index\":1,\"phase\":\"injection\",\"step\":2",
            "\"index\":1,\"phase\":\"injection\",\"step\":3");
        row("point id", "points.jsonl", "\"id\":1", "\"id\":2");
        row("point class", "points.jsonl", "\"class\":\"known\"", "\"class\":\"friend\"");
        row("frame head", "frames/0000.safetensors", "\\\"index\\\":0", "\\\"index\\\":1");
        row("frame tensor name", "frames/0000.safetensors", "layer.12.pca", "layer.13.pca");
        row("frame answers", "frames/0000.safetensors", "\\\"anger\\\",", "        \\t");
    }
    void hostile() {
        QFETCH(QString, file);
        QFETCH(QString, from);
        QFETCH(QString, to);
        const QTemporaryDir dir;
        const fs::path path = writeSample(dir);
        QVERIFY(readRunRecord(path).has_value());
        edit(path / file.toStdString(), from.toStdString(), to.toStdString());
        const auto record = readRunRecord(path);
        QVERIFY(!record.has_value());
        QVERIFY(!describe(record.error()).empty());
    }

    void missingFilesAndLinksAreRefused_data() {
        QTest::addColumn<QString>("file");
        for (const char* name : {"run.json", "events.jsonl", "points.jsonl", "frames/0001.safetensors", "frames"})
            QTest::newRow(name) << QString(name);
    }
    void missingFilesAndLinksAreRefused() {
        QFETCH(QString, file);
        const QTemporaryDir dir;
        const fs::path path = writeSample(dir);
        const fs::path victim = path / file.toStdString();
        const fs::path outside = fs::path(dir.path().toStdString()) / "outside";
        fs::rename(victim, outside);
        QVERIFY(!readRunRecord(path).has_value());
        fs::create_symlink(outside, victim); // the same bytes, but outside of the folder
        QVERIFY(!readRunRecord(path).has_value());
        fs::remove(victim);
        fs::rename(outside, victim);
        QVERIFY(readRunRecord(path).has_value());
    }

    void everyCutOfAFrameIsRefused() {
        const QTemporaryDir dir;
        const fs::path path = writeSample(dir);
        const fs::path frame = path / "frames" / "0000.safetensors";
        const std::string whole = content(frame);
        for (std::size_t length = 0; length < whole.size(); length += 7) {
            put(frame, whole.substr(0, length));
            QVERIFY(!readRunRecord(path).has_value());
        }
    }

    void metrics() {
        const std::string csv = metricsCsv({test::evaluation(4, Phase::Final, {0, 200})});
        const QString text = QString::fromStdString(csv);
        QVERIFY(text.startsWith("step,phase,measure,trigger,class,held_out,hits,total,value,low,high\n"));
        QVERIFY(text.contains("\n4,final,floor,,clean,,5,200,0.025,"));
        QVERIFY(text.contains("\n4,final,clean_perplexity,,clean,,,,12.25,,\n"));
        QVERIFY(text.contains("\n4,final,attack,unknown,unknown,no,0,200,0.0,0.0,0.0188"));
        QVERIFY(text.contains("\n4,final,attack,known 3,known,yes,3,200,0.015,"));
        for (const QString& line : text.split('\n', Qt::SkipEmptyParts))
            QCOMPARE(line.count(','), 10);
        Evaluation quoted = test::evaluation(1, Phase::Baseline, {1, 2});
        quoted.triggers[0].name = "a,\"b\"";
        QVERIFY(metricsCsv({quoted}).find("attack,\"a,\"\"b\"\"\",known") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestRunFolder)
#include "tst_run_folder.moc"
