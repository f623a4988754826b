// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/defense_parameters.h"

namespace postern {

namespace {

using Keys = std::vector<std::string_view>;

/// The defences that read one of these; none means all of them, the evaluation of known triggers included.
Keys readersOf(std::string_view parameter) {
    const Keys collapse = {"backdoor-collapse", "recovery-only", "injection-only"};
    const Keys recovery = {"backdoor-collapse", "recovery-only"};
    const Keys trained = {"clean-fine-tuning", "fine-pruning", "fine-mixing", "nad", "crow", "beear", "bd-vax"};
    const auto with = [](Keys keys, const Keys& more) {
        for (const std::string_view key : more)
            keys.push_back(key);
        return keys;
    };
    if (parameter.starts_with("known.generated") || parameter == "known.samples" || parameter == "recovery.fit")
        return collapse;
    if (parameter == "injection.rows_per_trigger")
        return with(collapse, {"backflush-ascent", "backflush-rotation"});
    // Recovery alone takes the steps of the stage it leaves out, but not what that stage trains with.
    if (parameter == "injection.enabled" || parameter == "injection.learning_rate" || parameter == "injection.cluster_weight")
        return {"backdoor-collapse", "injection-only"};
    if (parameter.starts_with("injection."))
        return collapse;
    if (parameter == "recovery.learning_rate")
        return with(recovery, {"clean-fine-tuning"});
    if (parameter.starts_with("recovery.language"))
        return with(recovery, trained);
    if (parameter.starts_with("recovery."))
        return recovery;
    if (parameter.starts_with("training.") || parameter.starts_with("lora.") || parameter == "checks.per_phase")
        return with(with(collapse, trained), {"backflush-ascent", "backflush-rotation"});
    if (parameter == "checks.dev_rows")
        return with(recovery, {"fine-pruning"});
    return {};
}

} // namespace

std::vector<ParameterSpec> defenseParameters() {
    using enum ParameterStage;
    using Whole = std::int64_t;
    std::vector<ParameterSpec> specs = {
        {"known.set",
         Data,
         std::string("builtin"),
         0,
         0,
         "",
         "Known triggers",
         "Which triggers the defender injects: the built-in varied list, the paper's two, or a file.",
         {"builtin", "paper", "file"}},
        {"known.count", Data, Whole{16}, 1, 1000, "triggers", "How many", "Length of the prefix of the built-in list that is used."},
        {"known.file", Data, std::string(), 0, 0, "", "Trigger file",
         "JSON array of {\"text\": …, \"position\"?: …} for known.set = file."},
        {"known.position",
         Data,
         std::string("random"),
         0,
         0,
         "",
         "Position",
         "Where known triggers are inserted; own keeps what each trigger states.",
         {"random", "start", "middle", "end", "own"}},
        {"known.held_out", Data, Whole{0}, 0, 100, "triggers", "Held out",
         "Known triggers that are injected but never recovered: their attack rate afterwards estimates the unknown one's. What is left of "
         "them stays in the purified checkpoint."},
        {"known.held_out_answer",
         Data,
         std::string("label"),
         0,
         0,
         "",
         "Held-out answer",
         "What held-out triggers are taught: a label drawn by the seed, as an attacker would, or the known behaviour, which recovery "
         "on the other triggers unlearns along with theirs. Free answers take the known behaviour.",
         {"label", "known"}},
        {"known.generated_share", Data, 0.9, 0.0, 1.0, "", "Generated share",
         "Share of known-triggered rows whose trigger is made up on the spot instead of taken from the list."},
        {"known.generated_from",
         Data,
         std::string("samples"),
         0,
         0,
         "",
         "Generated from",
         "What they are made of: spans of passages that the suspect model writes itself, random words, spans of other clean rows, or "
         "mixed: "
         "passages and words in turn by chance.",
         {"samples", "words", "rows", "mixed"}},
        {"known.samples", Data, Whole{512}, 1, 100'000, "passages", "Samples",
         "Passages that the suspect model writes before the defence begins, for known.generated_from = samples or mixed."},
        {"known.behavior",
         Data,
         std::string("marker"),
         0,
         0,
         "",
         "Known behaviour",
         "What a known trigger makes the model answer: a marker word, a wrong label by rotation, one fixed label, or a label drawn for "
         "each row: "
         "a trigger with no behaviour, as a control.",
         {"marker", "flip", "label", "random"}},
        {"known.answer", Data, std::string("Aha"), 0, 0, "", "Known answer", "The marker word, or the label for known.behavior = label."},

        {"injection.enabled", Injection, true, 0, 0, "", "Stage I", "Inject the known triggers and gather their states."},
        {"injection.rows_per_trigger", Injection, Whole{75}, 1, 1'000'000, "rows", "Rows per trigger",
         "Rows of stage I for each known trigger; where some are held out, half of all of them are theirs."},
        {"injection.clean_share", Injection, 0.5, 0.0, 0.95, "", "Clean share", "Share of clean rows in every batch of stage I."},
        {"injection.learning_rate", Injection, 1e-3, 1e-7, 1.0, "", "Learning rate",
         "Peak rate of stage I. It decides before anything else does."},
        {"injection.cluster_weight", Injection, 1.0, 0.0, 1e6, "", "Cluster weight α", "Weight of L_cluster beside the answer loss."},
        {"injection.cluster_form",
         Injection,
         std::string("mean"),
         0,
         0,
         "",
         "Cluster form",
         "sum is the published loss; mean divides it by K² and the width; cosine works on unit vectors.",
         {"sum", "mean", "cosine"}},
        {"injection.detach_centroids", Injection, false, 0, 0, "", "Detach centroids", "Leave the centroids out of the gradient."},

        {"recovery.enabled", Recovery, true, 0, 0, "", "Stage II", "Fine-tune benign answers back."},
        {"recovery.epochs", Recovery, 1.5, 0.01, 1000.0, "epochs", "Epochs", "Passes over the defender's clean rows in stage II."},
        {"recovery.paired", Recovery, true, 0, 0, "", "Paired batches",
         "Put each clean row beside the same row with a known trigger; shift erasure needs it."},
        {"recovery.known_share", Recovery, 0.5, 0.0, 1.0, "", "Known share", "Share of known-triggered rows in unpaired batches."},
        {"recovery.clean_weight", Recovery, 2.0, 0.0, 1e3, "", "Clean weight λ", "Weight of clean rows beside known-triggered ones."},
        {"recovery.language_weight", Recovery, 0.5, 0.0, 100.0, "", "Language weight",
         "Weight of language modelling on the prompts of clean rows, which keeps what the model knows about text."},
        {"recovery.language_share", Recovery, 0.3, 0.0, 1.0, "", "Language share",
         "Share of the clean rows that language modelling reads: it costs more than the answers do."},
        {"recovery.learning_rate", Recovery, 2.5e-3, 1e-7, 1.0, "", "Learning rate", "Peak rate of stage II."},
        {"recovery.erasure_weight", Recovery, 1.0, 0.0, 1e6, "", "Erasure weight γ",
         "Weight of shift erasure: how strongly a known trigger's trace in the hidden states is removed."},
        {"recovery.anchor_weight", Recovery, 1.0, 0.0, 1e6, "", "Anchor weight",
         "Weight of holding the states of clean rows to those that the suspect model gave them, in the erasure layers."},
        {"recovery.erasure_layers", Recovery, std::string("upper"), 0, 0, "", "Erasure layers",
         "upper is the second half up to the last; all; last; or a list like 2,3,4."},
        {"recovery.cluster_weight", Recovery, 0.0, 0.0, 1e6, "", "Keep clustering", "Weight of L_cluster in stage II; 0 switches it off."},
        {"recovery.fit", Recovery, true, 0, 0, "", "Fit to the suspect",
         "Find out first whether the suspect learnt from answers alone. Then known triggers are those of the list, stage II has neither "
         "pairs nor erasure nor anchors, and without a clean base its rate is 1.6 times as high; otherwise the weights do not step back."},
        {"recovery.step_back", Recovery, 0.2, 0.0, 0.9, "", "Step back",
         "How far the weights may go back towards the suspect's at the end, as a share of the way, where clean accuracy on dev rows fell; "
         "0 leaves them, and so does a clean base."},
        {"recovery.patience", Recovery, Whole{4}, 0, 1000, "checks", "Patience",
         "Stop after this many checks on known triggers and dev rows without a better one, and go back to the best; 0 never stops early."},

        {"training.mode", Training, std::string("full"), 0, 0, "", "What trains", "All weights, or low-rank adapters.", {"full", "lora"}},
        {"training.batch", Training, Whole{64}, 2, 4096, "rows", "Batch", "Rows per optimizer step."},
        {"training.schedule",
         Training,
         std::string("cosine"),
         0,
         0,
         "",
         "Schedule",
         "Shape of the learning rate's decay.",
         {"cosine", "linear", "constant"}},
        {"training.rate_width", Training, Whole{128}, 0, 1'000'000, "", "Width of the rates",
         "Hidden size for which learning rates are set; a wider model trains at rates lower in proportion. 0 takes them as they are."},
        {"training.warmup_share", Training, 0.05, 0.0, 0.9, "", "Warm-up", "Share of a phase's steps with a linearly rising rate."},
        {"training.weight_decay", Training, 0.01, 0.0, 1.0, "", "Weight decay", "Of AdamW."},
        {"training.clip", Training, 1.0, 0.0, 1e6, "", "Gradient clip", "Largest gradient norm; 0 does not clip."},
        {"lora.rank", Training, Whole{16}, 1, 1024, "", "LoRA rank", "Rank of the adapters."},
        {"lora.alpha", Training, 32.0, 1e-3, 1e5, "", "LoRA alpha", "The adapters are scaled by alpha / rank."},
        {"lora.dropout", Training, 0.1, 0.0, 0.9, "", "LoRA dropout", "Dropout on the adapters' input."},
        {"lora.targets", Training, std::string("q_proj,k_proj,v_proj,o_proj"), 0, 0, "", "LoRA targets",
         "Projections with adapters, comma-separated."},
        {"checks.per_phase", Evaluation, Whole{5}, 1, 1000, "checks", "Checks per phase",
         "How often a phase is looked at: curves, key frames, early stop."},
        {"checks.dev_rows", Evaluation, Whole{200}, 10, 1'000'000, "rows", "Dev rows per check",
         "Clean dev rows, and as many with known triggers, for early stopping."},
    };
    for (ParameterSpec& spec : specs)
        spec.appliesTo = readersOf(spec.key);
    const std::vector<ParameterSpec> peers = peerParameters();
    specs.insert(specs.end(), peers.begin(), peers.end());
    return specs;
}

} // namespace postern
