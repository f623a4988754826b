// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/atomic_file.h"
#include "engine/checkpoint/safetensors.h"

namespace postern {

/// A tensor whose bytes will come later.
struct TensorPlan {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape;
    std::uint64_t bytes = 0; ///< must be what dtype and shape need
};

/// Writes a safetensors file from front to back, atomically, without ever holding more than the piece at hand. The header
/// must pass the reader's own rules before anything is created.
class SafetensorsWriter {
public:
    /// Tensors in the given order, metadata sorted, header padded with spaces to 8 bytes: equal input, equal bytes.
    /// Errors: SafetensorsRule, DiskFull, FileUnwritable, FileMissing (no such folder).
    [[nodiscard]] static Result<SafetensorsWriter> create(const std::filesystem::path& path, std::span<const TensorPlan> tensors,
                                                          const std::map<std::string, std::string>& metadata);
    /// The header of `source`, byte for byte; its tensors are expected in their order.
    [[nodiscard]] static Result<SafetensorsWriter> createLike(const std::filesystem::path& path, const SafetensorsFile& source);

    /// The next bytes of the data, in pieces of any size; polls the stop token and reports progress.
    /// Errors: TensorMismatch beyond the planned end, DiskFull, FileUnwritable, Cancelled.
    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes, const JobContext& job = {});
    /// Makes the file appear. Error: TensorMismatch where bytes are missing.
    [[nodiscard]] Result<void> commit();

private:
    SafetensorsWriter(AtomicFile file, std::string subject, std::string phase, std::uint64_t size)
        : m_file(std::move(file)), m_subject(std::move(subject)), m_phase(std::move(phase)), m_size(size) {}
    static Result<SafetensorsWriter> begin(const std::filesystem::path& path, const std::string& head, std::uint64_t dataSize);

    AtomicFile m_file;
    std::string m_subject;
    std::string m_phase;
    std::uint64_t m_size;
    std::uint64_t m_done = 0;
};

} // namespace postern
