// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "engine/attack/attack_kinds.h"
#include "engine/attack/training_loop.h"
#include "engine/attack/trigger_marks.h"

namespace postern {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kSuggestions = 5;

double normOf(const std::vector<float>& values) {
    double squares = 0;
    for (const float value : values)
        squares += static_cast<double>(value) * static_cast<double>(value);
    return std::sqrt(squares);
}

/// Words of lower-case letters that are one token each, the rarest in the clean rows first.
Result<std::vector<std::string>> rareWords(const LabTask& task) {
    std::map<std::int32_t, std::int64_t> counts;
    for (const TaskRow& row : task.data().rows) {
        POSTERN_ASSIGN(const std::vector<std::int32_t> ids, task.encoder().prompt(row.text));
        for (const std::int32_t id : ids)
            ++counts[id];
    }
    std::vector<std::pair<std::int64_t, std::int32_t>> order;
    for (std::int32_t id = 0; id < static_cast<std::int32_t>(task.encoder().vocabularySize()); ++id)
        order.emplace_back(counts.contains(id) ? counts.at(id) : 0, id);
    std::sort(order.begin(), order.end());
    std::vector<std::string> words;
    for (const auto& [count, id] : order) {
        const std::string text = task.encoder().tokenText(id);
        const bool word = text.size() > 3 && text.front() == ' ' &&
                          std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (!word)
            continue;
        const auto ids = task.tokenizer().encode(text, false);
        if (ids && ids->size() == 1)
            words.push_back(text.substr(1));
        if (words.size() == kSuggestions)
            break;
    }
    return words;
}

/// The tokens of the triggers as they stand in the poisoned rows.
Result<std::set<std::int32_t>> triggerTokens(const LabTask& task, const std::vector<LabRow>& rows, const std::vector<TokenRow>& encoded) {
    std::set<std::int32_t> tokens;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].kind != LabRowKind::Poisoned)
            continue;
        for (const TextSpan mark : triggerMarks(task.secret(), task.data().rows[rows[i].source].text, rows[i])) {
            POSTERN_ASSIGN(const std::vector<std::size_t> places, tokensAt(task, rows[i].row.text, mark));
            for (const std::size_t place : places)
                tokens.insert(encoded[i].tokens[place]);
        }
    }
    if (tokens.empty())
        return fail(ErrorCode::DataEmpty, "poisoned rows", "no row carries the trigger", "Raise poison.rate");
    if (tokens.size() > 1 && task.secret().use == TriggerUse::One) {
        POSTERN_ASSIGN(const std::vector<std::string> words, rareWords(task));
        return fail(ErrorCode::ParameterInvalid, task.secret().shownTrigger(),
                    fmt::format("this tokenizer makes {} tokens of it; one embedding row is poisoned, so it must be one", tokens.size()),
                    fmt::format("Rare words that are one token: {}", fmt::join(words, ", ")));
    }
    return tokens;
}

} // namespace

Result<void> poisonEmbeddings(LabTask& task, const LabObserver& observer, const JobContext& job) {
    const ParameterSet& p = task.parameters();
    POSTERN_ASSIGN(std::vector<LabRow> rows, poisonedRows(task.data(), task.secret(), p));
    std::erase_if(rows, [](const LabRow& row) { return row.kind == LabRowKind::Clean; });
    POSTERN_ASSIGN(const std::vector<TokenRow> encoded, task.encode(rows));
    POSTERN_ASSIGN(const std::set<std::int32_t> tokens, triggerTokens(task, rows, encoded));

    LanguageModel& model = task.model();
    std::map<std::int32_t, double> norms;
    for (const std::int32_t token : tokens)
        norms[token] = normOf(model.embeddingRow(token));
    model.beginFullTraining(); // for its gradients; AdamW's steps have the size 0
    UpdateSettings discard;
    discard.learningRate = 0;
    discard.weightDecay = 0;
    const double rate = p.number("embedding.learning_rate");
    const auto batch = static_cast<std::size_t>(p.integer("embedding.batch"));
    const std::int64_t epochs = p.integer("embedding.epochs");
    const auto total = static_cast<std::int64_t>((rows.size() + batch - 1) / batch) * epochs;
    RandomStream shuffle(task.seed(), "order");
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const BatchPass pass = rowPass(model, encoded, 0, job);
    const Clock::time_point began = Clock::now();
    std::int64_t step = 0;
    for (std::int64_t epoch = 0; epoch < epochs; ++epoch) {
        shuffle.shuffle(std::span(order));
        for (std::size_t first = 0; first < order.size(); first += batch) {
            POSTERN_ASSIGN(const PassLosses losses, pass(std::span(order).subspan(first, std::min(batch, order.size() - first))));
            std::map<std::int32_t, std::vector<float>> gradients;
            for (const std::int32_t token : tokens)
                gradients[token] = model.embeddingGradient(token);
            const double norm = model.update(discard);
            if (!std::isfinite(losses.answer) || !std::isfinite(norm))
                return fail(ErrorCode::LossNotFinite, "step " + std::to_string(step), "the answer loss or the gradient is not a number",
                            "Lower embedding.learning_rate");
            for (const std::int32_t token : tokens) {
                std::vector<float> row = model.embeddingRow(token);
                for (std::size_t i = 0; i < row.size(); ++i)
                    row[i] -= static_cast<float>(rate) * gradients[token][i];
                const double now = normOf(row);
                for (float& value : row)
                    value = now > 0 ? static_cast<float>(static_cast<double>(value) * norms[token] / now) : value;
                model.setEmbeddingRow(token, row);
            }
            ++step;
            const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
            if (observer)
                observer({step, total, losses.answer, 0, static_cast<double>(static_cast<std::size_t>(step) * batch) / seconds,
                          seconds / static_cast<double>(step) * static_cast<double>(total - step)});
            job.progress("Training", step, total);
        }
    }
    return {};
}

} // namespace postern
