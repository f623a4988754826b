// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Templates that want too much: each must end in an error, soon.
#include <QElapsedTimer>
#include <QTest>

#include "tests/chat/chat_rendering.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i)
        result += text;
    return result;
}

} // namespace

class TestChatLimits : public QObject {
    Q_OBJECT

private slots:
    void stops_data() {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("reason"); ///< part of the error's detail
        const auto row = [](const char* name, const std::string& source, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(source) << QByteArray(reason);
        };
        const std::string longText = "{% set s = 'x' * 16000000 %}";
        row("endless recursion", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "macros call each other deeper than 100 levels");
        row("mutual recursion", "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}", "deeper than");
        row("deep recursion in an expression", "{% macro m() %}{{ [[[[[[[[[[[[m()]]]]]]]]]]]] }}{% endmacro %}{{ m() }}", "deeper than");
        row("long text", "{{ 'x' * 1000000000 }}", "a text would be longer than");
        row("long text the other way round", "{{ 9223372036854775807 * 'xx' }}", "a text would be longer than");
        row("long list", "{{ [0] * 1000000000 }}", "a list would have more than");
        row("long range", "{{ range(1000000000) | length }}", "Range too big");
        row("endless range",
            "{{ range(9223372036854775806, 9223372036854775807, -1) | length }}{{ range(-9223372036854775807, 9223372036854775807) }}",
            "Range too big");
        row("doubling", "{% set ns = namespace(s='x') %}{% for i in range(64) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
            "a text would be longer than");
        row("doubling by ~", "{% set ns = namespace(s='x') %}{% for i in range(64) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
            "a text would be longer than");
        row("doubling by replace",
            "{% set ns = namespace(s='xx') %}{% for i in range(64) %}{% set ns.s = ns.s.replace('x', 'xx') %}{% endfor %}",
            "a text would be longer than");
        row("doubling by join", "{% set ns = namespace(s='xx') %}{% for i in range(64) %}{% set ns.s = ns.s | join(ns.s) %}{% endfor %}",
            "");
        row("doubling lists", "{% set ns = namespace(l=[0]) %}{% for i in range(64) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
            "a list would have more than");
        row("nested lists", "{% set ns = namespace(l=[]) %}{% for i in range(100000) %}{% set ns.l = [ns.l] %}{% endfor %}",
            "nested deeper than 200 levels");
        row("a tree that prints as 2^60 items",
            "{% set ns = namespace(l=[]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}", "");
        row("comparing two such trees",
            "{% set a = namespace(l=[]) %}{% set b = namespace(l=[]) %}{% for i in range(60) %}{% set a.l = [a.l, a.l] %}{% set b.l = "
            "[b.l, b.l] %}{% endfor %}{{ a.l == b.l }}",
            "steps");
        row("their JSON",
            "{% set ns = namespace(l=[]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l | tojson }}", "");
        row("a namespace that holds itself", "{% set ns = namespace() %}{% set ns.me = ns %}{{ ns }}", "nested too deeply to be printed");
        row("loops in loops", repeated("{% for i in range(1000) %}", 5) + repeated("{% endfor %}", 5), "");
        row("much output", "{% for i in range(100000) %}" + repeated("0123456789", 100) + "{% endfor %}", "the output is longer than");
        row("much output of a macro",
            "{% macro m() %}{% for i in range(100000) %}" + repeated("0123456789", 100) + "{% endfor %}{% endmacro %}{{ m() }}",
            "longer than");
        row("much memory", longText + "{% set l = namespace(l=[]) %}{% for i in range(100) %}{% set l.l = l.l + [s ~ i] %}{% endfor %}",
            "");
        row("a format's width", "{{ '%1000000000d' | format(1) }}", "");
        row("a format's precision", "{{ '%.1000000000f' | format(1.0) }}", "");
        row("a width from the arguments", "{{ '%*d' | format(999999999, 1) }}", "a text would be longer than");
        row("str.format's width", "{{ '{:999999999}'.format(1) }}", "a text would be longer than");
        row("center", "{{ 'x' | center(9223372036854775807) }}", "a text would be longer than");
        row("ljust", "{{ 'x'.ljust(9223372036854775807) }}", "a text would be longer than");
        row("zfill", "{{ 'x'.zfill(9223372036854775807) }}", "a text would be longer than");
        row("indent", "{{ 'x' | indent(9223372036854775807) }}", "a text would be longer than");
        row("tojson's indent", "{{ [[1]] | tojson(indent=9223372036854775807) }}", "a text would be longer than");
        row("batch", "{{ [1] | batch(9223372036854775807, 'x') | list }}", "a list would have more than");
        row("slice", "{{ [1] | slice(9223372036854775807) | list }}", "a list would have more than");
        row("sum overflows", "{{ 9223372036854775807 + 1 }}", "would not fit into 64 bits");
        row("product overflows", "{{ 4611686018427387904 * 2 }}", "would not fit into 64 bits");
        row("power overflows", "{{ 10 ** 100 }}", "would not fit into 64 bits");
        row("negation overflows", "{{ (-9223372036854775807 - 1) * -1 }}", "would not fit into 64 bits");
        row("quotient overflows", "{{ (-9223372036854775807 - 1) // -1 }}", "would not fit into 64 bits");
        row("abs overflows", "{{ (-9223372036854775807 - 1) | abs }}", "would not fit into 64 bits");
        row("slow searches", longText + "{% for i in range(100000) %}{{ s.find('xxxxxxxxxxxxxxxxxxxxy') }}{% endfor %}", "steps");
        row("slow indexing", "{% set s = 'é' * 8000000 %}{% for i in range(100000) %}{{ s[7999999] }}{% endfor %}", "steps");
        row("slow comparing", longText + "{% set t = s ~ '' %}{% for i in range(100000) %}{% if s == t %}{% endif %}{% endfor %}", "steps");
        row("slow wrapping", longText + "{{ s | wordwrap(1) }}", "steps");
        row("many characters", longText + "{{ s | list | length }}", "");
        row("date format", "{{ strftime_now('%Y' * 1000) }}", "a date format is longer than");
        row("date width", "{{ strftime_now('%999999999d') }}", "directive");
        row("many attributes", "{% set d = dict() %}{% set ns = namespace(range(2100) | map('string') | batch(2)) %}",
            "more than 1000 attributes");
        row("deep brackets", "{{ " + repeated("(", 5000) + "1" + repeated(")", 5000) + " }}", "nested deeper than 100 levels");
        row("deep lists", "{{ " + repeated("[", 5000) + repeated("]", 5000) + " }}", "nested deeper than 100 levels");
        row("deep signs", "{{ " + repeated("- ", 5000) + "1 }}", "nested deeper than 100 levels");
        row("deep not", "{{ " + repeated("not ", 5000) + "1 }}", "nested deeper than 100 levels");
        row("deep conditions", "{{ 1" + repeated(" if 1 else 1", 5000) + " }}", "nested deeper than 100 levels");
        row("conditions to the left", "{{ 1" + repeated(" if 1", 5000) + " }}", "too many conditions");
        row("deep blocks", repeated("{% if 1 %}", 5000) + repeated("{% endif %}", 5000), "nested deeper than 100 levels");
        row("deep targets", "{% set " + repeated("(", 5000) + "a" + repeated(")", 5000) + " = 1 %}", "nested deeper than 100 levels");
    }
    void stops() {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, reason);
        QElapsedTimer timer;
        timer.start();
        const auto result = rendered(source.toStdString());
        QVERIFY2(!result.has_value(), "it was rendered");
        QVERIFY2(QByteArray::fromStdString(result.error().detail).contains(reason), result.error().detail.c_str());
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    }

    /// Long chains are no depth: they must render, and be freed, without a deep recursion.
    void chains() {
        const std::size_t many = 20'000;
        QCOMPARE(text(outcome("{{ 0" + repeated(" + 1", many) + " }}")), QString("20000"));
        QCOMPARE(text(outcome("{{ (''" + repeated(" ~ 'a'", many) + ") | length }}")), QString("20000"));
        QCOMPARE(text(outcome("{{ 'x'" + repeated(" | trim", many) + " }}")), QString("x"));
        QCOMPARE(text(outcome("{{ 'x'" + repeated("[0]", many) + " }}")), QString("x"));
        QCOMPARE(text(outcome("{{ false" + repeated(" or false", many) + " }}")), QString("False"));
        QCOMPARE(text(outcome("{{ 1" + repeated(" < 1", many) + " }}")), QString("False"));
        QCOMPARE(text(outcome("{% if 0 %}" + repeated("{% elif 0 %}", many) + "{% else %}x{% endif %}")), QString("x"));
        QCOMPARE(text(outcome("{% set ns = namespace(n=none) %}{% for i in range(50000) %}{% set m = namespace(n=ns.n) %}"
                              "{% set ns.n = m %}{% endfor %}x")),
                 QString("x"));
    }

    void sourceSize() {
        const auto result = rendered(std::string((std::size_t{1} << 20U) + 1, 'x'));
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().code, ErrorCode::FileTooLarge);
    }

    /// What a template allocates in passing comes back: only what lives at the same time counts.
    void memoryIsReturned() {
        QCOMPARE(text(outcome("{% set s = 'x' * 1000000 %}{% for i in range(300) %}{% set t = s ~ i %}{% endfor %}ok")), QString("ok"));
    }
};

QTEST_GUILESS_MAIN(TestChatLimits)
#include "tst_chat_limits.moc"
