// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "app/cli/cli.h"
#include "engine/bench/bench_parameters.h"
#include "engine/bench/bench_runner.h"
#include "engine/bench/bench_text.h"
#include "engine/core/json.h"

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

struct BenchOptions {
    std::string specification;
    fs::path folder;
    std::vector<std::string> places, only;
    std::string format = "markdown";
    bool list = false;
};

/// A shipped specification by its name, or a file.
fs::path specificationFile(const std::string& given, const Context& context) {
    const fs::path shipped = context.resources / "bench" / (given + ".json");
    std::error_code none;
    return given.find('/') == std::string::npos && fs::exists(shipped, none) ? shipped : fs::path(given);
}

Result<std::map<std::string, std::string>> placesOf(const BenchOptions& options, const Context& context) {
    std::map<std::string, std::string> places;
    if (!context.resources.empty()) // a program that was copied elsewhere has none
        places["resources"] = fs::absolute(context.resources).string();
    for (const std::string& place : options.places) {
        const std::size_t at = place.find('=');
        if (at == 0 || at == std::string::npos || at + 1 == place.size())
            return fail(ErrorCode::ParameterInvalid, "--place", "\"" + printable(place, 80) + "\" is not of the form name=FOLDER");
        places[place.substr(0, at)] = fs::absolute(place.substr(at + 1)).string();
    }
    return places;
}

std::string clockText(double seconds) {
    const auto whole = static_cast<long long>(seconds);
    return whole >= 3600 ? fmt::format("{}:{:02}:{:02} h", whole / 3600, whole / 60 % 60, whole % 60)
                         : fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

/// Follows a benchmark on the terminal.
class Follower : public BenchObserver {
public:
    explicit Follower(const Context& context) : m_context(context), m_live(!context.quiet && isatty(STDERR_FILENO) != 0) {}

    void progressed(const BenchProgress& progress) override {
        const auto now = std::chrono::steady_clock::now();
        if (!m_live || now - m_shown < std::chrono::milliseconds(200))
            return;
        m_shown = now;
        std::string line = fmt::format("\r\033[K{}/{} cells  {}", progress.done, progress.total, printable(progress.what, 90));
        if (progress.remainingSeconds)
            line += fmt::format("  {} to {} left", clockText(progress.remainingSeconds->low), clockText(progress.remainingSeconds->high));
        std::fputs(line.c_str(), stderr);
    }
    void attackDone(const BenchAttackResult& result) override {
        say(fmt::format("{}: ASR {}  floor {}  clean {}  after clean fine-tuning {}  ({:.0f} s)", subjectFolder(result.subject),
                        toText(result.attack), toText(result.floor), toText(result.clean), toText(result.surviving), result.seconds));
    }
    void cellDone(const BenchResult& result) override {
        const BenchCell cell{result.subject, result.defense, result.seed};
        say(fmt::format("{}: ASR {} → {}  clean {} → {}  ({:.0f} s)", cell.id(), toText(result.attackBefore), toText(result.attackAfter),
                        toText(result.cleanBefore), toText(result.cleanAfter), result.seconds));
    }
    void cellFailed(const std::string& cell, const Error& error) override {
        ++failures;
        say(cell + " failed: " + describe(error));
    }

    std::size_t failures = 0;

private:
    void say(const std::string& line) const {
        if (m_live)
            std::fputs("\r\033[K", stderr);
        m_context.say(line);
    }
    const Context& m_context;
    bool m_live;
    std::chrono::steady_clock::time_point m_shown;
};

int printTable(const BenchSpecification& specification, const BenchOptions& options, const Context& context) {
    const auto record = readBenchRecord(options.folder);
    if (!record)
        return context.failure(record.error());
    const BenchTable table = makeBenchTable(specification, *record);
    if (context.json || options.format == "json")
        Context::print(benchJson(table, *record).dump(2));
    else if (options.format == "csv")
        Context::printExactly(benchCsv(*record));
    else if (options.format == "latex")
        Context::printExactly(benchLatex(table));
    else
        Context::printExactly(benchMarkdown(table, *record));
    return kDone;
}

/// Tables beside the results, each replaced whole.
Result<void> writeTables(const BenchSpecification& specification, const fs::path& folder) {
    POSTERN_ASSIGN(const BenchRecord record, readBenchRecord(folder));
    const BenchTable table = makeBenchTable(specification, record);
    POSTERN_TRY(writeFileAtomically(folder / "table.md", benchMarkdown(table, record)));
    POSTERN_TRY(writeFileAtomically(folder / "table.csv", benchCsv(record)));
    POSTERN_TRY(writeFileAtomically(folder / "table.tex", benchLatex(table)));
    return writeFileAtomically(folder / "table.json", benchJson(table, record).dump(2) + "\n");
}

int run(const BenchOptions& options, const Context& context) {
    const auto places = placesOf(options, context);
    if (!places)
        return context.failure(places.error());
    const auto specification = readBenchSpecification(specificationFile(options.specification, context), *places);
    if (!specification)
        return context.failure(specification.error());
    if (options.list) {
        if (const auto right = checkBenchParameters(*specification); !right)
            return context.failure(right.error());
        const auto cells = chosenCells(*specification, options.only);
        if (!cells)
            return context.failure(cells.error());
        for (const BenchCell& cell : *cells)
            Context::print(cell.id());
        return kDone;
    }
    if (options.folder.empty())
        return context.failure({ErrorCode::ParameterInvalid, "--output", "no folder is named for the results", {}, {}});
    Follower follower(context);
    const auto done = runBenchmark(*specification, options.folder, follower, context.stop, options.only);
    // What was measured is tabulated, also after a stop; a folder that was refused is another's.
    if (done || done.error().code == ErrorCode::Cancelled)
        if (const auto written = writeTables(*specification, options.folder); !written && done)
            return context.failure(written.error());
    if (!done)
        return context.failure(done.error());
    const int printed = printTable(*specification, options, context);
    return printed != kDone ? printed : follower.failures > 0 ? static_cast<int>(kAdverse) : static_cast<int>(kDone);
}

int table(const BenchOptions& options, const Context& context) {
    const auto specification = readBenchSpecification(options.folder / "specification.json", {});
    if (!specification)
        return context.failure(specification.error());
    return printTable(*specification, options, context);
}

} // namespace

void addBenchCommands(CLI::App& app, Action& action) {
    CLI::App* bench = app.add_subcommand("bench", "Measure defences against back doors, side by side");
    bench->require_subcommand(1);
    const std::string formats = "markdown, csv, latex or json";

    auto options = std::make_shared<BenchOptions>();
    CLI::App* runCommand = bench->add_subcommand("run", "Carry a benchmark out, or go on with it; several processes may share a folder");
    runCommand->add_option("specification", options->specification, "quick, full, or a file")->required();
    runCommand->add_option("-o,--output", options->folder, "Folder for checkpoints, results and tables");
    runCommand->add_option("--place", options->places, "name=FOLDER: what ${name} in the specification stands for (repeatable)");
    runCommand->add_option("--format", options->format, "Of the table that is printed: " + formats)
        ->check(CLI::IsMember({"markdown", "csv", "latex", "json"}));
    runCommand->add_option("--only", options->only, "Only the cells that a shell pattern names, as 'authors+*+crow+1' (repeatable)");
    runCommand->add_flag("--list", options->list, "Only list the cells");
    runCommand->callback([options, &action] { action = [options](const Context& context) { return run(*options, context); }; });

    auto shown = std::make_shared<BenchOptions>();
    CLI::App* tableCommand = bench->add_subcommand("table", "Print the tables of what is done so far");
    tableCommand->add_option("folder", shown->folder, "Folder of a benchmark")->required();
    tableCommand->add_option("--format", shown->format, formats)->check(CLI::IsMember({"markdown", "csv", "latex", "json"}));
    tableCommand->callback([shown, &action] { action = [shown](const Context& context) { return table(*shown, context); }; });
}

} // namespace postern::cli
