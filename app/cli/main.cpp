// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <thread>

#include <pthread.h>
#include <unistd.h>

#include "app/cli/cli.h"
#include "engine/core/log.h"
#include "engine/run/resources.h"

namespace {

/// Ctrl-C and SIGTERM ask for a stop; the second time the process ends at once. A thread that waits for the signals
/// may do what a signal handler may not.
void watchSignals(std::stop_source source) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals, source]() mutable {
        int caught = 0;
        sigwait(&signals, &caught);
        std::fputs("\nStopping; what was done so far is kept. Press again to end at once.\n", stderr);
        source.request_stop();
        sigwait(&signals, &caught);
        _exit(postern::cli::kCancelled);
    }).detach();
}

} // namespace

int main(int argc, char** argv) {
    using namespace postern::cli;
    // A spinning thread pool fights with everything else on a small machine; read before the pool starts.
    setenv("OMP_WAIT_POLICY", "PASSIVE", 0);

    std::stop_source stop;
    watchSignals(stop);
    Context context;
    context.stop = stop.get_token();

    CLI::App app{"Postern closes back doors in language-model checkpoints.\n"
                 "Examples:\n"
                 "  postern-cli run --demo word --output runs/demo\n"
                 "  postern-cli run --checkpoint FOLDER --data FOLDER --output runs/mine --preset postern\n"
                 "  postern-cli report runs/demo -o report.pdf"};
    app.require_subcommand(1);
    app.set_version_flag("--version", "postern-cli " POSTERN_VERSION);
    int verbosity = 1;
    std::string resources;
    app.add_flag("--json", context.json, "One JSON document on standard output");
    app.add_flag("-q,--quiet", context.quiet, "Nothing on standard error but errors");
    app.add_option("--verbosity", verbosity, "0 errors, 1 warnings, 2 information")->check(CLI::Range(0, 2));
    app.add_option("--resources", resources, "Folder with the shipped demo");
    app.fallthrough();

    Action action;
    addBenchCommands(app, action);
    addRunCommand(app, action);
    addEvalCommand(app, action);
    addReportCommand(app, action);
    addInspectCommand(app, action);
    addScanCommand(app, action);
    addDiffCommand(app, action);
    addConvertCommand(app, action);
    addFormatsCommand(app, action);
    addLabCommands(app, action);
    addExchangeCommands(app, action);
    addRenderCommand(app, action);
    addMergeCommand(app, action);
    addEstimateCommand(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::RequiredError& error) {
        // "A subcommand is required" does not help who wrote one that there is not.
        const std::vector<std::string> unknown = app.remaining();
        if (unknown.empty() || unknown.front().starts_with('-'))
            (void)app.exit(error);
        else
            std::fprintf(stderr, "There is no command \"%s\".\nRun with --help for more information.\n",
                         postern::printable(unknown.front(), 60).c_str());
        return kUsage;
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? kDone : kUsage;
    }
    postern::setLogVerbosity(verbosity);
    context.resources = resources.empty() ? postern::resourceFolder() : std::filesystem::path(resources);
    try {
        return action(context);
    } catch (const std::bad_alloc&) {
        return context.failure({postern::ErrorCode::MemoryInsufficient, "memory", "an allocation failed", {}, nullptr});
    } catch (const std::exception& error) {
        return context.failure({postern::ErrorCode::Internal, "postern-cli", error.what(), {}, nullptr});
    }
}
