// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/wanda.h"

#include <array>
#include <cmath>

#include "engine/defense/magnitude_pruning.h"
#include "engine/defense/weight_edit.h"

namespace postern {

namespace {

constexpr std::size_t kRowsAtOnce = 8; ///< between two looks at the stop token

/// ‖X_j‖₂ of what each projection of one layer multiplies.
Result<std::array<std::vector<float>, kProjections.size()>> inputNorms(LanguageModel& model, std::span<const TokenRow> rows, int layer,
                                                                       const JobContext& job) {
    std::array<std::vector<double>, kProjections.size()> squares;
    for (const Projection projection : kProjections)
        squares[static_cast<std::size_t>(projection)].assign(static_cast<std::size_t>(model.projectionShape(projection).in), 0.0);
    for (std::size_t first = 0; first < rows.size(); first += kRowsAtOnce) {
        POSTERN_TRY(job.checkStop());
        model.visitInputs(rows.subspan(first, std::min(kRowsAtOnce, rows.size() - first)),
                          [&](int at, Projection projection, std::span<const float> inputs) {
                              auto& sums = squares[static_cast<std::size_t>(projection)];
                              for (std::size_t i = 0; at == layer && i < inputs.size(); ++i)
                                  sums[i % sums.size()] += static_cast<double>(inputs[i]) * static_cast<double>(inputs[i]);
                          });
    }
    std::array<std::vector<float>, kProjections.size()> norms;
    for (std::size_t i = 0; i < norms.size(); ++i)
        for (const double sum : squares[i])
            norms[i].push_back(static_cast<float>(std::sqrt(sum)));
    return norms;
}

} // namespace

void zeroLowestScores(std::span<float> weights, std::span<const float> inputs, double share) {
    const std::size_t in = inputs.size();
    std::vector<float> scores(in);
    for (std::size_t first = 0; first < weights.size(); first += in) {
        const std::span<float> row = weights.subspan(first, in);
        for (std::size_t j = 0; j < in; ++j)
            scores[j] = 1 + std::fabs(row[j]) * inputs[j]; // what zeroSmallest leaves is then never zero
        zeroSmallest(scores, share);
        for (std::size_t j = 0; j < in; ++j)
            row[j] = scores[j] == 0 ? 0 : row[j];
    }
}

Result<void> runWanda(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    POSTERN_TRY(checkEditable(view));
    observer.phaseStarted(DefensePhase::Recovery, 0);
    std::vector<TokenRow> rows;
    for (const TaskRow& row : view.clean.first(std::min(view.clean.size(), static_cast<std::size_t>(p.integer("wanda.rows"))))) {
        POSTERN_ASSIGN(TokenRow encoded, view.encoder.row(row.text, row.answer));
        rows.push_back(std::move(encoded));
    }
    LanguageModel& model = view.model;
    const auto layers = static_cast<int>(model.config().layerCount);
    for (int layer = 1; layer <= layers; ++layer) {
        job.progress("Pruning by weight and activation", layer - 1, layers);
        POSTERN_ASSIGN(const auto norms, inputNorms(model, rows, layer, job));
        for (const Projection projection : kProjections) {
            POSTERN_TRY(job.checkStop());
            std::vector<float> values = model.projection(layer, projection);
            zeroLowestScores(values, norms[static_cast<std::size_t>(projection)], p.number("wanda.sparsity"));
            model.setProjection(layer, projection, values);
        }
    }
    job.progress("Pruning by weight and activation", layers, layers);
    return {};
}

} // namespace postern
