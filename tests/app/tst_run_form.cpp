// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include "app/resources.h"
#include "tests/app/scripted_engine.h"
#include "widgets/panels/parameter_editor.h"
#include "widgets/panels/run_form.h"

using namespace postern;

class RunFormTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { initResources(); }
    void everyParameterIsEditedThroughItsWidget();
    void rejectedInputIsExplainedAndKeepsTheLastGoodValue();
    void presetsAndMarks();
    void typingIsNotOverwritten();
    void onlyWhatTheDefenceReadsIsShown();
    void theNameOfADefenceIsReadInANarrowForm();
    void theWheelScrollsPastAChoice();
    void noRowsAtAllMeansAllOfThem();

private:
    static RunForm* makeForm(QWidget* parent) {
        const EngineFace engine = scripted::face(scripted::finishing, scripted::sampleTable());
        return new RunForm(scripted::sampleTable(), engine.presetNames, engine.presetParameters, parent);
    }
    static QLineEdit* line(RunForm* form, const char* key) { return form->findChild<QLineEdit*>(key); }
};

void RunFormTest::everyParameterIsEditedThroughItsWidget() {
    QWidget window;
    RunForm* form = makeForm(&window);
    QSignalSpy changed(form, &RunForm::parametersChanged);
    ParameterSet expected(scripted::sampleTable());
    for (const ParameterSpec& spec : scripted::sampleTable().specs()) {
        const QString key = QString::fromUtf8(spec.key.data(), static_cast<qsizetype>(spec.key.size()));
        const auto before = changed.count();
        if (auto* box = form->findChild<QCheckBox*>(key)) {
            box->click();
            QVERIFY(expected.set(spec.key, !std::get<bool>(spec.fallback)));
        } else if (auto* combo = form->findChild<QComboBox*>(key)) {
            QCOMPARE(combo->count(), static_cast<int>(spec.choices.size()));
            combo->setCurrentIndex(1);
            QVERIFY(expected.set(spec.key, std::string(spec.choices[1])));
        } else {
            auto* edit = line(form, spec.key.data());
            QVERIFY2(edit, qPrintable(key));
            QVERIFY(!edit->accessibleName().isEmpty());
            const char* text = std::holds_alternative<std::string>(spec.fallback) ? "Oho"
                               : std::holds_alternative<double>(spec.fallback)    ? "2.5e-1"
                                                                                  : "7";
            edit->clear();
            QTest::keyClicks(edit, text);
            QVERIFY(expected.setFromText(spec.key, text));
        }
        QVERIFY2(changed.count() > before, qPrintable(key));
        QVERIFY2(form->parameters().value(spec.key) == expected.value(spec.key), qPrintable(key));
    }
    QVERIFY(form->parameters() == expected);
    QVERIFY(form->isValid());
    // And back: what a set holds is what the widgets show.
    RunForm* other = makeForm(&window);
    other->setParameters(expected);
    QCOMPARE(line(other, "injection.answer")->text(), QString("Oho"));
    QCOMPARE(line(other, "training.learning_rate")->text(), QString("0.25"));
    QVERIFY(!other->findChild<QCheckBox*>("recovery.erase_shift")->isChecked());
}

void RunFormTest::rejectedInputIsExplainedAndKeepsTheLastGoodValue() {
    QWidget window;
    RunForm* form = makeForm(&window);
    QLineEdit* rate = line(form, "training.learning_rate");
    rate->clear();
    QTest::keyClicks(rate, "12");
    QVERIFY(!form->isValid());
    QVERIFY(rate->property("invalid").toBool());
    QCOMPARE(form->parameters().number("training.learning_rate"), 1.0); // "1" was still allowed
    rate->clear();
    QTest::keyClicks(rate, "fast");
    QVERIFY(!form->isValid());
    auto* editor = qobject_cast<ParameterEditor*>(rate->parentWidget());
    QVERIFY(editor);
    emit editor->resetRequested();
    QVERIFY(form->isValid());
    QCOMPARE(rate->text(), QString("0.001"));
}

void RunFormTest::presetsAndMarks() {
    QWidget window;
    RunForm* form = makeForm(&window);
    auto* preset = form->findChild<QComboBox*>("preset");
    QCOMPARE(preset->count(), 2);
    preset->setCurrentIndex(1);
    emit preset->activated(1);
    QVERIFY(!form->parameters().flag("recovery.erase_shift"));
    QVERIFY(!form->findChild<QCheckBox*>("recovery.erase_shift")->isChecked());
    const auto marked = [&] {
        int count = 0;
        for (const QLabel* label : form->findChildren<QLabel*>())
            count += label->property("changed").toBool() ? 1 : 0;
        return count;
    };
    QCOMPARE(marked(), 0);
    line(form, "recovery.epochs")->clear();
    QTest::keyClicks(line(form, "recovery.epochs"), "3");
    QCOMPARE(marked(), 1);
}

void RunFormTest::typingIsNotOverwritten() {
    QWidget window;
    RunForm* form = makeForm(&window);
    QLineEdit* weight = line(form, "injection.cluster_weight");
    weight->clear();
    QTest::keyClicks(weight, "0.50");
    QCOMPARE(weight->text(), QString("0.50"));
    QCOMPARE(form->parameters().number("injection.cluster_weight"), 0.5);
}

void RunFormTest::onlyWhatTheDefenceReadsIsShown() {
    ParameterSpec choice = {"defense", ParameterStage::Defense, std::string("one"), 0, 0, "", "Defence", "Which one."};
    choice.choices = {"one", "two"};
    choice.details = {{"First", "Does this.", "Clean rows.", "Seconds."}, {"Second", "Does that.", "A clean base.", "Hours."}};
    const auto spec = [](const char* key, ParameterStage stage, std::vector<std::string_view> readers) {
        ParameterSpec made = {key, stage, 1.0, 0, 10, "", key, "Help."};
        made.appliesTo = std::move(readers);
        return made;
    };
    const ParameterTable table({choice, spec("one.rate", ParameterStage::Defense, {"one"}),
                                spec("two.rate", ParameterStage::Defense, {"two"}), spec("stage.rate", ParameterStage::Injection, {"one"}),
                                spec("both.rate", ParameterStage::Run, {})});
    RunForm form(table, {"postern"}, [&](std::string_view) { return Result<ParameterSet>(ParameterSet(table)); });
    const auto isShown = [&](const char* key) { return line(&form, key)->isVisibleTo(&form); };
    auto* defense = form.findChild<QComboBox*>("defense");
    QVERIFY(defense);
    QCOMPARE(defense->itemText(1), QString("Second"));
    const auto* details = form.findChild<QLabel*>("defenseDetails");
    QVERIFY(details);
    QCOMPARE(details->text(), QString("Assumes: Clean rows.\nCosts: Seconds."));
    QVERIFY(isShown("one.rate") && !isShown("two.rate") && isShown("stage.rate"));
    defense->setCurrentIndex(1);
    QCOMPARE(form.parameters().text("defense"), std::string("two"));
    QCOMPARE(details->text(), QString("Assumes: A clean base.\nCosts: Hours."));
    QVERIFY(defense->accessibleDescription().contains("A clean base."));
    QVERIFY(!isShown("one.rate") && isShown("two.rate") && !isShown("stage.rate"));
    // The section that has nothing left to show is gone, its header too.
    for (const QToolButton* button : form.findChildren<QToolButton*>())
        if (button->property("role") == QStringLiteral("section"))
            QCOMPARE(button->isVisibleTo(&form), button->text() != stageLabel(ParameterStage::Injection));
    defense->setCurrentIndex(0);
    QVERIFY(isShown("one.rate") && !isShown("two.rate") && isShown("stage.rate"));
}

void RunFormTest::theNameOfADefenceIsReadInANarrowForm() {
    ParameterSpec choice = {"defense", ParameterStage::Defense, std::string("one"), 0, 0, "", "Defence", "Which one."};
    choice.choices = {"one"};
    choice.details = {{"Neural attention distillation", "Does this.", "Clean rows.", "Seconds."}};
    ParameterEditor editor(choice);
    editor.resize(240, 200);
    editor.show();
    const auto* combo = editor.findChild<QComboBox*>("defense");
    QVERIFY(combo);
    QStyleOptionComboBox option;
    option.initFrom(combo);
    const QRect text = combo->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo);
    QVERIFY2(text.width() >= combo->fontMetrics().horizontalAdvance(combo->currentText()), qPrintable(QString::number(text.width())));
}

void RunFormTest::theWheelScrollsPastAChoice() {
    ParameterSpec choice = {"defense", ParameterStage::Defense, std::string("one"), 0, 0, "", "Defence", "Which one."};
    choice.choices = {"one", "two", "three"};
    QWidget window;
    auto* before = new QLineEdit(&window);
    auto* editor = new ParameterEditor(choice, &window);
    auto* column = new QVBoxLayout(&window);
    column->addWidget(before);
    column->addWidget(editor);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    before->setFocus();
    auto* combo = editor->findChild<QComboBox*>("defense");
    QVERIFY(combo && !combo->hasFocus());
    QCOMPARE(combo->focusPolicy(), Qt::StrongFocus);
    // What is not accepted goes on to the area: Qt does that with the events of a real wheel.
    const auto isTaken = [&] {
        const QPointF at = combo->rect().center();
        QWheelEvent wheel(at, combo->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(combo, &wheel);
        return wheel.isAccepted();
    };
    QVERIFY(!isTaken());
    QCOMPARE(combo->currentIndex(), 0);
    combo->setFocus(); // as it has after a choice
    QVERIFY(!isTaken());
    QCOMPARE(combo->currentIndex(), 0);
    QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(combo->currentIndex(), 1);
}

void RunFormTest::noRowsAtAllMeansAllOfThem() {
    const ParameterTable table(
        {{"some.rows", ParameterStage::Data, std::int64_t{0}, 0, 100, "rows", "Rows", "Rows of the data; 0 takes all."}});
    RunForm form(table, {}, {});
    QLineEdit* rows = line(&form, "some.rows");
    QCOMPARE(rows->text(), QString("all"));
    const auto type = [&](const char* text) {
        rows->selectAll();
        QTest::keyClicks(rows, text);
    };
    type("12");
    QCOMPARE(form.parameters().integer("some.rows"), 12);
    for (const char* text : {"all", "0"}) {
        type("5");
        type(text);
        QVERIFY(form.isValid());
        QCOMPARE(form.parameters().integer("some.rows"), 0);
    }
}

QTEST_MAIN(RunFormTest)
#include "tst_run_form.moc"
