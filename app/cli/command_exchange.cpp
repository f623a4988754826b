// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <string>
#include <vector>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/json_text.h"
#include "engine/core/hash.h"
#include "engine/model/state_export.h"
#include "engine/run/run_estimate.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern::cli {

namespace {

struct StatesOptions {
    std::filesystem::path folder, adapter, batch, output;
    std::string prefix;
    std::string precision = "fp32"; // what is compared with other programs should not be rounded
    int threads = 0;
    bool acceptMemoryRisk = false;
};

/// Tokens of the batch, padding included.
Result<std::int64_t> batchTokens(const std::filesystem::path& path, const std::string& prefix) {
    POSTERN_ASSIGN(const SafetensorsFile file, SafetensorsFile::open(path));
    const TensorView* ids = file.find(prefix + "input_ids");
    return ids ? ids->elementCount() : 0;
}

Result<void> exportBatch(const StatesOptions& options, const Context& context) {
    POSTERN_ASSIGN(const Precision precision, parsePrecision(options.precision));
    POSTERN_ASSIGN(const CheckpointFolder folder, CheckpointFolder::open(options.folder));
    if (!options.acceptMemoryRisk) {
        POSTERN_ASSIGN(const std::int64_t tokens, batchTokens(options.batch, options.prefix));
        const RunEstimate estimate = estimateStates(folder.config(), precision == Precision::Bfloat16, tokens);
        POSTERN_TRY(checkMemory(estimate, options.folder.string()));
    }
    std::optional<AdapterFolder> adapter;
    if (!options.adapter.empty()) {
        POSTERN_ASSIGN(adapter, AdapterFolder::open(options.adapter));
    }
    const int threads = setComputeThreads(options.threads);
    const JobContext job = context.job();
    POSTERN_ASSIGN(LanguageModel model,
                   LanguageModel::load(folder, precision, job, LanguageModel::Purpose::Inference, {adapter ? &*adapter : nullptr, false}));
    POSTERN_TRY(exportStates(model, options.batch, options.prefix, options.output, job));
    context.say("Wrote " + printable(options.output.string()) + " (" + std::string(precisionName(precision)) + ", " +
                std::to_string(threads) + " threads)");
    if (context.json)
        Context::print(dumpJson({{"schema", 1},
                                 {"output", options.output.string()},
                                 {"precision", precisionName(precision)},
                                 {"threads", threads},
                                 {"layers", model.config().layerCount}}));
    return {};
}

struct TokenizeOptions {
    std::filesystem::path place, texts, output;
};

/// An array of strings or of objects with "text", or an object that holds such an array as "texts".
Result<std::vector<std::string>> readTexts(const std::filesystem::path& path) {
    POSTERN_ASSIGN(const Json json, readJsonFile(path));
    const auto inner = json.is_object() ? json.find("texts") : json.end();
    const Json& list = json.is_object() && inner != json.end() ? *inner : json;
    if (!list.is_array())
        return fail(ErrorCode::DataMalformed, path.string(), "it holds no array of texts", R"(Write ["a text", …] or {"texts": […]})");
    std::vector<std::string> texts;
    texts.reserve(list.size());
    for (const Json& item : list) {
        const auto member = item.is_object() ? item.find("text") : item.end();
        const Json& text = item.is_object() && member != item.end() ? *member : item;
        if (!text.is_string())
            return fail(ErrorCode::DataMalformed, path.string(),
                        "entry " + std::to_string(texts.size()) + " is neither text nor an object with \"text\"");
        texts.push_back(text.get<std::string>());
    }
    return texts;
}

Result<Json> tokenizeOne(const Tokenizer& tokenizer, const std::string& text) {
    POSTERN_ASSIGN(const std::vector<Token> tokens, tokenizer.encodeWithOffsets(text, false));
    POSTERN_ASSIGN(const std::vector<std::int32_t> special, tokenizer.encode(text, true));
    std::vector<std::int32_t> ids;
    for (const Token& token : tokens)
        ids.push_back(token.id);
    Json result = {{"text", text},
                   {"ids", ids},
                   {"ids_special", special},
                   {"offsets", Json::array()},
                   {"tokens", Json::array()},
                   {"decoded", tokenizer.decode(ids, false)},
                   {"decoded_skip_special", tokenizer.decode(ids, true)}};
    for (const Token& token : tokens) {
        result["offsets"].push_back(Json::array({token.begin, token.end}));
        result["tokens"].push_back(std::string(tokenizer.idToToken(token.id)));
    }
    return result;
}

Result<void> tokenizeTexts(const TokenizeOptions& options, const Context& context) {
    POSTERN_ASSIGN(const OpenedTokenizer opened, requireTokenizer(options.place));
    POSTERN_ASSIGN(const std::vector<std::string> texts, readTexts(options.texts));
    const JobContext job = context.job();
    POSTERN_ASSIGN(const std::string hash, sha256File(opened.path, job));
    Json document = {
        {"schema", 1},
        {"tokenizer", {{"file", opened.path.string()}, {"sha256", hash}, {"kind", opened.kind}, {"size", opened.tokenizer.size()}}},
        {"results", Json::array()}};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        POSTERN_TRY(job.checkStop());
        auto result = tokenizeOne(opened.tokenizer, texts[i]);
        if (!result)
            return failBecause(result.error(), result.error().code, options.texts.string(), "entry " + std::to_string(i));
        document["results"].push_back(std::move(*result));
        job.progress("Tokenizing", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(texts.size()));
    }
    const std::string text = dumpJson(document) + '\n';
    if (options.output.empty()) {
        Context::print(text);
        return {};
    }
    POSTERN_TRY(writeFileAtomically(options.output, text));
    context.say("Wrote " + printable(options.output.string()));
    if (context.json)
        Context::print(dumpJson({{"schema", 1}, {"output", options.output.string()}, {"texts", texts.size()}}));
    return {};
}

/// The shared ending of both commands.
template <typename Options>
Action actionOf(std::shared_ptr<Options> options, Result<void> (*work)(const Options&, const Context&)) {
    return [options = std::move(options), work](const Context& context) {
        const auto done = work(*options, context);
        return done ? static_cast<int>(kDone) : context.failure(done.error());
    };
}

void addStatesCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<StatesOptions>();
    CLI::App* command = app.add_subcommand("states", "Compute all hidden states and logits of a batch of token ids");
    startHelpWith(*command, "Example: postern-cli states CHECKPOINT --batch batch.safetensors --out states.safetensors");
    command->add_option("folder", options->folder, "Checkpoint folder")->required();
    command->add_option("--adapter", options->adapter, "PEFT LoRA folder, merged as it is loaded");
    command
        ->add_option("--batch", options->batch,
                     "Safetensors file with input_ids and attention_mask, I64 [batch, length]; padding may stand on either side")
        ->required();
    command->add_option("--prefix", options->prefix, "What stands before the tensors' names, in the batch and in the result: \"right.\"");
    command
        ->add_option("--out", options->output,
                     "Safetensors file to write: hidden_states.0 … .L [batch, length, dim] (0 embeddings, L after the final norm) and\n"
                     "logits [batch, length, vocab], F32, zero where the mask is 0")
        ->required();
    command->add_option("--precision", options->precision, "Of matrix products: fp32 (default), bf16, or auto")
        ->check(CLI::IsMember({"fp32", "bf16", "auto"}));
    command->add_option("--threads", options->threads, "Compute threads; 0 is one per core")->check(CLI::Range(0, 4096));
    command->add_flag("--accept-memory-risk", options->acceptMemoryRisk, "Start even where the estimate says that memory will not do");
    command->callback([options, &action] { action = actionOf(options, exportBatch); });
}

void addTokenizeCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<TokenizeOptions>();
    CLI::App* command = app.add_subcommand("tokenize", "Turn texts into token ids and back");
    startHelpWith(*command, "Example: postern-cli tokenize CHECKPOINT --texts texts.json --out tokens.json");
    command->add_option("place", options->place, "Checkpoint folder, tokenizer.json or tokenizer.model")->required();
    command->add_option("--texts", options->texts, R"(JSON file: ["a text", …], [{"text": …}, …] or {"texts": […]})")->required();
    command->add_option("--out", options->output, "JSON file to write (default: standard output)");
    command->footer("The result is {\"schema\": 1, \"tokenizer\": {…}, \"results\": [{…}, …]}, a result for each text:\n"
                    "  ids, tokens, offsets   without special tokens; an offset is [begin, end) in bytes of the text\n"
                    "  ids_special            with the special tokens that the tokenizer adds\n"
                    "  decoded, decoded_skip_special   ids as text, with and without the special tokens among them");
    command->callback([options, &action] { action = actionOf(options, tokenizeTexts); });
}

} // namespace

void addExchangeCommands(CLI::App& app, Action& action) {
    addStatesCommand(app, action);
    addTokenizeCommand(app, action);
}

} // namespace postern::cli
