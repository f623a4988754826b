// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace postern {

/// Makes the icons of the static library reachable; call once, before the window is made.
void initResources();

} // namespace postern
