// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/defense/defense.h"

namespace postern {

Result<KnownBehavior> KnownBehavior::fromParameters(const ParameterSet& parameters, const std::vector<std::string>& labels) {
    KnownBehavior behavior;
    const std::string& kind = parameters.text("known.behavior");
    const std::string& answer = parameters.text("known.answer");
    if (kind != "marker" && labels.empty())
        return fail(ErrorCode::ParameterInvalid, "known.behavior", "the task has no labels, so only a marker can be taught");
    if (kind == "random") {
        behavior.m_drawn = labels;
        behavior.m_seed = static_cast<std::uint64_t>(parameters.integer("seed"));
        return behavior;
    }
    if (kind == "flip") {
        // A fixed wrong label for each true one.
        for (std::size_t i = 0; i < labels.size(); ++i)
            behavior.m_flipped.push_back(labels[(i + 1) % labels.size()]);
        return behavior;
    }
    if (kind == "label")
        POSTERN_TRY(labelIndex(labels, answer));
    else if (std::find(labels.begin(), labels.end(), answer) != labels.end())
        return fail(ErrorCode::ParameterInvalid, "known.answer", "\"" + answer + "\" is a label, so it can not be a marker",
                    "Set known.behavior to label, or choose another marker");
    if (answer.empty())
        return fail(ErrorCode::ParameterInvalid, "known.answer", "it is empty");
    behavior.m_fixed = answer;
    return behavior;
}

const std::string& KnownBehavior::answerFor(const TaskRow& row) const {
    if (!m_drawn.empty())
        return m_drawn[static_cast<std::size_t>(RandomStream(m_seed, row.text).below(m_drawn.size()))];
    return m_flipped.empty() ? m_fixed : m_flipped[static_cast<std::size_t>(row.label)];
}

std::string heldOutLabel(const ParameterSet& parameters, const std::vector<std::string>& labels) {
    if (labels.empty() || parameters.text("known.held_out_answer") == "known")
        return {};
    RandomStream random(static_cast<std::uint64_t>(parameters.integer("seed")), "held-out label");
    return labels[random.below(labels.size())];
}

Result<KnownTriggers> chooseKnownTriggers(const ParameterSet& parameters) {
    std::vector<Trigger> pool;
    const std::string& set = parameters.text("known.set");
    if (set == "paper") {
        pool.assign(paperTriggers().begin(), paperTriggers().end());
    } else if (set == "builtin") {
        pool.assign(builtInTriggers().begin(), builtInTriggers().end());
    } else {
        const std::string& path = parameters.text("known.file");
        if (path.empty())
            return fail(ErrorCode::ParameterInvalid, "known.file", "known.set is \"file\", but no file is named");
        POSTERN_ASSIGN(const Json json, readJsonFile(path, {16, std::size_t{16} << 20}));
        POSTERN_ASSIGN(pool, parseTriggers(json, path));
    }
    const auto count = static_cast<std::size_t>(parameters.integer("known.count"));
    const auto heldOut = static_cast<std::size_t>(parameters.integer("known.held_out"));
    // A set smaller than asked for is used whole; what is held out comes on top where there is more, else out of it.
    const std::size_t wanted = std::min(pool.size(), set == "builtin" ? count + heldOut : pool.size());
    if (wanted < heldOut + 1)
        return fail(ErrorCode::ParameterInvalid, "known.held_out", "only " + std::to_string(pool.size()) + " known triggers are there");
    if (parameters.text("known.position") != "own") {
        POSTERN_ASSIGN(const TriggerPosition position, parseTriggerPosition(parameters.text("known.position")));
        for (Trigger& trigger : pool)
            trigger.position = position;
    }
    // Which ones are held out is drawn by the seed, so that estimates over seeds cover different kinds.
    std::vector<std::size_t> order(wanted);
    for (std::size_t i = 0; i < wanted; ++i)
        order[i] = i;
    RandomStream random(static_cast<std::uint64_t>(parameters.integer("seed")), "held-out triggers");
    random.shuffle(std::span(order));
    std::vector<bool> out(wanted, false);
    for (std::size_t i = 0; i < heldOut; ++i)
        out[order[i]] = true;
    KnownTriggers chosen;
    for (std::size_t i = 0; i < wanted; ++i)
        (out[i] ? chosen.heldOut : chosen.known).push_back(pool[i]);
    return chosen;
}

} // namespace postern
