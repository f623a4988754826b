// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/example_help.h"

#include <memory>
#include <utility>

namespace postern::cli {

namespace {

class ExampleFirst : public CLI::Formatter {
public:
    explicit ExampleFirst(std::string examples) : m_examples(std::move(examples)) {}

    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
        const std::string help = CLI::Formatter::make_help(app, std::move(name), mode);
        return mode == CLI::AppFormatMode::Normal ? m_examples + "\n\n" + help : help;
    }

private:
    std::string m_examples;
};

} // namespace

void startHelpWith(CLI::App& command, const std::string& examples) {
    command.formatter(std::make_shared<ExampleFirst>(examples));
}

} // namespace postern::cli
