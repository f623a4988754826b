// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/tokenizer/regex.h"
#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestRegex : public QObject {
    Q_OBJECT

private slots:
    void finds_data() {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << "ab"
                               << "abxab"
                               << "0-2 3-5";
        QTest::newRow("none") << "q"
                              << "abxab"
                              << "";
        QTest::newRow("empty text") << "a"
                                    << ""
                                    << "";
        QTest::newRow("bytes, not characters") << "b" << QString::fromUtf8("éb") << "2-3";
        QTest::newRow("empty matches, none after a match") << "a*"
                                                           << "baab"
                                                           << "0-0 1-3 4-4";
        QTest::newRow("look behind across matches") << "(?<=a)b"
                                                    << "ab"
                                                    << "1-2";
        QTest::newRow("look ahead") << R"(\s+(?!\S)|\s+)"
                                    << "a   b"
                                    << "1-3 3-4";
        QTest::newRow("case folded") << "(?i:'ll)"
                                     << "'LL"
                                     << "0-3";
        QTest::newRow("line start") << "^b"
                                    << "a\nb"
                                    << "2-3";
        QTest::newRow("hexadecimal digits") << R"(\h+)"
                                            << "xfFg"
                                            << "1-3";
        QTest::newRow("negated space in a class") << R"([\S]+)"
                                                  << "a b"
                                                  << "0-1 2-3";
        QTest::newRow("negated class with space") << R"([^\s\p{L}]+)"
                                                  << "a 1b"
                                                  << "2-3";
        QTest::newRow("a mark is part of a word") << R"(\w+)" << QString::fromUtf8("e\u0301_ -") << "0-4";
        QTest::newRow("no mark in the negation") << R"([\W]+)" << QString::fromUtf8("e\u0301 -") << "3-5";
        QTest::newRow("bracket first in a class") << "[]a]+"
                                                  << "x]a"
                                                  << "1-3";
        QTest::newRow("named class") << "[[:upper:]x]+"
                                     << "aBx"
                                     << "1-3";
        QTest::newRow("class in a class") << "[a[c-e]x]+"
                                          << "badx-"
                                          << "1-4";
        QTest::newRow("negated class in a class") << "[a[^a-y]]+"
                                                  << "bazb"
                                                  << "1-3";
        QTest::newRow("class in a negated class") << "[^a[b-c]]+"
                                                  << "abcde"
                                                  << "3-5";
        QTest::newRow("BLOOM's class") << R"( ?[^(\s|[.,!?])]+)"
                                       << "ab cd.e (f)"
                                       << "0-2 2-5 6-7 9-10";
        QTest::newRow("intersection") << "[a-z&&[^aeiou]]+"
                                      << "abcde"
                                      << "1-4";
        QTest::newRow("negated intersection") << "[^a-z&&[^aeiou]]+"
                                              << "xaeb1"
                                              << "1-3 4-5";
        QTest::newRow("named class in a class") << "[[:punct:]A]+" << QString::fromUtf8("x.A£y") << "1-5";
        QTest::newRow("negated named class") << "[[:^digit:]]+"
                                             << "12ab3"
                                             << "2-4";
        QTest::newRow("possessive sign after braces only repeats") << "a{2}+b"
                                                                   << "aaaaab"
                                                                   << "1-6";
        QTest::newRow("braces without a lower bound") << "xa{,2}"
                                                      << "xaaa"
                                                      << "0-3";
        QTest::newRow("brace as itself") << "{a}"
                                         << "x{a}"
                                         << "1-4";
        QTest::newRow("code unit") << R"(\u00e9+)" << QString::fromUtf8("aéé") << "1-5";
        QTest::newRow("code point in braces") << R"(\x{e9}[\x{e8}-\x{ea}])" << QString::fromUtf8("aéé") << "1-5";
        QTest::newRow("vertical tab") << R"(\v)"
                                      << "a\nb\vc"
                                      << "3-4";
        QTest::newRow("long name of a category") << R"(\p{Uppercase_Letter}+)"
                                                 << "aBCd"
                                                 << "1-3";
        QTest::newRow("negated property by a sign") << R"(\p{^L}+)"
                                                    << "a12b"
                                                    << "1-3";
        QTest::newRow("a script is not its extensions") << R"(\p{Han}+)" << QString::fromUtf8("中、文") << "0-3 6-9";
        QTest::newRow("letter of Unicode 16") << R"(\p{L}+)" << QString::fromUtf8("1\U000105C0") << "1-5";
        QTest::newRow("superscript is a word character outside of a class") << R"(\w+)" << QString::fromUtf8("a²") << "0-3";
        QTest::newRow("but not inside of one") << R"([\w]+)" << QString::fromUtf8("a²") << "0-1";
        QTest::newRow("circled letter is a word character") << R"([\w]+)" << QString::fromUtf8("-ⓐ") << "1-4";
        QTest::newRow("word border") << R"(\bb)"
                                     << "ab b"
                                     << "3-4";
        QTest::newRow("no word border") << R"(\Bb)"
                                        << "ab b"
                                        << "1-2";
        QTest::newRow("escaped bracket") << R"([\[a]+\])"
                                         << "x[a]"
                                         << "1-4";
    }
    void finds() {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        const auto regex = Regex::compile(pattern.toStdString(), "test");
        QVERIFY2(regex, regex ? "" : qPrintable(errorText(regex.error())));
        std::vector<ByteRange> matches;
        QVERIFY(regex->findAll(text.toStdString(), matches));
        QStringList parts;
        for (const ByteRange match : matches)
            parts << QStringLiteral("%1-%2").arg(match.begin).arg(match.end);
        QTEST(parts.join(' '), "expected");
    }

    void literalHasNoSigns() {
        const std::string signs = R"(\^$.[]|()?*+{}-#&~ é)";
        const auto regex = Regex::literal(signs, "test");
        QVERIFY(regex);
        std::vector<ByteRange> matches;
        QVERIFY(regex->findAll("x" + signs, matches));
        QCOMPARE(matches.size(), std::size_t{1});
        QCOMPARE(matches.front().begin, 1U);
    }

    void spaceIsWhiteSpace_data() {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("space");
        QTest::newRow("outside") << R"(\s)" << true;
        QTest::newRow("in a class") << R"([\s])" << true;
        QTest::newRow("negated class") << R"([^\S])" << true;
        QTest::newRow("negation outside") << R"(\S)" << false;
        QTest::newRow("negation in a class") << R"([\S])" << false;
    }
    void spaceIsWhiteSpace() {
        QFETCH(QString, pattern);
        QFETCH(bool, space);
        const auto regex = Regex::compile(pattern.toStdString(), "test");
        QVERIFY(regex);
        std::string text;
        std::vector<std::uint32_t> expected;
        for (char32_t codePoint = 0; codePoint < 0x110000; ++codePoint) {
            if (codePoint >= 0xD800 && codePoint < 0xE000)
                continue;
            // The White_Space list of Unicode's PropList.txt.
            const bool listed = (codePoint >= 9 && codePoint <= 13) || codePoint == 0x20 || codePoint == 0x85 || codePoint == 0xA0 ||
                                codePoint == 0x1680 || (codePoint >= 0x2000 && codePoint <= 0x200A) || codePoint == 0x2028 ||
                                codePoint == 0x2029 || codePoint == 0x202F || codePoint == 0x205F || codePoint == 0x3000;
            QCOMPARE(unicode::isWhiteSpace(codePoint), listed);
            if (listed == space)
                expected.push_back(static_cast<std::uint32_t>(text.size()));
            unicode::append(text, codePoint);
        }
        std::vector<ByteRange> matches;
        QVERIFY(regex->findAll(text, matches));
        std::vector<std::uint32_t> actual;
        for (const ByteRange match : matches)
            actual.push_back(match.begin);
        QVERIFY(actual == expected);
    }

    void refuses_data() {
        QTest::addColumn<QString>("pattern");
        QTest::newRow("broken") << "(a";
        QTest::newRow("class without an end") << "[a[bc]";
        QTest::newRow("intersection with nothing") << "[a-z&&]";
        QTest::newRow("classes too deep") << QString(40, '[') + "a" + QString(40, ']');
        QTest::newRow("unknown named class") << "[[:postern:]]";
        QTest::newRow("property without a name") << R"(\p{})";
        QTest::newRow("backslash at the end") << R"(a\)";
        QTest::newRow("single byte") << R"(\C)";
        QTest::newRow("unknown property") << R"(\p{Postern})";
        QTest::newRow("too long") << QString(20000, 'a');
        QTest::newRow("too deep") << QString(300, '(') + QString(300, ')');
        QTest::newRow("too large") << "(((a{1000}){1000}){1000}){1000}";
    }
    void refuses() {
        QFETCH(QString, pattern);
        const auto regex = Regex::compile(pattern.toStdString(), "test");
        QVERIFY(!regex);
        QCOMPARE(regex.error().code, ErrorCode::TokenizerUnsupported);
    }

    void limitIsAnError_data() {
        QTest::addColumn<QString>("pattern");
        QTest::newRow("nested repetition") << "(?:a+)+[bc]";
        QTest::newRow("alternatives") << "(?:a|aa)+[bc]";
        QTest::newRow("polynomial") << "a*?a*?a*?a*?a*?a*?[bc]";
        QTest::newRow("recursion") << "(a(?1)?a?)+[bc]";
    }
    void limitIsAnError() {
        QFETCH(QString, pattern);
        const auto regex = Regex::compile(pattern.toStdString(), "test");
        QVERIFY(regex);
        std::vector<ByteRange> matches;
        const auto found = regex->findAll(std::string(2000, 'a'), matches);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::TextNotEncodable);
    }

    /// Some n^4 steps of which PCRE2's own limit counts few: the clock has to end it.
    void polynomialSearchEnds() {
        const auto regex = Regex::compile("a*?a*?a*?a*?[bc]", "test");
        QVERIFY(regex);
        std::vector<ByteRange> matches;
        const auto found = regex->findAll(std::string(50000, 'a'), matches);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::TextNotEncodable);
    }

    void longRunOfANestedClass() {
        const auto regex = Regex::compile(R"( ?[^(\s|[.,!?])]+)", "test");
        QVERIFY(regex);
        std::vector<ByteRange> matches;
        const auto found = regex->findAll(std::string(1000000, 'x'), matches);
        QVERIFY2(found, found ? "" : qPrintable(errorText(found.error())));
        QCOMPARE(matches.size(), std::size_t{1});
    }

    void longRunsPass_data() {
        QTest::addColumn<QString>("unit");
        QTest::newRow("spaces") << " ";
        QTest::newRow("letters") << "a";
        QTest::newRow("lines") << " \n";
        QTest::newRow("signs") << "!";
    }
    void longRunsPass() {
        QFETCH(QString, unit);
        const auto regex = Regex::compile(
            R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)", "test");
        QVERIFY(regex);
        std::vector<ByteRange> matches;
        const std::string text = unit.repeated(static_cast<int>(200000 / unit.size())).toStdString() + "x";
        QVERIFY(regex->findAll(text, matches));
        std::uint32_t done = 0;
        for (const ByteRange match : matches) {
            QCOMPARE(match.begin, done);
            done = match.end;
        }
        QCOMPARE(done, static_cast<std::uint32_t>(text.size()));
    }
};

QTEST_GUILESS_MAIN(TestRegex)
#include "tst_regex.moc"
