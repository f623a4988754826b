// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <set>
#include <string>

#include <QTest>

#include "engine/core/error.h"
#include "tests/support/files.h"

using namespace postern;
using test::text;

class TestError : public QObject {
    Q_OBJECT

private slots:
    void printable_data() {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, QByteArray input, QByteArray expected) { QTest::newRow(name) << input << expected; };
        row("plain", "lm_head.weight", "lm_head.weight");
        row("letters of the world", "Grüße 模型 🙂", "Grüße 模型 🙂");
        row("line feed", "a\nb", "a<U+000A>b");
        row("nul", QByteArray("a\0b", 3), "a<U+0000>b");
        row("terminal escape", "\x1b[31m", "<U+001B>[31m");
        row("delete", "\x7f", "<U+007F>");
        row("c1 control", "\xc2\x9b", "<U+009B>");
        row("soft hyphen", "\xc2\xad", "<U+00AD>");
        row("zero width space", "\xe2\x80\x8b", "<U+200B>");
        row("right to left override", "\xe2\x80\xae", "<U+202E>");
        row("isolate", "\xe2\x81\xa6", "<U+2066>");
        row("byte order mark", "\xef\xbb\xbf", "<U+FEFF>");
        row("tag letter", "\xf3\xa0\x81\x81", "<U+E0041>");
        row("stray continuation", "\x80", "\xef\xbf\xbd");
        row("overlong slash", "\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd");
        row("surrogate", "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        row("cut short", "\xe2\x80", "\xef\xbf\xbd\xef\xbf\xbd");
        row("beyond unicode", "\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        row("empty", "", "");
    }
    void printable() {
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(postern::printable(input.toStdString())), expected);
    }

    void longTextIsCut() {
        QCOMPARE(text(postern::printable(std::string(1000, 'x'), 10)), QStringLiteral("xxxxxxxxxx…"));
        QCOMPARE(text(postern::printable(std::string(10, 'x'), 10)), QStringLiteral("xxxxxxxxxx"));
    }

    void everyCodeHasItsOwnNameAndSentence() {
        std::set<std::string_view> names;
        std::set<std::string> sentences;
        for (int i = 0; i < kErrorCodeCount; ++i) {
            const auto code = static_cast<ErrorCode>(i);
            names.insert(errorCodeName(code));
            sentences.insert(describe(Error{code, {}, {}, {}, nullptr}));
        }
        QCOMPARE(names.size(), std::size_t{kErrorCodeCount});
        QCOMPARE(sentences.size(), std::size_t{kErrorCodeCount});
        QCOMPARE(text(errorCodeName(ErrorCode::SafetensorsRule)), QStringLiteral("safetensors-rule"));
        QCOMPARE(text(errorCodeName(ErrorCode::Internal)), QStringLiteral("internal"));
    }

    void describeJoinsTheParts() {
        const Error cause = fail(ErrorCode::FileMissing, "a.json", {}).value();
        const auto outer = failBecause(cause, ErrorCode::CheckpointIncomplete, "folder\n", "no tokenizer");
        QCOMPARE(text(describe(outer.value())), QStringLiteral("folder<U+000A>: The checkpoint folder is incomplete: no tokenizer. "
                                                               "Cause: a.json: The file or folder does not exist."));
    }
};

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
