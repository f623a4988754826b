// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace postern {

/// How the rows of a projection lie in the file. The decoder has all queries, then all keys, then all values, and turns
/// halves of a head against each other.
enum class RowOrder {
    Plain,
    GroupedHeads, ///< per key/value head: its queries, its key, its value (gpt_neox, bloom, falcon)
    RotaryPairs   ///< neighbours turn against each other (gptj)
};

/// From the file's order of elements to the decoder's, and back. The decoder's matrices are [out, in], row by row.
struct TensorLayout {
    bool transposed = false; ///< the file has [in, out]
    RowOrder order = RowOrder::Plain;
    std::int64_t rows = 0;      ///< out
    std::int64_t columns = 1;   ///< in; 1 for a bias
    std::int64_t headDim = 0;   ///< for orders other than plain
    std::int64_t groupSize = 0; ///< GroupedHeads: queries per key/value head
    std::int64_t rotaryDim = 0; ///< RotaryPairs: leading dimensions of a head that turn

    [[nodiscard]] bool isPlain() const { return !transposed && order == RowOrder::Plain; }
    /// The file's row that is the decoder's row `row`.
    [[nodiscard]] std::int64_t fileRow(std::int64_t row) const;

    friend bool operator==(const TensorLayout&, const TensorLayout&) = default;
};

/// `file` and `decoder` hold rows · columns elements each and do not overlap.
void toDecoderOrder(const TensorLayout& layout, std::span<const float> file, std::span<float> decoder);
void toFileOrder(const TensorLayout& layout, std::span<const float> decoder, std::span<float> file);

} // namespace postern
