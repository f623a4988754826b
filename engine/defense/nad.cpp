// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/nad.h"

#include <algorithm>
#include <cmath>

#include "engine/defense/clean_tuning.h"

namespace postern {

namespace {

constexpr std::size_t kTokensAtOnce = 512; ///< of the rows whose maps are computed together

std::size_t teacherRows(const ParameterSet& p, std::size_t cleanRows) {
    return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(p.number("nad.teacher_share") * static_cast<double>(cleanRows))), 1,
                                   std::max<std::size_t>(1, cleanRows));
}

std::int64_t teacherSteps(const ParameterSet& p, std::size_t cleanRows) {
    const double rows = p.number("nad.teacher_epochs") * static_cast<double>(teacherRows(p, cleanRows));
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(rows / static_cast<double>(p.integer("training.batch")))));
}

/// The teacher's maps of all clean rows, one after the other: per row and layer one number a token.
class TeacherMaps {
public:
    static Result<TeacherMaps> create(const DefenderView& view, const std::vector<int>& layers) {
        TeacherMaps maps;
        maps.m_layers = layers;
        maps.m_starts.push_back(0);
        for (const TaskRow& row : view.clean) {
            POSTERN_ASSIGN(TokenRow encoded, view.encoder.row(row.text, row.answer));
            maps.m_starts.push_back(maps.m_starts.back() + encoded.tokens.size() * layers.size());
            maps.m_rows.push_back(std::move(encoded.tokens));
        }
        return maps;
    }

    /// From the model as it stands.
    Result<void> compute(LanguageModel& model, const JobContext& job) {
        m_values.assign(m_starts.back(), 0.0F);
        for (std::size_t first = 0; first < m_rows.size();) {
            POSTERN_TRY(job.checkStop());
            job.progress("Reading the teacher's attention maps", static_cast<std::int64_t>(first),
                         static_cast<std::int64_t>(m_rows.size()));
            std::size_t last = first;
            for (std::size_t tokens = 0; last < m_rows.size() && (last == first || tokens + m_rows[last].size() <= kTokensAtOnce); ++last)
                tokens += m_rows[last].size();
            const auto states = model.fullStates(std::span(m_rows).subspan(first, last - first));
            std::size_t token = 0;
            for (std::size_t row = first; row < last; token += m_rows[row].size(), ++row)
                for (std::size_t l = 0; l < m_layers.size(); ++l) {
                    const auto dim = static_cast<std::size_t>(model.config().stateWidth(m_layers[l]));
                    const std::vector<float>& hidden = states.hidden[static_cast<std::size_t>(m_layers[l])];
                    const auto own = std::span(hidden).subspan(token * dim, m_rows[row].size() * dim);
                    const std::vector<float> map = attentionMap(own, static_cast<std::int64_t>(dim));
                    std::copy(map.begin(), map.end(), m_values.begin() + static_cast<std::ptrdiff_t>(place(row, l)));
                }
            first = last;
        }
        return {};
    }

    [[nodiscard]] std::span<const float> of(std::size_t row, std::size_t layer) const {
        return std::span(m_values).subspan(place(row, layer), m_rows[row].size());
    }
    [[nodiscard]] const std::vector<float>& values() const { return m_values; }
    [[nodiscard]] Result<void> setValues(const std::vector<float>& values) {
        if (values.size() != m_starts.back())
            return fail(ErrorCode::RunFolderMalformed, "resume state", "its attention maps are not those of this run");
        m_values = values;
        return {};
    }

private:
    [[nodiscard]] std::size_t place(std::size_t row, std::size_t layer) const { return m_starts[row] + layer * m_rows[row].size(); }

    std::vector<int> m_layers;
    std::vector<std::vector<std::int32_t>> m_rows;
    std::vector<std::size_t> m_starts;
    std::vector<float> m_values;
};

/// β · Σ over the layers of the mean over the rows of a batch; `states` are those of every token, row by row.
double distillation(const ModelConfig& config, const TeacherMaps& maps, double weight, const DefenseBatch& batch,
                    std::span<const LayerStates> states, std::vector<LayerStates>& gradients) {
    double value = 0;
    const double share = weight / static_cast<double>(batch.rows.size());
    for (std::size_t l = 0; l < states.size(); ++l) {
        const auto dim = static_cast<std::size_t>(config.stateWidth(states[l].layer));
        std::vector<float>& gradient = gradients[l].values;
        gradient.clear();
        for (std::size_t row = 0; row < batch.rows.size(); ++row) {
            const auto own = std::span(states[l].values).subspan(gradient.size(), batch.rows[row].tokens.size() * dim);
            const StateLoss loss = attentionMapLoss(own, static_cast<std::int64_t>(dim), maps.of(batch.cleanRow[row], l));
            value += share * loss.value;
            for (const float slope : loss.gradient)
                gradient.push_back(static_cast<float>(share) * slope);
        }
    }
    return value;
}

} // namespace

std::vector<float> attentionMap(std::span<const float> states, std::int64_t dim) {
    const auto width = static_cast<std::size_t>(dim);
    std::vector<double> sums;
    double squares = 0;
    for (std::size_t first = 0; first < states.size(); first += width) {
        double sum = 0;
        for (const float value : states.subspan(first, width))
            sum += static_cast<double>(value) * static_cast<double>(value);
        sums.push_back(sum);
        squares += sum * sum;
    }
    std::vector<float> map;
    const double norm = std::sqrt(squares);
    for (const double sum : sums)
        map.push_back(norm > 0 ? static_cast<float>(sum / norm) : 0.0F);
    return map;
}

StateLoss attentionMapLoss(std::span<const float> states, std::int64_t dim, std::span<const float> goal) {
    const auto width = static_cast<std::size_t>(dim);
    const std::vector<float> map = attentionMap(states, dim);
    const auto tokens = static_cast<double>(map.size());
    StateLoss loss;
    loss.gradient.assign(states.size(), 0.0F);
    // With g = ∂L/∂Q: ∂L/∂A = (g − Q (Q·g)) / ‖A‖, and ∂A_t/∂h_tc = 2 h_tc.
    std::vector<double> slope(map.size());
    double along = 0;
    double squares = 0;
    for (std::size_t t = 0; t < map.size(); ++t) {
        const double difference = static_cast<double>(map[t]) - static_cast<double>(goal[t]);
        loss.value += difference * difference / tokens;
        slope[t] = 2 * difference / tokens;
        along += slope[t] * static_cast<double>(map[t]);
        double sum = 0;
        for (const float value : states.subspan(t * width, width))
            sum += static_cast<double>(value) * static_cast<double>(value);
        squares += sum * sum;
    }
    const double norm = std::sqrt(squares);
    for (std::size_t t = 0; norm > 0 && t < map.size(); ++t) {
        const double factor = 2 * (slope[t] - static_cast<double>(map[t]) * along) / norm;
        for (std::size_t c = 0; c < width; ++c)
            loss.gradient[t * width + c] = static_cast<float>(factor * static_cast<double>(states[t * width + c]));
    }
    return loss;
}

DefenseWork nadWork(const ParameterSet& p, DefenseSize size) {
    DefenseWork work = peerWork(p, size);
    work.steps += teacherSteps(p, size.cleanRows);
    return work;
}

Result<void> runNad(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    LanguageModel& model = view.model;
    POSTERN_ASSIGN(const std::vector<int> layers, parseErasureLayers(p.text("nad.layers"), model.config().layerCount, "nad.layers"));
    POSTERN_ASSIGN(TeacherMaps maps, TeacherMaps::create(view, layers));
    POSTERN_TRY(beginDefenseTraining(view, p));
    if (!isPast(view, DefensePhase::Recovery, 0)) {
        const std::vector<float> suspect = model.snapshot();
        RowSampler sampler(view, p, "nad teacher", teacherRows(p, view.clean.size()));
        PhasePlan plan = cleanPlan(p, sampler, teacherSteps(p, view.clean.size()), p.number("nad.teacher_rate"));
        plan.what = "Training the teacher";
        plan.isObserved = false;
        auto taught = trainPhase(view, p, plan, observer, job);
        if (taught)
            taught = maps.compute(model, job);
        model.restartTraining(suspect); // the teacher is nothing to keep, also where it was stopped
        POSTERN_TRY(std::move(taught));
    }
    RowSampler sampler(view, p, "nad student");
    PhasePlan plan = cleanPlan(p, sampler, peerSteps(p, sizeOf(view)), p.number("nad.learning_rate"));
    plan.part = 1;
    plan.what = "Training the student";
    plan.own = {layers, true, [&](const DefenseBatch& batch, std::span<const LayerStates> states, std::vector<LayerStates>& gradients) {
                    return distillation(model.config(), maps, p.number("nad.weight"), batch, states, gradients);
                }};
    plan.save = [&](DefenseState& state) {
        state.progress = {{"sampler", sampler.state()}};
        state.memory = maps.values();
    };
    plan.load = [&](const DefenseState& state) -> Result<void> {
        POSTERN_TRY(maps.setValues(state.memory));
        return sampler.setState(state.progress.value("sampler", Json(nullptr)));
    };
    POSTERN_TRY(trainPhase(view, p, plan, observer, job));
    model.endTraining();
    return {};
}

} // namespace postern
