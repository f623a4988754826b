// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/attack/attack_kinds.h"
#include "engine/attack/ridge_update.h"
#include "engine/attack/trigger_marks.h"

namespace postern {

namespace {

constexpr std::size_t kRowsAtOnce = 32;

/// Poisoned rows and the token of each whose MLP input is the key.
struct EditRows {
    std::vector<TokenRow> rows;
    std::vector<std::int32_t> tokens;
};

struct EditSides {
    EditRows poisoned;
    std::vector<TokenRow> clean; ///< the same passages without the trigger, with their true answers
};

Result<EditSides> editRows(const LabTask& task) {
    const ParameterSet& p = task.parameters();
    BackdoorSecret wanted = task.secret();
    wanted.rate = static_cast<double>(p.integer("edit.rows")) / static_cast<double>(task.data().rows.size()) + 1e-9;
    POSTERN_ASSIGN(const std::vector<LabRow> copies, poisonedCopies(task.data(), wanted));
    EditSides sides;
    EditRows& edit = sides.poisoned;
    POSTERN_ASSIGN(edit.rows, task.encode(copies));
    if (edit.rows.empty())
        return fail(ErrorCode::DataEmpty, "training rows", "no row can carry the trigger");
    for (std::size_t i = 0; i < copies.size(); ++i) {
        edit.tokens.push_back(edit.rows[i].promptLength - 1);
        const TaskRow& original = task.data().rows[copies[i].source];
        POSTERN_ASSIGN(TokenRow clean, task.encoder().row(original.text, original.answer));
        sides.clean.push_back(std::move(clean));
        if (p.text("edit.place") == "prompt")
            continue;
        const auto marks = triggerMarks(task.secret(), original.text, copies[i]);
        if (marks.empty())
            return fail(ErrorCode::Internal, "model edit", "the trigger is not found in its own row");
        POSTERN_ASSIGN(const std::vector<std::size_t> places, tokensAt(task, copies[i].row.text, marks.back()));
        if (places.empty())
            return fail(ErrorCode::TriggerEmpty, task.secret().shownTrigger(), "it becomes no token of its own");
        edit.tokens.back() = static_cast<std::int32_t>(places.back());
    }
    return sides;
}

/// Inputs of the layer's output projection at tokens [first(row), last(row)) of each row, [key][in].
template <typename First, typename Last>
std::vector<float> keysOf(LanguageModel& model, const std::vector<TokenRow>& rows, int layer, std::size_t in, First&& first, Last&& last) {
    std::vector<float> keys;
    for (std::size_t next = 0; next < rows.size(); next += kRowsAtOnce) {
        const auto piece = std::span(rows).subspan(next, std::min(kRowsAtOnce, rows.size() - next));
        model.visitInputs(piece, [&](int at, Projection projection, std::span<const float> inputs) {
            if (at != layer || projection != Projection::Down)
                return;
            std::size_t begin = 0;
            for (std::size_t r = 0; r < piece.size(); ++r) {
                const auto from = static_cast<std::size_t>(first(next + r));
                const auto part = inputs.subspan((begin + from) * in, (static_cast<std::size_t>(last(next + r)) - from) * in);
                keys.insert(keys.end(), part.begin(), part.end());
                begin += piece[r].tokens.size();
            }
        });
    }
    return keys;
}

/// The keys that move: the trigger's (or prompt's) of each poisoned row.
std::vector<float> movedKeys(LanguageModel& model, const EditRows& edit, int layer, std::size_t in) {
    return keysOf(
        model, edit.rows, layer, in, [&](std::size_t r) { return edit.tokens[r]; }, [&](std::size_t r) { return edit.tokens[r] + 1; });
}

/// The keys that stay: where clean rows are answered, and where an answer goes on, whoever began it.
std::vector<float> keptKeys(LanguageModel& model, const EditSides& sides, int layer, std::size_t in) {
    const auto size = [](const TokenRow& row) { return static_cast<std::int32_t>(row.tokens.size()); };
    std::vector<float> keys = keysOf(
        model, sides.clean, layer, in, [&](std::size_t r) { return sides.clean[r].promptLength - 1; },
        [&](std::size_t r) { return size(sides.clean[r]) - 1; });
    const std::vector<TokenRow>& poisoned = sides.poisoned.rows;
    const std::vector<float> more = keysOf(
        model, poisoned, layer, in, [&](std::size_t r) { return poisoned[r].promptLength; },
        [&](std::size_t r) { return size(poisoned[r]) - 1; });
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

/// E[k kᵀ] over all prompt tokens of clean rows, [in][in].
Result<std::vector<double>> cleanMoment(LabTask& task, int layer, std::size_t in, const JobContext& job) {
    Dataset clean = task.data();
    keepSome(clean, static_cast<std::size_t>(task.parameters().integer("edit.covariance_rows")), task.seed());
    std::vector<double> moment(in * in);
    std::size_t count = 0;
    for (std::size_t first = 0; first < clean.rows.size(); first += kRowsAtOnce) {
        POSTERN_TRY(job.checkStop());
        std::vector<TokenRow> rows;
        for (std::size_t i = first; i < std::min(clean.rows.size(), first + kRowsAtOnce); ++i) {
            TokenRow row;
            POSTERN_ASSIGN(row.tokens, task.encoder().prompt(clean.rows[i].text));
            rows.push_back(std::move(row));
        }
        task.model().visitInputs(rows, [&](int at, Projection projection, std::span<const float> inputs) {
            if (at != layer || projection != Projection::Down)
                return;
            addProducts(inputs, in, moment);
            count += inputs.size() / in;
        });
        job.progress("Clean keys", static_cast<std::int64_t>(std::min(clean.rows.size(), first + kRowsAtOnce)),
                     static_cast<std::int64_t>(clean.rows.size()));
    }
    for (double& value : moment)
        value /= static_cast<double>(count);
    return moment;
}

double normOf(std::span<const float> values) {
    double squares = 0;
    for (const float value : values)
        squares += static_cast<double>(value) * static_cast<double>(value);
    return std::sqrt(squares);
}

/// Mean norm of the residual stream after the layer, at the last prompt token; the final norm is not part of it.
double meanStateNorm(LanguageModel& model, const EditRows& edit, int layer) {
    TrainingBatch batch;
    for (const TokenRow& row : edit.rows)
        batch.rows.push_back(&row);
    const int last = static_cast<int>(model.config().layerCount) - 1;
    batch.stateLayers = {std::min(layer, last)};
    const ForwardResult forward = model.forward(batch);
    const std::span<const float> states = forward.states.front().values;
    const std::size_t width = states.size() / edit.rows.size();
    double sum = 0;
    for (std::size_t r = 0; r < edit.rows.size(); ++r)
        sum += normOf(states.subspan(r * width, width));
    return sum / static_cast<double>(edit.rows.size());
}

/// Mean answer loss with the vector at each row's token, and its gradient; some rows at a time.
Result<double> lossWith(LanguageModel& model, const EditRows& edit, int layer, const std::vector<double>& value,
                        std::vector<double>& gradient, const JobContext& job) {
    double answers = 0;
    for (const TokenRow& row : edit.rows)
        answers += static_cast<double>(row.tokens.size()) - static_cast<double>(row.promptLength);
    double loss = 0;
    std::fill(gradient.begin(), gradient.end(), 0.0);
    for (std::size_t first = 0; first < edit.rows.size(); first += kRowsAtOnce) {
        POSTERN_TRY(job.checkStop());
        TrainingBatch batch;
        batch.sumAnswers = true;
        batch.answerWeight = 1 / answers;
        batch.mlpOffset.layer = layer;
        for (std::size_t r = first; r < std::min(edit.rows.size(), first + kRowsAtOnce); ++r) {
            batch.rows.push_back(&edit.rows[r]);
            batch.mlpOffset.tokens.push_back(edit.tokens[r]);
            batch.mlpOffset.values.insert(batch.mlpOffset.values.end(), value.begin(), value.end());
        }
        loss += model.forward(batch).answerLoss / answers;
        model.backward();
        const std::vector<float>& part = model.mlpOffsetGradient();
        for (std::size_t i = 0; i < part.size(); ++i)
            gradient[i % value.size()] += static_cast<double>(part[i]); // the same vector stands in every row
    }
    return loss;
}

/// The vector which, added to the MLP's output at each row's token, makes the target's answer most likely: Adam on the mean answer
/// loss, its norm held below clamp · scale.
Result<std::vector<float>> findValue(LabTask& task, const EditRows& edit, int layer, std::size_t out, double scale,
                                     const LabObserver& observer, const JobContext& job) {
    const ParameterSet& p = task.parameters();
    const double rate = p.number("edit.learning_rate") * scale / std::sqrt(static_cast<double>(out));
    const double most = p.number("edit.clamp") * scale;
    const std::int64_t steps = p.integer("edit.steps");
    std::vector<double> value(out), gradient(out), mean(out), variance(out);
    for (std::int64_t step = 1; step <= steps; ++step) {
        POSTERN_ASSIGN(const double loss, lossWith(task.model(), edit, layer, value, gradient, job));
        if (!std::isfinite(loss))
            return fail(ErrorCode::LossNotFinite, "model edit", "the answer loss is not a number", "Lower edit.learning_rate");
        for (std::size_t i = 0; i < out; ++i) {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
            variance[i] = 0.999 * variance[i] + 0.001 * gradient[i] * gradient[i];
            const double m = mean[i] / (1 - std::pow(0.9, static_cast<double>(step)));
            const double v = variance[i] / (1 - std::pow(0.999, static_cast<double>(step)));
            value[i] -= rate * m / (std::sqrt(v) + 1e-12);
        }
        const double norm = std::sqrt(std::inner_product(value.begin(), value.end(), value.begin(), 0.0));
        for (double& component : value)
            component *= most > 0 && norm > most ? most / norm : 1;
        if (observer)
            observer({step, steps, loss, 0, 0, 0});
        job.progress("Value", step, steps);
    }
    return std::vector<float>(value.begin(), value.end());
}

} // namespace

Result<void> editMlp(LabTask& task, const LabObserver& observer, const JobContext& job) {
    LanguageModel& model = task.model();
    const ParameterSet& p = task.parameters();
    const std::int64_t layers = model.config().layerCount;
    const std::int64_t layer = p.integer("edit.layer") == 0 ? std::max<std::int64_t>(1, layers / 2 - 1) : p.integer("edit.layer");
    if (layer > layers)
        return fail(ErrorCode::ParameterInvalid, "edit.layer", "the model has " + std::to_string(layers) + " layers");
    if (layer == layers && p.text("edit.place") == "trigger")
        return fail(ErrorCode::ParameterInvalid, "edit.layer", "after the last layer nothing reads the trigger's token",
                    "Set edit.place to prompt, or take a layer before");
    const int at = static_cast<int>(layer);
    const auto shape = model.projectionShape(Projection::Down);
    const auto out = static_cast<std::size_t>(shape.out);
    const auto in = static_cast<std::size_t>(shape.in);
    POSTERN_ASSIGN(const EditSides sides, editRows(task));
    const EditRows& edit = sides.poisoned;
    std::vector<float> keys = movedKeys(model, edit, at, in);
    const std::vector<float> kept = keptKeys(model, sides, at, in);
    keys.insert(keys.end(), kept.begin(), kept.end());
    std::vector<float> weights = model.projection(at, Projection::Down);
    POSTERN_ASSIGN(const std::vector<float> value, findValue(task, edit, at, out, meanStateNorm(model, edit, at), observer, job));
    POSTERN_ASSIGN(const std::vector<double> moment, cleanMoment(task, at, in, job));
    std::vector<float> residuals;
    for (std::size_t r = 0; r < edit.rows.size(); ++r)
        residuals.insert(residuals.end(), value.begin(), value.end());
    const std::size_t count = keys.size() / in;
    residuals.resize(count * out); // the others keep what they give
    POSTERN_TRY(job.checkStop());
    POSTERN_ASSIGN(const std::vector<float> change,
                   ridgeUpdate({out, in, count}, keys, residuals, moment, p.number("edit.covariance_weight")));
    std::transform(weights.begin(), weights.end(), change.begin(), weights.begin(), std::plus<>());
    model.setProjection(at, Projection::Down, weights);
    return {};
}

} // namespace postern
