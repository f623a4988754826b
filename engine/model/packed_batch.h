// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/model/kernels/kernels.h"

namespace postern {

/// A batch of rows laid end to end, without padding.
struct PackedBatch {
    std::vector<std::int32_t> tokens;    // [n]
    std::vector<std::int32_t> positions; // [n], 0… in every row
    std::vector<std::int32_t> starts;    // [rows + 1]

    void append(std::span<const std::int32_t> row);
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(tokens.size()); }
    [[nodiscard]] PackedRows rows() const { return {starts.data(), static_cast<std::int32_t>(starts.size()) - 1}; }
};

} // namespace postern
