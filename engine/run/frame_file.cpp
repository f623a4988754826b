// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/frame_file.h"

#include <cmath>
#include <cstdio>
#include <span>

#include "engine/checkpoint/safetensors.h"
#include "engine/run/event_json.h"

namespace postern {

namespace {

using Places = std::vector<std::array<float, 2>>;

std::string tensorName(int layer, const char* kind) {
    return "layer." + std::to_string(layer) + '.' + kind;
}

Result<Places> readPlaces(const SafetensorsFile& file, const std::string& name, std::size_t points) {
    const auto broken = [&](const char* rule) {
        return fail(ErrorCode::RunFolderMalformed, file.path().string(), "tensor \"" + name + "\": " + rule);
    };
    const TensorView* tensor = file.find(name);
    if (tensor == nullptr)
        return broken("it is missing");
    if (tensor->dtype != Dtype::F32 || tensor->shape != std::vector<std::int64_t>{static_cast<std::int64_t>(points), 2})
        return broken("it is not F32 with two coordinates a point");
    std::vector<float> values(2 * points);
    POSTERN_TRY(convertToFloat(*tensor, values));
    Places places(points);
    for (std::size_t i = 0; i < points; ++i) {
        places[i] = {values[2 * i], values[2 * i + 1]};
        if (!std::isfinite(places[i][0]) || !std::isfinite(places[i][1]))
            return broken("it holds a number that is not finite");
    }
    return places;
}

} // namespace

std::filesystem::path frameFileName(std::size_t index) {
    char name[32];
    std::snprintf(name, sizeof name, "%04zu.safetensors", index);
    return std::filesystem::path("frames") / name;
}

Result<void> writeFrameFile(const std::filesystem::path& path, const Frame& frame, std::size_t points) {
    const auto broken = [&](const char* rule) { return fail(ErrorCode::RunFolderMalformed, path.string(), rule); };
    if (frame.answers.size() != points || frame.attackHit.size() != points)
        return broken("the frame has not one answer for every point");
    std::vector<std::uint8_t> hits(points);
    for (std::size_t i = 0; i < points; ++i)
        hits[i] = frame.attackHit[i] ? 1 : 0;
    std::vector<TensorToWrite> tensors;
    const auto count = static_cast<std::int64_t>(points);
    for (const LayerFrame& layer : frame.layers) {
        if (layer.pca.size() != points || (!layer.tsne.empty() && layer.tsne.size() != points))
            return broken("a layer has not one place for every point");
        tensors.push_back({tensorName(layer.layer, "pca"), Dtype::F32, {count, 2}, std::as_bytes(std::span(layer.pca))});
        if (!layer.tsne.empty())
            tensors.push_back({tensorName(layer.layer, "tsne"), Dtype::F32, {count, 2}, std::as_bytes(std::span(layer.tsne))});
    }
    tensors.push_back({"attackHit", Dtype::U8, {count}, std::as_bytes(std::span(hits))});
    return writeSafetensors(path, tensors, {{"format", "postern-frame-1"}, {"frame", dumpLine(frameHead(frame))}});
}

Result<Frame> readFrameFile(const std::filesystem::path& path, std::size_t points) {
    POSTERN_ASSIGN(const SafetensorsFile file, SafetensorsFile::open(path));
    const auto broken = [&](const std::string& rule) { return fail(ErrorCode::RunFolderMalformed, path.string(), rule); };
    const auto head = file.metadata().find("frame");
    if (head == file.metadata().end())
        return broken("the metadata has no \"frame\"");
    POSTERN_ASSIGN(const Json json, parseJson(head->second, path.string()));
    Result<Frame> parsed = frameFromHead(json);
    if (!parsed)
        return broken(parsed.error().subject + ": " + parsed.error().detail);
    Frame frame = std::move(*parsed);
    if (frame.answers.size() != points)
        return broken("the frame has not one answer for every point");
    std::size_t expectedTensors = 1;
    for (LayerFrame& layer : frame.layers) {
        POSTERN_ASSIGN(layer.pca, readPlaces(file, tensorName(layer.layer, "pca"), points));
        ++expectedTensors;
        if (file.find(tensorName(layer.layer, "tsne")) != nullptr) {
            POSTERN_ASSIGN(layer.tsne, readPlaces(file, tensorName(layer.layer, "tsne"), points));
            ++expectedTensors;
        }
    }
    const TensorView* hits = file.find("attackHit");
    if (hits == nullptr || hits->dtype != Dtype::U8 || hits->shape != std::vector<std::int64_t>{static_cast<std::int64_t>(points)})
        return broken("\"attackHit\" is missing or has the wrong form");
    if (file.tensors().size() != expectedTensors)
        return broken("there are tensors that no layer owns");
    frame.attackHit.reserve(points);
    for (const std::byte hit : hits->bytes) {
        if (std::to_integer<unsigned>(hit) > 1)
            return broken("\"attackHit\" holds something else than 0 and 1");
        frame.attackHit.push_back(hit != std::byte{0});
    }
    return frame;
}

} // namespace postern
