// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/checkpoint_target.h"

#include <system_error>
#include <vector>

#include "engine/checkpoint/folder_files.h"

namespace postern {

Result<void> requireNoCheckpoint(const std::filesystem::path& folder) {
    std::error_code status;
    std::vector<std::string_view> names(kCompanionFiles.begin(), kCompanionFiles.end());
    names.insert(names.end(), {kWeightsFile, kIndexFile, kProvenanceFile});
    for (const std::string_view name : names) {
        if (std::filesystem::exists(std::filesystem::symlink_status(folder / name, status)))
            return fail(ErrorCode::FileUnwritable, (folder / name).string(), "the folder holds this file of another checkpoint",
                        "Choose an empty folder");
    }
    return {};
}

} // namespace postern
