// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace postern {

/// Templates that come with the program, in the same language as a checkpoint's own: "alpaca" (the instruction form of
/// Stanford Alpaca; a message may have an "input" beside its content) and "plain" (the texts with a line break between).
[[nodiscard]] std::optional<std::string_view> builtInTemplate(std::string_view name);
[[nodiscard]] std::vector<std::string_view> builtInTemplateNames();

} // namespace postern
