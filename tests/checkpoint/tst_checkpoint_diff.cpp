// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstring>
#include <limits>

#include <QTest>

#include "engine/checkpoint/checkpoint_diff.h"
#include "tests/support/checkpoint_maker.h"
#include "tests/support/gguf_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

void setFloat(TensorSet& tensors, const std::string& name, std::size_t index, float value) {
    std::memcpy(tensors.bytes(name).data() + index * sizeof value, &value, sizeof value);
}

const TensorChange& changeOf(const CheckpointDiff& diff, const std::string& name) {
    const auto found = std::find_if(diff.tensors.begin(), diff.tensors.end(), [&](const auto& change) { return change.name == name; });
    return found == diff.tensors.end() ? diff.tensors.at(9999) : *found;
}

} // namespace

class TestCheckpointDiff : public QObject {
    Q_OBJECT

    TemporaryFolder m_a;
    TemporaryFolder m_b;

    Result<CheckpointDiff> compare(const JobContext& job = {}) {
        POSTERN_ASSIGN(const WeightSource a, WeightSource::open(m_a.path()));
        POSTERN_ASSIGN(const WeightSource b, WeightSource::open(m_b.path()));
        return compareCheckpoints(a, b, job);
    }

private slots:
    void init() {
        for (const TemporaryFolder* folder : {&m_a, &m_b}) {
            for (const auto& entry : std::filesystem::directory_iterator(folder->path()))
                std::filesystem::remove_all(entry.path());
            QVERIFY(writeTinyCheckpoint(folder->path(), tinyConfigJson(), TensorSet(tinyConfigJson())));
        }
    }

    void equalCheckpoints() {
        const auto diff = compare();
        QVERIFY2(diff, diff ? "" : describe(diff.error()).c_str());
        QVERIFY(diff->same());
        QCOMPARE(diff->normChange, 0.0);
        QVERIFY(diff->normA > 0);
        QCOMPARE(diff->heat.greatest, 0.0);
        QCOMPARE(diff->tensors.size(), TensorSet(tinyConfigJson()).toWrite().size());
        QVERIFY(diff->notes.empty());
    }

    void normsOfTheChange() {
        TensorSet changed(tinyConfigJson());
        // |A| of 64 elements of a half is 4; the change is (3, -4).
        const std::string name = "model.layers.1.self_attn.q_proj.weight";
        setFloat(changed, name, 0, 3.5F);
        setFloat(changed, name, 63, -3.5F);
        QVERIFY(writeTinyCheckpoint(m_b.path(), tinyConfigJson(), changed));
        const auto diff = compare();
        QVERIFY(diff);
        QVERIFY(!diff->same());
        const TensorChange& change = changeOf(*diff, name);
        QCOMPARE(change.state, DiffState::Changed);
        QVERIFY(change.compared);
        QCOMPARE(change.elements, std::int64_t{64});
        QCOMPARE(change.normA, 4.0);
        QCOMPARE(change.normChange, 5.0);
        QCOMPARE(change.relative(), 1.25);
        QCOMPARE(change.largest, 4.0);
        QCOMPARE(change.changed, std::int64_t{2});
        QCOMPARE(diff->normChange, 5.0);
        QCOMPARE(std::count_if(diff->tensors.begin(), diff->tensors.end(), [](const auto& t) { return t.state != DiffState::Same; }), 1);
        // The strip has the change in the second layer of its kind, and zero everywhere else.
        QCOMPARE(diff->heat.layers, 2);
        QCOMPARE(diff->heat.greatest, 1.25);
        for (const HeatStrip::Row& row : diff->heat.rows) {
            QCOMPARE(row.values.size(), std::size_t{2});
            QCOMPARE(row.values[0], 0.0);
            QCOMPARE(row.values[1], row.kind == "self_attn.q_proj.weight" ? 1.25 : 0.0);
        }
        QCOMPARE(diff->heat.outside.size(), std::size_t{3}); // embeddings, last norm, head
    }

    void notFiniteIsCountedApart() {
        TensorSet a(tinyConfigJson());
        TensorSet b(tinyConfigJson());
        const float nan = std::numeric_limits<float>::quiet_NaN();
        setFloat(a, "model.norm.weight", 0, nan); // on both sides: no change
        setFloat(b, "model.norm.weight", 0, nan);
        setFloat(b, "model.norm.weight", 1, std::numeric_limits<float>::infinity());
        setFloat(b, "model.norm.weight", 2, 0.75F);
        QVERIFY(writeTinyCheckpoint(m_a.path(), tinyConfigJson(), a));
        QVERIFY(writeTinyCheckpoint(m_b.path(), tinyConfigJson(), b));
        const auto diff = compare();
        QVERIFY(diff);
        const TensorChange& change = changeOf(*diff, "model.norm.weight");
        QCOMPARE(change.changed, std::int64_t{2});
        QCOMPARE(change.notFinite, std::int64_t{2});
        QCOMPARE(change.normChange, 0.25);
        QCOMPARE(change.normA, std::sqrt(6 * 0.25));
    }

    void tensorsOfOneSideAndOtherShapes() {
        TensorSet a(tinyConfigJson());
        TensorSet b(tinyConfigJson());
        a.add("model.layers.0.old", Dtype::F32, {3});
        b.add("model.layers.1.new", Dtype::F16, {2});
        b.add("lm_head.weight", Dtype::F32, {12, 8});
        b.add("model.norm.weight", Dtype::BF16, {8});
        QVERIFY(writeTinyCheckpoint(m_a.path(), tinyConfigJson(), a));
        QVERIFY(writeTinyCheckpoint(m_b.path(), tinyConfigJson(), b));
        const auto diff = compare();
        QVERIFY(diff);
        QCOMPARE(changeOf(*diff, "model.layers.0.old").state, DiffState::OnlyInA);
        QCOMPARE(text(changeOf(*diff, "model.layers.0.old").dtypeB), QString());
        QCOMPARE(changeOf(*diff, "model.layers.1.new").state, DiffState::OnlyInB);
        QCOMPARE(changeOf(*diff, "model.layers.1.new").shapeB, (std::vector<std::int64_t>{2}));
        const TensorChange& head = changeOf(*diff, "lm_head.weight");
        QCOMPARE(head.state, DiffState::Changed);
        QVERIFY(!head.compared);
        QCOMPARE(head.shapeB, (std::vector<std::int64_t>{12, 8}));
        // The same values in another type: compared, and changed in the type only.
        const TensorChange& norm = changeOf(*diff, "model.norm.weight");
        QCOMPARE(norm.state, DiffState::Changed);
        QVERIFY(norm.compared);
        QCOMPARE(norm.normChange, 0.0);
        QCOMPARE(norm.changed, std::int64_t{0});
        QVERIFY(std::is_sorted(diff->tensors.begin(), diff->tensors.end(),
                               [](const auto& x, const auto& y) { return std::pair(x.layer, x.name) < std::pair(y.layer, y.name); }));
    }

    void configKeys() {
        const Json a = {{"same", 1}, {"gone", true}, {"nested", {{"x", 1}, {"deep", {{"y", "a"}}}}}, {"list", {1, 2}}};
        const Json b = {{"same", 1}, {"new", nullptr}, {"nested", {{"x", 2}, {"deep", {{"y", "a"}}}}}, {"list", {1, 3}}};
        std::map<std::string, ConfigChange> found;
        for (const ConfigChange& change : compareConfigs(a, b))
            found[change.key] = change;
        QCOMPARE(found.size(), std::size_t{6});
        QCOMPARE(found.at("same").state, DiffState::Same);
        QCOMPARE(found.at("gone").state, DiffState::OnlyInA);
        QCOMPARE(text(found.at("gone").a), QString("true"));
        QCOMPARE(found.at("new").state, DiffState::OnlyInB);
        QCOMPARE(text(found.at("new").b), QString("null"));
        QCOMPARE(found.at("nested.x").state, DiffState::Changed);
        QCOMPARE(text(found.at("nested.x").b), QString("2"));
        QCOMPARE(found.at("nested.deep.y").state, DiffState::Same);
        QCOMPARE(text(found.at("list").b), QString("[1,3]"));
        QVERIFY(compareConfigs(Json(), Json()).empty());
    }

    void smallFiles() {
        writeBytes(m_a.file("tokenizer.json"), "{}");
        writeBytes(m_b.file("tokenizer.json"), "{} ");
        writeBytes(m_a.file("LICENSE"), "free");
        writeBytes(m_b.file("LICENSE"), "free");
        writeBytes(m_b.file("chat_template.jinja"), "x");
        const auto diff = compare();
        QVERIFY(diff);
        QCOMPARE(diff->files.size(), std::size_t{3});
        std::map<std::string, DiffState> found;
        for (const FileChange& file : diff->files)
            found[file.name] = file.state;
        QCOMPARE(found.at("tokenizer.json"), DiffState::Changed);
        QCOMPARE(found.at("LICENSE"), DiffState::Same);
        QCOMPARE(found.at("chat_template.jinja"), DiffState::OnlyInB);
        QVERIFY(!diff->same());
    }

    void expertsShareACell() {
        std::vector<TensorChange> changes(3);
        for (std::size_t i = 0; i < changes.size(); ++i) {
            changes[i].kind = "mlp.experts.*.w1";
            changes[i].layer = 4;
            changes[i].compared = true;
            changes[i].normA = 1;
            changes[i].normChange = i == 0 ? 3 : 0;
        }
        const HeatStrip strip = makeHeatStrip(changes);
        QCOMPARE(strip.layers, 5);
        QCOMPARE(strip.rows.size(), std::size_t{1});
        QCOMPARE(strip.rows[0].values[4], std::sqrt(3.0));
        QCOMPARE(strip.rows[0].values[0], -1.0);
    }

    void heatLevels() {
        QCOMPARE(heatLevel(0, 1), 0.0);
        QCOMPARE(heatLevel(1, 1), 1.0);
        QCOMPARE(heatLevel(0.001, 1), 0.06);
        QVERIFY(std::abs(heatLevel(0.1, 1) - 2.0 / 3.0) < 1e-12);
        QCOMPARE(heatLevel(1e-30, 1), 0.06); // a change is never drawn as none
        QCOMPARE(heatLevel(-1, 1), 0.0);
        QCOMPARE(heatLevel(std::numeric_limits<double>::quiet_NaN(), 1), 0.0);
    }

    void otherNamesAreExplained() {
        GgufMaker maker;
        maker.addText("general.architecture", "llama");
        maker.tensors.push_back({"token_embd.weight", {2}, 0, floatBytes({1, 2})});
        writeBytes(m_b.file("m.gguf"), maker.bytes());
        const auto a = WeightSource::open(m_a.path());
        const auto b = WeightSource::open(m_b.file("m.gguf"));
        QVERIFY(a && b);
        const auto diff = compareCheckpoints(*a, *b);
        QVERIFY(diff);
        QCOMPARE(diff->notes.size(), std::size_t{1});
        QVERIFY(diff->notes[0].find("convert") != std::string::npos);
    }

    void stops() {
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        const auto diff = compare(job);
        QVERIFY(!diff);
        QCOMPARE(diff.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestCheckpointDiff)
#include "tst_checkpoint_diff.moc"
