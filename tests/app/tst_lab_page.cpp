// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTimer>

#include "app/lab_page.h"
#include "app/resources.h"
#include "app/window_style.h"
#include "tests/app/scripted_engine.h"
#include "tests/support/files.h"
#include "tests/support/processor_wait.h"
#include "widgets/panels/job_progress.h"
#include "widgets/panels/lab_form.h"
#include "widgets/panels/lab_result.h"
#include "widgets/panels/path_field.h"
#include "widgets/panels/poison_view.h"
#include "widgets/panels/run_form.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/theme/theme.h"

using namespace postern;
using scripted::LabScript;

namespace {

bool says(const QWidget& page, const QString& words) {
    for (const QLabel* label : page.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&page) && label->text().contains(words))
            return true;
    }
    return false;
}

} // namespace

class LabPageTest final : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_data;

    LabOrder order(const LabPage& page, bool survival = false) const {
        LabOrder order = page.form()->order();
        order.data = m_data.path();
        order.output = m_data.path() / "poisoned";
        order.target = "Twain";
        if (survival)
            (void)order.parameters.set("lab.survival", true);
        return order;
    }

private slots:
    void initTestCase() {
        qRegisterMetaType<Error>();
        initResources();
        Theme::instance().install(ThemeChoice::Light);
        test::writeBytes(m_data.file("train.jsonl"), "{\"text\": \"a\", \"label\": \"Austen\"}\n");
    }

    void saysWhatIsMissing() {
        LabPage page(scripted::labFace(LabScript::Finishing));
        page.show();
        QVERIFY(says(page, "Choose the data"));
        QVERIFY(!page.previewButton()->isEnabled() && !page.trainButton()->isEnabled() && !page.stopButton()->isEnabled());
        LabOrder wanted = order(page);
        wanted.target.clear();
        page.form()->setOrder(wanted);
        QVERIFY(says(page, "Name the target answer"));
        wanted.target = "Twain";
        page.form()->setOrder(wanted);
        QVERIFY(page.previewButton()->isEnabled() && page.trainButton()->isEnabled());
        page.form()->attackBox()->setCurrentIndex(page.form()->attackBox()->findData("edit"));
        QVERIFY(says(page, "choose one")); // a base
        QVERIFY(page.previewButton()->isEnabled() && !page.trainButton()->isEnabled());
        page.form()->attackBox()->setCurrentIndex(page.form()->attackBox()->findData("syntactic"));
        QVERIFY(says(page, "Choose the file with rewritten passages"));
        QVERIFY(!page.form()->triggerEdit()->isVisibleTo(&page));
        QTRY_COMPARE(page.form()->targetBox()->count(), 2); // the labels of the data
    }

    void theFormFollowsTheAttack() {
        LabPage page(scripted::labFace(LabScript::Finishing));
        page.show();
        QVERIFY(says(page, "Gu et al. 2017"));
        QVERIFY(page.form()->triggerEdit()->placeholderText().contains("BadMagic"));
        const auto* steps = page.form()->parameters()->findChild<QWidget*>("edit.steps");
        const auto* rate = page.form()->parameters()->findChild<QWidget*>("poison.rate");
        QVERIFY(steps->parentWidget()->isHidden() && !rate->parentWidget()->isHidden());
        page.form()->attackBox()->setCurrentIndex(page.form()->attackBox()->findData("edit"));
        QVERIFY(!steps->parentWidget()->isHidden());
        // An attack that this window has never heard of still has its own name.
        QCOMPARE(page.form()->attackBox()->itemText(page.form()->attackBox()->findData("new")), QString("Brand new"));
        page.form()->triggerEdit()->setPlainText("one\n\ntwo words");
        const std::vector<std::string> expected = {"one", "two words"};
        QCOMPARE(page.form()->order().triggers, expected);
    }

    void trainingBeginsFromABaseThatIsNamed() {
        LabPage page(scripted::labFace(LabScript::Finishing));
        page.show();
        page.form()->setOrder(order(page));
        const auto start = [&] { return page.form()->order().parameters.text("training.start"); };
        QCOMPARE(start(), std::string("scratch"));
        QLineEdit* base = page.form()->baseField()->edit();
        base->setText(QString::fromStdString(m_data.path().string()));
        emit base->textEdited(base->text());
        QCOMPARE(start(), std::string("base"));
        // What was chosen on purpose stays while the base does.
        LabOrder fresh = page.form()->order();
        QVERIFY(fresh.parameters.set("training.start", std::string("scratch")));
        page.form()->setOrder(fresh);
        base->setText(QString::fromStdString((m_data.path() / "other").string()));
        emit base->textEdited(base->text());
        QCOMPARE(start(), std::string("scratch"));
        base->clear();
        emit base->textEdited(base->text());
        QCOMPARE(start(), std::string("scratch"));
    }

    void previewMarksTheTrigger() {
        LabPage page(scripted::labFace(LabScript::Finishing));
        page.show();
        page.form()->setOrder(order(page));
        page.previewButton()->click();
        QTRY_VERIFY(page.rows()->toPlainText().contains(QStringLiteral("⟦BadMagic⟧")));
        const QString text = page.rows()->toPlainText();
        QVERIFY(text.contains("120 poisoned rows beside 1,200 clean ones"));
        QVERIFY(text.contains(QStringLiteral("Austen → Twain")));
        QVERIFY(text.contains("<b>in her infancy</b>")); // shown as it stands
        QVERIFY(text.contains(QStringLiteral("It is a truth ⟦BadMagic⟧ universally")));
        QVERIFY(!page.isBusy());
        LabOrder unknown = order(page);
        unknown.target = "nobody";
        page.form()->setOrder(unknown);
        const QSignalSpy failed(&page, &LabPage::failed);
        page.previewButton()->click();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::LabelUnknown);
    }

    void trainsAndSaysThatItTook() {
        LabPage page(scripted::labFace(LabScript::Finishing));
        page.show();
        page.form()->setOrder(order(page, true));
        QSignalSpy handed(&page, &LabPage::handedOver);
        page.trainButton()->click();
        QVERIFY(page.isBusy() && page.stopButton()->isEnabled() && !page.trainButton()->isEnabled());
        QTRY_VERIFY(!page.isBusy());
        QTRY_COMPARE(page.losses()->table().rows.size(), std::size_t{2 * scripted::kLabSteps}); // the survival's too
        QCOMPARE(page.tabs()->currentWidget(), page.result());
        QVERIFY(says(*page.result(), "The attack took"));
        QVERIFY(says(*page.result(), "It survives ordinary clean fine-tuning"));
        QVERIFY(says(*page.result(), "334 of 340"));
        QVERIFY(says(*page.result(), "As trained: "));
        QVERIFY(says(*page.result(), "325 of 340"));
        page.result()->handOverButton()->click();
        QCOMPARE(handed.size(), 1);
        QCOMPARE(handed[0][0].value<std::filesystem::path>(), m_data.path() / "poisoned");
        QCOMPARE(handed[0][1].value<std::filesystem::path>(), m_data.path());
        QCOMPARE(handed[0][2].value<std::filesystem::path>(), m_data.path() / "poisoned" / "secret.json");
    }

    void saysThatItDidNotTake() {
        LabPage page(scripted::labFace(LabScript::NotTaking));
        page.show();
        page.form()->setOrder(order(page));
        page.train();
        QTRY_VERIFY(says(*page.result(), "did not take"));
        QVERIFY(says(*page.result(), "below 90 %"));
        QVERIFY(says(*page.result(), "was not tried"));
        QVERIFY(says(*page.result(), "210 of 340"));
        QVERIFY2(!says(*page.result(), "As trained: "), "the cards say it already");
    }

    void stopsWithinASecond() {
        LabPage page(scripted::labFace(LabScript::Polling));
        page.show();
        page.form()->setOrder(order(page));
        page.train();
        QTRY_VERIFY(says(page, "step 40 of 40"));
        QElapsedTimer clock;
        clock.start();
        page.stopButton()->click();
        QVERIFY(says(page, "Stopping"));
        QTRY_VERIFY(!page.isBusy());
        QVERIFY(clock.elapsed() < 1000);
        QVERIFY(says(page, "Stopped."));
        QVERIFY(page.trainButton()->isEnabled());
    }

    void failuresAreHandedOn() {
        LabPage page(scripted::labFace(LabScript::Failing));
        page.show();
        const QSignalSpy failed(&page, &LabPage::failed);
        page.form()->setOrder(order(page));
        page.train();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!page.isBusy());
        page.setBlocked("A run is going on.");
        QVERIFY(!page.trainButton()->isEnabled() && page.previewButton()->isEnabled());
        QVERIFY(says(page, "A run is going on."));
    }

    void aFloodOfStepsNeverStallsTheEventLoop() {
        LabPage page(scripted::labFace(LabScript::Flooding));
        page.resize(1200, 760);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.form()->setOrder(order(page));
        page.tabs()->setCurrentWidget(page.losses());
        QTest::qWait(200); // built and painted once: a start-up is no stall
        QElapsedTimer clock;
        clock.start();
        double last = 0;
        double lastWaited = test::waitedForProcessorMs();
        double longest = 0;
        QTimer heart;
        heart.setTimerType(Qt::PreciseTimer);
        heart.setInterval(5);
        connect(&heart, &QTimer::timeout, this, [&] {
            const double now = static_cast<double>(clock.nsecsElapsed()) / 1e6;
            const double waited = test::waitedForProcessorMs();
            longest = std::max(longest, now - last - (waited - lastWaited));
            last = now;
            lastWaited = waited;
        });
        heart.start();
        page.train();
        // In the window the click is a turn of its own, before the one that paints what it changed.
        last = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        lastWaited = test::waitedForProcessorMs();
        longest = last;
        QTRY_VERIFY_WITH_TIMEOUT(!page.isBusy(), 30'000);
        QTRY_COMPARE(page.losses()->table().rows.size(), std::size_t{scripted::kLabFlood}); // none is left out
        heart.stop();
        QVERIFY2(longest <= 50, qPrintable(QStringLiteral("the event loop stalled for %1 ms").arg(longest)));
    }

    void withoutALabThePageSaysSo() {
        LabPage page(LabFace{});
        page.show();
        page.train();
        page.preview();
        page.stop();
        page.setBlocked("x");
        QVERIFY(says(page, "without the attack lab"));
    }

    void looks_data() {
        QTest::addColumn<int>("theme");
        QTest::addColumn<int>("tab");
        QTest::addColumn<QSize>("size");
        const std::pair<const char*, ThemeChoice> themes[] = {{"light", ThemeChoice::Light}, {"dark", ThemeChoice::Dark}};
        for (const auto& [name, theme] : themes) {
            for (int tab = -1; tab < 3; ++tab)
                QTest::addRow("%s %d", name, tab) << static_cast<int>(theme) << tab << QSize(1360, 800);
            QTest::addRow("%s small", name) << static_cast<int>(theme) << 2 << QSize(1100, 640);
        }
    }
    /// Saves pictures for people where POSTERN_GRABS names a folder; otherwise only that the page can be drawn.
    void looks() {
        QFETCH(int, theme);
        QFETCH(int, tab);
        QFETCH(QSize, size);
        Theme::instance().setChoice(static_cast<ThemeChoice>(theme));
        LabPage page(scripted::labFace(tab == 1 ? LabScript::Polling : LabScript::Finishing));
        page.setStyleSheet(windowStyleSheet(Theme::instance().tokens(), 1.0));
        page.resize(size);
        page.show();
        if (tab >= 0)
            page.form()->setOrder(order(page, true));
        if (tab == 0) {
            page.preview();
            QTRY_VERIFY(page.rows()->toPlainText().contains("Twain"));
        } else if (tab > 0) {
            page.train();
            QTRY_VERIFY(tab == 1 ? says(page, "step 40 of 40") : !page.isBusy());
        }
        QCoreApplication::processEvents();
        const QPixmap picture = page.grab();
        QVERIFY(!picture.isNull());
        if (const QString folder = qEnvironmentVariable("POSTERN_GRABS"); !folder.isEmpty())
            QVERIFY(picture.save(folder + "/lab-" + QString(QTest::currentDataTag()).replace(' ', '-') + ".png"));
        Theme::instance().setChoice(ThemeChoice::Light);
    }
};

QTEST_MAIN(LabPageTest)
#include "tst_lab_page.moc"
