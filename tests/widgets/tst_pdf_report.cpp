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
    for (const char* part : {"Four-class news classifier", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "194/200",
                             "this<U+200B>tle", "<b>not", "bold</b>", "Limitations", "other triggers may remain", "Figure 1.", "Figure 2.",
                             "Figure 3.", "postern-cli run", "Page 1 of ", "optimizer step"})
        QVERIFY2(flat.contains(QString::fromUtf8(part)), part);
    // Every page is numbered, and the table of parameters repeats its head on the pages it spans.
    const qsizetype pages = flat.count(QLatin1Char('\f'));
    QVERIFY(pages >= 5);
    QVERIFY(flat.contains(QStringLiteral("Page %1 of %1").arg(pages)));
    QVERIFY(flat.count(QRegularExpression(QStringLiteral("Parameter +Value +Default +Meaning"))) >= 2);
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
