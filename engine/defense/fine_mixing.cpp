// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/fine_mixing.h"

#include <algorithm>

#include "engine/core/defense_notes.h"
#include "engine/defense/clean_tuning.h"
#include "engine/defense/weight_edit.h"

namespace postern {

namespace {

constexpr std::size_t kAtOnce = std::size_t{1} << 22; ///< weights between two looks at the stop token

}

bool mixWeights(std::span<float> suspect, std::span<const float> base, double keep, RandomStream& random) {
    bool differs = false;
    for (std::size_t i = 0; i < suspect.size(); ++i)
        if (random.uniform() >= keep) {
            differs |= suspect[i] != base[i];
            suspect[i] = base[i];
        }
    return differs;
}

Result<bool> mixWithBase(const DefenderView& view, const ParameterSet& p, const JobContext& job) {
    // The base is gone before training needs the memory.
    POSTERN_ASSIGN(const LanguageModel base, LanguageModel::load(*view.base, view.model.precision(), job));
    if (base.parameterSizes() != view.model.parameterSizes())
        return fail(ErrorCode::TensorMismatch, view.base->path().string(), "the base has other tensors than the suspect");
    std::vector<float> mixed = view.model.snapshot();
    RandomStream random(static_cast<std::uint64_t>(p.integer("seed")), "fine-mixing");
    const std::vector<float> others = base.snapshot();
    bool differs = false;
    for (std::size_t first = 0; first < mixed.size(); first += kAtOnce) {
        POSTERN_TRY(job.checkStop());
        const std::size_t count = std::min(kAtOnce, mixed.size() - first);
        differs |= mixWeights(std::span(mixed).subspan(first, count), std::span(others).subspan(first, count),
                              p.number("mixing.suspect_share"), random);
    }
    view.model.restore(mixed);
    return differs;
}

Result<void> runFineMixing(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    POSTERN_TRY(checkEditable(view));
    if (!view.base)
        return fail(ErrorCode::ParameterInvalid, "base", "fine-mixing needs the clean checkpoint that the suspect was fine-tuned from",
                    "Name its folder: --base FOLDER on the command line, Clean base in the window");
    POSTERN_ASSIGN(const bool differs, mixWithBase(view, p, job));
    if (!differs && !view.resume)
        observer.note(std::string(kNothingFromBase));
    POSTERN_TRY(beginDefenseTraining(view, p));
    RowSampler sampler(view, p, "fine-mixing");
    const double rate = p.number("mixing.learning_rate");
    POSTERN_TRY(trainPhase(view, p, cleanPlan(p, sampler, peerSteps(p, sizeOf(view)), rate), observer, job));
    view.model.endTraining();
    return {};
}

} // namespace postern
