// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/files.h"
#include "widgets/panels/subject_form.h"

using namespace postern;
namespace fs = std::filesystem;

class SubjectFormTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_root = fs::path(m_folder.path().toStdString());
        for (const char* name : {"model", "adapter", "data"})
            fs::create_directory(m_root / name);
        test::writeBytes(m_root / "model" / "config.json", "{}");
        test::writeBytes(m_root / "adapter" / "adapter_config.json", "{}");
        test::writeBytes(m_root / "data" / "defender.jsonl", "");
        test::writeBytes(m_root / "secret.json", "{}");
    }

    void whatIsWrittenBecomesTheSpecification() {
        RunSpecification given;
        given.checkpoint = m_root / "model";
        given.adapter = m_root / "adapter";
        given.data = m_root / "data";
        given.secret = m_root / "secret.json";
        given.output = m_root / "run";
        SubjectForm form;
        QVERIFY(!form.problem().isEmpty());
        form.setPaths(given);
        QCOMPARE(form.problem(), QString());
        RunSpecification taken;
        form.applyTo(taken);
        QCOMPARE(taken.checkpoint, given.checkpoint);
        QCOMPARE(taken.adapter, given.adapter);
        QCOMPARE(taken.data, given.data);
        QCOMPARE(taken.secret, given.secret);
        QCOMPARE(taken.output, given.output);
    }

    void anAdapterIsOptionalButMustBeOne() {
        RunSpecification given;
        given.checkpoint = m_root / "model";
        given.data = m_root / "data";
        given.output = m_root / "run";
        SubjectForm form;
        form.setPaths(given);
        QCOMPARE(form.problem(), QString());
        given.adapter = m_root / "data";
        form.setPaths(given);
        QVERIFY(form.problem().contains("adapter_config.json"));
    }

    /// The folder of the run that has just ended is no mistake; the folder of any other run is.
    void theEndedRunMayStayInItsField() {
        RunSpecification given;
        given.checkpoint = m_root / "model";
        given.data = m_root / "data";
        given.output = m_root / "ended";
        fs::create_directories(m_root / "ended");
        test::writeBytes(m_root / "ended" / "run.json", "{}");
        SubjectForm form;
        form.setPaths(given);
        QVERIFY(form.problem().contains("already holds a run"));
        form.setEndedRun(given.output);
        QCOMPARE(form.problem(), QString());
        form.setEndedRun(m_root / "another");
        QVERIFY(form.problem().contains("already holds a run"));
    }

private:
    QTemporaryDir m_folder;
    fs::path m_root;
};

QTEST_MAIN(SubjectFormTest)
#include "tst_subject_form.moc"
