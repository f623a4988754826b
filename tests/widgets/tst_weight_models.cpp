// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "widgets/panels/diff_panel.h"
#include "widgets/panels/tensor_panel.h"
#include "widgets/plots/heat_strip_view.h"
#include "widgets/theme/theme.h"

using namespace postern;

namespace {

std::vector<TensorRow> rows() {
    return {{"model.embed_tokens.weight", "BF16", {11, 8}, 176, "model.safetensors", -1, "model.embed_tokens.weight", true},
            {"model.layers.0.mlp.up_proj.weight", "F32", {12, 8}, 384, "model.safetensors", 0, "mlp.up_proj.weight", true},
            {"model.layers.10.x<b>\xe2\x80\x8b", "Q4_K", {256}, 144, "model.safetensors", 10, "x", false}};
}

std::vector<TensorStatistics> statistics() {
    return {{true, 88, 2.5, -1, 1, 22, 0, 0}, {true, 96, 0.5, -0.25, 0.25, 0, 1, 2}, {}};
}

CheckpointDiff sampleDiff() {
    CheckpointDiff diff;
    diff.a = "/a";
    diff.b = "/b";
    diff.config = {{"same", DiffState::Same, "1", "1"}, {"vocab_size", DiffState::Changed, "32", "64"}};
    diff.files = {{"tokenizer.json", DiffState::OnlyInB}};
    diff.tensors.resize(3);
    diff.tensors[0].name = "model.layers.0.q";
    diff.tensors[0].dtypeA = diff.tensors[0].dtypeB = "F32";
    diff.tensors[0].shapeA = diff.tensors[0].shapeB = {2, 3};
    diff.tensors[0].compared = true;
    diff.tensors[0].normA = 4;
    diff.tensors[0].normChange = 5;
    diff.tensors[0].largest = 3;
    diff.tensors[0].state = DiffState::Changed;
    diff.tensors[0].elements = 6;
    diff.tensors[0].changed = 2;
    diff.tensors[1].name = "same";
    diff.tensors[1].compared = true;
    diff.tensors[1].normA = 1;
    diff.tensors[2].name = "new";
    diff.tensors[2].dtypeB = "F16";
    diff.tensors[2].shapeB = {7};
    diff.tensors[2].state = DiffState::OnlyInB;
    diff.normA = 4;
    diff.normChange = 1;
    diff.heat = {{{"q", {1.25, 0}}, {"k", {0.0125, -1}}}, {{"norm", {0}}}, 2, 1.25};
    return diff;
}

QString cell(const QAbstractItemModel& model, int row, int column, int role = Qt::DisplayRole) {
    return model.index(row, column).data(role).toString();
}

} // namespace

class WeightModelsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().install(ThemeChoice::Light);
    }

    void modelsKeepTheRules() {
        TensorTableModel tensors;
        const QAbstractItemModelTester first(&tensors, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tensors.setTensors(rows());
        tensors.setStatistics(statistics());
        tensors.setTensors({});
        TensorDiffModel changes;
        const QAbstractItemModelTester second(&changes, QAbstractItemModelTester::FailureReportingMode::QtTest);
        changes.setChanges(sampleDiff().tensors);
        ConfigDiffModel config;
        const QAbstractItemModelTester third(&config, QAbstractItemModelTester::FailureReportingMode::QtTest);
        config.setDiff(sampleDiff().config, sampleDiff().files);
        WordFilterModel filter(TensorDiffModel::SortRole, TensorDiffModel::DiffersRole);
        filter.setSourceModel(&changes);
        const QAbstractItemModelTester fourth(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setDifferencesOnly(true);
        filter.setWords("layers");
        QCOMPARE(filter.rowCount(), 1);
    }

    void tensorCells() {
        TensorTableModel model;
        model.setTensors(rows());
        QCOMPARE(cell(model, 0, TensorTableModel::Shape), QString("11 × 8"));
        QCOMPARE(cell(model, 0, TensorTableModel::Bytes), QString("176 bytes"));
        QCOMPARE(cell(model, 0, TensorTableModel::Norm), QString());
        model.setStatistics(statistics());
        QCOMPARE(cell(model, 0, TensorTableModel::Norm), QString("2.5"));
        QCOMPARE(cell(model, 0, TensorTableModel::Zeros), QString("25.0 %"));
        QCOMPARE(cell(model, 1, TensorTableModel::NotFinite), QString("3"));
        QCOMPARE(cell(model, 2, TensorTableModel::Norm), QString("–"));
        QVERIFY(cell(model, 1, TensorTableModel::NotFinite, Qt::ToolTipRole).contains("1 NaN, 2 infinite"));
        // Names from files stay literal, in cells and in tooltips.
        QVERIFY(cell(model, 2, TensorTableModel::Name).contains("<b><U+200B>"));
        QVERIFY(cell(model, 2, TensorTableModel::Name, Qt::ToolTipRole).contains("&lt;b&gt;"));
        // Statistics of another model are refused.
        model.setStatistics({TensorStatistics()});
        QCOMPARE(cell(model, 0, TensorTableModel::Norm), QString("2.5"));
    }

    void numbersSortAsNumbers() {
        TensorPanel panel;
        panel.setTensors(rows());
        panel.setStatistics(statistics());
        panel.table()->sortByColumn(TensorTableModel::Bytes, Qt::DescendingOrder);
        QCOMPARE(cell(panel.rows(), 0, TensorTableModel::Bytes), QString("384 bytes"));
        QCOMPARE(cell(panel.rows(), 2, TensorTableModel::Bytes), QString("144 bytes"));
        panel.table()->sortByColumn(TensorTableModel::Norm, Qt::AscendingOrder);
        QCOMPARE(cell(panel.rows(), 0, TensorTableModel::Norm), QString("–"));
        QCOMPARE(cell(panel.rows(), 1, TensorTableModel::Norm), QString("0.5"));
        panel.filter()->setText("layers up");
        QCOMPARE(panel.rows().rowCount(), 1);
    }

    void theButtonStartsAndStops() {
        TensorPanel panel;
        const QSignalSpy wanted(&panel, &TensorPanel::statisticsRequested);
        const QSignalSpy stops(&panel, &TensorPanel::stopRequested);
        QVERIFY(!panel.button()->isEnabled()); // there is nothing to read
        panel.setTensors(rows());
        QVERIFY(panel.button()->isEnabled());
        panel.button()->click();
        QCOMPARE(wanted.size(), 1);
        panel.setBusy(true);
        panel.button()->click();
        QCOMPARE(stops.size(), 1);
        QCOMPARE(wanted.size(), 1);
        panel.setBusy(false);
        panel.setStatistics(statistics());
        QVERIFY(panel.button()->isHidden());
    }

    void diffCells() {
        DiffPanel panel;
        panel.setDiff(sampleDiff());
        const QAbstractItemModel& tensors = *panel.tensorTable()->model();
        QCOMPARE(tensors.rowCount(), 2); // differences only
        QCOMPARE(cell(tensors, 0, TensorDiffModel::Relative), QString("125.0 %"));
        QCOMPARE(cell(tensors, 0, TensorDiffModel::TypeAndShape), QString("F32 2 × 3"));
        QCOMPARE(cell(tensors, 1, TensorDiffModel::State), QString("only in B"));
        QCOMPARE(cell(tensors, 1, TensorDiffModel::Relative), QString("–"));
        panel.differencesOnly()->setChecked(false);
        QCOMPARE(tensors.rowCount(), 3);
        const QAbstractItemModel& config = *panel.configTable()->model();
        QCOMPARE(config.rowCount(), 3);
        QCOMPARE(cell(config, 1, ConfigDiffModel::ValueB), QString("64"));
        QVERIFY2(panel.summary()->text().contains("25.0 %"), qPrintable(panel.summary()->text()));
        panel.clear();
        QCOMPARE(tensors.rowCount(), 0);
    }

    void shares() {
        QCOMPARE(shareText(0), QString("0 %"));
        QCOMPARE(shareText(1e-9), QString("< 0.0001 %"));
        QCOMPARE(shareText(2e-5), QString("0.0020 %"));
        QCOMPARE(shareText(0.005), QString("0.50 %"));
        QCOMPARE(shareText(1.25), QString("125.0 %"));
    }

    void heatStripCells() {
        HeatStripView view;
        view.setHeat(sampleDiff().heat);
        view.resize(520, view.sizeHint().height());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        // Every cell says its own sentence, found where it is drawn.
        QStringList found;
        for (int y = 0; y < view.height(); ++y) {
            for (int x = 0; x < view.width(); x += 3) {
                const QString text = view.textAt({x, y});
                if (!text.isEmpty() && !found.contains(text))
                    found << text;
            }
        }
        QCOMPARE(found, QStringList({"q, layer 0: changed by 125.0 %", "q, layer 1: unchanged", "k, layer 0: changed by 1.3 %",
                                     "k, layer 1: not in both, or not comparable", "norm: unchanged"}));
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Down); // the cursor appears
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.accessibleDescription(), QString("k, layer 0: changed by 1.3 %"));
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Right); // stays at the last
        QCOMPARE(view.accessibleDescription(), QString("k, layer 1: not in both, or not comparable"));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.accessibleDescription(), QString("norm: unchanged"));
    }

    /// A change is always told from no change, in every theme.
    void heatStripColours() {
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast}) {
            Theme::instance().setChoice(theme);
            HeatStripView view;
            view.setHeat({{{"q", {1.0, 1e-9, 0.0}}}, {}, 3, 1.0});
            view.resize(400, view.sizeHint().height());
            const QImage image = view.grab().toImage();
            QList<QRgb> colours;
            for (const char* words : {"layer 0:", "layer 1:", "layer 2:"}) {
                for (int x = 0; x < view.width(); ++x) {
                    const QPoint point(x, 30);
                    if (view.textAt(point).contains(words) && view.textAt(point + QPoint(4, 0)).contains(words)) {
                        colours << image.pixel(point + QPoint(2, 0));
                        break;
                    }
                }
            }
            QCOMPARE(colours.size(), 3);
            QVERIFY(colours[0] != colours[1] && colours[1] != colours[2] && colours[0] != colours[2]);
        }
        Theme::instance().setChoice(ThemeChoice::Light);
    }

    void hundredLayersFit() {
        HeatStrip heat;
        heat.layers = 126;
        heat.greatest = 0.5;
        for (const char* kind : {"self_attn.q_proj.weight", "mlp.down_proj.weight"})
            heat.rows.push_back({kind, std::vector<double>(126, 0.25)});
        HeatStripView view;
        view.setHeat(heat);
        view.resize(480, view.sizeHint().height());
        QVERIFY(view.textAt({view.width() - 2, view.height() / 3}).contains("layer 125"));
        QVERIFY(!view.grab().isNull());
    }
};

QTEST_MAIN(WeightModelsTest)
#include "tst_weight_models.moc"
