// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"

#include <algorithm>
#include <cstring>

#include <nlohmann/json.hpp>

#include "engine/checkpoint/atomic_file.h"
#include "engine/checkpoint/safetensors_header.h"

namespace postern {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{8} << 20;
constexpr std::size_t kAlignment = 8;

std::span<const std::byte> asBytes(const std::string& text) {
    return std::as_bytes(std::span(text));
}

/// What the header says of a tensor.
struct Outline {
    const std::string& name;
    Dtype dtype;
    const std::vector<std::int64_t>& shape;
    std::uint64_t bytes;
};

/// Header text in the order of the tensors, so that the same input always gives the same bytes.
std::string headerText(std::span<const Outline> tensors, const std::map<std::string, std::string>& metadata) {
    const auto quoted = [](const std::string& text) {
        return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    };
    std::string text = "{";
    const auto separate = [&] {
        if (text.size() > 1)
            text += ',';
    };
    if (!metadata.empty()) {
        text += "\"__metadata__\":{";
        for (const auto& [key, value] : metadata) {
            if (text.back() != '{')
                text += ',';
            text += quoted(key) + ':' + quoted(value);
        }
        text += '}';
    }
    std::uint64_t position = 0;
    for (const Outline& tensor : tensors) {
        separate();
        std::string shape;
        for (const std::int64_t dimension : tensor.shape) {
            if (!shape.empty())
                shape += ',';
            shape += std::to_string(dimension);
        }
        text += quoted(tensor.name) + ":{\"dtype\":\"" + std::string(dtypeName(tensor.dtype)) + "\",\"shape\":[" + shape +
                "],\"data_offsets\":[" + std::to_string(position) + ',' + std::to_string(position + tensor.bytes) + "]}";
        position += tensor.bytes;
    }
    text += '}';
    text.append((kAlignment - text.size() % kAlignment) % kAlignment, ' ');
    return text;
}

/// Writes the header, lets `writeData` hand over the bytes, and commits where they were as many as announced.
Result<void> writeFile(const std::filesystem::path& path, std::span<const Outline> tensors,
                       const std::map<std::string, std::string>& metadata, const JobContext& job,
                       const std::function<Result<void>(const ByteSink&)>& writeData) {
    const std::string subject = path.string();
    std::uint64_t dataSize = 0;
    for (const Outline& tensor : tensors) {
        if (!isCleanName(tensor.name)) // before quoting, which would mend invalid UTF-8 in silence
            return failRule(9, subject, "the tensor name \"" + printable(tensor.name, 80) + "\" cannot be written");
        if (tensor.name == "__metadata__")
            return failRule(9, subject, "a tensor cannot be called __metadata__");
        dataSize += tensor.bytes;
    }
    const std::string header = headerText(tensors, metadata);
    if (header.size() > kMaxHeaderBytes)
        return failRule(1, subject, "the header would have " + std::to_string(header.size()) + " bytes");
    // The reader's own rules decide: what this program writes, it must accept.
    POSTERN_TRY(parseSafetensorsHeader(header, dataSize, subject));

    const std::uint64_t length = header.size();
    POSTERN_ASSIGN(AtomicFile file, AtomicFile::create(path, sizeof length + length + dataSize));
    std::string start(sizeof length, '\0');
    std::memcpy(start.data(), &length, sizeof length);
    POSTERN_TRY(file.write(asBytes(start + header)));
    const std::string phase = "Writing " + path.filename().string();
    std::uint64_t done = 0;
    const ByteSink sink = [&](std::span<const std::byte> bytes) -> Result<void> {
        for (std::size_t at = 0; at < bytes.size(); at += kPieceBytes) {
            POSTERN_TRY(job.checkStop());
            const auto piece = bytes.subspan(at, std::min(kPieceBytes, bytes.size() - at));
            POSTERN_TRY(file.write(piece));
            done += piece.size();
            job.progress(phase, static_cast<std::int64_t>(done), static_cast<std::int64_t>(dataSize));
        }
        return {};
    };
    POSTERN_TRY(writeData(sink));
    POSTERN_TRY(job.checkStop());
    return file.commit();
}

} // namespace

Result<void> writeSafetensors(const std::filesystem::path& path, std::span<const TensorToWrite> tensors,
                              const std::map<std::string, std::string>& metadata, const JobContext& job) {
    std::vector<Outline> outlines;
    for (const TensorToWrite& tensor : tensors)
        outlines.push_back({tensor.name, tensor.dtype, tensor.shape, tensor.bytes.size()});
    return writeFile(path, outlines, metadata, job, [&](const ByteSink& sink) -> Result<void> {
        for (const TensorToWrite& tensor : tensors) {
            const Result<void> done = sink(tensor.bytes);
            if (!done)
                return done;
        }
        return {};
    });
}

Result<void> writeSafetensors(const std::filesystem::path& path, std::span<const TensorToProduce> tensors,
                              const std::map<std::string, std::string>& metadata, const JobContext& job) {
    std::vector<Outline> outlines;
    for (const TensorToProduce& tensor : tensors) {
        std::uint64_t bytes = dtypeSize(tensor.dtype);
        for (const std::int64_t size : tensor.shape)
            bytes *= static_cast<std::uint64_t>(size);
        outlines.push_back({tensor.name, tensor.dtype, tensor.shape, bytes});
    }
    return writeFile(path, outlines, metadata, job, [&](const ByteSink& sink) -> Result<void> {
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            std::uint64_t given = 0;
            const Result<void> done = tensors[i].produce([&](std::span<const std::byte> bytes) {
                given += bytes.size();
                return sink(bytes);
            });
            if (!done)
                return done;
            if (given != outlines[i].bytes)
                return fail(ErrorCode::TensorMismatch, tensors[i].name,
                            std::to_string(given) + " bytes were made; " + std::to_string(outlines[i].bytes) + " are needed");
        }
        return {};
    });
}

} // namespace postern
