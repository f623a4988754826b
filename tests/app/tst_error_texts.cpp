// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QTest>

#include "app/error_texts.h"

using namespace postern;

class ErrorTextsTest final : public QObject {
    Q_OBJECT

private slots:
    void everyCodeHasItsOwnText();
    void untrustedPartsAreMadeVisible();
};

void ErrorTextsTest::everyCodeHasItsOwnText() {
    std::set<QString> titles;
    for (int i = 0; i < kErrorCodeCount; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        QVERIFY2(!errorTitle(code).isEmpty(), std::string(errorCodeName(code)).c_str());
        QVERIFY2(!errorAdvice(code).isEmpty(), std::string(errorCodeName(code)).c_str());
        titles.insert(errorTitle(code));
    }
    QCOMPARE(titles.size(), static_cast<std::size_t>(kErrorCodeCount));
    // Spot checks against an order that slipped.
    QVERIFY(errorTitle(ErrorCode::DiskFull).contains("disk"));
    QVERIFY(errorTitle(ErrorCode::HashMismatch).contains("hash"));
    QVERIFY(errorTitle(ErrorCode::Internal).contains("unexpected"));
}

void ErrorTextsTest::untrustedPartsAreMadeVisible() {
    const Error error{ErrorCode::JsonMalformed, "conf\u202eig.json", "broken <b>here</b>", "Look", nullptr};
    const ErrorText text = errorText(error);
    QVERIFY(text.details.contains("<U+202E>"));
    QVERIFY(text.details.contains("<b>here</b>"));
}

QTEST_GUILESS_MAIN(ErrorTextsTest)
#include "tst_error_texts.moc"
