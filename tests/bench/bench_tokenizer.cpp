// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/tokenizer/tokenizer_folder.h"

using namespace postern;

namespace {

/// Seconds of a processor core that this program has used since `start`: other programs on the machine do not count.
double secondsSince(std::clock_t start) {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void measure(const std::string& name, const Tokenizer& tokenizer, const std::string& text) {
    auto start = std::clock();
    const auto ids = tokenizer.encode(text, false);
    const double encoding = secondsSince(start);
    if (!ids) {
        std::printf("%s: %s\n", name.c_str(), describe(ids.error()).c_str());
        return;
    }
    start = std::clock();
    const std::string back = tokenizer.decode(*ids, false);
    const double decoding = secondsSince(start);
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    std::printf("%s: encode %.2f MB/s, decode %.2f MB/s, %zu tokens, %s\n", name.c_str(), megabytes / encoding, megabytes / decoding,
                ids->size(), back == text ? "same text back" : "OTHER TEXT BACK");
    start = std::clock();
    const auto run = tokenizer.encode(std::string(200000, 'x'), false);
    std::printf("%s: 200 kB of one letter: %.3f s, %zu tokens\n", name.c_str(), secondsSince(start), run ? run->size() : 0);
}

} // namespace

/// bench_tokenizer TEXT [PLACE …]: trains 5,120 entries on TEXT, then encodes it with that and the tokenizer of every place, a file or a
/// folder.
int main(int argc, char** argv) {
    if (argc < 2) {
        std::puts("usage: bench_tokenizer TEXT [PLACE ...]");
        return 2;
    }
    const auto text = readTextFile(argv[1], std::size_t{64} << 20U);
    if (!text) {
        std::puts(describe(text.error()).c_str());
        return 1;
    }
    const auto start = std::clock();
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
        const auto opened = requireTokenizer(argv[i]);
        if (opened)
            measure(std::string(argv[i]) + " (" + opened->kind + ")", opened->tokenizer, *text);
        else
            std::puts(describe(opened.error()).c_str());
    }
    return 0;
}
