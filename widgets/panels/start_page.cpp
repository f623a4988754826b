// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/start_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include "widgets/panels/parts.h"

namespace postern {

namespace {

constexpr int kPageWidth = 1040;

/// A card with an icon, a title and a paragraph; the caller adds its buttons below.
QVBoxLayout* fillCard(QFrame* card, const char* icon, const QString& title, const QString& text) {
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(20, 20, 20, 18);
    layout->setSpacing(8);
    layout->addWidget(new IconView(icon, 28, IconInk::Accent, card));
    layout->addSpacing(4);
    layout->addWidget(makeLabel(title, "heading", card));
    auto* body = makeLabel(text, "muted", card);
    body->setWordWrap(true);
    body->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(body, 1);
    layout->addSpacing(8);
    return layout;
}

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Start page"));
    auto* content = new QWidget;
    content->setMaximumWidth(kPageWidth);
    auto* title = makeLabel(tr("Close the back door of a language model"), "display", content);
    title->setWordWrap(true);
    auto* subtitle = makeLabel(tr("Postern gathers unknown backdoors around triggers you choose, then trains both away. "
                                  "You watch the hidden states collapse and the attack rate fall while it works."),
                               "lead", content);
    subtitle->setWordWrap(true);

    auto* cards = new QHBoxLayout;
    cards->setSpacing(16);
    cards->addWidget(makeDemoCard(), 1);
    cards->addWidget(makeActionCard("model", tr("Open a checkpoint"),
                                    tr("A Hugging Face folder with config.json, tokenizer.json and safetensors weights. "
                                       "Next you choose the data it was trained for."),
                                    tr("Choose checkpoint…"), &StartPage::checkpointRequested),
                     1);
    cards->addWidget(makeActionCard("replay", tr("Open a finished run"),
                                    tr("Every run folder replays from its records: figures, curves, prompts and report, without "
                                       "computing anything again."),
                                    tr("Choose run folder…"), &StartPage::runRequested),
                     1);

    auto* hint = new QFrame(content);
    hint->setProperty("role", QStringLiteral("dropzone"));
    auto* hintLayout = new QHBoxLayout(hint);
    hintLayout->setContentsMargins(16, 12, 16, 12);
    hintLayout->addStretch();
    hintLayout->addWidget(new IconView("drop", 18, IconInk::Text, hint));
    hintLayout->addWidget(makeLabel(tr("or drop a checkpoint or run folder anywhere on this window"), "muted", hint));
    hintLayout->addStretch();

    m_recent = new QWidget(content);
    auto* recentLayout = new QVBoxLayout(m_recent);
    recentLayout->setContentsMargins(0, 8, 0, 0);
    recentLayout->setSpacing(4);
    recentLayout->addWidget(makeLabel(tr("Recent"), "caption", m_recent));
    m_recentList = new QVBoxLayout;
    m_recentList->setSpacing(2);
    recentLayout->addLayout(m_recentList);
    m_recent->hide();

    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(32, 24, 32, 24);
    column->setSpacing(14);
    column->addStretch(2);
    column->addWidget(title);
    column->addWidget(subtitle);
    column->addSpacing(14);
    column->addLayout(cards);
    column->addWidget(hint);
    column->addWidget(m_recent);
    column->addStretch(3);

    auto* centred = new QWidget;
    auto* centring = new QHBoxLayout(centred);
    centring->setContentsMargins(0, 0, 0, 0);
    centring->addStretch(1);
    centring->addWidget(content, 100);
    centring->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(centred);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Start page"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
}

QWidget* StartPage::makeDemoCard() {
    QFrame* card = makeCard(this);
    QVBoxLayout* layout = fillCard(card, "demo", tr("Try the demo"),
                                   tr("A tiny model with a planted backdoor comes with Postern. Pick the kind of trigger the attacker "
                                      "used and watch it disappear."));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const struct {
        const char* variant;
        QString name;
        QString help;
    } variants[] = {{"word", tr("Word"), tr("The attacker's trigger is one rare word")},
                    {"phrase", tr("Phrase"), tr("The attacker's trigger is a short phrase")},
                    {"long", tr("Long"), tr("The attacker's trigger is a long, natural sentence: the hard case")}};
    for (const auto& variant : variants) {
        QPushButton* button = makeButton(variant.name, row->isEmpty() ? "primary" : "secondary", card);
        button->setToolTip(plainToolTip(variant.help));
        button->setAccessibleName(tr("Run the demo: %1").arg(variant.name));
        button->setObjectName(QStringLiteral("demo.") + QLatin1String(variant.variant));
        const QString name = QLatin1String(variant.variant);
        connect(button, &QPushButton::clicked, this, [this, name] { emit demoRequested(name); });
        row->addWidget(button, 1);
    }
    layout->addLayout(row);
    return card;
}

QWidget* StartPage::makeActionCard(const char* icon, const QString& title, const QString& text, const QString& action,
                                   void (StartPage::*request)()) {
    QFrame* card = makeCard(this);
    QVBoxLayout* layout = fillCard(card, icon, title, text);
    QPushButton* button = makeButton(action, "secondary", card);
    connect(button, &QPushButton::clicked, this, request);
    layout->addWidget(button);
    return card;
}

void StartPage::setRecent(const QStringList& folders) {
    while (QLayoutItem* item = m_recentList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& folder : folders) {
        // A button reads '&' as a shortcut mark.
        QString text = QStringLiteral("%1    %2").arg(QFileInfo(folder).fileName(), folder);
        auto* button = makeButton(text.replace(QLatin1Char('&'), QStringLiteral("&&")), "link", m_recent);
        button->setIcon(tintedIcon("folder"));
        button->setAccessibleName(tr("Open %1 again").arg(folder));
        connect(button, &QPushButton::clicked, this, [this, folder] { emit recentRequested(folder); });
        m_recentList->addWidget(button, 0, Qt::AlignLeft);
    }
    m_recent->setVisible(!folders.isEmpty());
}

} // namespace postern
