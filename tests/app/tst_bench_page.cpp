// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include "app/bench_page.h"
#include "app/resources.h"
#include "app/window_style.h"
#include "tests/app/scripted_engine.h"
#include "tests/support/files.h"
#include "widgets/panels/bench_results.h"
#include "widgets/panels/bench_setup.h"
#include "widgets/panels/job_progress.h"
#include "widgets/plots/estimate_plot.h"
#include "widgets/theme/theme.h"

using namespace postern;
using scripted::BenchScript;

namespace {

bool says(const QWidget& page, const QString& words) {
    for (const QLabel* label : page.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&page) && label->text().contains(words))
            return true;
    }
    return false;
}

} // namespace

class BenchPageTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        qRegisterMetaType<Error>();
        initResources();
        Theme::instance().install(ThemeChoice::Light);
    }

    void theEmptyPageSaysWhatToDo() {
        BenchFace face = scripted::benchFace(BenchScript::Finishing);
        face.shipped.clear();
        BenchPage page(face);
        page.show();
        QVERIFY(says(page, "No results yet"));
        QVERIFY(says(page, "Choose a specification"));
        QVERIFY(!page.setup()->startButton()->isEnabled());
        QVERIFY(!page.setup()->stopButton()->isEnabled());
        page.setup()->chooseFile("/some/where.json");
        QVERIFY(says(page, "Choose a folder for the results"));
        page.setup()->setFolder("/results");
        QVERIFY(page.setup()->startButton()->isEnabled());
        page.setBlocked("A run is going on.");
        QVERIFY(!page.setup()->startButton()->isEnabled());
        QVERIFY(says(page, "A run is going on."));
    }

    void startsAndFinishes() {
        BenchPage page(scripted::benchFace(BenchScript::Finishing));
        page.show();
        page.setup()->setFolder("/results");
        const QSignalSpy busy(&page, &BenchPage::busyChanged);
        page.setup()->startButton()->click();
        QVERIFY(page.isBusy());
        QVERIFY(!page.setup()->startButton()->isEnabled());
        QVERIFY(page.setup()->stopButton()->isEnabled());
        QTRY_VERIFY(!page.isBusy());
        QCOMPARE(busy.size(), 2);
        QCOMPARE(page.setup()->progress()->headline(), QString("All cells are done."));
        QCOMPARE(page.results()->headline()->text(), QString("12 of 12 cells done"));
        QVERIFY(page.setup()->startButton()->isEnabled());
    }

    void showsTheFigures() {
        BenchPage page(scripted::benchFace(BenchScript::Finishing));
        page.show();
        page.openFolder("/results/whole");
        QTRY_COMPARE(page.results()->headline()->text(), QString("12 of 12 cells done"));
        QVERIFY(!page.isBusy());
        QCOMPARE(page.setup()->specification(), std::filesystem::path("/results/whole/specification.json"));
        QCOMPARE(page.setup()->specifications()->currentText(), QString("That of the folder"));
        const BenchSummaryModel& summary = page.results()->summary();
        QCOMPARE(summary.rowCount(), 2);
        QCOMPARE(summary.index(0, BenchSummaryModel::Defense).data().toString(), QString("collapse"));
        // The places stand in words, not in a colour alone.
        QVERIFY(summary.index(0, BenchSummaryModel::Attack).data().toString().endsWith("best"));
        QVERIFY(!summary.index(0, BenchSummaryModel::Attack).data().toString().contains("second"));
        QVERIFY(summary.index(1, BenchSummaryModel::Attack).data().toString().endsWith("second best"));
        const BenchMatrixModel& matrix = page.results()->matrix();
        QCOMPARE(matrix.rowCount(), 2);
        QCOMPARE(matrix.columnCount(), 5);
        QCOMPARE(matrix.index(0, BenchMatrixModel::Undefended).data().toString(), QString("99.0 %"));
        QCOMPARE(matrix.index(0, BenchMatrixModel::Undefended).data(BenchMatrixModel::CountsRole).toString().left(9), QString("99 of 100"));
        QVERIFY(matrix.index(0, 3).data(Qt::ToolTipRole).toString().contains("of 200"));
        QCOMPARE(page.results()->estimate()->pointCount(), 8);
        QVERIFY(says(*page.results(), "No results yet") == false);
        page.results()->tabs()->setCurrentIndex(2);
        QVERIFY(says(*page.results(), "points too low"));
        QVERIFY(says(*page.results(), "Over 8 run(s)"));
    }

    void stopsWithinASecondAndGoesOn() {
        BenchPage page(scripted::benchFace(BenchScript::Polling, 7));
        page.show();
        page.setup()->setFolder("/results");
        page.start();
        QTRY_COMPARE(page.results()->headline()->text(), QString("7 of 12 cells done"));
        QTRY_VERIFY(says(page, "of 12 cells"));
        QElapsedTimer clock;
        clock.start();
        page.setup()->stopButton()->click();
        QVERIFY(says(page, "Stopping"));
        QTRY_VERIFY(!page.isBusy());
        QVERIFY(clock.elapsed() < 1000);
        QVERIFY(says(page, "Stopped. What is done is kept"));
        // The same folder again goes on where it stopped.
        page.start();
        QTRY_COMPARE(page.results()->headline()->text(), QString("12 of 12 cells done"));
        QTRY_VERIFY(!page.isBusy());
        QVERIFY(says(page, "All cells are done."));
    }

    void cellsThatFailAreNamed() {
        BenchPage page(scripted::benchFace(BenchScript::Failing));
        page.show();
        page.setup()->setFolder("/results");
        page.start();
        QTRY_VERIFY(says(page, "but for 1 cell(s) that failed"));
        const auto* list = page.setup()->findChild<QPlainTextEdit*>();
        QVERIFY(list->isVisible());
        QVERIFY2(list->toPlainText().contains("the loss is nan"), qPrintable(list->toPlainText()));
    }

    void errorsAreHandedOnAndThePageLives() {
        BenchPage page(scripted::benchFace(BenchScript::Throwing, 1));
        page.show();
        const QSignalSpy failed(&page, &BenchPage::failed);
        page.openFolder("/results"); // its specification can be read, and it is empty
        page.setup()->setFolder("/results");
        page.setup()->chooseFile("/some/malformed.json");
        page.start();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::DataMalformed);
        QVERIFY(!page.isBusy());
        page.setup()->chooseFile("/some/good.json");
        page.start();
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(failed[1][0].value<Error>().code, ErrorCode::Internal);
        QVERIFY(!page.isBusy());
        QVERIFY(page.setup()->startButton()->isEnabled());
    }

    void placesThatNobodyKnowsAreAskedFor() {
        BenchPage page(scripted::benchFace(BenchScript::Finishing));
        page.show();
        page.setup()->setFolder("/results");
        QVERIFY(page.setup()->startButton()->isEnabled());
        page.setup()->chooseFile("/some/open.json");
        QTRY_VERIFY(says(page, "Place: data"));
        QVERIFY(!says(page, "Place: resources"));
        QVERIFY(!page.setup()->startButton()->isEnabled());
        QLineEdit* field = nullptr;
        for (QLineEdit* edit : page.setup()->findChildren<QLineEdit*>())
            if (edit->accessibleName() == "Place: data")
                field = edit;
        QVERIFY(field);
        QTest::keyClicks(field, "/data");
        QVERIFY(page.setup()->startButton()->isEnabled());
        QCOMPARE(page.setup()->places().at("data"), std::string("/data"));
        page.start();
        QTRY_VERIFY(says(page, "All cells are done."));
    }

    void exportsEveryForm() {
        BenchPage page(scripted::benchFace(BenchScript::Finishing));
        const test::TemporaryFolder folder;
        QVERIFY(!page.results()->save(folder.file("none.md"), BenchResults::Format::Markdown)); // nothing to export yet
        page.openFolder("/results/whole");
        QTRY_COMPARE(page.results()->headline()->text(), QString("12 of 12 cells done"));
        using enum BenchResults::Format;
        const std::tuple<BenchResults::Format, const char*, const char*> forms[] = {{Markdown, "t.md", "### Summary"},
                                                                                    {Csv, "t.csv", "task,model,attack,defense,seed"},
                                                                                    {Latex, "t.tex", "\\toprule"},
                                                                                    {JsonFile, "t.json", "\"summary\""}};
        for (const auto& [format, name, words] : forms) {
            QVERIFY(page.results()->save(folder.file(name), format));
            QFile file(QString::fromStdString(folder.file(name).string()));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY2(text.contains(words), text.constData());
        }
    }

    void everythingHasANameAndIsReachable() {
        BenchPage page(scripted::benchFace(BenchScript::Finishing));
        page.show();
        page.openFolder("/results/whole");
        QTRY_COMPARE(page.results()->headline()->text(), QString("12 of 12 cells done"));
        for (const QWidget* widget : page.findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(&page))
                continue;
            if (qobject_cast<const QPushButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTableView*>(widget))
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }

    void looks_data() {
        QTest::addColumn<int>("theme");
        QTest::addColumn<int>("tab");
        QTest::addColumn<QSize>("size");
        const std::pair<const char*, ThemeChoice> themes[] = {{"light", ThemeChoice::Light}, {"dark", ThemeChoice::Dark}};
        for (const auto& [name, theme] : themes) {
            for (int tab = -1; tab < 3; ++tab)
                QTest::addRow("%s %d", name, tab) << static_cast<int>(theme) << tab << QSize(1360, 800);
            QTest::addRow("%s small", name) << static_cast<int>(theme) << 1 << QSize(1100, 640);
        }
    }
    /// Saves pictures for people where POSTERN_GRABS names a folder; otherwise only that the page can be drawn.
    void looks() {
        QFETCH(int, theme);
        QFETCH(int, tab);
        QFETCH(QSize, size);
        Theme::instance().setChoice(static_cast<ThemeChoice>(theme));
        BenchPage page(scripted::benchFace(tab == 0 ? BenchScript::Polling : BenchScript::Failing, tab == 0 ? 9 : 12));
        page.setStyleSheet(windowStyleSheet(Theme::instance().tokens(), 1.0));
        page.resize(size);
        page.show();
        if (tab >= 0) {
            page.setup()->setFolder("/results/authors");
            page.start();
            QTRY_VERIFY(page.results()->headline()->text().startsWith(tab == 0 ? "9 of" : "12 of"));
            page.results()->tabs()->setCurrentIndex(tab);
            QTRY_VERIFY(tab == 0 ? says(page, "of 12 cells") : !page.isBusy());
        }
        QCoreApplication::processEvents();
        const QPixmap picture = page.grab();
        QVERIFY(!picture.isNull());
        if (const QString folder = qEnvironmentVariable("POSTERN_GRABS"); !folder.isEmpty())
            QVERIFY(picture.save(folder + "/bench-" + QString(QTest::currentDataTag()).replace(' ', '-') + ".png"));
        Theme::instance().setChoice(ThemeChoice::Light);
    }
};

QTEST_MAIN(BenchPageTest)
#include "tst_bench_page.moc"
