// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "engine/core/json.h"
#include "engine/scan/rules.h"
#include "widgets/panels/scan_panel.h"
#include "widgets/theme/theme.h"

using namespace postern;

namespace {

ScanReportPtr sample(bool hashed = true) {
    ScanReport report;
    report.paths = {"downloads/some-model"};
    const std::string hash = hashed ? std::string(64, 'a') : std::string();
    report.files = {{"downloads/some-model/config.json", 1204, "json", Verdict::Accepted, hash},
                    {"downloads/some-model/model.safetensors", 4'294'967'296, "safetensors", Verdict::Accepted, hash},
                    {"downloads/some-model/pytorch_model.bin", 52'428'800, "zip", Verdict::Accepted, hash},
                    {"downloads/some-model/training.pt", 1024, "pickle", Verdict::Accepted, hash}};
    report.findings = {
        {"pickle.format",
         Severity::Unsupported,
         "downloads/some-model/pytorch_model.bin",
         {},
         {},
         "it is a pickle in torch's archive, which is not loaded"},
        {"pickle.import",
         Severity::Dangerous,
         "downloads/some-model/training.pt",
         {},
         17,
         "imports posix.system and calls it (REDUCE) with \"<b>id</b>\""},
        {"zip.local", Severity::Rejected, "downloads/some-model/pytorch_model.bin", "archive/data.pkl", 0,
         "the local header calls the entry \"archive/dota.pkl\""},
        {"file.limit", Severity::Inconclusive, "downloads/some-model/config.json", {}, {}, "5242882 bytes; the limit is 4194304"},
        {"safetensors.extra",
         Severity::Note,
         "downloads/some-model/model.safetensors",
         {},
         {},
         "the architecture does not ask for the tensor \"rotary_emb.inv_freq\""}};
    report.hashed = hashed;
    concludeReport(report);
    return std::make_shared<const ScanReport>(std::move(report));
}

QString allText(const QWidget& widget) {
    QString text;
    for (const QLabel* label : widget.findChildren<QLabel*>())
        text += label->text() + '\n';
    return text;
}

template <typename Widget>
Widget* named(const QWidget& parent, const QString& name) {
    for (Widget* widget : parent.findChildren<Widget*>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

QPushButton* button(const QWidget& parent, const QString& text) {
    for (QPushButton* candidate : parent.findChildren<QPushButton*>()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

} // namespace

class ScanPanelTest final : public QObject {
    Q_OBJECT

private slots:
    void modelsKeepTheirContract() {
        ScanFindingsModel findings;
        ScanFilesModel files;
        const QAbstractItemModelTester first(&findings, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester second(&files, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const ScanReportPtr& report : {sample(), ScanReportPtr(), sample(false)}) {
            findings.setReport(report);
            files.setReport(report);
            QCOMPARE(findings.rowCount(), report ? 5 : 0);
            QCOMPARE(files.rowCount(), report ? 4 : 0);
        }
    }

    void findingsTellWhyAndWhatToDo() {
        ScanFindingsModel model;
        model.setReport(sample());
        const auto at = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(at(0, ScanFindingsModel::SeverityColumn), QString("Dangerous"));
        QCOMPARE(at(0, ScanFindingsModel::RuleColumn), QString("pickle.import"));
        QCOMPARE(at(0, ScanFindingsModel::WhereColumn), QString("byte 17"));
        QCOMPARE(at(1, ScanFindingsModel::WhereColumn), QString("archive/data.pkl, byte 0"));
        QCOMPARE(at(4, ScanFindingsModel::SeverityColumn), QString("Note"));
        const auto rule = findRule("pickle.import");
        QCOMPARE(at(0, ScanFindingsModel::WhyColumn), QString::fromStdString(std::string(rule->why)));
        QCOMPARE(at(0, ScanFindingsModel::AdviceColumn), QString::fromStdString(std::string(rule->advice)));
        // A tooltip guesses rich text; what comes from a file must stay literal.
        QVERIFY(model.index(0, ScanFindingsModel::WhatColumn).data(Qt::ToolTipRole).toString().contains("&lt;b&gt;"));
        QCOMPARE(model.headerData(ScanFindingsModel::AdviceColumn, Qt::Horizontal).toString(), QString("What to do"));
    }

    // Amber is for what was not decided; only what is accepted is green.
    void tones() {
        QCOMPARE(verdictTone(Verdict::Accepted), QString("ok"));
        QCOMPARE(verdictTone(Verdict::Unsupported), QString("warning"));
        QCOMPARE(verdictTone(Verdict::Inconclusive), QString("warning"));
        QCOMPARE(verdictTone(Verdict::Rejected), QString("danger"));
        QCOMPARE(verdictTone(Verdict::Dangerous), QString("danger"));
        for (int i = 0; i < kVerdictCount; ++i)
            QVERIFY(!verdictMeaningText(static_cast<Verdict>(i)).contains("safe", Qt::CaseInsensitive));
    }

    void showsVerdictAndFollowsTheSelection() {
        ScanPanel panel;
        panel.setReport(sample());
        QVERIFY(allText(panel).contains("Dangerous"));
        QVERIFY(allText(panel).contains("posix.system"));
        auto* table = named<QTableView>(panel, "Findings");
        QVERIFY(table);
        table->selectRow(1);
        QVERIFY(allText(panel).contains("calls the entry"));
        QVERIFY(allText(panel).contains(QString::fromStdString(std::string(findRule("zip.local")->why))));
        panel.setReport(nullptr);
        QVERIFY(allText(panel).contains("Nothing scanned yet"));
    }

    void copiesHashes() {
        ScanPanel panel;
        panel.setReport(sample());
        button(panel, "Copy SHA-256")->click();
        const QString all = QGuiApplication::clipboard()->text();
        QCOMPARE(all.count('\n'), 4);
        QVERIFY2(all.startsWith(QString(64, 'a') + "  downloads/some-model/training.pt\n"), "the worst file first");
        QVERIFY(all.endsWith("model.safetensors\n"));
        named<QTableView>(panel, "Files")->selectRow(1);
        button(panel, "Copy SHA-256")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString(64, 'a') + "  downloads/some-model/pytorch_model.bin\n");
        panel.setReport(sample(false));
        QVERIFY(!button(panel, "Copy SHA-256")->isEnabled());
    }

    void columnsAreReadInANarrowPanel() {
        ScanPanel panel;
        panel.resize(640, 560);
        panel.setReport(sample());
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QVERIFY(named<QTableView>(panel, "Findings")->columnWidth(ScanFindingsModel::WhatColumn) >= 160);
        QVERIFY(named<QTableView>(panel, "Files")->columnWidth(ScanFilesModel::FileColumn) >= 160);
        panel.resize(1400, 560);
        QTRY_VERIFY(named<QTableView>(panel, "Findings")->columnWidth(ScanFindingsModel::WhatColumn) > 600);
    }

    void savesWhatIsShown() {
        const QTemporaryDir folder;
        ScanPanel panel;
        QCOMPARE(panel.save(folder.filePath("x.json"), ScanPanel::Format::JsonFile).error().code, ErrorCode::Usage);
        panel.setReport(sample());
        QVERIFY(panel.save(folder.filePath("x.json"), ScanPanel::Format::JsonFile));
        QVERIFY(panel.save(folder.filePath("x.sarif"), ScanPanel::Format::SarifFile));
        QVERIFY((*readJsonFile(folder.filePath("x.json").toStdString()))["verdict"] == Json("dangerous"));
        QVERIFY((*readJsonFile(folder.filePath("x.sarif").toStdString()))["version"] == Json("2.1.0"));
        QSignalSpy asked(&panel, &ScanPanel::scanRequested);
        button(panel, "Scan another…")->click();
        QCOMPARE(asked.count(), 1);
    }

    // POSTERN_GRAB_DIR=folder keeps the pictures, for people to look at.
    void isDrawnInEveryTheme() {
        const QString folder = qEnvironmentVariable("POSTERN_GRAB_DIR");
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            Theme::instance().install(choice);
            ScanPanel panel;
            panel.setAutoFillBackground(true);
            panel.resize(1180, 780);
            panel.setReport(sample());
            const QImage picture = panel.grab().toImage();
            // The verdict's word is drawn in the colour for danger.
            const QColor danger = Theme::instance().tokens().danger;
            int drawn = 0;
            for (int y = 0; y < 60; ++y) {
                for (int x = 0; x < 200; ++x)
                    drawn += picture.pixelColor(x, y) == danger ? 1 : 0;
            }
            QVERIFY(drawn > 20);
            if (!folder.isEmpty())
                QVERIFY(picture.save(folder + (choice == ThemeChoice::Light ? "/scan-light.png" : "/scan-dark.png")));
        }
    }
};

QTEST_MAIN(ScanPanelTest)
#include "tst_scan_panel.moc"
