// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recent_folders.h"

#include <QDateTime>
#include <QDir>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>

namespace postern {

namespace {

constexpr int kMostRecent = 6;
const QString kKey = QStringLiteral("recentFolders");

} // namespace

QStringList recentFolders() {
    QStringList folders = QSettings().value(kKey).toStringList();
    folders.removeIf([](const QString& folder) { return folderKind(folder) == FolderKind::Unknown; });
    return folders;
}

void rememberFolder(const QString& folder) {
    const QString path = QDir::cleanPath(QDir(folder).absolutePath());
    QStringList folders = QSettings().value(kKey).toStringList();
    folders.removeAll(path);
    folders.prepend(path);
    QSettings().setValue(kKey, folders.mid(0, kMostRecent));
}

FolderKind folderKind(const QString& folder) {
    const QDir dir(folder);
    if (folder.isEmpty() || !dir.exists())
        return FolderKind::Unknown;
    if (dir.exists(QStringLiteral("run.json")))
        return FolderKind::Run;
    if (dir.exists(QStringLiteral("config.json")))
        return FolderKind::Checkpoint;
    if (dir.exists(QStringLiteral("defender.jsonl")))
        return FolderKind::Data;
    return FolderKind::Unknown;
}

QString freshRunFolder(const QString& name) {
    static const QRegularExpression kUnsafe(QStringLiteral("[^A-Za-z0-9._-]+"));
    QString safe = name;
    safe.replace(kUnsafe, QStringLiteral("-"));
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Postern"));
    const QString base = documents.filePath(safe + QLatin1Char('-') + stamp);
    QString folder = base;
    for (int i = 2; QFileInfo::exists(folder); ++i)
        folder = QStringLiteral("%1-%2").arg(base).arg(i);
    return folder;
}

} // namespace postern
