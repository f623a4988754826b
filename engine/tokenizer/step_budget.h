// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/core/error.h"

namespace postern {

/// Bounds the work of a model whose vocabulary comes from outside: long tokens that nearly match everywhere could make a text cost the
/// product of both lengths. Real vocabularies take some ten steps a byte.
class StepBudget {
public:
    explicit StepBudget(std::size_t textBytes) : m_left(kFree + kPerByte * static_cast<std::uint64_t>(textBytes)) {}

    /// Error: TextNotEncodable when the budget is used up.
    [[nodiscard]] Result<void> spend(std::size_t steps) {
        if (steps > m_left)
            return fail(ErrorCode::TextNotEncodable, "tokenizer", "its vocabulary takes too many steps on this text");
        m_left -= steps;
        return {};
    }

private:
    static constexpr std::uint64_t kFree = 65'536;
    static constexpr std::uint64_t kPerByte = 256;

    std::uint64_t m_left;
};

} // namespace postern
