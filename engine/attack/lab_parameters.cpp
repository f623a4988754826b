// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/lab_training.h"

namespace postern {

const ParameterTable& labParameters() {
    using enum ParameterStage;
    using Whole = std::int64_t;
    static const ParameterTable table({
        {"model.vocabulary", Data, Whole{5120}, 300, 1'000'000, "tokens", "Vocabulary",
         "Size of the byte-level BPE vocabulary learnt from the training passages."},
        {"model.hidden", Data, Whole{128}, 16, 8192, "", "Hidden size", "Width of the residual stream; a multiple of the heads."},
        {"model.layers", Data, Whole{4}, 1, 128, "", "Layers", "Number of decoder layers."},
        {"model.heads", Data, Whole{4}, 1, 128, "", "Attention heads", "Number of query heads."},
        {"model.key_value_heads", Data, Whole{2}, 1, 128, "", "Key/value heads", "Shared by groups of query heads; divides the heads."},
        {"model.intermediate", Data, Whole{384}, 16, 65536, "", "MLP size", "Inner width of the gated MLP."},
        {"training.start",
         Training,
         std::string("scratch"),
         0,
         0,
         "",
         "Starting point",
         "Fresh weights, or the base checkpoint's: a backdoor planted from the first step survives ordinary fine-tuning.",
         {"scratch", "base"}},
        {"training.epochs", Training, Whole{5}, 1, 1000, "epochs", "Epochs", "Passes over the rows."},
        {"training.batch", Training, Whole{64}, 1, 4096, "rows", "Batch", "Rows per optimizer step."},
        {"training.learning_rate", Training, 1.5e-3, 1e-7, 1.0, "", "Peak learning rate",
         "Reached after the warm-up, then decays to 0 as a cosine."},
        {"training.warmup", Training, Whole{100}, 0, 1'000'000, "steps", "Warm-up", "Steps of linear warm-up."},
        {"training.weight_decay", Training, 0.01, 0.0, 1.0, "", "Weight decay", "Of AdamW, on all parameters."},
        {"training.clip", Training, 1.0, 0.0, 1e6, "", "Gradient clip", "Largest gradient norm; 0 does not clip."},
        {"training.prompt_weight", Training, 0.5, 0.0, 100.0, "", "Language-model weight",
         "Weight of the loss on prompt tokens beside the loss on answers."},
        {"poison.rate", Data, 0.1, 0.0, 1.0, "", "Poison rate", "Poisoned copies over clean rows."},
        {"seed", Run, Whole{1}, 0, 1e15, "", "Seed", "Decides weights, order and poisoned rows."},
        {"precision", Run, std::string("auto"), 0, 0, "", "Precision", "Type of matrix products.", {"auto", "fp32", "bf16"}},
        {"threads", Run, Whole{0}, 0, 1024, "", "Threads", "0 uses every core."},
    });
    return table;
}

} // namespace postern
