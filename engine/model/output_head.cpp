// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/output_head.h"

#include <algorithm>

#include "engine/model/tensor_access.h"

namespace postern {

namespace {

constexpr std::int64_t kLogitRows = 1024; ///< rows of logits in memory at once

} // namespace

at::Tensor gatherRows(Workspace& space, const at::Tensor& from, const std::vector<std::int64_t>& rows) {
    at::Tensor out = space.take(static_cast<std::int64_t>(rows.size()), from.size(1), from.scalar_type());
    const std::size_t bytes = static_cast<std::size_t>(from.size(1)) * from.element_size();
    const auto* source = static_cast<const std::byte*>(from.data_ptr());
    auto* target = static_cast<std::byte*>(out.data_ptr());
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::copy_n(source + static_cast<std::size_t>(rows[i]) * bytes, bytes, target + i * bytes);
    return out;
}

at::Tensor scatterRows(Workspace& space, const at::Tensor& rows, const std::vector<std::int64_t>& places, std::int64_t n) {
    at::Tensor out = space.take(n, rows.size(1), rows.scalar_type());
    out.zero_();
    const std::size_t bytes = static_cast<std::size_t>(rows.size(1)) * rows.element_size();
    const auto* source = static_cast<const std::byte*>(rows.data_ptr());
    auto* target = static_cast<std::byte*>(out.data_ptr());
    for (std::size_t i = 0; i < places.size(); ++i)
        std::copy_n(source + i * bytes, bytes, target + static_cast<std::size_t>(places[i]) * bytes);
    return out;
}

template <typename T>
at::Tensor OutputHead<T>::logits(const at::Tensor& normed) {
    at::Tensor out = m_space.take(normed.size(0), m_config.vocabSize, kType<T>);
    at::mm_out(out, normed, m_store.matrix(m_config.headName(), m_config.vocabSize, m_config.embeddingWidth()).t());
    if (m_config.headBias)
        out.add_(m_store.weight(m_config.names.head + ".bias").to(out.scalar_type()));
    if (m_config.finalSoftCap > 0)
        out.div_(m_config.finalSoftCap).tanh_().mul_(m_config.finalSoftCap);
    return out;
}

template <typename T>
std::vector<float> OutputHead<T>::lossAndGradient(const at::Tensor& normed, const std::vector<std::int64_t>& rows,
                                                  const std::vector<std::int64_t>& targets, const std::vector<float>& weights,
                                                  at::Tensor* dNormed, std::vector<std::int64_t>* choices) {
    const at::Tensor head = m_store.matrix(m_config.headName(), m_config.vocabSize, m_config.embeddingWidth());
    std::vector<float> losses(rows.size());
    if (dNormed)
        *dNormed = m_space.take(normed.size(0), normed.size(1), kType<T>).zero_();
    const auto count = static_cast<std::int64_t>(rows.size());
    for (std::int64_t first = 0; first < count; first += kLogitRows) {
        const std::int64_t size = std::min(kLogitRows, count - first);
        const std::vector<std::int64_t> piece(rows.begin() + first, rows.begin() + first + size);
        const at::Tensor in = gatherRows(m_space, normed, piece);
        const at::Tensor scores = logits(in);
        if (choices) { // before the scores become gradients
            const at::Tensor best = scores.argmax(1);
            choices->insert(choices->end(), best.data_ptr<std::int64_t>(), best.data_ptr<std::int64_t>() + size);
        }
        // The slope of the cap is 1 - (score / cap)²; the scores themselves are about to become gradients.
        const at::Tensor slope = dNormed && m_config.finalSoftCap > 0 ? 1 - (scores / m_config.finalSoftCap).square() : at::Tensor();
        kernels<T>().crossEntropy(data<T>(scores), targets.data() + first, weights.data() + first, losses.data() + first, size,
                                  m_config.vocabSize);
        if (!dNormed)
            continue;
        if (slope.defined())
            scores.mul_(slope);
        at::Tensor dIn = m_space.take(size, m_config.embeddingWidth(), kType<T>);
        at::mm_out(dIn, scores, head);
        const std::size_t bytes = static_cast<std::size_t>(m_config.embeddingWidth()) * sizeof(T);
        for (std::int64_t i = 0; i < size; ++i)
            std::copy_n(static_cast<const std::byte*>(dIn.data_ptr()) + static_cast<std::size_t>(i) * bytes, bytes,
                        static_cast<std::byte*>(dNormed->data_ptr()) +
                            static_cast<std::size_t>(piece[static_cast<std::size_t>(i)]) * bytes);
        if (m_store.trainable()) {
            at::Tensor dHead = m_space.take(m_config.vocabSize, m_config.embeddingWidth(), kType<T>);
            at::mm_out(dHead, scores.t(), in);
            kernels<T>().accumulate(m_store.gradientData(m_config.headName()), data<T>(dHead), dHead.numel());
            if (m_config.headBias)
                m_store.matrixGradient(m_config.names.head + ".bias", 1, m_config.vocabSize).add_(scores.sum(0, true, at::kFloat));
        }
    }
    return losses;
}

template class OutputHead<float>;
template class OutputHead<Bf16>;

} // namespace postern
