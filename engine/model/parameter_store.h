// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/model/compute.h"
#include "engine/model/torch_pch.h"

namespace postern {

/// AdamW's settings; defaults as in PyTorch.
struct AdamWSettings {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weightDecay = 0.01;
};

/// Named parameters in one flat float32 buffer, with their gradients, AdamW moments and bf16 copies in flat buffers of
/// the same layout: clipping and the optimizer are one pass each, and neighbours (q, k, v) form one fused matrix.
///
/// For inference in bf16 the float32 buffer can be left out: then matrices exist in bf16 alone, and vectors (norms, biases)
/// in float32 beside them. It comes back when training begins.
class ParameterStore {
public:
    struct Entry {
        std::string name;
        std::vector<std::int64_t> shape;
        std::int64_t offset = 0;
        std::int64_t count = 0;
        std::int64_t vectorOffset = 0; ///< among the vectors, where there is no float32 buffer

        [[nodiscard]] bool isVector() const { return shape.size() == 1; }
    };

    explicit ParameterStore(Precision precision, bool inferenceOnly = false)
        : m_precision(precision), m_exact(precision == Precision::Float32 || !inferenceOnly) {}

    /// Declares a parameter after all earlier ones. Only before allocate().
    void declare(std::string name, std::vector<std::int64_t> shape);
    /// `zeroed` false leaves the values undefined: for whoever writes each of them.
    void allocate(bool zeroed = true);

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] const Entry& entry(const std::string& name) const { return m_entries.at(m_index.at(name)); }
    [[nodiscard]] bool has(const std::string& name) const { return m_index.contains(name); }
    [[nodiscard]] std::int64_t size() const { return m_size; }

    /// Float32 view of one parameter; of a matrix only where the float32 buffer exists.
    [[nodiscard]] at::Tensor weight(const std::string& name) const;
    [[nodiscard]] float* weightData(const std::string& name) const;
    [[nodiscard]] bool hasFloats(const Entry& entry) const { return m_exact || entry.isVector(); }
    /// All values of one parameter, widened to float32.
    void read(const Entry& entry, std::span<float> out) const;
    /// One row of a matrix, widened to float32.
    void readRow(const Entry& entry, std::int64_t row, float* out) const;
    /// Values of a matrix that exists in bf16 alone, from element `first` on.
    void assignRounded(const Entry& entry, std::int64_t first, const float* values, std::int64_t count);
    /// The bytes of a matrix that exists in bf16 alone, as a file has them.
    [[nodiscard]] std::span<std::byte> bits(const Entry& entry) const;
    [[nodiscard]] float* gradientData(const std::string& name) const; ///< null when frozen
    /// [rows, columns] from `first` on, spanning following parameters when rows exceed it: the compute-type matrix.
    [[nodiscard]] at::Tensor matrix(const std::string& first, std::int64_t rows, std::int64_t columns) const;
    [[nodiscard]] at::Tensor matrixGradient(const std::string& first, std::int64_t rows, std::int64_t columns) const;

    /// Brings the bf16 copies up to date after the float32 weights were written from outside.
    void refreshCompute();

    /// Allocates gradients and moments (zero).
    void enableTraining();
    void disableTraining();
    [[nodiscard]] bool trainable() const { return m_gradients.defined(); }
    [[nodiscard]] double gradientSquares() const;
    void zeroGradients();
    /// One AdamW step; gradients are scaled first and zero afterwards.
    void step(const AdamWSettings& settings, double learningRate, double gradientScale);

    [[nodiscard]] const at::Tensor& moments(bool second) const { return second ? m_variance : m_mean; }
    [[nodiscard]] std::int64_t steps() const { return m_steps; }
    /// Both of size(); the store must be trainable.
    void setOptimizerState(const std::vector<float>& mean, const std::vector<float>& variance, std::int64_t steps);

    [[nodiscard]] std::vector<float> snapshot() const; ///< widened from bf16 where there is no float32 buffer
    void restore(const std::vector<float>& weights);

private:
    void makeExact();

    Precision m_precision;
    bool m_exact = true; ///< the float32 buffer exists
    std::vector<Entry> m_entries;
    std::map<std::string, std::size_t> m_index;
    std::int64_t m_size = 0;
    std::int64_t m_vectorSize = 0;
    std::int64_t m_steps = 0;
    at::Tensor m_vectors;                                             // [m_vectorSize] f32, only without the float32 buffer
    at::Tensor m_weights, m_compute, m_gradients, m_mean, m_variance; // [size] f32; compute bf16 or the weights themselves
};

} // namespace postern
