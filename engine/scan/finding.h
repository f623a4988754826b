// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern {

/// What is claimed about files, from the best to the worst; the worst of several wins. No verdict says "safe".
enum class Verdict {
    Accepted,     ///< the formats cannot carry code, and every rule holds
    Unsupported,  ///< known, but not read
    Inconclusive, ///< the check could not be finished, so nothing is claimed
    Rejected,     ///< a rule is broken
    Dangerous,    ///< content was found that can run code when it is loaded
};
inline constexpr int kVerdictCount = 5;

/// "accepted", …: stable, as written into JSON.
[[nodiscard]] std::string_view verdictName(Verdict verdict);
/// One sentence: what the word claims.
[[nodiscard]] std::string_view verdictMeaning(Verdict verdict);

/// What a finding does to the verdict. Notes do nothing.
enum class Severity { Note, Unsupported, Inconclusive, Rejected, Dangerous };

[[nodiscard]] std::string_view severityName(Severity severity);
/// The best verdict that is left when a finding of this severity stands.
[[nodiscard]] Verdict verdictOf(Severity severity);

/// One observation about one file. Why it matters and what to do belongs to the rule: see rules.h.
struct Finding {
    std::string rule; ///< id of a rule, "pickle.import"
    Severity severity = Severity::Note;
    std::string file;                    ///< as in ScannedFile::file
    std::string inside;                  ///< where inside the file: an archive's entry, a tensor, a key; may be empty
    std::optional<std::uint64_t> offset; ///< byte in the file, or in the entry that `inside` names
    std::string what;                    ///< one sentence with the values; printable

    friend bool operator==(const Finding&, const Finding&) = default;
};

} // namespace postern
