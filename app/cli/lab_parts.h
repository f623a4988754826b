// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "app/cli/cli.h"
#include "engine/attack/lab_training.h"

namespace postern::cli {

/// Lets `lab train-base` learn from plain text first (`--text`), with the parameters of pretraining; `fromRows` is what it does
/// without. The specification and the options must live as long as the command.
void alsoFromText(CLI::App& command, const LabSpecification& specification, const ParameterOptions& parameters,
                  std::function<int(const Context&)> fromRows, Action& action);
/// `lab fine-tune`: a checkpoint trained on a folder's rows as they are.
void addFineTuneCommand(CLI::App& lab, Action& action);
/// `lab prepare` and `lab prepare-attack`: folders of data from published files.
void addPrepareCommands(CLI::App& lab, Action& action);

} // namespace postern::cli
