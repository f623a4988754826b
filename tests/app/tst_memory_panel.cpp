// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "app/resources.h"
#include "app/session.h"
#include "app/workbench.h"
#include "tests/app/scripted_engine.h"
#include "tests/support/files.h"
#include "widgets/panels/memory_panel.h"
#include "widgets/panels/run_form.h"
#include "widgets/selection/selection.h"

using namespace postern;

namespace {

RunEstimate needing(std::uint64_t total, std::optional<std::uint64_t> available) {
    RunEstimate estimate;
    estimate.memory.parts = {{MemoryPart::Weights, total / 4}, {MemoryPart::Optimizer, total / 2}};
    estimate.memory.total = total;
    estimate.memory.low = total - total / 10;
    estimate.memory.high = total + total / 10;
    estimate.available = available;
    estimate.work.mode = MemoryWork::Mode::Full;
    return estimate;
}

constexpr std::uint64_t kGigabyte = 1'000'000'000;

} // namespace

class MemoryPanelTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        initResources();
        QLocale::setDefault(QLocale::c());
    }

    void saysWhatIsNeededAndWhatIsThere() {
        QWidget window;
        auto* panel = new MemoryPanel(&window);
        window.show();
        QVERIFY(!panel->isVisible());
        panel->setEstimate(needing(3'440'000'000, 21 * kGigabyte));
        QVERIFY(panel->isVisible());
        QCOMPARE(panel->findChild<QLabel*>("memoryFigure")->text(), QString("about 3.4 GB needed, 21 GB available"));
        QVERIFY(panel->problem().isEmpty());
        QVERIFY(!panel->findChild<QCheckBox*>("acceptMemoryRisk")->isVisible());
        panel->setEstimate(needing(344'000'000, std::nullopt));
        QCOMPARE(panel->findChild<QLabel*>("memoryFigure")->text(), QString("about 344 MB needed"));
        QVERIFY(panel->problem().isEmpty());
        panel->setEstimate(std::nullopt);
        QVERIFY(!panel->isVisible());
    }

    void showsThePartsOnAClick() {
        QWidget window;
        auto* panel = new MemoryPanel(&window);
        window.show();
        panel->setEstimate(needing(4 * kGigabyte, 21 * kGigabyte));
        const auto texts = [&] {
            QStringList found;
            for (const QLabel* label : panel->findChildren<QLabel*>()) {
                if (label->isVisible())
                    found << label->text();
            }
            return found;
        };
        QVERIFY(!texts().contains("2.0 GB"));
        QTest::mouseClick(panel->findChild<QPushButton*>("memoryDetails"), Qt::LeftButton);
        QVERIFY2(texts().contains("Optimizer") && texts().contains("2.0 GB"), qPrintable(texts().join(", ")));
        QVERIFY(texts().contains("Weights") && texts().contains("1.0 GB"));
    }

    void refusesUntilTheRiskIsTaken() {
        QWidget window;
        auto* panel = new MemoryPanel(&window);
        window.show();
        QSignalSpy accepted(panel, &MemoryPanel::acceptedChanged);
        panel->setEstimate(needing(30 * kGigabyte, 21 * kGigabyte));
        QVERIFY2(panel->problem().contains("30 GB") && panel->problem().contains("21 GB"), qPrintable(panel->problem()));
        auto* box = panel->findChild<QCheckBox*>("acceptMemoryRisk");
        QVERIFY(box->isVisible());
        box->click();
        QCOMPARE(accepted.count(), 1);
        QVERIFY(panel->riskAccepted() && panel->problem().isEmpty());
        // More of the same is still accepted; once it fitted, it is asked for anew.
        panel->setEstimate(needing(31 * kGigabyte, 21 * kGigabyte));
        QVERIFY(panel->riskAccepted());
        panel->setEstimate(needing(3 * kGigabyte, 21 * kGigabyte));
        panel->setEstimate(needing(31 * kGigabyte, 21 * kGigabyte));
        QVERIFY(!panel->riskAccepted() && !panel->problem().isEmpty());
        panel->setReadOnly(true);
        QVERIFY(!panel->isVisible());
    }

    /// From the engine to the form: the estimate of what the forms say, and the consent that goes with the run.
    void theWorkbenchAsksTheEngine() {
        EngineFace face = scripted::face(scripted::finishing);
        std::atomic<int> asked = 0;
        face.estimate = [&](const RunSpecification& specification) -> Result<RunEstimate> {
            ++asked;
            const std::uint64_t total = specification.parameters.text("training.mode") == "lora" ? kGigabyte : 30 * kGigabyte;
            return needing(total, 21 * kGigabyte);
        };
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("config.json"), "{}");
        test::writeBytes(folder.file("defender.jsonl"), "");
        Session session(face);
        Selection selection;
        Workbench workbench(session, selection);
        workbench.show();
        RunSpecification specification;
        specification.checkpoint = specification.data = folder.path();
        specification.output = folder.path() / "run";
        session.setSpecification(specification);
        QTRY_VERIFY(!workbench.memoryPanel()->isHidden());
        QVERIFY2(workbench.problem().contains("30 GB"), qPrintable(workbench.problem()));
        workbench.memoryPanel()->findChild<QCheckBox*>("acceptMemoryRisk")->click();
        QVERIFY(workbench.problem().isEmpty());
        workbench.commitForms();
        QVERIFY(session.specification().acceptMemoryRisk);
        // Another setting, another need.
        QVERIFY(specification.parameters.set("training.mode", std::string("lora")));
        session.setSpecification(specification);
        QTRY_COMPARE(asked.load(), 2);
        QTRY_COMPARE(workbench.memoryPanel()->findChild<QLabel*>("memoryFigure")->text(), QString("about 1.0 GB needed, 21 GB available"));
        QVERIFY(workbench.problem().isEmpty());
        workbench.commitForms();
        QVERIFY(!session.specification().acceptMemoryRisk);
    }
};

QTEST_MAIN(MemoryPanelTest)
#include "tst_memory_panel.moc"
