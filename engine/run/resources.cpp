// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/resources.h"

#include <cstdlib>
#include <system_error>

namespace postern {

std::filesystem::path executableFolder() {
    std::error_code status;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", status);
    return status ? std::filesystem::path() : program.parent_path();
}

std::filesystem::path resourceFolder() {
    // An empty variable is an unset one, as everywhere.
    if (const char* given = std::getenv("POSTERN_RESOURCES"); given != nullptr && *given != '\0')
        return given;
    const std::filesystem::path installed = executableFolder().parent_path() / "share" / "postern";
    std::error_code status;
    if (std::filesystem::is_directory(installed, status))
        return installed;
    const std::filesystem::path source = POSTERN_SOURCE_RESOURCES;
    return std::filesystem::is_directory(source, status) ? source : installed;
}

} // namespace postern
