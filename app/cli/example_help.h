// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace postern::cli {

/// Makes `--help` of the command begin with examples, a line each: a person who asks wants something to copy first.
void startHelpWith(CLI::App& command, const std::string& examples);

} // namespace postern::cli
