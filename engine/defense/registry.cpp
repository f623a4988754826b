// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/defense/backdoor_collapse.h"

namespace postern {

std::span<const DefenseEntry> defenses() {
    static constexpr std::array<DefenseEntry, 2> entries = {{
        {"backdoor-collapse", "Backdoor Collapse", "clean rows and known triggers", "two short trainings on the defender's rows",
         &runBackdoorCollapse},
        {"clean-fine-tuning", "Clean fine-tuning", "clean rows", "as many steps as Backdoor Collapse", &runCleanFineTuning},
    }};
    return entries;
}

const DefenseEntry* findDefense(std::string_view key) {
    const auto all = defenses();
    const auto found = std::find_if(all.begin(), all.end(), [&](const DefenseEntry& entry) { return entry.key == key; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace postern
