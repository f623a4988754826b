// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/clean_fine_tuning.h"

#include "engine/attack/poisoning.h"
#include "engine/attack/training_loop.h"

namespace postern {

namespace {

constexpr double kWarmupShare = 0.1;

} // namespace

Result<Json> fineTuneOnCleanRows(LanguageModel& model, const PromptEncoder& encoder, const LabSpecification& specification,
                                 const LabObserver& observer, const JobContext& job) {
    const ParameterSet& p = specification.parameters;
    std::error_code none;
    const char* file = std::filesystem::exists(specification.data / "defender.jsonl", none) ? "defender.jsonl" : "train.jsonl";
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(specification.data));
    POSTERN_ASSIGN(Dataset data, readDataset(specification.data / file, labels));
    LoopSettings settings = loopSettings(p);
    keepSome(data, static_cast<std::size_t>(p.integer("survival.rows")), settings.seed);
    std::vector<TokenRow> rows;
    for (const TaskRow& row : data.rows) {
        POSTERN_ASSIGN(TokenRow tokens, encoder.row(row.text, row.answer));
        rows.push_back(std::move(tokens));
    }
    settings.what = "Clean fine-tuning";
    settings.batch = static_cast<std::size_t>(p.integer("survival.batch"));
    settings.epochs = p.integer("survival.epochs");
    settings.learningRate = p.number("survival.learning_rate");
    const std::size_t steps = (rows.size() + settings.batch - 1) / settings.batch * static_cast<std::size_t>(settings.epochs);
    settings.warmup = static_cast<std::int64_t>(kWarmupShare * static_cast<double>(steps));
    const std::string& mode = p.text("survival.mode");
    if (mode == "full") {
        model.beginFullTraining();
    } else {
        LoraSettings lora;
        lora.rank = 8;
        lora.alpha = 16;
        lora.dropout = 0;
        lora.targets = {"all-linear"};
        POSTERN_TRY(model.beginLoraTraining(lora, settings.seed));
    }
    const BatchPass pass = rowPass(model, rows, p.number("survival.prompt_weight"), job);
    POSTERN_TRY(trainLoop(model, rows.size(), settings, pass, observer, job));
    model.endTraining();
    return Json{{"rows", rows.size()},
                {"file", file},
                {"epochs", settings.epochs},
                {"batch", settings.batch},
                {"mode", mode},
                {"learningRate", settings.learningRate},
                {"promptWeight", p.number("survival.prompt_weight")}};
}

} // namespace postern
