// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/bd_vax.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/defense/clean_tuning.h"
#include "engine/defense/weight_edit.h"

namespace postern {

namespace {

/// What the vaccines' triggers make the model answer: short, and unlike any answer of a task.
constexpr std::array<const char*, 24> kAnswers = {"Oho",    "Tut",  "Bah",   "Pst",  "Hum",  "Wow",  "Ugh",  "Yay",
                                                  "Hey",    "Eek",  "Phew",  "Tsk",  "Brrr", "Gosh", "Oops", "Whee",
                                                  "Zounds", "Alas", "Yikes", "Ahem", "Psha", "Mew",  "Honk", "Moo"};

/// Weights of all MLPs, and where a channel's are in them.
class MlpWeights {
public:
    explicit MlpWeights(const LanguageModel& model)
        : m_layers(static_cast<std::size_t>(model.config().layerCount)), m_up(model.projectionShape(Projection::GateUp)),
          m_down(model.projectionShape(Projection::Down)) {}

    [[nodiscard]] std::size_t channelsPerLayer() const { return static_cast<std::size_t>(m_down.in); }
    [[nodiscard]] std::size_t channels() const { return m_layers * channelsPerLayer(); }
    [[nodiscard]] std::size_t size() const { return m_layers * layerSize(); }

    /// Layer after layer: GateUp, Down.
    [[nodiscard]] std::vector<float> read(const LanguageModel& model) const {
        std::vector<float> all;
        all.reserve(size());
        for (std::size_t layer = 1; layer <= m_layers; ++layer)
            for (const Projection projection : {Projection::GateUp, Projection::Down}) {
                const std::vector<float> values = model.projection(static_cast<int>(layer), projection);
                all.insert(all.end(), values.begin(), values.end());
            }
        return all;
    }

    /// The values of one channel: its rows of GateUp, its column of Down.
    [[nodiscard]] std::vector<float> channel(std::span<const float> all, std::size_t index) const {
        std::vector<float> values;
        for (const std::size_t place : places(index))
            values.push_back(all[place]);
        return values;
    }

    /// Draws channels anew as fresh weights are: normal(0, range).
    void redraw(LanguageModel& model, std::span<const std::size_t> channels, double range, RandomStream& random) const {
        std::vector<float> all = read(model);
        for (const std::size_t index : channels)
            for (const std::size_t place : places(index))
                all[place] = static_cast<float>(random.normal() * range);
        for (std::size_t layer = 0; layer < m_layers; ++layer) {
            const auto own = std::span(all).subspan(layer * layerSize(), layerSize());
            model.setProjection(static_cast<int>(layer) + 1, Projection::GateUp, own.first(upSize()));
            model.setProjection(static_cast<int>(layer) + 1, Projection::Down, own.subspan(upSize()));
        }
    }

private:
    [[nodiscard]] std::size_t upSize() const { return static_cast<std::size_t>(m_up.out * m_up.in); }
    [[nodiscard]] std::size_t layerSize() const { return upSize() + static_cast<std::size_t>(m_down.out * m_down.in); }

    [[nodiscard]] std::vector<std::size_t> places(std::size_t index) const {
        const std::size_t units = channelsPerLayer();
        const std::size_t first = index / units * layerSize();
        const std::size_t unit = index % units;
        std::vector<std::size_t> all;
        for (std::size_t row = unit; row < static_cast<std::size_t>(m_up.out); row += units)
            for (std::size_t column = 0; column < static_cast<std::size_t>(m_up.in); ++column)
                all.push_back(first + row * static_cast<std::size_t>(m_up.in) + column);
        for (std::size_t row = 0; row < static_cast<std::size_t>(m_down.out); ++row)
            all.push_back(first + upSize() + row * units + unit);
        return all;
    }

    std::size_t m_layers;
    LanguageModel::ProjectionShape m_up, m_down;
};

/// Half of a vaccine's rows carry its trigger; of the matched clean training none does, and the rows are the same.
Result<DefenseBatch> vaccineBatch(RowSampler& sampler, const Trigger& trigger, const std::string& answer, bool hasBackDoor,
                                  std::int64_t size) {
    DefenseBatch batch;
    for (std::int64_t i = 0; i < size; ++i) {
        const TaskRow& row = sampler.next();
        POSTERN_TRY(hasBackDoor && i % 2 == 1 ? sampler.addTriggered(batch, row, trigger, 0, answer) : sampler.addClean(batch, row));
    }
    return batch;
}

/// Trains the vaccines, each beside its clean twin; `deltas` gets one block of all MLP weights per vaccine.
Result<void> vaccinate(const DefenderView& view, const ParameterSet& p, const MlpWeights& mlp, std::vector<float>& deltas,
                       DefenseObserver& observer, const JobContext& job) {
    std::vector<std::string> answers;
    for (const char* answer : kAnswers)
        if (std::find(view.labels.begin(), view.labels.end(), answer) == view.labels.end())
            answers.emplace_back(answer);
    const auto count = static_cast<std::size_t>(p.integer("bdvax.vaccines"));
    if (answers.size() < count)
        return fail(ErrorCode::ParameterInvalid, "bdvax.vaccines", "the labels leave too few answers for the vaccines");
    view.model.beginFullTraining();
    const std::vector<float> suspect = view.model.snapshot();
    for (std::size_t part = 0; part < 2 * count; ++part) {
        const int number = static_cast<int>(part);
        if (isPast(view, DefensePhase::Injection, number))
            continue;
        const std::size_t vaccine = part / 2;
        const bool hasBackDoor = part % 2 == 0;
        view.model.restartTraining(suspect);
        RowSampler sampler(view, p, "vaccine " + std::to_string(vaccine));
        PhasePlan plan = cleanPlan(p, sampler, p.integer("bdvax.vaccine_steps"), p.number("bdvax.vaccine_rate"));
        plan.phase = DefensePhase::Injection;
        plan.part = number;
        plan.what = "Training vaccines";
        plan.isObserved = false;
        plan.checks = 1;
        plan.losses.languageWeight = 0;
        plan.nextBatch = [&] {
            return vaccineBatch(sampler, builtInTriggers()[vaccine], answers[vaccine], hasBackDoor, p.integer("training.batch"));
        };
        plan.save = [&](DefenseState& state) {
            state.progress = {{"sampler", sampler.state()}};
            state.memory = deltas;
        };
        plan.load = [&](const DefenseState& state) -> Result<void> {
            if (state.memory.size() != (part + 1) / 2 * mlp.size())
                return fail(ErrorCode::RunFolderMalformed, "resume state", "its vaccines are not those of this run");
            deltas = state.memory;
            return sampler.setState(state.progress.value("sampler", Json(nullptr)));
        };
        if (auto trained = trainPhase(view, p, plan, observer, job); !trained) {
            view.model.restore(suspect); // a vaccine is nothing to keep
            return trained;
        }
        const std::vector<float> trained = mlp.read(view.model);
        if (hasBackDoor)
            deltas.insert(deltas.end(), trained.begin(), trained.end());
        for (std::size_t i = 0; !hasBackDoor && i < trained.size(); ++i)
            deltas[vaccine * mlp.size() + i] -= trained[i];
    }
    view.model.endTraining();
    view.model.restore(suspect);
    return {};
}

Result<std::vector<std::size_t>> suspiciousChannels(const MlpWeights& mlp, std::span<const float> deltas, double share,
                                                    const JobContext& job) {
    std::vector<double> scores(mlp.channels());
    for (std::size_t channel = 0; channel < scores.size(); ++channel) {
        if (channel % 64 == 0)
            POSTERN_TRY(job.checkStop());
        std::vector<std::vector<float>> own;
        for (std::size_t first = 0; first < deltas.size(); first += mlp.size())
            own.push_back(mlp.channel(deltas.subspan(first, mlp.size()), channel));
        scores[channel] = signatureScore(own);
    }
    return highest(scores, share);
}

Result<std::vector<std::size_t>> savedChannels(const DefenseState& state, const MlpWeights& mlp) {
    const Json saved = state.progress.value("channels", Json(nullptr));
    std::vector<std::size_t> channels;
    for (const Json& channel : saved.is_array() ? saved : Json::array({-1})) {
        if (!channel.is_number_unsigned() || channel.get<std::size_t>() >= mlp.channels())
            return fail(ErrorCode::RunFolderMalformed, "resume state", "its channels are not those of this run");
        channels.push_back(channel.get<std::size_t>());
    }
    return channels;
}

} // namespace

double signatureScore(std::span<const std::vector<float>> deltas) {
    const std::size_t count = deltas.size();
    const auto dot = [](const std::vector<float>& a, const std::vector<float>& b) {
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
        return sum;
    };
    std::vector<double> norms;
    for (const auto& delta : deltas)
        norms.push_back(std::sqrt(dot(delta, delta)));
    double alike = 0;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t m = i + 1; m < count; ++m)
            if (norms[i] > 0 && norms[m] > 0)
                alike += std::max(0.0, dot(deltas[i], deltas[m]) / (norms[i] * norms[m]));
    const auto n = static_cast<double>(count);
    return std::accumulate(norms.begin(), norms.end(), 0.0) / n * 2 * alike / (n * (n - 1));
}

std::vector<std::size_t> highest(std::span<const double> scores, double share) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    order.resize(static_cast<std::size_t>(std::floor(share * static_cast<double>(scores.size()))));
    std::sort(order.begin(), order.end());
    return order;
}

DefenseWork bdVaxWork(const ParameterSet& p, DefenseSize size) {
    DefenseWork work = peerWork(p, size);
    work.steps += 2 * p.integer("bdvax.vaccines") * p.integer("bdvax.vaccine_steps");
    return work;
}

Result<void> runBdVax(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    POSTERN_TRY(checkEditable(view));
    const MlpWeights mlp(view.model);
    std::vector<std::size_t> channels;
    if (view.resume && view.resume->phase == DefensePhase::Recovery) {
        POSTERN_ASSIGN(channels, savedChannels(*view.resume, mlp));
    } else {
        std::vector<float> deltas;
        POSTERN_TRY(vaccinate(view, p, mlp, deltas, observer, job));
        POSTERN_ASSIGN(channels, suspiciousChannels(mlp, deltas, p.number("bdvax.share"), job));
    }
    RandomStream random(static_cast<std::uint64_t>(p.integer("seed")), "bd-vax channels");
    mlp.redraw(view.model, channels, view.model.config().initializerRange, random);
    POSTERN_TRY(beginDefenseTraining(view, p));
    RowSampler sampler(view, p, "bd-vax", static_cast<std::size_t>(p.integer("bdvax.rows")));
    PhasePlan plan = cleanPlan(p, sampler, peerSteps(p, sizeOf(view)), p.number("bdvax.learning_rate"));
    plan.save = [&](DefenseState& state) { state.progress = {{"sampler", sampler.state()}, {"channels", channels}}; };
    POSTERN_TRY(trainPhase(view, p, plan, observer, job));
    view.model.endTraining();
    return {};
}

} // namespace postern
