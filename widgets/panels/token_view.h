// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QTextEdit>

#include "engine/run/prompt_preview.h"

namespace postern {

/// A prompt with its tokens marked: neighbours alternate between two shades, the hue says which part of the prompt a token
/// belongs to, special tokens are inverted. What the pointer or the text cursor is on is told by a signal and a tooltip.
class TokenView final : public QTextEdit {
    Q_OBJECT

public:
    enum class Ink { Template, Passage, Answer, Special };

    explicit TokenView(QWidget* parent = nullptr);

    void setTokens(std::vector<PreviewToken> tokens);
    [[nodiscard]] const std::vector<PreviewToken>& tokens() const { return m_tokens; }
    /// The token at a place of the text, or -1.
    [[nodiscard]] int tokenAt(int position) const;
    /// "id 1234", the vocabulary's entry and the part, in words.
    [[nodiscard]] QString describe(int token) const;

    /// Background and text of a token in the theme in force; `second` is the other shade.
    struct Shade {
        QColor background;
        QColor text;
    };
    [[nodiscard]] static Shade shadeOf(Ink ink, bool second);

signals:
    void pointedAt(int token); ///< -1: at none

protected:
    bool viewportEvent(QEvent* event) override;

private:
    void draw();

    std::vector<PreviewToken> m_tokens;
    std::vector<int> m_starts; ///< where each token begins in the text, and where the last one ends
};

} // namespace postern
