// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/checkpoint_folder.h"

#include <algorithm>
#include <system_error>

#include "engine/checkpoint/folder_files.h"
#include "engine/core/hash.h"

namespace postern {

namespace {

/// Files of a companion's kind, or an index, that would survive in the target and contradict what is written now.
Result<void> checkTarget(const std::filesystem::path& target, const std::filesystem::path& sourceRoot) {
    std::error_code status;
    const auto refuse = [&](std::string_view name) {
        return fail(ErrorCode::FileUnwritable, (target / name).string(), "the folder holds this file of another checkpoint",
                    "Choose an empty folder");
    };
    if (std::filesystem::exists(target / kIndexFile, status))
        return refuse(kIndexFile);
    for (const std::string_view name : kCompanionFiles) {
        if (std::filesystem::exists(target / name, status) && !std::filesystem::exists(sourceRoot / name, status))
            return refuse(name);
    }
    return {};
}

Result<void> copyCompanions(const std::filesystem::path& target, const std::filesystem::path& sourceRoot, const JobContext& job) {
    for (const std::string_view name : kCompanionFiles) {
        POSTERN_TRY(job.checkStop());
        POSTERN_ASSIGN(const auto path, resolveInside(sourceRoot, name));
        if (!path)
            continue;
        POSTERN_ASSIGN(const std::string content, readTextFile(*path, kMaxCompanionBytes));
        POSTERN_TRY(writeFileAtomically(target / name, content));
    }
    return {};
}

} // namespace

Result<std::map<std::string, std::string>> hashCheckpoint(const CheckpointFolder& folder, const JobContext& job) {
    std::map<std::string, std::string> hashes;
    for (const std::string& name : folder.files()) {
        POSTERN_ASSIGN(std::string hash, sha256File(folder.path() / name, job));
        hashes.emplace(name, std::move(hash));
    }
    return hashes;
}

Result<std::vector<NotFinite>> scanNotFinite(const CheckpointFolder& folder, const JobContext& job) {
    constexpr std::size_t kPieceBytes = std::size_t{64} << 20; // well below 200 ms, and a multiple of every element size
    POSTERN_TRY(folder.checkUnchanged());
    const std::vector<const TensorView*> tensors = folder.tensors();
    std::vector<NotFinite> found;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        std::int64_t count = 0;
        TensorView piece = *tensors[i];
        for (std::size_t at = 0; at < tensors[i]->bytes.size(); at += kPieceBytes) {
            POSTERN_TRY(job.checkStop());
            piece.bytes = tensors[i]->bytes.subspan(at, std::min(kPieceBytes, tensors[i]->bytes.size() - at));
            count += countNotFinite(piece);
        }
        if (count > 0)
            found.push_back({tensors[i]->name, count});
        job.progress("Looking for values that are not finite", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(tensors.size()));
    }
    return found;
}

Result<void> writeCheckpoint(const std::filesystem::path& target, const std::filesystem::path& source,
                             std::span<const TensorToWrite> tensors, const Json& provenance, const JobContext& job) {
    std::error_code status;
    const std::filesystem::path sourceRoot = std::filesystem::canonical(source, status);
    if (status)
        return fail(ErrorCode::FileMissing, source.string(), status.message());
    std::filesystem::create_directories(target, status);
    if (status)
        return fail(ErrorCode::FileUnwritable, target.string(), status.message());
    if (std::filesystem::equivalent(target, sourceRoot, status))
        return fail(ErrorCode::Usage, target.string(), "a checkpoint is never written over its own source");
    POSTERN_TRY(checkTarget(target, sourceRoot));
    // The old statement must not stand beside new weights, not even for a moment.
    std::filesystem::remove(target / kProvenanceFile, status);
    if (status)
        return fail(ErrorCode::FileUnwritable, (target / kProvenanceFile).string(), status.message());
    POSTERN_TRY(copyCompanions(target, sourceRoot, job));
    POSTERN_TRY(writeSafetensors(target / kWeightsFile, tensors, {{"format", "pt"}}, job));
    if (provenance.is_null())
        return {};
    return writeFileAtomically(target / kProvenanceFile, provenance.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

} // namespace postern
