// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// What is said about weights, as plain values. Widgets may see this header of engine/checkpoint and no other one, so it
/// includes nothing of the project (tests/layering compares). Texts come from files: make them printable before you show them.
namespace postern {

/// One stored tensor.
struct TensorRow {
    std::string name;
    std::string dtype;               ///< as the format calls it: "BF16", "Q4_K"
    std::vector<std::int64_t> shape; ///< row-major
    std::uint64_t bytes = 0;
    std::string file;      ///< plain file name
    int layer = -1;        ///< -1 outside the layers
    std::string kind;      ///< the name without its layer: "self_attn.q_proj.weight"; outside the layers the whole name
    bool readable = false; ///< its values can be decoded

    friend bool operator==(const TensorRow&, const TensorRow&) = default;
};

/// What all elements of a tensor say. Norm, least and greatest are those of the finite elements.
struct TensorStatistics {
    bool known = false; ///< false where the values cannot be decoded
    std::int64_t elements = 0;
    double norm = 0; ///< Euclidean
    double least = 0;
    double greatest = 0;
    std::int64_t zeros = 0;
    std::int64_t nan = 0;
    std::int64_t infinite = 0;

    [[nodiscard]] double zeroShare() const { return elements > 0 ? static_cast<double>(zeros) / static_cast<double>(elements) : 0; }

    friend bool operator==(const TensorStatistics&, const TensorStatistics&) = default;
};

/// One fact about a model, in order of importance; the key is for programs and translations: family, format, parameters,
/// tensors, bytes, layers, hidden_size, heads, key_value_heads, vocabulary, positions, types.
struct ModelFact {
    std::string key;
    std::string text;         ///< where it is no number
    std::int64_t number = -1; ///< where it is one

    friend bool operator==(const ModelFact&, const ModelFact&) = default;
};

/// A file or folder with weights, described without reading a value.
struct WeightSummary {
    std::string path;
    std::string format; ///< "Hugging Face folder", "safetensors", "GGUF"
    std::vector<ModelFact> facts;
    std::vector<TensorRow> tensors;
    std::vector<std::string> problems; ///< what would stop a run, a sentence each; made printable
};

/// How something of A compares with its counterpart in B.
enum class DiffState { Same, Changed, OnlyInA, OnlyInB };

/// A key of the configuration, dotted where it is nested; values as JSON text, empty where there is none.
struct ConfigChange {
    std::string key;
    DiffState state = DiffState::Same;
    std::string a;
    std::string b;
};

/// A small file beside the weights, compared by its hash.
struct FileChange {
    std::string name;
    DiffState state = DiffState::Same;
};

/// One tensor of A or B.
struct TensorChange {
    std::string name;
    int layer = -1;
    std::string kind;
    DiffState state = DiffState::Same; ///< Changed: another shape, another element type or other values
    std::string dtypeA, dtypeB;        ///< empty where the tensor is missing
    std::vector<std::int64_t> shapeA, shapeB;
    bool compared = false; ///< the shapes agree and the values of both can be decoded
    double normA = 0;
    double normChange = 0; ///< of B − A
    double largest = 0;    ///< |B − A|
    std::int64_t elements = 0;
    std::int64_t changed = 0;   ///< elements that differ
    std::int64_t notFinite = 0; ///< pairs with a NaN or infinity, left out of the norms

    /// |B − A| / |A|; where A is zero, 0 for no change and otherwise 1.
    [[nodiscard]] double relative() const { return normA > 0 ? normChange / normA : (normChange > 0 ? 1.0 : 0.0); }
};

/// The relative change over layers: a row for each kind of tensor, a column for each layer, and what lies outside the layers.
struct HeatStrip {
    struct Row {
        std::string kind;
        std::vector<double> values; ///< one for each layer; negative where there is nothing to compare
    };
    std::vector<Row> rows;
    std::vector<Row> outside; ///< one value each
    int layers = 0;
    double greatest = 0;
};

struct CheckpointDiff {
    std::string a, b; ///< paths
    std::vector<ConfigChange> config;
    std::vector<FileChange> files;
    std::vector<TensorChange> tensors; ///< by layer and name
    HeatStrip heat;
    double normA = 0; ///< over all compared tensors
    double normChange = 0;
    std::vector<std::string> notes;

    [[nodiscard]] bool same() const {
        const auto all = [](const auto& entries) {
            for (const auto& entry : entries) {
                if (entry.state != DiffState::Same)
                    return false;
            }
            return true;
        };
        return all(config) && all(files) && all(tensors);
    }
};

/// How strongly a change is drawn, 0 to 1: three decades below the greatest are told apart, and what is not zero is
/// always visible.
[[nodiscard]] double heatLevel(double value, double greatest);

} // namespace postern
