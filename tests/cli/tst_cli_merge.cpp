// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/checkpoint/checkpoint_folder.h"
#include "tests/cli/cli_process.h"
#include "tests/support/adapter_maker.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using namespace postern::test;

class TestCliMerge : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

private slots:
    void initTestCase() {
        std::filesystem::create_directory(m_folder.file("base"));
        QVERIFY(writeTinyCheckpoint(m_folder.file("base"), tinyConfigJson(), TensorSet(tinyConfigJson())));
        AdapterTensors tensors;
        tensors.add(kQuery + ".lora_A.weight", {1, 8}, std::vector<float>(8, 1))
            .add(kQuery + ".lora_B.weight", {8, 1}, std::vector<float>(8, 1));
        QVERIFY(tensors.write(m_folder.file("adapter"), adapterConfigJson()));
    }

    void writesTheMergedCheckpoint() {
        const CliRun run = runCli({"merge", qtPath(m_folder.file("base")), qtPath(m_folder.file("adapter")), "-o",
                                   qtPath(m_folder.file("merged")), "--json", "--timestamp", "2026-01-02T03:04:05Z"});
        COMPARE_STATUS(run, 0);
        const Json json = run.json();
        COMPARE_JSON(json.at("merged"), 1);
        COMPARE_JSON(json.at("unchanged"), 20);
        COMPARE_JSON(json.at("files"), Json::array({"model.safetensors"}));
        const auto merged = CheckpointFolder::open(m_folder.file("merged"));
        QVERIFY(merged);
        std::vector<float> values(64);
        QVERIFY(convertToFloat(*merged->find(kQuery + ".weight"), values));
        QCOMPARE(values, std::vector<float>(64, 2.5F)); // 0.5 + 2 · 1 · 1
        QVERIFY(readJsonFile(m_folder.file("merged") / "postern.json").value().at("created") == "2026-01-02T03:04:05Z");
        // Not over what is there.
        const CliRun again =
            runCli({"merge", qtPath(m_folder.file("base")), qtPath(m_folder.file("adapter")), "-o", qtPath(m_folder.file("merged"))});
        COMPARE_STATUS(again, 2);
    }

    void refusesWhatItCannotFollow() {
        writeBytes(m_folder.file("adapter") / "adapter_config.json", withKey(adapterConfigJson(), "layer_replication", {1}).dump());
        const CliRun run =
            runCli({"merge", qtPath(m_folder.file("base")), qtPath(m_folder.file("adapter")), "-o", qtPath(m_folder.file("other"))});
        COMPARE_STATUS(run, 3);
        QVERIFY2(run.err.contains("layer_replication"), run.err.constData());
        QVERIFY(!std::filesystem::exists(m_folder.file("other")));
    }
};

QTEST_GUILESS_MAIN(TestCliMerge)
#include "tst_cli_merge.moc"
