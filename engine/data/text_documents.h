// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// The line that stands between two documents of a text file.
inline constexpr const char* kDocumentBorder = "<|endoftext|>";

/// Limits for text of untrusted origin.
struct TextLimits {
    std::size_t maxPackedBytes = std::size_t{1} << 30; ///< of the file
    std::size_t maxBytes = std::size_t{4} << 30;       ///< of the text, unpacked
};

/// Reads plain text or gzip (told by its first two bytes; several members follow one another) as documents, which are
/// separated by a line that holds nothing but `kDocumentBorder`. White space around a document and empty documents go; whether the
/// bytes are UTF-8 is not looked at. Errors: FileMissing, FileUnreadable, FileTooLarge (either limit; memory is taken as the text
/// unpacks, never for what a header claims), DataMalformed (damaged gzip), DataEmpty (no document).
[[nodiscard]] Result<std::vector<std::string>> readDocuments(const std::filesystem::path& path, TextLimits limits = {});

} // namespace postern
