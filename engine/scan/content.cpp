// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/content.h"

#include <algorithm>
#include <array>

#include "engine/core/error.h"

namespace postern {

namespace {

using namespace std::string_view_literals;

/// Endings under which code-capable content belongs; everywhere else its name deceives.
constexpr std::array kPickleEndings = {".bin"sv, ".pt"sv, ".pth"sv, ".ckpt"sv, ".pkl"sv, ".pickle"sv, ".joblib"sv, ".dat"sv, ".data"sv};
constexpr std::array kZipEndings = {".bin"sv, ".pt"sv, ".pth"sv, ".ckpt"sv, ".zip"sv, ".npz"sv, ".keras"sv, ".jar"sv};
constexpr std::array kProgramEndings = {".so"sv, ".exe"sv, ".dll"sv, ".dylib"sv, ".class"sv, ".wasm"sv, ".o"sv};
/// Program text, which only its ending tells from other text.
constexpr std::array kCodeEndings = {".py"sv,  ".pyc"sv, ".pyo"sv, ".pyd"sv, ".pyx"sv, ".sh"sv, ".bash"sv, ".zsh"sv, ".bat"sv,
                                     ".cmd"sv, ".ps1"sv, ".js"sv,  ".mjs"sv, ".pl"sv,  ".rb"sv, ".php"sv,  ".lua"sv, ".jar"sv};

template <std::size_t N>
bool isOneOf(std::string_view ending, const std::array<std::string_view, N>& known) {
    return std::find(known.begin(), known.end(), ending) != known.end();
}

bool isVersioned(std::string_view name) {
    return name.find(".so.") != std::string_view::npos;
}

void checkName(FileFormat format, std::string_view name, FindingSink& sink) {
    const std::string ending = endingOf(name);
    const bool fits =
        (format == FileFormat::Pickle && isOneOf(ending, kPickleEndings)) || (format == FileFormat::Zip && isOneOf(ending, kZipEndings)) ||
        (format == FileFormat::Program && (isOneOf(ending, kProgramEndings) || isOneOf(ending, kCodeEndings) || isVersioned(name)));
    const bool canCarryCode = format == FileFormat::Pickle || format == FileFormat::Zip || format == FileFormat::Program;
    if (canCarryCode && !fits && !ending.empty())
        sink.add("file.extension", "the name ends in " + inQuotes(ending) + ", the content is " + std::string(formatName(format)));
}

/// Whether the same bytes can be taken for something else that carries code.
Result<void> checkPolyglot(const ByteSource& source, FileFormat format, FindingSink& sink, ContentContext& context) {
    if (format != FileFormat::Pickle && actsAsPickle(source)) {
        sink.add("file.polyglot", "the bytes are " + std::string(formatName(format)) + " and at once a pickle that acts");
        PickleMachine machine;
        machine.run(source, 0);
        reportPickle(machine, sink, {});
    }
    if (format != FileFormat::Zip && endsAsZip(source)) {
        sink.add("file.polyglot", "the bytes are " + std::string(formatName(format)) + " and end as a zip archive");
        ContentFacts ignored;
        const bool keep = std::exchange(context.keepTorch, false);
        POSTERN_TRY(checkZip(source, sink, context, ignored));
        context.keepTorch = keep;
    }
    return {};
}

} // namespace

Result<void> examineContent(const ByteSource& source, std::string_view name, FindingSink& sink, ContentContext& context,
                            ContentFacts& facts) {
    const DetectedFormat detected = detectFormat(source, name);
    facts.format = detected.format;
    checkName(detected.format, name, sink);
    if (isOneOf(endingOf(name), kCodeEndings) && detected.format != FileFormat::Program && detected.format != FileFormat::Empty)
        sink.add("file.code", "program text by its name (" + endingOf(name) + ')');
    switch (detected.format) {
    case FileFormat::Safetensors:
        checkSafetensors(source, sink, facts);
        break;
    case FileFormat::Gguf:
        checkGguf(source, sink);
        break;
    case FileFormat::Zip:
        POSTERN_TRY(checkZip(source, sink, context, facts));
        break;
    case FileFormat::Pickle:
        checkPickle(source, sink, context, facts);
        break;
    case FileFormat::JsonText:
        checkJsonFile(source, name, sink, facts);
        break;
    case FileFormat::Text:
        checkText(source, name, sink);
        break;
    case FileFormat::SentencePiece:
        checkSentencePiece(source, sink);
        break;
    case FileFormat::Program:
        sink.add("file.code", "it is a program (" + std::string(detected.detail) + ')');
        break;
    case FileFormat::Archive:
        sink.add("file.archive", "it is packed by " + std::string(detected.detail) + ", and what is inside was not looked at");
        break;
    case FileFormat::Unsupported:
        sink.add("file.unsupported", "it is " + std::string(detected.detail) + ", which is not read");
        break;
    case FileFormat::Unknown:
        if (!isOneOf(endingOf(name), kCodeEndings))
            sink.add("file.unknown", "the bytes are of no format that is known");
        break;
    case FileFormat::Image:
    case FileFormat::Empty:
        break;
    }
    return checkPolyglot(source, detected.format, sink, context);
}

} // namespace postern
