// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/adapter_merge.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Core>

#include "engine/checkpoint/safetensors_header.h"

namespace postern {

namespace {

using Matrix = Eigen::Map<Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;
using ConstMatrix = Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

/// Multiply-adds between two looks at the stop token: well below 200 ms.
constexpr std::int64_t kWorkAtOnce = std::int64_t{1} << 28;

/// Whether the weight is [in, out], or the reason why it is neither.
Result<bool> isTurned(const AdapterModule& module, std::span<const std::int64_t> shape, WeightLayout layout, bool fanInFanOut,
                      std::string_view name) {
    const bool plain = shape.size() == 2 && shape[0] == module.out && shape[1] == module.in;
    const bool turned = shape.size() == 2 && shape[0] == module.in && shape[1] == module.out;
    if (module.embedding)
        layout = WeightLayout::InOut;
    if (layout == WeightLayout::Guess)
        layout = plain && turned ? (fanInFanOut ? WeightLayout::InOut : WeightLayout::OutIn)
                                 : (plain ? WeightLayout::OutIn : WeightLayout::InOut);
    if (layout == WeightLayout::InOut ? !turned : !plain)
        return fail(ErrorCode::TensorMismatch, std::string(name),
                    "the shape " + shapeText({shape.begin(), shape.end()}) + " does not go with A [" + std::to_string(module.rank) + ", " +
                        std::to_string(module.in) + "] and B [" + std::to_string(module.out) + ", " + std::to_string(module.rank) + ']');
    return layout == WeightLayout::InOut;
}

/// W += scale · left · right, some rows at a time.
Result<void> addProduct(Matrix& weight, const ConstMatrix& left, const ConstMatrix& right, bool turned, float scale,
                        const JobContext& job) {
    const std::int64_t rank = turned ? left.rows() : left.cols();
    const std::int64_t rowsAtOnce = std::max<std::int64_t>(1, kWorkAtOnce / std::max<std::int64_t>(1, weight.cols() * rank));
    for (std::int64_t row = 0; row < weight.rows(); row += rowsAtOnce) {
        POSTERN_TRY(job.checkStop());
        const std::int64_t rows = std::min<std::int64_t>(rowsAtOnce, weight.rows() - row);
        if (turned)
            weight.middleRows(row, rows).noalias() += scale * (left.middleCols(row, rows).transpose() * right.transpose());
        else
            weight.middleRows(row, rows).noalias() += scale * (left.middleRows(row, rows) * right);
    }
    return {};
}

/// Each output's weights are brought to the length that DoRA learnt for it. Lengths are summed in double precision.
void scaleToMagnitude(Matrix& weight, bool turned, std::span<const float> magnitude) {
    Eigen::VectorXd squares = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(magnitude.size()));
    for (Eigen::Index row = 0; row < weight.rows(); ++row) {
        if (turned)
            squares += weight.row(row).transpose().cast<double>().cwiseAbs2();
        else
            squares[row] = weight.row(row).cast<double>().squaredNorm();
    }
    const Eigen::Map<const Eigen::VectorXf> lengths(magnitude.data(), static_cast<Eigen::Index>(magnitude.size()));
    const Eigen::VectorXf factor = (lengths.cast<double>().array() / squares.array().sqrt()).cast<float>();
    for (Eigen::Index row = 0; row < weight.rows(); ++row) {
        if (turned)
            weight.row(row).array() *= factor.transpose().array();
        else
            weight.row(row) *= factor[row];
    }
}

Result<void> addBias(const AdapterModule& module, std::span<float> values, std::string_view name) {
    POSTERN_ASSIGN(const std::vector<float> add, floatsOf(*module.biasOfB));
    if (add.size() != values.size())
        return fail(ErrorCode::TensorMismatch, std::string(name), "the adapter's bias has another length");
    for (std::size_t i = 0; i < add.size(); ++i)
        values[i] += static_cast<float>(module.scale) * add[i];
    return {};
}

Result<void> mergeModule(const AdapterModule& module, bool turned, std::span<float> values, std::string_view name, const JobContext& job) {
    if (static_cast<std::int64_t>(values.size()) != module.in * module.out)
        return fail(ErrorCode::TensorMismatch, std::string(name), "the buffer has another size than the weight");
    POSTERN_ASSIGN(const std::vector<float> a, floatsOf(*module.a));
    POSTERN_ASSIGN(const std::vector<float> b, floatsOf(*module.b));
    const ConstMatrix down(a.data(), module.rank, module.in);
    const ConstMatrix up(b.data(), module.out, module.rank);
    Matrix weight(values.data(), turned ? module.in : module.out, turned ? module.out : module.in);
    POSTERN_TRY(addProduct(weight, turned ? down : up, turned ? up : down, turned, static_cast<float>(module.scale), job));
    if (module.magnitude) {
        POSTERN_ASSIGN(const std::vector<float> magnitude, floatsOf(*module.magnitude));
        scaleToMagnitude(weight, turned, magnitude);
    }
    return {};
}

} // namespace

WeightLayout layoutOf(std::string_view modelType, std::string_view tensorName) {
    const bool block = tensorName.starts_with("h.") || tensorName.find(".h.") != std::string_view::npos;
    return modelType == "gpt2" && block ? WeightLayout::InOut : WeightLayout::OutIn;
}

Result<std::vector<float>> floatsOf(const TensorView& tensor) {
    std::vector<float> values(static_cast<std::size_t>(tensor.elementCount()));
    POSTERN_TRY(convertToFloat(tensor, values));
    return values;
}

Result<bool> applyAdapter(const AdapterFolder& adapter, std::string_view tensorName, std::span<const std::int64_t> shape,
                          std::span<float> values, WeightLayout layout, const JobContext& job) {
    const AdapterModule* module = adapter.moduleOf(tensorName);
    const AdapterModule* biased = adapter.biasModuleOf(tensorName);
    const TensorView* replacement = adapter.replacementOf(tensorName);
    if (!module && !biased && !replacement)
        return false;
    if (replacement) {
        if (replacement->shape != std::vector<std::int64_t>(shape.begin(), shape.end()))
            return fail(ErrorCode::TensorMismatch, std::string(tensorName),
                        "the adapter's own tensor has the shape " + shapeText(replacement->shape));
        POSTERN_TRY(convertToFloat(*replacement, values));
    }
    if (biased)
        POSTERN_TRY(addBias(*biased, values, tensorName));
    if (module) {
        POSTERN_ASSIGN(const bool turned, isTurned(*module, shape, layout, adapter.config().fanInFanOut, tensorName));
        POSTERN_TRY(mergeModule(*module, turned, values, tensorName, job));
    }
    const auto bad = std::count_if(values.begin(), values.end(), [](float value) { return !std::isfinite(value); });
    if (bad > 0)
        return fail(ErrorCode::TensorMismatch, std::string(tensorName),
                    "rule 11: with the adapter it holds " + std::to_string(bad) + " values that are NaN or infinite");
    return true;
}

} // namespace postern
