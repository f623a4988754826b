// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/progress.h"
#include "engine/scan/finding.h"

namespace postern {

/// The tensors of one PyTorch file, read without importing or calling anything: the archive of torch.save, entries stored, or
/// its format before 1.6. The elements stay in the mapped file where the tensors are contiguous.
class TorchFile {
public:
    /// Runs every check of the scan on the file first; what they find is added to `findings`. Nothing where any of them is worse than
    /// "a pickle is not loaded", or where the pickle holds no dict of tensors.
    /// Errors: FileMissing, FileUnreadable, TensorMismatch (a type that safetensors does not have), Cancelled.
    [[nodiscard]] static Result<std::unique_ptr<TorchFile>> open(const std::filesystem::path& path, std::vector<Finding>& findings,
                                                                 const JobContext& job = {});
    TorchFile(const TorchFile&) = delete;
    TorchFile& operator=(const TorchFile&) = delete;
    ~TorchFile();

    /// Sorted by name. Names of nested dicts are joined with a dot; a "state_dict" or "model" around them is taken off.
    [[nodiscard]] std::span<const TensorToWrite> tensors() const { return m_tensors; }
    /// What stands between the tensors and is none: steps, settings. By its place.
    [[nodiscard]] const std::vector<std::string>& leftOut() const { return m_leftOut; }
    [[nodiscard]] const std::string& sha256() const { return m_sha256; }

private:
    TorchFile() = default;
    class Builder;

    void* m_address = nullptr;
    std::size_t m_size = 0;
    std::vector<TensorToWrite> m_tensors;
    std::vector<std::vector<std::byte>> m_copies; ///< elements of tensors that are not contiguous
    std::vector<std::string> m_leftOut;
    std::string m_sha256;
};

} // namespace postern
