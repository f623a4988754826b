// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/tokenizer_file.h"
#include "engine/checkpoint/gguf_import.h"

namespace postern::cli {

namespace {

struct ConvertOptions {
    std::filesystem::path file, output;
};

int convert(const ConvertOptions& options, const Context& context) {
    const auto done = convertGguf(options.file, options.output, context.job());
    if (!done)
        return context.failure(done.error());
    for (const std::string& note : done->notes)
        context.say("Note: " + printable(note));
    context.say("Wrote " + printable(options.output.string()) + ": " + done->modelType + ", " + std::to_string(done->tensors) + " tensors" +
                (done->tokenizer ? ", tokenizer.json" : ""));
    if (context.json)
        Context::print(dumpJson({{"schema", 1},
                                 {"output", options.output.string()},
                                 {"architecture", done->architecture},
                                 {"model_type", done->modelType},
                                 {"tensors", done->tensors},
                                 {"tokenizer", done->tokenizer},
                                 {"notes", done->notes}}));
    return kDone;
}

} // namespace

void addConvertCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<ConvertOptions>();
    CLI::App* command = app.add_subcommand("convert", "Turn a GGUF file into a checkpoint folder");
    startHelpWith(*command, "Example: postern-cli convert model.gguf -o FOLDER");
    command->add_option("file", options->file, "GGUF file with F32, F16, BF16 or Q8_0 weights")->required();
    command->add_option("-o,--output", options->output, "Folder to write; it must not hold a checkpoint")->required();
    command->footer("F16 and BF16 weights stay as they are; Q8_0 becomes F32 without loss. Other quantizations are refused by name.\n"
                    "postern-cli formats lists the architectures.");
    command->callback([options, &action] { action = [options](const Context& context) { return convert(*options, context); }; });
}

} // namespace postern::cli
