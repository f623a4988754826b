// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/dev_accuracy.h"

#include <algorithm>

#include "engine/model/answering.h"

namespace postern {

namespace {

Result<double> labelAccuracy(const DefenderView& view, std::span<const TaskRow> rows, const JobContext& job) {
    std::vector<std::string> passages;
    for (const TaskRow& row : rows)
        passages.push_back(row.text);
    AnswerRequest request;
    POSTERN_ASSIGN(request.maxNewTokens, answerBudget(view.encoder, view.labels));
    JobContext quiet;
    quiet.stop = job.stop;
    POSTERN_ASSIGN(const Answers answers, answerPassages(view.model, view.encoder, passages, request, quiet));
    std::size_t right = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        right += answers.texts[i] == rows[i].answer ? 1 : 0;
    return static_cast<double>(right) / static_cast<double>(rows.size());
}

Result<double> tokenAccuracy(const DefenderView& view, std::span<const TaskRow> dev, const JobContext& job) {
    constexpr std::size_t kRowsAtOnce = 16; // between two looks at the stop token
    std::int64_t picked = 0;
    std::int64_t tokens = 0;
    for (std::size_t first = 0; first < dev.size(); first += kRowsAtOnce) {
        POSTERN_TRY(job.checkStop());
        std::vector<TokenRow> rows;
        for (const TaskRow& row : dev.subspan(first, std::min(kRowsAtOnce, dev.size() - first))) {
            POSTERN_ASSIGN(TokenRow encoded, view.encoder.row(row.text, row.answer));
            rows.push_back(std::move(encoded));
        }
        const LanguageModel::Likelihood part = view.model.likelihood(rows, LanguageModel::LikelihoodOf::Answers);
        picked += part.picked;
        tokens += part.tokens;
    }
    return static_cast<double>(picked) / static_cast<double>(std::max<std::int64_t>(1, tokens));
}

} // namespace

Result<double> devAccuracy(const DefenderView& view, std::size_t rows, const JobContext& job) {
    const std::span<const TaskRow> dev = view.dev.first(rows);
    return view.labels.empty() ? tokenAccuracy(view, dev, job) : labelAccuracy(view, dev, job);
}

} // namespace postern
