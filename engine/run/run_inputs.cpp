// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_inputs.h"

#include <chrono>
#include <ctime>

#include "engine/core/hash.h"
#include "engine/defense/defense_catalog.h"
#include "engine/model/compute.h"
#include "engine/run/prompt_source.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern {

namespace {

Result<void> addFile(Json& files, const std::filesystem::path& path, const std::string& shown, const JobContext& job) {
    POSTERN_ASSIGN(const std::string hash, sha256File(path, job));
    std::error_code ignored;
    files.push_back({{"file", shown}, {"sha256", hash}, {"bytes", std::filesystem::file_size(path, ignored)}});
    return {};
}

std::string now() {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

} // namespace

Result<RunInputs> readRunInputs(const RunSpecification& specification, const JobContext& job) {
    POSTERN_ASSIGN(CheckpointFolder folder, CheckpointFolder::open(specification.checkpoint));
    POSTERN_ASSIGN(OpenedTokenizer opened, requireTokenizer(specification.checkpoint));
    RunInputs inputs{std::move(folder), std::nullopt, std::nullopt, std::move(opened.tokenizer), {}, {}, {}, {}, {},
                     std::nullopt,      Json::array()};
    if (specification.parameters.flag("adapter.keep") && specification.parameters.text("training.mode") != "lora")
        return fail(ErrorCode::ParameterInvalid, "adapter.keep", "adapters can only be kept where adapters are what trains",
                    "Set training.mode to lora");
    if (!specification.adapter.empty()) {
        POSTERN_ASSIGN(inputs.adapter, AdapterFolder::open(specification.adapter));
        POSTERN_TRY(inputs.adapter->checkAgainst(inputs.folder));
    }
    const std::string& defense = specification.parameters.text("defense");
    const DefenseFacts& facts = *findDefenseFacts(defense);
    const bool mixes = !specification.base.empty() && facts.base != BaseUse::None;
    if (specification.parameters.flag("adapter.keep") && mixes)
        return fail(ErrorCode::ParameterInvalid, "adapter.keep", "a clean base changes weights that a kept adapter is not part of",
                    "Merge the adapter, or leave the base out");
    if (specification.parameters.flag("adapter.keep") && facts.editsWeights)
        return fail(ErrorCode::ParameterInvalid, "adapter.keep", defense + " changes weights, so its outcome is no adapter",
                    "Merge the adapter, or choose a defence that only trains");
    if (!specification.base.empty()) {
        POSTERN_ASSIGN(inputs.base, CheckpointFolder::open(specification.base));
        if (mixes && !sameTensors(inputs.base->config(), inputs.folder.config()))
            return fail(ErrorCode::TensorMismatch, specification.base.string(), "the base has other tensors than the suspect",
                        "Name the clean checkpoint that the suspect was fine-tuned from, or none");
    } else if (facts.base == BaseUse::Required) {
        return fail(ErrorCode::ParameterInvalid, "base", defense + " needs the clean checkpoint that the suspect was fine-tuned from",
                    "Name its folder: --base FOLDER on the command line, Clean base in the window");
    }
    POSTERN_ASSIGN(inputs.labels, readTaskLabels(specification.data));
    POSTERN_ASSIGN(inputs.defender, readDataset(specification.data / "defender.jsonl", inputs.labels));
    POSTERN_ASSIGN(inputs.dev, readDataset(specification.data / "dev.jsonl", inputs.labels));
    POSTERN_ASSIGN(inputs.test, readDataset(specification.data / "test.jsonl", inputs.labels));
    if (!specification.secret.empty()) {
        POSTERN_ASSIGN(inputs.secret, readSecret(specification.secret));
        if (!inputs.labels.empty() && !inputs.secret->scorer && inputs.secret->flips.empty())
            POSTERN_TRY(labelIndex(inputs.labels, inputs.secret->target));
        for (const auto& [truth, answer] : inputs.secret->flips)
            for (const std::string& label : {truth, answer})
                POSTERN_TRY(labelIndex(inputs.labels, label));
    }
    if (specification.promptTemplate) {
        inputs.promptTemplate = *specification.promptTemplate;
    } else {
        POSTERN_ASSIGN(const PromptSource source,
                       PromptSource::resolve(specification.parameters.text("data.template"), specification.checkpoint, specification.data,
                                             inputs.tokenizer, localClock()));
        for (const auto& [dataset, file] :
             {std::pair(&inputs.defender, "defender.jsonl"), std::pair(&inputs.dev, "dev.jsonl"), std::pair(&inputs.test, "test.jsonl")})
            POSTERN_TRY(source.verify(dataset->rows, file, job));
        inputs.promptTemplate = source.form();
    }
    for (const std::string& file : inputs.folder.files())
        POSTERN_TRY(addFile(inputs.files, specification.checkpoint / file, file, job));
    for (const std::string& file : AdapterFolder::files())
        if (inputs.adapter)
            POSTERN_TRY(addFile(inputs.files, specification.adapter / file, "adapter/" + file, job));
    for (const std::string& file : inputs.base ? inputs.base->files() : std::vector<std::string>())
        POSTERN_TRY(addFile(inputs.files, specification.base / file, "base/" + file, job));
    for (const char* file : {"labels.json", "template.json", "defender.jsonl", "dev.jsonl", "test.jsonl"})
        if (std::error_code none; std::filesystem::exists(specification.data / file, none))
            POSTERN_TRY(addFile(inputs.files, specification.data / file, std::string("data/") + file, job));
    if (!specification.secret.empty())
        POSTERN_TRY(addFile(inputs.files, specification.secret, "secret (evaluation only)", job));
    return inputs;
}

WithAdapter withAdapter(const RunSpecification& specification, const RunInputs& inputs) {
    return {inputs.adapter ? &*inputs.adapter : nullptr, specification.parameters.flag("adapter.keep")};
}

PromptEncoder makeEncoder(const RunSpecification& specification, const RunInputs& inputs) {
    const bool asTokens = specification.parameters.text("data.special_tokens") == "token";
    return {inputs.tokenizer, inputs.promptTemplate, inputs.folder.config(), asTokens ? SpecialInText::Token : SpecialInText::Text};
}

Json runManifest(const RunSpecification& specification, const RunInputs& inputs, Precision precision) {
    const ModelConfig& config = inputs.folder.config();
    const ComputeFacts facts = computeFacts();
    Json manifest;
    manifest["schema"] = 1;
    manifest["tool"] = {{"name", "postern"}, {"version", POSTERN_VERSION}};
    manifest["title"] = specification.title;
    manifest["created"] = now();
    manifest["specification"] = {{"checkpoint", specification.checkpoint.string()},
                                 {"adapter", specification.adapter.string()},
                                 {"base", specification.base.string()},
                                 {"data", specification.data.string()},
                                 {"secret", specification.secret.string()},
                                 {"parameters", specification.parameters.toJson()},
                                 {"preset", specification.preset}};
    manifest["seeds"] = {{"run", specification.parameters.integer("seed")}};
    manifest["inputs"] = inputs.files;
    manifest["subject"] = {{"architecture", config.modelType},   {"parameters", config.parameterCount()},
                           {"layers", config.layerCount},        {"hidden size", config.hiddenSize},
                           {"vocabulary", config.vocabSize},     {"defender rows", inputs.defender.rows.size()},
                           {"dev rows", inputs.dev.rows.size()}, {"test rows", inputs.test.rows.size()}};
    manifest["machine"] = {
        {"cpu", facts.cpu},         {"cores", facts.cores},        {"threads", facts.threads}, {"precision", precisionName(precision)},
        {"kernels", facts.kernels}, {"torch", facts.torchVersion}, {"blas", facts.blas}};
    manifest["template"] = toJson(inputs.promptTemplate);
    manifest["outputs"] = Json::array();
    manifest["ending"] = "running";
    return manifest;
}

} // namespace postern
