// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scan/finding.h"

namespace postern {

/// Collects the findings of one file: makes them printable, drops repetitions, and bounds their number.
class FindingSink {
public:
    /// `out` must outlive the sink.
    FindingSink(std::string file, std::vector<Finding>& out) : m_file(std::move(file)), m_out(&out) {}

    /// Severity comes from the rule, which must exist.
    void add(std::string_view rule, std::string_view what, std::string_view inside = {}, std::optional<std::uint64_t> offset = {});

    [[nodiscard]] const std::string& file() const { return m_file; }
    /// How many findings of that severity or worse were added.
    [[nodiscard]] std::size_t count(Severity atLeast) const;

    /// The entry of an archive that is being looked into; it comes before the place of every finding.
    [[nodiscard]] const std::string& inside() const { return m_inside; }
    void setInside(std::string inside) { m_inside = std::move(inside); }

private:
    std::string m_file;
    std::string m_inside;
    std::vector<Finding>* m_out;
    std::array<std::size_t, 5> m_counts = {};
    std::size_t m_first = 0;
    bool m_started = false;
    bool m_cut = false;
};

/// A name from a file in quotation marks, printable and short.
[[nodiscard]] std::string inQuotes(std::string_view name);

} // namespace postern
