// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/decoder_offset.h"

#include <algorithm>

namespace postern {

void DecoderOffset::set(const MlpOffset& offset, const PackedBatch& batch) {
    m_layer = offset.layer;
    m_tokens.clear();
    m_places.clear();
    m_values.clear();
    m_gradient.clear();
    if (m_layer == 0)
        return;
    const std::size_t rows = batch.starts.size() - 1;
    TORCH_CHECK(offset.tokens.size() == rows && !offset.values.empty() && offset.values.size() % rows == 0,
                "an offset needs one token and one vector a row");
    for (std::size_t r = 0; r < rows; ++r)
        m_tokens.push_back(batch.starts[r] + offset.tokens[r]);
    m_values = offset.values;
    m_gradient.assign(m_values.size(), 0.0F);
}

void DecoderOffset::add(std::size_t index, at::Tensor& out, const std::vector<std::int64_t>* picked) {
    if (!isAt(index))
        return;
    m_places = m_tokens;
    for (std::int64_t& place : m_places)
        if (picked) {
            const auto found = std::lower_bound(picked->begin(), picked->end(), place);
            place = found != picked->end() && *found == place ? found - picked->begin() : -1;
        }
    const std::int64_t width = out.size(1);
    TORCH_CHECK(static_cast<std::int64_t>(m_values.size()) == width * static_cast<std::int64_t>(m_places.size()),
                "an offset has another width than the hidden states");
    for (std::size_t r = 0; r < m_places.size(); ++r)
        if (m_places[r] >= 0)
            out[m_places[r]].add_(
                at::from_blob(m_values.data() + static_cast<std::int64_t>(r) * width, {width}, at::kFloat).to(out.scalar_type()));
}

void DecoderOffset::readGradient(std::size_t index, const at::Tensor& dOut) {
    if (!isAt(index))
        return;
    const std::int64_t width = dOut.size(1);
    for (std::size_t r = 0; r < m_places.size(); ++r)
        if (m_places[r] >= 0) {
            const at::Tensor row = dOut[m_places[r]].to(at::kFloat).contiguous();
            std::copy_n(row.data_ptr<float>(), width, m_gradient.begin() + static_cast<std::int64_t>(r) * width);
        }
}

std::vector<float> DecoderOffset::takeGradient() {
    m_layer = 0;
    return std::move(m_gradient);
}

} // namespace postern
