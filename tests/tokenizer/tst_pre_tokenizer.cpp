// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/tokenizer/pre_tokenizer.h"
#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestPreTokenizer : public QObject {
    Q_OBJECT

private slots:
    void cuts_data() {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto split = [](const char* pattern, const char* rest) {
            return QByteArray(R"({"type":"Split","pattern":{)") + pattern + R"(},"behavior":)" + rest + "}";
        };
        const char* dash = R"("String":"-")";
        QTest::newRow("Split Removed") << split(dash, R"("Removed")") << "-a--b-"
                                       << "a|b";
        QTest::newRow("Split Isolated") << split(dash, R"("Isolated")") << "-a--b-"
                                        << "-|a|-|-|b|-";
        QTest::newRow("Split MergedWithPrevious") << split(dash, R"("MergedWithPrevious")") << "-a--b-"
                                                  << "-|a-|-|b-";
        QTest::newRow("Split MergedWithNext") << split(dash, R"("MergedWithNext")") << "-a--b-"
                                              << "-a|-|-b|-";
        QTest::newRow("Split Contiguous") << split(dash, R"("Contiguous")") << "-a--b-"
                                          << "-|a|--|b|-";
        QTest::newRow("Split inverted") << split(R"("Regex":"[ab]")", R"("Removed","invert":true)") << "-a--b-"
                                        << "a|b";
        QTest::newRow("Split at a text with signs of its own") << split(R"("String":".*")", R"("Removed")") << "a.*b.c"
                                                               << "a|b.c";
        QTest::newRow("Split Regex") << split(R"("Regex":"\\p{N}{1,3}")", R"("Isolated")") << "a12345b"
                                     << "a|123|45|b";
        QTest::newRow("Split sees only its piece") << QByteArray(R"({"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},)") +
                                                          split(R"x("Regex":"(?<= )b")x", R"("Isolated")") + "]}"
                                                   << "a bc"
                                                   << "a|bc";
        QTest::newRow("Split at empty matches") << split(R"x("Regex":"(?=b)")x", R"("Isolated")") << "abab"
                                                << "a|ba|b";

        QTest::newRow("ByteLevel") << QByteArray(R"({"type":"ByteLevel","add_prefix_space":false})") << "Don't  stop, 12é!"
                                   << QString::fromUtf8("Don|'t|Ġ|Ġstop|,|Ġ12|Ã©|!");
        QTest::newRow("ByteLevel, prefix") << QByteArray(R"({"type":"ByteLevel"})") << "a b" << QString::fromUtf8("Ġa|Ġb");
        QTest::newRow("ByteLevel, prefix already there") << QByteArray(R"({"type":"ByteLevel"})") << " a" << QString::fromUtf8("Ġa");
        QTest::newRow("ByteLevel, no expression")
            << QByteArray(R"({"type":"ByteLevel","add_prefix_space":false,"use_regex":false})") << "a b\n"
            << QString::fromUtf8("aĠbĊ");

        QTest::newRow("Metaspace") << QByteArray(R"({"type":"Metaspace"})") << "a  bc" << QString::fromUtf8("▁a|▁|▁bc");
        QTest::newRow("Metaspace, marked") << QByteArray(R"({"type":"Metaspace"})") << " a" << QString::fromUtf8("▁a");
        QTest::newRow("Metaspace never") << QByteArray(R"({"type":"Metaspace","prepend_scheme":"never"})") << "a b"
                                         << QString::fromUtf8("a|▁b");
        QTest::newRow("Metaspace, older field")
            << QByteArray(R"({"type":"Metaspace","add_prefix_space":false})") << "a b" << QString::fromUtf8("a|▁b");
        QTest::newRow("Metaspace, not split") << QByteArray(R"({"type":"Metaspace","split":false,"replacement":"_"})") << "a b"
                                              << "_a_b";
        QTest::newRow("Metaspace first") << QByteArray(R"({"type":"Sequence","pretokenizers":[{"type":"Digits"},)"
                                                       R"({"type":"Metaspace","prepend_scheme":"first"}]})")
                                         << "a1b" << QString::fromUtf8("▁a|1|b");

        QTest::newRow("Digits") << QByteArray(R"({"type":"Digits"})") << QString::fromUtf8("a12½b") << QString::fromUtf8("a|12½|b");
        QTest::newRow("Digits, individual") << QByteArray(R"({"type":"Digits","individual_digits":true})") << QString::fromUtf8("a12Ⅷ")
                                            << QString::fromUtf8("a|1|2|Ⅷ");
        QTest::newRow("Punctuation") << QByteArray(R"({"type":"Punctuation"})") << QString::fromUtf8("a+b…c")
                                     << QString::fromUtf8("a|+|b|…|c");
        QTest::newRow("Punctuation Contiguous") << QByteArray(R"({"type":"Punctuation","behavior":"Contiguous"})") << "a!?b"
                                                << "a|!?|b";
        QTest::newRow("Whitespace") << QByteArray(R"({"type":"Whitespace"})") << QString::fromUtf8("Hey you_2,  é!?")
                                    << QString::fromUtf8("Hey|you_2|,|é|!?");
        QTest::newRow("Whitespace, joiners and circled letters")
            << QByteArray(R"({"type":"Whitespace"})") << QString::fromUtf8("ⓐ\u200db ²c") << QString::fromUtf8("ⓐ\u200db|²|c");
        QTest::newRow("WhitespaceSplit, next line is none")
            << QByteArray(R"({"type":"WhitespaceSplit"})") << QString::fromUtf8("a\u0085b\u2028c") << QString::fromUtf8("a\u0085b|c");
        QTest::newRow("Bert") << QByteArray(R"({"type":"BertPreTokenizer"})") << QString::fromUtf8("Don't  a\u00a0$5…")
                              << QString::fromUtf8("Don|'|t|a|$|5|…");
        QTest::newRow("CharDelimiterSplit") << QByteArray(R"({"type":"CharDelimiterSplit","delimiter":"é"})")
                                            << QString::fromUtf8("aébéé c") << "a|b| c";
        QTest::newRow("FixedLength") << QByteArray(R"({"type":"FixedLength","length":2})") << QString::fromUtf8("aébcd")
                                     << QString::fromUtf8("aé|bc|d");
        QTest::newRow("FixedLength of five by default") << QByteArray(R"({"type":"FixedLength"})") << "abcdefg"
                                                        << "abcde|fg";
        QTest::newRow("UnicodeScripts") << QByteArray(R"({"type":"UnicodeScripts"})") << QString::fromUtf8("どこで生れ。Yes да")
                                        << QString::fromUtf8("どこで生れ|。|Yes |да");
        QTest::newRow("UnicodeScripts drops spaces in front") << QByteArray(R"({"type":"UnicodeScripts"})") << "  a b"
                                                              << "a b";
        QTest::newRow("Punctuation Removed") << QByteArray(R"({"type":"Punctuation","behavior":"Removed"})") << "a!?b."
                                             << "a|b";
        QTest::newRow("Punctuation MergedWithPrevious") << QByteArray(R"({"type":"Punctuation","behavior":"MergedWithPrevious"})") << "a!?b"
                                                        << "a!|?|b";
        QTest::newRow("Punctuation MergedWithNext") << QByteArray(R"({"type":"Punctuation","behavior":"MergedWithNext"})") << "a!?b"
                                                    << "a|!|?b";
        QTest::newRow("Split inverted, isolated") << split(R"("Regex":"[ab]")", R"("Isolated","invert":true)") << "-a--b-"
                                                  << "-|a|--|b|-";
        QTest::newRow("WhitespaceSplit") << QByteArray(R"({"type":"WhitespaceSplit"})") << QString::fromUtf8(" a,\u00a0b\tc ") << "a,|b|c";
        QTest::newRow("Sequence") << QByteArray(
                                         R"({"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Punctuation"}]})")
                                  << "a, b"
                                  << "a|,|b";
        QTest::newRow("only white space") << QByteArray(R"({"type":"WhitespaceSplit"})") << "  "
                                          << "";
    }
    void cuts() {
        QFETCH(QByteArray, settings);
        QFETCH(QString, text);
        const auto step = parsePreTokenizer(jsonOf(settings.constData()), "test");
        QVERIFY2(step, step ? "" : qPrintable(errorText(step.error())));
        AlignedText aligned = AlignedText::fromOriginal(text.toStdString());
        const auto length = static_cast<std::uint32_t>(aligned.text().size());
        PreTokenized pieces{std::move(aligned), {{0, length}}};
        QVERIFY((*step)->apply(pieces));
        std::string line;
        for (const ByteRange piece : pieces.pieces)
            line += (line.empty() ? "" : "|") + pieces.text.text().substr(piece.begin, piece.end - piece.begin);
        QTEST(QString::fromStdString(line), "expected");
    }

    void keepsAlignment_data() {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("bytes point at their character") << QByteArray(R"({"type":"ByteLevel"})") << QString::fromUtf8("é b")
                                                        << "U+0120[0-0] U+00C3[0-2] U+00A9[0-2] U+0120[2-3] b[3-4]";
        QTest::newRow("Metaspace") << QByteArray(R"({"type":"Metaspace"})") << "a b"
                                   << "U+2581[0-0] a[0-1] U+2581[1-2] b[2-3]";
        QTest::newRow("removed text leaves a gap")
            << QByteArray(R"({"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace"}]})") << "a b"
            << "U+2581[0-0] a[0-1] U+2581[2-2] b[2-3]";
    }
    void keepsAlignment() {
        QFETCH(QByteArray, settings);
        QFETCH(QString, text);
        const auto step = parsePreTokenizer(jsonOf(settings.constData()), "test");
        QVERIFY(step);
        AlignedText aligned = AlignedText::fromOriginal(text.toStdString());
        const auto length = static_cast<std::uint32_t>(aligned.text().size());
        PreTokenized pieces{std::move(aligned), {{0, length}}};
        QVERIFY((*step)->apply(pieces));
        QTEST(alignmentOf(pieces.text), "expected");
    }
};

QTEST_GUILESS_MAIN(TestPreTokenizer)
#include "tst_pre_tokenizer.moc"
