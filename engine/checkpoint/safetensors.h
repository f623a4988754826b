// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/progress.h"

namespace postern {

/// Element types of the safetensors format. Only those that `isComputable` accepts can become weights.
enum class Dtype { Bool, U8, I8, F8E5M2, F8E4M3, I16, U16, F16, BF16, I32, U32, F32, F64, I64, U64 };
[[nodiscard]] std::string_view dtypeName(Dtype dtype); ///< "F32", as in the file
[[nodiscard]] std::size_t dtypeSize(Dtype dtype);      ///< bytes an element
[[nodiscard]] bool isComputable(Dtype dtype);          ///< F16, BF16, F32, F64

/// One tensor of an open file: a view into the mapping, valid as long as the SafetensorsFile lives.
/// The bytes are little-endian and need not be aligned: a header of odd length moves everything behind it.
struct TensorView {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;

    [[nodiscard]] std::int64_t elementCount() const;
};

/// A memory-mapped safetensors file whose header obeyed every rule before anything was allocated for it.
/// Immutable after opening; safe to read from several threads. Movable, not copyable.
class SafetensorsFile {
public:
    /// Errors name the file and the rule number (1–9 of SECURITY.md; 10 and 11 are checked by the callers that
    /// know the architecture). Code SafetensorsRule, FileMissing, FileUnreadable.
    [[nodiscard]] static Result<SafetensorsFile> open(const std::filesystem::path& path);

    SafetensorsFile(SafetensorsFile&&) noexcept;
    SafetensorsFile& operator=(SafetensorsFile&&) noexcept;
    ~SafetensorsFile();

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] std::span<const TensorView> tensors() const; ///< in file order
    [[nodiscard]] const TensorView* find(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, std::string>& metadata() const;
    /// The bytes before the first tensor: header length and header as they stand in the file.
    [[nodiscard]] std::span<const std::byte> head() const;

    /// Whether the open file still has the size and modification time it was judged with. Call it before a long read of
    /// tensor bytes: touching a mapped page of a file that was truncated meanwhile ends the process (SIGBUS). This narrows
    /// that window, it cannot close it; a file on a share that others cut is not a supported place. Error: HashMismatch.
    [[nodiscard]] Result<void> checkUnchanged() const;

    /// Whether the view is one of this file's.
    [[nodiscard]] bool holds(const TensorView& tensor) const;
    /// Copies bytes of one of this file's tensors, from `offset` of it on, by a read instead of through the mapping: for a whole
    /// model the faults of mapped pages cost more than the copy, the pages do not count as this process's memory, and a file
    /// that was cut meanwhile is an error instead of SIGBUS. Safe from several threads. Errors: FileUnreadable.
    [[nodiscard]] Result<void> read(const TensorView& tensor, std::size_t offset, std::span<std::byte> out) const;

private:
    struct Mapping;
    explicit SafetensorsFile(std::unique_ptr<Mapping> mapping);
    std::unique_ptr<Mapping> m_mapping;
};

/// A tensor to be written; the bytes must stay alive until the write returns.
struct TensorToWrite {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

/// Writes atomically (temporary neighbour, fsync, rename). Deterministic: tensors in the given order, metadata sorted,
/// header padded with spaces to 8 bytes. Disk space is checked first, and the header must pass the reader's own rules.
/// Errors: DiskFull, FileUnwritable, FileMissing (no such folder), SafetensorsRule, TensorMismatch, Cancelled.
[[nodiscard]] Result<void> writeSafetensors(const std::filesystem::path& path, std::span<const TensorToWrite> tensors,
                                            const std::map<std::string, std::string>& metadata, const JobContext& job = {});

/// Receives the bytes of a tensor piece by piece, in order.
using ByteSink = std::function<Result<void>(std::span<const std::byte>)>;

/// A tensor whose bytes are made while it is written, so that a model need not fit into memory.
struct TensorToProduce {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape;
    std::function<Result<void>(const ByteSink&)> produce; ///< must give exactly as many bytes as type and shape ask for
};

/// The same file as writeSafetensors would write of the finished bytes. Further error: TensorMismatch where a tensor gives
/// more or fewer bytes than it should; nothing is left behind then.
[[nodiscard]] Result<void> produceSafetensors(const std::filesystem::path& path, std::span<const TensorToProduce> tensors,
                                              const std::map<std::string, std::string>& metadata, const JobContext& job = {});

/// Converts F32, F16, BF16 or F64 elements to float32; `out.size()` must equal the element count.
/// Error: TensorMismatch for other types.
[[nodiscard]] Result<void> convertToFloat(const TensorView& tensor, std::span<float> out);

/// The way back: float32 to F32, F16, BF16 (round to nearest even) or F64. `out.size()` must equal the values' size in
/// that type. Error: TensorMismatch.
[[nodiscard]] Result<void> convertFromFloat(std::span<const float> values, Dtype dtype, std::span<std::byte> out);

/// Rule 11: how many elements are NaN or infinite.
[[nodiscard]] std::int64_t countNotFinite(const TensorView& tensor);

/// float32 → bf16 with round to nearest even (the rounding of the reference code), NaN kept quiet.
[[nodiscard]] std::uint16_t toBfloat16(float value);
[[nodiscard]] float fromBfloat16(std::uint16_t bits);
[[nodiscard]] std::uint16_t toFloat16(float value);
[[nodiscard]] float fromFloat16(std::uint16_t bits);

} // namespace postern
