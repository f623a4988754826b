// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <stdexcept>

#include <QTest>

#include "engine/core/parameters.h"
#include "tests/support/files.h"

using namespace postern;
using test::text;

namespace {

ParameterSpec spec(std::string_view key, ParameterValue fallback, double minimum = 0, double maximum = 0,
                   std::vector<std::string_view> choices = {}) {
    return {key, ParameterStage::Run, std::move(fallback), minimum, maximum, "", "", "help", std::move(choices)};
}

const ParameterTable& table() {
    static const ParameterTable instance({
        spec("run.seed", std::int64_t{1}, 0, 100),
        spec("run.rate", 0.5, 0, 1),
        spec("run.flag", false),
        spec("run.kind", std::string("fast"), 0, 0, {"fast", "slow"}),
        spec("run.note", std::string()),
    });
    return instance;
}

} // namespace

class TestParameters : public QObject {
    Q_OBJECT

private slots:
    void fallbacksAreInForce() {
        const ParameterSet set(table());
        QCOMPARE(set.integer("run.seed"), std::int64_t{1});
        QCOMPARE(set.number("run.rate"), 0.5);
        QCOMPARE(set.flag("run.flag"), false);
        QCOMPARE(text(set.text("run.kind")), QStringLiteral("fast"));
        QVERIFY(!set.isChanged("run.seed"));
    }

    void fromText_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected"); // the value in force, or the error's name
        const auto row = [](const char* key, const char* value, const char* expected) {
            QTest::addRow("%s=%s", key, value) << QString::fromLatin1(key) << QString::fromUtf8(value) << QString::fromLatin1(expected);
        };
        row("run.seed", "0", "0");
        row("run.seed", "100", "100");
        row("run.seed", "101", "parameter-invalid");
        row("run.seed", "-1", "parameter-invalid");
        row("run.seed", "1.5", "parameter-invalid");
        row("run.seed", "7x", "parameter-invalid");
        row("run.seed", "", "parameter-invalid");
        row("run.seed", "99999999999999999999", "parameter-invalid");
        row("run.rate", "0", "0");
        row("run.rate", "1", "1");
        row("run.rate", "2.5e-3", "0.0025");
        row("run.rate", "1.0001", "parameter-invalid");
        row("run.rate", "nan", "parameter-invalid");
        row("run.rate", "inf", "parameter-invalid");
        row("run.rate", "0,5", "parameter-invalid");
        row("run.flag", "true", "yes");
        row("run.flag", "yes", "yes");
        row("run.flag", "1", "yes");
        row("run.flag", "no", "no");
        row("run.flag", "maybe", "parameter-invalid");
        row("run.kind", "slow", "slow");
        row("run.kind", "Slow", "parameter-invalid");
        row("run.note", "anything at all", "anything at all");
        row("run.none", "1", "parameter-unknown");
    }
    void fromText() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, expected);
        ParameterSet set(table());
        const auto done = set.setFromText(key.toStdString(), value.toStdString());
        if (done) {
            QCOMPARE(text(toText(set.value(key.toStdString()))), expected);
        } else {
            QCOMPARE(text(errorCodeName(done.error().code)), expected);
            QCOMPARE(text(done.error().subject), key);
        }
    }

    void typesAreChecked() {
        ParameterSet set(table());
        QVERIFY(!set.set("run.seed", 0.5));
        QVERIFY(!set.set("run.flag", std::int64_t{1}));
        QVERIFY(!set.set("run.rate", std::numeric_limits<double>::quiet_NaN()));
        QVERIFY2(set.set("run.rate", std::int64_t{1}), "a whole number is a fine value for a real parameter");
        QCOMPARE(set.number("run.rate"), 1.0);
        QVERIFY(set.isChanged("run.rate"));
    }

    void jsonRoundTrip() {
        ParameterSet set(table());
        QVERIFY(set.set("run.seed", std::int64_t{42}));
        QVERIFY(set.set("run.kind", std::string("slow")));
        ParameterSet read(table());
        QVERIFY(read.setFromJson(set.toJson(), "run.json"));
        QVERIFY(read == set);
        QCOMPARE(set.toJson().size(), table().specs().size());
    }

    void jsonErrors_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("not an object") << QByteArray("[1]");
        QTest::newRow("unknown key") << QByteArray(R"({"run.none":1})");
        QTest::newRow("null") << QByteArray(R"({"run.seed":null})");
        QTest::newRow("list") << QByteArray(R"({"run.seed":[1]})");
        QTest::newRow("real for whole") << QByteArray(R"({"run.seed":1.0})");
        QTest::newRow("text for number") << QByteArray(R"({"run.rate":"0.5"})");
        QTest::newRow("out of range") << QByteArray(R"({"run.seed":101})");
    }
    void jsonErrors() {
        QFETCH(QByteArray, json);
        ParameterSet set(table());
        QVERIFY(!set.setFromJson(Json::parse(json.toStdString()), "run.json"));
    }

    void programmersErrorsThrow() {
        const ParameterSet set(table());
        QVERIFY_EXCEPTION_THROWN((void)set.value("run.none"), std::logic_error);
        const ParameterSpec twice = spec("a", true);
        QVERIFY_EXCEPTION_THROWN(ParameterTable({twice, twice}), std::logic_error);
        QVERIFY(table().find("run.none") == nullptr);
        QCOMPARE(text(table().find("run.seed")->help), QStringLiteral("help"));
    }
};

QTEST_GUILESS_MAIN(TestParameters)
#include "tst_parameters.moc"
