// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace postern {

class JobProgress;
class PathField;

/// Which benchmark and where: a specification that is shipped or a file, the places that it leaves open, a folder; and the buttons.
class BenchSetup final : public QWidget {
    Q_OBJECT

public:
    explicit BenchSetup(const std::vector<std::filesystem::path>& shipped, QWidget* parent = nullptr);

    [[nodiscard]] std::filesystem::path specification() const;
    [[nodiscard]] std::filesystem::path folder() const;
    [[nodiscard]] std::map<std::string, std::string> places() const;
    void setFolder(const std::filesystem::path& folder);
    /// Puts a file among the specifications and chooses it; a specification.json is that of the folder it lies in.
    void chooseFile(const std::filesystem::path& file);
    /// Asks for these places; those that stand already keep what was entered.
    void setPlaces(const QStringList& names);
    void setRunning(bool running);
    /// Why nothing can start now, as a sentence; empty where it can.
    void setBlocked(const QString& reason);
    void addFailure(const QString& sentence);
    void clearFailures();
    /// Empty when a benchmark can start; otherwise what is missing.
    [[nodiscard]] QString problem() const;

    [[nodiscard]] JobProgress* progress() const { return m_progress; }
    [[nodiscard]] QPushButton* startButton() const { return m_start; }
    [[nodiscard]] QPushButton* stopButton() const { return m_stop; }
    [[nodiscard]] QComboBox* specifications() const { return m_specification; }

signals:
    void readinessChanged(); ///< whether it can start now
    void startRequested();
    void stopRequested();
    void openRequested(const std::filesystem::path& folder); ///< show what lies there
    void specificationChosen(const std::filesystem::path& file);

private:
    void chosen();
    void askForFile();
    void askForResults();
    void refresh();

    QComboBox* m_specification;
    PathField* m_folder;
    QWidget* m_placeBox;
    QVBoxLayout* m_placeRows;
    std::map<QString, PathField*> m_places;
    QPushButton* m_start;
    QPushButton* m_stop;
    QPushButton* m_open;
    QLabel* m_hint;
    JobProgress* m_progress;
    QLabel* m_failureTitle;
    QPlainTextEdit* m_failures;
    QString m_blocked;
    bool m_running = false;
    int m_lastChoice = -1;
};

} // namespace postern
