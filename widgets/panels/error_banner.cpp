// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/error_banner.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "widgets/panels/parts.h"
#include "widgets/theme/tokens.h"

namespace postern {

ErrorBanner::ErrorBanner(QWidget* parent) : QFrame(parent) {
    auto* frame = new QFrame(this);
    frame->setProperty("role", QStringLiteral("banner"));
    setAccessibleName(tr("Error"));
    auto* icon = new IconView("warning", 20, IconInk::Text, this);
    m_title = makeLabel({}, "title", this);
    m_title->setWordWrap(true);
    m_advice = makeLabel({}, "body", this);
    m_advice->setWordWrap(true);
    m_details = new QPlainTextEdit(this);
    m_details->setReadOnly(true);
    m_details->setMaximumHeight(110);
    m_details->setAccessibleName(tr("Details of the error"));
    m_details->setTabChangesFocus(true);
    m_detailsButton = makeButton(tr("Details"), "quiet", this);
    m_detailsButton->setCheckable(true);
    auto* copy = makeButton(tr("Copy"), "quiet", this);
    copy->setAccessibleName(tr("Copy the error to the clipboard"));
    auto* close = makeIconButton("close", tr("Dismiss"), this);

    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_advice);
    auto* top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(icon, 0, Qt::AlignTop);
    top->addLayout(texts, 1);
    top->addWidget(m_detailsButton, 0, Qt::AlignVCenter);
    top->addWidget(copy, 0, Qt::AlignVCenter);
    top->addWidget(close, 0, Qt::AlignVCenter);
    auto* inner = new QVBoxLayout(frame);
    inner->setContentsMargins(14, 10, 10, 10);
    inner->addLayout(top);
    inner->addWidget(m_details);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, 0);
    all->addWidget(frame);

    connect(m_detailsButton, &QPushButton::toggled, this, &ErrorBanner::toggleDetails);
    connect(close, &QToolButton::clicked, this, &ErrorBanner::dismiss);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_title->text() + QLatin1Char('\n') + m_advice->text() + QLatin1Char('\n') +
                                              m_details->toPlainText());
    });
    m_details->hide();
    hide();
}

void ErrorBanner::showError(const QString& title, const QString& advice, const QString& details) {
    const bool same = isVisibleTo(parentWidget()) && title == m_plainTitle && details == m_details->toPlainText();
    m_repeats = same ? m_repeats + 1 : 1;
    m_plainTitle = title;
    m_title->setText(m_repeats > 1 ? tr("%1 (%2 times)").arg(title).arg(m_repeats) : title);
    m_advice->setText(advice);
    m_details->setPlainText(details);
    m_detailsButton->setVisible(!details.isEmpty());
    show();
}

void ErrorBanner::dismiss() {
    m_repeats = 0;
    m_detailsButton->setChecked(false);
    hide();
}

void ErrorBanner::toggleDetails(bool open) {
    m_details->setVisible(open);
}

} // namespace postern
