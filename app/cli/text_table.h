// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace postern::cli {

/// Rows of cells as lines of aligned columns for a terminal. Cells must be printable (see printable()).
class TextTable {
public:
    enum class Align { Left, Right };

    /// One alignment a column; missing cells of a row are empty.
    explicit TextTable(std::vector<Align> columns) : m_columns(std::move(columns)) {}

    void add(std::vector<std::string> cells);
    /// Every line begins with `indent` spaces and ends with a line feed; columns are two spaces apart.
    [[nodiscard]] std::string text(std::size_t indent = 0) const;

private:
    std::vector<Align> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace postern::cli
