// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace postern::layering {

struct SourceFile {
    QString path;         ///< from the root, with forward slashes
    QStringList includes; ///< as written, with their quotes or angle brackets, in order
};

/// The include lines of a C++ file; those inside comments that start the line are left out.
[[nodiscard]] SourceFile readIncludes(const QString& path, const QString& content);

/// One sentence for every break of "Who may know whom" (ARCHITECTURE.md). Torch and Qt are followed through the headers
/// of the set, so a header cannot smuggle them in.
[[nodiscard]] QStringList includeViolations(const QList<SourceFile>& files);

} // namespace postern::layering
