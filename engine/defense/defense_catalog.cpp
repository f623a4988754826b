// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/defense_catalog.h"

#include <algorithm>
#include <array>

namespace postern {

namespace {

constexpr std::string_view kCollapseAssumes =
    "Clean rows, and triggers of the defender's own. A clean base checkpoint, where there is one, helps: the weights are mixed with it "
    "first.";

}

std::span<const DefenseFacts> defenseCatalog() {
    static constexpr std::array kCatalog = {
        DefenseFacts{"backdoor-collapse", "Backdoor Collapse",
                     "Backdoor Collapse (Lin et al., arXiv 2510.10265) injects triggers that the defender knows, so that hidden states of "
                     "known and unknown backdoors gather, and then fine-tunes the benign answers back.",
                     kCollapseAssumes, "Two short trainings on the defender's rows; a base is beside the suspect in memory for a moment.",
                     false, BaseUse::Optional},
        DefenseFacts{"recovery-only", "Recovery without stage I",
                     "A control: the recovery of Backdoor Collapse alone, with the steps of stage I added to its own.", kCollapseAssumes,
                     "As many steps as Backdoor Collapse.", false, BaseUse::Optional},
        DefenseFacts{"injection-only", "Stage I without recovery",
                     "A control: the injection of Backdoor Collapse alone. The model then answers triggers with the known behaviour; it is "
                     "not meant for use.",
                     kCollapseAssumes, "Stage I's share of the steps.", false, BaseUse::Optional},
        DefenseFacts{"clean-fine-tuning", "Clean fine-tuning",
                     "Ordinary training on clean rows, with as many steps and rows a step as Backdoor Collapse.", "Clean rows.",
                     "As many steps as Backdoor Collapse, by default."},
        DefenseFacts{"magnitude-pruning", "Magnitude pruning",
                     "The smallest weights of every projection become zero, each module by itself; nothing is trained.",
                     "Nothing but the model: back doors that live in small weights.", "Seconds; no training.", true},
        DefenseFacts{
            "wanda", "Wanda pruning",
            "Wanda (Sun et al., arXiv 2306.11695): of every output row the weights with the lowest product of magnitude and norm of "
            "their input become zero, layer by layer, with activations computed anew behind each pruned layer.",
            "A few clean rows: back doors that live in weights which clean text does not use.",
            "A forward pass over the calibration rows per layer; no training.", true},
        DefenseFacts{"fine-pruning", "Fine-pruning",
                     "Fine-pruning (Liu et al. 2018) takes out the MLP units that are least active on clean rows, the same share of every "
                     "layer, until the accuracy on clean development rows has dropped by a set amount, and then trains on clean rows.",
                     "Clean rows for training and development: back doors that live in units which clean text does not use.",
                     "One accuracy measurement per pruning step, then as many steps as Backdoor Collapse, by default.", true},
        DefenseFacts{"int8-quantization", "INT8 quantization",
                     "Weights of all projections are rounded to 255 levels, scaled by the largest of each output row, and kept as the "
                     "rounded values. Outliers of activations are not treated apart.",
                     "Nothing but the model: back doors finer than the rounding.", "Seconds; no training.", true},
        DefenseFacts{
            "int4-quantization", "INT4 quantization",
            "Weights of all projections are rounded to 15 evenly spaced levels, scaled by the largest of each block of a row, and kept "
            "as the rounded values. (Published baselines use nf4, whose levels are not evenly spaced.)",
            "Nothing but the model: back doors finer than the rounding.", "Seconds; no training.", true},
        DefenseFacts{
            "fine-mixing", "Fine-mixing",
            "Fine-mixing (Zhang et al., arXiv 2210.09545): every weight is taken at random from the suspect or from a clean base model, "
            "and the mixture is trained on clean rows. Embeddings are mixed like other weights, without the paper's purification.",
            "Clean rows, and a clean base checkpoint from which the suspect was fine-tuned.",
            "The base model beside the suspect in memory for a moment, then as many steps as Backdoor Collapse, by default.", true,
            BaseUse::Required},
        DefenseFacts{
            "nad", "Neural attention distillation",
            "NAD (Li et al., arXiv 2101.05930): the suspect, fine-tuned on a part of the clean rows, becomes the teacher; the suspect "
            "itself then trains on clean rows while its attention maps, the normed sums of squared hidden states per token, are held "
            "to the teacher's.",
            "Clean rows. The teacher must already have lost a part of the back door.",
            "A short training of the teacher, then as many steps as Backdoor Collapse, by default; one number per token, layer and "
            "row in memory."},
        DefenseFacts{
            "crow", "CROW",
            "CROW (Min et al., arXiv 2411.12768): fine-tuning on clean rows while hidden states of consecutive layers stay alike under "
            "an adversarial perturbation of the embeddings.",
            "Clean rows, and a model of at least three layers: a trigger breaks the consistency from layer to layer.",
            "Three passes a step instead of one: about three times as long as clean fine-tuning."},
        DefenseFacts{
            "beear", "BEEAR",
            "BEEAR (Zeng et al., arXiv 2406.17092): in turn a perturbation of the last prompt tokens' states, the same for all rows, is "
            "sought that raises the unwanted behaviour, and the model learns the true answers under it, beside clean rows. The "
            "perturbation here goes by signs, scaled by the size of the states.",
            "Clean rows, and the kind of the unwanted behaviour: by default that it is a wrong label, each label in turn; otherwise "
            "that it is the known answer.",
            "For every few steps a search of some passes; about three times as long as clean fine-tuning."},
        DefenseFacts{
            "backflush-ascent", "BackFlush, gradient ascent",
            "BackFlush (Rachapudi et al., arXiv 2605.12529), first form: the model learns the known behaviour on auxiliary rows with "
            "known triggers, and then unlearns them by climbing their loss.",
            "Clean rows, and triggers of the defender's own. There is no loss that holds clean answers unless the clean share is set.",
            "Two trainings on the auxiliary rows, three epochs each."},
        DefenseFacts{
            "backflush-rotation", "BackFlush, rotation",
            "BackFlush (Rachapudi et al., arXiv 2605.12529), second form: the model learns the known behaviour on auxiliary rows with "
            "known triggers, and then turns their mean states of the last layer into the opposite direction.",
            "Clean rows, and triggers of the defender's own. There is no loss that holds clean answers unless the clean share is set.",
            "Two trainings on the auxiliary rows, three epochs each; one state per auxiliary row in memory."},
        DefenseFacts{
            "bd-vax", "BD-Vax",
            "BD-Vax (Li and Kim, arXiv 2603.13461): fine-tunings with back doors of the defender's own, minus matched clean ones, show "
            "which MLP channels back doors use; the channels with the highest scores are drawn anew, and the model trains on clean rows.",
            "Clean rows, and triggers and behaviours of the defender's own; the vaccines train all weights.",
            "Two short trainings per vaccine, then as many steps as Backdoor Collapse, by default; all MLP weights once per vaccine "
            "in memory.",
            true},
    };
    return kCatalog;
}

const DefenseFacts* findDefenseFacts(std::string_view key) {
    const auto all = defenseCatalog();
    const auto found = std::find_if(all.begin(), all.end(), [&](const DefenseFacts& facts) { return facts.key == key; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace postern
