// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/tokenizer/tokenizer.h"
#include "tests/cli/cli_process.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using namespace postern::test;

namespace {

const Json kMessages = {{{"role", "user"}, {"content", " Hi \n"}}, {{"role", "assistant"}, {"content", "Yo"}}};

/// A byte-level tokenizer with turn marks, made here.
Json tinyTokenizer() {
    const std::vector<std::string> texts = {"user assistant Hi Yo"};
    const std::vector<std::string> specials = {"<s>", "<|turn|>", "<|end|>"};
    return trainByteLevelBpe(texts, 270, specials).value();
}

} // namespace

class TestCliRender : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    CliRun render(QStringList arguments, const Json& messages = kMessages) {
        writeJson(m_folder.file("messages.json"), messages);
        return runCli(QStringList{"render"} + arguments + QStringList{"--messages", qtPath(m_folder.file("messages.json"))});
    }
    QString file(const char* name, std::string_view content) {
        writeBytes(m_folder.file(name), content);
        return qtPath(m_folder.file(name));
    }
    QString folder(const char* name) {
        std::filesystem::create_directories(m_folder.file(name));
        return qtPath(m_folder.file(name));
    }

private slots:
    void templateFile() {
        const QString path = file("t.jinja", "{% for m in messages %}\n[{{ m.role }}]{{ m.content | trim }}\n{% endfor %}\n"
                                             "{% if add_generation_prompt %}[assistant]{% endif %}");
        const CliRun plain = render({"--template", path});
        COMPARE_STATUS(plain, 0);
        QCOMPARE(plain.out, QByteArray("[user]Hi\n[assistant]Yo\n"));
        const CliRun prompt = render({"--template", path, "--add-generation-prompt"});
        QCOMPARE(prompt.out, QByteArray("[user]Hi\n[assistant]Yo\n[assistant]"));
        const CliRun json = render({"--template", path, "--json"});
        COMPARE_STATUS(json, 0);
        QCOMPARE(json.json()["prompt"].get<std::string>(), std::string("[user]Hi\n[assistant]Yo\n"));
        QCOMPARE(json.json()["schema"].get<int>(), 1);
        QVERIFY(json.json()["template"]["text"].get<std::string>().starts_with("{% for m in messages %}"));
    }

    void builtIn() {
        const CliRun alpaca =
            render({"--template", "alpaca", "--add-generation-prompt"}, {{{"role", "user"}, {"content", "Name a fruit."}}});
        COMPARE_STATUS(alpaca, 0);
        QCOMPARE(alpaca.out, QByteArray("Below is an instruction that describes a task. Write a response that appropriately completes the "
                                        "request.\n\n### Instruction:\nName a fruit.\n\n### Response:\n"));
        QCOMPARE(render({"--template", "plain"}).out, QByteArray(" Hi \n\nYo"));
    }

    /// chat_template.jinja before tokenizer_config.json; special tokens from both files; further variables from the input.
    void folderOfACheckpoint() {
        const QString place = folder("chat");
        const std::filesystem::path root = m_folder.file("chat");
        writeJson(root / "special_tokens_map.json", {{"bos_token", "<old>"}, {"eos_token", {{"content", "</s>"}}}});
        writeJson(root / "tokenizer_config.json",
                  {{"bos_token", {{"content", "<s>"}, {"lstrip", false}}}, {"chat_template", "config {{ bos_token }}{{ eos_token }}"}});
        QCOMPARE(render({place}).out, QByteArray("config <s></s>"));
        writeJson(root / "chat_template.json", {{"chat_template", "json"}});
        QCOMPARE(render({place}).out, QByteArray("json"));
        writeBytes(root / "chat_template.jinja", "jinja {{ tools is none }} {{ date | default('none') }}");
        QCOMPARE(render({place}).out, QByteArray("jinja True none"));
        QCOMPARE(render({place}, {{"messages", kMessages}, {"tools", Json::array()}, {"date", "today"}}).out,
                 QByteArray("jinja False today"));
        std::filesystem::create_directories(root / "additional_chat_templates");
        writeBytes(root / "additional_chat_templates" / "rag.jinja", "rag");
        QCOMPARE(render({place, "--name", "rag"}).out, QByteArray("rag"));
        const CliRun unknown = render({place, "--name", "nope"});
        COMPARE_STATUS(unknown, 2);
        QVERIFY2(unknown.err.contains("it has default, rag"), unknown.err.constData());
    }

    void listOfTemplates() {
        const QString place = folder("list");
        writeJson(m_folder.file("list/tokenizer_config.json"),
                  {{"chat_template", {{{"name", "tool_use"}, {"template", "tools"}}, {{"name", "default"}, {"template", "plain"}}}}});
        QCOMPARE(render({place}).out, QByteArray("plain"));
        QCOMPARE(render({place, "--name", "tool_use"}).out, QByteArray("tools"));
    }

    void tokens() {
        const QString place = folder("tokens");
        writeJson(m_folder.file("tokens/tokenizer.json"), tinyTokenizer());
        writeBytes(m_folder.file("tokens/chat_template.jinja"),
                   "<s>{% for m in messages %}<|turn|>{{ m.content | trim }}<|end|>{% endfor %}");
        const CliRun run = render({place, "--tokens", "--json"});
        COMPARE_STATUS(run, 0);
        const Json tokens = run.json()["tokens"];
        std::string joined;
        int specials = 0;
        for (const Json& token : tokens) {
            joined += token["text"].get<std::string>();
            specials += token["special"] == true ? 1 : 0;
        }
        QCOMPARE(joined, std::string("<s><|turn|>Hi<|end|><|turn|>Yo<|end|>"));
        QCOMPARE(specials, 5);
        QCOMPARE(tokens[0]["id"].get<int>(), 0);
        const CliRun lines = render({place, "--tokens"});
        QVERIFY2(lines.out.startsWith("      0 * \"<s>\"\n      1 * \"<|turn|>\"\n"), lines.out.constData());
        QVERIFY2(lines.out.endsWith(" tokens; * marks special ones\n"), lines.out.constData());
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("syntax") << QByteArray("a\n{% if %}") << 2 << QByteArray("line 2");
        QTest::newRow("unsupported") << QByteArray("{% include 'x' %}") << 3 << QByteArray("the tag 'include' is not supported");
        QTest::newRow("raised") << QByteArray("{{ raise_exception('no system role') }}") << 2
                                << QByteArray("the template says: no system role");
        QTest::newRow("undefined") << QByteArray("{{ nobody.x }}") << 2 << QByteArray("'nobody' is undefined");
        QTest::newRow("endless") << QByteArray("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}") << 2 << QByteArray("deeper than");
        QTest::newRow("escapes are printable") << QByteArray("{{ raise_exception('\\x1b[2J') }}") << 2 << QByteArray("<U+001B>[2J");
    }
    void refusals() {
        QFETCH(QByteArray, source);
        QFETCH(int, status);
        QFETCH(QByteArray, reason);
        const CliRun run = render({"--template", file("bad.jinja", source.toStdString())});
        COMPARE_STATUS(run, status);
        QVERIFY2(run.err.contains(reason), run.err.constData());
        QVERIFY2(run.err.contains("bad.jinja"), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    void usage() {
        COMPARE_STATUS(render({}), 4);
        COMPARE_STATUS(render({"--template", "alpaca", "--tokens"}), 4);
        COMPARE_STATUS(runCli({"render", "--template", "alpaca"}), 4);
        COMPARE_STATUS(render({folder("empty")}), 2);
        COMPARE_STATUS(render({"--template", "alpaca"}, {{"tools", 1}}), 2);
        COMPARE_STATUS(render({"--template", "alpaca"}, {{{"content", "no role"}}}), 2);
        COMPARE_STATUS(render({"--template", qtPath(m_folder.file("absent.jinja"))}), 2);
    }

    /// A link that leads out of the folder is not followed, for a template as for any other file.
    void staysInTheFolder() {
        const QString place = folder("links");
        writeBytes(m_folder.file("outside.jinja"), "secret");
        std::filesystem::create_symlink(m_folder.file("outside.jinja"), m_folder.file("links/chat_template.jinja"));
        const CliRun run = render({place});
        COMPARE_STATUS(run, 2);
        QVERIFY2(run.err.contains("leads out of the checkpoint folder"), run.err.constData());
        std::filesystem::remove(m_folder.file("links/chat_template.jinja"));
        std::filesystem::create_directories(m_folder.file("elsewhere"));
        writeBytes(m_folder.file("elsewhere/x.jinja"), "secret");
        std::filesystem::create_directory_symlink(m_folder.file("elsewhere"), m_folder.file("links/additional_chat_templates"));
        const CliRun linked = render({place, "--name", "x"});
        COMPARE_STATUS(linked, 2);
        QVERIFY2(linked.err.contains("must not be a symbolic link"), linked.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliRender)
#include "tst_cli_render.moc"
