// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/row_sampler.h"

#include <numeric>

namespace postern {

namespace {

std::string named(std::string_view purpose, const char* use) {
    return std::string(purpose) + ' ' + use;
}

} // namespace

RowSampler::RowSampler(const DefenderView& view, const ParameterSet& parameters, std::string_view purpose, std::size_t rows)
    : m_view(&view), m_order(static_cast<std::uint64_t>(parameters.integer("seed")), named(purpose, "order")),
      m_choice(static_cast<std::uint64_t>(parameters.integer("seed")), named(purpose, "choice")),
      m_places(static_cast<std::uint64_t>(parameters.integer("seed")), named(purpose, "places")),
      m_language(static_cast<std::uint64_t>(parameters.integer("seed")), named(purpose, "language")),
      m_languageShare(parameters.number("recovery.language_share")), m_indices(view.clean.size()) {
    std::iota(m_indices.begin(), m_indices.end(), std::size_t{0});
    if (rows > 0 && rows < m_indices.size()) {
        RandomStream subset(static_cast<std::uint64_t>(parameters.integer("seed")), named(purpose, "subset"));
        subset.shuffle(std::span(m_indices));
        m_indices.resize(rows);
    }
    m_at = m_indices.size();
}

const TaskRow& RowSampler::next() {
    if (m_at == m_indices.size()) {
        m_order.shuffle(std::span(m_indices));
        m_at = 0;
    }
    return m_view->clean[m_indices[m_at++]];
}

Json RowSampler::state() const {
    return {{"order", m_order.state()},       {"choice", m_choice.state()}, {"places", m_places.state()},
            {"language", m_language.state()}, {"rows", m_indices},          {"at", m_at}};
}

Result<void> RowSampler::setState(const Json& state) {
    const Failure malformed = fail(ErrorCode::RunFolderMalformed, "resume state", "its row sampler is not one of this run");
    for (const char* key : {"order", "choice", "places", "language", "at"})
        if (!state.is_object() || !state.contains(key) || !state[key].is_number_unsigned())
            return malformed;
    if (!state.contains("rows") || !state["rows"].is_array() || state["rows"].size() != m_indices.size() ||
        state["at"].get<std::size_t>() > m_indices.size())
        return malformed;
    std::vector<std::size_t> rows;
    for (const Json& row : state["rows"]) {
        if (!row.is_number_unsigned() || row.get<std::size_t>() >= m_view->clean.size())
            return malformed;
        rows.push_back(row.get<std::size_t>());
    }
    m_indices = std::move(rows);
    m_at = state["at"].get<std::size_t>();
    m_order.setState(state["order"].get<std::uint64_t>());
    m_choice.setState(state["choice"].get<std::uint64_t>());
    m_places.setState(state["places"].get<std::uint64_t>());
    m_language.setState(state["language"].get<std::uint64_t>());
    return {};
}

Result<void> RowSampler::addClean(DefenseBatch& batch, const TaskRow& row, float weight) {
    POSTERN_ASSIGN(TokenRow encoded, m_view->encoder.row(row.text, row.answer));
    batch.rows.push_back(std::move(encoded));
    batch.triggerOf.push_back(-1);
    batch.cleanRow.push_back(static_cast<std::size_t>(&row - m_view->clean.data()));
    batch.generatedFrom.push_back(-1);
    batch.readsPrompt.push_back(m_language.uniform() < m_languageShare);
    batch.weights.push_back(weight);
    return {};
}

Result<void> RowSampler::addTriggered(DefenseBatch& batch, const TaskRow& row, const Trigger& trigger, int index, const std::string& answer,
                                      float weight) {
    POSTERN_ASSIGN(TokenRow encoded, m_view->encoder.row(insertTrigger(row.text, trigger, m_places), answer));
    batch.rows.push_back(std::move(encoded));
    batch.triggerOf.push_back(index);
    batch.cleanRow.push_back(DefenseBatch::kNoRow);
    batch.generatedFrom.push_back(-1);
    batch.readsPrompt.push_back(false);
    batch.weights.push_back(weight);
    return {};
}

} // namespace postern
