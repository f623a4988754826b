// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

#include "app/error_texts.h"

using namespace postern;

class TranslationsTest final : public QObject {
    Q_OBJECT

private slots:
    void everyLanguageLoadsAndTranslates_data();
    void everyLanguageLoadsAndTranslates();
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
    QFile file(QStringLiteral(POSTERN_SOURCE_DIR "/translations/postern_%1.ts").arg(language));
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
