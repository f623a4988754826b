// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/checkpoint_copy.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/safetensors_stream.h"

namespace postern {

namespace {

/// A folder beside its final place, which gets its name when everything in it is whole. Gone again if that does not happen.
class StagedFolder {
    static constexpr int kMaxAttempts = 1000;

public:
    static Result<StagedFolder> create(const std::filesystem::path& target) {
        std::error_code status;
        const std::filesystem::path final = (target.has_filename() ? target : target.parent_path()).lexically_normal();
        const std::filesystem::path parent = final.has_parent_path() ? final.parent_path() : std::filesystem::path(".");
        std::filesystem::create_directories(parent, status);
        if (status)
            return fail(ErrorCode::FileUnwritable, parent.string(), status.message());
        if (std::filesystem::exists(final, status) &&
            !(std::filesystem::is_directory(final, status) && std::filesystem::is_empty(final, status)))
            return fail(ErrorCode::FileUnwritable, final.string(), "there is something already", "Choose a new or an empty folder");
        // Made anew under a name of this process: nobody's folder is taken over, or removed afterwards.
        for (int attempt = 0; true; ++attempt) {
            const std::filesystem::path path =
                parent / fmt::format(".{}.part-{}-{}", final.filename().string(), static_cast<int>(::getpid()), attempt);
            if (::mkdir(path.c_str(), 0777) == 0)
                return StagedFolder(path, final, parent);
            if (errno != EEXIST || attempt == kMaxAttempts)
                return fail(ErrorCode::FileUnwritable, parent.string(), std::generic_category().message(errno));
        }
    }

    StagedFolder(StagedFolder&& other) noexcept
        : m_path(std::exchange(other.m_path, {})), m_final(std::move(other.m_final)), m_parent(std::move(other.m_parent)) {}
    StagedFolder& operator=(StagedFolder&&) = delete;
    ~StagedFolder() {
        std::error_code ignored;
        if (!m_path.empty())
            std::filesystem::remove_all(m_path, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

    Result<void> commit() {
        if (::rename(m_path.c_str(), m_final.c_str()) != 0)
            return fail(ErrorCode::FileUnwritable, m_final.string(), std::generic_category().message(errno));
        m_path.clear();
        if (const int folder = ::open(m_parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
            ::fsync(folder);
            ::close(folder);
        }
        return {};
    }

private:
    StagedFolder(std::filesystem::path path, std::filesystem::path final, std::filesystem::path parent)
        : m_path(std::move(path)), m_final(std::move(final)), m_parent(std::move(parent)) {}

    std::filesystem::path m_path, m_final, m_parent;
};

/// The index as it is, unless what it says about the size was never true.
Result<std::string> indexText(const std::filesystem::path& path, std::uint64_t totalSize) {
    constexpr std::size_t kMaxIndexBytes = std::size_t{64} << 20;
    POSTERN_ASSIGN(std::string text, readTextFile(path, kMaxIndexBytes));
    POSTERN_TRY(parseJson(text, path.string(), {.maxDepth = 8, .maxBytes = kMaxIndexBytes}));
    auto index = nlohmann::ordered_json::parse(text, nullptr, false);
    auto& metadata = index["metadata"];
    if (metadata.is_object() && metadata.contains("total_size") && metadata["total_size"] == totalSize)
        return text;
    if (!metadata.is_object())
        metadata = nlohmann::ordered_json::object();
    metadata["total_size"] = totalSize;
    return index.dump(2) + '\n';
}

Result<void> writeShard(const SafetensorsFile& shard, const std::filesystem::path& path, const TensorProvider& provider,
                        std::span<std::byte> buffer, WrittenCheckpoint& written, const JobContext& job) {
    POSTERN_ASSIGN(SafetensorsWriter writer, SafetensorsWriter::createLike(path, shard));
    for (const TensorView& tensor : shard.tensors()) {
        const std::span<std::byte> out = buffer.first(tensor.bytes.size());
        bool filled = false;
        if (provider) {
            POSTERN_ASSIGN(filled, provider(tensor, out));
        }
        ++(filled ? written.changed : written.unchanged);
        POSTERN_TRY(writer.write(filled ? out : tensor.bytes, job));
    }
    POSTERN_TRY(job.checkStop());
    POSTERN_TRY(shard.checkUnchanged());
    return writer.commit();
}

Result<void> copyCompanions(const std::filesystem::path& root, const std::filesystem::path& target, std::uint64_t totalSize, bool sharded,
                            const JobContext& job) {
    for (const std::string_view name : kCompanionFiles) {
        POSTERN_TRY(job.checkStop());
        POSTERN_ASSIGN(const auto path, resolveInside(root, name));
        if (!path)
            continue;
        POSTERN_ASSIGN(const std::string content, readTextFile(*path, kMaxCompanionBytes));
        POSTERN_TRY(writeFileAtomically(target / name, content));
    }
    if (!sharded)
        return {};
    POSTERN_ASSIGN(const auto index, resolveInside(root, kIndexFile));
    if (!index)
        return fail(ErrorCode::HashMismatch, (root / kIndexFile).string(), "the file is gone since the checkpoint was opened");
    POSTERN_ASSIGN(const std::string text, indexText(*index, totalSize));
    return writeFileAtomically(target / kIndexFile, text);
}

} // namespace

Result<WrittenCheckpoint> writeLike(const CheckpointFolder& source, const std::filesystem::path& target, const TensorProvider& provider,
                                    const Json& provenance, const JobContext& job) {
    std::error_code status;
    const std::filesystem::path root = std::filesystem::canonical(source.path(), status);
    if (status)
        return fail(ErrorCode::FileMissing, source.path().string(), status.message());
    if (std::filesystem::equivalent(target, root, status))
        return fail(ErrorCode::Usage, target.string(), "a checkpoint is never written over its own source");
    POSTERN_TRY(source.checkUnchanged());
    POSTERN_ASSIGN(StagedFolder staged, StagedFolder::create(target));
    std::uint64_t tensorBytes = 0;
    std::uint64_t fileBytes = 0;
    std::size_t largest = 0;
    const WeightShards& weights = source.weights();
    for (const SafetensorsFile& shard : weights.files) {
        fileBytes += shard.head().size();
        for (const TensorView& tensor : shard.tensors()) {
            tensorBytes += tensor.bytes.size();
            largest = std::max(largest, tensor.bytes.size());
        }
    }
    for (const std::string& name : source.files()) {
        const bool isWeights = name.ends_with(".safetensors");
        const auto size = std::filesystem::file_size(root / name, status);
        fileBytes += isWeights || status ? 0 : size;
    }
    POSTERN_TRY(checkFreeSpace(staged.path() / kWeightsFile, tensorBytes + fileBytes));
    // Pages that no provider writes to are never there.
    const auto buffer = std::make_unique_for_overwrite<std::byte[]>(largest);
    WrittenCheckpoint written;
    for (std::size_t i = 0; i < weights.files.size(); ++i) {
        POSTERN_TRY(writeShard(weights.files[i], staged.path() / weights.names[i], provider, {buffer.get(), largest}, written, job));
        written.weightFiles.push_back(weights.names[i]);
    }
    POSTERN_TRY(copyCompanions(root, staged.path(), tensorBytes, weights.indexed, job));
    if (!provenance.is_null())
        POSTERN_TRY(
            writeFileAtomically(staged.path() / kProvenanceFile, provenance.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'));
    POSTERN_TRY(job.checkStop());
    POSTERN_TRY(staged.commit());
    return written;
}

Result<bool> storeValues(const TensorView& tensor, std::span<const float> values, std::span<std::byte> out) {
    if (out.size() != tensor.bytes.size())
        return fail(ErrorCode::TensorMismatch, tensor.name, "the buffer has another size than the tensor");
    POSTERN_TRY(convertFromFloat(values, tensor.dtype, out));
    if (tensor.dtype == Dtype::F64) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            double before = 0;
            std::memcpy(&before, tensor.bytes.data() + i * sizeof before, sizeof before);
            if (static_cast<float>(before) == values[i])
                std::memcpy(out.data() + i * sizeof before, &before, sizeof before);
        }
    }
    return !std::equal(out.begin(), out.end(), tensor.bytes.begin());
}

} // namespace postern
