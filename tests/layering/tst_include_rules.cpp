// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/layering/include_rules.h"
#include "tests/layering/source_tree.h"

using namespace postern::layering;

class TestIncludeRules : public QObject {
    Q_OBJECT

private slots:
    void readsIncludeLines();
    void judges_data();
    void judges();
    void followsHeaders();
    void survivesARingOfHeaders();
    void theTreeKeepsTheRules();
};

void TestIncludeRules::readsIncludeLines() {
    const SourceFile file = readIncludes("a.cpp", "#include \"engine/core/error.h\"\n"
                                                  "  #  include <vector> // why\n"
                                                  "// #include \"commented.h\"\n"
                                                  "const char* x = \"#include <no>\";\n"
                                                  "#include MACRO\n");
    QCOMPARE(file.includes, QStringList({"\"engine/core/error.h\"", "<vector>"}));
}

void TestIncludeRules::judges_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    QTest::addColumn<QString>("complaint"); // empty: allowed
    const auto row = [](const char* path, const char* include, const char* complaint) {
        QTest::addRow("%s includes %s", path, include) << path << include << complaint;
    };
    row("engine/data/dataset.cpp", "\"engine/core/json.h\"", "");
    row("engine/core/json.cpp", "\"engine/data/dataset.h\"", "must not know engine/data");
    row("engine/data/dataset.cpp", "\"engine/tokenizer/tokenizer.h\"", "must not know engine/tokenizer");
    row("engine/chat/chat_template.cpp", "\"engine/core/error.h\"", "");
    row("engine/chat/chat_template.cpp", "\"engine/checkpoint/chat_files.h\"", "must not know engine/checkpoint");
    row("engine/run/prompt_source.cpp", "\"engine/chat/chat_template.h\"", "");
    row("widgets/panels/prompt_view.cpp", "\"engine/chat/chat_template.h\"", "must not know engine/chat");
    row("engine/analysis/pca.cpp", "\"engine/model/model.h\"", "must not know engine/model");
    row("engine/model/model.cpp", "\"engine/tokenizer/tokenizer.h\"", "");
    row("engine/model/model.cpp", "\"engine/attack/attack.h\"", "must not know engine/attack");
    row("engine/attack/sft.cpp", "\"engine/model/model.h\"", "");
    row("engine/attack/sft.cpp", "\"engine/defense/defense.h\"", "must not know engine/defense");
    row("engine/defense/collapse.cpp", "\"engine/evaluation/rates.h\"", "must not know engine/evaluation");
    row("engine/defense/collapse.cpp", "\"engine/run/runner.h\"", "must not know engine/run");
    row("engine/defense/collapse.cpp", "\"engine/data/secret_trigger.h\"", "never sees the secret");
    row("engine/evaluation/rates.cpp", "\"engine/defense/defense.h\"", "must not know engine/defense");
    row("engine/run/runner.cpp", "\"engine/defense/defense.h\"", "");
    row("engine/run/runner.cpp", "\"widgets/plots/plot.h\"", "must not know widgets");
    row("engine/run/run_record.cpp", "\"engine/evaluation/rates.h\"", "read back without torch");
    row("widgets/models/run_model.cpp", "\"engine/run/run_events.h\"", "");
    row("widgets/panels/bench_panel.cpp", "\"engine/bench/bench_table.h\"", "");
    row("engine/run/runner.cpp", "\"engine/bench/bench_table.h\"", "must not know engine/bench");
    row("engine/bench/bench_runner.cpp", "\"engine/run/runner.h\"", "");
    row("widgets/models/run_model.cpp", "\"engine/model/model.h\"", "must not know engine/model");
    row("widgets/models/run_model.cpp", "\"engine/checkpoint/safetensors.h\"", "must not know engine/checkpoint");
    row("widgets/models/tensor_model.cpp", "\"engine/checkpoint/weight_values.h\"", "");
    row("engine/data/dataset.cpp", "\"engine/checkpoint/weight_values.h\"", "must not know engine/checkpoint");
    row("engine/checkpoint/weight_values.h", "\"engine/core/error.h\"", "includes nothing of the project");
    row("widgets/models/run_model.cpp", "\"app/session.h\"", "must not know app");
    row("widgets/panels/loss_panel.cpp", "\"widgets/panels/rate_panel.h\"", "panels never include each other");
    row("widgets/panels/loss_panel.cpp", "\"widgets/panels/loss_panel.h\"", "");
    row("widgets/panels/scan_panel.cpp", "\"engine/scan/scan_report.h\"", "");
    row("widgets/panels/scan_panel.cpp", "\"engine/scan/scan.h\"", "must not know engine/scan");
    row("engine/scan/scan_report.h", "\"engine/scan/content.h\"", "plain values");
    row("engine/scan/sarif.cpp", "\"engine/checkpoint/safetensors.h\"", "plain values");
    row("engine/scan/sarif.cpp", "\"engine/core/json.h\"", "");
    row("engine/scan/content.cpp", "\"engine/checkpoint/safetensors.h\"", "");
    row("engine/scan/content.cpp", "\"engine/model/language_model.h\"", "must not know engine/model");
    row("engine/checkpoint/safetensors.cpp", "\"engine/scan/scan.h\"", "must not know engine/scan");
    row("app/real_engine.cpp", "\"engine/scan/scan.h\"", "");
    row("app/cli/command_scan.cpp", "\"engine/scan/scan.h\"", "");
    row("app/main_window.cpp", "\"widgets/panels/rate_panel.h\"", "");
    row("app/main_window.cpp", "\"engine/defense/defense.h\"", "must not know engine/defense");
    row("app/cli/main.cpp", "\"engine/run/runner.h\"", "");
    row("app/cli/command_lab.cpp", "\"engine/attack/lab_training.h\"", "");
    row("app/cli/main.cpp", "<torch/torch.h>", "reaches torch");
    row("app/cli/main.cpp", "\"widgets/report/pdf.h\"", "must not know widgets");
    row("app/cli/main.cpp", "<QApplication>", "Qt Widgets");
    row("app/cli/main.cpp", "<QTableView>", "Qt Widgets");
    row("app/cli/main.cpp", "<QGuiApplication>", "");
    row("engine/core/log.cpp", "<QString>", "reaches Qt");
    row("engine/run/runner.cpp", "<QtCore/QString>", "reaches Qt");
    row("engine/core/log.cpp", "<qstring.h>", "reaches Qt");
    row("engine/model/forward.cpp", "<torch/torch.h>", "");
    row("engine/model/forward.cpp", "<ATen/ATen.h>", "");
    row("engine/run/runner.cpp", "<torch/torch.h>", "reaches torch");
    row("engine/run/runner.cpp", "<c10/util/Exception.h>", "reaches torch");
    row("engine/run/runner.cpp", "\"engine/model/torch_pch.h\"", "reaches torch");
    row("widgets/plots/plot.cpp", "<torch/torch.h>", "reaches torch");
    row("tests/model/tst_forward.cpp", "<torch/torch.h>", "");
    row("app/main.cpp", "\"tests/support/spy.h\"", "only tests include tests");
    row("tests/run/tst_runner.cpp", "\"engine/defense/defense.h\"", "");
}

void TestIncludeRules::judges() {
    QFETCH(QString, path);
    QFETCH(QString, include);
    QFETCH(QString, complaint);
    const QStringList found = includeViolations({readIncludes(path, "#include " + include + '\n')});
    if (complaint.isEmpty()) {
        QCOMPARE(found, QStringList());
    } else {
        QCOMPARE(found.size(), 1);
        QVERIFY2(found[0].contains(complaint), qPrintable(found[0]));
    }
}

void TestIncludeRules::followsHeaders() {
    const SourceFile torchHeader = readIncludes("engine/model/tensors.h", "#include <torch/torch.h>\n");
    const SourceFile between = readIncludes("engine/model/model.h", "#include \"engine/model/tensors.h\"\n");
    const QString forOwnFolder = " includes engine/model/model.h: a header that reaches torch is for its own folder only";
    const SourceFile runner = readIncludes("engine/run/runner.cpp", "#include \"engine/model/model.h\"\n");
    QCOMPARE(includeViolations({torchHeader, between, runner}),
             QStringList({"engine/run/runner.cpp" + forOwnFolder,
                          "engine/run/runner.cpp reaches torch, which stays inside engine/{model,attack,defense,evaluation}"}));

    const SourceFile attack = readIncludes("engine/attack/sft.cpp", "#include \"engine/model/model.h\"\n");
    QCOMPARE(includeViolations({torchHeader, between, attack}), QStringList("engine/attack/sft.cpp" + forOwnFolder));

    const SourceFile test = readIncludes("tests/model/tst_model.cpp", "#include <QTest>\n#include \"engine/model/model.h\"\n");
    QCOMPARE(includeViolations({torchHeader, between, test}).last(),
             QString("tests/model/tst_model.cpp reaches both torch and Qt, which do not compile together"));

    const SourceFile record = readIncludes("engine/run/run_record.cpp", "#include \"engine/run/frames.h\"\n");
    const SourceFile frames = readIncludes("engine/run/frames.h", "");
    const SourceFile framesSource = readIncludes("engine/run/frames.cpp", "#include \"engine/run/frames.h\"\n"
                                                                          "#include \"engine/model/model.h\"\n");
    QCOMPARE(includeViolations({record, frames, framesSource}),
             QStringList("engine/run/frames.cpp includes engine/model/model.h: a run is read back without torch"));

    const SourceFile header = readIncludes("engine/core/a.h", "");
    const SourceFile late = readIncludes("engine/core/a.cpp", "#include <vector>\n#include \"engine/core/a.h\"\n");
    QCOMPARE(includeViolations({header, late}), QStringList("engine/core/a.cpp does not include its own header first"));
}

void TestIncludeRules::survivesARingOfHeaders() {
    const SourceFile a = readIncludes("engine/core/a.h", "#include \"engine/core/b.h\"\n");
    const SourceFile b = readIncludes("engine/core/b.h", "#include \"engine/core/a.h\"\n");
    QCOMPARE(includeViolations({a, b}), QStringList());
}

void TestIncludeRules::theTreeKeepsTheRules() {
    const QString root = POSTERN_SOURCE_DIR;
    QList<SourceFile> files;
    for (const QString& path : projectFiles(root)) {
        if (isCxx(path))
            files << readIncludes(path, QString::fromUtf8(contentOf(root, path)));
    }
    QVERIFY2(files.size() > 20, "the source tree was not found");
    const QStringList found = includeViolations(files);
    QVERIFY2(found.isEmpty(), qPrintable('\n' + found.join('\n')));
}

QTEST_GUILESS_MAIN(TestIncludeRules)
#include "tst_include_rules.moc"
