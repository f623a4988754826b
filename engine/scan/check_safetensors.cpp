// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/content.h"

namespace postern {

namespace {

/// The reader's errors begin with "rule N: "; the number becomes a part of the rule's id.
void addRule(const Error& error, FindingSink& sink) {
    constexpr std::string_view kStart = "rule ";
    const std::size_t colon = error.detail.find(": ");
    if (error.detail.starts_with(kStart) && colon != std::string::npos)
        sink.add("safetensors." + error.detail.substr(kStart.size(), colon - kStart.size()), error.detail.substr(colon + 2));
    else
        sink.add("file.unreadable", error.detail);
}

} // namespace

void checkSafetensors(const ByteSource& source, FindingSink& sink, ContentFacts& facts) {
    constexpr std::size_t kLengthBytes = 8;
    const std::string first = source.text(0, kLengthBytes).value_or(std::string());
    const auto length = parseHeaderLength(first, source.size(), sink.file());
    if (!length)
        return addRule(length.error(), sink);
    const auto text = source.text(kLengthBytes, static_cast<std::size_t>(*length));
    if (!text)
        return sink.add("file.unreadable", "the read failed or the file shrank");
    auto header = parseSafetensorsHeader(*text, source.size() - kLengthBytes - *length, sink.file());
    if (!header)
        return addRule(header.error(), sink);
    facts.tensors = std::move(*header);
    facts.dataStart = kLengthBytes + *length;
}

} // namespace postern
