// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>

#include "app/bench_page.h"
#include "app/lab_page.h"
#include "app/main_window.h"
#include "app/model_page.h"
#include "app/workbench.h"
#include "tests/app/scripted_engine.h"
#include "tests/app/window_home.h"
#include "widgets/panels/bench_results.h"
#include "widgets/panels/bench_setup.h"
#include "widgets/panels/error_banner.h"
#include "widgets/panels/inspector_panel.h"
#include "widgets/panels/prompt_panel.h"
#include "widgets/panels/run_form.h"
#include "widgets/panels/subject_form.h"
#include "widgets/panels/view_bar.h"
#include "widgets/theme/theme.h"

using namespace postern;

class MainWindowTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_home.prepare()); }
    void cleanup() { test::WindowHome::tidy(); }
    void shortcutsAreUnique();
    void everyControlHasAName();
    void helpPagesOpen();
    void startsEmptyAndOffersThreeWaysIn();
    void demoRunsToItsEnd();
    void anotherRunGoesWhereItWasSent();
    void closingWhileRunningAsksOnceAndEnds();
    void keepRunningKeepsRunning();
    void failureIsShownUntilDismissed();
    void unknownFolderIsExplained();
    void incompleteSubjectIsExplainedNotRun();
    void runFolderReplays();
    void selectionIsSharedAndInspected();
    void modelPageStandsBesideTheRun();
    void weightsAreInspectedWithoutASession();
    void oneLongJobAtATime();
    void closingWhileABenchmarkGoesOnAsksOnce();
    void thePoisonedCheckpointComesToTheRunPage();
    void aBenchmarksFolderIsRecognised();
    void recoveryAloneShowsNoStageOne();
    void errorsNameTheirFile();

private:
    test::WindowHome m_home;
    [[nodiscard]] static QAbstractButton* button(const QWidget& parent, const QString& text) {
        for (QAbstractButton* candidate : parent.findChildren<QAbstractButton*>())
            if (candidate->text() == text)
                return candidate;
        return nullptr;
    }
};

void MainWindowTest::shortcutsAreUnique() {
    MainWindow window(m_home.engine(scripted::finishing));
    std::map<QString, QString> seen;
    for (const QAction* action : window.actions().all()) {
        QVERIFY(action);
        QVERIFY2(!action->text().isEmpty(), "every command has a text");
        QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->text()));
        const QString keys = action->shortcut().toString();
        if (keys.isEmpty())
            continue;
        QVERIFY2(!seen.contains(keys), qPrintable(keys + " is used by " + action->text() + " and " + seen[keys]));
        seen[keys] = action->text();
    }
    QVERIFY(seen.size() > 15);
}

void MainWindowTest::helpPagesOpen() {
    MainWindow window(m_home.engine(scripted::finishing));
    for (const auto& [action, holds] : {std::pair(ActionId::Method, "Stage II"), std::pair(ActionId::Formats, "MistralForCausalLM")}) {
        window.actions()[action]->trigger();
        const auto* page = window.findChild<QTextBrowser*>();
        QVERIFY(page);
        QVERIFY(page->toPlainText().contains(QLatin1String(holds)));
        delete page->window();
    }
}

void MainWindowTest::everyControlHasAName() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.startDemo("word");
    QTRY_COMPARE(window.session().state(), Session::State::Finished);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    int checked = 0;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const bool control = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
                             qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSlider*>(widget) ||
                             qobject_cast<const QAbstractItemView*>(widget);
        // Parts that Qt makes inside its own widgets are named by those.
        if (!control || widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith("qt_") || widget->inherits("QScrollBar"))
            continue;
        if (widget->parentWidget() &&
            (widget->parentWidget()->inherits("QLineEdit") || widget->parentWidget()->inherits("QTabBar") ||
             widget->parentWidget()->inherits("QAbstractItemView") || widget->parentWidget()->inherits("QComboBoxPrivateContainer")))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const QString name = !widget->accessibleName().isEmpty() ? widget->accessibleName() : button ? button->text() : QString();
        QVERIFY2(!name.isEmpty(),
                 qPrintable(QString("%1 in %2").arg(widget->metaObject()->className(), widget->parentWidget()->metaObject()->className())));
        ++checked;
    }
    QVERIFY2(checked > 30, qPrintable(QString::number(checked)));
}

void MainWindowTest::startsEmptyAndOffersThreeWaysIn() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    QCOMPARE(window.session().state(), Session::State::Empty);
    QVERIFY(!window.actions()[ActionId::Run]->isEnabled());
    auto* demo = window.findChild<QPushButton*>("demo.phrase");
    QVERIFY(demo && demo->isVisible());
    QTest::mouseClick(demo, Qt::LeftButton);
    QTRY_COMPARE(window.session().state(), Session::State::Finished);
    QCOMPARE(window.session().specification().title, std::string("Demo: phrase trigger"));
}

void MainWindowTest::demoRunsToItsEnd() {
    MainWindow window(m_home.engine(scripted::polling));
    window.show();
    window.startDemo("word");
    QCOMPARE(window.session().state(), Session::State::Running);
    auto* stop = window.findChild<QPushButton*>("stop");
    QVERIFY(stop && stop->isVisible() && stop->isEnabled());
    QTRY_VERIFY(window.session().frameIndex() >= 0);
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY2(!stop->isEnabled(), "the click is acknowledged at once");
    QTRY_COMPARE_WITH_TIMEOUT(window.session().state(), Session::State::Cancelled, 1000);
    auto* run = window.findChild<QPushButton*>("play");
    QVERIFY(run && run->isVisible() && run->isEnabled());
}

/// After a run its folder stays in the form, without complaint; a folder that is chosen for the next run is kept.
void MainWindowTest::anotherRunGoesWhereItWasSent() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.startDemo("word");
    QTRY_COMPARE(window.session().state(), Session::State::Finished);
    QCOMPARE(window.findChild<SubjectForm*>()->problem(), QString());
    QLineEdit* output = nullptr;
    for (QLineEdit* field : window.findChild<SubjectForm*>()->findChildren<QLineEdit*>()) {
        if (field->accessibleName() == "Output")
            output = field;
    }
    QVERIFY(output);
    const QString chosen = QDir(m_home.path()).filePath("chosen");
    output->setText(chosen);
    window.actions()[ActionId::Run]->trigger();
    QTRY_COMPARE(window.session().state(), Session::State::Finished);
    QCOMPARE(QString::fromStdString(window.session().specification().output.string()), chosen);
}

void MainWindowTest::closingWhileRunningAsksOnceAndEnds() {
    MainWindow window(m_home.engine(scripted::polling));
    window.show();
    window.startDemo("word");
    QTRY_VERIFY(window.session().phase().has_value());
    window.close();
    window.close();
    QVERIFY(window.isVisible());
    const auto boxes = window.findChildren<QMessageBox*>();
    QCOMPARE(boxes.size(), 1);
    QVERIFY2(boxes.front()->text().contains("quit"), "it says what stopping leads to");
    QVERIFY2(boxes.front()->defaultButton() && boxes.front()->defaultButton()->text() == "Keep running", "Enter by habit ends nothing");
    QElapsedTimer clock;
    clock.start();
    button(*boxes.front(), "Stop and quit")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 2000);
    QCOMPARE(window.session().state(), Session::State::Cancelled);
}

void MainWindowTest::keepRunningKeepsRunning() {
    MainWindow window(m_home.engine(scripted::polling));
    window.show();
    window.startDemo("word");
    window.close();
    QMessageBox* box = window.findChild<QMessageBox*>();
    QVERIFY(box);
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(!window.findChild<QMessageBox*>());
    QVERIFY(window.isVisible());
    QCOMPARE(window.session().state(), Session::State::Running);
    window.session().stop();
    QTRY_COMPARE(window.session().state(), Session::State::Cancelled);
}

void MainWindowTest::failureIsShownUntilDismissed() {
    MainWindow window(m_home.engine(scripted::failing));
    window.show();
    window.startDemo("word");
    QTRY_COMPARE(window.session().state(), Session::State::Failed);
    QTRY_VERIFY(window.banner().isVisible());
    window.session().setFrameIndex(0);
    QVERIFY(window.banner().isVisible());
    window.banner().dismiss();
    QVERIFY(!window.banner().isVisible());
    QVERIFY2(!window.session().record().frames.empty(), "what was measured before the failure stays");
}

void MainWindowTest::unknownFolderIsExplained() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    window.openFolder(m_home.path());
    QVERIFY(window.banner().isVisible());
    QCOMPARE(window.session().state(), Session::State::Empty);
}

void MainWindowTest::incompleteSubjectIsExplainedNotRun() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    window.openFolder(m_home.filePath("model"));
    QCOMPARE(window.session().state(), Session::State::Ready);
    const QString missing = window.workbench().problem();
    QVERIFY(!missing.isEmpty());
    QVERIFY(!window.actions()[ActionId::Run]->isEnabled());
    const auto saysWhatIsMissing = [&] {
        int said = 0;
        for (const QLabel* label : window.findChildren<QLabel*>())
            said += label->isVisible() && label->text() == missing ? 1 : 0;
        return said;
    };
    QCOMPARE(saysWhatIsMissing(), 3); // under the field, in the head, in the status bar
    // The missing folder dropped on the window completes it.
    window.openFolder(m_home.filePath("data"));
    QVERIFY(window.workbench().problem().isEmpty());
    QCOMPARE(saysWhatIsMissing(), 0);
    QVERIFY(window.actions()[ActionId::Run]->isEnabled());
    window.actions()[ActionId::Run]->trigger();
    QTRY_COMPARE(window.session().state(), Session::State::Finished);
}

void MainWindowTest::runFolderReplays() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    window.openFolder(m_home.filePath("run"));
    QTRY_COMPARE(window.session().state(), Session::State::Finished);
    QVERIFY(window.session().isReplay());
    QVERIFY(!window.actions()[ActionId::Run]->isEnabled());
    QVERIFY(window.actions()[ActionId::ExportReport]->isEnabled());
    window.workbench().viewBar()->stepSlider()->setValue(2);
    QCOMPARE(window.session().frameIndex(), 2);
    window.actions()[ActionId::NextStep]->trigger();
    QCOMPARE(window.workbench().viewBar()->stepSlider()->value(), 3);
    window.actions()[ActionId::ShowTsne]->trigger();
    QCOMPARE(window.session().method(), ProjectionMethod::Tsne);
    window.actions()[ActionId::PreviousLayer]->trigger();
    QCOMPARE(window.session().layerIndex(), 3);
}

void MainWindowTest::selectionIsSharedAndInspected() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    window.openFolder(m_home.filePath("run"));
    QTRY_COMPARE(window.session().state(), Session::State::Finished);
    window.selection().apply({1, 5, 9}, SelectionMode::Replace);
    const QTableView* table = window.workbench().promptPanel()->table();
    QCOMPARE(table->selectionModel()->selectedRows().size(), 3);
    // A filter hides rows but does not unselect them for the others.
    window.workbench().promptPanel()->filter()->setText("passage 5");
    QCOMPARE(window.selection().ids().size(), std::size_t{3});
    window.workbench().promptPanel()->filter()->clear();
    QCOMPARE(table->selectionModel()->selectedRows().size(), 3);
    window.actions()[ActionId::ClearSelection]->trigger();
    QVERIFY(window.selection().isEmpty());
    QCOMPARE(table->selectionModel()->selectedRows().size(), 0);
}

void MainWindowTest::modelPageStandsBesideTheRun() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    QAction* const action = window.actions()[ActionId::ShowModel];
    QVERIFY(action->isEnabled()); // it says what can be opened there
    window.startDemo("word");
    QTRY_COMPARE(window.session().state(), Session::State::Finished);
    QVERIFY(window.workbench().isVisible());
    QVERIFY(action->isEnabled());
    action->trigger();
    QVERIFY(window.modelPage().isVisible());
    QCOMPARE(window.modelPage().path(), window.session().specification().checkpoint);
    // The checkpoint of this test is an empty file: that is said, and the window goes on.
    QTRY_VERIFY(window.banner().isVisible());
    action->trigger();
    QVERIFY(window.workbench().isVisible());
}

void MainWindowTest::weightsAreInspectedWithoutASession() {
    const QString path = QDir(m_home.path()).filePath("lone.gguf");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    // Version 3, no tensor, no metadata.
    file.write(QByteArray("GGUF\x03\0\0\0", 8) + QByteArray(16, '\0'));
    file.close();
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    const QSignalSpy opened(&window.modelPage(), &ModelPage::opened);
    window.inspect(path);
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(window.modelPage().isVisible());
    QCOMPARE(window.session().state(), Session::State::Empty);
    window.actions()[ActionId::CloseSession]->trigger();
    QVERIFY(!window.modelPage().isVisible());
    QVERIFY(!window.actions()[ActionId::CloseSession]->isEnabled());
}

void MainWindowTest::oneLongJobAtATime() {
    EngineFace engine = m_home.engine(scripted::polling);
    engine.bench = scripted::benchFace(scripted::BenchScript::Polling, 2);
    MainWindow window(engine);
    window.show();
    window.actions()[ActionId::ShowBench]->trigger();
    QVERIFY(window.benchPage().isVisible());
    QVERIFY(!window.actions()[ActionId::Run]->isEnabled());
    window.benchPage().setup()->setFolder("/results");
    window.actions()[ActionId::Run]->trigger(); // F5 is for the page on show
    QVERIFY(window.benchPage().isBusy());
    QVERIFY(window.actions()[ActionId::Stop]->isEnabled());
    window.startDemo("word");
    QVERIFY(!window.session().isBusy());
    QVERIFY(window.banner().isVisible());
    window.showPage(MainWindow::Page::Bench);
    window.actions()[ActionId::Stop]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!window.benchPage().isBusy(), 1000);
    // And the other way round.
    window.startDemo("word");
    QVERIFY(window.session().isBusy());
    window.showPage(MainWindow::Page::Bench);
    QVERIFY(!window.benchPage().setup()->startButton()->isEnabled());
    window.session().stop();
    QTRY_VERIFY(!window.session().isBusy());
    QVERIFY(window.benchPage().setup()->startButton()->isEnabled());
}

void MainWindowTest::closingWhileABenchmarkGoesOnAsksOnce() {
    EngineFace engine = m_home.engine(scripted::finishing);
    engine.bench = scripted::benchFace(scripted::BenchScript::Polling, 2);
    MainWindow window(engine);
    window.show();
    window.showPage(MainWindow::Page::Bench);
    window.benchPage().setup()->setFolder("/results");
    window.benchPage().start();
    window.close();
    window.close();
    QVERIFY(window.isVisible());
    const auto boxes = window.findChildren<QMessageBox*>();
    QCOMPARE(boxes.size(), 1);
    QCOMPARE(boxes.front()->defaultButton()->text(), QString("Keep running"));
    button(*boxes.front(), "Stop and quit")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 2000);
    QVERIFY(!window.benchPage().isBusy());
}

void MainWindowTest::thePoisonedCheckpointComesToTheRunPage() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    window.showPage(MainWindow::Page::Lab);
    const std::filesystem::path home = m_home.path().toStdString();
    emit window.labPage().handedOver(home / "model", home / "data", home / "model" / "secret.json");
    QVERIFY(window.workbench().isVisible());
    QCOMPARE(window.session().state(), Session::State::Ready);
    QCOMPARE(window.session().specification().checkpoint, home / "model");
    QCOMPARE(window.session().specification().data, home / "data");
    QCOMPARE(window.session().specification().secret, home / "model" / "secret.json");
}

void MainWindowTest::aBenchmarksFolderIsRecognised() {
    const QDir home(m_home.path());
    QVERIFY(home.mkpath("whole/cells"));
    QFile made(home.filePath("whole/specification.json"));
    QVERIFY(made.open(QIODevice::WriteOnly));
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    window.openFolder(home.filePath("whole"));
    QVERIFY(window.benchPage().isVisible());
    QTRY_COMPARE(window.benchPage().results()->headline()->text(), QString("12 of 12 cells done"));
}

void MainWindowTest::recoveryAloneShowsNoStageOne() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    window.openFolder(m_home.filePath("model"));
    RunForm* form = window.workbench().runForm();
    auto* defense = form->findChild<QComboBox*>("defense");
    const auto* stage = form->findChild<QAbstractButton*>("injection.enabled");
    QVERIFY(defense && stage);
    QVERIFY(stage->isVisibleTo(form));
    defense->setCurrentIndex(defense->findData("recovery-only"));
    QVERIFY(!stage->isVisibleTo(form));
    QVERIFY2(form->findChild<QLineEdit*>("injection.rows_per_trigger")->isVisibleTo(form), "the steps of stage I still count");
    defense->setCurrentIndex(defense->findData("backdoor-collapse"));
    QVERIFY(stage->isVisibleTo(form));
}

void MainWindowTest::errorsNameTheirFile() {
    MainWindow window(m_home.engine(scripted::finishing));
    window.show();
    const QString path = QDir(m_home.path()).filePath("broken.safetensors");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no weights");
    file.close();
    window.inspect(path);
    QTRY_VERIFY(window.banner().isVisible());
    QVERIFY(std::ranges::any_of(window.banner().findChildren<QLabel*>(),
                                [](const QLabel* label) { return label->text().contains("broken.safetensors"); }));
}

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
