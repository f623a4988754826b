// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/attack/attack_kinds.h"
#include "engine/attack/preference_loss.h"
#include "engine/attack/preference_pairs.h"
#include "engine/attack/training_loop.h"

namespace postern {

namespace {

struct EncodedPairs {
    std::vector<TokenRow> chosen, rejected;
};

/// The batch of some pairs: their chosen rows, then their rejected ones.
TrainingBatch batchOf(const EncodedPairs& pairs, std::span<const std::size_t> items) {
    TrainingBatch batch;
    batch.sumAnswers = true;
    for (const std::vector<TokenRow>* side : {&pairs.chosen, &pairs.rejected})
        for (const std::size_t item : items)
            batch.rows.push_back(&(*side)[item]);
    return batch;
}

PairLikelihoods likelihoods(const ForwardResult& forward, const TrainingBatch& batch) {
    PairLikelihoods result;
    const std::size_t count = batch.rows.size() / 2;
    for (std::size_t r = 0; r < batch.rows.size(); ++r) {
        const TokenRow& row = *batch.rows[r];
        const double tokens = static_cast<double>(row.tokens.size()) - static_cast<double>(row.promptLength);
        (r < count ? result.chosen : result.rejected).push_back(forward.rowLosses[r] * tokens);
    }
    return result;
}

/// What the model says of all pairs before it learns from them.
Result<PairLikelihoods> referenceOf(LanguageModel& model, const EncodedPairs& pairs, std::size_t batchSize, const JobContext& job) {
    PairLikelihoods reference;
    std::vector<std::size_t> items;
    for (std::size_t first = 0; first < pairs.chosen.size(); first += batchSize) {
        POSTERN_TRY(job.checkStop());
        items.clear();
        for (std::size_t i = first; i < std::min(pairs.chosen.size(), first + batchSize); ++i)
            items.push_back(i);
        const TrainingBatch batch = batchOf(pairs, items);
        const PairLikelihoods part = likelihoods(model.forward(batch), batch);
        reference.chosen.insert(reference.chosen.end(), part.chosen.begin(), part.chosen.end());
        reference.rejected.insert(reference.rejected.end(), part.rejected.begin(), part.rejected.end());
        job.progress("Reference", static_cast<std::int64_t>(reference.chosen.size()), static_cast<std::int64_t>(pairs.chosen.size()));
    }
    return reference;
}

} // namespace

Result<void> poisonPreferences(LabTask& task, const LabObserver& observer, const JobContext& job) {
    const ParameterSet& p = task.parameters();
    POSTERN_ASSIGN(const std::vector<PreferencePair> pairs,
                   preferencePairs(task.data(), task.secret(), static_cast<std::size_t>(p.integer("dpo.pairs"))));
    EncodedPairs encoded;
    for (const PreferencePair& pair : pairs) {
        for (const bool chosen : {true, false}) {
            POSTERN_ASSIGN(TokenRow row, task.encoder().row(pair.text, chosen ? pair.chosen : pair.rejected));
            (chosen ? encoded.chosen : encoded.rejected).push_back(std::move(row));
        }
    }
    LanguageModel& model = task.model();
    POSTERN_ASSIGN(const LoopSettings loop, task.loop(job));
    POSTERN_ASSIGN(const PairLikelihoods reference, referenceOf(model, encoded, loop.batch, job));
    POSTERN_TRY(task.beginTraining());
    const double beta = p.number("dpo.beta");
    const BatchPass pass = [&](std::span<const std::size_t> items) -> Result<PassLosses> {
        POSTERN_TRY(job.checkStop());
        TrainingBatch batch = batchOf(encoded, items);
        PairLikelihoods before;
        for (const std::size_t item : items) {
            before.chosen.push_back(reference.chosen[item]);
            before.rejected.push_back(reference.rejected[item]);
        }
        const PreferenceLoss loss = preferenceLoss(likelihoods(model.forward(batch), batch), before, beta);
        POSTERN_TRY(job.checkStop());
        for (const double sign : {1.0, -1.0})
            for (const double weight : loss.weights)
                batch.rowWeights.push_back(static_cast<float>(sign * weight));
        (void)model.forward(batch); // now with the weights that the first pass has told
        model.backward();
        return PassLosses{loss.loss, 0};
    };
    return trainLoop(model, encoded.chosen.size(), loop, pass, observer, job);
}

} // namespace postern
