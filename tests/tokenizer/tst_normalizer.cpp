// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "engine/core/random.h"
#include "engine/tokenizer/charsmap.h"
#include "engine/tokenizer/normal_form.h"
#include "engine/tokenizer/normalizer.h"
#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestNormalizer : public QObject {
    Q_OBJECT

    /// A double array written out: unit = offset << 10 | leaf << 8 | label; a node's children lie at its base exclusive-or their byte.
    static QByteArray handMadeMap() {
        std::vector<std::uint32_t> units(0x600, 0);
        const auto unit = [](std::uint32_t from, std::uint32_t base, bool leaf, std::uint32_t label) {
            return ((from ^ base) << 10U) | (leaf ? 0x100U : 0U) | label;
        };
        const auto leaf = [](std::uint32_t value) { return 0x80000000U | value; };
        constexpr std::uint32_t kRoot = 0x100;
        units[0] = unit(0, kRoot, false, 0);
        units[kRoot ^ 'a'] = unit(kRoot ^ 'a', 0x200, true, 'a');
        units[0x200] = leaf(0); // "x"
        units[0x200 ^ 'b'] = unit(0x200 ^ 'b', 0x300, true, 'b');
        units[0x300] = leaf(1); // nothing
        units[kRoot ^ 0xC3U] = unit(kRoot ^ 0xC3U, 0x400, false, 0xC3);
        units[0x400 ^ 0xA9U] = unit(0x400 ^ 0xA9U, 0x500, true, 0xA9);
        units[0x500] = leaf(3); // "yz"
        QByteArray map;
        const auto put = [&map](std::uint32_t value) {
            for (int i = 0; i < 4; ++i, value >>= 8U)
                map.append(static_cast<char>(static_cast<unsigned char>(value & 0xFFU)));
        };
        put(static_cast<std::uint32_t>(4 * units.size()));
        for (const std::uint32_t value : units)
            put(value);
        return map + QByteArray("x\0\0yz\0", 6);
    }

private slots:
    void changesAndAligns_data() {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("NFC") << QByteArray(R"({"type":"NFC"})") << QByteArray("ae\u0301b") << "a[0-1] U+00E9[1-4] b[4-5]";
        QTest::newRow("NFC, blocked") << QByteArray(R"({"type":"NFC"})") << QByteArray("a\u0315\u0300\u05ae\u0300b")
                                      << "U+00E0[0-5] U+05AE[5-7] U+0300[7-9] U+0315[1-3] b[9-10]";
        QTest::newRow("NFD") << QByteArray(R"({"type":"NFD"})") << QByteArray("\u00e9b") << "e[0-2] U+0301[0-2] b[2-3]";
        QTest::newRow("NFD orders marks") << QByteArray(R"({"type":"NFD"})") << QByteArray("a\u0301\u0323")
                                          << "a[0-1] U+0323[3-5] U+0301[1-3]";
        QTest::newRow("NFKC") << QByteArray(R"({"type":"NFKC"})") << QByteArray("\uFB01x") << "f[0-3] i[0-3] x[3-4]";
        QTest::newRow("NFKD") << QByteArray(R"({"type":"NFKD"})") << QByteArray("\u1E9B\u0323") << "s[0-3] U+0323[3-5] U+0307[0-3]";
        QTest::newRow("Hangul") << QByteArray(R"({"type":"NFC"})") << QByteArray("\u1112\u1161\u11AB") << "U+D55C[0-9]";
        QTest::newRow("Prepend") << QByteArray(R"({"type":"Prepend","prepend":"_"})") << QByteArray("ab") << "_[0-0] a[0-1] b[1-2]";
        QTest::newRow("Prepend nothing to nothing") << QByteArray(R"({"type":"Prepend","prepend":"_"})") << QByteArray("") << "";
        QTest::newRow("Replace text") << QByteArray(R"({"type":"Replace","pattern":{"String":"."},"content":"xy"})") << QByteArray("a.b")
                                      << "a[0-1] x[1-2] y[1-2] b[2-3]";
        QTest::newRow("Replace expression") << QByteArray(R"({"type":"Replace","pattern":{"Regex":" {2,}"},"content":"_"})")
                                            << QByteArray("a   b c") << "a[0-1] _[1-4] b[4-5] U+0020[5-6] c[6-7]";
        QTest::newRow("Replace by nothing") << QByteArray(R"({"type":"Replace","pattern":{"String":"b"},"content":""})")
                                            << QByteArray("abc") << "a[0-1] c[2-3]";
        QTest::newRow("Lowercase") << QByteArray(R"({"type":"Lowercase"})") << QByteArray("A\u0130\u00C9")
                                   << "a[0-1] i[1-3] U+0307[1-3] U+00E9[3-5]";
        QTest::newRow("Strip") << QByteArray(R"({"type":"Strip"})") << QByteArray(" \u00a0a b\t") << "a[3-4] U+0020[4-5] b[5-6]";
        QTest::newRow("Strip left") << QByteArray(R"({"type":"Strip","strip_right":false})") << QByteArray(" a ") << "a[1-2] U+0020[2-3]";
        QTest::newRow("Strip right") << QByteArray(R"({"type":"Strip","strip_left":false})") << QByteArray(" a ") << "U+0020[0-1] a[1-2]";
        QTest::newRow("Strip all") << QByteArray(R"({"type":"Strip"})") << QByteArray(" \n ") << "";
        QTest::newRow("StripAccents") << QByteArray(R"({"type":"StripAccents"})") << QByteArray("e\u0301\u20ddb") << "e[0-1] b[6-7]";
        QTest::newRow("StripAccents leaves what is composed")
            << QByteArray(R"({"type":"StripAccents"})") << QByteArray("\u00e9") << "U+00E9[0-2]";
        QTest::newRow("Nmt") << QByteArray(R"({"type":"Nmt"})") << QByteArray("a\x01\tb\u200b\ufeffc\x7f")
                             << "a[0-1] U+0020[2-3] b[3-4] U+0020[4-7] U+0020[7-10] c[10-11]";
        QTest::newRow("ByteLevel") << QByteArray(R"({"type":"ByteLevel"})") << QByteArray("a \u00e9")
                                   << "a[0-1] U+0120[1-2] U+00C3[2-4] U+00A9[2-4]";
        QTest::newRow("Bert") << QByteArray(R"({"type":"BertNormalizer"})") << QByteArray("\u00c9\x01\u00a0\u200dB\ufffd")
                              << "e[0-2] U+0020[3-5] b[8-9]";
        QTest::newRow("Bert, ideographs") << QByteArray(R"({"type":"BertNormalizer"})") << QByteArray("a\u4e2d\u6587")
                                          << "a[0-1] U+0020[1-4] U+4E2D[1-4] U+0020[1-4] U+0020[4-7] U+6587[4-7] U+0020[4-7]";
        QTest::newRow("Bert, all off")
            << QByteArray(
                   R"({"type":"BertNormalizer","clean_text":false,"handle_chinese_chars":false,"strip_accents":false,"lowercase":false})")
            << QByteArray("\u00c9\t\u4e2d") << "U+00C9[0-2] U+0009[2-3] U+4E2D[3-6]";
        QTest::newRow("Bert, accents go with capitals")
            << QByteArray(R"({"type":"BertNormalizer","strip_accents":null,"lowercase":false})") << QByteArray("\u00c9") << "U+00C9[0-2]";
        QTest::newRow("Bert, accents alone") << QByteArray(R"({"type":"BertNormalizer","strip_accents":true,"lowercase":false})")
                                             << QByteArray("\u00c9") << "E[0-2]";
        QTest::newRow("Bert, capitals alone") << QByteArray(R"({"type":"BertNormalizer","strip_accents":false,"lowercase":true})")
                                              << QByteArray("\u00c9") << "U+00E9[0-2]";
        QTest::newRow("Precompiled, empty") << QByteArray(R"({"type":"Precompiled","precompiled_charsmap":""})") << QByteArray("a")
                                            << "a[0-1]";
        QTest::newRow("Sequence") << QByteArray(R"({"type":"Sequence","normalizers":[{"type":"Strip"},{"type":"NFD"},)"
                                                R"({"type":"Replace","pattern":{"Regex":"\\p{M}"},"content":""},{"type":"Lowercase"}]})")
                                  << QByteArray(" \u00c9b") << "e[1-3] b[3-4]";
        QTest::newRow("ill-formed bytes") << QByteArray(R"({"type":"NFC"})") << QByteArray("a\xE2\x82z\xFF")
                                          << "a[0-1] U+FFFD[1-3] z[3-4] U+FFFD[4-5]";
    }
    void changesAndAligns() {
        QFETCH(QByteArray, settings);
        QFETCH(QByteArray, text);
        const auto step = parseNormalizer(jsonOf(settings.constData()), "test");
        QVERIFY2(step, step ? "" : qPrintable(errorText(step.error())));
        const auto changed = (*step)->apply(AlignedText::fromOriginal(text.toStdString()));
        QVERIFY(changed);
        QTEST(alignmentOf(*changed), "expected");
    }

    /// A map made by hand: "a" becomes "x", "ab" becomes nothing and "é" becomes "yz". The longest text counts.
    void charsMap_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("shorter") << QByteArray("ac") << "x[0-1] c[1-2]";
        QTest::newRow("longer") << QByteArray("cabc") << "c[0-1] c[3-4]";
        QTest::newRow("two for one") << QByteArray("\u00e9a") << "y[0-2] z[0-2] x[2-3]";
        QTest::newRow("nothing of it") << QByteArray("bcd") << "b[0-1] c[1-2] d[2-3]";
        QTest::newRow("its first byte only") << QByteArray("\u00e8") << "U+00E8[0-2]";
        QTest::newRow("a zero byte") << QByteArray("a\0b", 3) << "x[0-1] U+0000[1-2] b[2-3]";
    }
    void charsMap() {
        QFETCH(QByteArray, text);
        const auto map = handMadeMap();
        const Json settings = {{"type", "Precompiled"}, {"precompiled_charsmap", map.toBase64().toStdString()}};
        const auto step = parseNormalizer(settings, "test");
        QVERIFY2(step, step ? "" : qPrintable(errorText(step.error())));
        const auto changed = (*step)->apply(AlignedText::fromOriginal(text.toStdString()));
        QVERIFY(changed);
        QTEST(alignmentOf(*changed), "expected");
    }

    /// Every byte of the map in turn takes other values: the map is refused, or texts pass through it unharmed.
    void damagedCharsMap() {
        const QByteArray whole = handMadeMap();
        int accepted = 0;
        for (qsizetype i = 0; i < whole.size(); ++i) {
            if (whole[i] == 0 && i % 4 != 1 && i > 8)
                continue; // most of the trie is empty
            for (const int value : {0, 1, 0x7F, 0x80, 0xFF}) {
                QByteArray damaged = whole;
                damaged[i] = static_cast<char>(value);
                const auto map = CharsMap::parse(damaged.toStdString(), "test");
                if (!map)
                    continue;
                ++accepted;
                const std::string text = "abac\u00e9\u00e8z";
                for (std::size_t at = 0; at < text.size(); ++at)
                    QVERIFY(map->longestAt(text, at).length <= text.size() - at);
            }
        }
        QVERIFY(accepted > 50);
    }

    void agreesWithIcu_data() {
        QTest::addColumn<int>("form");
        QTest::newRow("NFC") << static_cast<int>(NormalForm::Nfc);
        QTest::newRow("NFD") << static_cast<int>(NormalForm::Nfd);
        QTest::newRow("NFKC") << static_cast<int>(NormalForm::Nfkc);
        QTest::newRow("NFKD") << static_cast<int>(NormalForm::Nfkd);
    }
    /// Every code point beside its neighbours, and random strings of characters that combine.
    void agreesWithIcu() {
        QFETCH(int, form);
        const auto kind = static_cast<NormalForm>(form);
        UErrorCode status = U_ZERO_ERROR;
        const bool compatible = kind == NormalForm::Nfkc || kind == NormalForm::Nfkd;
        const bool composing = kind == NormalForm::Nfc || kind == NormalForm::Nfkc;
        const auto* rules =
            icu::Normalizer2::getInstance(nullptr, compatible ? "nfkc" : "nfc", composing ? UNORM2_COMPOSE : UNORM2_DECOMPOSE, status);
        QVERIFY(U_SUCCESS(status));
        const auto check = [&](const std::string& text) {
            std::string expected;
            rules->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(expected);
            const auto actual = normalized(AlignedText::fromOriginal(text), kind);
            return actual && actual->text() == expected;
        };
        std::string text;
        for (char32_t codePoint = 0; codePoint < 0x110000; ++codePoint) {
            if (codePoint >= 0xD800 && codePoint < 0xE000)
                continue;
            unicode::append(text, codePoint);
            if (text.size() > 400) {
                QVERIFY2(check(text), qPrintable(QString::number(static_cast<uint>(codePoint), 16)));
                text.clear();
            }
        }
        QVERIFY(check(text));
        const std::u32string mixed =
            U"aeoAAcs\u0300\u0301\u0308\u0323\u0327\u0345\u0315\u05ae\u1100\u1161\u11a8\uac00\u00e9\u1e9b\ufb01\u0958\u212b";
        RandomStream random(7, "normal-form-test");
        for (int round = 0; round < 20000; ++round) {
            text.clear();
            for (std::uint64_t i = random.below(12) + 1; i > 0; --i)
                unicode::append(text, mixed[random.below(mixed.size())]);
            QVERIFY2(check(text), text.c_str());
        }
    }

    void manyMarksAreNotQuadratic() {
        std::string text = "a";
        for (int i = 0; i < 100000; ++i)
            text += "\u0301\u0323";
        const auto changed = normalized(AlignedText::fromOriginal(text), NormalForm::Nfd);
        QVERIFY(changed);
        QCOMPARE(changed->text().size(), text.size());
        QVERIFY(changed->text().starts_with("a\u0323\u0323") && changed->text().ends_with("\u0301\u0301"));
    }
};

QTEST_GUILESS_MAIN(TestNormalizer)
#include "tst_normalizer.moc"
