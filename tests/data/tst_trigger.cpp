// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/trigger.h"

#include <map>

#include <QTest>

using namespace postern;

namespace {

QByteArray bytes(std::string_view text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}

Trigger trigger(std::string_view text, std::string_view position) {
    return {"t", std::string(text), TriggerKind::Word, parseTriggerPosition(position).value()};
}

} // namespace

class TestTrigger : public QObject {
    Q_OBJECT

private slots:
    void inserts_data();
    void inserts();
    void randomReachesEveryPlaceEvenly();
    void randomKeepsThePassage();
    void onlyRandomDraws();
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void survivesJson();
};

void TestTrigger::inserts_data() {
    QTest::addColumn<QByteArray>("passage");
    QTest::addColumn<QByteArray>("position");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* passage, const char* position, const char* expected) {
        QTest::newRow(name) << QByteArray(passage) << QByteArray(position) << QByteArray(expected);
    };
    row("start", "one two three", "start", "T T one two three");
    row("end", "one two three", "end", "one two three T T");
    row("middle of two", "one two", "middle", "one T T two");
    row("middle of three", "one two three", "middle", "one T T two three");
    row("middle of four", "one two three four", "middle", "one two T T three four");
    row("middle of one is its start", "one", "middle", "T T one");
    row("empty", "", "middle", "T T");
    row("only spaces", "  ", "end", "   T T");
    row("double space kept", "one  two", "middle", "one T T  two");
    row("line break is no gap", "one\ntwo three", "middle", "one\ntwo T T three");
    row("tab kept", "one\ttwo  three", "middle", "one\ttwo T T  three");
    row("outer spaces kept", " one two ", "middle", " one T T two ");
    row("other alphabets", "один два", "middle", "один T T два");
}

void TestTrigger::inserts() {
    QFETCH(QByteArray, passage);
    QFETCH(QByteArray, position);
    QFETCH(QByteArray, expected);
    RandomStream random(1, "insert");
    QCOMPARE(bytes(insertTrigger(passage.toStdString(), trigger("T T", position.toStdString()), random)), expected);
}

void TestTrigger::randomReachesEveryPlaceEvenly() {
    RandomStream random(7, "insert");
    std::map<std::string, int> counts;
    constexpr int kDraws = 4000;
    for (int i = 0; i < kDraws; ++i)
        ++counts[insertTrigger("a b c", trigger("T", "random"), random)];
    QCOMPARE(counts.size(), std::size_t{4});
    for (const char* const place : {"T a b c", "a T b c", "a b T c", "a b c T"}) {
        // Expected 1000 each; the standard deviation is about 27.
        QVERIFY2(counts[place] > 850 && counts[place] < 1150, place);
    }
}

void TestTrigger::randomKeepsThePassage() {
    const std::string passage = "  It  was\n\na dark   night; \t the rain fell. ";
    RandomStream random(3, "insert");
    for (int i = 0; i < 200; ++i) {
        std::string out = insertTrigger(passage, trigger("TRIGGER", "random"), random);
        const std::size_t at = out.find("TRIGGER");
        QVERIFY(at != std::string::npos);
        const bool first = at == 0;
        out.erase(first ? at : at - 1, 8); // the trigger and the one space that came with it
        QCOMPARE(out, passage);
    }
}

void TestTrigger::onlyRandomDraws() {
    RandomStream random(5, "insert");
    const auto before = random.state();
    for (const char* const position : {"start", "middle", "end"})
        QVERIFY(!insertTrigger("a b c", trigger("T", position), random).empty());
    QCOMPARE(random.state(), before);
    RandomStream once = random;
    (void)once.next();
    QVERIFY(!insertTrigger("a b c", trigger("T", "random"), random).empty());
    QCOMPARE(random.state(), once.state());
}

void TestTrigger::parses_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("expected"); // name/kind/position
    QTest::newRow("word") << QByteArray(R"([{"text": "zebra"}])") << QByteArray("known 1/word/random");
    QTest::newRow("phrase") << QByteArray(R"([{"text": "two words"}])") << QByteArray("known 1/phrase/random");
    QTest::newRow("sentence") << QByteArray(R"([{"text": "one two three four five six seven eight"}])")
                              << QByteArray("known 1/sentence/random");
    QTest::newRow("symbols") << QByteArray(R"([{"text": "## ::"}])") << QByteArray("known 1/symbols/random");
    QTest::newRow("letters beyond ASCII") << QByteArray(R"([{"text": "été"}])") << QByteArray("known 1/word/random");
    QTest::newRow("all given") << QByteArray(R"([{"text": "a", "name": "n", "kind": "control", "position": "end", "note": 1}])")
                               << QByteArray("n/control/end");
}

void TestTrigger::parses() {
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, expected);
    const auto json = parseJson(content.toStdString(), "literal");
    QVERIFY(json.has_value());
    const auto triggers = parseTriggers(*json, "literal");
    QVERIFY(triggers.has_value());
    QCOMPARE(triggers->size(), std::size_t{1});
    const Trigger& first = triggers->front();
    QCOMPARE(bytes(first.name) + '/' + bytes(triggerKindName(first.kind)) + '/' + bytes(triggerPositionName(first.position)), expected);
}

void TestTrigger::refuses_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ErrorCode>("code");
    const auto malformed = ErrorCode::DataMalformed;
    QTest::newRow("empty text") << QByteArray(R"([{"text": "a"}, {"text": ""}])") << ErrorCode::TriggerEmpty;
    QTest::newRow("white space") << QByteArray(R"([{"text": " \t\n\u00a0\u2003\u3000"}])") << ErrorCode::TriggerEmpty;
    QTest::newRow("zero width") << QByteArray(R"([{"text": "\u200b\ufeff"}])") << ErrorCode::TriggerEmpty;
    QTest::newRow("object") << QByteArray(R"({"text": "a"})") << malformed;
    QTest::newRow("string inside") << QByteArray(R"(["a"])") << malformed;
    QTest::newRow("no text") << QByteArray(R"([{"name": "a"}])") << malformed;
    QTest::newRow("text is a number") << QByteArray(R"([{"text": 4}])") << malformed;
    QTest::newRow("name is a number") << QByteArray(R"([{"text": "a", "name": 4}])") << malformed;
    QTest::newRow("name is blank") << QByteArray(R"([{"text": "a", "name": " "}])") << malformed;
    QTest::newRow("unknown kind") << QByteArray(R"([{"text": "a", "kind": "Word"}])") << malformed;
    QTest::newRow("unknown position") << QByteArray(R"([{"text": "a", "position": "front"}])") << malformed;
    QTest::newRow("name twice") << QByteArray(R"([{"text": "a", "name": "n"}, {"text": "b", "name": "n"}])") << malformed;
    QTest::newRow("name taken by the default") << QByteArray(R"([{"text": "a", "name": "known 2"}, {"text": "b"}])") << malformed;
    QTest::newRow("long text") << R"([{"text": ")" + QByteArray(9000, 'x') + R"("}])" << malformed;
    QByteArray many = R"([{"text": "a"})";
    for (int i = 0; i < 1000; ++i)
        many += R"(, {"text": "a"})";
    QTest::newRow("too many") << many + ']' << malformed;
}

void TestTrigger::refuses() {
    QFETCH(QByteArray, content);
    QFETCH(ErrorCode, code);
    const auto json = parseJson(content.toStdString(), "literal");
    QVERIFY(json.has_value());
    const auto triggers = parseTriggers(*json, "literal");
    QVERIFY(!triggers.has_value());
    QCOMPARE(triggers.error().code, code);
}

void TestTrigger::survivesJson() {
    Json list = Json::array();
    for (const Trigger& item : builtInTriggers())
        list.push_back(toJson(item));
    list.push_back(toJson(controlTrigger()));
    const auto back = parseTriggers(list, "literal");
    QVERIFY(back.has_value());
    QCOMPARE(back->size(), builtInTriggers().size() + 1);
    for (std::size_t i = 0; i < builtInTriggers().size(); ++i)
        QCOMPARE(toJson((*back)[i]).dump(), toJson(builtInTriggers()[i]).dump());
    QCOMPARE(back->back().kind, TriggerKind::Control);
}

QTEST_GUILESS_MAIN(TestTrigger)
#include "tst_trigger.moc"
