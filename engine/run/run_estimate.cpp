// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_estimate.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "engine/data/dataset.h"
#include "engine/defense/phase_trainer.h"
#include "engine/model/prompt_encoder.h"
#include "engine/run/machine_memory.h"
#include "engine/run/prompt_source.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern {

namespace {

constexpr std::size_t kSampleRows = 512;
/// A generated trigger is a span of at most 24 words, some tokens each.
constexpr double kTriggerTokens = 36;
constexpr std::int64_t kPassageTokens = 72; ///< of a passage that the suspect model writes

/// Lengths of the data's rows in tokens, prompt and answer.
struct RowLengths {
    double mean = 0;
    double deviation = 0;
    std::int64_t longest = 0;
    std::int64_t defenderRows = 0;
    bool freeAnswers = false;
};

Result<RowLengths> measureRows(const RunSpecification& specification, const ModelConfig& config, const JobContext& job) {
    POSTERN_ASSIGN(const OpenedTokenizer opened, requireTokenizer(specification.checkpoint));
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(specification.data));
    POSTERN_ASSIGN(const PromptSource source,
                   PromptSource::resolve(specification.parameters.text("data.template"), specification.checkpoint, specification.data,
                                         opened.tokenizer, localClock()));
    POSTERN_ASSIGN(const Dataset defender, readDataset(specification.data / "defender.jsonl", labels));
    const PromptEncoder encoder(opened.tokenizer, source.form(), config);
    RowLengths lengths;
    lengths.freeAnswers = labels.empty();
    lengths.defenderRows = static_cast<std::int64_t>(defender.rows.size());
    const std::size_t count = std::min(kSampleRows, defender.rows.size());
    double squares = 0;
    for (std::size_t i = 0; i < count; ++i) {
        POSTERN_TRY(job.checkStop());
        const TaskRow& row = defender.rows[i * defender.rows.size() / count];
        POSTERN_ASSIGN(const TokenRow tokens, encoder.row(row.text, row.answer));
        const auto length = static_cast<double>(tokens.tokens.size());
        lengths.mean += length / static_cast<double>(count);
        squares += length * length / static_cast<double>(count);
        lengths.longest = std::max(lengths.longest, static_cast<std::int64_t>(tokens.tokens.size()));
    }
    lengths.deviation = std::sqrt(std::max(0.0, squares - lengths.mean * lengths.mean));
    return lengths;
}

std::int64_t layersNamed(const std::string& text, std::int64_t all) {
    if (text == "all")
        return all;
    return 1 + std::count(text.begin(), text.end(), ',');
}

/// Float32 values that a defence keeps beside the weights, the batch and the anchors: copies of weights, states of every token.
Result<double> heldFloats(const ParameterSet& p, const ModelConfig& config, const RowLengths& rows, double batchTokens, bool bf16) {
    const std::string& defense = p.text("defense");
    const auto weights = static_cast<double>(config.parameterCount());
    const auto hidden = static_cast<double>(config.hiddenSize);
    const auto layers = static_cast<double>(config.layerCount);
    const auto cleanRows = static_cast<double>(rows.defenderRows);
    if (defense == "crow")
        return 2 * batchTokens * hidden * layers; // states and their gradients, and the offset
    if (defense == "nad") {
        POSTERN_ASSIGN(const std::vector<int> named, parseErasureLayers(p.text("nad.layers"), config.layerCount, "nad.layers"));
        return weights + static_cast<double>(named.size()) * (2 * batchTokens * hidden + cleanRows * rows.mean);
    }
    if (defense == "backflush-rotation") {
        const auto auxiliary =
            static_cast<double>(std::max(p.integer("backflush.rows"), p.integer("injection.rows_per_trigger") * p.integer("known.count")));
        return 2 * batchTokens * hidden + auxiliary * hidden;
    }
    if (defense == "bd-vax") {
        const double mlp = layers * hidden * static_cast<double>(config.intermediateSize) * (config.gatedMlp ? 3 : 2);
        return weights + static_cast<double>(2 * p.integer("bdvax.vaccines") + 1) * mlp; // a state to go on from holds them again
    }
    if (isRelevant(*p.table().find("recovery.step_back"), p))
        return p.flag("recovery.enabled") && p.number("recovery.step_back") > 0 && p.text("training.mode") == "full" ? weights : 0.0;
    if (defense == "fine-mixing")
        return 0.0; // what mixing takes is counted by itself
    const DefenseFacts* facts = findDefenseFacts(defense);
    return facts && facts->editsWeights ? (defense == "fine-pruning" || bf16 ? weights : 0.0) : 0.0;
}

Result<MemoryWork> workOf(const RunSpecification& specification, const ModelConfig& config, const RowLengths& rows, bool inference) {
    const ParameterSet& p = specification.parameters;
    MemoryWork work;
    POSTERN_ASSIGN(const Precision precision, parsePrecision(p.text("precision")));
    work.bf16 = precision == Precision::Bfloat16;
    work.rowTokens = std::min(rows.longest + static_cast<std::int64_t>(kTriggerTokens), config.maxPositions);
    if (rows.freeAnswers)
        work.newTokens = std::max(work.newTokens, p.integer("evaluation.max_new_tokens"));
    if (inference)
        return work;
    work.mode = p.text("training.mode") == "lora" ? MemoryWork::Mode::Lora : MemoryWork::Mode::Full;
    work.loraRank = p.integer("lora.rank");
    work.loraDropout = p.number("lora.dropout") > 0;
    std::stringstream targets(p.text("lora.targets"));
    for (std::string target; std::getline(targets, target, ',');)
        work.loraTargets.push_back(target);
    const auto batch = static_cast<double>(p.integer("training.batch"));
    // Half of a batch carries a trigger; sums of many rows keep near their mean, and the largest of all batches counts.
    work.batchTokens =
        static_cast<std::int64_t>(std::ceil(batch * (rows.mean + kTriggerTokens / 2) + 3 * rows.deviation * std::sqrt(batch)));
    work.batchLossTokens = work.batchTokens;
    POSTERN_ASSIGN(work.heldFloats, heldFloats(p, config, rows, static_cast<double>(work.batchTokens), work.bf16));
    if (!specification.base.empty() && findDefenseFacts(p.text("defense"))->base != BaseUse::None)
        work.mixingFloats = (work.bf16 ? 3.5 : 3) * static_cast<double>(config.parameterCount()); // the base, as a list, and the mixture
    if (findDefense(p.text("defense"))->work(p, {1, 1}).steps == 0)
        work.mode = MemoryWork::Mode::Inference; // it edits weights and trains none
    const ParameterSpec* sharing = p.table().find("known.generated_share");
    const bool samples = isRelevant(*sharing, p) && p.number(sharing->key) > 0;
    work.newTokens = samples ? std::max(work.newTokens, kPassageTokens) : work.newTokens;
    work.frameRows = p.integer("projection.rows") * (specification.secret.empty() ? 3 : 4);
    work.frameLayers = layersNamed(p.text("projection.layers"), config.layerCount + 1);
    work.tsne = p.integer("projection.iterations") > 0;
    if (isRelevant(*p.table().find("recovery.anchor_weight"), p) && p.flag("recovery.enabled") && p.number("recovery.anchor_weight") > 0) {
        POSTERN_ASSIGN(const std::vector<int> layers, parseErasureLayers(p.text("recovery.erasure_layers"), config.layerCount));
        work.anchorLayers = static_cast<std::int64_t>(layers.size());
        work.anchorRows = rows.defenderRows;
    }
    work.resume = true;
    work.saving = p.flag("save_checkpoint");
    return work;
}

RunEstimate estimateOf(const ModelConfig& config, MemoryWork work) {
    RunEstimate estimate;
    estimate.memory = estimateMemory(config, work);
    estimate.available = availableMemory();
    estimate.work = std::move(work);
    return estimate;
}

} // namespace

Result<RunEstimate> estimateRun(const RunSpecification& specification, bool inference, std::int64_t rowTokens, const JobContext& job) {
    POSTERN_ASSIGN(const CheckpointFolder folder, CheckpointFolder::open(specification.checkpoint));
    RowLengths rows{static_cast<double>(rowTokens), 0, rowTokens, 1000, false};
    if (!specification.data.empty()) {
        POSTERN_ASSIGN(rows, measureRows(specification, folder.config(), job));
    }
    POSTERN_ASSIGN(MemoryWork work, workOf(specification, folder.config(), rows, inference));
    return estimateOf(folder.config(), std::move(work));
}

RunEstimate estimateStates(const ModelConfig& config, bool bf16, std::int64_t tokens) {
    MemoryWork work;
    work.bf16 = bf16;
    work.rowTokens = tokens; // the whole batch goes through at once
    work.rowsAtOnce = 1;
    work.newTokens = 0;
    work.fullTokens = tokens;
    return estimateOf(config, std::move(work));
}

Result<void> checkMemory(const RunEstimate& estimate, const std::string& subject) {
    if (estimate.fits())
        return {};
    auto parts = estimate.memory.parts;
    std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.bytes > b.bytes; });
    std::string largest;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, parts.size()); ++i)
        largest += (i == 0 ? "" : ", ") + std::string(memoryPartName(parts[i].part)) + ' ' + byteText(parts[i].bytes);
    return fail(ErrorCode::MemoryInsufficient, subject,
                "about " + byteText(estimate.memory.total) + " of memory are needed (" + largest + ") and " +
                    byteText(*estimate.available) + " are available",
                estimate.work.mode == MemoryWork::Mode::Full
                    ? "Train low-rank adapters (training.mode=lora), use a smaller batch, or accept the risk (--accept-memory-risk)"
                    : "Use a smaller batch or a machine with more memory, or accept the risk (--accept-memory-risk)");
}

Result<void> refuseWhatDoesNotFit(const RunSpecification& specification, bool inference, const JobContext& job) {
    if (specification.acceptMemoryRisk)
        return {};
    const auto estimate = estimateRun(specification, inference, 256, job);
    return estimate ? checkMemory(*estimate, specification.checkpoint.string()) : Result<void>();
}

} // namespace postern
