// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <QtTest>

#include <QLabel>

#include "tests/run/sample_run.h"
#include "widgets/panels/results_cards.h"

using namespace postern;

class TestResultsCards : public QObject {
    Q_OBJECT

private slots:
    void perplexityIsShownWhereItWasMeasured();
};

void TestResultsCards::perplexityIsShownWhereItWasMeasured() {
    QLocale::setDefault(QLocale::c());
    ResultsCards cards;
    const auto card = [&cards] {
        for (const ResultCard* candidate : cards.findChildren<ResultCard*>())
            if (candidate->accessibleName() == QStringLiteral("Perplexity of clean prompts"))
                return candidate;
        return static_cast<const ResultCard*>(nullptr);
    };
    const auto has = [&card](const QString& text) {
        for (const QLabel* label : card()->findChildren<QLabel*>())
            if (label->text() == text && !label->isHidden())
                return true;
        return false;
    };
    QVERIFY(card() && card()->isHidden());
    std::vector<Evaluation> run = {test::evaluation(0, Phase::Baseline, {190, 200}), test::evaluation(2, Phase::Injection, {20, 200})};
    cards.setEvaluations(run);
    QVERIFY(card()->isHidden());
    run[0].cleanPerplexity = 10;
    cards.setEvaluations(run);
    QVERIFY(!card()->isHidden());
    QVERIFY(has(QStringLiteral("10.00")) && has(QStringLiteral("lower is better")) && !has(QStringLiteral("→")));
    run.push_back(test::evaluation(4, Phase::Final, {4, 200})); // 12.25
    cards.setEvaluations(run);
    QVERIFY(has(QStringLiteral("10.00")) && has(QStringLiteral("→")) && has(QStringLiteral("12.25")));
    QVERIFY(has(QStringLiteral("+22.5 % · lower is better")));
    QCOMPARE(card()->accessibleDescription(), QStringLiteral("before 10.00, now 12.25, +22.5 % · lower is better"));
    run[2].cleanPerplexity = std::numeric_limits<double>::quiet_NaN();
    cards.setEvaluations(run);
    QVERIFY(!has(QStringLiteral("→")));
    cards.setEvaluations({});
    QVERIFY(card()->isHidden());
}

QTEST_MAIN(TestResultsCards)
#include "tst_results_cards.moc"
