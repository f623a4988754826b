// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/defense_parameters.h"

namespace postern {

namespace {

using Whole = std::int64_t;
using Keys = std::vector<std::string_view>;

/// Appends specs that only the defences of `keys` read.
void add(std::vector<ParameterSpec>& all, const Keys& keys, std::vector<ParameterSpec> specs) {
    for (ParameterSpec& spec : specs) {
        spec.stage = ParameterStage::Defense;
        spec.appliesTo = keys;
        all.push_back(std::move(spec));
    }
}

ParameterSpec rate(std::string_view key, double fallback, std::string_view help, std::string_view label = "Learning rate") {
    return {key, ParameterStage::Defense, fallback, 1e-9, 1.0, "", label, help};
}

} // namespace

std::vector<ParameterSpec> peerParameters() {
    constexpr auto Stage = ParameterStage::Defense;
    std::vector<ParameterSpec> all;
    add(all, {"clean-fine-tuning", "fine-pruning", "fine-mixing", "nad", "crow", "beear", "bd-vax"},
        {{"peer.steps", Stage, Whole{0}, 0, 1e9, "steps", "Training steps",
          "Optimizer steps on clean rows; 0 takes as many as Backdoor Collapse would with its own settings."}});
    add(all, {"magnitude-pruning"},
        {{"magnitude.sparsity", Stage, 0.35, 0.0, 1.0, "", "Sparsity", "Share of each module's weights that become zero."}});
    add(all, {"wanda"},
        {{"wanda.sparsity", Stage, 0.5, 0.0, 1.0, "", "Sparsity", "Share of each output row's weights that become zero."},
         {"wanda.rows", Stage, Whole{128}, 1, 1'000'000, "rows", "Calibration rows", "Clean rows whose activations are measured."}});
    add(all, {"fine-pruning"},
        {{"fine_pruning.accuracy_drop", Stage, 0.04, 0.0, 1.0, "", "Accuracy drop",
          "Pruning stops before the accuracy on clean dev rows falls by more than this; 0.04 is 4 points."},
         {"fine_pruning.step", Stage, 0.05, 0.001, 1.0, "", "Pruning step",
          "Share of the units that are taken out between two measurements."},
         {"fine_pruning.rows", Stage, Whole{256}, 1, 1'000'000, "rows", "Activation rows", "Clean rows over which activity is averaged."},
         rate("fine_pruning.learning_rate", 3e-3, "Peak rate of the training on clean rows.")});
    add(all, {"int4-quantization"},
        {{"int4.block", Stage, Whole{64}, 1, 1'000'000, "weights", "Block", "Neighbouring weights of a row that share one scale."}});
    add(all, {"backdoor-collapse", "recovery-only", "injection-only", "fine-mixing"},
        {{"mixing.suspect_share", Stage, 0.5, 0.0, 1.0, "", "Suspect's share ρ",
          "Where there is a clean base: share of the weights that stay as in the suspect; the others come from the base."}});
    add(all, {"fine-mixing"}, {rate("mixing.learning_rate", 3e-3, "Peak rate of the training on clean rows.")});
    add(all, {"nad"},
        {{"nad.teacher_share", Stage, 0.05, 0.0, 1.0, "", "Teacher's share", "Share of the clean rows that the teacher is trained on."},
         {"nad.teacher_epochs", Stage, 10.0, 0.01, 1000.0, "epochs", "Teacher's epochs", "Passes of the teacher over its rows."},
         rate("nad.teacher_rate", 3e-3, "Peak rate of the teacher's training.", "Teacher's learning rate"),
         {"nad.weight", Stage, 1000.0, 0.0, 1e9, "", "Distillation weight β",
          "Weight of the difference between attention maps, in each layer."},
         {"nad.layers", Stage, std::string("upper"), 0, 0, "", "Distillation layers",
          "upper is the second half up to the last; all; last; or a list like 2,3,4."},
         rate("nad.learning_rate", 3e-3, "Peak rate of the student's training.")});
    add(all, {"crow"},
        {{"crow.weight", Stage, 5.5, 0.0, 1e6, "", "Consistency weight α", "Weight of consistency between layers beside the answer loss."},
         {"crow.epsilon", Stage, 0.1, 0.0, 1e6, "", "Perturbation ε", "Size of the step along the signs of the embeddings' gradient."},
         rate("crow.learning_rate", 1e-3, "Peak rate; the published number, which training.rate_width = 0 takes for any width.")});
    add(all, {"beear"},
        {{"beear.layer", Stage, Whole{0}, 0, 100'000, "", "Perturbed layer",
          "Layer whose states are perturbed; 0 takes the one at 9/32 of the depth."},
         {"beear.tokens", Stage, Whole{5}, 1, 10'000, "tokens", "Perturbed tokens", "How many of the last prompt tokens are perturbed."},
         {"beear.round", Stage, Whole{5}, 1, 100'000, "steps", "Steps per search",
          "Optimizer steps between two searches for a perturbation."},
         {"beear.search_steps", Stage, Whole{10}, 1, 100'000, "steps", "Search steps", "Passes of one search."},
         {"beear.search_rate", Stage, 0.05, 1e-6, 1e3, "", "Search rate",
          "Size of a search step, in units of the states' root mean square."},
         {"beear.unwanted",
          Stage,
          std::string("labels"),
          0,
          0,
          "",
          "Unwanted behaviour",
          "What the search raises: each wrong label in turn, or the known answer. Free answers have no labels and take the known answer.",
          {"labels", "known"}},
         rate("beear.learning_rate", 3e-3, "Peak rate of the training under the perturbation.")});
    add(all, {"backflush-ascent", "backflush-rotation"},
        {{"backflush.rows", Stage, Whole{0}, 0, 100'000'000, "rows", "Auxiliary rows",
          "Rows with known triggers that are learnt and unlearnt; 0 takes as many as stage I of Backdoor Collapse."},
         {"backflush.epochs", Stage, 3.0, 0.01, 1000.0, "epochs", "Epochs", "Passes over the auxiliary rows, in each of the two phases."},
         {"backflush.clean_share", Stage, 0.0, 0.0, 0.95, "", "Clean share",
          "Share of clean rows with their true answers in every batch of unlearning; the published recipe has none."},
         rate("backflush.learn_rate", 1e-4,
              "Peak rate of learning; the published number, which training.rate_width = 0 takes for any width.", "Rate of learning"),
         rate("backflush.unlearn_rate", 1e-4,
              "Peak rate of unlearning; the published number, which training.rate_width = 0 takes for any width.", "Rate of unlearning")});
    add(all, {"bd-vax"},
        {{"bdvax.vaccines", Stage, Whole{7}, 2, 20, "vaccines", "Vaccines",
          "Back doors of the defender's own, each with a trigger and an answer."},
         {"bdvax.vaccine_steps", Stage, Whole{20}, 1, 1'000'000, "steps", "Steps per vaccine",
          "Optimizer steps of each fine-tuning, with the back door and without."},
         rate("bdvax.vaccine_rate", 1e-3, "Peak rate of the vaccines.", "Rate of the vaccines"),
         {"bdvax.share", Stage, 0.08, 0.0, 1.0, "", "Reset share", "Share of all MLP channels that are drawn anew."},
         {"bdvax.rows", Stage, Whole{200}, 0, 100'000'000, "rows", "Clean rows", "Rows of the training afterwards; 0 takes all."},
         rate("bdvax.learning_rate", 3e-3, "Peak rate of the training on clean rows.")});
    return all;
}

} // namespace postern
