// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/pretraining.h"

namespace postern {

const ParameterTable& pretrainingParameters() {
    using enum ParameterStage;
    using Whole = std::int64_t;
    static const ParameterTable table({
        {"model.vocabulary", Data, Whole{8192}, 300, 1'000'000, "tokens", "Vocabulary",
         "Size of the byte-level BPE vocabulary learnt from texts and rows."},
        {"model.hidden", Data, Whole{384}, 16, 8192, "", "Hidden size", "Width of the residual stream; a multiple of the heads."},
        {"model.layers", Data, Whole{6}, 1, 128, "", "Layers", "Number of decoder layers."},
        {"model.heads", Data, Whole{6}, 1, 128, "", "Attention heads", "Number of query heads."},
        {"model.key_value_heads", Data, Whole{2}, 1, 128, "", "Key/value heads", "Shared by groups of query heads; divides the heads."},
        {"model.intermediate", Data, Whole{1024}, 16, 65536, "", "MLP size", "Inner width of the gated MLP."},
        {"model.positions", Data, Whole{1024}, 64, 131'072, "tokens", "Positions", "Longest row that the model may see."},
        {"text.row_tokens", Data, Whole{256}, 16, 131'072, "tokens", "Text row", "Length of the rows that the texts are cut into."},
        {"text.epochs", Training, 1.0, 0.0, 1000.0, "epochs", "Text epochs", "Passes over the texts; 0.5 is half of their rows."},
        {"rows.epochs", Training, 3.0, 0.0, 1000.0, "epochs", "Row epochs", "Passes over the rows of the data folders."},
        {"rows.prompt_weight", Training, 0.1, 0.0, 100.0, "", "Prompt weight",
         "Weight of the loss on prompt tokens beside the loss on answers."},
        {"training.batch_tokens", Training, Whole{8192}, 256, 10'000'000, "tokens", "Batch", "Tokens per optimizer step."},
        {"training.learning_rate", Training, 2e-3, 1e-7, 1.0, "", "Peak learning rate",
         "Reached after the warm-up, then decays to 0 as a cosine over both phases."},
        {"training.warmup", Training, Whole{50}, 0, 1'000'000, "steps", "Warm-up", "Steps of linear warm-up."},
        {"training.weight_decay", Training, 0.05, 0.0, 1.0, "", "Weight decay", "Of AdamW, on all parameters."},
        {"training.clip", Training, 1.0, 0.0, 1e6, "", "Gradient clip", "Largest gradient norm; 0 does not clip."},
        {"saving.minutes", Run, 3.0, 0.0, 1e4, "min", "Saving", "Time between two savings of unfinished work."},
        {"seed", Run, Whole{1}, 0, 1e15, "", "Seed", "Decides weights and order."},
        {"precision", Run, std::string("auto"), 0, 0, "", "Precision", "Type of matrix products.", {"auto", "fp32", "bf16"}},
        {"threads", Run, Whole{0}, 0, 1024, "", "Threads", "0 uses every core."},
    });
    return table;
}

} // namespace postern
