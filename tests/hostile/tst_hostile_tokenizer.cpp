// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <QTest>

#include "engine/core/json.h"
#include "tests/support/scan_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

Json tokenizerWith(const std::string& pattern) {
    return {{"pre_tokenizer", {{"type", "Split"}, {"pattern", {{"Regex", pattern}}}, {"behavior", "Isolated"}}},
            {"model", {{"type", "BPE"}, {"vocab", {{"a", 0}, {"b", 1}, {"ab", 2}}}, {"merges", {"a b"}}}}};
}

std::string piece(const std::string& text) {
    const std::string body = "\x0a" + littleEndian(text.size(), 1) + text + "\x15" + std::string(4, '\0');
    return "\x0a" + littleEndian(body.size(), 1) + body;
}

} // namespace

/// Tokenizers that contradict themselves or run away, and chat templates that reach out of their sandbox.
class TestHostileTokenizer : public QObject {
    Q_OBJECT

private slots:
    void aGoodTokenizerIsAccepted() {
        const ScanReport report = scanOfBytes(tokenizerWith(R"(\p{L}+|\s+)").dump(), "tokenizer.json");
        QVERIFY2(report.verdict == Verdict::Accepted, findingsText(report).c_str());
        QCOMPARE(scanOfBytes(piece("<unk>") + piece("a") + "\x12\x02\x18\x01", "tokenizer.model").verdict, Verdict::Accepted);
    }

    void found_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("fragment");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* rule, const char* name, const char* fragment, const char* file, const std::string& bytes) {
            QTest::addRow("%s: %s", rule, name)
                << QByteArray(rule) << QByteArray(fragment) << QByteArray(file) << QByteArray::fromStdString(bytes);
        };
        row("tokenizer.malformed", "no JSON", "syntax", "tokenizer.json", "{\"model\":");
        row("tokenizer.malformed", "duplicate key", "duplicate", "tokenizer.json", R"({"model":{"type":"BPE","type":"WordPiece"}})");
        row("tokenizer.malformed", "no model", "", "tokenizer.json", "{}");
        row("tokenizer.malformed", "a merge of nothing", "", "tokenizer.json",
            R"({"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}})");
        row("tokenizer.unsupported", "a kind that is not read", "", "tokenizer.json", R"({"model":{"type":"Morse","vocab":{}}})");
        row("tokenizer.regex", "nested quantifiers", "regular expression", "tokenizer.json", tokenizerWith("(a+)+b").dump());
        row("tokenizer.regex", "overlapping alternatives", "regular expression", "tokenizer.json", tokenizerWith("(a|aa)+c").dump());
        row("tokenizer.regex", "white space", "regular expression", "tokenizer.json", tokenizerWith(R"((\s+)+y)").dump());
        Json many = tokenizerWith("a");
        for (int i = 0; i < 100; ++i)
            many["decoder"][std::to_string(i)] = {{"Regex", std::string(static_cast<std::size_t>(i) + 1, 'a')}};
        row("tokenizer.malformed", "a hundred expressions", "regular expressions", "tokenizer.json", many.dump());

        const auto chat = [](const std::string& text) { return Json{{"chat_template", text}}.dump(); };
        const char* const config = "tokenizer_config.json";
        row("template.attribute", "the class of a text", "__class__", config, chat("{{ ''.__class__.__mro__[1].__subclasses__() }}"));
        row("template.attribute", "by subscript", "__globals__", config, chat("{{ cycler['__globals__'] }}"));
        row("template.attribute", "in a statement", "__init__", config, chat("{% set x = cycler.__init__ %}"));
        row("template.attribute", "in a tag that is not closed", "__class__", config, chat("{{ x.__class__"));
        row("template.attribute", "in a list of templates", "__class__", config,
            R"({"chat_template":[{"name":"a","template":"{{ x.__class__ }}"}]})");
        row("template.attribute", "in a file of its own", "__class__", "chat_template.jinja", "{{ x.__class__ }}");
        row("template.attribute", "in chat_template.json", "__class__", "chat_template.json", chat("{{ x.__class__ }}"));
        row("template.computed", "the filter attr", "attr", config, chat("{{ x|attr('a' ~ b) }}"));
        row("template.computed", "an escaped underscore", "escape", config, chat(R"({{ x['\x5f\x5fclass\x5f\x5f'] }})"));
        row("template.computed", "underscores put together", "underscores", config, chat("{{ x['__' ~ 'class' ~ '__'] }}"));
        row("template.limit", "2 MiB", "2097152 bytes", config, chat(std::string(std::size_t{2} << 20, 'x')));
        row("template.limit", "a number", "neither text", config, R"({"chat_template":7})");
        row("template.limit", "a number in the list", "no text", config, R"({"chat_template":[7]})");
        row("sentencepiece.malformed", "a field that is unknown", "does not have", "tokenizer.model", piece("a") + "\x7a\x01x");
        row("sentencepiece.malformed", "a length past the end", "does not have", "tokenizer.model",
            piece("a") + "\x0a\x7f"
                         "abc");
        row("sentencepiece.malformed", "a piece that is no UTF-8", "piece 2", "tokenizer.model", piece("a") + piece("\xff\xfe"));
        row("sentencepiece.malformed", "a length without end", "does not have", "tokenizer.model",
            piece("a") + std::string(1, '\x0a') + std::string(12, '\xff'));
    }
    void found() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, fragment);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, bytes);
        const ScanReport report = scanOfBytes(bytes.toStdString(), name.toStdString());
        const Finding* const finding = findingOf(report, rule.toStdString(), fragment.toStdString());
        QVERIFY2(finding, findingsText(report).c_str());
        QVERIFY(report.verdict >= verdictOf(finding->severity));
    }

    void ordinaryTemplatesAreAccepted() {
        const std::string text =
            "{% for message in messages %}{{ '<|im_start|>' + message['role'] }}\n{{ message.content | trim }}{% endfor %}"
            "{% if add_generation_prompt %}{{- raise_exception('no __doc__ outside of tags') if false }}{% endif %}";
        const ScanReport report = scanOfBytes(Json{{"chat_template", "def __init__(self): plain text {{ messages[0]['content'] }}"}}.dump(),
                                              "tokenizer_config.json");
        QVERIFY2(report.verdict == Verdict::Accepted, findingsText(report).c_str());
        QCOMPARE(findingOf(scanOfBytes(Json{{"chat_template", text}}.dump(), "tokenizer_config.json"), "template.computed"), nullptr);
    }

    void aTokenizerThatIsTooLarge() {
        const TemporaryFolder folder;
        writeBytes(folder.file("tokenizer.json"), "{");
        std::filesystem::resize_file(folder.file("tokenizer.json"), std::uintmax_t{300} << 20);
        QVERIFY(findingOf(scanOf(folder.path()), "tokenizer.limit"));
        QCOMPARE(scanOf(folder.path()).verdict, Verdict::Inconclusive);
    }
};

QTEST_GUILESS_MAIN(TestHostileTokenizer)
#include "tst_hostile_tokenizer.moc"
