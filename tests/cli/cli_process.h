// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

#include "engine/core/json.h"

namespace postern::test {

/// What a run of the program left behind. A program that hung or crashed has status -1.
struct CliRun {
    int status = -1;
    QByteArray out;
    QByteArray err;

    /// Standard output as one strict JSON document; a discarded value where it is none.
    [[nodiscard]] Json json() const {
        return parseJson({out.constData(), static_cast<std::size_t>(out.size())}, "stdout").value_or(Json(Json::value_t::discarded));
    }
};

inline CliRun runCli(const QStringList& arguments, const QString& program = QStringLiteral(POSTERN_CLI),
                     const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment()) {
    constexpr int kLongestMs = 240'000;
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    CliRun run;
    if (process.waitForFinished(kLongestMs)) {
        run.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    } else {
        process.kill();
        process.waitForFinished();
    }
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

inline QString qtPath(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

} // namespace postern::test

/// Compares the exit status and shows what the program said when it differs.
#define COMPARE_STATUS(run, expected)                                                                                                      \
    QVERIFY2((run).status == (expected), qPrintable(QString::number((run).status) + ": " + QString::fromUtf8((run).err)))

/// QCOMPARE does not take Json: its overload for half floats asks the library about a type that is not complete.
#define COMPARE_JSON(actual, ...)                                                                                                          \
    do {                                                                                                                                   \
        const postern::Json jsonFound = (actual);                                                                                          \
        const postern::Json jsonWanted = (__VA_ARGS__);                                                                                    \
        QVERIFY2(jsonFound == jsonWanted, (jsonFound.dump() + " is not " + jsonWanted.dump()).c_str());                                    \
    } while (false)
