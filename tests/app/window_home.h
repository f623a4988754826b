// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "app/resources.h"
#include "tests/app/scripted_engine.h"
#include "widgets/theme/theme.h"

namespace postern::test {

/// Where a window under test lives: settings of its own, and folders that its forms accept as model, data and run.
class WindowHome {
public:
    /// For initTestCase; false where the folders could not be made.
    [[nodiscard]] bool prepare() const {
        QCoreApplication::setOrganizationName("PosternTest");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, filePath("settings"));
        QStandardPaths::setTestModeEnabled(true);
        initResources();
        Theme::instance().install(ThemeChoice::Light);
        for (const char* file : {"model/config.json", "data/defender.jsonl", "run/run.json"}) {
            QFile made(filePath(file));
            if (!QDir(path()).mkpath(QFileInfo(made).path()) || !made.open(QIODevice::WriteOnly))
                return false;
        }
        return m_folder.isValid();
    }
    /// After every test: the next one finds no settings and the light theme.
    static void tidy() {
        QSettings().clear();
        Theme::instance().setChoice(ThemeChoice::Light);
    }

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString filePath(const QString& name) const { return m_folder.filePath(name); }

    /// An engine whose demo has folders that exist, so that the forms accept it.
    [[nodiscard]] EngineFace engine(decltype(EngineFace::execute) execute) const {
        EngineFace engine = scripted::face(std::move(execute));
        engine.demoSpecification = [home = path()](std::string_view variant, const std::filesystem::path& output) {
            RunSpecification specification = scripted::sampleSpecification(output);
            specification.checkpoint = QDir(home).filePath("model").toStdString();
            specification.data = QDir(home).filePath("data").toStdString();
            specification.title = "Demo: " + std::string(variant) + " trigger";
            return specification;
        };
        return engine;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace postern::test
