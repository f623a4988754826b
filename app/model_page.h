// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include <QWidget>

#include "app/inspection_host.h"

class QFormLayout;
class QLabel;
class QTabWidget;
class QVBoxLayout;

namespace postern {

class DiffPanel;
class TensorPanel;

/// The model as it lies in its files, before anything is loaded: facts, tensors, and what differs from another checkpoint.
class ModelPage final : public QWidget {
    Q_OBJECT

public:
    explicit ModelPage(QWidget* parent = nullptr);

    /// Describes a checkpoint folder, a safetensors or a GGUF file. The same path again changes nothing.
    void open(const std::filesystem::path& path);
    void compareWith(const std::filesystem::path& other);
    void clear();
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

    /// Puts a panel below the facts, for what else can be said about the files (the verdict of a scan).
    void addToSide(QWidget* panel);

    [[nodiscard]] TensorPanel* tensors() const { return m_tensors; }
    [[nodiscard]] DiffPanel* comparison() const { return m_diff; }
    [[nodiscard]] QTabWidget* tabs() const { return m_tabs; }
    [[nodiscard]] InspectionHost& host() { return m_host; }

signals:
    void failed(const Error& error);
    void opened(const std::filesystem::path& path); ///< its description is on show

private:
    QWidget* makeSide();
    QWidget* makeCentre();
    void connectHost();
    void takeSummary(const WeightSummary& summary);
    void showFacts(const WeightSummary& summary);
    void setIdle();
    void chooseFolder();
    void chooseFile();
    void chooseOther(bool folder);

    std::filesystem::path m_path;
    QLabel* m_title = nullptr;
    QLabel* m_place = nullptr;
    QLabel* m_problems = nullptr;
    QFormLayout* m_facts = nullptr;
    QVBoxLayout* m_side = nullptr;
    QTabWidget* m_tabs = nullptr;
    TensorPanel* m_tensors = nullptr;
    DiffPanel* m_diff = nullptr;

    InspectionHost m_host; ///< last: its thread ends before the rest goes
};

} // namespace postern
