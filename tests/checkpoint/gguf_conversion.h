// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QStringList>

#include "engine/checkpoint/safetensors.h"
#include "tests/support/gguf_maker.h"

/// What llama.cpp's converter does to a checkpoint, told by tables: the other direction of what is tested.
namespace postern::test {

/// Values of a tensor, [rows, columns]; one dimension is a column.
struct Matrix {
    std::int64_t rows = 0;
    std::int64_t columns = 1;
    bool flat = false;
    std::vector<float> values;

    [[nodiscard]] float at(std::int64_t row, std::int64_t column) const { return values[static_cast<std::size_t>(row * columns + column)]; }
};

inline Matrix matrixOf(const TensorView& tensor) {
    Matrix matrix;
    matrix.rows = tensor.shape.at(0);
    matrix.flat = tensor.shape.size() == 1;
    matrix.columns = matrix.flat ? 1 : tensor.shape.at(1);
    matrix.values.resize(static_cast<std::size_t>(tensor.elementCount()));
    (void)convertToFloat(tensor, matrix.values);
    return matrix;
}

/// The rows in another order; the writer's own words of what it does: `order(row of the file)` is the row it comes from.
template <typename Order>
inline Matrix reordered(const Matrix& from, Order&& order) {
    Matrix to = from;
    for (std::int64_t row = 0; row < from.rows; ++row) {
        for (std::int64_t column = 0; column < from.columns; ++column)
            to.values[static_cast<std::size_t>(row * from.columns + column)] = from.at(order(row), column);
    }
    return to;
}

/// What llama.cpp's converter does to q and k of a llama: view each head as [2, d/2] and swap these two.
inline Matrix permuted(const Matrix& from, std::int64_t heads) {
    const std::int64_t dim = from.rows / heads;
    return reordered(from, [&](std::int64_t row) {
        const std::int64_t pair = row % dim / 2;
        return row / dim * dim + (row % 2) * (dim / 2) + pair;
    });
}

/// View [heads, 3, d] as [3, heads, d].
inline Matrix untripled(const Matrix& from, std::int64_t heads) {
    const std::int64_t dim = from.rows / (3 * heads);
    return reordered(from, [&](std::int64_t row) {
        const std::int64_t part = row / (heads * dim);
        const std::int64_t head = row / dim % heads;
        return (head * 3 + part) * dim + row % dim;
    });
}

inline Matrix transposed(const Matrix& from) {
    Matrix to = from;
    std::swap(to.rows, to.columns);
    for (std::int64_t row = 0; row < to.rows; ++row) {
        for (std::int64_t column = 0; column < to.columns; ++column)
            to.values[static_cast<std::size_t>(row * to.columns + column)] = from.at(column, row);
    }
    return to;
}

inline Matrix plusOne(Matrix matrix) {
    for (float& value : matrix.values)
        value += 1.0F;
    return matrix;
}

/// One family: the folder of its reference checkpoint, and words of "HUGGING-FACE=GGUF" with "!how" where values move.
struct GgufCase {
    const char* folder;
    const char* architecture;
    const char* names;
    const char* keys;   ///< "GGUF key=config key" of numbers
    const char* config; ///< keys of config.json that must come back
};

inline QStringList words(const char* text) {
    return QString::fromLatin1(text).split(' ', Qt::SkipEmptyParts);
}

inline Matrix moved(const Matrix& matrix, const QString& how, const Json& config) {
    const auto heads = config.value("num_attention_heads", config.value("n_head", std::int64_t{1}));
    if (how == "q")
        return permuted(matrix, heads);
    if (how == "k")
        return permuted(matrix, config.at("num_key_value_heads"));
    if (how == "3")
        return untripled(matrix, heads);
    if (how == "t")
        return matrix.flat ? matrix : transposed(matrix);
    return how == "+" ? plusOne(matrix) : matrix;
}

inline GgufMaker::Tensor tensorOf(const std::string& name, const Matrix& matrix) {
    const auto rows = static_cast<std::uint64_t>(matrix.rows);
    const auto columns = static_cast<std::uint64_t>(matrix.columns);
    return {name, matrix.flat ? std::vector<std::uint64_t>{rows} : std::vector<std::uint64_t>{columns, rows}, 0, floatBytes(matrix.values)};
}

/// The GGUF file that llama.cpp's converter would make of a checkpoint, written by the tables above.
inline GgufMaker makerOf(const GgufCase& one, const Json& config, const SafetensorsFile& weights) {
    GgufMaker maker;
    maker.addText("general.architecture", one.architecture);
    const std::string prefix = std::string(one.architecture) + '.';
    for (const QString& pair : words(one.keys)) {
        const QStringList sides = pair.split('=');
        const Json value =
            sides[1].contains('.') || sides[1][0].isDigit() ? Json::parse(sides[1].toStdString()) : config.at(sides[1].toStdString());
        const std::string key = prefix + sides[0].toStdString();
        if (value.is_boolean())
            maker.addFlag(key, value.get<bool>());
        else if (value.is_number_integer() && !sides[0].contains("freq_base"))
            maker.addU32(key, value.get<std::uint32_t>());
        else
            maker.addF32(key, value.get<double>());
    }
    maker.addU32("tokenizer.ggml.bos_token_id", 1);
    maker.addU32("tokenizer.ggml.eos_token_id", 2);
    maker.addU32("tokenizer.ggml.padding_token_id", 0);
    for (const TensorView& tensor : weights.tensors()) {
        const QString name = QString::fromStdString(tensor.name);
        for (const QString& pair : words(one.names)) {
            const QStringList sides = pair.split('=');
            const QStringList target = sides[1].split('!');
            const QString ending = name.mid(name.lastIndexOf('.'));
            const QString whole = name.chopped(ending.size());
            QString written;
            if (whole == sides[0]) {
                written = target[0];
            } else if (const QStringList parts = whole.split('.'); whole.endsWith('.' + sides[0])) {
                for (const QString& part : parts) {
                    bool number = false;
                    const int layer = part.toInt(&number);
                    if (number && whole.endsWith('.' + part + '.' + sides[0]))
                        written = QString("blk.%1.%2").arg(layer).arg(target[0]);
                }
            }
            if (!written.isEmpty())
                maker.tensors.push_back(tensorOf((written + ending).toStdString(), moved(matrixOf(tensor), target.value(1), config)));
        }
    }
    return maker;
}

} // namespace postern::test
