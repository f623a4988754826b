// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/convert.h"

#include <algorithm>
#include <memory>
#include <set>
#include <system_error>

#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/checkpoint/checkpoint_target.h"
#include "engine/checkpoint/folder_files.h"
#include "engine/scan/finding_sink.h"
#include "engine/scan/scan.h"
#include "engine/scan/torch_reader.h"

namespace postern {

namespace {

constexpr std::string_view kTorchFile = "pytorch_model.bin";
constexpr std::string_view kTorchIndexFile = "pytorch_model.bin.index.json";
constexpr std::size_t kMaxIndexBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxShards = 512;

/// The files with the weights, and which tensor the index wants in which of them (empty without an index).
struct Weights {
    std::vector<std::filesystem::path> files;
    std::map<std::string, std::string> map;
};

Result<Weights> findWeights(const std::filesystem::path& root) {
    Weights weights;
    POSTERN_ASSIGN(const auto single, resolveInside(root, kTorchFile));
    if (single) {
        weights.files.push_back(*single);
        return weights;
    }
    POSTERN_ASSIGN(const auto index, resolveInside(root, kTorchIndexFile));
    if (!index)
        return fail(ErrorCode::CheckpointIncomplete, root.string(), "there is neither pytorch_model.bin nor its index",
                    "Name the file itself");
    const auto broken = [&](const std::string& what) {
        return fail(ErrorCode::CheckpointIncomplete, index->string(), "shard index: " + what);
    };
    POSTERN_ASSIGN(const Json json, readJsonFile(*index, {.maxDepth = 8, .maxBytes = kMaxIndexBytes}));
    if (!json.is_object() || !json.contains("weight_map") || !json["weight_map"].is_object())
        return broken("there is no \"weight_map\" object");
    std::set<std::string> names;
    for (const auto& [tensor, file] : json["weight_map"].items()) {
        if (!file.is_string() || !isPlainFileName(file.get_ref<const std::string&>()))
            return broken("a shard name that is not plain");
        weights.map.emplace(tensor, file.get<std::string>());
        names.insert(file.get<std::string>());
    }
    if (names.empty() || names.size() > kMaxShards)
        return broken(std::to_string(names.size()) + " shards; 1 to " + std::to_string(kMaxShards) + " are possible");
    for (const std::string& name : names) {
        POSTERN_ASSIGN(const auto path, resolveInside(root, name));
        if (!path)
            return broken("the shard " + inQuotes(name) + " is missing");
        weights.files.push_back(*path);
    }
    return weights;
}

/// What is wrong with the small files that would be copied along.
Result<void> scanCompanions(const std::filesystem::path& root, std::vector<Finding>& findings, const JobContext& job) {
    std::vector<std::filesystem::path> companions;
    for (const std::string_view name : kCompanionFiles) {
        POSTERN_ASSIGN(const auto path, resolveInside(root, name));
        if (path)
            companions.push_back(root / name);
    }
    if (companions.empty())
        return {};
    POSTERN_ASSIGN(ScanReport report, scanPaths(companions, {.hash = false, .values = false}, job));
    findings.insert(findings.end(), report.findings.begin(), report.findings.end());
    return {};
}

/// Every tensor stands in the file that the index names for it, and no other does.
void checkListing(const Weights& weights, const std::filesystem::path& path, const TorchFile& file, std::vector<Finding>& findings) {
    if (weights.map.empty())
        return;
    FindingSink sink(printable(path.string(), 4096), findings);
    std::set<std::string_view> held;
    for (const TensorToWrite& tensor : file.tensors()) {
        held.insert(tensor.name);
        const auto listed = weights.map.find(tensor.name);
        if (listed == weights.map.end() || listed->second != path.filename().string())
            sink.add("index.listing", "it holds the tensor " + inQuotes(tensor.name) + ", which the index does not place there");
    }
    for (const auto& [tensor, name] : weights.map) {
        if (name == path.filename().string() && !held.contains(tensor))
            sink.add("index.listing", "the tensor " + inQuotes(tensor) + " is not in it");
    }
}

bool isRefused(const std::vector<Finding>& findings) {
    return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.severity > Severity::Unsupported; });
}

Result<void> write(const std::filesystem::path& target, const std::filesystem::path& folder, std::span<const TensorToWrite> tensors,
                   const Conversion& conversion, const JobContext& job) {
    const Json provenance = {{"tool", "postern " POSTERN_VERSION},
                             {"made", "converted from pickled weights; every value keeps its bytes"},
                             {"sources", conversion.sources},
                             {"left_out", conversion.leftOut}};
    if (!folder.empty())
        return writeCheckpoint(target, folder, tensors, provenance, job);
    std::error_code status;
    std::filesystem::create_directories(target, status);
    if (status)
        return fail(ErrorCode::FileUnwritable, target.string(), status.message());
    POSTERN_TRY(requireNoCheckpoint(target));
    POSTERN_TRY(writeSafetensors(target / kWeightsFile, tensors, {{"format", "pt"}}, job));
    return writeFileAtomically(target / kProvenanceFile, provenance.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

} // namespace

Result<Conversion> convertTorch(const std::filesystem::path& source, const std::filesystem::path& target, const JobContext& job) {
    std::error_code status;
    const std::filesystem::path real = std::filesystem::canonical(source, status);
    if (status)
        return fail(ErrorCode::FileMissing, source.string(), status.message());
    const bool isFolder = std::filesystem::is_directory(real, status);
    Conversion conversion;
    Weights weights;
    if (isFolder) {
        POSTERN_ASSIGN(weights, findWeights(real));
        POSTERN_TRY(scanCompanions(real, conversion.findings, job));
    } else {
        weights.files.push_back(real);
    }
    std::vector<std::unique_ptr<TorchFile>> files;
    std::vector<TensorToWrite> tensors;
    std::set<std::string> names;
    bool complete = !isRefused(conversion.findings);
    for (const std::filesystem::path& path : weights.files) {
        POSTERN_ASSIGN(auto file, TorchFile::open(path, conversion.findings, job));
        if (!file) {
            complete = false;
            continue;
        }
        checkListing(weights, path, *file, conversion.findings);
        for (const TensorToWrite& tensor : file->tensors()) {
            if (!names.insert(tensor.name).second)
                return fail(ErrorCode::CheckpointIncomplete, path.string(),
                            "the tensor " + inQuotes(tensor.name) + " stands in another shard, too");
            tensors.push_back(tensor);
        }
        conversion.leftOut.insert(conversion.leftOut.end(), file->leftOut().begin(), file->leftOut().end());
        conversion.sources.emplace(printable(path.filename().string(), 255), file->sha256());
        files.push_back(std::move(file));
    }
    std::stable_sort(conversion.findings.begin(), conversion.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
    conversion.tensors = tensors.size();
    if (!complete || isRefused(conversion.findings))
        return conversion;
    POSTERN_TRY(write(target, isFolder ? real : std::filesystem::path(), tensors, conversion, job));
    conversion.done = true;
    return conversion;
}

} // namespace postern
