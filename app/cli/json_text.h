// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/core/json.h"

namespace postern::cli {

/// A document as indented text. What is not UTF-8 (a path may be any bytes) becomes U+FFFD instead of an exception.
[[nodiscard]] std::string dumpJson(const Json& json);

} // namespace postern::cli
