// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/generated_triggers.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <sstream>

#include "engine/model/passage_sampling.h"

namespace postern {

namespace {

constexpr int kSampleTokens = 72;        ///< of one passage that the model writes
constexpr std::size_t kLeastSpan = 4;    ///< words
constexpr std::size_t kSpanChoices = 21; ///< so at most 24 words
constexpr int kCandidates = 4;           ///< samples of which the hardest is taken

/// Plain text that a person could have typed: no control characters, no broken UTF-8.
bool isPlain(const std::string& text) {
    return !text.empty() && printable(text) == text && text.find("\xef\xbf\xbd") == std::string::npos;
}

template <typename T>
const T& pick(const std::vector<T>& from, RandomStream& random) {
    return from[static_cast<std::size_t>(random.below(from.size()))];
}

} // namespace

Result<GeneratedTriggers> GeneratedTriggers::create(const DefenderView& view, const ParameterSet& parameters, const JobContext& job) {
    GeneratedTriggers generated;
    generated.m_share = parameters.number("known.generated_share");
    if (generated.m_share == 0)
        return generated;
    const std::string& from = parameters.text("known.generated_from");
    const bool isMixed = from == "mixed";
    if (from == "samples" || isMixed) {
        RandomStream random(static_cast<std::uint64_t>(parameters.integer("seed")), "passage sampling");
        const auto count = static_cast<std::size_t>(parameters.integer("known.samples"));
        POSTERN_ASSIGN(generated.m_samples, samplePassages(view.model, view.encoder, count, kSampleTokens, random, job));
        generated.m_hardness.assign(generated.m_samples.size(), std::numeric_limits<double>::infinity());
        if (!generated.m_samples.empty())
            generated.m_sources.push_back(Source::Samples);
    }
    if (from == "words" || isMixed) {
        generated.readVocabulary(view.encoder);
        if (!generated.m_wordStarts.empty())
            generated.m_sources.push_back(Source::Words);
    }
    if (from == "rows" || generated.m_sources.empty()) {
        for (const TaskRow& row : view.clean)
            generated.m_rows.push_back(row.text);
        generated.m_sources.push_back(Source::Rows);
    }
    return generated;
}

void GeneratedTriggers::readVocabulary(const PromptEncoder& encoder) {
    for (std::int32_t id = 0; id < static_cast<std::int32_t>(encoder.vocabularySize()); ++id) {
        std::string text = encoder.tokenText(id);
        if (isPlain(text))
            (text.front() == ' ' && text.size() > 1 ? m_wordStarts : m_pieces).push_back(std::move(text));
    }
    if (m_wordStarts.empty())
        m_wordStarts = m_pieces;
}

std::string GeneratedTriggers::randomWords(RandomStream& random) const {
    const std::size_t count = random.below(2) == 0 ? 1 + random.below(3) : 6 + random.below(15);
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += pick(m_wordStarts, random);
        // Every third word is lengthened by a piece, so that pieces are seen too.
        if (!m_pieces.empty() && random.below(3) == 0)
            text += pick(m_pieces, random);
    }
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? "x" : text.substr(first);
}

std::string GeneratedTriggers::span(const std::string& passage, RandomStream& random) const {
    std::istringstream stream(passage);
    const std::vector<std::string> words{std::istream_iterator<std::string>(stream), {}};
    if (words.empty())
        return "x";
    const std::size_t length = std::min(words.size(), kLeastSpan + static_cast<std::size_t>(random.below(kSpanChoices)));
    const auto begin = static_cast<std::size_t>(random.below(words.size() - length + 1));
    std::string text = words[begin];
    for (std::size_t i = 1; i < length; ++i)
        text += ' ' + words[begin + i];
    return text;
}

std::size_t GeneratedTriggers::hardSample(RandomStream& random) const {
    auto hardest = static_cast<std::size_t>(random.below(m_samples.size()));
    for (int i = 1; i < kCandidates; ++i) {
        const auto other = static_cast<std::size_t>(random.below(m_samples.size()));
        if (m_hardness[other] > m_hardness[hardest])
            hardest = other;
    }
    return hardest;
}

GeneratedTriggers::Generated GeneratedTriggers::next(RandomStream& random) const {
    Generated generated;
    generated.trigger.name = "generated";
    switch (pick(m_sources, random)) {
    case Source::Samples: {
        const std::size_t sample = hardSample(random);
        generated.passage = static_cast<int>(sample);
        generated.trigger.text = span(m_samples[sample], random);
        break;
    }
    case Source::Words:
        generated.trigger.text = randomWords(random);
        break;
    case Source::Rows:
        generated.trigger.text = span(pick(m_rows, random), random);
        break;
    }
    return generated;
}

void GeneratedTriggers::learn(int passage, double hardness) {
    double& known = m_hardness[static_cast<std::size_t>(passage)];
    known = std::isfinite(known) ? 0.5 * (known + hardness) : hardness;
}

Json GeneratedTriggers::state() const {
    Json hardness = Json::array();
    for (const double value : m_hardness)
        hardness.push_back(std::isfinite(value) ? Json(value) : Json(nullptr));
    return hardness;
}

Result<void> GeneratedTriggers::setState(const Json& state) {
    if (!state.is_array() || state.size() != m_hardness.size())
        return fail(ErrorCode::RunFolderMalformed, "resume state", "its generated triggers are not those of this run");
    for (std::size_t i = 0; i < m_hardness.size(); ++i)
        m_hardness[i] = state[i].is_number() ? state[i].get<double>() : std::numeric_limits<double>::infinity();
    return {};
}

} // namespace postern
