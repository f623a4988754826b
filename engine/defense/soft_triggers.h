// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/defense/phase_trainer.h"

namespace postern {

/// Known triggers that look for the weak spot themselves: short sequences of free input embeddings that climb the loss
/// which the model descends, with the same backward pass. A hidden back door is the steepest way up, so the search
/// comes upon its direction without anyone having named a token of it (after the adversarial embedding perturbations
/// of BEEAR, Zeng et al. 2024, here at the input and in pairs with shift erasure). Each one starts from random
/// vocabulary tokens and starts anew after a while, so that the search does not stay where the model is already robust.
class SoftTriggers {
public:
    SoftTriggers(const DefenderView& view, const ParameterSet& parameters);

    /// Appends the row with a soft trigger between two tokens of its passage, with its true answer.
    [[nodiscard]] Result<void> add(DefenseBatch& batch, const LabelledText& row);
    /// Moves the vectors that took part uphill; call after backward.
    void climb(const LanguageModel& model);

private:
    struct Sequence {
        std::size_t first = 0; ///< of its vectors
        std::size_t length = 0;
        int age = 0;
    };
    void restart(Sequence& sequence);

    const DefenderView* m_view;
    RandomStream m_random;
    double m_rate;
    int m_lifetime;
    std::size_t m_dim;
    std::vector<float> m_table; ///< input embeddings at the start, [token][dim]
    double m_norm = 1;          ///< root mean square norm of an embedding
    std::vector<Sequence> m_sequences;
    std::vector<float> m_vectors;
    std::size_t m_prefix = 0; ///< tokens before and after the passage in every prompt
    std::size_t m_suffix = 0;
};

} // namespace postern
