// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/rules.h"

#include <algorithm>
#include <array>

namespace postern {

namespace {

// Why it matters.
constexpr std::string_view kWhyPlace = "A scan that leaves something out must say so: what was not looked at may hold anything.";
constexpr std::string_view kWhyLink = "A link can make a program read a file that does not belong to the checkpoint.";
constexpr std::string_view kWhyDisguise =
    "Programs that choose a reader by the name, and scanners that skip by the name, are deceived by it.";
constexpr std::string_view kWhyPolyglot =
    "Two programs can read two different things out of the same bytes, so a check of one says nothing about the other.";
constexpr std::string_view kWhyCode =
    "Program code in a checkpoint runs with the rights of whoever loads it, as soon as a loader allows it.";
constexpr std::string_view kWhyUnread = "Postern does not read this, so it cannot tell what it holds.";
constexpr std::string_view kWhyHeader =
    "Lengths, shapes and ranges that do not add up are how a file makes a reader overrun its memory or hides bytes.";
constexpr std::string_view kWhyNames = "Readers differ in which of two entries they take and in how they show hidden characters.";
constexpr std::string_view kWhyArchitecture = "Tensors that do not fit the declared architecture cannot be what config.json says they are.";
constexpr std::string_view kWhyValues =
    "NaN and infinity spread through every computation; nothing that is measured with them means anything.";
constexpr std::string_view kWhyIndex =
    "The index decides which file every tensor comes from; one that contradicts the files, or leads elsewhere, loads something else.";
constexpr std::string_view kWhyJson =
    "Readers differ in what they make of JSON that is not strict, so two programs may see two different files.";
constexpr std::string_view kWhyRange = "These numbers decide how much memory is taken and which computation is done.";
constexpr std::string_view kWhyTokenizer =
    "The tokenizer decides what the model is asked; one that contradicts itself is read differently by different programs.";
constexpr std::string_view kWhyRegex =
    "A regular expression that runs away stops the program that uses it, with a text of its author's choice.";
constexpr std::string_view kWhyTemplate =
    "A chat template is a small program that runs on every prompt; attributes between double underscores lead out of its sandbox.";
constexpr std::string_view kWhyPickle =
    "A pickle is a program for the unpickler: what it imports and calls happens while the file is loaded.";
constexpr std::string_view kWhyPickleBroken =
    "A scanner that stops at what it does not understand can be blinded on purpose, while loading goes on.";
constexpr std::string_view kWhyTensor = "Tensors that are described wrongly make a reader use memory that is not theirs.";
constexpr std::string_view kWhyZip =
    "Readers of zip archives trust different parts of the file; where these disagree, a scanner sees another archive than the loader.";
constexpr std::string_view kWhyBomb = "An archive that grows without measure fills memory or disk.";
constexpr std::string_view kWhyTorchScript = "A TorchScript archive is a program together with its weights.";

// What to do.
constexpr std::string_view kDoNone = "Nothing.";
constexpr std::string_view kDoRefuse =
    "Do not load it with anything. Find out where it came from, and look for the same model as safetensors.";
constexpr std::string_view kDoAuthor = "Get it anew from a source that you trust, or ask its author for a file that keeps to the format.";
constexpr std::string_view kDoConvert =
    "Convert it with postern-cli convert, which reads tensors and nothing else, and go on with the result.";
constexpr std::string_view kDoCopy = "Copy the folder with its links resolved (cp -rL) and scan the copy.";
constexpr std::string_view kDoLook = "Look at it by other means or leave it out of the folder; nothing is claimed about it.";
constexpr std::string_view kDoReader = "Use a model and a format that Postern reads; the README names them.";
constexpr std::string_view kDoAgain = "Scan it again when nobody writes to it.";
constexpr std::string_view kDoCode =
    "Read the code before anything runs it, or take it out of the folder. Never load this with remote code allowed.";

constexpr std::array<Rule, 92> kRules = {{
    {"config.auto-map", Severity::Dangerous, "A request to run code from the checkpoint", kWhyCode, kDoCode},
    {"config.malformed", Severity::Rejected, "A configuration that is no strict JSON object", kWhyJson, kDoAuthor},
    {"config.range", Severity::Rejected, "A number outside its range", kWhyRange, kDoAuthor},
    {"config.token", Severity::Rejected, "A token number that the vocabulary does not have", kWhyRange, kDoAuthor},
    {"config.unsupported", Severity::Unsupported, "An architecture or setting that Postern does not follow", kWhyUnread, kDoReader},
    {"file.archive", Severity::Inconclusive, "An archive of a kind that is not opened", kWhyUnread, kDoLook},
    {"file.changed", Severity::Inconclusive, "Changed while it was scanned", kWhyPlace, kDoAgain},
    {"file.code", Severity::Dangerous, "Program code", kWhyCode, kDoCode},
    {"file.extension", Severity::Rejected, "A name that promises another format", kWhyDisguise, kDoRefuse},
    {"file.limit", Severity::Inconclusive, "Larger than the scanner reads", kWhyPlace, kDoLook},
    {"file.link", Severity::Inconclusive, "A link that was not followed", kWhyLink, kDoCopy},
    {"file.link-outside", Severity::Rejected, "A link that leads out of the folder", kWhyLink, kDoCopy},
    {"file.more", Severity::Note, "Further findings that are left out", kWhyPlace, kDoNone},
    {"file.name", Severity::Rejected, "Hidden or control characters in a file name", kWhyNames, kDoAuthor},
    {"file.polyglot", Severity::Rejected, "A second format in the same file", kWhyPolyglot, kDoRefuse},
    {"file.special", Severity::Rejected, "Neither a file nor a folder", kWhyLink, kDoAuthor},
    {"file.unknown", Severity::Inconclusive, "Bytes of no known format", kWhyUnread, kDoLook},
    {"file.unreadable", Severity::Inconclusive, "Cannot be read", kWhyPlace, kDoLook},
    {"file.unsupported", Severity::Unsupported, "A format that is not read", kWhyUnread, kDoReader},
    {"folder.depth", Severity::Inconclusive, "Folders nested too deeply", kWhyPlace, kDoLook},
    {"folder.empty", Severity::Unsupported, "Nothing to judge", kWhyPlace, kDoReader},
    {"folder.entries", Severity::Inconclusive, "More entries than are listed", kWhyPlace, kDoLook},
    {"folder.history", Severity::Inconclusive, "A version-control folder, not looked into", kWhyPlace, kDoLook},
    {"gguf.alignment", Severity::Rejected, "An alignment that is no power of two", kWhyHeader, kDoAuthor},
    {"gguf.counts", Severity::Rejected, "More entries than the file can hold", kWhyHeader, kDoAuthor},
    {"gguf.dimensions", Severity::Rejected, "A shape that does not fit", kWhyHeader, kDoAuthor},
    {"gguf.key", Severity::Rejected, "A key that is doubled or has hidden characters", kWhyNames, kDoAuthor},
    {"gguf.name", Severity::Rejected, "A tensor name that is doubled or has hidden characters", kWhyNames, kDoAuthor},
    {"gguf.offset", Severity::Rejected, "Tensor data outside their place", kWhyHeader, kDoAuthor},
    {"gguf.tail", Severity::Rejected, "Bytes that belong to no tensor", kWhyPolyglot, kDoRefuse},
    {"gguf.truncated", Severity::Rejected, "The header runs past the end of the file", kWhyHeader, kDoAuthor},
    {"gguf.type", Severity::Rejected, "An unknown tensor type", kWhyHeader, kDoAuthor},
    {"gguf.value", Severity::Rejected, "An unknown or nested kind of value", kWhyHeader, kDoAuthor},
    {"gguf.version", Severity::Unsupported, "A version that is not read", kWhyUnread, kDoReader},
    {"index.listing", Severity::Rejected, "Index and shards list different tensors", kWhyIndex, kDoAuthor},
    {"index.malformed", Severity::Rejected, "An index without a proper weight_map", kWhyIndex, kDoAuthor},
    {"index.missing", Severity::Rejected, "A shard that is not there", kWhyIndex, kDoAuthor},
    {"index.shard-name", Severity::Rejected, "A shard name that leads elsewhere", kWhyIndex, kDoRefuse},
    {"index.shards", Severity::Rejected, "Too many shards", kWhyIndex, kDoAuthor},
    {"json.malformed", Severity::Rejected, "No strict JSON", kWhyJson, kDoAuthor},
    {"pickle.build", Severity::Dangerous, "State set on an object that is no plain container", kWhyPickle, kDoRefuse},
    {"pickle.call", Severity::Rejected, "An allowed name called in an unusual way", kWhyPickle, kDoRefuse},
    {"pickle.call-unknown", Severity::Dangerous, "A call of something that is computed by the pickle", kWhyPickle, kDoRefuse},
    {"pickle.extension", Severity::Dangerous, "An import by a number from the extension registry", kWhyPickle, kDoRefuse},
    {"pickle.format", Severity::Unsupported, "A pickle of plain data", kWhyPickle, kDoConvert},
    {"pickle.frame", Severity::Rejected, "A frame that does not fit", kWhyPickleBroken, kDoRefuse},
    {"pickle.import", Severity::Dangerous, "An import that plain tensors do not need", kWhyPickle, kDoRefuse},
    {"pickle.limit", Severity::Inconclusive, "More than the scanner follows", kWhyPickleBroken, kDoRefuse},
    {"pickle.opcode", Severity::Inconclusive, "An unknown instruction", kWhyPickleBroken, kDoRefuse},
    {"pickle.operand", Severity::Dangerous, "An import whose name is not plain text", kWhyPickle, kDoRefuse},
    {"pickle.persistent", Severity::Rejected, "A reference that is no plain storage", kWhyPickle, kDoRefuse},
    {"pickle.several", Severity::Rejected, "Several pickles in one file", kWhyPickleBroken, kDoRefuse},
    {"pickle.stack", Severity::Inconclusive, "An instruction that finds the wrong thing on the stack", kWhyPickleBroken, kDoRefuse},
    {"pickle.trailing", Severity::Rejected, "Bytes after the end of the pickle", kWhyPolyglot, kDoRefuse},
    {"pickle.truncated", Severity::Inconclusive, "The pickle ends too early", kWhyPickleBroken, kDoAuthor},
    {"safetensors.1", Severity::Rejected, "Header length", kWhyHeader, kDoAuthor},
    {"safetensors.2", Severity::Rejected, "Header text", kWhyJson, kDoAuthor},
    {"safetensors.3", Severity::Rejected, "A key that occurs twice", kWhyNames, kDoAuthor},
    {"safetensors.4", Severity::Rejected, "Metadata", kWhyJson, kDoAuthor},
    {"safetensors.5", Severity::Rejected, "Element type", kWhyHeader, kDoAuthor},
    {"safetensors.6", Severity::Rejected, "Shape", kWhyHeader, kDoAuthor},
    {"safetensors.7", Severity::Rejected, "Range of bytes", kWhyHeader, kDoAuthor},
    {"safetensors.8", Severity::Rejected, "Order of the ranges", kWhyPolyglot, kDoRefuse},
    {"safetensors.9", Severity::Rejected, "Names of tensors", kWhyNames, kDoAuthor},
    {"safetensors.10", Severity::Rejected, "Agreement with config.json", kWhyArchitecture, kDoAuthor},
    {"safetensors.11", Severity::Rejected, "NaN or infinity", kWhyValues, kDoAuthor},
    {"safetensors.extra", Severity::Note, "Tensors that the architecture does not ask for", kWhyArchitecture, kDoNone},
    {"safetensors.loose", Severity::Note, "Weights that no index names", kWhyIndex, kDoNone},
    {"sentencepiece.malformed", Severity::Rejected, "A vocabulary that is no proper sentencepiece model", kWhyTokenizer, kDoAuthor},
    {"template.attribute", Severity::Dangerous, "A template that reaches out of its sandbox", kWhyTemplate, kDoRefuse},
    {"template.computed", Severity::Inconclusive, "A template that reaches attributes by computed names", kWhyTemplate, kDoLook},
    {"template.limit", Severity::Rejected, "A template that is too large or no text", kWhyTemplate, kDoAuthor},
    {"tokenizer.limit", Severity::Inconclusive, "A tokenizer larger than is read", kWhyPlace, kDoLook},
    {"tokenizer.malformed", Severity::Rejected, "A tokenizer that contradicts itself", kWhyTokenizer, kDoAuthor},
    {"tokenizer.regex", Severity::Rejected, "A regular expression that runs away", kWhyRegex, kDoAuthor},
    {"tokenizer.unsupported", Severity::Unsupported, "A tokenizer of a kind that is not read", kWhyUnread, kDoReader},
    {"torch.byteorder", Severity::Rejected, "A byte order that is not little-endian", kWhyTensor, kDoAuthor},
    {"torch.entry", Severity::Rejected, "An entry that no tensor refers to", kWhyZip, kDoRefuse},
    {"torch.storage", Severity::Rejected, "A storage that is missing or has another size", kWhyTensor, kDoAuthor},
    {"torch.tensor", Severity::Rejected, "A tensor that does not fit its storage", kWhyTensor, kDoAuthor},
    {"torch.torchscript", Severity::Dangerous, "A TorchScript program", kWhyTorchScript, kDoRefuse},
    {"zip.compressed", Severity::Inconclusive, "A compressed entry where none is expected", kWhyZip, kDoRefuse},
    {"zip.crc", Severity::Rejected, "A checksum that is wrong", kWhyZip, kDoRefuse},
    {"zip.flags", Severity::Rejected, "Flags that stored entries do not have", kWhyZip, kDoRefuse},
    {"zip.format", Severity::Unsupported, "An archive that is no checkpoint", kWhyUnread, kDoReader},
    {"zip.gap", Severity::Rejected, "Bytes that belong to no entry", kWhyZip, kDoRefuse},
    {"zip.limit", Severity::Inconclusive, "More than the scanner unpacks", kWhyBomb, kDoRefuse},
    {"zip.local", Severity::Rejected, "Local header and directory disagree", kWhyZip, kDoRefuse},
    {"zip.name", Severity::Rejected, "An entry name that leads elsewhere or occurs twice", kWhyZip, kDoRefuse},
    {"zip.nested", Severity::Inconclusive, "Archives nested too deeply", kWhyZip, kDoRefuse},
    {"zip.overlap", Severity::Rejected, "Entries that share bytes", kWhyZip, kDoRefuse},
    {"zip.structure", Severity::Rejected, "A directory that does not add up", kWhyZip, kDoRefuse},
}};

} // namespace

std::span<const Rule> scanRules() {
    return kRules;
}

const Rule* findRule(std::string_view id) {
    const auto* found = std::find_if(kRules.begin(), kRules.end(), [&](const Rule& rule) { return rule.id == id; });
    return found == kRules.end() ? nullptr : found;
}

} // namespace postern
