// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/linear.h"

#include "engine/model/kernels/kernels.h"

namespace postern {

namespace {

void addToGradient(const at::Tensor& gradient, const at::Tensor& addend) {
    if (addend.scalar_type() == at::kBFloat16)
        kernels<Bf16>().accumulate(gradient.data_ptr<float>(), static_cast<const Bf16*>(addend.data_ptr()), addend.numel());
    else
        kernels<float>().accumulate(gradient.data_ptr<float>(), addend.data_ptr<float>(), addend.numel());
}

/// gradient += dYᵀ x
void addOuter(const at::Tensor& gradient, const at::Tensor& dY, const at::Tensor& x, Workspace& space) {
    at::Tensor product = space.take(gradient.size(0), gradient.size(1), x.scalar_type());
    at::mm_out(product, dY.t(), x);
    addToGradient(gradient, product);
}

} // namespace

at::Tensor Linear::forward(const ParameterStore& store, LoraState* lora, Workspace& space, const at::Tensor& x, Saved* saved) const {
    at::Tensor y = space.take(x.size(0), m_out, x.scalar_type());
    at::mm_out(y, x, store.matrix(m_first, m_out, m_in).t());
    std::int64_t row = 0;
    for (std::size_t i = 0; m_bias && i < m_modules.size(); ++i) {
        const at::Tensor values = store.weight(m_modules[i] + ".bias");
        y.narrow(1, row, values.numel()).add_(values.to(y.scalar_type()));
        row += values.numel();
    }
    if (saved)
        saved->input = x;
    for (std::size_t i = 0; lora && i < adapters.size(); ++i) {
        const LoraSlice& slice = adapters[i];
        at::Tensor in = x;
        if (saved && lora->dropout > 0) {
            at::Tensor mask = at::empty_like(x).bernoulli_(1.0 - lora->dropout, lora->generator).div_(1.0 - lora->dropout);
            in = x * mask;
            saved->masks.push_back(mask);
        }
        const at::Tensor low = at::mm(in, lora->store.matrix(slice.nameA(), lora->rank, m_in).t());
        y.narrow(1, slice.rowOffset, slice.rows)
            .add_(at::mm(low, lora->store.matrix(slice.nameB(), slice.rows, lora->rank).t()), lora->scale);
        if (saved)
            saved->low.push_back(low);
    }
    return y;
}

at::Tensor Linear::backward(ParameterStore& store, LoraState* lora, Workspace& space, const at::Tensor& dY, const Saved& saved) const {
    at::Tensor dX = space.take(dY.size(0), m_in, dY.scalar_type());
    at::mm_out(dX, dY, store.matrix(m_first, m_out, m_in));
    if (store.trainable()) {
        addOuter(store.matrixGradient(m_first, m_out, m_in), dY, saved.input, space);
        std::int64_t row = 0;
        for (std::size_t i = 0; m_bias && i < m_modules.size(); ++i) {
            const std::string bias = m_modules[i] + ".bias";
            const std::int64_t count = store.entry(bias).count;
            store.matrixGradient(bias, 1, count).add_(dY.narrow(1, row, count).sum(0, true, at::kFloat));
            row += count;
        }
    }
    for (std::size_t i = 0; lora && i < adapters.size(); ++i) {
        const LoraSlice& slice = adapters[i];
        const at::Tensor dSlice = (dY.narrow(1, slice.rowOffset, slice.rows) * lora->scale).contiguous();
        const at::Tensor in = saved.masks.empty() ? saved.input : saved.input * saved.masks[i];
        addOuter(lora->store.matrixGradient(slice.nameB(), slice.rows, lora->rank), dSlice, saved.low[i], space);
        const at::Tensor dLow = at::mm(dSlice, lora->store.matrix(slice.nameB(), slice.rows, lora->rank));
        addOuter(lora->store.matrixGradient(slice.nameA(), lora->rank, m_in), dLow, in, space);
        const at::Tensor dIn = at::mm(dLow, lora->store.matrix(slice.nameA(), lora->rank, m_in));
        dX.add_(saved.masks.empty() ? dIn : dIn * saved.masks[i]);
    }
    return dX;
}

} // namespace postern
