// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/bytes.h"
#include "tests/support/zip_bytes.h"

namespace postern::test {

/// Pickle instructions as bytes, to be put together with +.
namespace pickle {

inline std::string protocol(int version) {
    return "\x80" + littleEndian(static_cast<std::uint64_t>(version), 1);
}
inline std::string binUnicode(std::string_view value) { // BINUNICODE
    return "X" + littleEndian(value.size(), 4) + std::string(value);
}
inline std::string shortUnicode(std::string_view value) { // SHORT_BINUNICODE
    return "\x8c" + littleEndian(value.size(), 1) + std::string(value);
}
inline std::string number(std::int64_t value) { // BININT
    return "J" + littleEndian(static_cast<std::uint64_t>(value), 4);
}
inline std::string global(std::string_view module, std::string_view name) {
    return "c" + std::string(module) + '\n' + std::string(name) + '\n';
}
inline std::string tuple(const std::vector<std::string>& items) {
    std::string out = "(";
    for (const std::string& item : items)
        out += item;
    return out + 't';
}
inline std::string emptyOrderedDict() {
    return global("collections", "OrderedDict") + ")R";
}
/// A reference to a storage as torch.save writes it.
inline std::string storage(std::string_view type, std::string_view key, std::int64_t elements) {
    return tuple({binUnicode("storage"), global("torch", type), binUnicode(key), binUnicode("cpu"), number(elements)}) + 'Q';
}
inline std::string numbers(const std::vector<std::int64_t>& values) {
    std::vector<std::string> items;
    for (const std::int64_t value : values)
        items.push_back(number(value));
    return tuple(items);
}
inline std::string tensor(const std::string& storageReference, std::int64_t offset, const std::vector<std::int64_t>& shape,
                          const std::vector<std::int64_t>& strides) {
    return global("torch._utils", "_rebuild_tensor_v2") +
           tuple({storageReference, number(offset), numbers(shape), numbers(strides), "\x89", emptyOrderedDict()}) + 'R';
}
/// {name: value, …} and STOP.
inline std::string dict(const std::vector<std::pair<std::string, std::string>>& items, bool ordered = false) {
    std::string out = protocol(2) + (ordered ? emptyOrderedDict() : "}") + '(';
    for (const auto& [name, value] : items)
        out += binUnicode(name) + value;
    return out + "u.";
}

} // namespace pickle

/// The archive that torch.save writes around a pickle; the storages are named "0", "1", ….
inline std::string torchArchive(const std::string& pickle, const std::vector<std::string>& storages,
                                const std::vector<ZipPart>& more = {}) {
    std::vector<ZipPart> parts = {{.name = "archive/data.pkl", .data = pickle}, {.name = "archive/byteorder", .data = "little"}};
    for (std::size_t i = 0; i < storages.size(); ++i)
        parts.push_back({.name = "archive/data/" + std::to_string(i), .data = storages[i]});
    parts.push_back({.name = "archive/version", .data = "3\n"});
    parts.insert(parts.end(), more.begin(), more.end());
    return zipBytes(parts, {.wide = true});
}

/// The file that torch.save wrote before 1.6: five pickles, then the storages, each after its number of elements.
inline std::string legacyTorchFile(const std::string& pickle, const std::vector<std::pair<std::string, std::string>>& storages,
                                   std::size_t elementBytes) {
    std::string out("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);
    out += pickle::protocol(2) + 'M' + littleEndian(1001, 2) + '.';
    out += pickle::protocol(2) + "}(" + pickle::binUnicode("little_endian") + "\x88u.";
    out += pickle;
    out += pickle::protocol(2) + "](";
    for (const auto& [key, data] : storages)
        out += pickle::binUnicode(key);
    out += "e.";
    for (const auto& [key, data] : storages)
        out += littleEndian(data.size() / elementBytes) + data;
    return out;
}

} // namespace postern::test
