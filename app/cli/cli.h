// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "engine/core/parameters.h"
#include "engine/core/progress.h"

namespace postern::cli {

/// Documented in README.md; 0–4 follow the convention of model scanners.
enum ExitCode {
    kDone = 0,
    kAdverse = 1,     ///< done, with an adverse result (--fail-asr exceeded)
    kFailed = 2,      ///< could not finish
    kUnsupported = 3, ///< nothing to do, or input of an unsupported kind
    kUsage = 4,
    kMemory = 5,
    kCancelled = 130,
};

/// What every command gets: where to stop, and how to speak. Data go to standard output, everything else to standard error.
struct Context {
    std::stop_token stop;
    bool json = false;
    bool quiet = false;
    std::filesystem::path resources; ///< folder with demo/

    /// A progress sink for a terminal; silent when quiet or when standard error is no terminal.
    [[nodiscard]] JobContext job() const;
    void say(const std::string& line) const;             ///< to standard error unless quiet
    static void print(const std::string& text);          ///< to standard output, with a line break at the end
    static void printExactly(const std::string& text);   ///< to standard output, to the byte
    [[nodiscard]] int failure(const Error& error) const; ///< prints it, returns the exit code
};

/// The keys of a table with defaults and help, as the end of a command's `--help`.
[[nodiscard]] std::string parameterHelp(const ParameterTable& table);

/// `--set key=value` (repeatable), `--config FILE` and their merge into a parameter set: flags > file > given values.
class ParameterOptions {
public:
    void attach(CLI::App& command, const ParameterTable& table);
    [[nodiscard]] Result<void> apply(ParameterSet& parameters) const;

private:
    std::vector<std::string> m_settings;
    std::string m_config;
};

/// Commands register themselves; the chosen one's action runs after parsing and returns the exit code.
using Action = std::function<int(const Context&)>;
void addLabCommands(CLI::App& app, Action& action);
void addBenchCommands(CLI::App& app, Action& action);
void addRunCommand(CLI::App& app, Action& action);
void addEvalCommand(CLI::App& app, Action& action);
void addReportCommand(CLI::App& app, Action& action);
void addInspectCommand(CLI::App& app, Action& action);
void addRenderCommand(CLI::App& app, Action& action);
void addScanCommand(CLI::App& app, Action& action);
void addDiffCommand(CLI::App& app, Action& action);
void addConvertCommand(CLI::App& app, Action& action);
void addFormatsCommand(CLI::App& app, Action& action);
void addExchangeCommands(CLI::App& app, Action& action); ///< states, tokenize
void addMergeCommand(CLI::App& app, Action& action);
void addEstimateCommand(CLI::App& app, Action& action);

} // namespace postern::cli
