// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/tensor_layout.h"

#include <algorithm>

namespace postern {

std::int64_t TensorLayout::fileRow(std::int64_t row) const {
    if (order == RowOrder::RotaryPairs) {
        const std::int64_t head = row / headDim;
        const std::int64_t within = row % headDim;
        if (within >= rotaryDim)
            return row;
        const std::int64_t half = rotaryDim / 2;
        return head * headDim + (within < half ? 2 * within : 2 * (within - half) + 1);
    }
    if (order == RowOrder::GroupedHeads) {
        const std::int64_t head = row / headDim; // queries first, then keys, then values
        const std::int64_t groups = rows / headDim / (groupSize + 2);
        const std::int64_t queries = groups * groupSize;
        std::int64_t group = 0;
        std::int64_t slot = 0;
        if (head < queries) {
            group = head / groupSize;
            slot = head % groupSize;
        } else {
            group = (head - queries) % groups;
            slot = groupSize + (head - queries) / groups;
        }
        return (group * (groupSize + 2) + slot) * headDim + row % headDim;
    }
    return row;
}

namespace {

// A transposed copy reads or writes whole cache lines only when both sides are walked in small squares.
constexpr std::int64_t kBlock = 32;

template <typename Copy>
void forElements(const TensorLayout& layout, Copy&& copy) {
    for (std::int64_t firstRow = 0; firstRow < layout.rows; firstRow += kBlock)
        for (std::int64_t firstColumn = 0; firstColumn < layout.columns; firstColumn += kBlock)
            for (std::int64_t r = firstRow; r < std::min(layout.rows, firstRow + kBlock); ++r) {
                const std::int64_t row = layout.fileRow(r);
                for (std::int64_t c = firstColumn; c < std::min(layout.columns, firstColumn + kBlock); ++c)
                    copy(static_cast<std::size_t>(r * layout.columns + c),
                         static_cast<std::size_t>(layout.transposed ? c * layout.rows + row : row * layout.columns + c));
            }
}

} // namespace

void toDecoderOrder(const TensorLayout& layout, std::span<const float> file, std::span<float> decoder) {
    if (layout.isPlain())
        std::copy(file.begin(), file.end(), decoder.begin());
    else
        forElements(layout, [&](std::size_t at, std::size_t from) { decoder[at] = file[from]; });
}

void toFileOrder(const TensorLayout& layout, std::span<const float> decoder, std::span<float> file) {
    if (layout.isPlain())
        std::copy(decoder.begin(), decoder.end(), file.begin());
    else
        forElements(layout, [&](std::size_t from, std::size_t at) { file[at] = decoder[from]; });
}

} // namespace postern
