// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace postern {

/// A path with its caption, a button that asks for it, and a line for what is wrong with it.
class PathField final : public QWidget {
    Q_OBJECT

public:
    enum class Kind { Folder, NewFolder, File };

    /// `help` is the tooltip and what a screen reader adds; `filter` is the file dialog's.
    PathField(Kind kind, const QString& caption, const QString& help, const QString& filter = {}, QWidget* parent = nullptr);

    [[nodiscard]] std::filesystem::path path() const;
    void setPath(const std::filesystem::path& path);
    [[nodiscard]] QLineEdit* edit() const { return m_edit; }
    /// Shown below; empty hides it.
    void setProblem(const QString& sentence);
    void setReadOnly(bool readOnly);

signals:
    void edited(); ///< by the person

private:
    void browse();

    Kind m_kind;
    QString m_filter;
    QLineEdit* m_edit;
    QToolButton* m_browse;
    QLabel* m_problem;
};

} // namespace postern
