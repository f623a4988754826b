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
class ScanPanel;
class TensorPanel;

/// The model as it lies in its files, before anything is loaded: facts, tensors, the verdict of the safety scan, and what
/// differs from another checkpoint.
class ModelPage final : public QWidget {
    Q_OBJECT

public:
    explicit ModelPage(QWidget* parent = nullptr);

    /// Describes a checkpoint folder, a safetensors or a GGUF file. The same path again changes nothing.
    void open(const std::filesystem::path& path);
    void compareWith(const std::filesystem::path& other);
    /// Judges a file or folder of any kind, also one that cannot be described.
    void scan(const std::filesystem::path& path);
    void clear();
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

    [[nodiscard]] TensorPanel* tensors() const { return m_tensors; }
    [[nodiscard]] DiffPanel* comparison() const { return m_diff; }
    [[nodiscard]] ScanPanel* scanPanel() const { return m_scan; }
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
    void chooseScan();

    std::filesystem::path m_path;
    bool m_scanAsked = false; ///< the last scan was not part of opening
    QLabel* m_title = nullptr;
    QLabel* m_place = nullptr;
    QLabel* m_problems = nullptr;
    QFormLayout* m_facts = nullptr;
    QVBoxLayout* m_side = nullptr;
    QTabWidget* m_tabs = nullptr;
    TensorPanel* m_tensors = nullptr;
    DiffPanel* m_diff = nullptr;
    ScanPanel* m_scan = nullptr;

    // Last: their threads end before the rest goes. A scan's hashes may take minutes and must not hold up the rest.
    InspectionHost m_host;
    InspectionHost m_scanHost;
};

} // namespace postern
