// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/scan/byte_source.h"
#include "engine/scan/pickle_names.h"

namespace postern {

/// Index of a value in its machine.
using PickleRef = std::uint32_t;

enum class PickleKind : std::uint8_t {
    None,
    Bool,    ///< integer
    Int,     ///< integer
    Text,    ///< text
    Other,   ///< plain data that is not kept: bytes, reals, sets, whole numbers beyond 64 bits
    Tuple,   ///< items
    List,    ///< items
    Dict,    ///< items: key, value, key, value …
    Global,  ///< allowed, or import
    Storage, ///< text: key, integer: elements, allowed: its type
    Tensor,  ///< items: storage, shape, strides; integer: offset in elements
    Unknown, ///< what a call would have given
};

struct PickleValue {
    PickleKind kind = PickleKind::None;
    bool flag = false; ///< of a text: it was longer than is kept; of a dict: an OrderedDict
    std::int64_t integer = 0;
    std::string text;
    std::vector<PickleRef> items;
    const AllowedName* allowed = nullptr;
    std::uint32_t import = 0; ///< of a Global or Unknown: index of the import it comes from, plus one
};

/// A name that is not on the allow-list, and what the pickle does with it.
struct PickleImport {
    std::string module;
    std::string name;
    std::uint64_t offset = 0;
    std::string_view calledBy; ///< name of the instruction; empty where it is only imported
    std::string argument;      ///< first text that it would be called with
};

/// Something that is against a rule of the scan.
struct PickleProblem {
    std::string_view rule;
    std::string what;
    std::uint64_t offset = 0;
};

/// Bounds of one machine, over all the pickles that it runs.
struct PickleLimits {
    std::uint64_t steps = 20'000'000;
    std::size_t values = 4'000'000;
    std::size_t items = 16'000'000;
    std::size_t textBytes = std::size_t{64} << 20;
};
inline constexpr std::size_t kMaxPickleText = 4096; ///< bytes of one text that are kept
inline constexpr std::size_t kMaxPickleLine = 65536;

/// Follows a pickle (protocols 0 to 5) on a model of its stack and memo. It builds plain containers and descriptions of
/// tensors, imports nothing and calls nothing: it notes what would be imported and called.
class PickleMachine {
public:
    explicit PickleMachine(PickleLimits limits = {}) : m_limits(limits) {}

    /// Runs one pickle from `offset` to its STOP. What was noted stays from one run to the next; stack and memo do not.
    /// The value it leaves, or nothing where it did not reach its end.
    std::optional<PickleRef> run(const ByteSource& source, std::uint64_t offset);

    [[nodiscard]] std::uint64_t end() const { return m_end; } ///< first byte after the last run
    [[nodiscard]] const PickleValue& at(PickleRef ref) const { return m_values[ref]; }
    [[nodiscard]] const std::vector<PickleValue>& values() const { return m_values; }
    [[nodiscard]] const std::vector<PickleImport>& imports() const { return m_imports; }
    [[nodiscard]] const std::vector<PickleProblem>& problems() const { return m_problems; }

    /// The value of a text key in a dict (the last one, as loading would have it), or nothing.
    [[nodiscard]] std::optional<PickleRef> find(PickleRef dict, std::string_view key) const;

private:
    class Steps;

    PickleLimits m_limits;
    std::uint64_t m_steps = 0;
    std::size_t m_items = 0;
    std::size_t m_textBytes = 0;
    std::uint64_t m_end = 0;
    std::vector<PickleValue> m_values;
    std::vector<PickleImport> m_imports;
    std::vector<PickleProblem> m_problems;
};

/// The text that a STRING instruction's argument stands for (quotation marks, backslash escapes), as UTF-8; nothing where it is malformed.
[[nodiscard]] std::optional<std::string> decodePickleString(std::string_view line);
/// The text of a UNICODE instruction (\\uXXXX and \\UXXXXXXXX escapes).
[[nodiscard]] std::optional<std::string> decodePickleUnicode(std::string_view line);

} // namespace postern
