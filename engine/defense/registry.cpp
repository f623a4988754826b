// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/defense/backdoor_collapse.h"
#include "engine/defense/backflush.h"
#include "engine/defense/bd_vax.h"
#include "engine/defense/beear.h"
#include "engine/defense/clean_tuning.h"
#include "engine/defense/crow.h"
#include "engine/defense/fine_mixing.h"
#include "engine/defense/fine_pruning.h"
#include "engine/defense/magnitude_pruning.h"
#include "engine/defense/nad.h"
#include "engine/defense/quantization.h"
#include "engine/defense/wanda.h"

namespace postern {

std::span<const DefenseEntry> defenses() {
    static constexpr std::array kEntries = {
        DefenseEntry{"backdoor-collapse", &collapseWork, &runBackdoorCollapse},
        DefenseEntry{"recovery-only", &recoveryOnlyWork, &runRecoveryOnly},
        DefenseEntry{"injection-only", &injectionOnlyWork, &runInjectionOnly},
        DefenseEntry{"clean-fine-tuning", &peerWork, &runCleanFineTuning},
        DefenseEntry{"magnitude-pruning", &noWork, &runMagnitudePruning},
        DefenseEntry{"wanda", &noWork, &runWanda},
        DefenseEntry{"fine-pruning", &peerWork, &runFinePruning},
        DefenseEntry{"int8-quantization", &noWork, &runInt8Quantization},
        DefenseEntry{"int4-quantization", &noWork, &runInt4Quantization},
        DefenseEntry{"fine-mixing", &peerWork, &runFineMixing},
        DefenseEntry{"nad", &nadWork, &runNad},
        DefenseEntry{"crow", &peerWork, &runCrow},
        DefenseEntry{"beear", &peerWork, &runBeear},
        DefenseEntry{"backflush-ascent", &backFlushWork, &runBackFlushAscent},
        DefenseEntry{"backflush-rotation", &backFlushWork, &runBackFlushRotation},
        DefenseEntry{"bd-vax", &bdVaxWork, &runBdVax},
    };
    return kEntries;
}

const DefenseEntry* findDefense(std::string_view key) {
    const auto all = defenses();
    const auto found = std::find_if(all.begin(), all.end(), [&](const DefenseEntry& entry) { return entry.key == key; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace postern
