// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/prompt_preview_dialog.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/token_view.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

/// Two neighbours of a kind, as they look in the text.
class Swatch final : public QWidget {
public:
    Swatch(TokenView::Ink ink, QWidget* parent) : QWidget(parent), m_ink(ink) {
        setFixedSize(26, 14);
        connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(0, 0, width() / 2, height(), TokenView::shadeOf(m_ink, false).background);
        painter.fillRect(width() / 2, 0, width() - width() / 2, height(), TokenView::shadeOf(m_ink, true).background);
    }

private:
    TokenView::Ink m_ink;
};

QString sourceText(const PromptTemplate& form) {
    if (form.source == "chat")
        return PromptPreviewDialog::tr("From the model's chat template (%1)").arg(shown(form.origin, 100));
    if (form.source == "alpaca")
        return PromptPreviewDialog::tr("From the Alpaca template");
    if (form.source == "plain")
        return PromptPreviewDialog::tr("The plain text");
    return PromptPreviewDialog::tr("From the data's own template.json");
}

} // namespace

PromptPreviewDialog::PromptPreviewDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Prompt preview"));
    resize(720, 520);
    m_source = makeLabel({}, "heading", this);
    m_counts = makeLabel({}, "caption", this);
    m_view = new TokenView(this);
    m_detail = makeLabel({}, "caption", this);
    m_detail->setMinimumHeight(m_detail->fontMetrics().height());
    m_problem = makeLabel({}, "heading", this);
    m_problem->setWordWrap(true);
    m_problemDetails = makeLabel({}, "muted", this);
    m_problemDetails->setWordWrap(true);
    m_problemDetails->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_row = makeLabel({}, "caption", this);
    m_back = makeButton(tr("Previous row"), "secondary", this);
    m_forward = makeButton(tr("Next row"), "secondary", this);
    auto* closing = makeButton(tr("Close"), "primary", this);

    auto* top = new QHBoxLayout;
    top->addWidget(m_source, 1);
    top->addWidget(m_counts);
    auto* prompt = new QWidget(this);
    auto* promptColumn = new QVBoxLayout(prompt);
    promptColumn->setContentsMargins(0, 0, 0, 0);
    promptColumn->setSpacing(space::kSmall);
    promptColumn->addWidget(makeLegend());
    promptColumn->addWidget(m_view, 1);
    promptColumn->addWidget(m_detail);
    auto* problem = new QWidget(this);
    auto* problemColumn = new QVBoxLayout(problem);
    problemColumn->addStretch();
    problemColumn->addWidget(m_problem);
    problemColumn->addWidget(m_problemDetails);
    problemColumn->addStretch(2);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(prompt);
    m_pages->addWidget(problem);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(space::kSmall);
    bottom->addWidget(m_back);
    bottom->addWidget(m_forward);
    bottom->addWidget(m_row, 1);
    bottom->addWidget(closing);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    all->setSpacing(space::kSmall);
    all->addLayout(top);
    all->addWidget(m_pages, 1);
    all->addLayout(bottom);

    connect(closing, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_view, &TokenView::pointedAt, this, [this](int token) { m_detail->setText(m_view->describe(token)); });
    connect(m_back, &QPushButton::clicked, this,
            [this] { emit rowWanted((m_rowIndex + m_rowCount - 1) % std::max<std::size_t>(1, m_rowCount)); });
    connect(m_forward, &QPushButton::clicked, this, [this] { emit rowWanted((m_rowIndex + 1) % std::max<std::size_t>(1, m_rowCount)); });
    setWaiting();
}

QWidget* PromptPreviewDialog::makeLegend() {
    auto* legend = new QWidget(this);
    auto* row = new QHBoxLayout(legend);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kTight);
    const std::pair<TokenView::Ink, QString> entries[] = {{TokenView::Ink::Template, tr("Template")},
                                                          {TokenView::Ink::Passage, tr("Passage")},
                                                          {TokenView::Ink::Answer, tr("Answer to be learnt")},
                                                          {TokenView::Ink::Special, tr("Special token")}};
    for (const auto& [ink, text] : entries) {
        row->addWidget(new Swatch(ink, legend));
        row->addWidget(makeLabel(text, "caption", legend));
        row->addSpacing(space::kMedium);
    }
    row->addStretch();
    return legend;
}

void PromptPreviewDialog::setPreview(const PromptPreview& preview) {
    const QLocale locale;
    m_rowIndex = preview.row;
    m_rowCount = preview.rows;
    m_source->setText(sourceText(preview.form));
    const auto isAnswer = [](const PreviewToken& token) { return token.part == PreviewToken::Part::Answer; };
    const auto answers = std::count_if(preview.tokens.begin(), preview.tokens.end(), isAnswer);
    const auto all = static_cast<std::ptrdiff_t>(preview.tokens.size());
    m_counts->setText(tr("%1 tokens of prompt, %2 of answer")
                          .arg(locale.toString(static_cast<qlonglong>(all - answers)), locale.toString(static_cast<qlonglong>(answers))));
    m_row->setText(
        tr("Row %1 of %2 of the defender's data")
            .arg(locale.toString(static_cast<qulonglong>(preview.row + 1)), locale.toString(static_cast<qulonglong>(preview.rows))));
    m_view->setTokens(preview.tokens);
    m_back->setEnabled(preview.rows > 1);
    m_forward->setEnabled(preview.rows > 1);
    m_pages->setCurrentIndex(0);
    m_detail->setText(tr("Point at a token to see its id."));
}

void PromptPreviewDialog::setProblem(const QString& title, const QString& details) {
    m_source->setText(tr("No prompt to show"));
    m_counts->clear();
    m_row->clear();
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
    m_problem->setText(title);
    m_problemDetails->setText(details);
    m_pages->setCurrentIndex(1);
}

void PromptPreviewDialog::setWaiting() {
    m_source->setText(tr("Reading template, tokenizer and data…"));
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
}

} // namespace postern
