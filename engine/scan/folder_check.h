// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/scan/content.h"

namespace postern {

/// A judged file of one folder.
struct FolderFile {
    std::string shown;
    const ContentFacts* facts = nullptr;
};

/// Holds the files of one folder against each other: index and shards, weights and configuration (rule 10).
/// `files` are the folder's own, by name.
void checkFolder(const std::map<std::string, FolderFile>& files, std::vector<Finding>& findings);

} // namespace postern
