// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cstdio>
#include <memory>

#include "app/cli/lab_parts.h"
#include "engine/attack/pretraining.h"

namespace postern::cli {

namespace {

constexpr double kLineEverySeconds = 10;

/// "1 h 5 min", "12 min", "40 s".
std::string spokenTime(double seconds) {
    const auto whole = static_cast<long long>(seconds + 0.5);
    if (whole >= 3600)
        return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
    return whole >= 60 ? std::to_string(whole / 60) + " min" : std::to_string(whole) + " s";
}

/// A line every ten seconds, and at the end.
class PretrainingLines {
public:
    void operator()(const PretrainingStep& step) {
        const auto now = std::chrono::steady_clock::now();
        if (step.step != step.totalSteps && m_spoken && std::chrono::duration<double>(now - m_last).count() < kLineEverySeconds)
            return;
        m_spoken = true;
        m_last = now;
        std::string line;
        if (step.tokensPerSecond > 0)
            line = "  " + std::to_string(static_cast<long long>(step.tokensPerSecond)) + " tokens/s";
        if (step.secondsLeft > 0)
            line += "  about " + spokenTime(step.secondsLeft) + " left";
        std::fprintf(stderr, "%s  step %lld/%lld  loss %.4f  %.2f M tokens%s\n", step.phase.c_str(), static_cast<long long>(step.step),
                     static_cast<long long>(step.totalSteps), step.loss, static_cast<double>(step.tokens) / 1e6, line.c_str());
    }

private:
    std::chrono::steady_clock::time_point m_last;
    bool m_spoken = false;
};

int pretrain(const PretrainingSpecification& specification, const Context& context) {
    JobContext job;
    job.stop = context.stop;
    const auto trained =
        pretrainCheckpoint(specification, context.quiet ? PretrainingObserver() : PretrainingObserver(PretrainingLines()), job);
    if (!trained && trained.error().code == ErrorCode::Cancelled)
        context.say("What was learnt so far lies in " + unfinishedFolder(specification.output).string() +
                    "; the same command goes on from there.");
    if (!trained)
        return context.failure(trained.error());
    if (context.json)
        Context::print(Json{{"checkpoint", specification.output.string()}}.dump(2));
    return kDone;
}

} // namespace

void alsoFromText(CLI::App& command, const LabSpecification& specification, const ParameterOptions& parameters,
                  std::function<int(const Context&)> fromRows, Action& action) {
    struct TextOptions {
        std::vector<std::filesystem::path> texts, data;
    };
    const auto options = std::make_shared<TextOptions>();
    command.add_option("--text", options->texts,
                       "Plain text or gzip to learn the language from first; documents end with a line <|endoftext|>. "
                       "The parameters are then those of pretraining, and work that was stopped goes on where it was left");
    command.add_option("--more-data", options->data, "With --text: further folders like --data");
    command.footer(command.get_footer() + "\nWith --text:\n" + parameterHelp(pretrainingParameters()));
    command.callback([options, &specification, &parameters, fromRows = std::move(fromRows), &action] {
        if (options->texts.empty() && options->data.empty()) {
            action = fromRows;
            return;
        }
        action = [options, &specification, &parameters](const Context& context) {
            PretrainingSpecification text;
            text.texts = options->texts;
            text.data = {specification.data};
            text.data.insert(text.data.end(), options->data.begin(), options->data.end());
            text.output = specification.output;
            if (const auto applied = parameters.apply(text.parameters); !applied)
                return context.failure(applied.error());
            return pretrain(text, context);
        };
    });
}

} // namespace postern::cli
