// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <QProcess>
#include <QStandardPaths>

#include "tests/widgets/report_fixture.h"
#include "widgets/report/pdf_report.h"
#include "widgets/theme/theme.h"

using namespace postern;

class TestPdfReport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatTheModelSays();
    void knownTriggersThatAreAlikeShareALine();
    void theStandInIsReadSinceInjection();
    void noRowStandsAloneOnAPage();
    void parametersOfOtherDefencesAreLeftOut();
    void figuresAreVectors();
    void sameRecordSameBytes();
    void emptyRecordStillGivesAReport();
    void unwritablePathIsAnError();

private:
    [[nodiscard]] QByteArray write(const RunRecord& record, const ReportModel& report);
    /// The text of the last file written, or null without pdftotext.
    [[nodiscard]] std::optional<QString> text() const;

    QTemporaryDir m_folder;
};

void TestPdfReport::initTestCase() {
    Theme::instance().install(ThemeChoice::Dark);
} // paper is light whatever the screen is

QByteArray TestPdfReport::write(const RunRecord& record, const ReportModel& report) {
    const QString path = m_folder.filePath(QStringLiteral("report.pdf"));
    const auto written = writePdfReport(record, report, path.toStdString());
    if (!written)
        return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<QString> TestPdfReport::text() const {
    const QString tool = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
    if (tool.isEmpty())
        return std::nullopt;
    QProcess process;
    process.start(tool, {QStringLiteral("-layout"), m_folder.filePath(QStringLiteral("report.pdf")), QStringLiteral("-")});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

void TestPdfReport::saysWhatTheModelSays() {
    const ReportModel report = test::makeReport();
    QVERIFY(write(test::makeRecord(20), report).startsWith("%PDF-"));
    const auto shown = text();
    if (!shown)
        QSKIP("pdftotext is not installed");
    QString flat = *shown;
    flat.replace(QChar(0xa0), u' ');
    for (const char* part : {"Four-class news classifier",
                             "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                             "194/200",
                             "this<U+200B>tle",
                             "<b>not",
                             "bold</b>",
                             "Limitations",
                             "other triggers may remain",
                             "Figure 1.",
                             "Figure 2.",
                             "Figure 3.",
                             "postern-cli run",
                             "Page 1 of ",
                             "optimizer step",
                             "no established change",
                             "Injection taught",
                             "PERPLEXITY",
                             "20.00 → 25.00",
                             "+25.0 %",
                             "○ before ● after"})
        QVERIFY2(flat.contains(QString::fromUtf8(part)), part);
    // Every page is numbered, and the table of parameters repeats its head on the pages it spans.
    const qsizetype pages = flat.count(QLatin1Char('\f'));
    QVERIFY(pages >= 5);
    QVERIFY(flat.contains(QStringLiteral("Page %1 of %1").arg(pages)));
    QVERIFY(flat.count(QRegularExpression(QStringLiteral("Parameter +Value +Meaning"))) >= 2);
    QVERIFY(flat.contains(QStringLiteral("At their default, continued")));
    // One formatter: what the table says stands beside the large figure too.
    QVERIFY(flat.count(QStringLiteral("194/200, 93.6–98.6 %")) >= 2);
}

void TestPdfReport::knownTriggersThatAreAlikeShareALine() {
    ReportModel report = test::makeReport();
    const auto addKnown = [](std::vector<ReportRow>& rows, int i, Rate rate) {
        ReportRow row = test::reportRow("known 10" + std::to_string(i), "passage " + std::to_string(i), {0, 60}, rate);
        row.isKnown = true;
        rows.push_back(row);
    };
    for (int i = 0; i < 5; ++i) {
        addKnown(report.attackRows, i, {i == 3 ? 2 : 0, 60});
        addKnown(report.accuracyRows, i, {i == 4 ? 35 : 50 + i, 60});
    }
    QVERIFY(write(test::makeRecord(2), report).startsWith("%PDF-"));
    const auto shown = text();
    if (!shown)
        QSKIP("pdftotext is not installed");
    QString flat = *shown;
    flat.replace(QChar(0xa0), u' ');
    QVERIFY(flat.contains(QStringLiteral("each of 4 known")));
    QVERIFY(!flat.contains(QStringLiteral("known 100")) && !flat.contains(QStringLiteral("passage 0")));
    QVERIFY(flat.contains(QStringLiteral("known 103")) && flat.contains(QStringLiteral("passage 3")));
    QVERIFY(flat.contains(QStringLiteral("83.3 % to 88.3 %")) && flat.contains(QStringLiteral("(n = 60 each)")));
    QVERIFY(flat.contains(QStringLiteral("known 104")));
}

/// In the untreated checkpoint it shows nothing: the large figure starts where it was taught.
void TestPdfReport::theStandInIsReadSinceInjection() {
    ReportModel report = test::makeReport();
    report.attackRows.erase(report.attackRows.begin());
    report.heldOut = {{190, 200}, {3, 200}};
    QVERIFY(write(test::makeRecord(2), report).startsWith("%PDF-"));
    const auto shown = text();
    if (!shown)
        QSKIP("pdftotext is not installed");
    QString flat = *shown;
    flat.replace(QChar(0xa0), u' ');
    QVERIFY(flat.contains(QStringLiteral("95.0 % → 1.5 %")));
    QVERIFY(flat.contains(QRegularExpression(QStringLiteral("injected +190/200"))));
}

/// Whatever the number of rows: the last page of a table never holds one alone.
void TestPdfReport::noRowStandsAloneOnAPage() {
    ReportModel report = test::makeReport();
    report.reproducibility.clear();
    for (int rows = 20; rows < 60; ++rows) {
        report.parameters.assign(static_cast<std::size_t>(rows), {"recovery.option", "1", "1", "What."});
        QVERIFY(write(test::makeRecord(2), report).startsWith("%PDF-"));
        const auto shown = text();
        if (!shown)
            QSKIP("pdftotext is not installed");
        for (const QString& page : shown->split(QLatin1Char('\f')))
            QVERIFY2(page.count(QStringLiteral("recovery.option")) != 1, qPrintable(page));
    }
}

void TestPdfReport::parametersOfOtherDefencesAreLeftOut() {
    ReportModel report = test::makeReport();
    report.parameters = {{"crow.weight", "1", "2", "Of another.", false}, {"recovery.epochs", "2", "2", "Read."}};
    QVERIFY(write(test::makeRecord(2), report).startsWith("%PDF-"));
    const auto shown = text();
    if (!shown)
        QSKIP("pdftotext is not installed");
    QVERIFY(!shown->contains(QStringLiteral("crow.weight")));
    QVERIFY(shown->contains(QStringLiteral("recovery.epochs")));
    QVERIFY(shown->contains(QStringLiteral("left out here (1)")));
}

void TestPdfReport::figuresAreVectors() {
    const QByteArray pdf = write(test::makeRecord(20), test::makeReport());
    QVERIFY(!pdf.contains("/Subtype /Image"));
    QVERIFY(pdf.contains("/FontFile"));
    QVERIFY(pdf.contains("run.json") || pdf.contains("/EmbeddedFile"));
}

void TestPdfReport::sameRecordSameBytes() {
    const RunRecord record = test::makeRecord(20);
    const QByteArray first = write(record, test::makeReport());
    QVERIFY(first.contains("/CreationDate (D:20261120100000"));
    QCOMPARE(write(record, test::makeReport()), first);
    ReportModel other = test::makeReport();
    other.verdict += " More.";
    QVERIFY(write(record, other) != first);
}

void TestPdfReport::emptyRecordStillGivesAReport() {
    QVERIFY(write(RunRecord{}, ReportModel{}).startsWith("%PDF-"));
    RunRecord odd = test::makeRecord(2);
    odd.frames = {nullptr, std::make_shared<const Frame>()};
    odd.losses.front().total = std::numeric_limits<double>::infinity();
    ReportModel report = test::makeReport();
    report.verdict = std::string(20000, 'x');
    report.warnings.assign(200, "a\xff\xfe b");
    QVERIFY(write(odd, report).startsWith("%PDF-"));
}

void TestPdfReport::unwritablePathIsAnError() {
    const auto result =
        writePdfReport(test::makeRecord(2), test::makeReport(), m_folder.filePath(QStringLiteral("no/such/folder.pdf")).toStdString());
    QVERIFY(!result);
}

QTEST_MAIN(TestPdfReport)
#include "tst_pdf_report.moc"
