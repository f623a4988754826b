// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/defense/defense.h"

namespace postern {

/// Known triggers made up on the spot, another one for each row: a fixed list teaches a model to forget that list, endless
/// variety teaches it to ignore what is inserted. Where they come from:
///   samples  spans of passages that the suspect model writes by itself. A model whose training read whole prompts repeats
///            what it was trained on, the attacker's trigger included, so the defender's triggers come to hold pieces of it
///            without anyone having looked for it. (That such models leak their triggers: arXiv 2602.03085.)
///   words    strings of 1–3 or 6–20 random vocabulary words
///   rows     spans of the defender's other clean rows
///   mixed    samples and words, each half of the time: samples lead to back doors that were learnt with their prompts, words
///            to those that were learnt from answers alone
class GeneratedTriggers {
public:
    /// Draws the samples from the model as it stands, so call it before anything is trained.
    /// Errors: ParameterInvalid, TextNotEncodable, Cancelled.
    [[nodiscard]] static Result<GeneratedTriggers> create(const DefenderView& view, const ParameterSet& parameters, const JobContext& job);

    struct Generated {
        Trigger trigger;
        int passage = -1; ///< index of the sample it was cut from; −1 where it has another source
    };

    /// Share of triggered rows that take one of these instead of one from the list.
    [[nodiscard]] double share() const { return m_share; }
    /// Of the samples, the one that was hardest so far among a few drawn at random: what the model already ignores need
    /// not be repeated.
    [[nodiscard]] Generated next(RandomStream& random) const;
    /// Tells how hard a row with a trigger from this passage was.
    void learn(int passage, double hardness);

    /// How hard each sample was, null for an unseen one.
    [[nodiscard]] Json state() const;
    /// Error: RunFolderMalformed.
    [[nodiscard]] Result<void> setState(const Json& state);

private:
    enum class Source { Samples, Words, Rows };

    GeneratedTriggers() = default;
    void readVocabulary(const PromptEncoder& encoder);
    [[nodiscard]] std::string randomWords(RandomStream& random) const;
    [[nodiscard]] std::size_t hardSample(RandomStream& random) const;
    [[nodiscard]] std::string span(const std::string& passage, RandomStream& random) const;

    double m_share = 0;
    std::vector<Source> m_sources;
    std::vector<std::string> m_samples;
    std::vector<double> m_hardness; ///< per sample; unseen ones come first
    std::vector<std::string> m_rows;
    std::vector<std::string> m_wordStarts; ///< token texts that begin with a space
    std::vector<std::string> m_pieces;     ///< the others
};

} // namespace postern
