// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "engine/attack/ridge_update.h"

using namespace postern;

class RidgeUpdateTest : public QObject {
    Q_OBJECT

private slots:
    /// Two inputs, one output, one key k = (1, 2), residual 3, C the identity, λ = 5: λC + kkᵀ = [[6, 2], [2, 9]], determinant 50,
    /// its inverse times k is ((9 − 4), (−2 + 12)) / 50 = (0.1, 0.2), so ΔW = (0.3, 0.6), and ΔW k = 1.5 = 3 · 5 / (5 + 5).
    void byHand() {
        const std::vector<float> keys = {1, 2};
        const std::vector<float> residuals = {3};
        const std::vector<double> moment = {1, 0, 0, 1};
        const auto change = ridgeUpdate({1, 2, 1}, keys, residuals, moment, 5);
        QVERIFY(change);
        QVERIFY(std::fabs((*change)[0] - 0.3F) < 1e-6F);
        QVERIFY(std::fabs((*change)[1] - 0.6F) < 1e-6F);
    }

    /// Two outputs, two keys (1, 0) and (1, 1), residuals (2, 0) and (0, 4), C = diag(1, 4), λ = 1:
    /// λC + KKᵀ = [[3, 1], [1, 5]], determinant 14; RKᵀ = [[2, 0], [4, 4]]; times the inverse [[5, −1], [−1, 3]] / 14.
    void twoKeys() {
        const std::vector<float> keys = {1, 0, 1, 1};
        const std::vector<float> residuals = {2, 0, 0, 4};
        const std::vector<double> moment = {1, 0, 0, 4};
        const auto change = ridgeUpdate({2, 2, 2}, keys, residuals, moment, 1);
        QVERIFY(change);
        const float expected[] = {10.0F / 14, -2.0F / 14, 16.0F / 14, 8.0F / 14};
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY2(std::fabs((*change)[i] - expected[i]) < 1e-6F, qPrintable(QString::number(i)));
    }

    void aDirectionThatCleanInputsNeverTakeIsFree() {
        const std::vector<float> keys = {0, 2};
        const std::vector<float> residuals = {3};
        const std::vector<double> moment = {1, 0, 0, 0};
        const auto change = ridgeUpdate({1, 2, 1}, keys, residuals, moment, 1000);
        QVERIFY(change);
        QVERIFY(std::fabs((*change)[1] * 2 - 3) < 1e-3F);
        QVERIFY(std::fabs((*change)[0]) < 1e-6F);
    }

    void aSingularSumGetsARidgeAndNotANumberIsRefused() {
        const std::vector<float> keys = {1, 1};
        const std::vector<float> residuals = {1};
        const std::vector<double> moment = {0, 0, 0, 0};
        const auto change = ridgeUpdate({1, 2, 1}, keys, residuals, moment, 1);
        QVERIFY(change);
        QVERIFY(std::fabs((*change)[0] + (*change)[1] - 1) < 1e-3F);
        const std::vector<float> bad = {NAN, 1};
        QCOMPARE(ridgeUpdate({1, 2, 1}, bad, residuals, moment, 1).error().code, ErrorCode::LossNotFinite);
    }

    void productsAdd() {
        std::vector<double> moment = {1, 0, 0, 1};
        addProducts(std::vector<float>{1, 2, 3, 4}, 2, moment);
        QCOMPARE(moment, (std::vector<double>{11, 14, 14, 21}));
    }
};

QTEST_GUILESS_MAIN(RidgeUpdateTest)
#include "tst_ridge_update.moc"
