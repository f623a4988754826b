// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/weight_source.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>

#include "engine/checkpoint/element_values.h"
#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/gguf.h"
#include "engine/checkpoint/gguf_json.h"
#include "engine/checkpoint/weight_shards.h"

namespace postern {

namespace {

constexpr std::int64_t kMaxLayer = 100'000;

/// Where the bytes of a row lie and how they are decoded.
struct Place {
    const TensorView* view = nullptr;
    const GgufTensor* gguf = nullptr;
};

std::optional<int> layerNumber(std::string_view part) {
    int value = -1;
    const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (part.empty() || problem != std::errc() || end != part.data() + part.size() || value < 0 || value > kMaxLayer)
        return std::nullopt;
    return value;
}

} // namespace

struct WeightSource::State {
    std::filesystem::path path;
    Format format = Format::Folder;
    WeightShards shards;
    std::optional<SafetensorsFile> single;
    std::optional<GgufFile> gguf;
    Json config;
    std::vector<std::string> files;
    std::vector<TensorRow> rows;
    std::vector<Place> places;
    std::map<std::string, std::int64_t, std::less<>> index;

    void add(const TensorView& tensor, const std::string& file) {
        addRow({tensor.name, std::string(dtypeName(tensor.dtype)), tensor.shape, tensor.bytes.size(), file, -1, {}, true},
               {&tensor, nullptr});
    }
    void add(const GgufTensor& tensor, const std::string& file) {
        addRow({tensor.name, std::string(tensor.type->name), tensor.shape, tensor.bytes.size(), file, -1, {}, tensor.type->decoded},
               {nullptr, &tensor});
    }
    void addRow(TensorRow row, Place place) {
        LayerName split = splitLayer(row.name);
        row.layer = split.layer;
        row.kind = std::move(split.kind);
        rows.push_back(std::move(row));
        places.push_back(place);
    }

    /// Layers in their order, not in that of text, where layer 10 would stand before layer 2.
    void sortRows() {
        std::vector<std::size_t> order(rows.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::tie(rows[a].layer, rows[a].name) < std::tie(rows[b].layer, rows[b].name);
        });
        std::vector<TensorRow> sortedRows;
        std::vector<Place> sortedPlaces;
        for (const std::size_t i : order) {
            index.emplace(rows[i].name, static_cast<std::int64_t>(sortedRows.size()));
            sortedRows.push_back(std::move(rows[i]));
            sortedPlaces.push_back(places[i]);
        }
        rows = std::move(sortedRows);
        places = std::move(sortedPlaces);
    }

    Result<void> openFolder(const std::filesystem::path& root) {
        POSTERN_ASSIGN(const auto configPath, resolveInside(root, kConfigFile));
        if (configPath) {
            POSTERN_ASSIGN(config, readJsonFile(*configPath, {.maxDepth = 32, .maxBytes = kMaxConfigBytes}));
        }
        for (const std::string_view name : kCompanionFiles) {
            POSTERN_ASSIGN(const auto companion, resolveInside(root, name));
            if (companion)
                files.emplace_back(name);
        }
        POSTERN_ASSIGN(shards, WeightShards::open(root, path.string()));
        files.insert(files.end(), shards.names.begin(), shards.names.end());
        if (shards.indexed)
            files.emplace_back(kIndexFile);
        for (std::size_t i = 0; i < shards.files.size(); ++i) {
            for (const TensorView& tensor : shards.files[i].tensors())
                add(tensor, shards.names[i]);
        }
        return {};
    }

    Result<void> openFile() {
        const std::string name = path.filename().string();
        files.push_back(name);
        if (looksLikeGguf(path)) {
            format = Format::Gguf;
            POSTERN_ASSIGN(GgufFile file, GgufFile::open(path));
            gguf.emplace(std::move(file));
            config = metadataJson(*gguf);
            for (const GgufTensor& tensor : gguf->tensors())
                add(tensor, name);
            return {};
        }
        format = Format::Safetensors;
        POSTERN_ASSIGN(SafetensorsFile file, SafetensorsFile::open(path));
        single.emplace(std::move(file));
        if (!single->metadata().empty())
            config = single->metadata();
        for (const TensorView& tensor : single->tensors())
            add(tensor, name);
        return {};
    }
};

WeightSource::WeightSource(std::unique_ptr<State> state) : m_state(std::move(state)) {}
WeightSource::WeightSource(WeightSource&&) noexcept = default;
WeightSource& WeightSource::operator=(WeightSource&&) noexcept = default;
WeightSource::~WeightSource() = default;

Result<WeightSource> WeightSource::open(const std::filesystem::path& path) {
    std::error_code status;
    const std::filesystem::path root = std::filesystem::canonical(path, status);
    if (status)
        return fail(ErrorCode::FileMissing, path.string(), status.message());
    auto state = std::make_unique<State>();
    state->path = path;
    if (std::filesystem::is_directory(root, status)) {
        POSTERN_TRY(state->openFolder(root));
    } else {
        POSTERN_TRY(state->openFile());
    }
    std::sort(state->files.begin(), state->files.end());
    state->sortRows();
    return WeightSource(std::move(state));
}

const std::filesystem::path& WeightSource::path() const {
    return m_state->path;
}

WeightSource::Format WeightSource::format() const {
    return m_state->format;
}

std::span<const TensorRow> WeightSource::tensors() const {
    return m_state->rows;
}

const Json& WeightSource::config() const {
    return m_state->config;
}

const std::vector<std::string>& WeightSource::files() const {
    return m_state->files;
}

std::filesystem::path WeightSource::filePath(const std::string& name) const {
    return m_state->format == Format::Folder ? m_state->path / name : m_state->path;
}

std::int64_t WeightSource::find(std::string_view name) const {
    const auto found = m_state->index.find(name);
    return found == m_state->index.end() ? -1 : found->second;
}

std::int64_t WeightSource::elementCount(std::size_t tensor) const {
    const Place& place = m_state->places.at(tensor);
    return place.view ? place.view->elementCount() : place.gguf->elementCount();
}

bool WeightSource::needsDouble(std::size_t tensor) const {
    const std::string& type = m_state->rows.at(tensor).dtype;
    return type == "F64" || type == "I64" || type == "U64" || type == "I32" || type == "U32";
}

namespace {

template <typename T>
Result<void> readPlace(const Place& place, const TensorRow& row, std::int64_t elements, std::int64_t first, std::span<T> out) {
    const auto count = static_cast<std::int64_t>(out.size());
    if (first < 0 || first > elements || count > elements - first)
        return fail(ErrorCode::TensorMismatch, row.name, "a read past its end");
    const auto begin = static_cast<std::size_t>(first);
    if (place.view) {
        const std::size_t size = dtypeSize(place.view->dtype);
        return decodeElements(place.view->dtype, place.view->bytes.subspan(begin * size, out.size() * size), out);
    }
    const GgufType& type = *place.gguf->type;
    if (begin % type.blockElements != 0 || out.size() % type.blockElements != 0)
        return fail(ErrorCode::TensorMismatch, row.name, "a read inside a block");
    return decodeGgufElements(
        type, place.gguf->bytes.subspan(begin / type.blockElements * type.blockBytes, out.size() / type.blockElements * type.blockBytes),
        out);
}

} // namespace

Result<void> WeightSource::read(std::size_t tensor, std::int64_t first, std::span<float> out) const {
    return readPlace(m_state->places.at(tensor), m_state->rows.at(tensor), elementCount(tensor), first, out);
}

Result<void> WeightSource::read(std::size_t tensor, std::int64_t first, std::span<double> out) const {
    return readPlace(m_state->places.at(tensor), m_state->rows.at(tensor), elementCount(tensor), first, out);
}

Result<void> WeightSource::checkUnchanged() const {
    for (const SafetensorsFile& shard : m_state->shards.files)
        POSTERN_TRY(shard.checkUnchanged());
    if (m_state->single)
        POSTERN_TRY(m_state->single->checkUnchanged());
    if (m_state->gguf)
        POSTERN_TRY(m_state->gguf->checkUnchanged());
    return {};
}

std::string_view formatName(WeightSource::Format format) {
    switch (format) {
    case WeightSource::Format::Folder:
        return "Hugging Face folder";
    case WeightSource::Format::Safetensors:
        return "safetensors";
    case WeightSource::Format::Gguf:
        break;
    }
    return "GGUF";
}

LayerName splitLayer(std::string_view name) {
    LayerName split;
    std::string head;
    std::string tail;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t dot = std::min(name.find('.', at), name.size());
        const std::string_view part = name.substr(at, dot - at);
        at = dot + 1;
        const auto number = layerNumber(part);
        if (number && split.layer < 0) {
            split.layer = *number;
            continue;
        }
        std::string& to = split.layer < 0 ? head : tail;
        to += (to.empty() ? "" : ".") + (number ? std::string("*") : std::string(part));
    }
    // What stands before the number ("model.layers") is the same for all layers and says nothing about the kind.
    split.kind = split.layer < 0 ? std::string(name) : (tail.empty() ? head : tail);
    return split;
}

} // namespace postern
