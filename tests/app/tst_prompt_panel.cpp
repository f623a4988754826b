// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QTableView>
#include <QTest>

#include "app/resources.h"
#include "tests/app/scripted_engine.h"
#include "widgets/panels/prompt_panel.h"
#include "widgets/selection/selection.h"

using namespace postern;

class PromptPanelTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void modelKeepsItsPromises();
    void showsHiddenCharactersAndNoMarkup();
    void filters();
    void clicksSelectEverywhere();

private:
    RunRecord m_record;
};

void PromptPanelTest::initTestCase() {
    initResources();
    m_record = *scripted::face(scripted::finishing).readRecord("run");
}

void PromptPanelTest::modelKeepsItsPromises() {
    PromptTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPoints(m_record.points);
    QCOMPARE(model.rowCount(), static_cast<int>(m_record.points->size()));
    QVERIFY(model.index(1, PromptTableModel::Answer).data().toString().isEmpty());
    model.setFrame(m_record.frames.front());
    QCOMPARE(model.index(1, PromptTableModel::Answer).data().toString(), QString("Twain"));
    QVERIFY(model.index(1, 0).data(PromptTableModel::HitRole).toBool());
    model.setFrame(m_record.frames.back());
    model.setPoints(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void PromptPanelTest::showsHiddenCharactersAndNoMarkup() {
    auto points = std::make_shared<std::vector<FramePoint>>();
    points->push_back({0, RowClass::Unknown, "a<b>\u200bz\u202e", "\u200b", "x"});
    PromptTableModel model;
    model.setPoints(points);
    const QModelIndex passage = model.index(0, PromptTableModel::Passage);
    QCOMPARE(passage.data().toString(), QString("a<b><U+200B>z<U+202E>"));
    QVERIFY(passage.data(Qt::ToolTipRole).toString().contains("&lt;b&gt;"));
    QCOMPARE(model.index(0, PromptTableModel::Trigger).data().toString(), QString("<U+200B>"));
}

void PromptPanelTest::filters() {
    PromptTableModel model;
    model.setPoints(m_record.points);
    model.setFrame(m_record.frames.front());
    PromptFilterModel rows;
    rows.setSourceModel(&model);
    const QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    rows.setWords("PASSAGE 17 clocks");
    // 17, 117, 217, 317 and 170–179.
    QCOMPARE(rows.rowCount(), 14);
    rows.setWords({});
    rows.setRowClass(static_cast<int>(RowClass::Unknown));
    QCOMPARE(rows.rowCount(), 80);
    rows.setRowClass(-1);
    rows.setHitsOnly(true);
    QCOMPARE(rows.rowCount(), 80);
    rows.setWords("no such words");
    QCOMPARE(rows.rowCount(), 0);
}

void PromptPanelTest::clicksSelectEverywhere() {
    Selection selection;
    PromptPanel panel(selection);
    panel.resize(900, 400);
    panel.setPoints(m_record.points);
    panel.setFrame(m_record.frames.front());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QTableView* table = panel.table();
    const QModelIndex third = panel.rows().index(2, PromptTableModel::Class);
    const int id = panel.rows().mapToSource(third).row();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(third).center());
    QCOMPARE(selection.ids(), std::set<int>{id});
    QCOMPARE(selection.primary(), std::optional<int>(id));
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selection.ids().size(), std::size_t{2});
    // Another order shows the same selection.
    table->sortByColumn(PromptTableModel::Passage, Qt::DescendingOrder);
    QCOMPARE(selection.ids().size(), std::size_t{2});
    QCOMPARE(table->selectionModel()->selectedRows().size(), 2);
}

QTEST_MAIN(PromptPanelTest)
#include "tst_prompt_panel.moc"
