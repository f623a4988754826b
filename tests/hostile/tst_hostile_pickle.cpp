// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <QTest>

#include "tests/support/pickle_bytes.h"
#include "tests/support/scan_maker.h"

using namespace postern;
using namespace postern::test;
using namespace postern::test::pickle;

namespace {

const std::string kRun = "tR."; // closes the arguments, calls, stops

std::string memoize() {
    return "\x94";
}
std::string put(int index) {
    return "q" + littleEndian(static_cast<std::uint64_t>(index), 1);
}
std::string get(int index) {
    return "h" + littleEndian(static_cast<std::uint64_t>(index), 1);
}

} // namespace

/// Pickles that would run something, or that try to keep a scanner from seeing it. Nothing here is ever unpickled.
class TestHostilePickle : public QObject {
    Q_OBJECT

private slots:
    void found_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("fragment");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* rule, const char* name, const char* fragment, const std::string& bytes) {
            QTest::addRow("%s: %s", rule, name) << QByteArray(rule) << QByteArray(fragment) << QByteArray::fromStdString(bytes);
        };
        row("pickle.import", "GLOBAL and REDUCE", "posix.system and calls it (REDUCE) with \"id\"",
            protocol(2) + global("posix", "system") + "(" + binUnicode("id") + kRun);
        row("pickle.import", "protocol 0, no PROTO", "posix.system and calls it", "cposix\nsystem\n(S'id'\ntR.");
        row("pickle.import", "INST", "os.system and calls it (INST)", "(S'id'\nios\nsystem\n.");
        row("pickle.import", "OBJ", "os.system and calls it (OBJ)", "(cos\nsystem\nS'id'\no.");
        row("pickle.import", "NEWOBJ", "subprocess.Popen and calls it (NEWOBJ)",
            protocol(2) + global("subprocess", "Popen") + "(" + binUnicode("id") + "t\x81.");
        row("pickle.import", "NEWOBJ_EX", "subprocess.Popen and calls it (NEWOBJ_EX)",
            protocol(4) + global("subprocess", "Popen") + ")}\x92.");
        row("pickle.import", "STACK_GLOBAL", "nt.system and calls it",
            protocol(4) + shortUnicode("nt") + shortUnicode("system") + "\x93" + shortUnicode("id") + "\x85R.");
        row("pickle.import", "STACK_GLOBAL from the memo", "posix.system and calls it",
            protocol(4) + shortUnicode("posix") + memoize() + "0" + shortUnicode("system") + memoize() + "0" + get(0) + get(1) + "\x93" +
                shortUnicode("id") + "\x85R.");
        row("pickle.import", "a memo entry that is overwritten", "posix.system and calls it",
            protocol(4) + shortUnicode("collections") + put(7) + "0" + shortUnicode("posix") + put(7) + "0" + shortUnicode("system") +
                put(8) + "0" + get(7) + get(8) + "\x93" + shortUnicode("id") + "\x85R.");
        row("pickle.import", "a name from DUP", "posix.posix",
            protocol(4) + shortUnicode("posix") + "2\x93" + shortUnicode("id") + "\x85R.");
        row("pickle.import", "names as old strings", "posix.system",
            protocol(4) + "S'posix'\nU" + littleEndian(6, 1) + "system\x93" + shortUnicode("id") + "\x85R.");
        row("pickle.import", "names with escapes", "posix.system",
            protocol(4) + "V\\u0070osix\nS'sys\\x74em'\n\x93" + shortUnicode("id") + "\x85R.");
        row("pickle.import", "names behind POP_MARK", "posix.system",
            protocol(4) + shortUnicode("posix") + "(" + shortUnicode("x") + "1" + shortUnicode("system") + "\x93" + shortUnicode("id") +
                "\x85R.");
        row("pickle.import", "a dotted attribute of an allowed name", "collections.OrderedDict.__reduce__",
            protocol(4) + shortUnicode("collections") + shortUnicode("OrderedDict.__reduce__") + "\x93)R.");
        row("pickle.import", "an allowed name cut elsewhere", "torch._utils._rebuild_tensor_v2",
            protocol(4) + shortUnicode("torch") + shortUnicode("_utils._rebuild_tensor_v2") + "\x93)R.");
        row("pickle.import", "inside a list of a dict", "builtins.eval",
            protocol(2) + "}" + binUnicode("a") + "](" + global("builtins", "eval") + binUnicode("1") + "\x85Res.");
        row("pickle.import", "only imported", "builtins.exec, which plain tensors do not need",
            protocol(2) + global("builtins", "exec") + ".");
        row("pickle.import", "in the state of an OrderedDict", "posix.system",
            protocol(2) + emptyOrderedDict() + "}" + binUnicode("x") + global("posix", "system") + binUnicode("id") + "\x85Rsb.");
        row("pickle.import", "as a dict key", "posix.system",
            protocol(2) + "}" + global("posix", "system") + binUnicode("id") + "\x85RNs.");
        row("pickle.import", "before an unknown instruction", "posix.system",
            protocol(2) + global("posix", "system") + binUnicode("id") + "\x85R\xff");
        row("pickle.import", "a nested pickle through loads", "_pickle.loads",
            protocol(4) + global("_pickle", "loads") + "C\x05cos\n." + "\x85R.");
        row(
            "pickle.import", "behind 200,000 idle instructions", "posix.system", protocol(2) + [] {
                std::string idle;
                for (int i = 0; i < 100'000; ++i)
                    idle += "N0";
                return idle;
            }() + global("posix", "system") + binUnicode("id") + "\x85R.");
        row("pickle.import", "in the second pickle", "posix.system",
            protocol(2) + "N." + protocol(2) + global("posix", "system") + binUnicode("id") + "\x85R.");
        row("pickle.several", "two pickles", "2 pickles", protocol(2) + "N." + protocol(2) + "N.");
        row("pickle.call-unknown", "the result of a call is called", "a result of getattr",
            protocol(2) + global("builtins", "getattr") + "(" + binUnicode("x") + binUnicode("system") + "tR" + binUnicode("id") +
                "\x85R.");
        row("pickle.call-unknown", "a text is called", "no plain import", protocol(2) + binUnicode("system") + ")R.");
        row("pickle.operand", "a number for a name", "hidden", protocol(4) + "K\x01" + shortUnicode("system") + "\x93)R.");
        row("pickle.operand", "the result of a call for a name", "hidden",
            protocol(4) + global("posix", "getcwd") + ")R" + shortUnicode("system") + "\x93)R.");
        row("pickle.operand", "a name of 5000 bytes", "hidden",
            protocol(4) + binUnicode(std::string(5000, 'x')) + shortUnicode("system") + "\x93)R.");
        row("pickle.extension", "EXT1", "import number 1 ", protocol(2) + "\x82\x01)R.");
        row("pickle.extension", "EXT2", "import number 258 ", protocol(2) + "\x83\x02\x01)R.");
        row("pickle.extension", "EXT4", "import number 1 ", protocol(2) + "\x84" + littleEndian(1, 4) + ")R.");
        row("pickle.build", "state of a function", "BUILD",
            protocol(2) + global("torch._utils", "_rebuild_tensor_v2") + "}" + binUnicode("__code__") + "Nsb.");
        row("pickle.build", "state of the result of a call", "BUILD", protocol(2) + global("argparse", "Namespace") + ")R}b.");
        row("pickle.build", "slots of an OrderedDict", "BUILD", protocol(2) + emptyOrderedDict() + "N}\x86" + "b.");
        row("pickle.call", "a storage that is made", "torch.FloatStorage",
            protocol(2) + global("torch", "FloatStorage") + number(1 << 30) + "\x85R.");
        row("pickle.call", "a tensor of nothing", "_rebuild_tensor_v2", protocol(2) + global("torch._utils", "_rebuild_tensor_v2") + ")R.");
        row("pickle.call", "an OrderedDict of a number", "OrderedDict", protocol(2) + global("collections", "OrderedDict") + "K\x01\x85R.");
        row("pickle.call", "hooks in a tensor", "_rebuild_tensor_v2",
            protocol(2) + global("torch._utils", "_rebuild_tensor_v2") +
                tuple({storage("FloatStorage", "0", 1), number(0), numbers({1}), numbers({1}), "\x89", "}" + binUnicode("h") + "Ns"}) +
                "R.");
        row("pickle.persistent", "a text of protocol 0", "by the text", "Pmodule\n.");
        row("pickle.persistent", "a module with its source", "form",
            protocol(2) + tuple({binUnicode("module"), global("torch", "FloatStorage"), binUnicode("m.py"), binUnicode("import os")}) +
                "Q.");
        row("pickle.persistent", "a negative number of elements", "form", protocol(2) + storage("FloatStorage", "0", -1) + ".");
        row("pickle.persistent", "a type that is no storage", "form", protocol(2) + storage("float32", "0", 1) + ".");
        row("pickle.trailing", "bytes after STOP", "5 bytes", protocol(2) + "N.\xff\xfe\xfd\xfc\xfb");
        row("pickle.opcode", "unknown instruction", "0xff", protocol(2) + "\xff.");
        row("pickle.opcode", "protocol 9", "protocol 9", protocol(2) + "\x80\x09.");
        row("pickle.truncated", "no STOP", "STOP", protocol(2) + "N");
        row("pickle.truncated", "a text longer than the file", "4294967295",
            protocol(2) + "X\xff\xff\xff\xff"
                          "a.");
        row("pickle.truncated", "a text of 2^63 bytes", "9223372036854775808",
            protocol(4) + "\x8d" + littleEndian(0x8000000000000000U) + "a.");
        row("pickle.truncated", "bytes of 2^64-1", "bytes", protocol(5) + "\x96" + littleEndian(0xffffffffffffffffU) + "a.");
        row("pickle.frame", "a frame longer than the file", "frame of 1000", protocol(4) + "\x95" + littleEndian(1000) + "N.");
        row("pickle.stack", "POP on nothing", "more from the stack", protocol(2) + "0.");
        row("pickle.stack", "a memo entry that is not there", "never stored", protocol(2) + "h\x05.");
        row("pickle.stack", "no mark", "mark", protocol(2) + "t.");
        row("pickle.stack", "items for a number", "does not take them", protocol(2) + "K\x01Na.");
        row("pickle.stack", "a negative length", "negative", protocol(2) + "T\xff\xff\xff\xff.");
        row("pickle.stack", "a buffer from outside", "buffer", protocol(5) + "\x97.");
        row("pickle.stack", "an odd dict", "no value", protocol(2) + "(Nd.");
        row("pickle.limit", "a line without an end", "65536", protocol(2) + "c" + std::string(70'000, 'x'));
        row("pickle.format", "plain data", "not loaded", protocol(2) + "}" + binUnicode("a") + "K\x01s.");
        row("torch.storage", "tensors without their data", "does not have",
            dict({{"a", tensor(storage("FloatStorage", "0", 2), 0, {2}, {1})}}));
        row("torch.storage", "an old file that is cut", "past the end",
            legacyTorchFile(dict({{"a", tensor(storage("FloatStorage", "0", 2), 0, {2}, {1})}}), {{"0", std::string(8, 'x')}}, 4)
                .substr(0, 220));
        row("torch.storage", "an old file with another count", "another number",
            legacyTorchFile(dict({{"a", tensor(storage("FloatStorage", "0", 3), 0, {2}, {1})}}), {{"0", std::string(8, 'x')}}, 4));
        row("torch.storage", "an old file with a storage of its own", "nothing refers to",
            legacyTorchFile(dict({{"a", "N"}}), {{"0", std::string(8, 'x')}}, 4));
        row("pickle.trailing", "an old file with a tail", "4 bytes after the last storage",
            legacyTorchFile(dict({{"a", tensor(storage("FloatStorage", "0", 2), 0, {2}, {1})}}), {{"0", std::string(8, 'x')}}, 4) + "tail");
        row("pickle.import", "in an old file", "posix.system",
            legacyTorchFile(protocol(2) + global("posix", "system") + binUnicode("id") + "\x85R.", {}, 4));
    }
    void found() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, fragment);
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), "model.pkl");
        const Finding* const finding = findingOf(report, rule.toStdString(), fragment.toStdString());
        QVERIFY2(finding, findingsText(report).c_str());
        QVERIFY(report.verdict >= verdictOf(finding->severity));
        QVERIFY(report.verdict != Verdict::Accepted);
    }

    // What is executed before the scanner stops is dangerous, whatever comes then.
    void dangerousGoesBeforeInconclusive() {
        const ScanReport report = scanOfBytes(protocol(2) + global("posix", "system") + binUnicode("id") + "\x85R\xff", "model.bin");
        QCOMPARE(report.verdict, Verdict::Dangerous);
        QVERIFY(report.reason.find("posix.system") != std::string::npos);
    }

    /// "Convert it" beside "do not load it" would be taken for the advice.
    void whatIsDangerousIsNotCalledPlain() {
        const ScanReport report = scanOfBytes(protocol(2) + global("posix", "system") + binUnicode("id") + "\x85R.", "model.bin");
        QCOMPARE(report.verdict, Verdict::Dangerous);
        QVERIFY(std::none_of(report.findings.begin(), report.findings.end(),
                             [](const Finding& finding) { return finding.rule == "pickle.format"; }));
    }

    void anUnreadableInstructionIsInconclusive() {
        QCOMPARE(scanOfBytes(protocol(2) + "\xff", "model.bin").verdict, Verdict::Inconclusive);
    }

    // Whatever its name: the content decides.
    void aPickleUnderAnyName_data() {
        QTest::addColumn<QByteArray>("name");
        for (const char* name : {"model.safetensors", "config.json", "README.txt", "notes.md", "weights", "model.gguf", "a.png"})
            QTest::newRow(name) << QByteArray(name);
    }
    void aPickleUnderAnyName() {
        QFETCH(QByteArray, name);
        for (const std::string& bytes :
             {protocol(2) + global("posix", "system") + binUnicode("id") + "\x85R.", std::string("cposix\nsystem\n(S'id'\ntR.")}) {
            const ScanReport report = scanOfBytes(bytes, name.toStdString());
            QCOMPARE(report.verdict, Verdict::Dangerous);
            QVERIFY2(findingOf(report, "pickle.import", "posix.system"), findingsText(report).c_str());
            QCOMPARE(findingOf(report, "file.extension") != nullptr, name.contains('.'));
        }
    }

    // Files of a few bytes are files too.
    void smallFiles() {
        QCOMPARE(scanOfBytes("cos\nsystem\n)R.", "x").verdict, Verdict::Dangerous);
        QCOMPARE(scanOfBytes("\x80\x04N.", "x.pkl").verdict, Verdict::Unsupported);
    }

    void texts_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("begins like GLOBAL") << QByteArray("case study\nof a model\nwith text\n");
        QTest::newRow("begins like INST") << QByteArray("is it?\nyes\nno\n");
        QTest::newRow("a full stop") << QByteArray("N.\n");
        QTest::newRow("merges") << QByteArray("#version: 0.2\nc a\nt h\n");
        QTest::newRow("words") << QByteArray("cats\ndogs\n(\n)\nR\n.\n");
    }
    void texts() {
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), "vocab.txt");
        QVERIFY2(report.verdict == Verdict::Accepted, findingsText(report).c_str());
    }

    // What the machine keeps must not grow with what a few bytes ask for.
    void bombs_data() {
        QTest::addColumn<QByteArray>("bytes");
        std::string doubling = protocol(2) + "]";
        for (int i = 0; i < 200; ++i)
            doubling += "2\x86";
        QTest::newRow("tuples that double") << QByteArray::fromStdString(doubling + ".");
        QTest::newRow("a million marks") << QByteArray::fromStdString(protocol(2) + std::string(1'000'000, '('));
        QTest::newRow("a million nested lists")
            << QByteArray::fromStdString(protocol(2) + std::string(1'000'000, ']') + std::string(999'999, 'a') + ".");
        QTest::newRow("five million values") << QByteArray::fromStdString(protocol(2) + std::string(5'000'000, 'N') + ".");
        QTest::newRow("a list in itself") << QByteArray::fromStdString(protocol(2) + "]q\x01"
                                                                                     "h\x01"
                                                                                     "a.");
    }
    void bombs() {
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), "model.pkl");
        QVERIFY(report.verdict == Verdict::Unsupported || report.verdict == Verdict::Inconclusive);
    }
};

QTEST_GUILESS_MAIN(TestHostilePickle)
#include "tst_hostile_pickle.moc"
