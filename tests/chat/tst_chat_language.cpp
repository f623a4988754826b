// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The language by hand-written expectations: one row a construct, and what errors say.
#include <QTest>

#include "tests/chat/chat_rendering.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

class TestChatLanguage : public QObject {
    Q_OBJECT

    static ChatValue::Members variables() {
        return {{"messages", ChatValue::Array{chatMessage("user", "Hi"), chatMessage("assistant", "Yo")}},
                {"list", ChatValue::Array{std::int64_t{3}, std::int64_t{1}, std::int64_t{2}}},
                {"dict", ChatValue::Members{{"b", std::int64_t{1}}, {"a", "x"}}},
                {"name", "Ada"},
                {"none_value", ChatValue()}};
    }

private slots:
    void renders_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* source, const char* expected) { QTest::addRow("%s", source) << source << expected; };
        // statements
        row("{% for m in messages %}{{ m.role }}:{{ m['content'] }}{% if not loop.last %}, {% endif %}{% endfor %}",
            "user:Hi, assistant:Yo");
        row("{% for x in [] %}x{% else %}empty{% endfor %}", "empty");
        row("{% for k, v in dict.items() if v is string %}{{ k }}={{ v }}{% endfor %}", "a=x");
        row("{% for x in range(9) %}{% if x == 1 %}{% continue %}{% endif %}{% if x == 4 %}{% break %}{% endif %}{{ x }}{% endfor %}",
            "023");
        row("{% for x in 'abc' %}{{ loop.index }}{{ loop.revindex }}{{ loop.previtem }}{{ loop.nextitem }} {% endfor %}", "13b 22ac 31b ");
        row("{% for x in [1, 1, 2] %}{{ loop.changed(x) }}{{ loop.cycle('a', 'b') }}{% endfor %}", "TrueaFalsebTruea");
        row("{% if name == 'Bob' %}1{% elif name %}2{% else %}3{% endif %}", "2");
        row("{% set x = 1 %}{% for i in list %}{% set x = i %}{% endfor %}{{ x }}", "1");
        row("{% set a, b = 'x', 2 %}{{ a }}{{ b }}", "x2");
        row("{% set text | upper %} a{{ name }} {% endset %}[{{ text }}]", "[ AADA ]");
        row("{% set ns = namespace(n=0) %}{% for i in list %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}", "6");
        row("{% macro m(a, b='B') %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, c=4) }}", "12(3,){'c': 4}");
        row("{% macro box(x) %}[{{ caller(x) }}]{% endmacro %}{% call(v) box(5) %}v={{ v }}{% endcall %}", "[v=5]");
        row("{% filter upper | trim %} {{ name }} {% endfilter %}", "ADA");
        row("{% with a = 1, b = name %}{{ a }}{{ b }}{% endwith %}{{ a }}", "1Ada");
        row("{% generation %}{{ name }}{% endgeneration %}!", "Ada!");
        row("{% print name, 1 %}", "Ada1");
        // expressions
        row("{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 2 ** 3 ** 2 }} {{ -2 ** 2 }}", "3 -4 2 3.5 64 4");
        row("{{ 'a' + 'b' ~ 1 + 'c' if true else '' }}", "ab1c");
        row("{{ 1 < 2 < 3 }} {{ 'x' in 'axb' }} {{ 4 not in list }} {{ not name }}", "True True True False");
        row("{{ list[0] }}{{ list[-1] }}{{ list[1:] }}{{ list[::-1] }}{{ name[::-1] }}", "32[1, 2][2, 1, 3]adA");
        row("{{ 1e16 }} {{ 0.1 + 0.2 }} {{ 1.0 }} {{ none }} {{ true }} {{ (1,) }} {{ {'a': [1, 'b']} }}",
            "1e+16 0.30000000000000004 1.0 None True (1,) {'a': [1, 'b']}");
        row("{{ 'yes' if name is defined and nobody is undefined }}", "yes");
        row("{{ nobody }}{{ dict.nobody }}{{ nobody | default('d') }}{{ none_value | default('n', true) }}", "dn");
        row("{{ \"\\u00e9\\x41\\n\\\\\" }}", "éA\n\\");
        // filters, tests, methods
        row("{{ dict | tojson }} {{ ['é', none, 1.5] | tojson }} {{ dict | tojson(indent=1) }}",
            "{\"b\": 1, \"a\": \"x\"} [\"é\", null, 1.5] {\n \"b\": 1,\n \"a\": \"x\"\n}");
        row("{{ messages | selectattr('role', 'equalto', 'user') | map(attribute='content') | join('-') }}", "Hi");
        row("{{ list | sort | join }}{{ list | max }}{{ list | sum }}{{ list | length }}{{ list | first }}{{ list | last }}", "12336332");
        row("{{ 'a b'.split() }}{{ ' x '.strip() }}{{ name.startswith('A') }}{{ name.replace('d', 'D') }}", "['a', 'b']xTrueADa");
        row("{{ '%s=%03d' | format('a', 7) }} {{ '{}-{:>3}'.format(1, 'b') }}", "a=007 1-  b");
        row("{{ '<a>' | e }}{{ ('<' | e) + '>' }}", "&lt;a&gt;&lt;&gt;");
        row("{{ strftime_now('%d %b %Y %H:%M') }}", "23 Nov 2026 09:05");
        row("{{ list.append is defined }}{{ dict.update is defined }}{{ name.__class__ }}", "FalseFalse");
    }
    void renders() {
        QFETCH(QString, source);
        QFETCH(QString, expected);
        QCOMPARE(text(outcome(source.toStdString(), variables())), expected);
    }

    void refuses_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* source, const char* expected) { QTest::addRow("%s", source) << source << expected; };
        row("a\n{{ 1 + }}", "! template-malformed: line 2: unexpected '}}'");
        row("{% if x %}", "! template-malformed: line 1: expected {% endif %}, got the end of the template");
        row("{% nope %}", "! template-malformed: line 1: Encountered unknown tag 'nope'");
        row("{% break %}", "! template-malformed: line 1: 'break' outside loop");
        row("{{ name | nope }}", "! template-malformed: line 1: No filter named 'nope'");
        row("{{ name is nope }}", "! template-malformed: line 1: No test named 'nope'");
        row("{% if true %}{{ name | nope }}{% endif %}", "! template-failed: line 1: No filter named 'nope' found.");
        row("{{ name | random }}", "! template-unsupported: line 1: the filter 'random' is not supported");
        row("{{ name.encode() }}", "! template-unsupported: line 1: 'str.encode' is not supported");
        row("{% include 'x' %}", "! template-unsupported: line 1: the tag 'include' is not supported");
        row("{% for x in list recursive %}{% endfor %}", "! template-unsupported: line 1: recursive loops are not supported");
        row("{{ lipsum() }}", "! template-unsupported: line 1: the function 'lipsum' is not supported");
        row("{{ [1] | select }}", "! template-unsupported: line 1: a generator cannot be printed; make a list of it");
        row("\n\n{{ raise_exception('only ' ~ name) }}", "! template-failed: line 3: the template says: only Ada");
        row("{{ nobody.x }}", "! template-failed: line 1: 'nobody' is undefined");
        row("{{ dict.x.y }}", "! template-failed: line 1: 'dict object' has no attribute 'x'");
        row("{{ nobody() }}", "! template-failed: line 1: 'nobody' is undefined");
        row("{{ 1 + 'a' }}", "! template-failed: line 1: TypeError: unsupported operand type(s) for +: 'int' and 'str'");
        row("{{ none < 1 }}", "! template-failed: line 1: TypeError: '<' not supported between instances of 'NoneType' and 'int'");
        row("{{ 1 // 0 }}", "! template-failed: line 1: ZeroDivisionError: integer division or modulo by zero");
        row("{% for x in none %}{% endfor %}", "! template-failed: line 1: TypeError: 'NoneType' object is not iterable");
        row("{{ list.append(1) }}", "! template-failed: line 1: SecurityError: access to attribute 'append' of 'list' object is unsafe.");
        row("{{ name.__class__.__mro__ }}",
            "! template-failed: line 1: SecurityError: access to attribute '__class__' of 'str' object is unsafe.");
        row("{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
            "! template-failed: line 1: TypeError: macro 'm' takes not more than 1 argument(s)");
        row("{{ {} | tojson(nope=1) }}", "! template-failed: line 1: TypeError: tojson() got an unexpected keyword argument 'nope'");
    }
    void refuses() {
        QFETCH(QString, source);
        QFETCH(QString, expected);
        QCOMPARE(text(outcome(source.toStdString(), variables())), expected);
    }

    void errorsNameTheTemplate() {
        const auto result = rendered("{{ 1 / 0 }}");
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().subject, std::string("t.jinja"));
    }

    /// A second rendering knows nothing of the first.
    void rendersAnew() {
        const auto parsed = ChatTemplate::parse("{% set ns = namespace(n=x) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{{ j }}", "t");
        QVERIFY(parsed.has_value());
        QCOMPARE(*parsed->render({{"x", std::int64_t{1}}}, fixedClock()), std::string("2"));
        QCOMPARE(*parsed->render({{"x", std::int64_t{5}}}, fixedClock()), std::string("6"));
    }
};

QTEST_GUILESS_MAIN(TestChatLanguage)
#include "tst_chat_language.moc"
