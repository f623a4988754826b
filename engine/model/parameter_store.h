// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
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
class ParameterStore {
public:
    struct Entry {
        std::string name;
        std::vector<std::int64_t> shape;
        std::int64_t offset = 0;
        std::int64_t count = 0;
    };

    explicit ParameterStore(Precision precision) : m_precision(precision) {}

    /// Declares a parameter after all earlier ones. Only before allocate().
    void declare(std::string name, std::vector<std::int64_t> shape);
    void allocate();

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] const Entry& entry(const std::string& name) const { return m_entries.at(m_index.at(name)); }
    [[nodiscard]] bool has(const std::string& name) const { return m_index.contains(name); }
    [[nodiscard]] std::int64_t size() const { return m_size; }

    /// Float32 view of one parameter.
    [[nodiscard]] at::Tensor weight(const std::string& name) const;
    [[nodiscard]] float* weightData(const std::string& name) const;
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

    [[nodiscard]] std::vector<float> snapshot() const;
    void restore(const std::vector<float>& weights);

private:
    Precision m_precision;
    std::vector<Entry> m_entries;
    std::map<std::string, std::size_t> m_index;
    std::int64_t m_size = 0;
    std::int64_t m_steps = 0;
    at::Tensor m_weights, m_compute, m_gradients, m_mean, m_variance; // [size] f32; compute bf16 or the weights themselves
};

} // namespace postern
