// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QTableView;

namespace postern {

/// Keeps the columns of a table readable: each at least as wide as its heading and as `widths` says (at the normal text size), and
/// the column `filling` takes what is left, but never less than its own width; a table that is too narrow then scrolls sideways.
void keepColumnsReadable(QTableView* table, std::vector<int> widths, int filling);

} // namespace postern
