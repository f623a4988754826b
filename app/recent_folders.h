// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace postern {

/// The folders that were open lately, newest first, kept in the settings. Folders that are gone are left out.
[[nodiscard]] QStringList recentFolders();
void rememberFolder(const QString& folder);

/// What a folder is, judged by what lies in it, never by its name.
enum class FolderKind { Unknown, Run, Checkpoint, Data };
[[nodiscard]] FolderKind folderKind(const QString& folder);

/// A folder for a new run that does not exist yet, below the person's documents.
[[nodiscard]] QString freshRunFolder(const QString& name);

} // namespace postern
