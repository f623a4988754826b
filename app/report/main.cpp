// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <string>

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QHashSeed>

#include "engine/run/run_record.h"
#include "widgets/report/pdf_report.h"

namespace {

constexpr int kFailed = 2;
constexpr int kUsage = 4;

int complain(const postern::Error& error) {
    std::fprintf(stderr, "postern-report: %s\n", postern::describe(error).c_str());
    return kFailed;
}

std::filesystem::path toPath(const QString& text) {
    return QFile::encodeName(text).toStdString();
}

} // namespace

int main(int argc, char** argv) {
    // Byte-identical PDFs: the order of fonts in the file follows Qt's hashes.
    QHashSeed::setDeterministicGlobalSeed();
    // There is no window; a display is neither needed nor waited for.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("postern-report"));
    QApplication::setApplicationVersion(QStringLiteral(POSTERN_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Writes the PDF report of a finished or stopped run from its folder."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption output({QStringLiteral("o"), QStringLiteral("output")},
                                    QStringLiteral("The PDF to write (default: report.pdf in the folder)."), QStringLiteral("file"));
    parser.addOption(output);
    parser.addPositionalArgument(QStringLiteral("RUNFOLDER"), QStringLiteral("The run folder."));
    if (!parser.parse(QApplication::arguments())) {
        std::fprintf(stderr, "postern-report: %s\n", qPrintable(parser.errorText()));
        return kUsage;
    }
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version"))) {
        const QString text =
            parser.isSet(QStringLiteral("help")) ? parser.helpText() : QStringLiteral("postern-report " POSTERN_VERSION "\n");
        std::fputs(qPrintable(text), stdout);
        return 0;
    }
    if (parser.positionalArguments().size() != 1) {
        std::fprintf(stderr, "postern-report: name exactly one run folder\n");
        return kUsage;
    }
    const std::filesystem::path folder = toPath(parser.positionalArguments().constFirst());
    const std::filesystem::path path = parser.isSet(output) ? toPath(parser.value(output)) : folder / "report.pdf";

    const auto record = postern::readRunRecord(folder);
    if (!record)
        return complain(record.error());
    const auto report = postern::buildReport(*record);
    if (!report)
        return complain(report.error());
    if (const auto written = postern::writePdfReport(*record, *report, path); !written)
        return complain(written.error());
    std::printf("%s\n", path.c_str());
    return 0;
}
