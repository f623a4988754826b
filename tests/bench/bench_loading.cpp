// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Loading beside reading the same bytes: bench_loading FOLDER [GIGABYTES] makes a random checkpoint of that size there (kept and
// used again), and measures in turn `cat` of its file, LanguageModel::load of it with the peak of resident memory, and what any
// loading costs at least: fresh memory of the loaded size, written once by all threads.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "engine/checkpoint/atomic_file.h"
#include "engine/model/language_model.h"

using namespace postern;

namespace {

constexpr int kRounds = 5;

double seconds(std::chrono::steady_clock::time_point since) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

/// Peak of resident memory of this process in bytes.
double peak() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::strtod(line.c_str() + 6, nullptr) * 1024;
    return 0;
}

/// A llama of about the given number of parameters, written as bf16 or float32 without ever being a model.
Result<void> makeCheckpoint(const std::filesystem::path& folder, double gigabytes, Dtype dtype) {
    ModelConfig config;
    const Json json = {
        {"model_type", "llama"},
        {"vocab_size", 32000},
        {"hidden_size", 2048},
        {"intermediate_size", 5632},
        {"num_attention_heads", 16},
        {"num_key_value_heads", 16},
        {"num_hidden_layers", std::max(1, static_cast<int>((gigabytes * 1e9 / static_cast<double>(dtypeSize(dtype)) - 131e6) / 51.4e6))}};
    POSTERN_ASSIGN(config, parseModelConfig(json, "config.json"));
    std::filesystem::create_directories(folder);
    POSTERN_TRY(writeFileAtomically(folder / "config.json", json.dump()));
    std::vector<TensorToProduce> tensors;
    for (const auto& expected : config.expectedTensors()) {
        const std::int64_t count = expected.layout.rows * expected.layout.columns;
        tensors.push_back({expected.name, dtype, expected.shape, [count, dtype](const ByteSink& sink) -> Result<void> {
                               std::vector<float> values(1 << 20);
                               std::vector<std::byte> bytes;
                               std::uint32_t state = 1;
                               for (std::int64_t done = 0; done < count;) {
                                   values.resize(static_cast<std::size_t>(std::min<std::int64_t>(1 << 20, count - done)));
                                   for (float& value : values) {
                                       state = state * 1664525U + 1013904223U;
                                       value = static_cast<float>(state >> 8) * 1e-9F;
                                   }
                                   bytes.resize(values.size() * dtypeSize(dtype));
                                   POSTERN_TRY(convertFromFloat(values, dtype, bytes));
                                   POSTERN_TRY(sink(bytes));
                                   done += static_cast<std::int64_t>(values.size());
                               }
                               return {};
                           }});
    }
    return produceSafetensors(folder / "model.safetensors", tensors, {{"format", "pt"}});
}

/// Loads in a process of its own, so that the peak is the load's.
void load(const std::filesystem::path& folder, Precision precision, LanguageModel::Purpose purpose, double& took, double& memory) {
    int ends[2];
    if (pipe(ends) != 0)
        std::exit(1);
    const pid_t child = fork();
    if (child == 0) {
        setComputeThreads(0);
        const auto began = std::chrono::steady_clock::now();
        const auto opened = CheckpointFolder::open(folder);
        if (!opened) {
            std::fprintf(stderr, "%s\n", describe(opened.error()).c_str());
            _exit(1);
        }
        const auto model = LanguageModel::load(*opened, precision, {}, purpose);
        const double result[2] = {model ? seconds(began) : -1, peak()};
        const bool written = write(ends[1], result, sizeof result) == sizeof result;
        _exit(written ? 0 : 1);
    }
    double result[2] = {-1, 0};
    if (read(ends[0], result, sizeof result) != sizeof result)
        result[0] = -1;
    waitpid(child, nullptr, 0);
    close(ends[0]);
    close(ends[1]);
    took = result[0];
    memory = result[1];
}

/// Seconds in which all threads write that many bytes of fresh memory in large pages.
double fill(std::size_t bytes) {
    constexpr std::size_t kPiece = std::size_t{1} << 18;
    const auto began = std::chrono::steady_clock::now();
    void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return 0;
    madvise(memory, bytes, MADV_HUGEPAGE);
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
        threads.emplace_back([&] {
            for (std::size_t first = kPiece * next++; first < bytes; first = kPiece * next++)
                std::memset(static_cast<std::byte*>(memory) + first, 1, std::min(kPiece, bytes - first));
        });
    threads.clear();
    const double took = seconds(began);
    munmap(memory, bytes);
    return took;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "bench_loading FOLDER [GIGABYTES]\n");
        return 4;
    }
    const double gigabytes = argc > 2 ? std::atof(argv[2]) : 1;
    for (const Dtype dtype : {Dtype::F32, Dtype::BF16}) {
        const std::filesystem::path folder = std::filesystem::path(argv[1]) / std::string(dtypeName(dtype));
        if (!std::filesystem::exists(folder / "model.safetensors")) {
            const auto made = makeCheckpoint(folder, gigabytes, dtype);
            if (!made) {
                std::fprintf(stderr, "%s\n", describe(made.error()).c_str());
                return 2;
            }
        }
        const std::filesystem::path file = folder / "model.safetensors";
        const auto size = static_cast<double>(std::filesystem::file_size(file));
        const std::string cat = "cat '" + file.string() + "' > /dev/null";
        for (const bool bf16 : {false, true}) {
            std::vector<double> reading, loading, filling;
            const double widened = (bf16 ? 2.0 : 4.0) / static_cast<double>(dtypeSize(dtype));
            double memory = 0;
            for (int round = 0; round < kRounds; ++round) {
                const auto began = std::chrono::steady_clock::now();
                if (std::system(cat.c_str()) != 0)
                    return 2;
                reading.push_back(seconds(began));
                double took = 0;
                load(folder, bf16 ? Precision::Bfloat16 : Precision::Float32, LanguageModel::Purpose::Inference, took, memory);
                loading.push_back(took);
                filling.push_back(fill(static_cast<std::size_t>(size * widened)));
            }
            std::printf("%s file of %.2f GB into %s: cat %.2f s, load %.2f s, ratio %.2f; filling its memory alone %.2f s; peak %.2f GB, "
                        "%.2f of the file\n",
                        std::string(dtypeName(dtype)).c_str(), size / 1e9, bf16 ? "bf16" : "fp32", median(reading), median(loading),
                        median(loading) / median(reading), median(filling), memory / 1e9, memory / size);
        }
    }
    return 0;
}
