// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <string>

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/json.h"
#include "tests/support/files.h"

using namespace postern;
using test::text;

class TestJson : public QObject {
    Q_OBJECT

private slots:
    void refused_data() {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, QByteArray input, const char* reason = "syntax error") {
            QTest::newRow(name) << input << QString::fromLatin1(reason);
        };
        row("empty", "");
        row("duplicate key", R"({"a":1,"a":2})", "duplicate key \"a\"");
        row("duplicate key by escape", R"({"a":1,"\u0061":2})", "duplicate key \"a\"");
        row("duplicate key deep down", R"([{"b":{"c":0,"d":1,"c":2}}])", "duplicate key \"c\"");
        row("lone high surrogate", R"(["\ud800"])");
        row("lone low surrogate", R"(["\udc00"])");
        row("surrogates in the wrong order", R"(["\udc00\ud800"])");
        row("surrogate as utf-8", "[\"\xed\xa0\x80\"]");
        row("invalid utf-8", "[\"\xff\"]");
        row("overlong utf-8", "[\"\xc0\x80\"]");
        row("raw control character", "[\"a\nb\"]");
        row("text after the value", "{} x");
        row("two values", "1 2");
        row("trailing comma", "[1,]");
        row("comment", "[1] /* no */");
        row("single quotes", "['a']");
        row("not a number", "[NaN]");
        row("number too large", "1e400");
        row("leading zero", "[01]");
        row("unfinished", "{\"a\":");
    }
    void refused() {
        QFETCH(QByteArray, input);
        QFETCH(QString, reason);
        const auto parsed = parseJson(input.toStdString(), "source");
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::JsonMalformed);
        QCOMPARE(text(parsed.error().subject), QStringLiteral("source"));
        QVERIFY2(text(parsed.error().detail).contains(reason), parsed.error().detail.c_str());
    }

    // The parser library takes a NUL byte for the end of the input.
    void nothingMayHideBehindNul() { QVERIFY(!parseJson(std::string_view("{}\0{\"evil\":1}", 12), "source")); }

    void sameKeyInDifferentObjectsIsFine() {
        const auto parsed = parseJson(R"([{"a":1},{"a":{"a":[2]}}])", "source");
        QVERIFY(parsed);
        QCOMPARE((*parsed)[1]["a"]["a"][0].get<int>(), 2);
    }

    void surrogatePairBecomesOneCharacter() {
        const auto parsed = parseJson(R"("\ud83d\ude42")", "source");
        QVERIFY(parsed);
        QCOMPARE(text(parsed->get<std::string>()), QStringLiteral("🙂"));
    }

    void depthIsLimited() {
        const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
        QVERIFY(parseJson(nested(64), "source"));
        const auto parsed = parseJson(nested(65), "source");
        QVERIFY(!parsed);
        QVERIFY(text(parsed.error().detail).contains(QLatin1String("nested deeper than 64")));
        QVERIFY(!parseJson(nested(1'000'000), "source"));
        QVERIFY(parseJson(R"({"a":{"b":1}})", "source", {.maxDepth = 2}));
        QVERIFY(!parseJson(R"({"a":{"b":[]}})", "source", {.maxDepth = 2}));
        QVERIFY(parseJson("[[],[],[]]", "source", {.maxDepth = 2}));
    }

    void sizeIsLimited() {
        const auto parsed = parseJson("[1,2,3]", "source", {.maxBytes = 6});
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::FileTooLarge);
    }

    void filesAreReadWithinTheirLimit() {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("a.json"), R"({"x":[1,2]})");
        const auto parsed = readJsonFile(folder.file("a.json"));
        QVERIFY(parsed);
        QVERIFY(*parsed == Json({{"x", {1, 2}}}));
        QCOMPARE(readTextFile(folder.file("a.json"), 5).error().code, ErrorCode::FileTooLarge);
        QCOMPARE(readTextFile(folder.file("absent"), 5).error().code, ErrorCode::FileMissing);
        QCOMPARE(readTextFile(folder.path(), 5).error().code, ErrorCode::FileUnreadable);
    }

    void aNamedPipeDoesNotBlock() {
        const test::TemporaryFolder folder;
        QCOMPARE(::mkfifo(folder.file("pipe").c_str(), 0600), 0);
        QCOMPARE(readTextFile(folder.file("pipe"), 100).error().code, ErrorCode::FileUnreadable);
    }

    void writingReplacesTheWholeFile() {
        const test::TemporaryFolder folder;
        const auto path = folder.file("out");
        test::writeBytes(path, "a longer text that was here before");
        const std::string content("new\0text", 8);
        QVERIFY(writeFileAtomically(path, content));
        QVERIFY(test::readBytes(path) == content);
        QVERIFY(writeFileAtomically(path, ""));
        QVERIFY(test::readBytes(path).empty());
        QVERIFY2(!std::filesystem::exists(folder.file("out.part")), "the temporary neighbour is gone");
    }

    void aFailedWriteLeavesNothing() {
        const test::TemporaryFolder folder;
        QCOMPARE(writeFileAtomically(folder.file("no/such/folder"), "x").error().code, ErrorCode::FileMissing);
        std::filesystem::create_directory(folder.file("taken"));
        test::writeBytes(folder.file("taken/inside"), "x");
        const auto overFolder = writeFileAtomically(folder.file("taken"), "x");
        QVERIFY(!overFolder);
        QCOMPARE(overFolder.error().code, ErrorCode::FileUnwritable);
        QVERIFY(!std::filesystem::exists(folder.file("taken.part")));
    }
};

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
