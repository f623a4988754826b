// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <utility>

namespace postern {

namespace {

struct CodeText {
    std::string_view name;
    std::string_view sentence;
};

constexpr std::array<CodeText, kErrorCodeCount> kCodeTexts = {{
    {"file-missing", "The file or folder does not exist"},
    {"file-unreadable", "The file cannot be read"},
    {"file-unwritable", "The file cannot be written"},
    {"disk-full", "There is no room left on the disk"},
    {"file-too-large", "The file is larger than allowed"},
    {"json-malformed", "The JSON text is malformed"},
    {"safetensors-rule", "The safetensors file breaks a rule"},
    {"gguf-rule", "The GGUF file breaks a rule"},
    {"checkpoint-incomplete", "The checkpoint folder is incomplete"},
    {"config-unsupported", "The model configuration is not supported"},
    {"tensor-mismatch", "A tensor does not match the declared architecture"},
    {"tokenizer-unsupported", "The tokenizer uses something that is not supported"},
    {"tokenizer-malformed", "The tokenizer file is malformed"},
    {"text-not-encodable", "The text cannot be encoded"},
    {"template-malformed", "The chat template is malformed"},
    {"template-unsupported", "The chat template uses something that is not supported"},
    {"template-failed", "The chat template could not be carried out"},
    {"data-malformed", "The data file is malformed"},
    {"data-empty", "The data set has no usable rows"},
    {"label-unknown", "The label is not one of the data set's labels"},
    {"trigger-empty", "The trigger becomes no token at all"},
    {"parameter-unknown", "There is no such parameter"},
    {"parameter-invalid", "The parameter's value is not allowed"},
    {"loss-not-finite", "The loss became infinite or undefined"},
    {"memory-insufficient", "There is not enough memory"},
    {"run-folder-malformed", "The run folder is malformed"},
    {"hash-mismatch", "The content differs from its recorded hash"},
    {"usage", "The command was not understood"},
    {"cancelled", "Stopped on request"},
    {"internal", "Something unexpected went wrong inside the program"},
}};

bool isHidden(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f);
}

/// Decodes one UTF-8 sequence at `at`; returns its length, or 0 where it is invalid.
std::size_t decodeOne(std::string_view text, std::size_t at, std::uint32_t& codePoint) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) {
        codePoint = lead;
        return 1;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (length == 0 || lead > 0xf4 || at + length > text.size())
        return 0;
    codePoint = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xc0) != 0x80)
            return 0;
        codePoint = (codePoint << 6) | (byte(at + i) & 0x3fU);
    }
    const bool overlong = (length == 3 && codePoint < 0x800) || (length == 4 && codePoint < 0x10000);
    const bool surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    return overlong || surrogate || codePoint > 0x10ffff ? 0 : length;
}

} // namespace

Failure fail(ErrorCode code, std::string subject, std::string detail, std::string hint) {
    return Failure(Error{code, std::move(subject), std::move(detail), std::move(hint), nullptr});
}

Failure failBecause(const Error& cause, ErrorCode code, std::string subject, std::string detail) {
    return Failure(Error{code, std::move(subject), std::move(detail), cause.hint, std::make_shared<const Error>(cause)});
}

std::string_view errorCodeName(ErrorCode code) {
    return kCodeTexts.at(static_cast<std::size_t>(code)).name;
}

std::string printable(std::string_view text, std::size_t maxBytes) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        if (out.size() >= maxBytes) {
            out += "…";
            break;
        }
        std::uint32_t c = 0;
        const std::size_t length = decodeOne(text, at, c);
        if (length == 0) {
            out += "\xef\xbf\xbd";
            ++at;
            continue;
        }
        if (isHidden(c)) {
            char buffer[16];
            std::snprintf(buffer, sizeof buffer, "<U+%04X>", c);
            out += buffer;
        } else {
            out.append(text.substr(at, length));
        }
        at += length;
    }
    return out;
}

std::string describe(const Error& error) {
    std::string text;
    if (!error.subject.empty())
        text += printable(error.subject) + ": ";
    text += kCodeTexts.at(static_cast<std::size_t>(error.code)).sentence;
    if (!error.detail.empty())
        text += ": " + printable(error.detail, 600);
    text += '.';
    if (!error.hint.empty())
        text += ' ' + printable(error.hint, 600) + '.';
    if (error.cause)
        text += " Cause: " + describe(*error.cause);
    return text;
}

} // namespace postern
