// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/answering.h"

#include <algorithm>
#include <iterator>

namespace postern {

namespace {

constexpr std::size_t kPassagesAtOnce = 128; ///< between two looks at the stop token

} // namespace

Result<Answers> answerPassages(LanguageModel& model, const PromptEncoder& encoder, std::span<const std::string> passages,
                               const AnswerRequest& request, const JobContext& job) {
    Answers all;
    for (const int layer : request.stateLayers)
        all.states.push_back({layer, {}});
    for (std::size_t first = 0; first < passages.size(); first += kPassagesAtOnce) {
        POSTERN_TRY(job.checkStop());
        std::vector<std::vector<std::int32_t>> prompts;
        for (const std::string& passage : passages.subspan(first, std::min(kPassagesAtOnce, passages.size() - first))) {
            POSTERN_ASSIGN(std::vector<std::int32_t> prompt, encoder.prompt(passage));
            prompts.push_back(std::move(prompt));
        }
        LanguageModel::GenerationRequest generation;
        generation.prompts = prompts;
        generation.maxNew = request.maxNewTokens;
        generation.stopIds = encoder.stopIds();
        generation.stateLayers = request.stateLayers;
        generation.firstToken = request.firstToken;
        generation.stop = job.stop;
        LanguageModel::Generation part = model.generate(generation);
        POSTERN_TRY(job.checkStop()); // the answers of a stopped call are cut off
        for (const auto& tokens : part.answers)
            all.texts.push_back(encoder.answerText(tokens));
        for (std::size_t i = 0; i < all.states.size(); ++i)
            std::move(part.states[i].values.begin(), part.states[i].values.end(), std::back_inserter(all.states[i].values));
        std::move(part.firstProbability.begin(), part.firstProbability.end(), std::back_inserter(all.firstProbability));
    }
    return all;
}

Result<int> answerBudget(const PromptEncoder& encoder, std::span<const std::string> answers) {
    std::size_t longest = 1;
    for (const std::string& answer : answers) {
        POSTERN_ASSIGN(const std::vector<std::int32_t> tokens, encoder.answer(answer));
        longest = std::max(longest, tokens.size());
    }
    return static_cast<int>(longest) + 1;
}

} // namespace postern
