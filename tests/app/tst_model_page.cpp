// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include "app/model_page.h"
#include "app/resources.h"
#include "app/window_style.h"
#include "tests/support/checkpoint_maker.h"
#include "tests/support/gguf_maker.h"
#include "widgets/panels/diff_panel.h"
#include "widgets/panels/scan_panel.h"
#include "widgets/panels/tensor_panel.h"
#include "widgets/plots/heat_strip_view.h"
#include "widgets/theme/theme.h"

using namespace postern;
using namespace postern::test;

namespace {

bool says(const QWidget& page, const QString& words) {
    for (const QLabel* label : page.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&page) && label->text().contains(words))
            return true;
    }
    return false;
}

} // namespace

/// The page with the real readers on its own thread.
class ModelPageTest final : public QObject {
    Q_OBJECT

    TemporaryFolder m_a;
    TemporaryFolder m_b;

private slots:
    void initTestCase() {
        qRegisterMetaType<Error>();
        initResources();
        Theme::instance().install(ThemeChoice::Light);
        TensorSet tensors(tinyConfigJson());
        QVERIFY(writeTinyCheckpoint(m_a.path(), tinyConfigJson(), tensors));
        const float changed[] = {3.5F, -3.5F};
        std::memcpy(tensors.bytes("model.layers.1.self_attn.q_proj.weight").data(), changed, sizeof changed);
        Json config = tinyConfigJson();
        config["max_position_embeddings"] = 64;
        QVERIFY(writeTinyCheckpoint(m_b.path(), config, tensors));
    }

    void opensWithAVerdict() {
        ModelPage page;
        page.resize(1200, 700);
        page.show();
        QSignalSpy opened(&page, &ModelPage::opened);
        page.open(m_a.path());
        QTRY_COMPARE(opened.size(), 1);
        page.tabs()->setCurrentWidget(page.scanPanel());
        QTRY_VERIFY(says(*page.scanPanel(), "Accepted"));
        // A pickle is judged although it cannot be described.
        TemporaryFolder other;
        writeBytes(other.file("model.pt"), std::string("\x80\x02") + "cposix\nsystem\n" + "U\x02id\x85R.");
        page.scan(other.file("model.pt"));
        QTRY_VERIFY(says(*page.scanPanel(), "Dangerous"));
        page.clear();
        QVERIFY(!says(*page.scanPanel(), "Dangerous"));
    }

    void describesAndReadsTheValues() {
        ModelPage page;
        page.resize(1200, 700);
        page.show();
        QVERIFY(says(page, "No model opened"));
        const QSignalSpy opened(&page, &ModelPage::opened);
        page.open(m_a.path());
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(page.tensors()->model().rowCount(), static_cast<int>(TensorSet(tinyConfigJson()).toWrite().size()));
        QTRY_VERIFY(says(page, "llama") && says(page, "Hugging Face folder"));
        QVERIFY(!page.tensors()->model().hasStatistics());
        page.tensors()->button()->click();
        QTRY_VERIFY(page.tensors()->model().hasStatistics());
        const int norm = TensorTableModel::Norm;
        QVERIFY(page.tensors()->model().index(0, norm).data().toString() != QString());
        // The same path again keeps what was read.
        page.open(m_a.path());
        QVERIFY(page.tensors()->model().hasStatistics());
        page.clear();
        QCOMPARE(page.tensors()->model().rowCount(), 0);
        QVERIFY(says(page, "No model opened"));
    }

    void compares() {
        ModelPage page;
        page.resize(1200, 760);
        page.show();
        page.compareWith(m_b.path()); // nothing is opened yet: nothing happens
        QVERIFY(page.path().empty());
        const QSignalSpy opened(&page, &ModelPage::opened);
        page.open(m_a.path());
        QTRY_COMPARE(opened.size(), 1);
        page.compareWith(m_b.path());
        QTRY_COMPARE(page.comparison()->tensorTable()->model()->rowCount(), 1);
        QCOMPARE(page.tabs()->currentWidget(), page.comparison());
        QCOMPARE(page.comparison()->heatStrip()->heat().greatest, 1.25);
        QCOMPARE(page.comparison()->configTable()->model()->rowCount(), 1);
        QVERIFY(page.comparison()->summary()->text().contains("differ"));
    }

    void errorsAreHandedOnAndThePageLives() {
        ModelPage page;
        const QSignalSpy failed(&page, &ModelPage::failed);
        const QSignalSpy opened(&page, &ModelPage::opened);
        page.open(m_a.file("absent.gguf"));
        QTRY_COMPARE(failed.size(), 1);
        writeBytes(m_a.file("bad.gguf"), "GGUF");
        page.open(m_a.file("bad.gguf"));
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(failed[1][0].value<Error>().code, ErrorCode::GgufRule);
        page.open(m_a.path());
        QTRY_COMPARE(opened.size(), 1);
    }

    void quantizedFilesAreNamed() {
        GgufMaker maker;
        maker.addText("general.architecture", "llama");
        maker.tensors.push_back({"blk.0.attn_q.weight", {32}, 2, std::string(18, '\0')});
        writeBytes(m_a.file("q4.gguf"), maker.bytes());
        ModelPage page;
        page.show();
        const QSignalSpy opened(&page, &ModelPage::opened);
        page.open(m_a.file("q4.gguf"));
        QTRY_COMPARE(opened.size(), 1);
        QTRY_VERIFY(says(page, "Q4_0"));
    }

    void aNewJobStopsTheOneBefore() {
        InspectionHost host;
        const QSignalSpy summaries(&host, &InspectionHost::summaryReady);
        const QSignalSpy statistics(&host, &InspectionHost::statisticsReady);
        const QSignalSpy diffs(&host, &InspectionHost::diffReady);
        for (int i = 0; i < 20; ++i) {
            host.computeStatistics(m_a.path());
            host.summarize(m_a.path());
        }
        host.compare(m_a.path(), m_b.path());
        QTRY_COMPARE(diffs.size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(summaries.size() + statistics.size(), 0); // none of them was the last
    }

    void stopEndsInOneSignal() {
        InspectionHost host;
        const QSignalSpy stopped(&host, &InspectionHost::stopped);
        const QSignalSpy diffs(&host, &InspectionHost::diffReady);
        host.compare(m_a.path(), m_b.path());
        host.stop();
        QTRY_COMPARE(stopped.size(), 1);
        QCOMPARE(diffs.size(), 0);
        host.compare(m_a.path(), m_b.path());
        QTRY_COMPARE(diffs.size(), 1);
        QCOMPARE(stopped.size(), 1);
    }

    void looks_data() {
        QTest::addColumn<int>("theme");
        QTest::addColumn<bool>("comparison");
        QTest::newRow("light") << static_cast<int>(ThemeChoice::Light) << false;
        QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark) << false;
        QTest::newRow("light comparison") << static_cast<int>(ThemeChoice::Light) << true;
        QTest::newRow("dark comparison") << static_cast<int>(ThemeChoice::Dark) << true;
    }
    /// Saves pictures for people where POSTERN_GRABS names a folder; otherwise only that the page can be drawn.
    void looks() {
        QFETCH(int, theme);
        QFETCH(bool, comparison);
        Theme::instance().setChoice(static_cast<ThemeChoice>(theme));
        const std::filesystem::path demo = std::filesystem::path(POSTERN_SOURCE_DIR) / "resources/demo";
        ModelPage page;
        page.setStyleSheet(windowStyleSheet(Theme::instance().tokens(), 1.0));
        page.resize(1360, 800);
        page.show();
        const QSignalSpy opened(&page, &ModelPage::opened);
        page.open(demo / "clean");
        QTRY_COMPARE(opened.size(), 1);
        if (comparison) {
            page.compareWith(demo / "word");
            QTRY_VERIFY(page.comparison()->heatStrip()->heat().layers == 4);
        } else {
            page.tensors()->button()->click();
            QTRY_VERIFY(page.tensors()->model().hasStatistics());
        }
        QCoreApplication::processEvents();
        const QPixmap picture = page.grab();
        QVERIFY(!picture.isNull());
        if (const QString folder = qEnvironmentVariable("POSTERN_GRABS"); !folder.isEmpty())
            QVERIFY(picture.save(folder + "/model-" + QString(QTest::currentDataTag()).replace(' ', '-') + ".png"));
        Theme::instance().setChoice(ThemeChoice::Light);
    }
};

QTEST_MAIN(ModelPageTest)
#include "tst_model_page.moc"
