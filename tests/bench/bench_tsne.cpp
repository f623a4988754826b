// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// One t-SNE of a file of float32 rows, timed without start-up and reading. Prints one JSON object like tsne_peer.py and writes
// the layout as float32 pairs; tests/bench/compare_tsne.sh runs the two in turn.
//   bench_tsne DATA --rows N --columns D --layout OUT [--perplexity P] [--iterations I] [--input-dimensions K] [--seed S]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/analysis/tsne.h"

using namespace postern;

namespace {

std::string option(int argc, char** argv, const std::string& name, const char* fallback) {
    for (int i = 2; i + 1 < argc; ++i)
        if (argv[i] == "--" + name)
            return argv[i + 1];
    return fallback;
}

std::vector<float> readFloats(const char* path, std::size_t count) {
    std::vector<float> values(count);
    std::ifstream stream(path, std::ios::binary);
    stream.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(float)));
    const bool whole = stream.good() && stream.peek() == std::ifstream::traits_type::eof();
    return whole ? values : std::vector<float>();
}

} // namespace

int main(int argc, char** argv) {
    const auto rows = static_cast<std::size_t>(std::atoll(option(argc, argv, "rows", "0").c_str()));
    const auto columns = static_cast<std::size_t>(std::atoll(option(argc, argv, "columns", "0").c_str()));
    const std::string layoutPath = option(argc, argv, "layout", "");
    if (argc < 2 || rows == 0 || columns == 0 || layoutPath.empty()) {
        std::fprintf(stderr, "usage: bench_tsne DATA --rows N --columns D --layout OUT\n");
        return 2;
    }
    const std::vector<float> values = readFloats(argv[1], rows * columns);
    if (values.empty()) {
        std::fprintf(stderr, "%s does not hold %zu x %zu floats\n", argv[1], rows, columns);
        return 1;
    }
    TsneOptions options;
    options.perplexity = std::atof(option(argc, argv, "perplexity", "30").c_str());
    options.iterations = std::atoi(option(argc, argv, "iterations", "1000").c_str());
    options.inputDimensions = static_cast<std::size_t>(std::atoll(option(argc, argv, "input-dimensions", "50").c_str()));
    options.seed = static_cast<std::uint64_t>(std::atoll(option(argc, argv, "seed", "1").c_str()));

    const auto began = std::chrono::steady_clock::now();
    const std::clock_t cpuBegan = std::clock();
    const auto layout = embedTsne({values, rows, columns}, options);
    const double cpuSeconds = static_cast<double>(std::clock() - cpuBegan) / CLOCKS_PER_SEC;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    if (!layout) {
        std::fprintf(stderr, "%s\n", describe(layout.error()).c_str());
        return 1;
    }
    std::ofstream out(layoutPath, std::ios::binary);
    for (const Point2& point : layout->points)
        out.write(reinterpret_cast<const char*>(point.data()), sizeof point);
    if (!out.flush())
        return 1;
    std::printf("{\"seconds\": %.4f, \"cpu_s\": %.4f, \"divergence\": %.5f}\n", seconds, cpuSeconds, layout->divergence);
}
