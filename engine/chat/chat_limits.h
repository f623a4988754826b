// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace postern {

/// What a template, a program from a download, may use up. The largest templates in use are 30 kB and take some
/// ten thousand steps for a conversation.
struct ChatLimits {
    std::size_t sourceBytes = std::size_t{1} << 20U;
    std::size_t inputBytes = std::size_t{64} << 20U; ///< of the JSON text of the variables
    int nesting = 100;                               ///< of expressions, and of blocks, in the source
    int calls = 100;                                 ///< macros inside macros
    int depth = 1000;                                ///< of the evaluation, all kinds of nesting together
    int valueDepth = 200;                            ///< of lists and dictionaries inside each other
    std::int64_t steps = 20'000'000;                 ///< an operation is one, and one more for every 64 bytes it handles
    std::size_t outputBytes = std::size_t{16} << 20U;
    std::size_t textBytes = std::size_t{16} << 20U;    ///< of one string
    std::size_t items = 1'000'000;                     ///< of one list or dictionary
    std::size_t memoryBytes = std::size_t{256} << 20U; ///< of all values together
};

} // namespace postern
