// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/fine_pruning.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "engine/defense/clean_tuning.h"
#include "engine/defense/weight_edit.h"

namespace postern {

namespace {

constexpr std::size_t kRowsAtOnce = 8; ///< between two looks at the stop token

using Activities = std::vector<std::vector<double>>; ///< [layer][unit]

Result<Activities> measureActivity(const DefenderView& view, std::size_t count, const JobContext& job) {
    LanguageModel& model = view.model;
    const auto units = static_cast<std::size_t>(model.projectionShape(Projection::Down).in);
    Activities activity(static_cast<std::size_t>(model.config().layerCount), std::vector<double>(units, 0.0));
    const auto rows = view.clean.first(std::min(view.clean.size(), count));
    for (std::size_t first = 0; first < rows.size(); first += kRowsAtOnce) {
        POSTERN_TRY(job.checkStop());
        std::vector<TokenRow> encoded;
        for (const TaskRow& row : rows.subspan(first, std::min(kRowsAtOnce, rows.size() - first))) {
            POSTERN_ASSIGN(TokenRow tokens, view.encoder.row(row.text, row.answer));
            encoded.push_back(std::move(tokens));
        }
        model.visitInputs(encoded, [&](int layer, Projection projection, std::span<const float> inputs) {
            auto& sums = activity[static_cast<std::size_t>(layer) - 1];
            for (std::size_t i = 0; projection == Projection::Down && i < inputs.size(); ++i)
                sums[i % units] += std::fabs(static_cast<double>(inputs[i]));
        });
    }
    return activity;
}

void takeOut(LanguageModel& model, const Activities& activity, double share) {
    for (std::size_t layer = 0; layer < activity.size(); ++layer)
        model.zeroUnits(static_cast<int>(layer) + 1, leastActive(activity[layer], share));
}

/// The largest share that costs no more accuracy than is allowed. Leaves the model with all its units.
Result<double> bearableShare(const DefenderView& view, const ParameterSet& p, const Activities& activity, bool tells,
                             DefenseObserver& observer, const JobContext& job) {
    const std::vector<float> whole = view.model.snapshot();
    POSTERN_ASSIGN(const double before, devAccuracy(view, p, job));
    const double step = p.number("fine_pruning.step");
    double bearable = 0;
    double after = before;
    for (double share = step; share < 1 + step / 2; share += step) {
        job.progress("Pruning the least active units", std::lround(100 * share), 100);
        takeOut(view.model, activity, std::min(1.0, share));
        auto measured = devAccuracy(view, p, job);
        if (!measured) {
            view.model.restore(whole);
            return tl::make_unexpected(std::move(measured).error());
        }
        if (before - *measured > p.number("fine_pruning.accuracy_drop"))
            break;
        bearable = std::min(1.0, share);
        after = *measured;
    }
    view.model.restore(whole);
    if (tells)
        observer.note(fmt::format("Fine-pruning took out {:.1f} % of every layer's MLP units; accuracy on dev rows {:.1f} % before and "
                                  "{:.1f} % after.",
                                  100 * bearable, 100 * before, 100 * after));
    return bearable;
}

} // namespace

std::vector<std::int64_t> leastActive(std::span<const double> activity, double share) {
    std::vector<std::int64_t> order(activity.size());
    std::iota(order.begin(), order.end(), std::int64_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
        return activity[static_cast<std::size_t>(a)] < activity[static_cast<std::size_t>(b)];
    });
    // A share that was summed up from steps may lie a hair below the whole number it means.
    order.resize(static_cast<std::size_t>(std::floor(share * static_cast<double>(activity.size()) + 1e-9)));
    return order;
}

Result<void> runFinePruning(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    POSTERN_TRY(checkEditable(view));
    // A run that goes on finds the same units again: nothing of this is left to chance.
    POSTERN_ASSIGN(const Activities activity, measureActivity(view, static_cast<std::size_t>(p.integer("fine_pruning.rows")), job));
    POSTERN_ASSIGN(const double share, bearableShare(view, p, activity, view.resume == nullptr, observer, job));
    takeOut(view.model, activity, share);
    POSTERN_TRY(beginDefenseTraining(view, p));
    RowSampler sampler(view, p, "fine-pruning");
    const double rate = p.number("fine_pruning.learning_rate");
    POSTERN_TRY(trainPhase(view, p, cleanPlan(p, sampler, peerSteps(p, sizeOf(view)), rate), observer, job));
    view.model.endTraining();
    takeOut(view.model, activity, share); // adapters may have brought some back
    return {};
}

} // namespace postern
