// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/tokenizer/tokenizer.h"

using namespace postern;
using Clock = std::chrono::steady_clock;

namespace {

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void measure(const std::string& name, const Tokenizer& tokenizer, const std::string& text) {
    auto start = Clock::now();
    const auto ids = tokenizer.encode(text, false);
    const double encoding = secondsSince(start);
    if (!ids) {
        std::printf("%s: %s\n", name.c_str(), describe(ids.error()).c_str());
        return;
    }
    start = Clock::now();
    const std::string back = tokenizer.decode(*ids, false);
    const double decoding = secondsSince(start);
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    std::printf("%s: encode %.2f MB/s, decode %.2f MB/s, %zu tokens, %s\n", name.c_str(), megabytes / encoding, megabytes / decoding,
                ids->size(), back == text ? "same text back" : "OTHER TEXT BACK");
    start = Clock::now();
    const auto run = tokenizer.encode(std::string(200000, 'x'), false);
    std::printf("%s: 200 kB of one letter: %.3f s, %zu tokens\n", name.c_str(), secondsSince(start), run ? run->size() : 0);
}

} // namespace

/// bench_tokenizer TEXT [tokenizer.json …]: trains 5,120 entries on TEXT, then encodes it with that and every given tokenizer.
int main(int argc, char** argv) {
    if (argc < 2) {
        std::puts("usage: bench_tokenizer TEXT [tokenizer.json ...]");
        return 2;
    }
    const auto text = readTextFile(argv[1], std::size_t{64} << 20U);
    if (!text) {
        std::puts(describe(text.error()).c_str());
        return 1;
    }
    const auto start = Clock::now();
    const std::vector<std::string> texts{*text};
    const auto trained = trainByteLevelBpe(texts, 5120, {});
    if (!trained) {
        std::puts(describe(trained.error()).c_str());
        return 1;
    }
    std::printf("train: %zu bytes, 5120 entries: %.2f s\n", text->size(), secondsSince(start));
    if (const auto tokenizer = Tokenizer::parse(*trained, "trained"))
        measure("trained", *tokenizer, *text);
    for (int i = 2; i < argc; ++i) {
        const auto tokenizer = Tokenizer::load(argv[i]);
        if (tokenizer)
            measure(argv[i], *tokenizer, *text);
        else
            std::puts(describe(tokenizer.error()).c_str());
    }
    return 0;
}
