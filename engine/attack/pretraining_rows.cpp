// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/pretraining_rows.h"

#include <algorithm>

#include "engine/attack/new_model.h"
#include "engine/core/hash.h"
#include "engine/data/dataset.h"
#include "engine/data/text_documents.h"
#include "engine/model/prompt_encoder.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern {

namespace {

constexpr std::size_t kWatchEvery = 64; ///< texts between two looks at the stop token
constexpr std::int32_t kEndId = 0;      ///< the only special token of the tokenizer made here

/// What changes the result: not how often work is saved, nor the number of threads.
std::string decisive(const ParameterSet& parameters) {
    Json json = parameters.toJson();
    json.erase("saving.minutes");
    json.erase("threads");
    return json.dump();
}

} // namespace

Result<PretrainingSources> readPretrainingSources(const PretrainingSpecification& specification, const JobContext& job) {
    PretrainingSources sources;
    Sha256 hash;
    hash.add(decisive(specification.parameters));
    const auto include = [&](const std::filesystem::path& file) -> Result<void> {
        std::error_code none;
        if (std::filesystem::exists(file, none)) {
            POSTERN_ASSIGN(const std::string digest, sha256File(file, job));
            hash.add(digest);
        }
        return {};
    };
    for (const std::filesystem::path& path : specification.texts) {
        POSTERN_TRY(job.checkStop());
        POSTERN_TRY(include(path));
        POSTERN_ASSIGN(std::vector<std::string> documents, readDocuments(path));
        std::move(documents.begin(), documents.end(), std::back_inserter(sources.documents));
    }
    for (std::size_t i = 0; i < specification.data.size(); ++i) {
        const std::filesystem::path& folder = specification.data[i];
        for (const char* file : {"train.jsonl", "template.json", "labels.json"})
            POSTERN_TRY(include(folder / file));
        POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(folder));
        POSTERN_ASSIGN(Dataset data, readDataset(folder / "train.jsonl", labels));
        for (TaskRow& row : data.rows)
            sources.rows.push_back({std::move(row.text), std::move(row.answer), i});
    }
    if (sources.documents.empty() && sources.rows.empty())
        return fail(ErrorCode::DataEmpty, "texts and data", "there is nothing to learn from");
    sources.fingerprint = hash.finish();
    return sources;
}

Result<void> writeFreshModel(const PretrainingSpecification& specification, const PretrainingSources& sources,
                             const std::filesystem::path& folder, const JobContext& job) {
    const ParameterSet& p = specification.parameters;
    POSTERN_ASSIGN(const ModelConfig config, newModelConfig(p, "llama", p.integer("model.positions")));
    if (p.integer("text.row_tokens") > config.maxPositions)
        return fail(ErrorCode::ParameterInvalid, "text.row_tokens", "a row is longer than the model has positions");

    std::vector<PromptTemplate> templates;
    for (const std::filesystem::path& data : specification.data) {
        POSTERN_ASSIGN(PromptTemplate form, readPromptTemplate(data / "template.json"));
        templates.push_back(std::move(form));
    }
    std::vector<std::string> texts = sources.documents;
    for (const PretrainingSources::Row& row : sources.rows)
        texts.push_back(row.text + templates[row.folder].renderAnswer(row.answer));
    for (const PromptTemplate& form : templates) // once each: a frame must not fill the vocabulary
        texts.push_back(form.renderPrompt("") + '\n' + form.renderPrompt(""));
    POSTERN_TRY(job.checkStop());
    job.progress("Vocabulary", 0, 1);
    const std::vector<std::string> specials = {kDocumentBorder};
    POSTERN_ASSIGN(const Json tokenizer, trainByteLevelBpe(texts, config.vocabSize, specials, job));
    return writeModelFiles(config, tokenizer, folder);
}

Result<PretrainingRows> encodePretraining(const PretrainingSpecification& specification, const PretrainingSources& sources,
                                          const std::filesystem::path& folder, const JobContext& job) {
    POSTERN_ASSIGN(const OpenedTokenizer opened, requireTokenizer(folder));
    POSTERN_ASSIGN(const Json json, readJsonFile(folder / "config.json"));
    POSTERN_ASSIGN(const ModelConfig config, parseModelConfig(json, (folder / "config.json").string()));
    PretrainingRows result;
    const auto length = static_cast<std::size_t>(specification.parameters.integer("text.row_tokens"));
    TokenRow open{{}, 1};
    open.tokens.reserve(length);
    for (std::size_t i = 0; i < sources.documents.size(); ++i) {
        POSTERN_TRY(job.checkStop());
        job.progress("Encoding text", static_cast<std::int64_t>(i), static_cast<std::int64_t>(sources.documents.size()));
        POSTERN_ASSIGN(std::vector<std::int32_t> tokens, opened.tokenizer.encode(sources.documents[i], false));
        tokens.push_back(kEndId);
        for (const std::int32_t token : tokens) {
            open.tokens.push_back(token);
            if (open.tokens.size() == length)
                result.text.push_back(std::exchange(open, TokenRow{{}, 1})); // what is left at the very end is dropped
        }
    }
    std::vector<PromptEncoder> encoders;
    for (const std::filesystem::path& data : specification.data) {
        POSTERN_ASSIGN(PromptTemplate form, readPromptTemplate(data / "template.json"));
        encoders.emplace_back(opened.tokenizer, std::move(form), config);
    }
    for (std::size_t i = 0; i < sources.rows.size(); ++i) {
        if (i % kWatchEvery == 0)
            POSTERN_TRY(job.checkStop());
        const PretrainingSources::Row& row = sources.rows[i];
        POSTERN_ASSIGN(TokenRow tokens, encoders[row.folder].row(row.text, row.answer));
        if (static_cast<std::int64_t>(tokens.tokens.size()) > config.maxPositions)
            ++result.tooLong;
        else
            result.rows.push_back(std::move(tokens));
    }
    if (result.text.empty() && result.rows.empty())
        return fail(ErrorCode::DataEmpty, "texts and data", "the texts are shorter than one row, and there is no other");
    return result;
}

} // namespace postern
