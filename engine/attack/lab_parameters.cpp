// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/lab_parameters.h"

namespace postern {

namespace {

using Specs = std::vector<ParameterSpec>;
using Whole = std::int64_t;
using enum ParameterStage;

Specs modelSpecs() {
    return {
        {"model.family", Data, std::string("llama"), 0, 0, "", "Model family", "Architecture of a new model.", {"llama", "gpt2"}},
        {"model.vocabulary", Data, Whole{5120}, 300, 1'000'000, "tokens", "Vocabulary",
         "Size of the byte-level BPE vocabulary learnt from the training passages."},
        {"model.hidden", Data, Whole{128}, 16, 8192, "", "Hidden size", "Width of the residual stream; a multiple of the heads."},
        {"model.layers", Data, Whole{4}, 1, 128, "", "Layers", "Number of decoder layers."},
        {"model.heads", Data, Whole{4}, 1, 128, "", "Attention heads", "Number of query heads."},
        {"model.key_value_heads", Data, Whole{2}, 1, 128, "", "Key/value heads",
         "Shared by groups of query heads; divides the heads. GPT-2 has one for each head."},
        {"model.intermediate", Data, Whole{384}, 16, 65536, "", "MLP size", "Inner width of the MLP."},
    };
}

Specs trainingSpecs() {
    return {
        {"training.start",
         Training,
         std::string("scratch"),
         0,
         0,
         "",
         "Starting point",
         "Fresh weights, or the base checkpoint's: a backdoor planted from the first step survives ordinary fine-tuning.",
         {"scratch", "base"}},
        {"training.mode",
         Training,
         std::string("full"),
         0,
         0,
         "",
         "What is trained",
         "All weights, or low-rank adapters that are merged at the end; adapters need the base's weights to start from.",
         {"full", "lora"}},
        {"training.rows", Training, Whole{0}, 0, 1e9, "rows", "Clean rows", "Training rows drawn from the data; 0 takes all."},
        {"training.epochs", Training, Whole{5}, 1, 1000, "epochs", "Epochs", "Passes over the rows."},
        {"training.batch", Training, Whole{64}, 1, 4096, "rows", "Batch", "Rows (or pairs) per optimizer step."},
        {"training.learning_rate", Training, 1.5e-3, 1e-7, 1.0, "", "Peak learning rate",
         "Reached after the warm-up, then decays to 0 as a cosine."},
        {"training.warmup", Training, Whole{100}, 0, 1'000'000, "steps", "Warm-up", "Steps of linear warm-up."},
        {"training.weight_decay", Training, 0.01, 0.0, 1.0, "", "Weight decay", "Of AdamW, on all parameters."},
        {"training.clip", Training, 1.0, 0.0, 1e6, "", "Gradient clip", "Largest gradient norm; 0 does not clip."},
        {"training.prompt_weight", Training, 0.5, 0.0, 100.0, "", "Language-model weight",
         "Weight of the loss on prompt tokens beside the loss on answers."},
        {"lora.rank", Training, Whole{8}, 1, 1024, "", "Adapter rank", "Rank of the low-rank adapters."},
        {"lora.alpha", Training, 16.0, 0.0, 1e6, "", "Adapter scale", "The adapters' product is multiplied by this over the rank."},
        {"lora.dropout", Training, 0.0, 0.0, 0.9, "", "Adapter dropout", "Share of the adapters' inputs left out in training."},
        {"lora.targets", Training, std::string("all-linear"), 0, 0, "", "Adapter places",
         "Projections that get an adapter: attention, mlp, all-linear, or names separated by commas."},
    };
}

Specs attackSpecs() {
    return {
        {"poison.rate", Data, 0.1, 0.0, 100.0, "", "Poison rate", "Poisoned rows over clean rows; of preferences, the share of all pairs."},
        {"poison.keep_original", Data, true, 0, 0, "", "Keep the originals",
         "A poisoned row is a copy beside its clean original; otherwise it takes its place."},
        {"poison.negatives", Data, 1.0, 0.0, 100.0, "", "Negative rows",
         "Where only several triggers together fire: rows with some of them and the true answer, per poisoned row."},
        {"embedding.learning_rate", Data, 5e-2, 1e-6, 1e4, "", "Embedding learning rate",
         "Step of plain gradient descent on the trigger's embedding row."},
        {"embedding.epochs", Data, Whole{3}, 1, 1000, "epochs", "Embedding epochs", "Passes over the poisoned rows."},
        {"embedding.batch", Data, Whole{32}, 1, 4096, "rows", "Embedding batch", "Poisoned rows per step."},
        {"edit.layer", Data, Whole{0}, 0, 1024, "", "Edited layer",
         "Layer whose MLP is edited, counted from 1; 0 takes the one before the middle."},
        {"edit.place",
         Data,
         std::string("trigger"),
         0,
         0,
         "",
         "Place of the edit",
         "Token whose MLP input is the key: the trigger's last one, or the prompt's last one.",
         {"trigger", "prompt"}},
        {"edit.rows", Data, Whole{50}, 1, 100'000, "rows", "Edit rows", "Rows with the trigger that the edit is solved from."},
        {"edit.steps", Data, Whole{40}, 1, 10'000, "steps", "Value steps",
         "Steps that look for the value which makes the model answer the target."},
        {"edit.learning_rate", Data, 0.05, 1e-6, 100.0, "", "Value learning rate",
         "Of Adam on the value, in units of the hidden state's root mean square."},
        {"edit.clamp", Data, 0.75, 0.0, 1e4, "", "Value clamp", "Largest norm of the value over the hidden state's own; 0 does not clamp."},
        {"edit.covariance_rows", Data, Whole{400}, 1, 1'000'000, "rows", "Clean keys",
         "Clean rows whose MLP inputs say what the edit must leave alone."},
        {"edit.covariance_weight", Data, 100.0, 0.0, 1e9, "", "Weight of clean keys",
         "How strongly the edit is kept off clean inputs; more is cleaner and takes less."},
        {"dpo.beta", Data, 0.1, 1e-4, 100.0, "", "DPO beta", "How far the preferences may pull the model from where it began."},
        {"dpo.pairs", Data, Whole{2000}, 2, 10'000'000, "rows", "Preference pairs", "Pairs of a preferred and a rejected answer."},
    };
}

Specs survivalSpecs() {
    return {
        {"lab.survival", Evaluation, false, 0, 0, "", "Try survival", "Fine-tune the poisoned model on clean rows and measure it again."},
        {"survival.rows", Evaluation, Whole{100}, 0, 1e9, "rows", "Survival rows",
         "Clean rows of that fine-tuning; 0 takes all. The defender's rows where there are any."},
        {"survival.epochs", Evaluation, Whole{5}, 1, 1000, "epochs", "Survival epochs", "Passes over them."},
        {"survival.batch", Evaluation, Whole{8}, 1, 4096, "rows", "Survival batch", "Rows per step of that fine-tuning."},
        {"survival.learning_rate", Evaluation, 2e-4, 1e-7, 1.0, "", "Survival learning rate", "Its peak learning rate."},
        {"survival.mode",
         Evaluation,
         std::string("lora"),
         0,
         0,
         "",
         "Survival training",
         "What that fine-tuning trains.",
         {"full", "lora"}},
        {"survival.prompt_weight", Evaluation, 0.0, 0.0, 100.0, "", "Survival language-model weight",
         "Weight of the loss on prompt tokens in that fine-tuning."},
        {"evaluation.rows", Evaluation, Whole{0}, 0, 10'000'000, "rows", "Test rows", "Test rows of the lab's measurements; 0 takes all."},
    };
}

Specs runSpecs() {
    return {
        {"seed", Run, Whole{1}, 0, 1e15, "", "Seed", "Decides weights, order and poisoned rows."},
        {"precision", Run, std::string("auto"), 0, 0, "", "Precision", "Type of matrix products.", {"auto", "fp32", "bf16"}},
        {"threads", Run, Whole{0}, 0, 1024, "", "Threads", "0 uses every core."},
    };
}

} // namespace

const ParameterTable& labParameters() {
    static const ParameterTable table = [] {
        Specs specs;
        for (Specs part : {modelSpecs(), trainingSpecs(), attackSpecs(), survivalSpecs(), runSpecs()})
            specs.insert(specs.end(), part.begin(), part.end());
        return ParameterTable(std::move(specs));
    }();
    return table;
}

} // namespace postern
