// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors_stream.h"

#include <algorithm>
#include <cstring>

#include <nlohmann/json.hpp>

#include "engine/checkpoint/safetensors_header.h"

namespace postern {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{8} << 20;
constexpr std::size_t kAlignment = 8;

/// Header text in the order of the tensors, so that the same input always gives the same bytes.
std::string headerText(std::span<const TensorPlan> tensors, const std::map<std::string, std::string>& metadata) {
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
    for (const TensorPlan& tensor : tensors) {
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

} // namespace

Result<SafetensorsWriter> SafetensorsWriter::create(const std::filesystem::path& path, std::span<const TensorPlan> tensors,
                                                    const std::map<std::string, std::string>& metadata) {
    const std::string subject = path.string();
    std::uint64_t dataSize = 0;
    for (const TensorPlan& tensor : tensors) {
        if (!isCleanName(tensor.name)) // before quoting, which would mend invalid UTF-8 in silence
            return failRule(9, subject, "the tensor name \"" + printable(tensor.name, 80) + "\" cannot be written");
        if (tensor.name == "__metadata__")
            return failRule(9, subject, "a tensor cannot be called __metadata__");
        dataSize += tensor.bytes;
    }
    const std::string header = headerText(tensors, metadata);
    if (header.size() > kMaxHeaderBytes)
        return failRule(1, subject, "the header would have " + std::to_string(header.size()) + " bytes");
    const std::uint64_t length = header.size();
    std::string head(sizeof length, '\0');
    std::memcpy(head.data(), &length, sizeof length);
    return begin(path, head + header, dataSize);
}

Result<SafetensorsWriter> SafetensorsWriter::createLike(const std::filesystem::path& path, const SafetensorsFile& source) {
    POSTERN_TRY(source.checkUnchanged());
    const std::span<const std::byte> head = source.head();
    std::uint64_t dataSize = 0;
    for (const TensorView& tensor : source.tensors())
        dataSize += tensor.bytes.size();
    return begin(path, std::string(reinterpret_cast<const char*>(head.data()), head.size()), dataSize);
}

Result<SafetensorsWriter> SafetensorsWriter::begin(const std::filesystem::path& path, const std::string& head, std::uint64_t dataSize) {
    const std::string subject = path.string();
    // The reader's own rules decide: what this program writes, it must accept.
    POSTERN_TRY(parseSafetensorsHeader(std::string_view(head).substr(sizeof(std::uint64_t)), dataSize, subject));
    POSTERN_ASSIGN(AtomicFile file, AtomicFile::create(path, head.size() + dataSize));
    POSTERN_TRY(file.write(std::as_bytes(std::span(head))));
    return SafetensorsWriter(std::move(file), subject, "Writing " + path.filename().string(), dataSize);
}

Result<void> SafetensorsWriter::write(std::span<const std::byte> bytes, const JobContext& job) {
    if (bytes.size() > m_size - m_done)
        return fail(ErrorCode::TensorMismatch, m_subject, "more bytes than the header announces");
    for (std::size_t at = 0; at < bytes.size(); at += kPieceBytes) {
        POSTERN_TRY(job.checkStop());
        const auto piece = bytes.subspan(at, std::min(kPieceBytes, bytes.size() - at));
        POSTERN_TRY(m_file.write(piece));
        m_done += piece.size();
        job.progress(m_phase, static_cast<std::int64_t>(m_done), static_cast<std::int64_t>(m_size));
    }
    return {};
}

Result<void> SafetensorsWriter::commit() {
    if (m_done != m_size)
        return fail(ErrorCode::TensorMismatch, m_subject, std::to_string(m_size - m_done) + " announced bytes were not written");
    return m_file.commit();
}

Result<void> writeSafetensors(const std::filesystem::path& path, std::span<const TensorToWrite> tensors,
                              const std::map<std::string, std::string>& metadata, const JobContext& job) {
    std::vector<TensorPlan> plans;
    plans.reserve(tensors.size());
    for (const TensorToWrite& tensor : tensors)
        plans.push_back({tensor.name, tensor.dtype, tensor.shape, tensor.bytes.size()});
    POSTERN_ASSIGN(SafetensorsWriter writer, SafetensorsWriter::create(path, plans, metadata));
    for (const TensorToWrite& tensor : tensors)
        POSTERN_TRY(writer.write(tensor.bytes, job));
    POSTERN_TRY(job.checkStop());
    return writer.commit();
}

Result<void> produceSafetensors(const std::filesystem::path& path, std::span<const TensorToProduce> tensors,
                                const std::map<std::string, std::string>& metadata, const JobContext& job) {
    std::vector<TensorPlan> plans;
    plans.reserve(tensors.size());
    for (const TensorToProduce& tensor : tensors) {
        std::uint64_t bytes = dtypeSize(tensor.dtype);
        for (const std::int64_t size : tensor.shape)
            bytes *= static_cast<std::uint64_t>(size);
        plans.push_back({tensor.name, tensor.dtype, tensor.shape, bytes});
    }
    POSTERN_ASSIGN(SafetensorsWriter writer, SafetensorsWriter::create(path, plans, metadata));
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        std::uint64_t given = 0;
        POSTERN_TRY(tensors[i].produce([&](std::span<const std::byte> bytes) {
            given += bytes.size();
            return writer.write(bytes, job);
        }));
        if (given != plans[i].bytes)
            return fail(ErrorCode::TensorMismatch, tensors[i].name,
                        std::to_string(given) + " bytes were made; " + std::to_string(plans[i].bytes) + " are needed");
    }
    POSTERN_TRY(job.checkStop());
    return writer.commit();
}

} // namespace postern
