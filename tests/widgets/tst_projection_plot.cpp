// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "tests/widgets/run_fixture.h"
#include "widgets/plots/hover_card.h"
#include "widgets/plots/legend_bar.h"
#include "widgets/plots/projection_plot.h"
#include "widgets/plots/qcp.h"
#include "widgets/theme/theme.h"

using namespace postern;

/// Drives a real projection plot with the mouse, as a person would.
class TestProjectionPlot : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void hoverFindsThePointUnderThePointer();
    void hoverListsOverlappingPoints();
    void hoverShowsHostileTextLiterally();
    void clickAndRectangleSelect();
    void legendHidesAndIsolates();
    void axesStayAcrossFrames();
    void unitsAreSquare();
    void framesGlide();
    void tsneHasNoAxisText();
    void keysStepThroughPoints();
    void brokenFramesAreDrawnAsFarAsTheyGo();
    void themeRecolours();
    void captionNamesEverything();
    void manyPointsStaySmooth();

private:
    /// Moves the pointer onto a position of the plot widget and lets it rest until the hover is decided.
    void hoverAt(const QPointF& position, const std::vector<int>& expected);
    void press(const QPointF& position, Qt::KeyboardModifiers modifiers = {});
    [[nodiscard]] QPoint inCanvas(const QPointF& position) const { return m_plot->plot().mapFrom(m_plot.get(), position).toPoint(); }

    std::unique_ptr<ProjectionPlot> m_plot;
    std::unique_ptr<Selection> m_selection;
    RunRecord m_record;
};

void TestProjectionPlot::initTestCase() {
    Theme::instance().install(ThemeChoice::Light);
}

void TestProjectionPlot::init() {
    Theme::instance().setChoice(ThemeChoice::Light);
    m_record = test::makeRecord(30);
    m_selection = std::make_unique<Selection>();
    m_plot = std::make_unique<ProjectionPlot>();
    m_plot->setAnimated(false);
    m_plot->setSelection(m_selection.get());
    m_plot->resize(700, 560);
    m_plot->setPoints(m_record.points);
    for (const FramePtr& frame : m_record.frames)
        m_plot->includeRange(*frame);
    m_plot->setFrame(m_record.frames[0]);
    m_plot->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_plot.get()));
    m_plot->plot().replot();
}

void TestProjectionPlot::cleanup() {
    m_plot.reset();
}

void TestProjectionPlot::hoverAt(const QPointF& position, const std::vector<int>& expected) {
    // Sent, not simulated with the cursor: the offscreen platform loses moves once other windows have closed.
    const QPointF at = inCanvas(position);
    QMouseEvent move(QEvent::MouseMove, at, m_plot->plot().mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&m_plot->plot(), &move);
    QTRY_COMPARE_WITH_TIMEOUT(m_plot->hoveredIds(), expected, 3000);
}

void TestProjectionPlot::press(const QPointF& position, Qt::KeyboardModifiers modifiers) {
    QTest::mouseClick(&m_plot->plot(), Qt::LeftButton, modifiers, inCanvas(position));
}

void TestProjectionPlot::hoverFindsThePointUnderThePointer() {
    int tested = 0;
    for (int id = 0; id < static_cast<int>(m_record.points->size()); id += 13) {
        const QPointF at = m_plot->positionOf(id);
        const std::vector<int> near = m_plot->idsNear(at);
        QVERIFY(!near.empty());
        QCOMPARE(near.front(), id);
        if (near.size() > 1 || m_plot->idsNear(inCanvas(at) + QPointF(m_plot->plot().mapTo(m_plot.get(), QPointF(0, 0)))) != near)
            continue;
        hoverAt(at, near);
        QVERIFY(m_plot->hoverCard().isVisible());
        QVERIFY(m_plot->hoverCard().plainText().contains(QStringLiteral("#%1").arg(id)));
        ++tested;
    }
    QVERIFY(tested > 2);
}

void TestProjectionPlot::hoverListsOverlappingPoints() {
    auto points = std::make_shared<std::vector<FramePoint>>();
    for (int i = 0; i < 8; ++i)
        points->push_back(test::point(i, RowClass::Known, "bramble"));
    auto frame = std::make_shared<Frame>();
    LayerFrame layer;
    layer.layer = 3;
    layer.pca.assign(8, {1.0F, 1.0F});
    layer.pca[7] = {4.0F, 5.0F};
    frame->layers = {layer};
    m_plot->setPoints(points);
    m_plot->setFrame(frame);
    m_plot->plot().replot();
    hoverAt(m_plot->positionOf(0), {0, 1, 2, 3, 4, 5, 6});
    const QString text = m_plot->hoverCard().plainText();
    QVERIFY(text.contains(QStringLiteral("#4")));
    QVERIFY(!text.contains(QStringLiteral("#5")));
    QVERIFY2(text.contains(QStringLiteral("and 2 more")), qPrintable(text));
}

void TestProjectionPlot::hoverShowsHostileTextLiterally() {
    auto points = std::make_shared<std::vector<FramePoint>>();
    points->push_back(test::point(0, RowClass::Unknown, "\u200b"));
    points->front().passage = "<b>bold</b> a\u202eb\u200bc " + std::string(5000, 'x');
    auto frame = std::make_shared<Frame>();
    LayerFrame layer;
    layer.pca = {{0.0F, 0.0F}};
    frame->layers = {layer};
    frame->answers = {"<img src=x>"};
    frame->attackHit = {true};
    m_plot->setPoints(points);
    m_plot->setFrame(frame);
    m_plot->plot().replot();
    hoverAt(m_plot->positionOf(0), {0});
    const QString text = m_plot->hoverCard().plainText();
    QVERIFY(text.contains(QStringLiteral("<b>bold</b> a<U+202E>b<U+200B>c")));
    QVERIFY(text.contains(QStringLiteral("Trigger: <U+200B>")));
    QVERIFY(text.contains(QStringLiteral("<img src=x>")));
    QVERIFY(text.size() < 900);
    for (const QLabel* label : m_plot->hoverCard().findChildren<QLabel*>())
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestProjectionPlot::clickAndRectangleSelect() {
    QSignalSpy changes(m_selection.get(), &Selection::changed);
    const QPointF at = m_plot->positionOf(35);
    const int nearest = m_plot->idsNear(m_plot->plot().mapTo(m_plot.get(), QPointF(inCanvas(at)))).front();
    press(at);
    QCOMPARE(m_selection->ids(), std::set<int>{nearest});
    QCOMPARE(m_selection->primary(), std::optional<int>(nearest));
    press(at, Qt::ControlModifier);
    QVERIFY(m_selection->isEmpty());
    QVERIFY(!m_selection->primary());
    QCOMPARE(changes.count(), 2);

    // A rectangle around all unknown points (they lie apart at the baseline) takes exactly these.
    QRectF box;
    for (int id = 30; id < 60; ++id) {
        const QRectF around(m_plot->positionOf(id) - QPointF(4, 4), QSizeF(8, 8));
        box = box.isNull() ? around : box.united(around);
    }
    const QPoint from = inCanvas(box.topLeft());
    const QPoint to = inCanvas(box.bottomRight());
    QTest::mousePress(&m_plot->plot(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&m_plot->plot(), (from + to) / 2);
    QTest::mouseMove(&m_plot->plot(), to);
    QTest::mouseRelease(&m_plot->plot(), Qt::LeftButton, {}, to);
    std::set<int> unknown;
    for (int id = 30; id < 60; ++id)
        unknown.insert(id);
    QCOMPARE(m_selection->ids(), unknown);
    QTest::keyClick(m_plot.get(), Qt::Key_Escape);
    QVERIFY(m_selection->isEmpty());
}

void TestProjectionPlot::legendHidesAndIsolates() {
    LegendBar& legend = m_plot->legend();
    QCOMPARE(legend.entries().size(), std::size_t{4});
    QCOMPARE(legend.entries()[0].detail, QStringLiteral("n = 30"));
    const int known = static_cast<int>(RowClass::Known);
    const QPointF knownPoint = m_plot->positionOf(65);
    QVERIFY(!m_plot->idsNear(knownPoint).empty());
    QTest::mouseClick(&legend, Qt::LeftButton, {}, legend.chipRect(known).center());
    QVERIFY(legend.isHiddenKey(known));
    QVERIFY(m_plot->idsNear(knownPoint).empty());
    QTest::mouseClick(&legend, Qt::LeftButton, {}, legend.chipRect(known).center());
    QVERIFY(!legend.isHiddenKey(known));

    const auto doubleClick = [&legend](const QPoint& at) {
        QTest::mousePress(&legend, Qt::LeftButton, {}, at);
        QTest::mouseRelease(&legend, Qt::LeftButton, {}, at);
        QTest::mouseDClick(&legend, Qt::LeftButton, {}, at);
    };
    doubleClick(legend.chipRect(known).center());
    for (int c = 0; c < kRowClassCount; ++c)
        QCOMPARE(legend.isHiddenKey(c), c != known);
    doubleClick(legend.chipRect(known).center());
    for (int c = 0; c < kRowClassCount; ++c)
        QVERIFY(!legend.isHiddenKey(c));
}

void TestProjectionPlot::axesStayAcrossFrames() {
    const QCPRange x = m_plot->plot().xAxis->range();
    const QCPRange y = m_plot->plot().yAxis->range();
    for (const FramePtr& frame : m_record.frames) {
        m_plot->setFrame(frame);
        m_plot->plot().replot();
        QCOMPARE(m_plot->plot().xAxis->range(), x);
        QCOMPARE(m_plot->plot().yAxis->range(), y);
    }
    // A frame that reaches further widens them.
    auto wide = std::make_shared<Frame>(*m_record.frames.back());
    wide->layers.back().pca[0] = {100.0F, 0.0F};
    m_plot->setFrame(wide);
    m_plot->plot().replot();
    QVERIFY(m_plot->plot().xAxis->range().contains(100));
}

void TestProjectionPlot::unitsAreSquare() {
    for (const QSize size : {QSize(700, 560), QSize(900, 420), QSize(420, 700)}) {
        m_plot->resize(size);
        QVERIFY(QTest::qWaitFor([&] { return m_plot->plot().width() > 0; }));
        m_plot->plot().replot();
        const double perX = m_plot->plot().axisRect()->width() / m_plot->plot().xAxis->range().size();
        const double perY = m_plot->plot().axisRect()->height() / m_plot->plot().yAxis->range().size();
        QVERIFY2(qAbs(perX / perY - 1) < 0.02, qPrintable(QStringLiteral("%1 against %2").arg(perX).arg(perY)));
    }
}

void TestProjectionPlot::framesGlide() {
    m_plot->setAnimated(true);
    const QPointF before = m_plot->positionOf(40);
    m_plot->setFrame(m_record.frames[1]);
    QVERIFY(m_plot->isAnimating());
    QVERIFY((m_plot->positionOf(40) - before).manhattanLength() < 40);
    QTRY_VERIFY(!m_plot->isAnimating());
    const auto& target = m_record.frames[1]->layers.back().pca[40];
    m_plot->plot().replot();
    const QPointF expected(m_plot->plot().xAxis->coordToPixel(target[0]), m_plot->plot().yAxis->coordToPixel(target[1]));
    QVERIFY((m_plot->positionOf(40) - m_plot->plot().mapTo(m_plot.get(), expected)).manhattanLength() < 1e-6);
    m_plot->setLayer(2); // another space: no gliding between layers
    QVERIFY(!m_plot->isAnimating());
}

void TestProjectionPlot::tsneHasNoAxisText() {
    QVERIFY(m_plot->plot().xAxis->label().contains(QStringLiteral("43.1 %")));
    m_plot->setMethod(Projection::Tsne);
    QVERIFY(m_plot->plot().xAxis->label().isEmpty());
    QVERIFY(!m_plot->plot().yAxis->tickLabels());
    QVERIFY(m_plot->caption().contains(QStringLiteral("not evidence")));
}

void TestProjectionPlot::keysStepThroughPoints() {
    QTest::keyClick(m_plot.get(), Qt::Key_Right);
    QCOMPARE(m_plot->hoveredIds(), std::vector<int>{0});
    QTest::keyClick(m_plot.get(), Qt::Key_Left);
    QCOMPARE(m_plot->hoveredIds(), std::vector<int>{119});
    QTest::keyClick(m_plot.get(), Qt::Key_Space);
    QVERIFY(m_selection->contains(119));
    QVERIFY(m_plot->accessibleDescription().contains(QStringLiteral("#119")));
}

void TestProjectionPlot::brokenFramesAreDrawnAsFarAsTheyGo() {
    auto frame = std::make_shared<Frame>(*m_record.frames[0]);
    LayerFrame& layer = frame->layers.back();
    layer.pca.resize(10);
    layer.pca[3] = {std::numeric_limits<float>::quiet_NaN(), 0.0F};
    layer.pca[4] = {std::numeric_limits<float>::infinity(), 0.0F};
    layer.tsne.clear();
    frame->answers.clear();
    frame->attackHit.clear();
    m_plot->setFrame(frame);
    m_plot->plot().replot();
    QVERIFY(m_plot->idsNear(m_plot->positionOf(2)).front() == 2);
    QVERIFY(m_plot->positionOf(3).isNull());
    QVERIFY(m_plot->positionOf(11).isNull());
    hoverAt(m_plot->positionOf(2), m_plot->idsNear(m_plot->positionOf(2)));
    m_plot->setMethod(Projection::Tsne);
    QVERIFY(m_plot->table().rows.empty());
    m_plot->setFrame(nullptr);
    m_plot->setPoints(nullptr);
    m_plot->plot().replot();
    QVERIFY(m_plot->hoveredIds().empty());
}

void TestProjectionPlot::themeRecolours() {
    const auto corner = [this] { return m_plot->grab().toImage().pixelColor(3, m_plot->height() - 3); };
    const auto canvas = [this] { return m_plot->plot().grab().toImage().pixelColor(3, 3); };
    QCOMPARE(corner(), tokensFor(ThemeKind::Light).surface);
    Theme::instance().setChoice(ThemeChoice::Dark);
    m_plot->plot().replot();
    QCOMPARE(corner(), tokensFor(ThemeKind::Dark).surface);
    QCOMPARE(canvas(), tokensFor(ThemeKind::Dark).surface);
    QCOMPARE(m_plot->legend().entries()[0].color, QColor(0x56b4e9));
    QCOMPARE(m_plot->plot().xAxis->labelColor(), tokensFor(ThemeKind::Dark).textMuted);
    Theme::instance().setChoice(ThemeChoice::Light);
    QCOMPARE(m_plot->legend().entries()[0].color, QColor(0x0072b2));
}

void TestProjectionPlot::captionNamesEverything() {
    m_plot->setSeed(41);
    m_plot->setLayer(4);
    m_plot->setFrame(m_record.frames[1]);
    for (const char* part : {"PCA", "n = 120", "layer 4", "step 200", "injection", "seed 41"})
        QVERIFY2(m_plot->caption().contains(QLatin1String(part)), part);
}

void TestProjectionPlot::manyPointsStaySmooth() {
    const PointsPtr points = test::makePoints(1250);
    m_plot->setPoints(points);
    m_plot->setFrame(test::makeFrame(points, 0, 0, Phase::Baseline, 0, 0));
    m_plot->plot().replot();
    QElapsedTimer timer;
    timer.start();
    constexpr int kRounds = 5;
    for (int i = 0; i < kRounds; ++i) {
        m_plot->setFrame(test::makeFrame(points, i, i, Phase::Injection, i / 5.0, 0));
        m_plot->plot().replot();
    }
    const qint64 perFrame = timer.elapsed() / kRounds;
    qInfo("5000 points: %lld ms a frame, fixture included", perFrame);
    timer.restart();
    const std::vector<int> near = m_plot->idsNear(m_plot->positionOf(2600));
    qInfo("pick: %lld us", timer.nsecsElapsed() / 1000);
    QVERIFY(std::find(near.begin(), near.end(), 2600) != near.end());
    QVERIFY(perFrame < 1000); // generous: the machine may be busy; catches the quadratic
}

QTEST_MAIN(TestProjectionPlot)
#include "tst_projection_plot.moc"
