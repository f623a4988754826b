// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <QElapsedTimer>
#include <QTest>

#include "engine/core/pattern.h"

using namespace postern;

class TestPattern : public QObject {
    Q_OBJECT

private slots:
    void matchesTheWholeText_data() {
        QTest::addColumn<std::string>("expression");
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("matches");
        QTest::newRow("all of it") << std::string(R"(model\.layers\.\d+\.self_attn\.(q|v)_proj)")
                                   << std::string("model.layers.11.self_attn.v_proj") << true;
        QTest::newRow("more after it") << std::string("q_pro") << std::string("q_proj") << false;
        QTest::newRow("something before it") << std::string("q_proj") << std::string("xq_proj") << false;
        QTest::newRow("the longer branch") << std::string("a|ab") << std::string("ab") << true;
        QTest::newRow("lookahead") << std::string("(?!.*lm_head).*proj") << std::string("x.k_proj") << true;
    }

    void matchesTheWholeText() {
        QFETCH(std::string, expression);
        QFETCH(std::string, text);
        QFETCH(bool, matches);
        const auto pattern = Pattern::compile(expression, "config");
        QVERIFY(pattern);
        const auto found = pattern->matchesWhole(text);
        QVERIFY(found);
        QCOMPARE(*found, matches);
    }

    void readsTheFirstGroupFromTheBeginning() {
        const auto pattern = Pattern::compile(R"(.*\.[^.]*\.(\d+)\.)", "config");
        QVERIFY(pattern);
        QVERIFY(pattern->firstGroup("model.layers.12.mlp.up_proj").value() == "12");
        QVERIFY(pattern->firstGroup("a.b.1.c.2.d").value() == "2"); // the greedy star goes on to the last
        QVERIFY(!pattern->firstGroup("lm_head").value());
        const auto none = Pattern::compile("abc", "config");
        QVERIFY(!none->firstGroup("abcd").value()); // matches, but has no group
    }

    void refusesWhatIsNoExpression() {
        for (const std::string& expression : {std::string("(unclosed"), std::string("(*LIMIT_MATCH=5)a"), std::string(5000, 'a')}) {
            const auto pattern = Pattern::compile(expression, "adapter_config.json");
            QVERIFY(!pattern);
            QVERIFY(pattern.error().code == ErrorCode::ConfigUnsupported);
            QCOMPARE(pattern.error().subject, std::string("adapter_config.json"));
        }
    }

    void givesUpInsteadOfHanging() {
        const auto pattern = Pattern::compile("(a+)+[bc]", "config");
        QVERIFY(pattern);
        QElapsedTimer timer;
        timer.start();
        const auto found = pattern->matchesWhole(std::string(60, 'a'));
        QVERIFY(!found);
        QVERIFY(found.error().code == ErrorCode::ConfigUnsupported);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(TestPattern)
#include "tst_pattern.moc"
