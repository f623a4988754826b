// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace postern {

/// The folder of this program's executable file, links resolved; empty where the system does not say.
[[nodiscard]] std::filesystem::path executableFolder();

/// The folder with what is shipped beside the programs (demo/ and the like): the environment variable POSTERN_RESOURCES,
/// else ../share/postern beside the executable's folder, else the source tree's resources/. Where none of them is a folder,
/// the installed place, so that an error names what is missing there. Any thread; does not throw.
[[nodiscard]] std::filesystem::path resourceFolder();

} // namespace postern
