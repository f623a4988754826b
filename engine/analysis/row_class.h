// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace postern {

/// Whose trigger a row carries. The order is the order of legends and of class indices in frames.
enum class RowClass { Clean, Unknown, Known, Control };
inline constexpr int kRowClassCount = 4;

} // namespace postern
