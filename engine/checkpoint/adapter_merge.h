// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/checkpoint/adapter_folder.h"
#include "engine/core/progress.h"

namespace postern {

/// How a weight lies in the checkpoint's file.
enum class WeightLayout {
    Guess, ///< by its shape, and where that is square by the adapter's fan_in_fan_out
    OutIn, ///< [out, in], a linear layer
    InOut, ///< [in, out], the Conv1D of GPT-2
};

/// The layout of a base tensor: Conv1D is what the blocks of gpt2 are made of, and nothing else that can be loaded.
[[nodiscard]] WeightLayout layoutOf(std::string_view modelType, std::string_view tensorName);

/// Merges the adapter into one tensor of the base, given by its Hugging Face name and shape, in place in float32 and in the
/// file's layout: a whole replacement first, then W + s·B·A (Hu et al. 2022), with DoRA m · (W + s·B·A) / ‖W + s·B·A‖ per
/// output (Liu et al. 2024), and biases. Returns whether the tensor was changed. Needs no memory beside A and B in float32.
/// Errors: TensorMismatch, Cancelled.
[[nodiscard]] Result<bool> applyAdapter(const AdapterFolder& adapter, std::string_view tensorName, std::span<const std::int64_t> shape,
                                        std::span<float> values, WeightLayout layout = WeightLayout::Guess, const JobContext& job = {});

/// A view's elements as float32.
[[nodiscard]] Result<std::vector<float>> floatsOf(const TensorView& tensor);

} // namespace postern
