// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/model/torch_pch.h"

namespace postern {

/// Hands out buffers that are reused from step to step: fresh memory costs a page fault per 4 KiB, every time.
/// A buffer is free again when nobody but the workspace refers to its storage.
class Workspace {
public:
    /// Uninitialised [rows, columns].
    at::Tensor take(std::int64_t rows, std::int64_t columns, at::ScalarType type) {
        const std::int64_t need = rows * columns;
        at::Tensor* best = nullptr;
        for (at::Tensor& buffer : m_buffers) {
            const bool fits = buffer.scalar_type() == type && buffer.numel() >= need && buffer.storage().use_count() == 1;
            if (fits && (!best || buffer.numel() < best->numel()))
                best = &buffer;
        }
        if (!best) {
            // A quarter more than asked for, so that the next, slightly longer batch fits too.
            m_buffers.push_back(at::empty({need + need / 4}, type));
            best = &m_buffers.back();
        }
        return best->narrow(0, 0, need).view({rows, columns});
    }

    at::Tensor floats(std::int64_t rows, std::int64_t columns) { return take(rows, columns, at::kFloat); }

    void clear() { m_buffers.clear(); }

private:
    std::vector<at::Tensor> m_buffers;
};

} // namespace postern
