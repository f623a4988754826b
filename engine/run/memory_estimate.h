// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoint/model_config.h"
#include "engine/core/json.h"

namespace postern {

/// What memory is needed for, in the order in which it is shown.
enum class MemoryPart {
    Program,     ///< the program and its libraries
    Weights,     ///< float32, and a copy in the compute type where that is bf16
    Adapters,    ///< of low-rank training
    Gradients,   ///< of what trains
    Optimizer,   ///< AdamW's two moments
    Activations, ///< of one batch, forward and backward, or of one inference batch
    States,      ///< captured hidden states: frames and anchors; what else the defence holds
    Projection,  ///< PCA and t-SNE of one frame
    Resume,      ///< best weights so far, and the copy that is written as resume point
    Saving,      ///< of the merged weights while they are written
};
inline constexpr int kMemoryPartCount = static_cast<int>(MemoryPart::Saving) + 1;
[[nodiscard]] std::string_view memoryPartName(MemoryPart part);  ///< "weights", as in JSON
[[nodiscard]] std::string_view memoryPartLabel(MemoryPart part); ///< "Weights", English

/// What is to be done with the model, in sizes alone.
struct MemoryWork {
    enum class Mode { Inference, Full, Lora };
    Mode mode = Mode::Inference;
    bool bf16 = false;
    std::int64_t loraRank = 0;
    std::vector<std::string> loraTargets; ///< last words of module names: "q_proj"
    bool loraDropout = false;
    std::int64_t batchTokens = 0;     ///< tokens of a training batch, all rows together
    std::int64_t batchLossTokens = 0; ///< of those, tokens that a loss is read at
    std::int64_t rowTokens = 0;       ///< of the longest row that is asked
    std::int64_t rowsAtOnce = 128;    ///< most rows of an inference batch
    std::int64_t newTokens = 8;       ///< of an answer, or of a passage that the model writes
    std::int64_t frameRows = 0;       ///< points of a frame
    std::int64_t frameLayers = 0;
    std::int64_t anchorRows = 0; ///< clean rows whose states are held
    std::int64_t anchorLayers = 0;
    double heldFloats = 0;       ///< float32 values that the defence keeps besides
    double mixingFloats = 0;     ///< float32 values beside the weights while a base is mixed in, before anything trains
    std::int64_t fullTokens = 0; ///< tokens whose states in every layer and logits are all given out (states command)
    bool tsne = false;
    bool resume = false; ///< checks keep the best weights and write resume points
    bool saving = false;
};

struct MemoryEstimate {
    struct Part {
        MemoryPart part = MemoryPart::Program;
        std::uint64_t bytes = 0;
    };
    std::vector<Part> parts; ///< those that are not zero, in the order of the enumeration
    /// At once, at the worst moment: what is needed at different moments is not added up, so it can be less than all parts.
    std::uint64_t total = 0;
    /// Between what the formulas leave out and what they count twice. Measured runs lie inside.
    std::uint64_t low = 0, high = 0;

    [[nodiscard]] std::uint64_t of(MemoryPart part) const; ///< 0 where it is not there
};

/// What a job will need, and what the machine has.
struct RunEstimate {
    MemoryEstimate memory;
    std::optional<std::uint64_t> available; ///< nothing where the system does not say
    MemoryWork work;                        ///< what was estimated
    [[nodiscard]] bool fits() const { return !available || memory.total <= *available; }
};

/// First-order formulas from the model's sizes; tests/bench/README.md compares them with measured runs. Saturates instead
/// of overflowing. The checkpoint's file is mapped and its pages can be dropped at any time, so it does not count.
[[nodiscard]] MemoryEstimate estimateMemory(const ModelConfig& config, const MemoryWork& work);

/// {"total", "low", "high", "parts": [{"part", "bytes"}]}.
[[nodiscard]] Json toJson(const MemoryEstimate& estimate);

/// "7.1 GB", "310 MB"; decimal units, as disks and system monitors show them.
[[nodiscard]] std::string byteText(std::uint64_t bytes);

} // namespace postern
