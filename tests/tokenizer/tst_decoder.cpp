// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/tokenizer/decoder.h"
#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestDecoder : public QObject {
    Q_OBJECT

private slots:
    void decodes_data() {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("tokens");
        QTest::addColumn<QString>("expected");
        const QByteArray byteLevel = R"({"type":"ByteLevel"})";
        QTest::newRow("ByteLevel") << byteLevel << QString::fromUtf8("a|Ġb|Ã©") << QString::fromUtf8("a bé");
        QTest::newRow("ByteLevel, a character over two tokens") << byteLevel << QString::fromUtf8("Ã|©") << QString::fromUtf8("é");
        QTest::newRow("ByteLevel, half a character") << byteLevel << QString::fromUtf8("a|ðŁ|b") << QString::fromUtf8("a\uFFFDb");
        QTest::newRow("ByteLevel, not of the alphabet")
            << byteLevel << QString::fromUtf8("Ġ<| |>|中") << QString::fromUtf8(" <| |>中").remove('|');
        const QByteArray bytes = R"({"type":"ByteFallback"})";
        QTest::newRow("ByteFallback") << bytes << "a|<0xC3>|<0xA9>|b" << QString::fromUtf8("a|é|b");
        QTest::newRow("ByteFallback, lower case digits") << bytes << "<0xc3>|<0xa9>" << QString::fromUtf8("é");
        QTest::newRow("ByteFallback, half a character") << bytes << "<0xC3>|a|<0xE2>|<0x82>" << QString::fromUtf8("\uFFFD|a|\uFFFD|\uFFFD");
        QTest::newRow("ByteFallback, no digits") << bytes << "<0xG0>|<0x1>"
                                                 << "<0xG0>|<0x1>";
        QTest::newRow("Replace text") << QByteArray(R"({"type":"Replace","pattern":{"String":"_"},"content":" "})") << "_a_|b"
                                      << " a |b";
        QTest::newRow("Replace expression") << QByteArray(R"({"type":"Replace","pattern":{"Regex":"[0-9]+"},"content":"n"})") << "a12|3b4"
                                            << "an|nbn";
        QTest::newRow("Fuse") << QByteArray(R"({"type":"Fuse"})") << "a|b|c"
                              << "abc";
        QTest::newRow("Strip") << QByteArray(R"({"type":"Strip","content":"_","start":1,"stop":2})") << "__a___|_|b_"
                               << "_a_||b";
        QTest::newRow("Metaspace") << QByteArray(R"({"type":"Metaspace"})") << QString::fromUtf8("▁a▁b|▁c") << QString("ab| c");
        QTest::newRow("Metaspace never") << QByteArray(R"({"type":"Metaspace","prepend_scheme":"never"})") << QString::fromUtf8("▁a|▁c")
                                         << " a| c";
        QTest::newRow("BPEDecoder") << QByteArray(R"({"type":"BPEDecoder"})") << "a|b</w>|c</w>"
                                    << "a|b |c";
        QTest::newRow("BPEDecoder, other suffix") << QByteArray(R"({"type":"BPEDecoder","suffix":"_"})") << "a_|b_"
                                                  << "a |b";
        QTest::newRow("WordPiece") << QByteArray(R"({"type":"WordPiece"})") << "un|##do|it|.|##s|do not"
                                   << "un|do| it|.|s| don't";
        QTest::newRow("WordPiece without clean-up") << QByteArray(R"({"type":"WordPiece","prefix":"@","cleanup":false})") << "a|@b|.|##c"
                                                    << "a|b| .| ##c";
        QTest::newRow("CTC") << QByteArray(R"({"type":"CTC"})") << "h|h|<pad>|e|l|<pad>|l|o|<pad>"
                             << "h|e|l|l|o";
        QTest::newRow("CTC, words") << QByteArray(R"({"type":"CTC","pad_token":"_","word_delimiter_token":"/","cleanup":true})")
                                    << "a|/|/|b|_"
                                    << "a| |b";
        QTest::newRow("CTC without clean-up") << QByteArray(R"({"type":"CTC","pad_token":"_","word_delimiter_token":"/","cleanup":false})")
                                              << "a|/|b"
                                              << "a|/|b";
        QTest::newRow("Sequence, as Llama has it")
            << QByteArray(R"({"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},)"
                          R"({"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]})")
            << QString::fromUtf8("▁|▁a|<0xC3>|<0xA9>|▁b") << QString::fromUtf8(" aé b");
    }
    void decodes() {
        QFETCH(QByteArray, settings);
        QFETCH(QString, tokens);
        const auto decoder = parseDecoder(jsonOf(settings.constData()), "test");
        QVERIFY2(decoder, decoder ? "" : qPrintable(errorText(decoder.error())));
        std::vector<std::string> texts;
        for (const QString& token : tokens.split('|'))
            texts.push_back(token.toStdString());
        QStringList parts;
        for (const std::string& part : (*decoder)->apply(texts))
            parts << QString::fromStdString(part);
        QTEST(parts.join('|'), "expected");
    }

    void passesOverTheLimit() {
        const auto decoder = parseDecoder(jsonOf(R"({"type":"Replace","pattern":{"Regex":"(?:a+)+[bc]"},"content":""})"), "test");
        QVERIFY(decoder);
        const std::string token(2000, 'a');
        QVERIFY((*decoder)->apply({token}) == std::vector<std::string>{token});
    }
};

QTEST_GUILESS_MAIN(TestDecoder)
#include "tst_decoder.moc"
