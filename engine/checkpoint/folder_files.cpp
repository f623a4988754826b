// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/folder_files.h"

#include <algorithm>
#include <system_error>

#include "engine/checkpoint/safetensors_header.h"

namespace postern {

bool isPlainFileName(std::string_view name) {
    constexpr std::size_t kMaxFileNameBytes = 255;
    return isCleanName(name, kMaxFileNameBytes) && name != "." && name != ".." && name.find_first_of("/\\") == std::string_view::npos;
}

Result<std::optional<std::filesystem::path>> resolveInside(const std::filesystem::path& root, std::string_view name) {
    using Found = std::optional<std::filesystem::path>;
    if (!isPlainFileName(name))
        return fail(ErrorCode::FileUnreadable, std::string(name), "it is not a plain file name");
    const std::filesystem::path path = root / name;
    std::error_code status;
    if (!std::filesystem::exists(std::filesystem::symlink_status(path, status)))
        return Found();
    const std::filesystem::path real = std::filesystem::canonical(path, status);
    if (status)
        return fail(ErrorCode::FileUnreadable, path.string(), status.message());
    if (std::mismatch(root.begin(), root.end(), real.begin(), real.end()).first != root.end())
        return fail(ErrorCode::FileUnreadable, path.string(), "the symbolic link leads out of the checkpoint folder",
                    "Copy the checkpoint with its links resolved (cp -rL)");
    if (!std::filesystem::is_regular_file(real, status))
        return fail(ErrorCode::FileUnreadable, path.string(), "it is not a regular file");
    return Found(real);
}

} // namespace postern
