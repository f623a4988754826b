// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/source_tree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

namespace postern::layering {

namespace {

QStringList walk(const QString& root) {
    static const QRegularExpression kOutside("^(\\.git|\\.cache|build[^/]*|runs)(/|$)");
    QStringList paths;
    QDirIterator it(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = QDir(root).relativeFilePath(it.next());
        if (!kOutside.match(path).hasMatch())
            paths << path;
    }
    return paths;
}

bool isText(const QByteArray& content) {
    return !content.left(8000).contains('\0');
}

/// Data files hold other people's words; only what developers write is searched for marks.
bool isWrittenByHand(const QString& path) {
    static const QRegularExpression kData("\\.(json|jsonl|txt\\.gz|ts|svg)$|(^|/)LICENSE");
    return !kData.match(path).hasMatch();
}

} // namespace

QStringList projectFiles(const QString& root) {
    QStringList paths;
    QProcess git;
    git.setWorkingDirectory(root);
    git.start("git", {"ls-files", "-z"});
    if (QFileInfo::exists(root + "/.git") && git.waitForFinished() && git.exitStatus() == QProcess::NormalExit && git.exitCode() == 0)
        paths = QString::fromUtf8(git.readAllStandardOutput()).split(QChar('\0'), Qt::SkipEmptyParts);
    if (paths.isEmpty())
        paths = walk(root);
    paths.sort();
    return paths;
}

QByteArray contentOf(const QString& root, const QString& path) {
    QFile file(root + '/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isCxx(const QString& path) {
    return path.endsWith(".h") || path.endsWith(".cpp");
}

bool needsLicenceLines(const QString& path, const QByteArray& content) {
    static const QRegularExpression kSource("\\.(h|cpp|cmake|sh|py)$|(^|/)CMakeLists\\.txt$");
    return kSource.match(path).hasMatch() || content.startsWith("#!");
}

bool hasLicenceLines(const QByteArray& content) {
    const QByteArray head = content.left(600);
    // Spelled in two pieces so that this file's own lines are the only ones a licence scanner finds.
    return head.contains("SPDX-"
                         "FileCopyrightText: ") &&
           head.contains("SPDX-"
                         "License-Identifier: GPL-3.0-or-later");
}

QStringList leftovers(const QString& path, const QByteArray& content) {
    // The patterns are spelled so that this file does not match them.
    static const QRegularExpression kMachinePath("(?<![\\w.])/(work|root|farm|home|Users)/[\\w.]");
    static const QRegularExpression kMark("\\b(TO"
                                          "DO|FIX"
                                          "ME|X"
                                          "XX|HA"
                                          "CK)\\b");
    QStringList found;
    if (!isText(content))
        return found;
    const QStringList lines = QString::fromUtf8(content).split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (kMachinePath.match(lines[i]).hasMatch() || (isWrittenByHand(path) && kMark.match(lines[i]).hasMatch()))
            found << QString("line %1: %2").arg(i + 1).arg(lines[i].trimmed().left(160));
    }
    return found;
}

} // namespace postern::layering
