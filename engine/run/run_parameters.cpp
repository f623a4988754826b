// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/defense_catalog.h"
#include "engine/defense/defense_parameters.h"
#include "engine/run/runner.h"

namespace postern {

namespace {

ParameterSpec defenseChoice() {
    ParameterSpec choice = {"defense",
                            ParameterStage::Defense,
                            std::string(defenseCatalog().front().key),
                            0,
                            0,
                            "",
                            "Defence",
                            "What is done to the model; the others are there to be compared with."};
    for (const DefenseFacts& facts : defenseCatalog()) {
        choice.choices.push_back(facts.key);
        choice.details.push_back({facts.label, facts.method, facts.assumes, facts.costs});
    }
    return choice;
}

} // namespace

const ParameterTable& runParameters() {
    using enum ParameterStage;
    using Whole = std::int64_t;
    static const ParameterTable table = [] {
        std::vector<ParameterSpec> specs = defenseParameters();
        const std::vector<ParameterSpec> others = {
            {"data.template",
             Data,
             std::string("auto"),
             0,
             0,
             "",
             "Prompt template",
             "How a passage becomes a prompt; auto takes the data's own template.json, else the model's chat template, else plain.",
             {"auto", "dataset", "chat", "alpaca", "plain"}},
            {"data.special_tokens",
             Data,
             std::string("text"),
             0,
             0,
             "",
             "Special tokens in passages",
             "What a special token written inside a passage is: text like any other, or the token (when it may be the trigger).",
             {"text", "token"}},
            {"evaluation.rows", Evaluation, Whole{250}, 10, 10'000'000, "rows", "Rows per check",
             "Clean and unknown-triggered test rows at a check."},
            {"evaluation.control_rows", Evaluation, Whole{100}, 10, 10'000'000, "rows", "Control rows per check",
             "Rows with the neutral control phrase at a check."},
            {"evaluation.known_rows", Evaluation, Whole{15}, 5, 10'000'000, "rows", "Known rows per check",
             "Rows per known trigger at a check."},
            {"evaluation.final_rows", Evaluation, Whole{0}, 0, 10'000'000, "rows", "Rows before and after",
             "Clean and unknown-triggered rows of the baseline and the final measurement; 0 takes all."},
            {"evaluation.final_control_rows", Evaluation, Whole{600}, 0, 10'000'000, "rows", "Control rows before and after",
             "Control rows of the baseline and the final measurement; 0 takes all."},
            {"evaluation.final_known_rows", Evaluation, Whole{60}, 0, 10'000'000, "rows", "Known rows before and after",
             "Rows per known trigger of the baseline and the final measurement; 0 takes all."},
            {"evaluation.perplexity_rows", Evaluation, Whole{200}, 0, 10'000'000, "rows", "Perplexity rows",
             "Clean test rows for the perplexity before and after; 0 skips it."},
            {"evaluation.max_new_tokens", Evaluation, Whole{48}, 1, 4096, "tokens", "Longest answer",
             "Tokens that are generated at most where answers are free text; target and known answer always fit."},
            {"projection.rows", Projection, Whole{100}, 10, 5000, "rows", "Rows per class",
             "Rows of each class whose hidden states are captured at every key frame."},
            {"projection.layers", Projection, std::string("all"), 0, 0, "", "Layers", "all, last, or a list like 0,2,4."},
            {"projection.shared_bases", Projection, true, 0, 0, "", "Shared bases",
             "Use the same passages in all four classes, or different ones."},
            {"projection.perplexity", Projection, 30.0, 2.0, 1000.0, "", "t-SNE perplexity", "Effective number of neighbours."},
            {"projection.iterations", Projection, Whole{500}, 0, 100'000, "", "t-SNE iterations",
             "Of the first frame; later ones go on from the one before with a fifth. 0 computes no t-SNE."},
            {"seed", Run, Whole{1}, 0, 1e15, "", "Seed", "Decides every random choice of the run."},
            {"precision",
             Run,
             std::string("auto"),
             0,
             0,
             "",
             "Precision",
             "Type of matrix products; auto is bf16 where the CPU has it.",
             {"auto", "fp32", "bf16"}},
            {"threads", Run, Whole{0}, 0, 1024, "threads", "Threads",
             "Of the engine; 0 uses every core. Equal numbers need equal threads."},
            {"adapter.keep", ParameterStage::Training, false, 0, 0, "", "Keep adapters",
             "Hold low-rank adapters beside the weights: training goes on with the given one, and the outcome is written as an adapter."},
            {"save_checkpoint", Run, true, 0, 0, "", "Save checkpoint", "Write the purified model into the run folder."},
        };
        specs.insert(specs.end(), others.begin(), others.end());
        specs.insert(specs.begin(), defenseChoice());
        return ParameterTable(std::move(specs));
    }();
    return table;
}

Json withCurrentNames(Json parameters) {
    if (!parameters.is_object() || !parameters.contains("control"))
        return parameters;
    const Json control = parameters["control"];
    parameters.erase("control");
    if (!parameters.contains("defense"))
        parameters["defense"] = control == "none" ? Json(defenseCatalog().front().key) : control;
    return parameters;
}

std::vector<std::string> presetNames() {
    return {"postern", "paper"};
}

Result<ParameterSet> presetParameters(std::string_view name) {
    ParameterSet parameters(runParameters());
    if (name == "postern")
        return parameters; // the table's own values
    if (name != "paper")
        return fail(ErrorCode::ParameterInvalid, "preset", "\"" + printable(name, 40) + "\" is neither postern nor paper");
    // What is published or follows from the readable re-implementation; stage II's numbers are not known, so it mirrors
    // stage I (two triggers, adapters, low rate, no pairing, no erasure).
    const Json values = {{"known.set", "paper"},
                         {"known.count", 2},
                         {"known.generated_share", 0.0},
                         {"known.position", "end"},
                         {"injection.rows_per_trigger", 9000},
                         {"injection.clean_share", 0.3334},
                         {"injection.learning_rate", 2e-5},
                         {"injection.cluster_weight", 1.0},
                         {"injection.cluster_form", "sum"},
                         {"recovery.epochs", 3.0},
                         {"recovery.paired", false},
                         {"recovery.clean_weight", 1.0},
                         {"recovery.known_share", 0.6667},
                         {"recovery.learning_rate", 2e-5},
                         {"recovery.language_weight", 0.0},
                         {"recovery.erasure_weight", 0.0},
                         {"recovery.anchor_weight", 0.0},
                         {"recovery.step_back", 0.0},
                         {"recovery.fit", false},
                         {"training.mode", "lora"},
                         {"training.batch", 8},
                         {"training.schedule", "linear"},
                         {"training.rate_width", 0},
                         {"training.warmup_share", 0.0},
                         {"training.weight_decay", 0.0}};
    POSTERN_TRY(parameters.setFromJson(values, "paper"));
    return parameters;
}

} // namespace postern
