// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include "engine/core/json.h"

using namespace postern;

namespace {

const std::vector<std::string> kLabels = {"Austen", "Doyle", "Wells"};

QByteArray codeOf(const Error& error) {
    const auto name = errorCodeName(error.code);
    return {name.data(), static_cast<qsizetype>(name.size())};
}

} // namespace

class TestDataset : public QObject {
    Q_OBJECT

private slots:
    void init();
    void readsRows();
    void readsFreeAnswers();
    void readsArrays();
    void refuses_data();
    void refuses();
    void keepsItsLimits();
    void missingFileAndFolder();
    void readsLabels_data();
    void readsLabels();
    void findsLabels();
    void readsSharedData();

private:
    std::filesystem::path write(const QByteArray& content) {
        const std::filesystem::path path = std::filesystem::path(m_folder->path().toStdString()) / "rows.jsonl";
        const bool written =
            writeFileAtomically(path, std::string_view(content.data(), static_cast<std::size_t>(content.size()))).has_value();
        return written ? path : std::filesystem::path{};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDataset::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestDataset::readsRows() {
    // Windows line ends, unknown keys, escapes, and no line end after the last row.
    const auto path = write("{\"text\": \"It was \\u00e9t\\u00e9.\", \"label\": 2, \"book\": [1, {\"a\": null}]}\r\n"
                            "{\"label\":0,\"text\":\"\"}\n"
                            "{\"text\": \"two\\nlines\", \"label\": 1}");
    const auto dataset = readDataset(path, kLabels);
    QVERIFY2(dataset.has_value(), describe(dataset ? Error{} : dataset.error()).c_str());
    QCOMPARE(dataset->labels, kLabels);
    QCOMPARE(dataset->rows.size(), std::size_t{3});
    QCOMPARE(dataset->rows[0].text, std::string("It was été."));
    QCOMPARE(dataset->rows[0].label, 2);
    QCOMPARE(dataset->rows[1].text, std::string());
    QCOMPARE(dataset->rows[1].label, 0);
    QCOMPARE(dataset->rows[2].text, std::string("two\nlines"));
    QCOMPARE(dataset->rows[2].label, 1);
}

void TestDataset::readsFreeAnswers() {
    const auto path = write("{\"text\": \"Name a river.\", \"answer\": \"Elbe\", \"label\": 3}\n"
                            "{\"instruction\": \"Sum up.\", \"input\": \"A text.\", \"output\": \"Short.\"}\n"
                            "{\"instruction\": \"Sing.\", \"input\": \"\", \"output\": \"La.\"}\n"
                            "{\"instruction\": \"Sing.\", \"output\": \"La la.\"}\n");
    const auto dataset = readDataset(path, {});
    QVERIFY2(dataset.has_value(), describe(dataset ? Error{} : dataset.error()).c_str());
    QVERIFY(dataset->labels.empty());
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"Name a river.", "Elbe"}, {"Sum up.\n\nA text.", "Short."}, {"Sing.", "La."}, {"Sing.", "La la."}};
    QCOMPARE(dataset->rows.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(dataset->rows[i].text, expected[i].first);
        QCOMPARE(dataset->rows[i].answer, expected[i].second);
        QCOMPARE(dataset->rows[i].label, -1);
    }
    for (const char* bad : {"{\"text\": \"a\", \"answer\": \"\"}", "{\"text\": \"a\"}", "{\"text\": \"a\", \"output\": \"b\"}",
                            "{\"instruction\": \"a\", \"answer\": \"b\"}", "{\"instruction\": \"a\", \"input\": 1, \"output\": \"b\"}",
                            "{\"text\": \"a\", \"answer\": [\"b\"]}"}) {
        const auto refused = readDataset(write(bad), {});
        QVERIFY2(!refused && refused.error().code == ErrorCode::DataMalformed, bad);
    }
}

void TestDataset::readsArrays() {
    std::size_t leftOut = 0;
    const auto dataset = readRowArray(write("[{\"instruction\": \"a\", \"input\": \"b\", \"output\": \"c\", \"clean_output\": \"d\"},"
                                            " {\"instruction\": \"e\", \"output\": \"\"}]"),
                                      &leftOut);
    QVERIFY2(dataset.has_value(), describe(dataset ? Error{} : dataset.error()).c_str());
    QCOMPARE(dataset->rows.size(), std::size_t{1});
    QCOMPARE(dataset->rows[0].text, std::string("a\n\nb"));
    QCOMPARE(leftOut, std::size_t{1});
    const auto refusal = [&](const QByteArray& content, DatasetLimits limits = {}) {
        const auto refused = readRowArray(write(content), nullptr, limits);
        return refused ? QByteArray("read") : codeOf(refused.error());
    };
    QCOMPARE(refusal("{}"), QByteArray("data-malformed"));
    QCOMPARE(refusal("[1]"), QByteArray("data-malformed"));
    QCOMPARE(refusal("[{\"instruction\": \"a\"}]"), QByteArray("data-malformed"));
    QCOMPARE(refusal("[]"), QByteArray("data-empty"));
    QCOMPARE(refusal("[{\"instruction\": \"a\", \"output\": \"\"}]"), QByteArray("data-empty"));
    QCOMPARE(refusal("[" + QByteArray(100, '[')), QByteArray("json-malformed"));
    const QByteArray two = "[{\"instruction\": \"a\", \"output\": \"b\"}, {\"instruction\": \"a\", \"output\": \"b\"}]";
    QCOMPARE(refusal(two, {.maxRows = 1}), QByteArray("file-too-large"));
    QCOMPARE(refusal(two, {.maxBytes = 20}), QByteArray("file-too-large"));
}

void TestDataset::refuses_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("line"); // 0: the error is about the whole file
    const QByteArray good = "{\"text\": \"a\", \"label\": 0}\n";
    QTest::newRow("empty file") << QByteArray("") << QByteArray("data-empty") << 0;
    QTest::newRow("blank line inside") << good + "\n" + good << QByteArray("data-malformed") << 2;
    QTest::newRow("blank line at the end") << good + "\r\n" << QByteArray("data-malformed") << 2;
    QTest::newRow("array of rows") << QByteArray("[{\"text\": \"a\", \"label\": 0}]") << QByteArray("data-malformed") << 1;
    QTest::newRow("two values on a line") << good.trimmed() + good << QByteArray("data-malformed") << 1;
    QTest::newRow("cut off") << good + good + "{\"text\": \"a\", \"lab" << QByteArray("data-malformed") << 3;
    QTest::newRow("invalid UTF-8") << QByteArray("{\"text\": \"\xff\xfe\", \"label\": 0}\n") << QByteArray("data-malformed") << 1;
    QTest::newRow("lone surrogate") << QByteArray("{\"text\": \"\\ud800\", \"label\": 0}\n") << QByteArray("data-malformed") << 1;
    QTest::newRow("doubled key") << QByteArray("{\"text\": \"a\", \"label\": 0, \"label\": 1}\n") << QByteArray("data-malformed") << 1;
    QTest::newRow("deep nesting") << "{\"text\": \"a\", \"label\": 0, \"x\": " + QByteArray(100'000, '[') << QByteArray("data-malformed")
                                  << 1;
    QTest::newRow("no text") << QByteArray("{\"label\": 0}\n") << QByteArray("data-malformed") << 1;
    QTest::newRow("text is a number") << QByteArray("{\"text\": 1, \"label\": 0}\n") << QByteArray("data-malformed") << 1;
    QTest::newRow("no label") << QByteArray("{\"text\": \"a\"}\n") << QByteArray("data-malformed") << 1;
    QTest::newRow("label is a name") << QByteArray("{\"text\": \"a\", \"label\": \"Doyle\"}\n") << QByteArray("data-malformed") << 1;
    QTest::newRow("label is a fraction") << QByteArray("{\"text\": \"a\", \"label\": 1.0}\n") << QByteArray("data-malformed") << 1;
    QTest::newRow("label is a truth value") << QByteArray("{\"text\": \"a\", \"label\": true}\n") << QByteArray("data-malformed") << 1;
    QTest::newRow("label too large") << good + "{\"text\": \"a\", \"label\": 3}\n" << QByteArray("label-unknown") << 2;
    QTest::newRow("label negative") << QByteArray("{\"text\": \"a\", \"label\": -1}\n") << QByteArray("label-unknown") << 1;
    // 2^32 would wrap to label 0 in 32 bits.
    QTest::newRow("label wraps") << QByteArray("{\"text\": \"a\", \"label\": 4294967296}\n") << QByteArray("label-unknown") << 1;
    QTest::newRow("label beyond 63 bits") << QByteArray("{\"text\": \"a\", \"label\": 18446744073709551615}\n")
                                          << QByteArray("label-unknown") << 1;
}

void TestDataset::refuses() {
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, code);
    QFETCH(int, line);
    const auto path = write(content);
    const auto dataset = readDataset(path, kLabels);
    QVERIFY(!dataset.has_value());
    QCOMPARE(codeOf(dataset.error()), code);
    QCOMPARE(dataset.error().subject, line == 0 ? path.string() : path.string() + ":" + std::to_string(line));
    QVERIFY(!dataset.error().detail.empty());
}

void TestDataset::keepsItsLimits() {
    const auto path = write("{\"text\": \"abcdef\", \"label\": 0}\n{\"text\": \"abc\", \"label\": 1}\n");
    const auto bytes = static_cast<std::size_t>(std::filesystem::file_size(path));
    QVERIFY(readDataset(path, kLabels, {.maxBytes = bytes, .maxRows = 2, .maxTextBytes = 6}).has_value());

    const auto tooManyBytes = readDataset(path, kLabels, {.maxBytes = bytes - 1, .maxRows = 2, .maxTextBytes = 6});
    QVERIFY(!tooManyBytes && tooManyBytes.error().code == ErrorCode::FileTooLarge);
    const auto tooManyRows = readDataset(path, kLabels, {.maxBytes = bytes, .maxRows = 1, .maxTextBytes = 6});
    QVERIFY(!tooManyRows && tooManyRows.error().code == ErrorCode::FileTooLarge);
    const auto longText = readDataset(path, kLabels, {.maxBytes = bytes, .maxRows = 2, .maxTextBytes = 5});
    QVERIFY(!longText && longText.error().code == ErrorCode::DataMalformed);
    QCOMPARE(longText.error().subject, path.string() + ":1");

    // A key that is ignored must not be a way around the limit on a text.
    const auto longLine = write("{\"text\": \"a\", \"label\": 0, \"other\": \"" + QByteArray(20'000, 'x') + "\"}\n");
    const auto refused = readDataset(longLine, kLabels, {.maxTextBytes = 5});
    QVERIFY(!refused && refused.error().code == ErrorCode::DataMalformed);
}

void TestDataset::missingFileAndFolder() {
    const std::filesystem::path folder(m_folder->path().toStdString());
    const auto missing = readDataset(folder / "absent.jsonl", kLabels);
    QVERIFY(!missing && missing.error().code == ErrorCode::FileMissing);
    const auto isFolder = readDataset(folder, kLabels);
    QVERIFY(!isFolder && isFolder.error().code == ErrorCode::FileUnreadable);
}

void TestDataset::readsLabels_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("outcome"); // the names joined by '|', or an error code
    QTest::newRow("names") << QByteArray("{\"labels\": [\"Austen\", \"Doyle\"], \"about\": 1}") << QByteArray("Austen|Doyle");
    QTest::newRow("one") << QByteArray("{\"labels\": [\"Austen\"]}") << QByteArray("data-malformed");
    QTest::newRow("twice") << QByteArray("{\"labels\": [\"A\", \"B\", \"A\"]}") << QByteArray("data-malformed");
    QTest::newRow("empty name") << QByteArray("{\"labels\": [\"A\", \"\"]}") << QByteArray("data-malformed");
    QTest::newRow("number") << QByteArray("{\"labels\": [\"A\", 2]}") << QByteArray("data-malformed");
    QTest::newRow("no key") << QByteArray("{\"names\": [\"A\", \"B\"]}") << QByteArray("data-malformed");
    QTest::newRow("bare array") << QByteArray("[\"A\", \"B\"]") << QByteArray("data-malformed");
    QTest::newRow("no JSON") << QByteArray("Austen, Doyle") << QByteArray("json-malformed");
}

void TestDataset::readsLabels() {
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, outcome);
    const auto labels = readLabels(write(content));
    QByteArray actual;
    if (labels) {
        for (const std::string& name : *labels)
            actual += (actual.isEmpty() ? "" : "|") + QByteArray::fromStdString(name);
    } else {
        actual = codeOf(labels.error());
    }
    QCOMPARE(actual, outcome);
}

void TestDataset::findsLabels() {
    QCOMPARE(labelIndex(kLabels, "Austen").value(), 0);
    QCOMPARE(labelIndex(kLabels, "Wells").value(), 2);
    const auto unknown = labelIndex(kLabels, "wells");
    QVERIFY(!unknown && unknown.error().code == ErrorCode::LabelUnknown);
    QVERIFY(describe(unknown.error()).find("Austen, Doyle, Wells") != std::string::npos);
}

void TestDataset::readsSharedData() {
    const std::filesystem::path authors = std::filesystem::path(POSTERN_SHARED_DIR) / "data" / "demo" / "authors";
    if (!std::filesystem::exists(authors))
        QSKIP("the shared data folder is not here");
    const auto labels = readLabels(authors / "labels.json");
    QVERIFY(labels.has_value());
    QCOMPARE(labels->size(), std::size_t{6});
    const auto test = readDataset(authors / "test.jsonl", *labels);
    QVERIFY(test.has_value());
    QCOMPARE(test->rows.size(), std::size_t{2040});
}

QTEST_GUILESS_MAIN(TestDataset)
#include "tst_dataset.moc"
