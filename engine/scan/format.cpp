// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/format.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "engine/checkpoint/safetensors_header.h"
#include "engine/scan/content.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    std::size_t offset;
    DetectedFormat format;
};

constexpr std::array kMagics = {
    Magic{"PK\x03\x04"sv, 0, {FileFormat::Zip, {}}},
    Magic{"PK\x05\x06"sv, 0, {FileFormat::Zip, {}}},
    Magic{"GGUF"sv, 0, {FileFormat::Gguf, {}}},
    Magic{"\x7f\x45LF"sv, 0, {FileFormat::Program, "ELF"}},
    Magic{"MZ"sv, 0, {FileFormat::Program, "Windows program"}},
    Magic{"\xcf\xfa\xed\xfe"sv, 0, {FileFormat::Program, "Mach-O"}},
    Magic{"\xce\xfa\xed\xfe"sv, 0, {FileFormat::Program, "Mach-O"}},
    Magic{"\xca\xfe\xba\xbe"sv, 0, {FileFormat::Program, "Java class or Mach-O"}},
    Magic{"\0asm"sv, 0, {FileFormat::Program, "WebAssembly"}},
    Magic{"#!"sv, 0, {FileFormat::Program, "script"}},
    Magic{"\x89HDF\r\n\x1a\n"sv, 0, {FileFormat::Unsupported, "HDF5"}},
    Magic{"\x93NUMPY"sv, 0, {FileFormat::Unsupported, "NumPy array"}},
    Magic{"ggml"sv, 0, {FileFormat::Unsupported, "GGML"}},
    Magic{"ggjt"sv, 0, {FileFormat::Unsupported, "GGML"}},
    Magic{"lmgg"sv, 0, {FileFormat::Unsupported, "GGML"}},
    Magic{"tjgg"sv, 0, {FileFormat::Unsupported, "GGML"}},
    Magic{"TFL3"sv, 4, {FileFormat::Unsupported, "TensorFlow Lite"}},
    Magic{"%PDF-"sv, 0, {FileFormat::Unsupported, "PDF"}},
    Magic{"\x1f\x8b"sv, 0, {FileFormat::Archive, "gzip"}},
    Magic{"BZh"sv, 0, {FileFormat::Archive, "bzip2"}},
    Magic{"\xfd"
          "7zXZ\0"sv,
          0,
          {FileFormat::Archive, "xz"}},
    Magic{"\x28\xb5\x2f\xfd"sv, 0, {FileFormat::Archive, "Zstandard"}},
    Magic{"7z\xbc\xaf\x27\x1c"sv, 0, {FileFormat::Archive, "7-Zip"}},
    Magic{"Rar!\x1a\x07"sv, 0, {FileFormat::Archive, "RAR"}},
    Magic{"ustar"sv, 257, {FileFormat::Archive, "tar"}},
    Magic{"\x89PNG\r\n\x1a\n"sv, 0, {FileFormat::Image, "PNG"}},
    Magic{"\xff\xd8\xff"sv, 0, {FileFormat::Image, "JPEG"}},
    Magic{"GIF8"sv, 0, {FileFormat::Image, "GIF"}},
    Magic{"WEBP"sv, 8, {FileFormat::Image, "WebP"}},
};

/// Formats without a magic number, known by their names only.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kByEnding = {{
    {".onnx", "ONNX"},
    {".msgpack", "MessagePack (Flax)"},
    {".pb", "TensorFlow"},
    {".h5", "HDF5"},
    {".tflite", "TensorFlow Lite"},
    {".mlmodel", "Core ML"},
    {".npy", "NumPy array"},
    {".ot", "Rust tensors"},
}};

/// Names that promise a pickle and nothing else.
bool isPickleEnding(std::string_view ending) {
    return ending == ".pkl" || ending == ".pickle" || ending == ".pt" || ending == ".pth" || ending == ".ckpt";
}

constexpr std::size_t kHeadBytes = 4096;

bool looksLikeText(std::string_view head, bool whole) {
    if (head.find('\0') != std::string_view::npos)
        return false;
    const auto isControl = [](char c) {
        const auto value = static_cast<unsigned char>(c);
        return value < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1b';
    };
    if (std::any_of(head.begin(), head.end(), isControl))
        return false;
    if (!whole) { // a character may be cut in two
        std::size_t cut = 0;
        while (cut < 4 && cut < head.size() && (static_cast<unsigned char>(head[head.size() - 1 - cut]) & 0x80U) != 0)
            ++cut;
        head.remove_suffix(cut);
    }
    return unicode::isValidUtf8(head);
}

bool looksLikeSafetensors(std::string_view head, std::uint64_t size) {
    if (head.size() < 9 || head[8] != '{')
        return false;
    std::uint64_t length = 0;
    std::memcpy(&length, head.data(), sizeof length);
    return length >= kMinHeaderBytes && length <= size - 8;
}

/// A ModelProto begins with its first piece: field 1, then its length, then the piece's own field 1.
bool looksLikeSentencePiece(std::string_view head, std::string_view name) {
    return head.size() > 4 && head[0] == '\x0a' && static_cast<unsigned char>(head[1]) < 0x80 && head[2] == '\x0a' &&
           name.ends_with(".model");
}

} // namespace

std::string_view formatName(FileFormat format) {
    constexpr std::array<std::string_view, 13> kNames = {"empty",   "safetensors", "gguf",          "zip",     "pickle",
                                                         "json",    "text",        "sentencepiece", "program", "image",
                                                         "archive", "unsupported", "unknown"};
    return kNames.at(static_cast<std::size_t>(format));
}

std::string endingOf(std::string_view name) {
    name = name.substr(name.find_last_of('/') == std::string_view::npos ? 0 : name.find_last_of('/') + 1);
    const std::size_t dot = name.find_last_of('.');
    std::string ending(dot == std::string_view::npos ? std::string_view() : name.substr(dot));
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return ending;
}

bool endsAsZip(const ByteSource& source) {
    constexpr std::size_t kEndBytes = 22;
    constexpr std::size_t kLongestComment = 65535;
    const std::uint64_t size = source.size();
    if (size < kEndBytes)
        return false;
    const auto tailBytes = static_cast<std::size_t>(std::min<std::uint64_t>(size, kEndBytes + kLongestComment));
    const auto tail = source.text(size - tailBytes, tailBytes);
    if (!tail)
        return false;
    for (std::size_t at = tail->find("PK\x05\x06"); at != std::string::npos; at = tail->find("PK\x05\x06", at + 1)) {
        if (tail->size() - at < kEndBytes)
            break;
        const auto number = [&](std::size_t offset) {
            return static_cast<std::size_t>(static_cast<unsigned char>((*tail)[at + offset])) |
                   static_cast<std::size_t>(static_cast<unsigned char>((*tail)[at + offset + 1])) << 8U;
        };
        // Some readers take an end record with bytes behind it, so its comment may end before the file does.
        const bool oneDisk = number(4) == 0 && number(6) == 0 && number(8) == number(10);
        if (oneDisk && at + kEndBytes + number(20) <= tail->size())
            return true;
    }
    return false;
}

DetectedFormat detectFormat(const ByteSource& source, std::string_view name) {
    const std::string ending = endingOf(name);
    const auto promised = ending == ".safetensors" ? FileFormat::Safetensors
                          : ending == ".gguf"      ? FileFormat::Gguf
                          : ending == ".json"      ? FileFormat::JsonText
                          : isPickleEnding(ending) ? FileFormat::Pickle
                                                   : FileFormat::Unknown;
    const std::uint64_t size = source.size();
    if (size == 0)
        return {promised == FileFormat::Unknown ? FileFormat::Empty : promised, {}};
    const auto headBytes = static_cast<std::size_t>(std::min<std::uint64_t>(size, kHeadBytes));
    const std::string head = source.text(0, headBytes).value_or(std::string());
    if (looksLikeSafetensors(head, size))
        return {FileFormat::Safetensors, {}};
    for (const Magic& magic : kMagics) {
        const bool matches =
            head.size() >= magic.offset + magic.bytes.size() && head.compare(magic.offset, magic.bytes.size(), magic.bytes) == 0;
        const bool chance = magic.bytes.size() <= 3 && magic.bytes != "#!" && looksLikeText(head, headBytes == size);
        if (matches && !chance)
            return magic.format;
    }
    if (head.size() > 2 && head[0] == '\x80' && static_cast<unsigned char>(head[1]) <= 5)
        return {FileFormat::Pickle, {}};
    if (looksLikeSentencePiece(head, name))
        return {FileFormat::SentencePiece, {}};
    if (actsAsPickle(source))
        return {FileFormat::Pickle, {}};
    if (promised != FileFormat::Unknown)
        return {promised, {}};
    if (looksLikeText(head, headBytes == size))
        return {FileFormat::Text, {}};
    for (const auto& [known, what] : kByEnding) {
        if (ending == known)
            return {FileFormat::Unsupported, what};
    }
    return {FileFormat::Unknown, {}};
}

} // namespace postern
