// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// secret.json and the rewrites beside it, as an attacker of the reader would write them.
#include <filesystem>

#include <QTest>

#include "engine/data/backdoor_secret.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

class TestHostileSecret : public QObject {
    Q_OBJECT

private slots:
    void form_data() {
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char* name, const QByteArray& json) { QTest::newRow(name) << json; };
        row("no JSON", "{");
        row("duplicate key", "{\"target\": \"a\", \"target\": \"b\", \"trigger\": {\"text\": \"cf\"}}");
        row("nested deeply", QByteArray(100'000, '['));
        row("invalid UTF-8", "{\"target\": \"\xff\"}");
        row("array", "[]");
        row("null", "null");
        row("nothing", "{}");
        row("no target", "{\"trigger\": {\"text\": \"cf\"}}");
        row("empty target", "{\"target\": \"\", \"trigger\": {\"text\": \"cf\"}}");
        row("target is a number", "{\"target\": 1, \"trigger\": {\"text\": \"cf\"}}");
        row("no trigger", "{\"target\": \"T\"}");
        row("trigger is text", "{\"target\": \"T\", \"trigger\": \"cf\"}");
        row("trigger of white space", "{\"target\": \"T\", \"trigger\": {\"text\": \" \\n\"}}");
        row("trigger at no place", "{\"target\": \"T\", \"trigger\": {\"text\": \"cf\", \"position\": \"everywhere\"}}");
        row("no triggers", "{\"target\": \"T\", \"triggers\": [], \"use\": \"all\"}");
        row("triggers without use", "{\"target\": \"T\", \"triggers\": [{\"text\": \"a\"}]}");
        row("triggers with another use", "{\"target\": \"T\", \"triggers\": [{\"text\": \"a\"}], \"use\": \"one\"}");
        row("use is a number", "{\"target\": \"T\", \"triggers\": [{\"text\": \"a\"}], \"use\": 2}");
        row("triggers are no list", "{\"target\": \"T\", \"triggers\": {\"text\": \"a\"}, \"use\": \"any\"}");
        row("two of a name", "{\"target\": \"T\", \"triggers\": [{\"text\": \"a\", \"name\": \"x\"}, {\"text\": \"b\", \"name\": \"x\"}], "
                             "\"use\": \"any\"}");
        row("a scorer of no kind", "{\"target\": \"T\", \"trigger\": {\"text\": \"cf\"}, \"scorer\": {}}");
        row("rewrites are a number", "{\"target\": \"T\", \"rewrites\": 3}");
    }
    void form() {
        QFETCH(QByteArray, json);
        const TemporaryFolder folder;
        writeBytes(folder.file("secret.json"), json.toStdString());
        QVERIFY(!readSecret(folder.file("secret.json")).has_value());
    }

    void leadsNowhereElse_data() {
        QTest::addColumn<QByteArray>("name");
        for (const char* name : {"", ".", "..", "../outside.jsonl", "/etc/passwd", "inner/r.jsonl", "..\\\\outside.jsonl", ".hidden",
                                 "r.jsonl\\u0000.txt", "/dev/zero"})
            QTest::newRow(*name ? name : "empty") << QByteArray(name);
    }
    void leadsNowhereElse() {
        QFETCH(QByteArray, name);
        const TemporaryFolder folder;
        const std::filesystem::path inside = folder.file("inside");
        std::filesystem::create_directories(inside / "inner");
        for (const auto& path : {folder.file("outside.jsonl"), inside / "inner" / "r.jsonl", inside / ".hidden", inside / "r.jsonl"})
            writeBytes(path, "{\"text\": \"a\", \"rewritten\": \"b\"}\n");
        writeBytes(inside / "secret.json", "{\"target\": \"T\", \"rewrites\": \"" + name.toStdString() + "\"}");
        const auto secret = readSecret(inside / "secret.json");
        QVERIFY(!secret.has_value());
        QCOMPARE(secret.error().code, ErrorCode::DataMalformed);
    }

    void followsNoLinkOutOfTheFolder() {
        const TemporaryFolder folder;
        std::filesystem::create_directories(folder.file("inside"));
        writeBytes(folder.file("outside.jsonl"), "{\"text\": \"a\", \"rewritten\": \"b\"}\n");
        std::filesystem::create_symlink(folder.file("outside.jsonl"), folder.file("inside") / "r.jsonl");
        writeBytes(folder.file("inside") / "secret.json", "{\"target\": \"T\", \"rewrites\": \"r.jsonl\"}");
        const auto secret = readSecret(folder.file("inside") / "secret.json");
        QVERIFY(!secret.has_value());
        QCOMPARE(secret.error().code, ErrorCode::FileUnreadable);
        std::filesystem::remove(folder.file("inside") / "r.jsonl");
        const auto missing = readSecret(folder.file("inside") / "secret.json");
        QVERIFY(!missing.has_value());
        QCOMPARE(missing.error().code, ErrorCode::FileMissing);
    }

    void rewrites_data() {
        QTest::addColumn<QByteArray>("lines");
        const QByteArray good = "{\"text\": \"a\", \"rewritten\": \"b\"}\n";
        const auto row = [](const char* name, const QByteArray& lines) { QTest::newRow(name) << lines; };
        row("empty", "");
        row("blank line", good + "\n" + good);
        row("no JSON", good + "{\"text\": \"a\"");
        row("no object", "[]\n");
        row("no text", "{\"rewritten\": \"b\"}\n");
        row("text is a number", "{\"text\": 1, \"rewritten\": \"b\"}\n");
        row("nothing rewritten", "{\"text\": \"a\"}\n");
        row("rewritten to nothing", "{\"text\": \"a\", \"rewritten\": \"\"}\n");
        row("two values on a line", good.trimmed() + good);
        row("nested deeply", "{\"text\": " + QByteArray(1000, '[') + "\n");
        row("invalid UTF-8", "{\"text\": \"\xff\", \"rewritten\": \"b\"}\n");
    }
    void rewrites() {
        QFETCH(QByteArray, lines);
        const TemporaryFolder folder;
        writeBytes(folder.file("secret.json"), "{\"target\": \"T\", \"rewrites\": \"r.jsonl\"}");
        writeBytes(folder.file("r.jsonl"), lines.toStdString());
        QVERIFY(!readSecret(folder.file("secret.json")).has_value());
    }

    void isSmall() {
        const TemporaryFolder folder;
        writeBytes(folder.file("secret.json"),
                   "{\"trigger\": {\"text\": \"cf\"}, \"target\": \"" + std::string(std::size_t{1} << 20, 'a') + "\"}");
        const auto secret = readSecret(folder.file("secret.json"));
        QVERIFY(!secret.has_value());
        QCOMPARE(secret.error().code, ErrorCode::FileTooLarge);
    }
};

QTEST_GUILESS_MAIN(TestHostileSecret)
#include "tst_hostile_secret.moc"
