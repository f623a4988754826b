// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/new_model.h"

#include <cstdlib>
#include <system_error>

#include "engine/tokenizer/tokenizer.h"

namespace postern {

namespace {

const std::string kEndOfText = "<|endoftext|>";
constexpr std::int64_t kSpecialId = 0;

} // namespace

TemporaryFolder::TemporaryFolder() : m_path((std::filesystem::temp_directory_path() / "postern-base-XXXXXX").string()) {
    if (!mkdtemp(m_path.data()))
        m_path.clear();
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (!m_path.empty())
        std::filesystem::remove_all(m_path, ignored);
}

Result<ModelConfig> newModelConfig(const ParameterSet& p, const std::string& family, std::int64_t positions) {
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
    config.maxPositions = positions;
    config.normEpsilon = 1e-5;
    config.tieWordEmbeddings = true;
    config.torchDtype = "bfloat16";
    config.bosTokenId = kSpecialId;
    config.eosTokenIds = {kSpecialId};
    config.padTokenId = kSpecialId;
    if (family == "gpt2")
        becomeGpt2(config);
    else
        becomeLlama(config);
    return config;
}

Result<void> writeModelFiles(const ModelConfig& config, const Json& tokenizer, const std::filesystem::path& folder) {
    POSTERN_TRY(writeFileAtomically(folder / "config.json", toJson(config).dump(2) + "\n"));
    POSTERN_TRY(writeFileAtomically(folder / "tokenizer.json", tokenizer.dump() + "\n"));
    const Json generation = {
        {"bos_token_id", kSpecialId}, {"eos_token_id", kSpecialId}, {"pad_token_id", kSpecialId}, {"do_sample", false}};
    return writeFileAtomically(folder / "generation_config.json", generation.dump(2) + "\n");
}

Result<void> writeNewBase(const ParameterSet& p, const Dataset& data, const PromptTemplate& promptTemplate,
                          const std::filesystem::path& folder) {
    constexpr std::int64_t kPositions = 512;
    POSTERN_ASSIGN(const ModelConfig config, newModelConfig(p, p.text("model.family"), kPositions));
    std::vector<std::string> texts;
    texts.reserve(data.rows.size());
    for (const TaskRow& row : data.rows)
        texts.push_back(promptTemplate.renderPrompt(row.text) + promptTemplate.renderAnswer(row.answer));
    const std::vector<std::string> specials = {kEndOfText};
    POSTERN_ASSIGN(const Json tokenizer, trainByteLevelBpe(texts, config.vocabSize, specials));
    if (folder.empty())
        return fail(ErrorCode::FileUnwritable, std::filesystem::temp_directory_path().string(), "no temporary folder can be made");
    return writeModelFiles(config, tokenizer, folder);
}

} // namespace postern
