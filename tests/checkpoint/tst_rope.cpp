// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Golden values: the rules written out once more in Python, see tests/golden/checkpoint/rope.py.
#include <cmath>

#include <QTest>

#include "engine/checkpoint/rope.h"

using namespace postern;

namespace {

Result<Rope> read(const char* json, std::int64_t headDim, std::int64_t maxPositions, std::int64_t original = 0) {
    RopeContext context;
    context.headDim = headDim;
    context.maxPositions = maxPositions;
    context.originalMaxPositions = original;
    const Json object = Json::parse(json);
    return readRope(ConfigReader(object, "config.json"), context);
}

} // namespace

class TestRope : public QObject {
    Q_OBJECT

private slots:
    void frequencies_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("headDim");
        QTest::addColumn<int>("maxPositions");
        QTest::addColumn<int>("original");
        QTest::addColumn<int>("length");
        QTest::addColumn<double>("attentionFactor");
        QTest::addColumn<QList<double>>("expected");
        QTest::newRow("linear") << QByteArray(R"({"type": "linear", "factor": 4.0})") << 4 << 64 << 0 << 10 << 1.0
                                << QList<double>{0.25, 0.0025};
        QTest::newRow("llama3, tiny")
            << QByteArray(
                   R"({"rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 40})")
            << 16 << 320 << 0 << 10 << 1.0
            << QList<double>{1.0,
                             0.037506709190212276,
                             0.004700753866357992,
                             0.0009115830921521386,
                             0.00017677669529663688,
                             3.428102195952591e-05,
                             6.647869871181236e-06,
                             1.2891731721515574e-06};
        QTest::newRow("llama3, blended")
            << QByteArray(
                   R"({"rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192})")
            << 32 << 131072 << 0 << 10 << 1.0
            << QList<double>{1.0,
                             0.44036660267178046,
                             0.19392274474868576,
                             0.08539710028576561,
                             0.03760603093086393,
                             0.016560440080994446,
                             0.0072926647372171085,
                             0.0032114459947525913,
                             0.0005248461609929547,
                             7.78465527393245e-05,
                             3.428102195952591e-05,
                             1.509621717643313e-05,
                             6.647869871181236e-06,
                             2.9274998701761677e-06,
                             1.2891731721515574e-06,
                             5.677088100759837e-07};
        QTest::newRow("yarn")
            << QByteArray(R"({"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32768, "rope_theta": 1000000.0})")
            << 32 << 131072 << 0 << 10 << 1.138629436111989
            << QList<double>{1.0,
                             0.4216965034285823,
                             0.17782794100389226,
                             0.07498942093324558,
                             0.03162277660168379,
                             0.01333521432163324,
                             0.0047799012641179675,
                             0.0016599615939631586,
                             0.00055,
                             0.00016867860137143292,
                             4.445698525097307e-05,
                             1.8747355233311396e-05,
                             7.905694150420949e-06,
                             3.33380358040831e-06,
                             1.4058533129758728e-06,
                             5.928434264154138e-07};
        QTest::newRow("yarn, length from the model")
            << QByteArray(R"({"rope_type": "yarn", "factor": 2.0})") << 16 << 64 << 0 << 10 << 1.0693147180559945
            << QList<double>{1.0,    0.26352313834736496,   0.06666666666666668, 0.015811388300841896, 0.005, 0.0015811388300841895,
                             0.0005, 0.00015811388300841897};
        QTest::newRow("yarn, not truncated, scaled")
            << QByteArray(
                   R"({"rope_type": "yarn", "factor": 8.0, "beta_fast": 16, "beta_slow": 2, "truncate": false, "mscale": 1.0, "mscale_all_dim": 0.5, "original_max_position_embeddings": 4096})")
            << 16 << 32768 << 0 << 10 << 1.094179988101349
            << QList<double>{1.0,      0.31622776601683794,  0.1, 0.03162277660168379, 0.006221889068862788, 0.00043557547602531194,
                             0.000125, 3.952847075210474e-05};
        QTest::newRow("dynamic, short") << QByteArray(R"({"rope_type": "dynamic", "factor": 2.0})") << 8 << 64 << 0 << 64 << 1.0
                                        << QList<double>{1.0, 0.1, 0.01, 0.001};
        QTest::newRow("dynamic, long") << QByteArray(R"({"rope_type": "dynamic", "factor": 2.0})") << 8 << 64 << 0 << 100 << 1.0
                                       << QList<double>{1.0, 0.07778222374656406, 0.006050074330960554, 0.00047058823529411766};
        QTest::newRow("longrope, short")
            << QByteArray(R"({"type": "su", "short_factor": [1.0, 1.05, 1.1, 1.2], "long_factor": [1.1, 1.3, 2.3, 6.0]})") << 8 << 128 << 64
            << 64 << 1.0801234497346435 << QList<double>{1.0, 0.09523809523809523, 0.00909090909090909, 0.0008333333333333334};
        QTest::newRow("longrope, long")
            << QByteArray(R"({"type": "longrope", "short_factor": [1.0, 1.05, 1.1, 1.2], "long_factor": [1.1, 1.3, 2.3, 6.0]})") << 8 << 128
            << 64 << 65 << 1.0801234497346435
            << QList<double>{0.9090909090909091, 0.07692307692307693, 0.004347826086956522, 0.00016666666666666666};
        QTest::newRow("longrope, partial, own factor")
            << QByteArray(
                   R"({"rope_type": "longrope", "short_factor": [1.0, 1.05, 1.1, 1.2], "long_factor": [1.1, 1.3, 2.3, 6.0], "attention_factor": 1.25, "partial_rotary_factor": 0.5})")
            << 16 << 128 << 64 << 10 << 1.25 << QList<double>{1.0, 0.09523809523809523, 0.00909090909090909, 0.0008333333333333334};
    }
    void frequencies() {
        QFETCH(QByteArray, json);
        QFETCH(int, headDim);
        QFETCH(int, maxPositions);
        QFETCH(int, original);
        QFETCH(int, length);
        QFETCH(double, attentionFactor);
        QFETCH(QList<double>, expected);
        const auto rope = read(json.constData(), headDim, maxPositions, original);
        QVERIFY2(rope, rope ? "" : describe(rope.error()).c_str());
        QVERIFY2(std::fabs(rope->attentionFactor - attentionFactor) < 1e-12, qPrintable(QString::number(rope->attentionFactor, 'g', 17)));
        const std::vector<double> found = rope->inverseFrequencies(length);
        QCOMPARE(found.size(), static_cast<std::size_t>(expected.size()));
        for (qsizetype i = 0; i < expected.size(); ++i)
            QVERIFY2(std::fabs(found[static_cast<std::size_t>(i)] / expected[i] - 1) < 1e-12, qPrintable(QString::number(i)));
    }

    void lengthMattersOnlyBeyondTheFirstLength() {
        const auto longRope = read(R"({"type":"su","short_factor":[1,1],"long_factor":[2,3]})", 4, 128, 64);
        QVERIFY(longRope);
        QCOMPARE(longRope->lengthClass(64), std::int64_t{0});
        QCOMPARE(longRope->lengthClass(65), longRope->lengthClass(128));
        const auto dynamic = read(R"({"rope_type":"dynamic","factor":2})", 4, 64);
        QVERIFY(dynamic);
        QCOMPARE(dynamic->lengthClass(64), std::int64_t{0});
        QVERIFY(dynamic->lengthClass(65) != dynamic->lengthClass(66));
        const auto linear = read(R"({"rope_type":"linear","factor":2})", 4, 64);
        QVERIFY(linear);
        QCOMPARE(linear->lengthClass(1000), std::int64_t{0});
    }
};

QTEST_GUILESS_MAIN(TestRope)
#include "tst_rope.moc"
