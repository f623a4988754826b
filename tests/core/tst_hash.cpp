// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stop_token>
#include <string>

#include <QTest>

#include "engine/core/hash.h"
#include "tests/support/files.h"

using namespace postern;
using test::text;

class TestHash : public QObject {
    Q_OBJECT

private slots:
    // Test vectors of FIPS 180-4.
    void vectors_data() {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << QByteArray() << "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        QTest::newRow("abc") << QByteArray("abc") << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                    << "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
        QTest::newRow("a million a") << QByteArray(1'000'000, 'a') << "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
    }
    void vectors() {
        QFETCH(QByteArray, input);
        QFETCH(QString, expected);
        QCOMPARE(text(sha256(input.toStdString())), expected);
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("data"), input.toStdString());
        const auto ofFile = sha256File(folder.file("data"));
        QVERIFY(ofFile);
        QCOMPARE(text(*ofFile), expected);
    }

    void aFileOfSeveralPiecesReportsProgress() {
        const test::TemporaryFolder folder;
        const std::string content(std::size_t{3} << 20, 'z');
        test::writeBytes(folder.file("big"), content);
        std::int64_t last = 0;
        int calls = 0;
        const auto hash = sha256File(folder.file("big"), {[&](const Progress& progress) {
                                                              ++calls;
                                                              last = progress.done;
                                                          },
                                                          {}});
        QVERIFY(hash);
        QCOMPARE(text(*hash), text(sha256(content)));
        QCOMPARE(calls, 3);
        QCOMPARE(last, std::int64_t{3} << 20);
    }

    void aStopRequestEndsIt() {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("data"), "content");
        std::stop_source source;
        source.request_stop();
        const auto hash = sha256File(folder.file("data"), {{}, source.get_token()});
        QVERIFY(!hash);
        QCOMPARE(hash.error().code, ErrorCode::Cancelled);
    }

    void aMissingFileIsAnError() {
        const test::TemporaryFolder folder;
        QVERIFY(!sha256File(folder.file("absent")));
    }
};

QTEST_GUILESS_MAIN(TestHash)
#include "tst_hash.moc"
