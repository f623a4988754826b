// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/bench_host.h"

namespace postern {

class BenchResults;
class BenchSetup;

/// The benchmark: set-up on the left, tables on the right.
class BenchPage final : public QWidget {
    Q_OBJECT

public:
    explicit BenchPage(const BenchFace& face, QWidget* parent = nullptr);

    /// Shows a folder with results; nothing is computed.
    void openFolder(const std::filesystem::path& folder);
    void start();
    void stop();
    [[nodiscard]] bool isBusy() const { return m_host.isRunning(); }
    /// Why nothing can start now; empty where it can.
    void setBlocked(const QString& reason);

    [[nodiscard]] BenchSetup* setup() const { return m_setup; }
    [[nodiscard]] BenchResults* results() const { return m_results; }
    [[nodiscard]] BenchHost& host() { return m_host; }

signals:
    void readinessChanged();
    void failed(const Error& error);
    void saved(const QString& path);
    void busyChanged();

private:
    QWidget* makeSide(const BenchFace& face);
    void connectHost();
    void showView(const BenchView& view);
    void showProgress(const BenchProgress& progress);
    void ended(const QString& sentence, const char* tone);

    BenchSetup* m_setup = nullptr;
    BenchResults* m_results = nullptr;
    std::size_t m_failures = 0;
    BenchHost m_host; ///< last: its thread ends before the rest goes
};

} // namespace postern
