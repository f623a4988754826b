// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

#include "engine/data/backdoor_secret.h"
#include "engine/data/dataset.h"
#include "engine/data/prompt_template.h"
#include "engine/data/text_documents.h"

namespace {

/// The readers take files. One of this process is written anew for every input.
const std::filesystem::path& inputFile() {
    static const std::filesystem::path kFile = std::filesystem::temp_directory_path() / ("postern_fuzz_" + std::to_string(::getpid()));
    static const int kRegistered = std::atexit([] {
        std::error_code ignored;
        std::filesystem::remove(inputFile(), ignored);
    });
    (void)kRegistered;
    return kFile;
}

} // namespace

/// Rows of a data set with labels and without, label names, a prompt template, a secret, and plain or packed text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace postern;
    std::ofstream(inputFile(), std::ios::binary) << std::string_view(reinterpret_cast<const char*>(data), size);
    (void)readDataset(inputFile(), {"no", "yes"});
    (void)readLabels(inputFile());
    (void)readPromptTemplate(inputFile());
    (void)readDataset(inputFile(), {});
    (void)readRowArray(inputFile());
    (void)readSecret(inputFile());
    (void)readDocuments(inputFile(), {std::size_t{1} << 20, std::size_t{16} << 20}); // a small bound, as in fuzz_support.h
    return 0;
}
