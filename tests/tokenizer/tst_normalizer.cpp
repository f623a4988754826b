// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "engine/core/random.h"
#include "engine/tokenizer/normal_form.h"
#include "engine/tokenizer/normalizer.h"
#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestNormalizer : public QObject {
    Q_OBJECT

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
