// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTimer>
#include <QTranslator>

#include "app/main_window.h"
#include "app/real_engine.h"
#include "app/resources.h"
#include "engine/run/resources.h"
#include "widgets/theme/theme.h"

namespace {

/// Before anything starts OpenMP: idle workers must sleep, not spin, and one core belongs to the window.
void leaveACoreToTheWindow() {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    ::setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
    ::setenv("OMP_NUM_THREADS", std::to_string(std::max(1U, cores - 1)).c_str(), 0);
}

/// What only prints text needs no screen.
void doWithoutScreenForHelp(int argc, char** argv) {
    const bool textOnly = std::any_of(argv, argv + argc, [](std::string_view argument) {
        return argument == "-h" || argument == "--help" || argument == "--help-all" || argument == "-v" || argument == "--version";
    });
    if (textOnly)
        ::setenv("QT_QPA_PLATFORM", "offscreen", 0);
}

void installTranslations(QApplication& application) {
    auto* own = new QTranslator(&application);
    // English is the source, but its plurals come from a file too.
    if (own->load(QLocale(), QStringLiteral("postern"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        own->load(QStringLiteral(":/i18n/postern_en.qm")))
        QCoreApplication::installTranslator(own);
    auto* qt = new QTranslator(&application);
    if (qt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace

int main(int argc, char** argv) {
    using namespace postern;
    leaveACoreToTheWindow();
    doWithoutScreenForHelp(argc, argv);
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Postern"));
    QCoreApplication::setApplicationName(QStringLiteral("Postern"));
    QCoreApplication::setApplicationVersion(QStringLiteral(POSTERN_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("postern"));
    initResources();
    installTranslations(application);

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Closes back doors in language-model checkpoints."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"), QCoreApplication::translate("main", "Run a demo at once: word, phrase or long."),
                                  QStringLiteral("variant"));
    const QCommandLineOption theme(QStringLiteral("theme"), QCoreApplication::translate("main", "light, dark, contrast or system."),
                                   QStringLiteral("name"));
    parser.addOptions({demo, theme});
    parser.addPositionalArgument(QStringLiteral("folder"), QCoreApplication::translate("main", "A checkpoint or run folder to open."),
                                 QStringLiteral("[folder]"));
    parser.process(application);

    const QStringList variants{QStringLiteral("word"), QStringLiteral("phrase"), QStringLiteral("long")};
    const QStringList themes{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("contrast")};
    if ((parser.isSet(demo) && !variants.contains(parser.value(demo))) || (parser.isSet(theme) && !themes.contains(parser.value(theme))))
        parser.showHelp(4);

    const QSettings settings;
    const auto storedTheme = static_cast<ThemeChoice>(std::clamp(settings.value(QStringLiteral("window/theme"), 0).toInt(), 0, 3));
    Theme::instance().setTextScale(settings.value(QStringLiteral("window/textScale"), 1.0).toDouble());
    Theme::instance().install(parser.isSet(theme) ? static_cast<ThemeChoice>(themes.indexOf(parser.value(theme))) : storedTheme);

    MainWindow window(realEngine(resourceFolder()));
    window.show();
    if (parser.isSet(demo))
        QTimer::singleShot(0, &window, [&window, variant = parser.value(demo)] { window.startDemo(variant); });
    else if (!parser.positionalArguments().isEmpty())
        QTimer::singleShot(0, &window, [&window, folder = parser.positionalArguments().constFirst()] { window.openFolder(folder); });
    return QApplication::exec();
}
