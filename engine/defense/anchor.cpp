// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/anchor.h"

#include <algorithm>

#include "engine/model/answering.h"

namespace postern {

Result<CleanAnchors> CleanAnchors::create(const DefenderView& view, const std::vector<int>& layers, const JobContext& job) {
    CleanAnchors anchors;
    anchors.m_rows = view.clean.size();
    std::vector<std::string> passages;
    for (const TaskRow& row : view.clean)
        passages.push_back(row.text);
    AnswerRequest request;
    request.maxNewTokens = 1;
    request.stateLayers = layers;
    POSTERN_ASSIGN(Answers answers, answerPassages(view.model, view.encoder, passages, request, job));
    anchors.m_states = std::move(answers.states);
    return anchors;
}

bool CleanAnchors::has(int layer) const {
    return std::any_of(m_states.begin(), m_states.end(), [&](const LayerStates& states) { return states.layer == layer; });
}

std::span<const float> CleanAnchors::of(int layer, std::size_t cleanRow) const {
    const auto states = std::find_if(m_states.begin(), m_states.end(), [&](const LayerStates& s) { return s.layer == layer; });
    const std::size_t dim = states->values.size() / m_rows;
    return std::span(states->values).subspan(cleanRow * dim, dim);
}

} // namespace postern
