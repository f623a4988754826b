// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_documents.h"

#include <QTest>
#include <zlib.h>

#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

namespace {

std::string gzipped(const std::string& plain) {
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

const std::vector<std::string> kThree = {"One story.\nIts second line.", "<|endoftext|> inside a line is text.", "The last"};
const std::string kText =
    "One story.\nIts second line.\n<|endoftext|>\n\n<|endoftext|>\r\n<|endoftext|> inside a line is text.\n<|endoftext|>\n"
    "  The last\n\n";

} // namespace

class TestTextDocuments : public QObject {
    Q_OBJECT

    std::vector<std::string> read(const std::string& bytes) {
        writeBytes(m_folder.file("text"), bytes);
        const auto documents = readDocuments(m_folder.file("text"));
        return documents.value_or(std::vector<std::string>{"failed"});
    }
    ErrorCode refusal(const std::string& bytes, TextLimits limits = {}) {
        writeBytes(m_folder.file("text"), bytes);
        const auto documents = readDocuments(m_folder.file("text"), limits);
        return documents ? ErrorCode::Internal : documents.error().code;
    }

    TemporaryFolder m_folder;

private slots:
    void splitsAtTheBorders() {
        QCOMPARE(read(kText), kThree);
        QCOMPARE(read("alone"), std::vector<std::string>{"alone"});
    }

    void unpacksGzip() {
        QCOMPARE(read(gzipped(kText)), kThree);
        // Several members are one text, also where the border lies between them.
        QCOMPARE(read(gzipped("a\n<|endo") + gzipped("ftext|>\nb")), (std::vector<std::string>{"a", "b"}));
        std::string large;
        for (int i = 0; i < 50'000; ++i)
            large += "line " + std::to_string(i) + '\n';
        QCOMPARE(read(gzipped(large)).front().size(), large.size() - 1);
    }

    void refusesDamage() {
        const std::string whole = gzipped(std::string(5000, 'a') + kText);
        QCOMPARE(refusal(whole.substr(0, whole.size() / 2)), ErrorCode::DataMalformed);
        QCOMPARE(refusal(whole.substr(0, whole.size() - 1)), ErrorCode::DataMalformed);
        QCOMPARE(refusal(whole + "more"), ErrorCode::DataMalformed);
        std::string wrongSum = whole;
        wrongSum[whole.size() - 6] = static_cast<char>(wrongSum[whole.size() - 6] ^ 1);
        QCOMPARE(refusal(wrongSum), ErrorCode::DataMalformed);
        QCOMPARE(refusal("\x1f\x8b"), ErrorCode::DataMalformed);
    }

    void keepsItsLimits() {
        const std::string bomb = gzipped(std::string(10'000'000, 'a'));
        QVERIFY(bomb.size() < 20'000);
        QCOMPARE(refusal(bomb, {20'000, 1'000'000}), ErrorCode::FileTooLarge);
        QCOMPARE(refusal(bomb, {100, 100'000'000}), ErrorCode::FileTooLarge);
        QCOMPARE(refusal(std::string(1001, 'a'), {2000, 1000}), ErrorCode::FileTooLarge);
    }

    void refusesNothing() {
        QCOMPARE(refusal(""), ErrorCode::DataEmpty);
        QCOMPARE(refusal(" \n<|endoftext|>\n"), ErrorCode::DataEmpty);
        QCOMPARE(readDocuments(m_folder.file("none")).error().code, ErrorCode::FileMissing);
    }
};

QTEST_GUILESS_MAIN(TestTextDocuments)
#include "tst_text_documents.moc"
