// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/scan/byte_source.h"

namespace postern {

/// What bytes are, by their content.
enum class FileFormat {
    Empty,
    Safetensors,
    Gguf,
    Zip,
    Pickle,
    JsonText,
    Text,
    SentencePiece,
    Program, ///< native code, byte code, or a script with an interpreter line
    Image,
    Archive,     ///< packed by something else than zip
    Unsupported, ///< a known format that is not read
    Unknown,
};

/// "safetensors", as in ScannedFile::format.
[[nodiscard]] std::string_view formatName(FileFormat format);

struct DetectedFormat {
    FileFormat format = FileFormat::Unknown;
    std::string_view detail; ///< "ELF", "HDF5", …; may be empty
};

/// Looks at the content, and at the ending of `name` only where the content leaves a choice: between JSON and text,
/// and for a damaged file that promises safetensors, GGUF, JSON or a pickle.
[[nodiscard]] DetectedFormat detectFormat(const ByteSource& source, std::string_view name);

/// Lower-case ending with its dot, ".json"; empty where there is none.
[[nodiscard]] std::string endingOf(std::string_view name);

/// Whether the last bytes are the end record of a zip archive, whatever the first are.
[[nodiscard]] bool endsAsZip(const ByteSource& source);

} // namespace postern
