// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextCursor>

#include "widgets/panels/prompt_preview_dialog.h"
#include "widgets/panels/token_view.h"
#include "widgets/theme/theme.h"

using namespace postern;

namespace {

using Part = PreviewToken::Part;

PromptPreview sample() {
    PromptPreview preview;
    preview.form.source = "chat";
    preview.form.origin = "chat_template.jinja";
    preview.rows = 3;
    preview.tokens = {{1, "<s>", "<s>", Part::Template, true},       {17, "user", "user\n", Part::Template, false},
                      {300, "It", "It", Part::Passage, false},       {301, "\u0120rai", " rai\u202en", Part::Passage, false},
                      {9, "\u00c3", "\u00e9", Part::Passage, false}, {10, "\u00a9", "", Part::Passage, false},
                      {400, "Doyle", "Doyle", Part::Answer, false},  {2, "<|end|>", "<|end|>", Part::Answer, true}};
    return preview;
}

double luminance(const QColor& color) {
    const auto part = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

} // namespace

class PromptPreviewTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::Light); }

    void everyTokenHasItsPlace() {
        TokenView view;
        view.setTokens(sample().tokens);
        QCOMPARE(view.toPlainText(), QString("<s>user\u21b5\nIt rai<U+202E>n\u00e9\u00b7Doyle<|end|>"));
        const QString text = view.toPlainText();
        QCOMPARE(view.tokenAt(0), 0);
        QCOMPARE(view.tokenAt(2), 0);
        QCOMPARE(view.tokenAt(3), 1);
        QCOMPARE(view.tokenAt(static_cast<int>(text.indexOf("It"))), 2);
        QCOMPARE(view.tokenAt(static_cast<int>(text.indexOf("Doyle"))), 6);
        QCOMPARE(view.tokenAt(static_cast<int>(text.size()) - 1), 7);
        QCOMPARE(view.tokenAt(static_cast<int>(text.size())), -1);
        QCOMPARE(view.describe(2), QString("Token 3 of 8 \u00b7 id 300 \u00b7 \u201cIt\u201d \u00b7 passage"));
        QCOMPARE(view.describe(7), QString("Token 8 of 8 \u00b7 id 2 \u00b7 \u201c<|end|>\u201d \u00b7 special token, answer"));
        QVERIFY(view.describe(8).isEmpty());
    }

    void neighboursDiffer() {
        TokenView view;
        view.setTokens(sample().tokens);
        const auto backgroundAt = [&](int position) {
            QTextCursor cursor(view.document());
            cursor.setPosition(position + 1); // the format before the cursor
            return cursor.charFormat().background().color();
        };
        const QString text = view.toPlainText();
        const int it = static_cast<int>(text.indexOf("It"));
        QVERIFY(backgroundAt(it) != backgroundAt(it + 2));
        QCOMPARE(backgroundAt(it), backgroundAt(it + 1));
    }

    /// Text stays readable on every shade, in every theme, and the two shades of a kind can be told apart.
    void shadesAreReadable() {
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast}) {
            Theme::instance().setChoice(choice);
            for (const auto ink : {TokenView::Ink::Template, TokenView::Ink::Passage, TokenView::Ink::Answer, TokenView::Ink::Special}) {
                for (const bool second : {false, true}) {
                    const TokenView::Shade shade = TokenView::shadeOf(ink, second);
                    QVERIFY2(contrast(shade.background, shade.text) >= 4.5,
                             qPrintable(QString::number(contrast(shade.background, shade.text))));
                }
                QVERIFY(contrast(TokenView::shadeOf(ink, false).background, TokenView::shadeOf(ink, true).background) > 1.08);
            }
        }
        Theme::instance().setChoice(ThemeChoice::Light);
    }

    void theCursorTellsTheToken() {
        TokenView view;
        view.setTokens(sample().tokens);
        QSignalSpy pointed(&view, &TokenView::pointedAt);
        QTextCursor cursor = view.textCursor();
        cursor.setPosition(static_cast<int>(view.toPlainText().indexOf("Doyle")) + 1);
        view.setTextCursor(cursor);
        QVERIFY(!pointed.isEmpty());
        QCOMPARE(pointed.last().at(0).toInt(), 6);
    }

    void rowsAreAskedForAround() {
        PromptPreviewDialog dialog;
        QSignalSpy wanted(&dialog, &PromptPreviewDialog::rowWanted);
        dialog.setPreview(sample());
        const auto press = [&](const QString& name) {
            for (QPushButton* button : dialog.findChildren<QPushButton*>())
                if (button->text() == name)
                    button->click();
        };
        press("Next row");
        QCOMPARE(wanted.last().at(0).value<std::size_t>(), std::size_t{1});
        press("Previous row");
        QCOMPARE(wanted.last().at(0).value<std::size_t>(), std::size_t{2});
        QStringList texts;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            texts << label->text();
        QVERIFY(texts.contains("From the model's chat template (chat_template.jinja)"));
        QVERIFY(texts.contains("6 tokens of prompt, 2 of answer"));
        QVERIFY(texts.contains("Row 1 of 3 of the defender's data"));
    }

    void problemsTakeThePlace() {
        PromptPreviewDialog dialog;
        dialog.setPreview(sample());
        dialog.setProblem("The chat template is malformed.", "line 3: <b>no markup</b>");
        QVERIFY(!dialog.view()->isVisibleTo(&dialog));
        dialog.setPreview(sample());
        QVERIFY(dialog.view()->isVisibleTo(&dialog));
    }
};

QTEST_MAIN(PromptPreviewTest)
#include "tst_prompt_preview.moc"
