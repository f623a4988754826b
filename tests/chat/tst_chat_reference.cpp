// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/core/json.h"
#include "tests/chat/chat_rendering.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

namespace {

/// tests/golden/chat/language.json is Jinja2's own rendering, made by the script beside it.
Result<ChatValue> readGolden(const std::string& path) {
    POSTERN_ASSIGN(const std::string content, readTextFile(path, std::size_t{64} << 20U));
    return parseChatValue(content, path);
}

bool isTrue(const ChatValue* value) {
    return value != nullptr && std::get<bool>(value->data);
}

} // namespace

class TestChatReference : public QObject {
    Q_OBJECT

private slots:
    void language() {
        const auto golden = readGolden(POSTERN_SOURCE_DIR "/tests/golden/chat/language.json");
        QVERIFY(golden.has_value());
        const ChatValue::Members& variables = *golden->find("variables")->members();
        const ChatValue::Array& cases = *golden->find("cases")->array();
        QVERIFY(cases.size() > 250);
        int wrong = 0;
        for (const ChatValue& each : cases) {
            const std::string& source = *each.array()->at(0).text();
            const std::string* const expected = each.array()->at(1).text();
            const auto result = rendered(source, variables);
            if (result.has_value() == (expected != nullptr) && (!expected || *result == *expected))
                continue;
            ++wrong;
            qWarning("%s\n  expected %s\n  got      %s", source.c_str(), expected ? expected->c_str() : "an error",
                     outcome(source, variables).c_str());
        }
        QCOMPARE(wrong, 0);
    }

    /// Templates of real models, rendered by Transformers' own function.
    void realTemplates() {
        const std::string path = POSTERN_SHARED_DIR "/tokenizers/chat.json";
        if (!std::filesystem::exists(path))
            QSKIP("the renderings of real chat templates are not here (../shared/tokenizers/chat.json)");
        const auto golden = readGolden(path);
        QVERIFY(golden.has_value());
        int wrong = 0;
        int dated = 0;
        const ChatValue::Array& cases = *golden->find("cases")->array();
        QCOMPARE(cases.size(), std::size_t{120});
        for (const ChatValue& each : cases) {
            const std::string& name = *each.find("template")->text();
            const ChatValue::Members variables = {{"messages", *each.find("messages")},
                                                  {"tools", ChatValue()},
                                                  {"documents", ChatValue()},
                                                  {"add_generation_prompt", *each.find("add_generation_prompt")},
                                                  {"bos_token", *each.find("bos_token")},
                                                  {"eos_token", *each.find("eos_token")}};
            dated += isTrue(each.find("uses_date")) ? 1 : 0;
            const auto result = rendered(*golden->find("templates")->find(name)->text(), variables);
            const ChatValue* const expected = each.find("rendered");
            if (result.has_value() == (expected != nullptr) && (!expected || *result == *expected->text()))
                continue;
            ++wrong;
            qWarning("%s, %s", name.c_str(), each.find("conversation")->text()->c_str());
        }
        QCOMPARE(wrong, 0);
        QVERIFY(dated > 0); // the injected clock was asked
    }
};

QTEST_GUILESS_MAIN(TestChatReference)
#include "tst_chat_reference.moc"
