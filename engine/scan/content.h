// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoint/safetensors_header.h"
#include "engine/core/json.h"
#include "engine/core/progress.h"
#include "engine/scan/byte_source.h"
#include "engine/scan/finding_sink.h"
#include "engine/scan/format.h"
#include "engine/scan/pickle_machine.h"

namespace postern {

/// Bytes of one storage of a PyTorch file.
struct StorageRange {
    std::uint64_t offset = 0; ///< in the file
    std::uint64_t bytes = 0;
};

/// A pickle with tensors, followed to its end, and where their elements lie.
struct TorchContent {
    PickleMachine machine;
    PickleRef root = 0;
    std::map<std::string, StorageRange> storages; ///< by key
};

/// A part of a file that a checksum in the file speaks of; compared while the file is hashed.
struct StoredChecksum {
    std::string entry;
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    std::uint32_t crc = 0;
};

/// What the check of one file learned that others need.
struct ContentFacts {
    FileFormat format = FileFormat::Unknown;
    std::optional<SafetensorsHeader> tensors;
    std::uint64_t dataStart = 0; ///< of a safetensors file: where the bytes of the tensors begin
    std::optional<Json> json;
    std::vector<StoredChecksum> checksums;
    std::optional<TorchContent> torch;
};

/// What a check may use.
struct ContentContext {
    JobContext job;
    int depth = 0;                                        ///< archives around this content
    std::uint64_t unpackBytes = std::uint64_t{512} << 20; ///< what may still be unpacked, over all archives of a file
    std::size_t entries = 0;                              ///< entries seen, over all archives of a file
    bool keepTorch = false;                               ///< fill ContentFacts::torch
};

/// Judges bytes by what they are. `name` is the file's or the entry's; only its ending and its last part are used.
/// Error: Cancelled. Everything else is a finding.
[[nodiscard]] Result<void> examineContent(const ByteSource& source, std::string_view name, FindingSink& sink, ContentContext& context,
                                          ContentFacts& facts);

/// One checker a format; content.cpp chooses.
void checkSafetensors(const ByteSource& source, FindingSink& sink, ContentFacts& facts);
void checkGguf(const ByteSource& source, FindingSink& sink);
void checkSentencePiece(const ByteSource& source, FindingSink& sink);
/// By the file's name: config.json, generation_config.json, tokenizer.json, tokenizer_config.json, any other.
void checkJsonFile(const ByteSource& source, std::string_view name, FindingSink& sink, ContentFacts& facts);
void checkText(const ByteSource& source, std::string_view name, FindingSink& sink);
void checkTemplate(std::string_view text, std::string_view place, FindingSink& sink);
/// The finding that a file is a pickle, with its advice to convert: only where nothing worse was found before.
void addPickleFormat(FindingSink& sink, std::string_view what);
void checkPickle(const ByteSource& source, FindingSink& sink, const ContentContext& context, ContentFacts& facts);
[[nodiscard]] Result<void> checkZip(const ByteSource& source, FindingSink& sink, ContentContext& context, ContentFacts& facts);

/// Whether the bytes, taken as a pickle from their first one, would import or call something.
[[nodiscard]] bool actsAsPickle(const ByteSource& source);
/// Findings of everything that a machine noted.
void reportPickle(const PickleMachine& machine, FindingSink& sink, std::string_view inside);
/// What is wrong with a tensor's place in its storage, if anything.
[[nodiscard]] std::optional<std::string> tensorProblem(const TorchContent& content, const PickleValue& tensor);
/// Checks every tensor of a machine against the storages that are there.
void checkTorchTensors(const TorchContent& content, FindingSink& sink, std::string_view inside);

} // namespace postern
