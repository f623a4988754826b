// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QTabBar>
#include <QTest>
#include <QTranslator>

#include "app/bench_page.h"
#include "app/main_window.h"
#include "app/workbench.h"
#include "tests/app/scripted_engine.h"
#include "tests/app/window_home.h"
#include "widgets/panels/bench_results.h"
#include "widgets/panels/run_form.h"
#include "widgets/theme/theme.h"

using namespace postern;

/// What the window looks like: nothing cut, nothing that jumps, in every language, theme and size.
class WindowLayoutTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_home.prepare()); }
    void cleanup() { test::WindowHome::tidy(); }
    void nothingIsCutSideways_data();
    void nothingIsCutSideways();
    void tabsStayWhereTheyAre();
    void looks_data();
    void looks();

private:
    test::WindowHome m_home;
};

void WindowLayoutTest::nothingIsCutSideways_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<double>("scale");
    for (const char* language : {"en", "de", "fr"}) {
        for (const double scale : {1.0, 1.3})
            QTest::addRow("%s-%.1f", language, scale) << language << scale;
    }
}

/// Where nothing scrolls sideways, all of the content has to be in sight, in every language and at every text size.
void WindowLayoutTest::nothingIsCutSideways() {
    QFETCH(QString, language);
    QFETCH(double, scale);
    QTranslator translator;
    QVERIFY(translator.load(":/i18n/postern_" + language + ".qm"));
    QCoreApplication::installTranslator(&translator);
    Theme::instance().setTextScale(scale);
    {
        MainWindow window(m_home.engine(scripted::finishing));
        window.resize(1280, 800);
        window.show();
        window.openFolder(m_home.filePath("model"));
        auto* defense = window.workbench().runForm()->findChild<QComboBox*>("defense");
        defense->setCurrentIndex(1); // which shows how many settings differ, and the way back
        for (const auto page : {MainWindow::Page::Run, MainWindow::Page::Model, MainWindow::Page::Bench, MainWindow::Page::Lab}) {
            window.showPage(page);
            QCoreApplication::processEvents();
            for (const QScrollArea* area : window.findChildren<QScrollArea*>()) {
                if (area->isVisible() && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff)
                    QTRY_VERIFY2(area->widget()->width() <= area->viewport()->width(), qPrintable(area->accessibleName()));
            }
        }
    }
    Theme::instance().setTextScale(1.0);
    QCoreApplication::removeTranslator(&translator);
}

void WindowLayoutTest::tabsStayWhereTheyAre() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    window.openFolder(m_home.filePath("model"));
    const QTabBar* tabs = nullptr;
    for (const QTabBar* bar : window.findChildren<QTabBar*>()) {
        if (bar->accessibleName() == "Pages")
            tabs = bar;
    }
    QVERIFY(tabs);
    QCoreApplication::processEvents();
    const QPoint place = tabs->mapTo(&window, QPoint());
    window.showPage(MainWindow::Page::Lab);
    QCoreApplication::processEvents();
    QCOMPARE(tabs->mapTo(&window, QPoint()), place);
}

void WindowLayoutTest::looks_data() {
    QTest::addColumn<QString>("page");
    QTest::addColumn<int>("theme");
    QTest::addColumn<QSize>("size");
    const QSize sizes[] = {{1440, 900}, {1100, 700}};
    for (const QSize& size : sizes) {
        for (const int theme : {1, 2}) {
            for (const char* page : {"start", "ready", "running", "finished", "prompts", "failed", "benchmark", "lab"})
                QTest::addRow("%s-%s-%d", page, theme == 1 ? "light" : "dark", size.width()) << page << theme << size;
        }
    }
}

/// Nothing may be cut at either size; with POSTERN_PICTURES set, the pictures are kept for people to judge.
void WindowLayoutTest::looks() {
    QFETCH(QString, page);
    QFETCH(int, theme);
    QFETCH(QSize, size);
    Theme::instance().setChoice(static_cast<ThemeChoice>(theme));
    MainWindow window(m_home.engine(page == "failed" ? scripted::failing : page == "running" ? scripted::polling : scripted::finishing));
    window.resize(size);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QCOMPARE(window.size(), size);
    if (page == "ready") {
        window.openFolder(m_home.filePath("model"));
    } else if (page == "benchmark") {
        window.showPage(MainWindow::Page::Bench);
        window.benchPage().openFolder("/results/whole");
        QTRY_COMPARE(window.benchPage().results()->headline()->text(), QString("12 of 12 cells done"));
    } else if (page == "lab") {
        window.showPage(MainWindow::Page::Lab);
    } else if (page != "start") {
        window.startDemo("phrase");
        QTRY_VERIFY(page == "running" ? window.session().frameIndex() >= 10 : !window.session().isBusy());
    }
    if (page == "prompts") {
        window.workbench().showPrompts();
        window.selection().apply({1, 5, 9, 2, 6}, SelectionMode::Replace);
        window.selection().setPrimary(1);
    }
    QTest::qWait(450); // the points glide to their places
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->text().isEmpty())
            QVERIFY2(button->width() >= button->fontMetrics().horizontalAdvance(button->text()), qPrintable(button->text()));
    }
    const QPixmap picture = window.grab();
    QCOMPARE(picture.size(), size);
    if (const QString folder = qEnvironmentVariable("POSTERN_PICTURES"); !folder.isEmpty())
        QVERIFY(picture.save(QDir(folder).filePath(QString::fromLatin1(QTest::currentDataTag()) + ".png")));
    if (window.session().isBusy()) {
        window.session().stop();
        QTRY_VERIFY(!window.session().isBusy());
    }
}

QTEST_MAIN(WindowLayoutTest)
#include "tst_window_layout.moc"
