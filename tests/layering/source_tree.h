// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace postern::layering {

/// Paths of the project's files relative to `root`, sorted: what git tracks, or, where this is no git checkout, everything
/// outside build and run folders.
[[nodiscard]] QStringList projectFiles(const QString& root);

/// The file's bytes; empty where it cannot be read (a file that git tracks but that is gone from the folder).
[[nodiscard]] QByteArray contentOf(const QString& root, const QString& path);

[[nodiscard]] bool isCxx(const QString& path);

/// Files that must say their licence in SPDX lines.
[[nodiscard]] bool needsLicenceLines(const QString& path, const QByteArray& content);
[[nodiscard]] bool hasLicenceLines(const QByteArray& content);

/// "line 3: /home/…" for every path of somebody's machine and every mark of unfinished work.
[[nodiscard]] QStringList leftovers(const QString& path, const QByteArray& content);

} // namespace postern::layering
