// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "engine/scan/finding.h"

namespace postern {

/// One rule of the scan. The texts are English; the window has them translated.
struct Rule {
    std::string_view id;     ///< "pickle.import": stable
    Severity severity;       ///< of its findings
    std::string_view name;   ///< a few words
    std::string_view why;    ///< why it matters
    std::string_view advice; ///< what to do
};

/// Every rule, by id within its group.
[[nodiscard]] std::span<const Rule> scanRules();

/// The rule with that id, or null.
[[nodiscard]] const Rule* findRule(std::string_view id);

} // namespace postern
