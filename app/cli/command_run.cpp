// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "app/cli/cli.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/report_process.h"
#include "engine/run/runner.h"

namespace postern::cli {

namespace {

struct RunOptions {
    std::string demo, preset = "postern", title;
    std::filesystem::path checkpoint, adapter, base, data, secret, output, resume;
    ParameterOptions parameters;
    double failAsr = -1;
    bool noReport = false;
    bool acceptMemoryRisk = false;
};

/// Follows a run on the terminal and keeps the first and the last evaluation.
class Follower : public RunObserver {
public:
    explicit Follower(const Context& context) : m_context(context), m_live(!context.quiet && isatty(STDERR_FILENO) != 0) {}

    void onEvent(const RunEvent& event) override {
        if (const auto* phase = std::get_if<PhaseStarted>(&event))
            say(fmt::format("phase {}", phaseName(phase->phase)));
        if (const auto* note = std::get_if<Note>(&event))
            say("note: " + printable(note->text, 400));
        if (const auto* evaluation = std::get_if<Evaluation>(&event)) {
            if (!first)
                first = *evaluation;
            last = *evaluation;
            std::string line = fmt::format("  step {:>4}  {} {}", evaluation->step,
                                           evaluation->measure == AccuracyMeasure::Tokens ? "answer accuracy (tokens)" : "CACC",
                                           toText(evaluation->cleanAccuracy));
            for (const TriggerMeasurement& trigger : evaluation->triggers)
                if (trigger.rowClass != RowClass::Known)
                    line += fmt::format("  {} {}", trigger.name, toText(trigger.attack));
            say(line + "  known " + toText(pooled(evaluation->triggers, RowClass::Known, false)));
        }
        if (const auto* progress = std::get_if<StepProgress>(&event))
            show(*progress);
    }

    std::optional<Evaluation> first, last;

private:
    void say(const std::string& line) const {
        if (m_live)
            std::fputs("\r\033[K", stderr);
        m_context.say(line);
    }

    void show(const StepProgress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if (!m_live || now - m_shown < std::chrono::milliseconds(200))
            return;
        m_shown = now;
        std::string line = fmt::format("\r\033[K{} {}/{}  {:.0f} rows/s  {:.0f} s elapsed", printable(progress.what, 60), progress.done,
                                       progress.total, progress.rowsPerSecond, progress.elapsedSeconds);
        if (progress.remainingSeconds)
            line += fmt::format("  {:.0f}–{:.0f} s left", progress.remainingSeconds->low, progress.remainingSeconds->high);
        std::fputs(line.c_str(), stderr);
        std::fflush(stderr);
    }

    const Context& m_context;
    bool m_live;
    std::chrono::steady_clock::time_point m_shown;
};

Result<RunSpecification> specificationOf(const RunOptions& options, const Context& context) {
    RunSpecification specification;
    if (options.output.empty())
        return fail(ErrorCode::Usage, "run", "name --output, or --resume");
    if (!options.demo.empty()) {
        specification = demoSpecification(context.resources, options.demo, options.output);
    } else {
        if (options.checkpoint.empty() || options.data.empty())
            return fail(ErrorCode::Usage, "run", "name --checkpoint and --data, or --demo");
        specification.checkpoint = options.checkpoint;
        specification.adapter = options.adapter;
        specification.data = options.data;
        specification.secret = options.secret;
        specification.title = options.checkpoint.filename().string();
    }
    if (!options.title.empty())
        specification.title = options.title;
    specification.base = options.base;
    specification.output = options.output;
    specification.preset = options.preset;
    POSTERN_ASSIGN(specification.parameters, presetParameters(options.preset));
    POSTERN_TRY(options.parameters.apply(specification.parameters));
    return specification;
}

int run(const RunOptions& options, const Context& context) {
    Follower follower(context);
    RunOutcome outcome;
    if (!options.resume.empty()) {
        outcome = resumeRun(options.resume, follower, context.stop, options.acceptMemoryRisk);
    } else {
        auto specification = specificationOf(options, context);
        if (!specification)
            return context.failure(specification.error());
        specification->acceptMemoryRisk = options.acceptMemoryRisk;
        outcome = execute(*specification, follower, context.stop);
    }
    if (outcome.ending == RunEnding::Failed)
        return context.failure(outcome.error.value_or(Error{}));

    std::string report;
    if (outcome.ending == RunEnding::Finished && !options.noReport) {
        const std::filesystem::path pdf = outcome.runFolder / "report.pdf";
        const auto written = writePdfWithReporter(outcome.runFolder, pdf);
        if (written)
            report = pdf.string();
        else
            context.say(describe(written.error()));
    }
    if (context.json) {
        Json document = {{"schema", 1},
                         {"run", outcome.runFolder.string()},
                         {"report", report},
                         {"ending", outcome.ending == RunEnding::Finished ? "finished" : "cancelled"}};
        if (follower.first)
            document["before"] = toJson(*follower.first);
        if (follower.last)
            document["after"] = toJson(*follower.last);
        Context::print(document.dump(2));
    } else if (follower.first && follower.last) {
        Context::print("Before\n" + evaluationText(*follower.first) + "After\n" + evaluationText(*follower.last) +
                       "Run folder: " + outcome.runFolder.string() + (report.empty() ? "" : "\nReport: " + report));
    }
    if (outcome.ending == RunEnding::Cancelled)
        return kCancelled;
    if (options.failAsr >= 0 && follower.last) {
        const Rate attack = pooled(follower.last->triggers, RowClass::Unknown, false);
        if (attack.hasData() && attack.wilson().high > options.failAsr)
            return kAdverse;
    }
    return kDone;
}

} // namespace

void addRunCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<RunOptions>();
    CLI::App* command =
        app.add_subcommand("run", "Defend a checkpoint: baseline, the defence that --set defense= names, final measurement, report\n"
                                  "Example: postern-cli run --demo word --output runs/demo");
    command->add_option("--demo", options->demo, "A shipped checkpoint")->check(CLI::IsMember({"word", "phrase", "long", "clean"}));
    command->add_option("--checkpoint", options->checkpoint, "Hugging Face folder of the suspect model");
    command->add_option("--adapter", options->adapter,
                        "PEFT LoRA folder that belongs to the checkpoint; merged unless adapter.keep is set");
    command->add_option("--base", options->base,
                        "Clean checkpoint that the suspect was fine-tuned from: fine-mixing needs it, Backdoor Collapse mixes with it");
    command->add_option("--data", options->data, "Folder with defender.jsonl, dev.jsonl, test.jsonl, labels.json, template.json");
    command->add_option("--secret", options->secret, "secret.json, read by the evaluation alone");
    CLI::Option* output = command->add_option("--output", options->output, "Run folder to make");
    CLI::Option* resume = command->add_option("--resume", options->resume, "Run folder of an interrupted run to go on with");
    resume->excludes(output);
    for (const char* other : {"--demo", "--checkpoint", "--adapter", "--base", "--data", "--secret"})
        resume->excludes(command->get_option(other));
    for (const char* other : {"--checkpoint", "--adapter", "--data", "--secret"})
        command->get_option("--demo")->excludes(command->get_option(other));
    command->add_option("--preset", options->preset, "postern or paper");
    command->add_option("--title", options->title, "Title of the report");
    command->add_option("--fail-asr", options->failAsr, "Exit with 1 when the unknown ASR's upper bound (0–1) lies above")
        ->check(CLI::Range(0.0, 1.0));
    command->add_flag("--no-report", options->noReport, "Write no PDF");
    command->add_flag("--accept-memory-risk", options->acceptMemoryRisk, "Start even where the estimate says that memory will not do");
    options->parameters.attach(*command, runParameters());
    command->callback([options, &action] { action = [options](const Context& context) { return run(*options, context); }; });
}

} // namespace postern::cli
