// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_import.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "engine/checkpoint/gguf_families.h"
#include "engine/checkpoint/gguf_tokenizer.h"
#include "engine/checkpoint/safetensors_header.h"
#include "engine/checkpoint/weight_source.h"

namespace postern {

namespace {

constexpr std::size_t kBatchBytes = std::size_t{8} << 20;

std::string named(std::string_view name) {
    return '"' + printable(name, 80) + '"';
}

Dtype storedType(const GgufTensor& tensor) {
    return tensor.type->name == "F16" ? Dtype::F16 : tensor.type->name == "BF16" ? Dtype::BF16 : Dtype::F32;
}

std::size_t rowElements(const std::vector<std::int64_t>& shape) {
    return shape.size() < 2 ? 1 : static_cast<std::size_t>(shape.back());
}

/// The name of a tensor taken apart: "blk.3.attn_q.weight" is "attn_q", 3, ".weight".
struct GgufName {
    std::string base;
    int layer = -1;
    std::string ending;
};

GgufName takeApart(const std::string& name) {
    GgufName parts;
    LayerName split = splitLayer(name);
    parts.layer = name.starts_with("blk.") ? split.layer : -1;
    std::string rest = parts.layer >= 0 ? split.kind : name;
    const std::size_t dot = rest.rfind('.');
    parts.ending = dot == std::string::npos ? "" : rest.substr(dot);
    parts.base = rest.substr(0, dot);
    return parts;
}

std::string fillIn(std::string_view pattern, std::string_view place, const std::string& value) {
    const std::size_t at = pattern.find(place);
    if (at == std::string_view::npos)
        return std::string(pattern);
    return std::string(pattern.substr(0, at)) + value + std::string(pattern.substr(at + place.size()));
}

/// Rows of heads of width `dim`: the file has them in the order 0, dim/2, 1, dim/2 + 1, …
std::vector<std::int64_t> unpermuted(std::int64_t rows, std::int64_t heads) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(rows));
    const std::int64_t dim = rows / heads;
    for (std::int64_t i = 0; i < rows; ++i) {
        const std::int64_t head = i / dim;
        const std::int64_t within = i % dim;
        const std::int64_t half = within / (dim / 2);
        order[static_cast<std::size_t>(i)] = head * dim + 2 * (within % (dim / 2)) + half;
    }
    return order;
}

/// From all q, then all k, then all v to q, k and v of each head.
std::vector<std::int64_t> headByHead(std::int64_t rows, std::int64_t heads) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(rows));
    const std::int64_t dim = rows / (3 * heads);
    for (std::int64_t i = 0; i < rows; ++i) {
        const std::int64_t head = i / (3 * dim);
        const std::int64_t part = i % (3 * dim) / dim;
        order[static_cast<std::size_t>(i)] = part * heads * dim + head * dim + i % dim;
    }
    return order;
}

std::vector<std::int64_t> stretch(std::int64_t first, std::int64_t count) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), first);
    return order;
}

class Importer {
public:
    Importer(const GgufFile& file, const GgufFamily& family, const GgufSizes& sizes) : m_file(file), m_family(family), m_sizes(sizes) {}

    Result<std::vector<ImportedTensor>> tensors() {
        for (const GgufTensor& tensor : m_file.tensors())
            POSTERN_TRY(add(tensor));
        return std::move(m_tensors);
    }

private:
    [[nodiscard]] Failure mismatch(const GgufTensor& tensor, const std::string& detail) const {
        return fail(ErrorCode::TensorMismatch, m_file.path().string(), named(tensor.name) + ' ' + detail);
    }

    Result<void> add(const GgufTensor& tensor) {
        // Factors of rope are in the configuration already.
        if (tensor.name == "rope_freqs.weight" || tensor.name.starts_with("rope_factors_"))
            return {};
        if (tensor.name == "output.weight" && m_sizes.tied)
            return {};
        if (!isGgufWeightType(*tensor.type))
            return fail(ErrorCode::ConfigUnsupported, m_file.path().string(),
                        named(tensor.name) + " is quantized as " + std::string(tensor.type->name) +
                            ", which is not read; F32, F16, BF16 and Q8_0 are",
                        "Take the file in F16, BF16 or Q8_0");
        const GgufName name = takeApart(tensor.name);
        const auto rule = std::find_if(m_family.rules.begin(), m_family.rules.end(), [&](const GgufNameRule& candidate) {
            const bool layered = candidate.huggingFace.find("{}") != std::string_view::npos;
            return !candidate.gguf.empty() && candidate.gguf == name.base && layered == (name.layer >= 0);
        });
        const bool known = rule != m_family.rules.end() && (name.ending == ".weight" || name.ending == ".bias");
        if (!known || name.layer >= m_sizes.layers)
            return fail(ErrorCode::ConfigUnsupported, m_file.path().string(),
                        "the tensor " + named(tensor.name) + " has no place in the family " + std::string(m_family.modelType));
        ImportedTensor imported;
        imported.name = fillIn(rule->huggingFace, "{}", std::to_string(name.layer)) + name.ending;
        imported.dtype = storedType(tensor);
        imported.shape = tensor.shape;
        imported.source = &tensor;
        return place(*rule, std::move(imported));
    }

    Result<void> place(const GgufNameRule& rule, ImportedTensor imported) {
        const GgufTensor& tensor = *imported.source;
        const std::int64_t rows = tensor.shape.front();
        switch (rule.change) {
        case GgufChange::None:
            break;
        case GgufChange::QueryRows:
        case GgufChange::KeyRows: {
            const std::int64_t heads = rule.change == GgufChange::QueryRows ? m_sizes.heads : m_sizes.keyHeads;
            if (rows % (2 * heads) != 0)
                return mismatch(tensor, "cannot be divided among " + std::to_string(heads) + " heads");
            imported.rows = unpermuted(rows, heads);
            break;
        }
        case GgufChange::Triples:
            if (rows % (3 * m_sizes.heads) != 0)
                return mismatch(tensor, "cannot be divided among " + std::to_string(m_sizes.heads) + " heads");
            imported.rows = headByHead(rows, m_sizes.heads);
            break;
        case GgufChange::Transposed:
            imported.transposed = tensor.shape.size() == 2;
            if (imported.transposed)
                std::swap(imported.shape[0], imported.shape[1]);
            break;
        case GgufChange::PlusOne:
            imported.minusOne = true;
            imported.dtype = Dtype::F32;
            break;
        case GgufChange::Split:
            return placeSplit(std::move(imported));
        }
        return push(std::move(imported));
    }

    Result<void> placeSplit(ImportedTensor fused) {
        const std::int64_t query = m_sizes.heads * m_sizes.headDim;
        const std::int64_t key = m_sizes.keyHeads * m_sizes.headDim;
        if (fused.shape.front() != query + 2 * key)
            return mismatch(*fused.source, "does not hold " + std::to_string(query + 2 * key) + " rows");
        std::int64_t first = 0;
        for (const auto& [letter, count] : {std::pair("q", query), std::pair("k", key), std::pair("v", key)}) {
            ImportedTensor part = fused;
            part.name = fillIn(fused.name, "{qkv}", letter);
            part.shape.front() = count;
            part.rows = stretch(first, count);
            first += count;
            POSTERN_TRY(push(std::move(part)));
        }
        return {};
    }

    Result<void> push(ImportedTensor imported) {
        if (!m_names.insert(imported.name).second)
            return fail(ErrorCode::ConfigUnsupported, m_file.path().string(), "two tensors become " + named(imported.name));
        m_tensors.push_back(std::move(imported));
        return {};
    }

    const GgufFile& m_file;
    const GgufFamily& m_family;
    const GgufSizes& m_sizes;
    std::vector<ImportedTensor> m_tensors;
    std::set<std::string> m_names;
};

/// The type that most weights have, in transformers' words.
std::string torchType(const std::vector<ImportedTensor>& tensors) {
    std::map<Dtype, std::int64_t> elements;
    for (const ImportedTensor& tensor : tensors)
        elements[tensor.dtype] += tensor.source->elementCount();
    const auto most = std::max_element(elements.begin(), elements.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == elements.end() || most->first == Dtype::F32)
        return "float32";
    return most->first == Dtype::F16 ? "float16" : "bfloat16";
}

} // namespace

Result<void> ImportedTensor::produce(const std::function<Result<void>(std::span<const std::byte>)>& sink) const {
    const GgufType& type = *source->type;
    const bool stored = storedType(*source) == dtype && type.name == dtypeName(dtype);
    if (stored && rows.empty() && !transposed && !minusOne)
        return sink(source->bytes);
    const std::size_t width = rowElements(source->shape);
    const std::size_t all = static_cast<std::size_t>(source->elementCount());
    const auto emit = [&](std::span<const float> values) -> Result<void> {
        std::vector<std::byte> bytes(values.size() * dtypeSize(dtype));
        POSTERN_TRY(convertFromFloat(values, dtype, bytes));
        return sink(bytes);
    };
    // Small tensors and those that are turned round are made whole; the others row by row, a batch at a time.
    if (transposed || source->shape.size() < 2) {
        std::vector<float> values(all);
        POSTERN_TRY(decodeGguf(type, source->bytes, values));
        std::vector<float> out(transposed || rows.empty() ? all : rows.size());
        const std::size_t height = transposed ? all / width : 0;
        for (std::size_t i = 0; i < out.size(); ++i) {
            const std::size_t from = transposed ? i % height * width + i / height : (rows.empty() ? i : static_cast<std::size_t>(rows[i]));
            out[i] = values[from] - (minusOne ? 1.0F : 0.0F);
        }
        return emit(out);
    }
    const std::size_t rowBytes = width / type.blockElements * type.blockBytes;
    const std::size_t height = rows.empty() ? all / width : rows.size();
    const std::size_t batch = std::max<std::size_t>(1, kBatchBytes / (width * sizeof(float)));
    std::vector<float> values;
    for (std::size_t first = 0; first < height; first += batch) {
        const std::size_t count = std::min(batch, height - first);
        values.resize(count * width);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t row = rows.empty() ? first + i : static_cast<std::size_t>(rows[first + i]);
            POSTERN_TRY(decodeGguf(type, source->bytes.subspan(row * rowBytes, rowBytes), std::span(values).subspan(i * width, width)));
        }
        if (minusOne)
            std::for_each(values.begin(), values.end(), [](float& value) { value -= 1.0F; });
        POSTERN_TRY(emit(values));
    }
    return {};
}

Result<GgufModel> importGguf(const GgufFile& file) {
    const std::string* architecture = file.text("general.architecture");
    const GgufFamily* family = architecture ? findGgufFamily(*architecture) : nullptr;
    if (!family)
        return fail(ErrorCode::ConfigUnsupported, file.path().string(),
                    architecture ? "the architecture " + named(*architecture) + " of this GGUF file is not known"
                                 : "\"general.architecture\" is missing");
    if (file.integer("split.count").value_or(1) > 1)
        return fail(ErrorCode::ConfigUnsupported, file.path().string(), "it is one part of several, which are not joined",
                    "Join the parts with gguf-split first");
    POSTERN_ASSIGN(const GgufSizes sizes, readGgufSizes(file, *family));
    GgufModel model;
    POSTERN_ASSIGN(model.config, ggufConfig(file, *family, sizes));
    POSTERN_ASSIGN(model.tensors, Importer(file, *family, sizes).tensors());
    model.config["torch_dtype"] = torchType(model.tensors);
    auto tokenizer = ggufTokenizer(file);
    if (tokenizer) {
        model.tokenizer = std::move(*tokenizer);
        model.tokenizerConfig = ggufTokenizerConfig(file);
    } else {
        model.notes.push_back("no tokenizer.json: " + printable(tokenizer.error().detail));
    }
    return model;
}

std::vector<GgufArchitecture> ggufArchitectures() {
    std::vector<GgufArchitecture> architectures;
    for (const GgufFamily& family : ggufFamilies())
        architectures.push_back({family.architecture, family.modelType});
    return architectures;
}

} // namespace postern
