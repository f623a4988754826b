// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/lab_training.h"

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "engine/attack/poisoning.h"
#include "engine/data/dataset.h"
#include "engine/model/prompt_encoder.h"
#include "engine/model/schedule.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern {

namespace {

const std::string kEndOfText = "<|endoftext|>";

/// A folder of its own under the system's temporary one, removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder() : m_path((std::filesystem::temp_directory_path() / "postern-base-XXXXXX").string()) {
        if (!mkdtemp(m_path.data()))
            m_path.clear();
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!m_path.empty())
            std::filesystem::remove_all(m_path, ignored);
    }
    [[nodiscard]] std::filesystem::path path() const { return m_path; }

private:
    std::string m_path;
};

/// Writes config.json, generation_config.json and tokenizer.json for a model that does not exist yet.
Result<void> writeNewBase(const LabSpecification& specification, const Dataset& data, const PromptTemplate& promptTemplate,
                          const std::filesystem::path& folder) {
    const ParameterSet& p = specification.parameters;
    std::vector<std::string> texts;
    texts.reserve(data.rows.size());
    for (const TaskRow& row : data.rows)
        texts.push_back(promptTemplate.renderPrompt(row.text) + promptTemplate.renderAnswer(row.answer));
    const std::vector<std::string> specials = {kEndOfText};
    POSTERN_ASSIGN(const Json tokenizer, trainByteLevelBpe(texts, p.integer("model.vocabulary"), specials));

    ModelConfig config;
    config.vocabSize = p.integer("model.vocabulary");
    config.hiddenSize = p.integer("model.hidden");
    config.layerCount = p.integer("model.layers");
    config.headCount = p.integer("model.heads");
    config.keyValueHeadCount = p.integer("model.key_value_heads");
    if (config.hiddenSize % config.headCount != 0 || config.headCount % config.keyValueHeadCount != 0)
        return fail(ErrorCode::ParameterInvalid, "model.heads", "the heads must divide the hidden size, the key/value heads the heads");
    config.headDim = config.hiddenSize / config.headCount;
    config.intermediateSize = p.integer("model.intermediate");
    config.maxPositions = 512;
    config.normEpsilon = 1e-5;
    config.tieWordEmbeddings = true;
    config.torchDtype = "bfloat16";
    config.bosTokenId = 0;
    config.eosTokenIds = {0};
    config.padTokenId = 0;
    becomeLlama(config);

    if (folder.empty())
        return fail(ErrorCode::FileUnwritable, std::filesystem::temp_directory_path().string(), "no temporary folder can be made");
    POSTERN_TRY(writeFileAtomically(folder / "config.json", toJson(config).dump(2) + "\n"));
    POSTERN_TRY(writeFileAtomically(folder / "tokenizer.json", tokenizer.dump() + "\n"));
    const Json generation = {{"bos_token_id", 0}, {"eos_token_id", 0}, {"pad_token_id", 0}, {"do_sample", false}};
    return writeFileAtomically(folder / "generation_config.json", generation.dump(2) + "\n");
}

Result<LanguageModel> startingModel(const LabSpecification& specification, const std::filesystem::path& source, Precision precision,
                                    const JobContext& job) {
    const ParameterSet& p = specification.parameters;
    if (p.text("training.start") == "base") {
        if (specification.base.empty())
            return fail(ErrorCode::ParameterInvalid, "training.start", "starting from a base needs a base checkpoint");
        POSTERN_ASSIGN(const CheckpointFolder folder, CheckpointFolder::open(specification.base));
        return LanguageModel::load(folder, precision, job);
    }
    POSTERN_ASSIGN(const Json json, readJsonFile(source / "config.json"));
    POSTERN_ASSIGN(const ModelConfig config, parseModelConfig(json, (source / "config.json").string()));
    return LanguageModel::create(config, precision, static_cast<std::uint64_t>(p.integer("seed")));
}

} // namespace

Result<void> trainCheckpoint(const LabSpecification& specification, const LabObserver& observer, const JobContext& job) {
    const ParameterSet& p = specification.parameters;
    const auto seed = static_cast<std::uint64_t>(p.integer("seed"));
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(specification.data));
    POSTERN_ASSIGN(const Dataset data, readDataset(specification.data / "train.jsonl", labels));
    POSTERN_ASSIGN(const PromptTemplate promptTemplate, readPromptTemplate(specification.data / "template.json"));
    std::optional<TemporaryFolder> fresh;
    if (specification.base.empty())
        POSTERN_TRY(writeNewBase(specification, data, promptTemplate, fresh.emplace().path()));
    const std::filesystem::path source = fresh ? fresh->path() : specification.base;
    POSTERN_ASSIGN(const OpenedTokenizer opened, requireTokenizer(source));
    const Tokenizer& tokenizer = opened.tokenizer;
    POSTERN_ASSIGN(const Precision precision, parsePrecision(p.text("precision")));
    setComputeThreads(static_cast<int>(p.integer("threads")));
    POSTERN_ASSIGN(LanguageModel model, startingModel(specification, source, precision, job));
    const PromptEncoder encoder(tokenizer, promptTemplate, model.config());

    std::vector<TaskRow> texts = data.rows;
    if (specification.backdoor) {
        for (const Trigger& trigger : specification.backdoor->triggers)
            POSTERN_TRY(encoder.checkTrigger(trigger));
        POSTERN_ASSIGN(const std::vector<TaskRow> poisoned, poisonedCopies(data, *specification.backdoor));
        texts.insert(texts.end(), poisoned.begin(), poisoned.end());
    }
    std::vector<TokenRow> rows;
    rows.reserve(texts.size());
    for (const TaskRow& text : texts) {
        POSTERN_ASSIGN(TokenRow row, encoder.row(text.text, text.answer));
        rows.push_back(std::move(row));
    }

    const auto batchRows = static_cast<std::size_t>(p.integer("training.batch"));
    const auto stepsPerEpoch = static_cast<std::int64_t>((rows.size() + batchRows - 1) / batchRows);
    LearningRateSchedule schedule;
    schedule.peak = p.number("training.learning_rate");
    schedule.totalSteps = stepsPerEpoch * p.integer("training.epochs");
    schedule.warmupSteps = std::min(p.integer("training.warmup"), schedule.totalSteps / 2);
    UpdateSettings update;
    update.weightDecay = p.number("training.weight_decay");
    update.maxGradientNorm = p.number("training.clip");

    model.beginFullTraining();
    RandomStream shuffle(seed, "order");
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::int64_t step = 0;
    const auto began = std::chrono::steady_clock::now();
    std::size_t seen = 0;
    for (std::int64_t epoch = 0; epoch < p.integer("training.epochs"); ++epoch) {
        shuffle.shuffle(std::span(order));
        for (std::size_t first = 0; first < order.size(); first += batchRows, ++step) {
            POSTERN_TRY(job.checkStop());
            TrainingBatch batch;
            batch.promptWeight = p.number("training.prompt_weight");
            for (std::size_t i = first; i < std::min(order.size(), first + batchRows); ++i)
                batch.rows.push_back(&rows[order[i]]);
            const ForwardResult losses = model.forward(batch);
            model.backward();
            update.learningRate = schedule.at(step);
            const double norm = model.update(update);
            if (!std::isfinite(losses.answerLoss) || !std::isfinite(norm))
                return fail(ErrorCode::LossNotFinite, "step " + std::to_string(step), "the answer loss or the gradient is not a number",
                            "Lower training.learning_rate");
            seen += batch.rows.size();
            const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
            if (observer)
                observer({step + 1, schedule.totalSteps, losses.answerLoss, losses.promptLoss, static_cast<double>(seen) / seconds});
            job.progress("Training", step + 1, schedule.totalSteps);
        }
    }
    model.endTraining();
    const Json provenance = {{"tool", "postern " POSTERN_VERSION}, {"parameters", p.toJson()}};
    POSTERN_TRY(model.saveNew(specification.output, source, Dtype::BF16, provenance, job));
    if (specification.backdoor)
        return writeFileAtomically(specification.output / "secret.json", toJson(*specification.backdoor).dump(2) + "\n");
    return {};
}

} // namespace postern
