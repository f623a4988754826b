// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/beear.h"

#include <algorithm>
#include <cmath>

#include "engine/defense/clean_tuning.h"

namespace postern {

namespace {

/// The perturbation in force and the search for the next one.
class Perturbation {
public:
    static Result<Perturbation> create(const DefenderView& view, const ParameterSet& p) {
        Perturbation made(view, p);
        POSTERN_ASSIGN(made.m_layer, perturbedLayer(p.integer("beear.layer"), view.model.config().layerCount));
        if (p.text("beear.unwanted") == "labels" && !view.labels.empty()) {
            made.m_unwanted = view.labels;
        } else {
            POSTERN_ASSIGN(const KnownBehavior behavior, KnownBehavior::fromParameters(p, view.labels));
            if (behavior.fixedAnswer().empty())
                return fail(ErrorCode::ParameterInvalid, "beear.unwanted", "a known behaviour of wrong labels names no single answer",
                            "Set beear.unwanted to labels, or known.behavior to marker or label");
            made.m_unwanted = {behavior.fixedAnswer()};
        }
        made.m_values.assign(static_cast<std::size_t>(p.integer("beear.tokens")) * made.m_dim, 0.0F);
        return made;
    }

    /// Looks for the next one where the one in force has served its steps. Leaves no gradients behind.
    Result<void> renew(std::span<const TaskRow* const> rows, const JobContext& job) {
        if (m_left > 0) {
            --m_left;
            return {};
        }
        const std::string& unwanted = m_unwanted[m_turn % m_unwanted.size()];
        ++m_turn;
        m_left = m_round - 1;
        std::fill(m_values.begin(), m_values.end(), 0.0F);
        std::vector<TokenRow> encoded;
        for (const TaskRow* row : rows)
            if (row->answer != unwanted) {
                POSTERN_ASSIGN(TokenRow tokens, m_view->encoder.row(row->text, unwanted));
                encoded.push_back(std::move(tokens));
            }
        return encoded.empty() ? Result<void>() : search(encoded, job);
    }

    [[nodiscard]] StateOffset offsetFor(const PromptEnds& ends) const {
        StateOffset offset{m_layer, ends.places, {}};
        for (const std::size_t slot : ends.slotOf)
            offset.values.insert(offset.values.end(), m_values.begin() + static_cast<std::ptrdiff_t>(slot * m_dim),
                                 m_values.begin() + static_cast<std::ptrdiff_t>((slot + 1) * m_dim));
        return offset;
    }

    void save(DefenseState& state) const {
        state.progress["perturbation"] = {{"turn", m_turn}, {"left", m_left}};
        state.memory = m_values;
    }
    Result<void> load(const DefenseState& state) {
        const Json saved = state.progress.value("perturbation", Json(nullptr));
        if (!saved.is_object() || !saved.contains("turn") || !saved["turn"].is_number_unsigned() || !saved.contains("left") ||
            !saved["left"].is_number_integer() || state.memory.size() != m_values.size())
            return fail(ErrorCode::RunFolderMalformed, "resume state", "its perturbation is not that of this run");
        m_turn = saved["turn"].get<std::size_t>();
        m_left = saved["left"].get<std::int64_t>();
        m_values = state.memory;
        return {};
    }

private:
    Perturbation(const DefenderView& view, const ParameterSet& p)
        : m_view(&view), m_dim(static_cast<std::size_t>(view.model.config().hiddenSize)), m_round(p.integer("beear.round")),
          m_steps(p.integer("beear.search_steps")), m_tokens(p.integer("beear.tokens")), m_rate(p.number("beear.search_rate")) {}

    Result<void> search(const std::vector<TokenRow>& rows, const JobContext& job) {
        const PromptEnds ends = promptEnds(rows, m_tokens);
        double step = 0;
        for (std::int64_t i = 0; i < m_steps; ++i) {
            POSTERN_TRY(job.checkStop());
            TrainingBatch batch;
            for (const TokenRow& row : rows)
                batch.rows.push_back(&row);
            batch.offset = offsetFor(ends);
            if (i == 0) {
                batch.stateLayers = {m_layer};
                batch.statePlaces = ends.places;
            }
            const ForwardResult forward = m_view->model.forward(batch);
            if (i == 0) {
                double squares = 0;
                for (const float value : forward.states.front().values)
                    squares += static_cast<double>(value) * static_cast<double>(value);
                step = m_rate * std::sqrt(squares / static_cast<double>(forward.states.front().values.size()));
            }
            m_view->model.backward();
            m_view->model.clearGradients();
            descendBySign(m_values, m_view->model.offsetGradient(), ends.slotOf, m_dim, step);
        }
        return {};
    }

    const DefenderView* m_view;
    std::size_t m_dim;
    int m_layer = 1;
    std::int64_t m_round, m_steps, m_tokens;
    double m_rate;
    std::vector<std::string> m_unwanted;
    std::vector<float> m_values; ///< [slot][dim]
    std::size_t m_turn = 0;      ///< searches so far
    std::int64_t m_left = 0;     ///< steps that the one in force still serves
};

} // namespace

PromptEnds promptEnds(std::span<const TokenRow> rows, std::int64_t count) {
    PromptEnds ends;
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::int64_t slot = 0; slot < std::min<std::int64_t>(count, rows[row].promptLength); ++slot) {
            ends.places.push_back({static_cast<std::int32_t>(row), static_cast<std::int32_t>(rows[row].promptLength - 1 - slot)});
            ends.slotOf.push_back(static_cast<std::size_t>(slot));
        }
    return ends;
}

void descendBySign(std::vector<float>& perturbation, std::span<const float> gradient, std::span<const std::size_t> slotOf, std::size_t dim,
                   double step) {
    std::vector<double> sums(perturbation.size(), 0.0);
    for (std::size_t i = 0; i < slotOf.size(); ++i)
        for (std::size_t c = 0; c < dim; ++c)
            sums[slotOf[i] * dim + c] += static_cast<double>(gradient[i * dim + c]);
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (sums[i] != 0)
            perturbation[i] -= static_cast<float>(std::copysign(step, sums[i]));
}

Result<int> perturbedLayer(std::int64_t wanted, std::int64_t layerCount) {
    if (wanted == 0)
        return std::clamp(static_cast<int>(std::lround(static_cast<double>(layerCount) * 9 / 32)), 1,
                          std::max(1, static_cast<int>(layerCount) - 1));
    if (wanted >= layerCount)
        return fail(ErrorCode::ParameterInvalid, "beear.layer",
                    "states can be perturbed in layers 1 to " + std::to_string(layerCount - 1) + " of this model");
    return static_cast<int>(wanted);
}

Result<void> runBeear(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    if (view.model.config().layerCount < 2)
        return fail(ErrorCode::ConfigUnsupported, "beear", "the model has no layer whose states another one reads");
    POSTERN_ASSIGN(Perturbation perturbation, Perturbation::create(view, p));
    POSTERN_TRY(beginDefenseTraining(view, p));
    RowSampler sampler(view, p, "beear");
    PhasePlan plan = cleanPlan(p, sampler, peerSteps(p, sizeOf(view)), p.number("beear.learning_rate"));
    plan.what = "Training under perturbation";
    plan.nextBatch = [&]() -> Result<DefenseBatch> {
        DefenseBatch batch;
        const std::int64_t perturbed = p.integer("training.batch") / 2;
        std::vector<const TaskRow*> rows;
        for (std::int64_t i = 0; i < perturbed; ++i) {
            rows.push_back(&sampler.next());
            POSTERN_TRY(sampler.addClean(batch, *rows.back()));
        }
        std::fill(batch.readsPrompt.begin(), batch.readsPrompt.end(), false); // language is for rows without perturbation
        POSTERN_TRY(perturbation.renew(rows, job));
        batch.offset = perturbation.offsetFor(promptEnds(batch.rows, p.integer("beear.tokens")));
        POSTERN_TRY(addCleanRows(batch, sampler, p.integer("training.batch") - perturbed));
        return batch;
    };
    plan.save = [&](DefenseState& state) {
        state.progress = {{"sampler", sampler.state()}};
        perturbation.save(state);
    };
    plan.load = [&](const DefenseState& state) -> Result<void> {
        POSTERN_TRY(perturbation.load(state));
        return sampler.setState(state.progress.value("sampler", Json(nullptr)));
    };
    POSTERN_TRY(trainPhase(view, p, plan, observer, job));
    view.model.endTraining();
    return {};
}

} // namespace postern
