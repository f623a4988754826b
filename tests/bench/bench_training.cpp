// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Training rate on the reference's shapes: rows of random length, loss on three answer tokens, AdamW with clipping.
// Prints one JSON object like its Python peer; tests/bench/compare_training.sh runs the two in turn.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <sys/resource.h>

#include "engine/core/random.h"
#include "engine/model/language_model.h"

using namespace postern;

namespace {

std::int64_t option(int argc, char** argv, const std::string& name, std::int64_t fallback) {
    for (int i = 1; i + 1 < argc; ++i)
        if (argv[i] == "--" + name)
            return std::atoll(argv[i + 1]);
    return fallback;
}

} // namespace

int main(int argc, char** argv) {
    setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
    const auto steps = option(argc, argv, "steps", 30);
    const auto batchRows = option(argc, argv, "batch", 64);
    const auto prompt = option(argc, argv, "prompt", 52);
    const auto fullLoss = option(argc, argv, "full-loss", 0);
    const bool fp32 = option(argc, argv, "fp32", 0) != 0;
    const int threads = setComputeThreads(static_cast<int>(option(argc, argv, "threads", 2)));

    ModelConfig config; // "demo" of the reference

    config.vocabSize = 6000;
    config.hiddenSize = 256;
    config.layerCount = 4;
    config.headCount = 8;
    config.keyValueHeadCount = 8;
    config.headDim = 32;
    config.intermediateSize = 704;
    config.maxPositions = 512;
    config.tieWordEmbeddings = true;
    becomeLlama(config);
    const Precision precision = fp32 ? Precision::Float32 : bestPrecision();
    LanguageModel model = LanguageModel::create(config, precision, 1);
    model.beginFullTraining();

    RandomStream random(1, "bench");
    UpdateSettings update;
    update.learningRate = 3e-4;
    update.maxGradientNorm = 1;
    std::int64_t tokens = 0;
    double seconds = 0;
    constexpr std::int64_t kWarm = 3;
    for (std::int64_t step = 0; step < steps + kWarm; ++step) {
        std::vector<TokenRow> rows(static_cast<std::size_t>(batchRows));
        TrainingBatch batch;
        std::int64_t count = 0;
        for (TokenRow& row : rows) {
            const auto length = prompt / 2 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(prompt + 1)));
            for (std::int64_t i = 0; i < length + 3; ++i)
                row.tokens.push_back(static_cast<std::int32_t>(random.below(6000)));
            row.promptLength = static_cast<std::int32_t>(length);
            batch.rows.push_back(&row);
            count += length + 3;
        }
        batch.promptWeight = fullLoss != 0 ? 1.0 : 0.0;
        const auto began = std::chrono::steady_clock::now();
        (void)model.forward(batch);
        model.backward();
        (void)model.update(update);
        if (step < kWarm)
            continue;
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        tokens += count;
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("{\"what\": \"train\", \"dtype\": \"%s\", \"threads\": %d, \"tokens\": %lld, \"seconds\": %.3f, \"tokens_per_s\": %.1f, "
                "\"parameters\": %lld, \"peak_rss_mib\": %ld}\n",
                std::string(precisionName(precision)).c_str(), threads, static_cast<long long>(tokens), seconds,
                static_cast<double>(tokens) / seconds, static_cast<long long>(config.parameterCount()), usage.ru_maxrss / 1024);
    return 0;
}
