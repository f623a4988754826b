// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/residual_norms.h"

namespace postern {

template <typename T>
ResidualNorms<T>::ResidualNorms(const DecoderParts& parts, ParameterStore& store, Workspace& space)
    : m_options(parts.normOptions()), m_store(store), m_space(space), m_ones(static_cast<std::size_t>(parts.config.hiddenSize), 1.0F) {}

template <typename T>
const float* ResidualNorms<T>::weight(const NormNames& norm) const {
    return norm.weight.empty() ? m_ones.data() : m_store.weightData(norm.weight);
}

template <typename T>
const float* ResidualNorms<T>::bias(const NormNames& norm) const {
    return norm.bias.empty() ? nullptr : m_store.weightData(norm.bias);
}

template <typename T>
float* ResidualNorms<T>::weightGradient(const NormNames& norm) const {
    return norm.weight.empty() ? nullptr : m_store.gradientData(norm.weight);
}

template <typename T>
float* ResidualNorms<T>::biasGradient(const NormNames& norm) const {
    return norm.bias.empty() ? nullptr : m_store.gradientData(norm.bias);
}

template <typename T>
at::Tensor ResidualNorms<T>::toFloat(const at::Tensor& values) {
    at::Tensor out = m_space.floats(values.size(0), values.size(1));
    kernels<T>().toFloat(data<T>(values), data<float>(out), values.numel());
    return out;
}

template <typename T>
at::Tensor ResidualNorms<T>::fromFloat(const at::Tensor& values) {
    at::Tensor out = m_space.take(values.size(0), values.size(1), kType<T>);
    kernels<T>().fromFloat(data<float>(values), data<T>(out), values.numel());
    return out;
}

template <typename T>
at::Tensor ResidualNorms<T>::add(const at::Tensor& x, const at::Tensor& branch) {
    if (!branch.defined())
        return x;
    at::Tensor sum = m_space.floats(x.size(0), x.size(1));
    kernels<T>().addNorm(data<float>(x), data<T>(branch), nullptr, nullptr, m_options, data<float>(sum), nullptr, nullptr, x.size(0),
                         x.size(1));
    return sum;
}

template <typename T>
at::Tensor ResidualNorms<T>::addNorm(const NormNames& norm, const at::Tensor& x, const at::Tensor& branch, Saved& saved) {
    if (!norm.present) {
        saved.sum = add(x, branch);
        return fromFloat(saved.sum);
    }
    const std::int64_t n = x.size(0);
    saved.sum = branch.defined() ? m_space.floats(n, x.size(1)) : x;
    saved.stats = m_space.floats(n, 2);
    at::Tensor normed = m_space.take(n, x.size(1), kType<T>);
    kernels<T>().addNorm(data<float>(x), branch.defined() ? data<T>(branch) : nullptr, weight(norm), bias(norm), m_options,
                         data<float>(saved.sum), data<T>(normed), data<float>(saved.stats), n, x.size(1));
    return normed;
}

template <typename T>
at::Tensor ResidualNorms<T>::addNormBackward(const NormNames& norm, const Saved& saved, const at::Tensor& dNormed, at::Tensor& dSum,
                                             bool wantBranch) {
    if (!norm.present) {
        kernels<T>().accumulate(data<float>(dSum), data<T>(dNormed), dSum.numel());
        return wantBranch ? fromFloat(dSum) : at::Tensor();
    }
    const std::int64_t n = saved.sum.size(0);
    const std::int64_t width = saved.sum.size(1);
    at::Tensor branch = wantBranch ? m_space.take(n, width, kType<T>) : at::Tensor();
    kernels<T>().addNormBackward(data<float>(saved.sum), data<float>(saved.stats), weight(norm), m_options, data<T>(dNormed),
                                 data<float>(dSum), wantBranch ? data<T>(branch) : nullptr, weightGradient(norm), biasGradient(norm), n,
                                 width);
    return branch;
}

template <typename T>
at::Tensor ResidualNorms<T>::allThroughNorm(const at::Tensor& dNormed, at::Tensor& dSum) {
    kernels<T>().accumulate(data<float>(dSum), data<T>(dNormed), dSum.numel());
    at::Tensor all = fromFloat(dSum);
    dSum.zero_();
    return all;
}

template <typename T>
at::Tensor ResidualNorms<T>::branchNorm(const NormNames& norm, const at::Tensor& branch, Saved& saved) {
    return norm.present ? addNorm(norm, toFloat(branch), {}, saved) : branch;
}

template <typename T>
at::Tensor ResidualNorms<T>::branchNormBackward(const NormNames& norm, const Saved& saved, const at::Tensor& dNormed) {
    if (!norm.present)
        return dNormed;
    at::Tensor dBranch = m_space.floats(dNormed.size(0), dNormed.size(1));
    dBranch.zero_();
    return addNormBackward(norm, saved, dNormed, dBranch, true);
}

template <typename T>
at::Tensor ResidualNorms<T>::exact(const NormNames& norm, const at::Tensor& x, Saved& saved) {
    saved.sum = x;
    if (!norm.present)
        return x;
    saved.stats = m_space.floats(x.size(0), 2);
    at::Tensor normed = m_space.floats(x.size(0), x.size(1));
    kernels<float>().addNorm(data<float>(x), nullptr, weight(norm), bias(norm), m_options, nullptr, data<float>(normed),
                             data<float>(saved.stats), x.size(0), x.size(1));
    return normed;
}

template <typename T>
void ResidualNorms<T>::exactBackward(const NormNames& norm, const Saved& saved, at::Tensor& dX) {
    at::Tensor total = m_space.floats(dX.size(0), dX.size(1));
    total.zero_();
    kernels<float>().addNormBackward(data<float>(saved.sum), data<float>(saved.stats), weight(norm), m_options, data<float>(dX),
                                     data<float>(total), nullptr, weightGradient(norm), biasGradient(norm), dX.size(0), dX.size(1));
    dX = total;
}

template class ResidualNorms<float>;
template class ResidualNorms<Bf16>;

} // namespace postern
