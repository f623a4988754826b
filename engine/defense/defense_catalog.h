// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace postern {

/// What a defence does with a clean checkpoint of the suspect's shape.
enum class BaseUse { None, Optional, Required };

/// What people are told about a defence: before they choose it, and in the report. In a library without torch, since forms and
/// reports need it without the model; the registry has the code under the same key.
struct DefenseFacts {
    std::string_view key;      ///< "backdoor-collapse", the value of the parameter `defense`
    std::string_view label;    ///< "Backdoor Collapse"
    std::string_view method;   ///< one or two sentences: what it does, after whom, and where it differs
    std::string_view assumes;  ///< what must be at hand or be true
    std::string_view costs;    ///< time and memory
    bool editsWeights = false; ///< changes weights otherwise than by training them, so its outcome is no adapter
    BaseUse base = BaseUse::None;
};

/// In the order in which they are offered; the first is the default.
[[nodiscard]] std::span<const DefenseFacts> defenseCatalog();
/// Null for an unknown key.
[[nodiscard]] const DefenseFacts* findDefenseFacts(std::string_view key);

} // namespace postern
