// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/lab_task.h"

#include "engine/core/hash.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern {

namespace {

Result<LanguageModel> startingModel(const LabSpecification& specification, const std::filesystem::path& source, bool fromBase,
                                    const JobContext& job) {
    const ParameterSet& p = specification.parameters;
    POSTERN_ASSIGN(const Precision precision, parsePrecision(p.text("precision")));
    if (fromBase) {
        POSTERN_ASSIGN(const CheckpointFolder folder, CheckpointFolder::open(specification.base));
        return LanguageModel::load(folder, precision, job);
    }
    POSTERN_ASSIGN(const Json json, readJsonFile(source / "config.json"));
    POSTERN_ASSIGN(const ModelConfig config, parseModelConfig(json, (source / "config.json").string()));
    return LanguageModel::create(config, precision, static_cast<std::uint64_t>(p.integer("seed")));
}

} // namespace

Result<std::unique_ptr<LabTask>> LabTask::open(const LabSpecification& specification, bool fromBase, const JobContext& job) {
    const ParameterSet& p = specification.parameters;
    fromBase = fromBase || p.text("training.start") == "base";
    if (fromBase && specification.base.empty())
        return fail(ErrorCode::ParameterInvalid, "training.start", "starting from a base needs a base checkpoint");
    if (!fromBase && p.text("training.mode") == "lora")
        return fail(ErrorCode::ParameterInvalid, "training.mode", "adapters need weights to stand beside", "Set training.start to base");
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(specification.data));
    POSTERN_ASSIGN(Dataset data, readDataset(specification.data / "train.jsonl", labels));
    keepSome(data, static_cast<std::size_t>(p.integer("training.rows")), static_cast<std::uint64_t>(p.integer("seed")));
    POSTERN_ASSIGN(PromptTemplate promptTemplate, readPromptTemplate(specification.data / "template.json"));
    std::unique_ptr<TemporaryFolder> fresh;
    if (specification.base.empty()) {
        fresh = std::make_unique<TemporaryFolder>();
        POSTERN_TRY(writeNewBase(p, data, promptTemplate, fresh->path()));
    }
    const std::filesystem::path source = fresh ? fresh->path() : specification.base;
    POSTERN_ASSIGN(OpenedTokenizer opened, requireTokenizer(source));
    setComputeThreads(static_cast<int>(p.integer("threads")));
    POSTERN_ASSIGN(LanguageModel model, startingModel(specification, source, fromBase, job));
    return std::unique_ptr<LabTask>(new LabTask(specification, std::move(fresh), std::move(data), std::move(opened.tokenizer),
                                                std::move(model), std::move(promptTemplate), fromBase));
}

Result<void> LabTask::checkTriggers() const {
    if (!m_specification.backdoor)
        return {};
    for (const Trigger& trigger : secret().triggers)
        POSTERN_TRY(m_encoder.checkTrigger(trigger));
    return {};
}

Result<std::vector<TokenRow>> LabTask::encode(const std::vector<LabRow>& rows) const {
    std::vector<TokenRow> encoded;
    encoded.reserve(rows.size());
    for (const LabRow& row : rows) {
        POSTERN_ASSIGN(TokenRow tokens, m_encoder.row(row.row.text, row.row.answer));
        encoded.push_back(std::move(tokens));
    }
    return encoded;
}

Result<void> LabTask::beginTraining() {
    const ParameterSet& p = parameters();
    if (p.text("training.mode") == "full") {
        m_model.beginFullTraining();
        return {};
    }
    LoraSettings settings;
    settings.rank = p.integer("lora.rank");
    settings.alpha = p.number("lora.alpha");
    settings.dropout = p.number("lora.dropout");
    settings.targets.clear();
    std::string_view rest = p.text("lora.targets");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        settings.targets.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return m_model.beginLoraTraining(settings, seed());
}

Result<LoopSettings> LabTask::loop(const JobContext& job) const {
    LoopSettings settings = loopSettings(parameters());
    Sha256 print;
    print.add(parameters().toJson().dump());
    POSTERN_ASSIGN(const std::string rows, sha256File(m_specification.data / "train.jsonl", job));
    print.add(rows + toJson(m_encoder.promptTemplate()).dump());
    if (!m_specification.base.empty()) {
        POSTERN_ASSIGN(const CheckpointFolder folder, CheckpointFolder::open(m_specification.base));
        POSTERN_ASSIGN(const auto hashes, hashCheckpoint(folder, job));
        for (const auto& [name, hash] : hashes)
            print.add(name + hash);
    }
    if (m_specification.backdoor) {
        print.add(toJson(secret()).dump());
        for (const auto& [text, rewritten] : secret().rewrites)
            print.add(text + '\n' + rewritten + '\n');
    }
    settings.resume = unfinishedTraining(m_specification.output);
    settings.fingerprint = print.finish();
    return settings;
}

Result<void> LabTask::save(const JobContext& job) const {
    const Json provenance = {{"tool", "postern " POSTERN_VERSION}, {"parameters", parameters().toJson()}};
    const std::filesystem::path& output = m_specification.output;
    if (m_fromBase) {
        POSTERN_ASSIGN(const CheckpointFolder folder, CheckpointFolder::open(m_specification.base));
        POSTERN_TRY(m_model.saveLike(folder, output, provenance, job));
    } else {
        POSTERN_TRY(m_model.saveNew(output, m_fresh ? m_fresh->path() : m_specification.base, Dtype::BF16, provenance, job));
    }
    if (m_specification.backdoor)
        return writeSecret(*m_specification.backdoor, output);
    return {};
}

} // namespace postern
