// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

#include "tests/widgets/run_fixture.h"
#include "widgets/panels/view_bar.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/export_plot.h"
#include "widgets/plots/hover_card.h"
#include "widgets/plots/legend_bar.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/plots/projection_plot.h"
#include "widgets/plots/qcp.h"
#include "widgets/plots/separation_panel.h"
#include "widgets/theme/theme.h"

using namespace postern;

/// The curves, the export of plots, and the theme they share.
class TestPlots : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::Light); }
    void curvesHoverShowsCountsAndIntervals();
    void curvesAppendAndClear();
    void stepsAreWholeNumbers();
    void aLowPlotKeepsRoomForItsData();
    void aNarrowViewBarGivesUpItsTitleAndThenItsLine();
    void curvesClickNamesTheStep();
    void legendGroupsKnownTriggers();
    void lossLeavesGaps();
    void csvQuotes_data();
    void csvQuotes();
    void csvRoundTrips();
    void vectorsHoldPathsAndText();
    void exportErrors();
    void exportKeepsTheScreenTheme();
    void separationShowsUnmeasured();
    void darkIsRecognised();
    void selectionModes();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path path(const char* name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }
    [[nodiscard]] QByteArray read(const char* name) const {
        QFile file(m_folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void TestPlots::curvesHoverShowsCountsAndIntervals() {
    CurvePlot plot;
    plot.resize(800, 420);
    const RunRecord record = test::makeRecord(4);
    plot.setEvaluations(record.evaluations);
    plot.setPhases(record.phases);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.plot().replot();
    const QPoint at(qRound(plot.positionOfStep(480)) - plot.plot().x(), plot.plot().height() / 2);
    QMouseEvent move(QEvent::MouseMove, at, plot.plot().mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&plot.plot(), &move);
    QTRY_COMPARE(plot.hoveredStep(), std::optional<int>(480));
    const QString text = plot.hoverCard().plainText();
    QVERIFY2(text.contains(QString::fromStdString("ASR unknown: " + toText(Rate{6, 200}))), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("(held out)")));
    QVERIFY(text.contains(QString::fromStdString(toText(Rate{360, 400}))));
    QCOMPARE(plot.plot().yAxis->range(), QCPRange(-2, 102));
}

void TestPlots::curvesAppendAndClear() {
    CurvePlot plot;
    const RunRecord record = test::makeRecord(4);
    for (const Evaluation& evaluation : record.evaluations)
        plot.addEvaluation(evaluation);
    QCOMPARE(plot.evaluations().size(), record.evaluations.size());
    QVERIFY(plot.plot().xAxis->range().contains(480));
    const int graphs = plot.plot().graphCount();
    plot.setEvaluations(record.evaluations);
    QCOMPARE(plot.plot().graphCount(), graphs);
    plot.clear();
    QVERIFY(plot.table().rows.empty());
    QVERIFY(!plot.caption().contains(QStringLiteral("n = ")));
}

void TestPlots::curvesClickNamesTheStep() {
    CurvePlot plot;
    plot.resize(800, 420);
    plot.setEvaluations(test::makeRecord(4).evaluations);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.plot().replot();
    QSignalSpy spy(&plot, &StepPlot::stepActivated);
    QTest::mouseClick(&plot.plot(), Qt::LeftButton, {}, QPoint(qRound(plot.positionOfStep(200)) - plot.plot().x() + 3, 150));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).at(0).toInt(), 200);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(plot.hoveredStep(), std::optional<int>(40));
}

void TestPlots::legendGroupsKnownTriggers() {
    CurvePlot plot;
    plot.setEvaluations(test::makeRecord(4).evaluations);
    QStringList names;
    for (const LegendEntry& entry : plot.legend().entries())
        names << entry.text;
    QCOMPARE(names.size(), 6);
    QVERIFY(names.contains(QStringLiteral("ASR known, mean of 4")));
    plot.legend().setHiddenKeys({CurvePlot::KnownMean});
    int visible = 0;
    for (int i = 0; i < plot.plot().graphCount(); ++i)
        visible += plot.plot().graph(i)->visible() ? 1 : 0;
    QCOMPARE(plot.plot().graphCount() - visible, 5); // four thin lines and their mean
}

void TestPlots::lossLeavesGaps() {
    LossPlot plot;
    plot.setLosses(test::makeRecord(4).losses);
    QCOMPARE(plot.plot().yAxis->scaleType(), QCPAxis::stLogarithmic);
    QVERIFY(plot.plot().yAxis->range().lower > 0);
    LossPoint broken;
    broken.step = 481;
    broken.total = -1;
    broken.answer = std::numeric_limits<double>::infinity();
    plot.addLoss(broken);
    plot.plot().replot();
    QVERIFY(std::isfinite(plot.plot().yAxis->range().upper));
    QCOMPARE(plot.table().rows.back()[2], std::string("-1"));
}

void TestPlots::csvQuotes_data() {
    QTest::addColumn<std::string>("cell");
    QTest::addColumn<std::string>("written");
    QTest::newRow("plain") << std::string("word") << std::string("word");
    QTest::newRow("comma") << std::string("a,b") << std::string("\"a,b\"");
    QTest::newRow("quote") << std::string("a\"b") << std::string("\"a\"\"b\"");
    QTest::newRow("line") << std::string("a\nb") << std::string("\"a\nb\"");
    QTest::newRow("equals") << std::string("=1+1") << std::string("'=1+1");
    QTest::newRow("plus") << std::string("+cmd") << std::string("'+cmd");
    QTest::newRow("at") << std::string("@SUM(A1)") << std::string("'@SUM(A1)");
    QTest::newRow("minus text") << std::string("-a,b") << std::string("\"'-a,b\"");
    QTest::newRow("negative number") << std::string("-0.25") << std::string("-0.25");
    QTest::newRow("exponent") << std::string("-1e-07") << std::string("-1e-07");
}

void TestPlots::csvQuotes() {
    QFETCH(std::string, cell);
    QFETCH(std::string, written);
    QCOMPARE(toCsv({{"h"}, {{cell}}}), "h\n" + written + "\n");
}

void TestPlots::csvRoundTrips() {
    ProjectionPlot plot;
    const RunRecord record = test::makeRecord(5);
    plot.setPoints(record.points);
    plot.setFrame(record.frames[1]);
    QVERIFY(exportPlot(plot, path("p.csv")));
    const QList<QByteArray> lines = read("p.csv").trimmed().split('\n');
    QCOMPARE(lines.size(), 21);
    QCOMPARE(lines[0].split(',').last(), QByteArray("y"));
    const auto& coordinates = record.frames[1]->layers.back().pca;
    for (int i = 0; i < 20; ++i) {
        const QList<QByteArray> cells = lines[i + 1].split(',');
        QCOMPARE(cells[cells.size() - 2].toFloat(), coordinates[static_cast<std::size_t>(i)][0]);
        QCOMPARE(cells.last().toFloat(), coordinates[static_cast<std::size_t>(i)][1]);
        QCOMPARE(cells.first().toInt(), i);
    }
}

void TestPlots::vectorsHoldPathsAndText() {
    CurvePlot plot;
    plot.setEvaluations(test::makeRecord(4).evaluations);
    plot.setSeed(7);
    QVERIFY(exportPlot(plot, path("c.svg")));
    const QByteArray svg = read("c.svg");
    QVERIFY(svg.contains("<path") || svg.contains("<polyline"));
    QVERIFY(svg.contains("optimizer step"));
    QVERIFY(svg.contains("seed 7"));
    QVERIFY(!svg.contains("<image"));
    QVERIFY(exportPlot(plot, path("c.pdf")));
    const QByteArray pdf = read("c.pdf");
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.contains("/FontFile"));
    QVERIFY(!pdf.contains("/Subtype /Image"));
    QVERIFY(exportPlot(plot, path("c.png"), {QSize(300, 200), 3.0, true}));
    QCOMPARE(QImage::fromData(read("c.png")).size(), QSize(900, 600));
}

void TestPlots::exportErrors() {
    LossPlot plot;
    QCOMPARE(exportPlot(plot, path("x.gif")).error().code, ErrorCode::ParameterInvalid);
    QCOMPARE(exportPlot(plot, path("x.png"), {QSize(100000, 5), 1, true}).error().code, ErrorCode::ParameterInvalid);
    QVERIFY(!exportPlot(plot, path("no/folder/x.svg")));
    QVERIFY(exportPlot(plot, path("empty.PDF")));
}

void TestPlots::exportKeepsTheScreenTheme() {
    Theme::instance().setChoice(ThemeChoice::Dark);
    CurvePlot plot;
    plot.setEvaluations(test::makeRecord(4).evaluations);
    QVERIFY(exportPlot(plot, path("dark.png"), {QSize(300, 200), 1, true}));
    QCOMPARE(QImage::fromData(read("dark.png")).pixelColor(1, 1), QColor(Qt::white));
    QCOMPARE(plot.plot().xAxis->labelColor(), tokensFor(ThemeKind::Dark).textMuted);
    Theme::instance().setChoice(ThemeChoice::Light);
    QCOMPARE(plot.plot().xAxis->labelColor(), tokensFor(ThemeKind::Light).textMuted);
}

void TestPlots::separationShowsUnmeasured() {
    QCOMPARE(separationText(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("–"));
    QCOMPARE(separationText(-0.004), separationText(0.0));
    QVERIFY(separationText(-0.29).startsWith(QChar(0x2212)));
    SeparationPanel panel;
    Separation separation;
    separation.unknownKnownDistance = 3.456;
    panel.setSeparation(separation, 6, 120, Separation{});
    QStringList shown;
    for (const QLabel* label : panel.findChildren<QLabel*>())
        shown << label->text();
    QVERIFY(shown.contains(QStringLiteral("3.46")));
    QVERIFY(shown.filter(QStringLiteral("step 120")).size() == 1);
}

void TestPlots::darkIsRecognised() {
    QVERIFY(Theme::looksDark(Theme::paletteFor(tokensFor(ThemeKind::Dark))));
    QVERIFY(Theme::looksDark(Theme::paletteFor(tokensFor(ThemeKind::HighContrast))));
    QVERIFY(!Theme::looksDark(Theme::paletteFor(tokensFor(ThemeKind::Light))));
}

void TestPlots::selectionModes() {
    Selection selection;
    QSignalSpy spy(&selection, &Selection::changed);
    selection.apply({1, 2, 3}, SelectionMode::Replace);
    selection.setPrimary(2);
    selection.apply({3, 4}, selectionModeFor(Qt::ControlModifier));
    QCOMPARE(selection.ids(), (std::set<int>{1, 2, 4}));
    selection.apply({1, 2}, selectionModeFor(Qt::ShiftModifier));
    QCOMPARE(spy.count(), 2); // nothing new, no signal
    selection.apply({2}, selectionModeFor(Qt::AltModifier));
    QCOMPARE(selection.ids(), (std::set<int>{1, 4}));
    QVERIFY(!selection.primary());
}

void TestPlots::stepsAreWholeNumbers() {
    LossPlot plot;
    plot.resize(900, 420);
    const auto ticksAreWhole = [&] {
        plot.plot().replot();
        const QVector<double> ticks = plot.plot().xAxis->tickVector();
        return !ticks.isEmpty() && std::all_of(ticks.begin(), ticks.end(), [](double tick) { return tick == std::floor(tick); });
    };
    QVERIFY(ticksAreWhole());
    for (int step = 1; step <= 40; ++step) {
        LossPoint point;
        point.step = step;
        point.total = 1;
        plot.addLoss(point);
        QVERIFY2(ticksAreWhole(), qPrintable(QString::number(step)));
    }
}

void TestPlots::aLowPlotKeepsRoomForItsData() {
    CurvePlot plot;
    plot.setEvaluations(test::makeRecord(4).evaluations);
    plot.resize(440, 205);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTRY_VERIFY2(plot.plot().axisRect()->height() >= 60, qPrintable(QString::number(plot.plot().axisRect()->height())));
    // Labels of the axis do not overlap.
    const QCPAxis& axis = *plot.plot().yAxis;
    const double distance = std::abs(axis.coordToPixel(axis.tickVector().at(1)) - axis.coordToPixel(axis.tickVector().at(0)));
    QVERIFY2(distance >= QFontMetricsF(axis.tickLabelFont()).height(), qPrintable(QString::number(distance)));
}

void TestPlots::aNarrowViewBarGivesUpItsTitleAndThenItsLine() {
    QWidget window;
    auto* title = new QLabel("Hidden states");
    auto* bar = new ViewBar(title);
    auto* column = new QVBoxLayout(&window);
    column->addWidget(bar);
    column->addStretch(1);
    window.resize(900, 200);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto isBelow = [&] { return bar->stepSlider()->y() > bar->layerSlider()->geometry().bottom(); };
    QVERIFY(title->isVisible() && !isBelow());
    int titleGone = 0;
    int twoLines = 0;
    for (int width = 900; width >= window.minimumSizeHint().width(); width -= 10) {
        window.resize(width, 200);
        QCoreApplication::processEvents();
        titleGone = titleGone == 0 && !title->isVisible() ? width : titleGone;
        twoLines = twoLines == 0 && isBelow() ? width : twoLines;
    }
    QVERIFY2(titleGone > twoLines && twoLines > 0, qPrintable(QString("%1, %2").arg(titleGone).arg(twoLines)));
    QVERIFY(isBelow());
    for (const QToolButton* button : bar->findChildren<QToolButton*>())
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    window.resize(900, 200);
    QTRY_VERIFY(title->isVisible() && !isBelow());
}

QTEST_MAIN(TestPlots)
#include "tst_plots.moc"
