// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <QTest>

#include "tests/support/gguf_bytes.h"
#include "tests/support/scan_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

std::string good() {
    return gguf::file({gguf::textValue("general.architecture", "llama"), gguf::numberValue("general.alignment", 32),
                       gguf::textList("tokenizer.ggml.tokens", {"a", "b"})},
                      {gguf::tensor("a", {4, 2}, 0, 0), gguf::tensor("b", {32}, 8, 32)}, 66);
}

std::string oneTensor(const std::string& info, std::size_t dataBytes = 32) {
    return gguf::file({}, {info}, dataBytes);
}

std::string oneValue(const std::string& value) {
    return gguf::file({value}, {}, 0);
}

} // namespace

/// GGUF headers that ask for more than there is, or that two readers would understand differently.
class TestHostileGguf : public QObject {
    Q_OBJECT

private slots:
    void aGoodFileIsAccepted() {
        QVERIFY2(scanOfBytes(good(), "model.gguf").verdict == Verdict::Accepted, findingsText(scanOfBytes(good(), "model.gguf")).c_str());
        QCOMPARE(scanOfBytes(gguf::file({}, {}, 0, 2), "model.gguf").verdict, Verdict::Accepted);
    }

    void everyCutIsFound() {
        const std::string bytes = good();
        for (std::size_t size = 4; size < bytes.size(); ++size)
            QVERIFY2(scanOfBytes(bytes.substr(0, size), "model.gguf").verdict == Verdict::Rejected, std::to_string(size).c_str());
    }

    void found_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("fragment");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* rule, const char* name, const char* fragment, const std::string& bytes) {
            QTest::addRow("%s: %s", rule, name) << QByteArray(rule) << QByteArray(fragment) << QByteArray::fromStdString(bytes);
        };
        using namespace gguf;
        const std::string head = "GGUF" + littleEndian(3, 4);
        row("gguf.version", "1", "version 1", file({}, {}, 0, 1));
        row("gguf.version", "big-endian 3", "version 50331648", file({}, {}, 0, 0x03000000));
        row("gguf.truncated", "only the magic", "past the end", "GGUF");
        row("gguf.counts", "2^63 tensors", "tensors", head + littleEndian(0x8000000000000000U) + littleEndian(0));
        row("gguf.counts", "2^64-1 values", "values", head + littleEndian(0) + littleEndian(0xffffffffffffffffU));
        row("gguf.counts", "a list of 2^62", "a list of",
            oneValue(string("a") + littleEndian(9, 4) + littleEndian(0, 4) + littleEndian(0x4000000000000000U)));
        row("gguf.counts", "a list of 2^61 texts", "a list of",
            oneValue(string("a") + littleEndian(9, 4) + littleEndian(8, 4) + littleEndian(0x2000000000000000U)));
        row("gguf.truncated", "a text of 2^63", "9223372036854775808",
            oneValue(string("a") + littleEndian(8, 4) + littleEndian(0x8000000000000000U)));
        row("gguf.truncated", "a key of 2^64-1", "text", oneValue(littleEndian(0xffffffffffffffffU) + std::string(8, 'x')));
        row("gguf.value", "kind 13", "kind 13", oneValue(string("a") + littleEndian(13, 4) + std::string(8, '\0')));
        row("gguf.value", "a list of lists", "list of lists",
            oneValue(string("a") + littleEndian(9, 4) + littleEndian(9, 4) + littleEndian(1)));
        row("gguf.key", "twice", "occurs twice", file({numberValue("a", 1), numberValue("a", 2)}, {}, 0));
        row("gguf.key", "hidden characters", "hidden", oneValue(numberValue("a\xe2\x80\x8b", 1)));
        row("gguf.key", "empty", "empty", oneValue(numberValue("", 1)));
        row("gguf.alignment", "zero", "alignment is 0", oneValue(numberValue("general.alignment", 0)));
        row("gguf.alignment", "three", "alignment is 3", oneValue(numberValue("general.alignment", 3)));
        row("gguf.alignment", "2^31", "2147483648", oneValue(numberValue("general.alignment", 0x80000000U)));
        row("gguf.alignment", "a text", "alignment", oneValue(string("general.alignment") + littleEndian(10, 4) + littleEndian(32)));
        row("gguf.name", "twice", "occurs twice", file({}, {tensor("a", {8}, 0, 0), tensor("a", {8}, 0, 32)}, 64));
        row("gguf.name", "hidden characters", "hidden", oneTensor(tensor("a\x07", {8}, 0, 0)));
        row("gguf.dimensions", "five", "5 dimensions", oneTensor(tensor("a", {1, 1, 1, 1, 8}, 0, 0)));
        row("gguf.dimensions", "4 billion", "4294967295 dimensions",
            oneTensor(string("a") + littleEndian(0xffffffffU, 4) + std::string(12, '\0')));
        row("gguf.dimensions", "a zero", "zero", oneTensor(tensor("a", {0}, 0, 0)));
        row("gguf.dimensions", "a product that wraps", "overflow", oneTensor(tensor("a", {0x100000000U, 0x100000000U}, 0, 0)));
        row("gguf.dimensions", "bytes that wrap", "overflow", oneTensor(tensor("a", {0x7fffffffffffffffU}, 0, 0)));
        row("gguf.dimensions", "half a block", "blocks of 32", oneTensor(tensor("a", {16}, 8, 0)));
        row("gguf.type", "unknown", "type 77", oneTensor(tensor("a", {8}, 77, 0)));
        row("gguf.type", "withdrawn", "type 4", oneTensor(tensor("a", {32}, 4, 0)));
        row("gguf.offset", "past the end", "do not lie", oneTensor(tensor("a", {8}, 0, 32)));
        row("gguf.offset", "2^64-32", "do not lie", oneTensor(tensor("a", {8}, 0, 0xffffffffffffffe0U)));
        row("gguf.offset", "not aligned", "aligned", oneTensor(tensor("a", {4}, 0, 4)));
        row("gguf.offset", "two in one place", "begins at byte 0", file({}, {tensor("a", {8}, 0, 0), tensor("b", {8}, 0, 0)}, 32));
        row("gguf.offset", "a hole", "begins at byte 64", file({}, {tensor("a", {8}, 0, 0), tensor("b", {8}, 0, 64)}, 96));
        row("gguf.tail", "bytes behind", "belong to nothing", oneTensor(tensor("a", {8}, 0, 0), 100));
        row("template.attribute", "in the chat template", "__class__",
            oneValue(textValue("tokenizer.chat_template", "{{ ''.__class__ }}")));
    }
    void found() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, fragment);
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), "model.gguf");
        const Finding* const finding = findingOf(report, rule.toStdString(), fragment.toStdString());
        QVERIFY2(finding, findingsText(report).c_str());
        QVERIFY(report.verdict >= verdictOf(finding->severity));
    }
};

QTEST_GUILESS_MAIN(TestHostileGguf)
#include "tst_hostile_gguf.moc"
