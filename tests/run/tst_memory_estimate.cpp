// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <limits>
#include <string>

#include <QTest>

#include "engine/run/machine_memory.h"
#include "engine/run/memory_estimate.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using enum MemoryPart;

namespace {

/// The sizes of Llama-2-7B: 6,738,415,616 parameters.
ModelConfig sevenBillion() {
    ModelConfig config;

    config.vocabSize = 32000;
    config.hiddenSize = 4096;
    config.layerCount = 32;
    config.headCount = 32;
    config.keyValueHeadCount = 32;
    config.headDim = 128;
    config.intermediateSize = 11008;
    config.maxPositions = 4096;
    becomeLlama(config);
    return config;
}

MemoryWork training(MemoryWork::Mode mode) {
    MemoryWork work;
    work.mode = mode;
    work.bf16 = true;
    work.loraRank = 16;
    work.loraTargets = {"q_proj", "v_proj"};
    work.batchTokens = 1000;
    work.batchLossTokens = 1000;
    work.rowTokens = 100;
    work.resume = true;
    work.saving = true;
    return work;
}

/// A root folder with the files that a system shows its memory in.
class FakeRoot {
public:
    void write(const std::string& path, const std::string& content) {
        std::filesystem::create_directories((m_folder.path() / path).parent_path());
        test::writeBytes(m_folder.path() / path, content);
    }
    [[nodiscard]] std::optional<std::uint64_t> available() const { return availableMemory(m_folder.path()); }

private:
    test::TemporaryFolder m_folder;
};

} // namespace

class TestMemoryEstimate : public QObject {
    Q_OBJECT

private slots:
    void fullTraining() {
        const MemoryEstimate estimate = estimateMemory(sevenBillion(), training(MemoryWork::Mode::Full));
        QCOMPARE(estimate.of(Weights), std::uint64_t{6 * 6'738'415'616}); // float32 and the bf16 copy
        QCOMPARE(estimate.of(Gradients), std::uint64_t{4 * 6'738'415'616});
        QCOMPARE(estimate.of(Optimizer), std::uint64_t{8 * 6'738'415'616});
        QCOMPARE(estimate.of(Resume), std::uint64_t{20 * 6'738'415'616});
        QCOMPARE(estimate.of(Adapters), std::uint64_t{0});
        QVERIFY(estimate.low < estimate.total && estimate.total < estimate.high);
        // Writing a resume point and saving do not happen at once.
        std::uint64_t sum = 0;
        for (const auto& part : estimate.parts)
            sum += part.bytes;
        QCOMPARE(sum - estimate.total, estimate.of(Saving) + estimate.of(Projection));
    }

    void adapters() {
        const MemoryEstimate estimate = estimateMemory(sevenBillion(), training(MemoryWork::Mode::Lora));
        constexpr std::uint64_t kTrainable = 32 * 2 * 16 * (4096 + 4096); // 8,388,608
        QCOMPARE(estimate.of(Adapters), 6 * kTrainable);
        QCOMPARE(estimate.of(Gradients), 4 * kTrainable);
        QCOMPARE(estimate.of(Optimizer), 8 * kTrainable);
        QVERIFY(estimate.total < estimateMemory(sevenBillion(), training(MemoryWork::Mode::Full)).total / 2);
        MemoryWork plain = training(MemoryWork::Mode::Lora);
        plain.batchTokens = 10'000; // more than measuring needs in between
        MemoryWork dropout = plain;
        dropout.loraDropout = true;
        // A mask and an input of 2 bytes for each of 10,000 tokens, 64 projections of width 4096.
        const std::uint64_t more =
            estimateMemory(sevenBillion(), dropout).of(Activations) - estimateMemory(sevenBillion(), plain).of(Activations);
        QCOMPARE(more, std::uint64_t{10'000} * 64 * 4096 * 4);
    }

    void inferenceNeedsWeightsAndLittleMore() {
        MemoryWork work;
        work.rowTokens = 100;
        const MemoryEstimate estimate = estimateMemory(sevenBillion(), work);
        QCOMPARE(estimate.of(Weights), std::uint64_t{4 * 6'738'415'616});
        QCOMPARE(estimate.of(Gradients), std::uint64_t{0});
        QCOMPARE(estimate.of(Resume), std::uint64_t{0});
        // 40 rows of 100 tokens at once, and 8 new ones each: keys and values of 32 layers in float32 alone are 4.5 GB.
        QVERIFY(estimate.of(Activations) > std::uint64_t{4'529'848'320});
        QVERIFY(estimate.of(Activations) < std::uint64_t{9'000'000'000});
    }

    void activationsGrowWithTokensAndLayers() {
        MemoryWork work = training(MemoryWork::Mode::Full);
        work.batchLossTokens = 0;
        const auto activations = [&](std::int64_t tokens) {
            work.batchTokens = tokens;
            return estimateMemory(sevenBillion(), work).of(Activations);
        };
        // Per token: 32 layers of 4 (2 · 4096 + 32 + 2) + 2 (2 · 4096 + 4 · 4096 + 3 · 11008), one passing layer of
        // 4 · 3 · 4096 + 2 (3 · 4096 + 4 · 4096 + 3 · 11008), 4,911,872 bytes in all; and 15 % for slack.
        const std::uint64_t difference = activations(6000) - activations(5000);
        QVERIFY2(difference >= 5'648'652'799 && difference <= 5'648'652'801, qPrintable(QString::number(difference)));
    }

    void statesAreCounted() {
        MemoryWork work = training(MemoryWork::Mode::Full);
        work.frameRows = 400;
        work.frameLayers = 33;
        work.anchorRows = 1000;
        work.anchorLayers = 17;
        QCOMPARE(estimateMemory(sevenBillion(), work).of(States), std::uint64_t{4} * 4096 * (400 * 33 + 1000 * 17));
    }

    /// A base is gone before there are gradients, so it asks for more only where little trains.
    void aBaseIsMixedInBeforeTraining() {
        const auto total = [](MemoryWork work, double mixing) {
            work.mixingFloats = mixing;
            return estimateMemory(sevenBillion(), work).total;
        };
        const double three = 3 * 6'738'415'616.0;
        const MemoryWork full = training(MemoryWork::Mode::Full);
        QCOMPARE(total(full, three), total(full, 0));
        const MemoryWork adapters = training(MemoryWork::Mode::Lora);
        QVERIFY(total(adapters, three) > total(adapters, 0));
        QVERIFY(total(adapters, three) > std::uint64_t{(6 + 12) * 6'738'415'616});
    }

    void nothingOverflows() {
        ModelConfig config = sevenBillion();
        MemoryWork work = training(MemoryWork::Mode::Full);
        work.batchTokens = std::numeric_limits<std::int64_t>::max();
        const MemoryEstimate estimate = estimateMemory(config, work);
        QVERIFY(estimate.total >= std::uint64_t{9'000'000'000'000'000'000U});
        QVERIFY(estimate.high >= estimate.total);
    }

    void everyPartHasTexts() {
        for (int i = 0; i < kMemoryPartCount; ++i) {
            QVERIFY(!memoryPartName(static_cast<MemoryPart>(i)).empty());
            QVERIFY(!memoryPartLabel(static_cast<MemoryPart>(i)).empty());
        }
    }

    void bytesAsText() {
        QCOMPARE(byteText(0), std::string("0 kB"));
        QCOMPARE(byteText(310'400'000), std::string("310 MB"));
        QCOMPARE(byteText(7'140'000'000), std::string("7.1 GB"));
        QCOMPARE(byteText(24'300'000'000), std::string("24 GB"));
    }

    void availableIsWhatTheSystemSays() {
        FakeRoot root;
        QVERIFY(!root.available());
        root.write("proc/meminfo", "MemTotal:       16000000 kB\nMemFree:  1 kB\nMemAvailable:    8000000 kB\n");
        QCOMPARE(*root.available(), std::uint64_t{8'192'000'000});
    }

    void aGroupOfTheSecondVersionLimits() {
        FakeRoot root;
        root.write("proc/meminfo", "MemAvailable:    8000000 kB\n");
        root.write("proc/self/cgroup", "0::/user.slice/job\n");
        root.write("sys/fs/cgroup/user.slice/job/memory.max", "max\n");
        root.write("sys/fs/cgroup/user.slice/job/memory.current", "100\n");
        QCOMPARE(*root.available(), std::uint64_t{8'192'000'000});
        // The limit is above: of 5000, 3000 are used, of which 1000 can be dropped.
        root.write("sys/fs/cgroup/user.slice/memory.max", "5000\n");
        root.write("sys/fs/cgroup/user.slice/memory.current", "3000\n");
        root.write("sys/fs/cgroup/user.slice/memory.stat", "anon 2000\ninactive_file 1000\n");
        QCOMPARE(*root.available(), std::uint64_t{3000});
        root.write("sys/fs/cgroup/user.slice/job/memory.max", "500\n");
        QCOMPARE(*root.available(), std::uint64_t{400});
        root.write("sys/fs/cgroup/user.slice/job/memory.current", "501\n");
        QCOMPARE(*root.available(), std::uint64_t{0});
    }

    void aGroupOfTheFirstVersionLimits() {
        FakeRoot root;
        root.write("proc/meminfo", "MemAvailable:    8000000 kB\n");
        root.write("proc/self/cgroup", "9:cpuset:/\n4:memory:/elsewhere\n1:name=systemd:/\n0::/\n");
        // In a container the path is the host's; the container sees its own group at the top.
        root.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "7000\n");
        root.write("sys/fs/cgroup/memory/memory.usage_in_bytes", "2000\n");
        root.write("sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file 500\n");
        QCOMPARE(*root.available(), std::uint64_t{5500});
        root.write("proc/self/cgroup", "4:memory:/../../etc\n");
        QCOMPARE(*root.available(), std::uint64_t{5500});
        // No limit is a number as large as an address.
        root.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        QCOMPARE(*root.available(), std::uint64_t{8'192'000'000});
    }

    void thisMachineSaysSomething() {
        const auto available = availableMemory();
        QVERIFY(available);
        QVERIFY(*available > std::uint64_t{1} << 20);
    }
};

QTEST_APPLESS_MAIN(TestMemoryEstimate)
#include "tst_memory_estimate.moc"
