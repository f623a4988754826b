// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "app/cli/cli.h"

namespace postern::cli {

JobContext Context::job() const {
    JobContext context;
    context.stop = stop;
    if (quiet || isatty(STDERR_FILENO) == 0)
        return context;
    // At most ten lines a second: a terminal is slower than a tensor.
    auto last = std::make_shared<std::chrono::steady_clock::time_point>();
    context.report = [last](const Progress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if (progress.done != progress.total && now - *last < std::chrono::milliseconds(100))
            return;
        *last = now;
        std::fprintf(stderr, "\r\033[K%s %lld/%lld%s", printable(progress.what, 60).c_str(), static_cast<long long>(progress.done),
                     static_cast<long long>(progress.total), progress.done == progress.total ? "\n" : "");
        std::fflush(stderr);
    };
    return context;
}

void Context::say(const std::string& line) const {
    if (!quiet)
        std::fprintf(stderr, "%s\n", line.c_str());
}

void Context::print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (text.empty() || text.back() != '\n')
        std::fputc('\n', stdout);
    std::fflush(stdout);
}

void Context::printExactly(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

int Context::failure(const Error& error) const {
    if (json)
        print(Json{{"error",
                    {{"code", errorCodeName(error.code)}, {"subject", printable(error.subject)}, {"detail", printable(error.detail, 600)}}}}
                  .dump(2));
    std::fprintf(stderr, "postern-cli: %s\n", describe(error).c_str());
    switch (error.code) {
    case ErrorCode::Cancelled:
        return kCancelled;
    case ErrorCode::Usage:
    case ErrorCode::ParameterUnknown:
    case ErrorCode::ParameterInvalid:
        return kUsage;
    case ErrorCode::ConfigUnsupported:
    case ErrorCode::TokenizerUnsupported:
    case ErrorCode::TemplateUnsupported:
        return kUnsupported;
    case ErrorCode::MemoryInsufficient:
        return kMemory;
    default:
        return kFailed;
    }
}

std::string parameterHelp(const ParameterTable& table) {
    std::string footer = "Parameters:\n";
    for (const ParameterSpec& spec : table.specs()) {
        footer += "  " + std::string(spec.key) + " = " + toText(spec.fallback);
        if (!spec.unit.empty())
            footer += ' ' + std::string(spec.unit);
        footer += "\n      " + std::string(spec.help);
        for (std::size_t i = 0; i < spec.choices.size(); ++i)
            footer += (i == 0 ? " One of: " : ", ") + std::string(spec.choices[i]);
        footer += '\n';
        for (std::size_t i = 0; i < spec.details.size(); ++i)
            footer += fmt::format("      {}: {}. Assumes: {} Costs: {}\n", spec.choices[i], spec.details[i].label, spec.details[i].assumes,
                                  spec.details[i].costs);
    }
    return footer;
}

void ParameterOptions::attach(CLI::App& command, const ParameterTable& table) {
    command.add_option("--set", m_settings, "Set a parameter: key=value (repeatable; the keys are listed below)");
    command.add_option("--config", m_config, "JSON file with parameters: {\"key\": value}");
    command.footer(parameterHelp(table));
}

Result<void> ParameterOptions::apply(ParameterSet& parameters) const {
    if (!m_config.empty()) {
        POSTERN_ASSIGN(const Json json, readJsonFile(m_config));
        POSTERN_TRY(parameters.setFromJson(json, m_config));
    }
    for (const std::string& setting : m_settings) {
        const auto equals = setting.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::Usage, "--set " + setting, "write it as key=value");
        POSTERN_TRY(parameters.setFromText(setting.substr(0, equals), setting.substr(equals + 1)));
    }
    return {};
}

} // namespace postern::cli
