// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model_page.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/panels/diff_panel.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/rail.h"
#include "widgets/panels/scan_panel.h"
#include "widgets/panels/tensor_panel.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kSideWidth = 300;

std::filesystem::path toPath(const QString& text) {
    return std::filesystem::path(text.toStdU16String());
}

QString fromPath(const std::filesystem::path& path) {
    return QString::fromStdU16String(path.u16string());
}

/// What a fact of engine/checkpoint is called in the window; empty for one that is not shown.
QString factLabel(const std::string& key) {
    const std::pair<const char*, QString> labels[] = {
        {"family", ModelPage::tr("Family")},
        {"format", ModelPage::tr("Format")},
        {"parameters", ModelPage::tr("Parameters")},
        {"tensors", ModelPage::tr("Tensors")},
        {"bytes", ModelPage::tr("Size of the weights")},
        {"layers", ModelPage::tr("Layers")},
        {"hidden_size", ModelPage::tr("Hidden size")},
        {"heads", ModelPage::tr("Heads")},
        {"key_value_heads", ModelPage::tr("Heads for keys and values")},
        {"vocabulary", ModelPage::tr("Vocabulary")},
        {"positions", ModelPage::tr("Positions")},
        {"types", ModelPage::tr("Types of elements")},
    };
    for (const auto& [name, label] : labels) {
        if (key == name)
            return label;
    }
    return {};
}

QString factText(const ModelFact& fact) {
    if (fact.number < 0)
        return fact.text == "Hugging Face folder" ? ModelPage::tr("Hugging Face folder") : shown(fact.text);
    return fact.key == "bytes" ? bytesText(static_cast<double>(fact.number)) : QLocale().toString(qlonglong{fact.number});
}

} // namespace

ModelPage::ModelPage(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kSmall);
    row->setSpacing(space::kSmall);
    row->addWidget(makeSide());
    row->addWidget(makeCentre(), 1);
    connectHost();
    clear();
}

QWidget* ModelPage::makeSide() {
    auto* content = new QWidget;
    m_title = makeLabel({}, "heading", content);
    m_title->setWordWrap(true);
    m_place = makeLabel({}, "caption", content);
    m_place->setWordWrap(true);
    m_problems = makeLabel({}, "body", content);
    m_problems->setWordWrap(true);
    m_problems->setProperty("tone", QStringLiteral("warning"));
    m_facts = new QFormLayout;
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(space::kMedium);
    m_facts->setVerticalSpacing(space::kTight);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    m_facts->setRowWrapPolicy(QFormLayout::DontWrapRows);
    auto* folder = makeButton(tr("Open folder…"), "secondary", content);
    auto* file = makeButton(tr("Open file…"), "secondary", content);
    connect(folder, &QPushButton::clicked, this, &ModelPage::chooseFolder);
    connect(file, &QPushButton::clicked, this, &ModelPage::chooseFile);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(folder);
    buttons->addWidget(file);
    buttons->addStretch(1);
    m_side = new QVBoxLayout(content);
    m_side->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    m_side->setSpacing(space::kSmall);
    m_side->addWidget(m_title);
    m_side->addWidget(m_place);
    m_side->addLayout(buttons);
    m_side->addLayout(m_facts);
    m_side->addWidget(m_problems);
    m_side->addStretch(1);

    return makeRail(content, kSideWidth, tr("Facts about the model"), this);
}

QWidget* ModelPage::makeCentre() {
    QFrame* card = makeCard(this);
    m_tensors = new TensorPanel(card);
    m_diff = new DiffPanel(card);
    m_scan = new ScanPanel(card);
    m_tabs = new QTabWidget(card);
    m_tabs->setAccessibleName(tr("Tensors and comparison"));
    m_tabs->tabBar()->setAccessibleName(tr("Tensors and comparison"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_tensors, tr("Tensors"));
    m_tabs->addTab(m_scan, tr("Safety scan"));
    m_tabs->addTab(m_diff, tr("Comparison"));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 2, 1, 1);
    column->addWidget(m_tabs);
    return card;
}

void ModelPage::connectHost() {
    connect(m_tensors, &TensorPanel::statisticsRequested, this, [this] {
        setIdle();
        m_tensors->setBusy(true);
        m_host.computeStatistics(m_path);
    });
    connect(m_tensors, &TensorPanel::stopRequested, &m_host, &InspectionHost::stop);
    connect(m_diff, &DiffPanel::folderRequested, this, [this] { chooseOther(true); });
    connect(m_diff, &DiffPanel::fileRequested, this, [this] { chooseOther(false); });
    connect(m_diff, &DiffPanel::stopRequested, &m_host, &InspectionHost::stop);
    connect(&m_host, &InspectionHost::summaryReady, this, [this](const auto& summary) { takeSummary(*summary); });
    connect(&m_host, &InspectionHost::statisticsReady, this, [this](const std::filesystem::path& path, const auto& statistics) {
        setIdle();
        if (path == m_path)
            m_tensors->setStatistics(*statistics);
    });
    connect(&m_host, &InspectionHost::diffReady, this, [this](const auto& diff) {
        setIdle();
        m_diff->setDiff(*diff);
    });
    connect(m_scan, &ScanPanel::scanRequested, this, &ModelPage::chooseScan);
    connect(m_scan, &ScanPanel::failed, this, &ModelPage::failed);
    connect(&m_scanHost, &InspectionHost::scanned, m_scan, &ScanPanel::setReport);
    connect(&m_scanHost, &InspectionHost::failed, this, [this](const Error& error) {
        if (m_scanAsked) // what cannot be opened is said by whoever opens it
            emit failed(error);
    });
    connect(&m_host, &InspectionHost::progressed, m_tensors, &TensorPanel::setProgress);
    connect(&m_host, &InspectionHost::progressed, m_diff, &DiffPanel::setProgress);
    connect(&m_host, &InspectionHost::stopped, this, &ModelPage::setIdle);
    connect(&m_host, &InspectionHost::failed, this, [this](const Error& error) {
        setIdle();
        emit failed(error);
    });
}

void ModelPage::scan(const std::filesystem::path& path) {
    m_scan->setReport(nullptr);
    m_scanAsked = true;
    m_scanHost.scan(path);
}

void ModelPage::open(const std::filesystem::path& path) {
    if (path == m_path && m_tensors->model().rowCount() > 0)
        return;
    clear();
    m_path = path;
    m_title->setText(shown((path.has_filename() ? path : path.parent_path()).filename().string(), 120));
    m_place->setText(shown(path.string(), 300));
    m_host.summarize(path);
    scan(path);
    m_scanAsked = false;
}

void ModelPage::compareWith(const std::filesystem::path& other) {
    if (m_path.empty())
        return;
    setIdle();
    m_tabs->setCurrentWidget(m_diff);
    m_diff->setBusy(true);
    m_host.compare(m_path, other);
}

void ModelPage::clear() {
    m_host.stop();
    m_scanHost.stop();
    m_scan->setReport(nullptr);
    m_path.clear();
    m_title->setText(tr("No model opened"));
    m_place->setText(tr("A checkpoint folder, a safetensors or a GGUF file; it is only read."));
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    m_problems->hide();
    m_tensors->setTensors({});
    m_diff->clear();
    m_diff->setReady(false);
    setIdle();
}

void ModelPage::takeSummary(const WeightSummary& summary) {
    showFacts(summary);
    m_tensors->setTensors(summary.tensors);
    m_diff->setReady(true);
    emit opened(m_path);
}

void ModelPage::showFacts(const WeightSummary& summary) {
    for (const ModelFact& fact : summary.facts) {
        const QString label = factLabel(fact.key);
        if (label.isEmpty())
            continue;
        QLabel* value = makeLabel(factText(fact), "body", this);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QLabel* name = makeLabel(label, "muted", this);
        name->setWordWrap(true);
        m_facts->addRow(name, value);
    }
    QStringList problems;
    for (const std::string& problem : summary.problems)
        problems << shown(problem, 800);
    m_problems->setText(problems.join(QLatin1Char('\n')));
    m_problems->setVisible(!problems.isEmpty());
}

void ModelPage::setIdle() {
    m_tensors->setBusy(false);
    m_diff->setBusy(false);
}

void ModelPage::chooseFolder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a checkpoint folder"), fromPath(m_path));
    if (!folder.isEmpty())
        open(toPath(folder));
}

void ModelPage::chooseFile() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open a weights file"), fromPath(m_path), tr("Weights (*.safetensors *.gguf)"));
    if (!file.isEmpty())
        open(toPath(file));
}

void ModelPage::chooseOther(bool folder) {
    const QString title = tr("Compare with another checkpoint");
    const QString other = folder ? QFileDialog::getExistingDirectory(this, title, fromPath(m_path))
                                 : QFileDialog::getOpenFileName(this, title, fromPath(m_path), tr("Weights (*.safetensors *.gguf)"));
    if (!other.isEmpty())
        compareWith(toPath(other));
}

void ModelPage::chooseScan() {
    QMenu menu;
    menu.addAction(tr("Open folder…"), this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a checkpoint folder"), fromPath(m_path));
        if (!folder.isEmpty())
            scan(toPath(folder));
    });
    menu.addAction(tr("Open file…"), this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Open a weights file"), fromPath(m_path));
        if (!file.isEmpty())
            scan(toPath(file));
    });
    menu.exec(QCursor::pos());
}

} // namespace postern
