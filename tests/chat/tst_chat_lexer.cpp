// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// White space around tags: the part of the language that a prompt's bytes depend on most.
#include <QTest>

#include "tests/chat/chat_rendering.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

class TestChatLexer : public QObject {
    Q_OBJECT

private slots:
    void whiteSpace_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* source, const char* expected) { QTest::newRow(name) << source << expected; };
        row("a block takes the newline behind it", "a\n{% set x = 1 %}\nb", "a\nb");
        row("and the indent before it", "a\n  {% set x = 1 %}\n  b", "a\n  b");
        row("an output takes neither", "a\n  {{ 1 }}\n  b", "a\n  1\n  b");
        row("nor does text before a block go", "a {% set x = 1 %}\nb", "a b");
        row("plus keeps the indent", "  {%+ if true %}x{% endif %}", "  x");
        row("plus keeps the newline", "{% if true +%}\nx{% endif %}", "\nx");
        row("minus takes all before", "a \n\n {%- set x = 1 %}b", "ab");
        row("minus takes all behind", "a{% set x = 1 -%} \n\n b", "ab");
        row("minus at outputs", "a {{- 1 -}} b", "a1b");
        row("minus sign of an output", "{{-1}} {{ -1 }}", "1 -1");
        row("comments like blocks", "a\n  {# c #}\nb", "a\nb");
        row("minus at comments", "a {#- c -#} b", "ab");
        row("raw", "{% raw %}{{ x }}{% if %}{% endraw %}!", "{{ x }}{% if %}!");
        row("raw with signs", "a {%- raw -%} {{ x }} {%- endraw -%} b", "a{{ x }}b");
        row("one last newline goes", "a\n\n", "a\n");
        row("line breaks are normalized", "a\r\nb\rc\r\n", "a\nb\nc");
        row("braces inside braces", "{{ {'a': {'b': 1}}['a'].b }}", "1");
        row("end marks inside strings", "{{ '%}' ~ \"}}\" }}", "%}}}");
        row("lone braces are text", "{ {x} } % {", "{ {x} } % {");
        row("strings side by side", "{{ 'a' \"b\" }}", "ab");
        row("numbers", "{{ 1_000 }} {{ 0x1F }} {{ 0b11 }} {{ 0o17 }} {{ 1.5e2 }} {{ 00 }}", "1000 31 3 15 150.0 0");
        row("index by a point", "{{ [[1, 2]].0.1 }}", "2");
        row("names beyond ASCII", "{% set größe = 2 %}{{ größe }}", "2");
    }
    void whiteSpace() {
        QFETCH(QString, source);
        QFETCH(QString, expected);
        QCOMPARE(text(outcome(source.toStdString())), expected);
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const QByteArray& source, const char* expected) {
            QTest::newRow(name) << source << expected;
        };
        row("comment", "a\n{# b", "! template-malformed: line 2: Missing end of comment tag");
        row("raw", "{% raw %} b", "! template-malformed: line 1: Missing end of raw directive");
        row("string", "{{ 'abc }}", "! template-malformed: line 1: a string has no end");
        row("tag", "{{ x", "! template-malformed: line 1: the tag has no end");
        row("bracket", "{{ (1 }}", "! template-malformed: line 1: unexpected '}'");
        row("character", "{{ 1 ! 2 }}", "! template-malformed: line 1: unexpected char '!'");
        row("escape", "{{ '\\x4' }}", "! template-malformed: line 1: a truncated escape in a string");
        row("surrogate", "{{ '\\ud800' }}", "! template-malformed: line 1: an escape in a string is no character");
        row("named escape", "{{ '\\N{BULLET}' }}", "! template-unsupported: line 1: the escape \\N is not supported");
        row("large integer", "{{ 9223372036854775808 }}",
            "! template-unsupported: line 1: the integer 9223372036854775808 does not fit into 64 bits");
        row("not UTF-8", "a\xff", "! template-malformed: it is not valid UTF-8");
    }
    void refuses() {
        QFETCH(QByteArray, source);
        QFETCH(QString, expected);
        QCOMPARE(text(outcome(source.toStdString())), expected);
    }
};

QTEST_GUILESS_MAIN(TestChatLexer)
#include "tst_chat_lexer.moc"
