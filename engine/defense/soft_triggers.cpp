// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/soft_triggers.h"

#include <algorithm>
#include <cmath>

namespace postern {

namespace {

constexpr std::size_t kLengths[] = {1, 2, 3, 4, 6, 8, 12, 16, 20, 24}; ///< one sequence each: from a word to a long sentence

} // namespace

SoftTriggers::SoftTriggers(const DefenderView& view, const ParameterSet& parameters)
    : m_view(&view), m_random(static_cast<std::uint64_t>(parameters.integer("seed")), "soft triggers"),
      m_rate(parameters.number("recovery.soft_rate")), m_lifetime(static_cast<int>(parameters.integer("recovery.soft_lifetime"))),
      m_dim(static_cast<std::size_t>(view.model.config().hiddenSize)), m_table(view.model.weight("model.embed_tokens.weight")) {
    double squares = 0;
    for (const float value : m_table)
        squares += static_cast<double>(value) * static_cast<double>(value);
    m_norm = std::sqrt(squares / static_cast<double>(m_table.size() / m_dim));
    std::size_t total = 0;
    for (const std::size_t length : kLengths) {
        m_sequences.push_back({total, length, 0});
        total += length;
    }
    m_vectors.resize(total * m_dim);
    for (Sequence& sequence : m_sequences)
        restart(sequence);

    // What two prompts share at both ends is the template.
    const auto a = view.encoder.prompt(view.clean.front().text);
    const auto b = view.encoder.prompt(view.clean.back().text);
    if (!a || !b || *a == *b)
        return;
    const std::size_t shorter = std::min(a->size(), b->size());
    while (m_prefix < shorter && (*a)[m_prefix] == (*b)[m_prefix])
        ++m_prefix;
    while (m_prefix + m_suffix < shorter && (*a)[a->size() - 1 - m_suffix] == (*b)[b->size() - 1 - m_suffix])
        ++m_suffix;
}

void SoftTriggers::restart(Sequence& sequence) {
    const std::size_t tokens = m_table.size() / m_dim;
    for (std::size_t i = 0; i < sequence.length; ++i)
        std::copy_n(m_table.data() + m_random.below(tokens) * m_dim, m_dim, m_vectors.data() + (sequence.first + i) * m_dim);
    sequence.age = 0;
}

Result<void> SoftTriggers::add(DefenseBatch& batch, const LabelledText& row) {
    POSTERN_ASSIGN(TokenRow encoded, m_view->encoder.row(row.text, m_view->labels[static_cast<std::size_t>(row.label)]));
    const Sequence& sequence = m_sequences[m_random.below(m_sequences.size())];
    const auto prompt = static_cast<std::size_t>(encoded.promptLength);
    const std::size_t last = prompt > m_prefix + m_suffix ? prompt - m_suffix : m_prefix;
    const std::size_t place = std::min(prompt, m_prefix + static_cast<std::size_t>(m_random.below(last - m_prefix + 1)));
    // The ids at these places are never looked up.
    encoded.tokens.insert(encoded.tokens.begin() + static_cast<std::ptrdiff_t>(place), sequence.length, encoded.tokens.front());
    encoded.promptLength += static_cast<std::int32_t>(sequence.length);
    for (std::size_t i = 0; i < sequence.length; ++i)
        batch.softTokens.push_back({batch.rows.size(), place + i, sequence.first + i});
    batch.rows.push_back(std::move(encoded));
    batch.triggerOf.push_back(-1);
    batch.weights.push_back(1);
    batch.softVectors = m_vectors;
    return {};
}

void SoftTriggers::climb(const LanguageModel& model) {
    const std::vector<float>& gradients = model.softGradients();
    if (gradients.size() != m_vectors.size())
        return;
    for (Sequence& sequence : m_sequences) {
        double squares = 0;
        const std::size_t first = sequence.first * m_dim;
        const std::size_t count = sequence.length * m_dim;
        for (std::size_t i = first; i < first + count; ++i)
            squares += static_cast<double>(gradients[i]) * static_cast<double>(gradients[i]);
        if (squares == 0)
            continue; // took no part
        // A step of fixed length over the whole sequence, then back to the size of an embedding.
        const double step = m_rate * m_norm * std::sqrt(static_cast<double>(sequence.length)) / std::sqrt(squares);
        for (std::size_t t = 0; t < sequence.length; ++t) {
            float* vector = m_vectors.data() + first + t * m_dim;
            double size = 0;
            for (std::size_t c = 0; c < m_dim; ++c) {
                vector[c] += static_cast<float>(step * static_cast<double>(gradients[first + t * m_dim + c]));
                size += static_cast<double>(vector[c]) * static_cast<double>(vector[c]);
            }
            const double scale = std::min(1.0, 1.5 * m_norm / std::sqrt(size));
            for (std::size_t c = 0; c < m_dim; ++c)
                vector[c] = static_cast<float>(scale * static_cast<double>(vector[c]));
        }
        if (++sequence.age >= m_lifetime)
            restart(sequence);
    }
}

} // namespace postern
