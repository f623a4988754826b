// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace postern {

/// Program log on standard error (spdlog); untrusted text is made printable first. Thread-safe.
void logInfo(std::string_view message);
void logWarning(std::string_view message);
void logError(std::string_view message);

/// 0 errors only, 1 warnings, 2 information.
void setLogVerbosity(int level);

} // namespace postern
