// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/passage_sampling.h"

#include <algorithm>

namespace postern {

namespace {

constexpr std::size_t kAtOnce = 128; ///< samples written side by side

/// The tokens with which every prompt begins.
Result<std::vector<std::int32_t>> templateBeginning(const PromptEncoder& encoder) {
    POSTERN_ASSIGN(std::vector<std::int32_t> one, encoder.prompt("The"));
    POSTERN_ASSIGN(const std::vector<std::int32_t> other, encoder.prompt("a"));
    const auto end = std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first;
    one.erase(end, one.end());
    return one;
}

} // namespace

Result<std::vector<std::string>> samplePassages(LanguageModel& model, const PromptEncoder& encoder, std::size_t count, int maxTokens,
                                                RandomStream& random, const JobContext& job) {
    POSTERN_ASSIGN(const std::vector<std::int32_t> beginning, templateBeginning(encoder));
    std::vector<std::string> passages;
    if (beginning.empty())
        return passages;
    const std::string& pattern = encoder.promptTemplate().prompt;
    const std::string after = pattern.substr(pattern.find("{text}") + 6);
    for (std::size_t first = 0; first < count; first += kAtOnce) {
        POSTERN_TRY(job.checkStop());
        job.progress("Listening to the suspect model", static_cast<std::int64_t>(first), static_cast<std::int64_t>(count));
        const std::vector<std::vector<std::int32_t>> prompts(std::min(kAtOnce, count - first), beginning);
        LanguageModel::GenerationRequest request;
        request.prompts = prompts;
        request.maxNew = maxTokens;
        request.stopIds = encoder.stopIds();
        request.sampling = &random;
        request.stop = job.stop;
        for (const auto& tokens : model.generate(request).answers) {
            std::string text = encoder.answerText(tokens);
            if (!after.empty())
                text.resize(std::min(text.size(), text.find(after)));
            if (!text.empty())
                passages.push_back(std::move(text));
        }
    }
    POSTERN_TRY(job.checkStop());
    return passages;
}

} // namespace postern
