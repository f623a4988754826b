// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/checkpoint/formats.h"
#include "engine/checkpoint/model_config.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

namespace {

const std::filesystem::path kSource = POSTERN_SOURCE_DIR;

} // namespace

/// The documentation is what the tables in the code say. Where it is not: `postern-cli formats` prints what belongs there.
class TestFormats : public QObject {
    Q_OBJECT

private slots:
    void theReadmeHoldsThePage() {
        const std::string readme = readBytes(kSource / "README.md");
        const std::string begin = "<!-- postern-cli formats -->\n";
        const std::string end = "<!-- end of formats -->";
        const std::size_t from = readme.find(begin);
        const std::size_t to = readme.find(end);
        QVERIFY(from != std::string::npos && to != std::string::npos && from < to);
        QCOMPARE(text(readme.substr(from + begin.size(), to - from - begin.size())), text(formatsMarkdown()));
    }

    void theHelpHoldsThePage() { QCOMPARE(text(readBytes(kSource / "resources/help/formats.md")), text(formatsMarkdown())); }

    void everyFamilyIsAccepted() {
        QVERIFY(!familySummaries().empty());
        for (const FamilySummary& family : familySummaries()) {
            const Json config = {{"model_type", family.modelType}, {"architectures", {family.className}}};
            const auto parsed = parseModelConfig(config, "config.json");
            // Sizes are missing, but neither the family nor the class is what is refused.
            QVERIFY2(parsed || parsed.error().detail.find("model_type") == std::string::npos, parsed.error().detail.c_str());
            QVERIFY2(parsed || parsed.error().detail.find("architectures") == std::string::npos, parsed.error().detail.c_str());
        }
    }

    void limitsAndTypesAreNamed() {
        const std::string page = formatsMarkdown();
        for (const char* word : {"`llama`", "Q4_K", "Q8_0", "100,000 tensors", "`gptneox`", "BF16", "512 shards"})
            QVERIFY2(page.find(word) != std::string::npos, word);
        const Json json = formatsJson();
        QCOMPARE(json.at("families").size(), familySummaries().size());
        QVERIFY(json.at("gguf").at("types").size() > 30);
    }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
