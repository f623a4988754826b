// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include "app/error_texts.h"
#include "engine/run/runner.h"
#include "widgets/panels/parameter_editor.h"

using namespace postern;

namespace {

QString storedTexts(const QString& language) {
    return QStringLiteral(POSTERN_SOURCE_DIR "/translations/postern_%1.ts").arg(language);
}

} // namespace

class TranslationsTest final : public QObject {
    Q_OBJECT

private slots:
    void everyLanguageLoadsAndTranslates_data();
    void everyLanguageLoadsAndTranslates();
    void everyTextOfTheSourcesIsCollectedAndTranslated_data();
    void everyTextOfTheSourcesIsCollectedAndTranslated();
    void parametersSpeakTheLanguage();
    void englishHasPlurals();
};

void TranslationsTest::everyLanguageLoadsAndTranslates_data() {
    QTest::addColumn<QString>("language");
    for (const char* language : {"de", "fr", "zh_CN"})
        QTest::newRow(language) << QString(language);
}

void TranslationsTest::everyLanguageLoadsAndTranslates() {
    QFETCH(QString, language);
    QTranslator translator;
    QVERIFY(translator.load(":/i18n/postern_" + language + ".qm"));
    QVERIFY(QCoreApplication::installTranslator(&translator));
    for (int i = 0; i < kErrorCodeCount; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const QString there = errorTitle(code);
        QCoreApplication::removeTranslator(&translator);
        QVERIFY2(there != errorTitle(code), qPrintable(there));
        QCoreApplication::installTranslator(&translator);
    }
    // A translation must keep the places for values, or a number goes missing on the screen.
    QFile file(storedTexts(language));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY2(!text.contains("type=\"unfinished\""), "a text has no translation yet");
    // Texts of helpers whose context lupdate could not tell would be looked up in vain.
    QVERIFY2(!text.contains("<name></name>") && !text.contains("<name>postern</name>"), "a text has no context");
    static const QRegularExpression kPair("<source>([^<]*)</source>\\s*<translation>([^<]*)</translation>");
    static const QRegularExpression kPlace("%\\d");
    int pairs = 0;
    for (const auto& pair : kPair.globalMatch(text)) {
        QStringList source;
        QStringList translation;
        for (const auto& place : kPlace.globalMatch(pair.captured(1)))
            source << place.captured();
        for (const auto& place : kPlace.globalMatch(pair.captured(2)))
            translation << place.captured();
        source.sort();
        translation.sort();
        QVERIFY2(source == translation, qPrintable(pair.captured(1)));
        ++pairs;
    }
    QVERIFY(pairs > 200);
}

void TranslationsTest::everyTextOfTheSourcesIsCollectedAndTranslated_data() {
    everyLanguageLoadsAndTranslates_data();
    QTest::newRow("en") << QString("en");
}

/// What the stored file says of itself is not enough: a text that was written since the last collection is in no file yet.
void TranslationsTest::everyTextOfTheSourcesIsCollectedAndTranslated() {
    QFETCH(QString, language);
    const QTemporaryDir folder;
    const QString fresh = folder.filePath("postern_" + language + ".ts");
    QVERIFY(QFile::copy(storedTexts(language), fresh));
    QStringList arguments = {"app", "widgets", "-I", ".", "-locations", "none", "-no-obsolete", "-source-language", "en"};
    if (language == "en")
        arguments << "-pluralonly";
    else
        arguments.insert(2, QStringLiteral(POSTERN_PARAMETER_WORDS));
    QProcess collector;
    collector.setWorkingDirectory(QStringLiteral(POSTERN_SOURCE_DIR));
    collector.start(QStringLiteral(POSTERN_LUPDATE), arguments << "-ts" << fresh);
    QVERIFY2(collector.waitForFinished(120'000), qPrintable(collector.errorString()));
    QCOMPARE(collector.exitCode(), 0);
    QFile file(fresh);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY(text.contains("<message"));
    const auto unfinished = text.indexOf("type=\"unfinished\"");
    const QString missing = unfinished < 0 ? QString() : text.left(unfinished).section("<source>", -1).section("</source>", 0, 0);
    QVERIFY2(unfinished < 0, qPrintable("not collected or not translated: " + missing));
}

void TranslationsTest::parametersSpeakTheLanguage() {
    const ParameterSpec* weight = runParameters().find("recovery.language_weight");
    QVERIFY(weight);
    QTranslator translator;
    QVERIFY(translator.load(":/i18n/postern_de.qm"));
    QVERIFY(QCoreApplication::installTranslator(&translator));
    const QString label = parameterLabel(*weight);
    const QString help = parameterHelp(*weight);
    QCoreApplication::removeTranslator(&translator);
    QCOMPARE(label, QString("Gewicht der Sprache"));
    QVERIFY2(help.startsWith("Gewicht der Sprachmodellierung auf den Eingaben sauberer Zeilen"), qPrintable(help));
    QVERIFY2(help.endsWith("(0 bis 100, recovery.language_weight)"), qPrintable(help));
}

void TranslationsTest::englishHasPlurals() {
    QTranslator translator;
    QVERIFY(translator.load(":/i18n/postern_en.qm"));
    QVERIFY(QCoreApplication::installTranslator(&translator));
    QCOMPARE(QCoreApplication::translate("postern::RunForm", "%n setting(s) changed", nullptr, 1), QString("1 setting changed"));
    QCOMPARE(QCoreApplication::translate("postern::RunForm", "%n setting(s) changed", nullptr, 3), QString("3 settings changed"));
    QCoreApplication::removeTranslator(&translator);
}

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
