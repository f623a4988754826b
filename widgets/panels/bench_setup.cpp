// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/bench_setup.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/panels/job_progress.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/path_field.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

QString toQString(const std::filesystem::path& path) {
    return QString::fromStdU16String(path.u16string());
}

QString shippedLabel(const std::filesystem::path& file) {
    const std::string name = file.stem().string();
    if (name == "quick")
        return BenchSetup::tr("Quick (shipped)");
    if (name == "full")
        return BenchSetup::tr("Full (shipped)");
    return BenchSetup::tr("%1 (shipped)").arg(shown(name, 60));
}

} // namespace

BenchSetup::BenchSetup(const std::vector<std::filesystem::path>& shipped, QWidget* parent)
    : QWidget(parent), m_specification(new QComboBox(this)) {
    setAccessibleName(tr("Set up a benchmark"));
    QLabel* caption = makeLabel(tr("Specification"), "caption", this);
    caption->setBuddy(m_specification);
    m_specification->setAccessibleName(tr("Specification"));
    m_specification->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_specification->setMinimumContentsLength(12);
    leaveWheelToScrolling(m_specification);
    m_specification->setToolTip(plainToolTip(tr("A JSON file that names tasks, models, attacks, defences and seeds")));
    for (const std::filesystem::path& file : shipped)
        m_specification->addItem(shippedLabel(file), toQString(file));
    m_specification->setCurrentIndex(std::max(0, m_specification->findText(tr("Quick (shipped)")))); // the one to begin with
    auto* file = makeButton(tr("File…"), "secondary", this);
    m_placeBox = new QWidget(this);
    m_placeRows = new QVBoxLayout(m_placeBox);
    m_placeRows->setContentsMargins(0, 0, 0, 0);
    m_placeRows->setSpacing(space::kSmall);
    m_placeBox->hide();
    m_folder = new PathField(PathField::Kind::NewFolder, tr("Folder"),
                             tr("Where checkpoints and results go; one that was begun earlier goes on where it stopped"), {}, this);
    m_start = makeButton(tr("Start"), "primary", this);
    m_start->setIcon(tintedIcon("play", IconInk::OnAccent));
    m_stop = makeButton(tr("Stop"), "secondary", this);
    m_stop->setIcon(tintedIcon("stop"));
    m_open = makeButton(tr("Open results…"), "secondary", this);
    m_open->setToolTip(plainToolTip(tr("Show a folder with results; nothing is computed")));
    m_hint = makeLabel({}, "caption", this);
    m_hint->setWordWrap(true);
    m_progress = new JobProgress(this);
    m_failureTitle = makeLabel({}, "caption", this);
    m_failureTitle->setProperty("tone", QStringLiteral("danger"));
    m_failures = new QPlainTextEdit(this);
    m_failures->setReadOnly(true);
    m_failures->setTabChangesFocus(true);
    m_failures->setMaximumHeight(120);
    m_failures->setMaximumBlockCount(400);
    m_failures->setAccessibleName(tr("What failed"));

    auto* choice = new QHBoxLayout;
    choice->setSpacing(space::kSmall);
    choice->addWidget(m_specification, 1);
    choice->addWidget(file);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_start);
    buttons->addWidget(m_stop);
    buttons->addStretch(1);
    auto* specification = new QVBoxLayout;
    specification->setSpacing(space::kHair);
    specification->addWidget(caption);
    specification->addLayout(choice);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addLayout(specification);
    column->addWidget(m_placeBox);
    column->addWidget(m_folder);
    column->addLayout(buttons);
    column->addWidget(m_open, 0, Qt::AlignLeft); // beside the others it would need a wider rail in most languages
    column->addWidget(m_hint);
    column->addWidget(m_progress);
    column->addWidget(m_failureTitle);
    column->addWidget(m_failures);

    connect(m_specification, &QComboBox::currentIndexChanged, this, &BenchSetup::chosen);
    connect(file, &QPushButton::clicked, this, &BenchSetup::askForFile);
    connect(m_folder, &PathField::edited, this, &BenchSetup::refresh);
    connect(m_start, &QPushButton::clicked, this, &BenchSetup::startRequested);
    connect(m_stop, &QPushButton::clicked, this, &BenchSetup::stopRequested);
    connect(m_open, &QPushButton::clicked, this, &BenchSetup::askForResults);
    clearFailures();
    refresh();
}

std::filesystem::path BenchSetup::specification() const {
    return std::filesystem::path(m_specification->currentData().toString().toStdU16String());
}

std::filesystem::path BenchSetup::folder() const {
    return m_folder->path();
}

std::map<std::string, std::string> BenchSetup::places() const {
    std::map<std::string, std::string> places;
    for (const auto& [name, field] : m_places)
        if (!field->path().empty())
            places[name.toStdString()] = std::filesystem::absolute(field->path()).string();
    return places;
}

void BenchSetup::setFolder(const std::filesystem::path& folder) {
    m_folder->setPath(folder);
    refresh();
}

void BenchSetup::chooseFile(const std::filesystem::path& file) {
    const QString path = toQString(file);
    const bool ofFolder = file.filename() == "specification.json";
    if (ofFolder && m_specification->findData(path) < 0)
        m_specification->removeItem(m_specification->findText(tr("That of the folder"))); // of another folder
    int at = m_specification->findData(path);
    if (at < 0) {
        m_specification->addItem(ofFolder ? tr("That of the folder") : shown(file.filename().string(), 80), path);
        at = m_specification->count() - 1;
        m_specification->setItemData(at, plainToolTip(shown(file.string(), 400)), Qt::ToolTipRole);
    }
    m_specification->setCurrentIndex(at);
    refresh();
}

void BenchSetup::setPlaces(const QStringList& names) {
    for (auto it = m_places.begin(); it != m_places.end();) {
        if (names.contains(it->first)) {
            ++it;
            continue;
        }
        delete it->second;
        it = m_places.erase(it);
    }
    for (const QString& name : names) {
        if (m_places.contains(name))
            continue;
        auto* field = new PathField(PathField::Kind::Folder, tr("Place: %1").arg(shown(name.toStdString(), 60)),
                                    tr("The specification names folders relative to it"), {}, m_placeBox);
        connect(field, &PathField::edited, this, &BenchSetup::refresh);
        m_placeRows->addWidget(field);
        m_places[name] = field;
    }
    m_placeBox->setVisible(!m_places.empty());
    refresh();
}

QString BenchSetup::problem() const {
    if (specification().empty())
        return tr("Choose a specification: a JSON file that names tasks, models, attacks and defences.");
    for (const auto& [name, field] : m_places)
        if (field->path().empty())
            return tr("Choose the folder that the specification calls \"%1\".").arg(shown(name.toStdString(), 60));
    return folder().empty() ? tr("Choose a folder for the results.") : QString();
}

void BenchSetup::setRunning(bool running) {
    m_running = running;
    refresh();
}

void BenchSetup::setBlocked(const QString& reason) {
    m_blocked = reason;
    refresh();
}

void BenchSetup::refresh() {
    const QString missing = problem();
    const bool couldStart = m_start->isEnabled();
    m_start->setEnabled(!m_running && missing.isEmpty() && m_blocked.isEmpty());
    m_stop->setEnabled(m_running);
    m_open->setEnabled(!m_running);
    m_specification->setEnabled(!m_running && m_specification->count() > 0);
    m_folder->setReadOnly(m_running);
    for (const auto& [name, field] : m_places)
        field->setReadOnly(m_running);
    m_hint->setText(!m_blocked.isEmpty() ? m_blocked : missing);
    m_hint->setVisible(!m_running && !m_hint->text().isEmpty());
    if (m_start->isEnabled() != couldStart)
        emit readinessChanged();
}

void BenchSetup::addFailure(const QString& sentence) {
    m_failures->appendPlainText(sentence);
    m_failureTitle->setText(tr("%n cell(s) failed; the next start tries them again", nullptr, m_failures->blockCount()));
    m_failureTitle->show();
    m_failures->show();
}

void BenchSetup::clearFailures() {
    m_failures->clear();
    m_failures->hide();
    m_failureTitle->hide();
}

void BenchSetup::chosen() {
    if (m_specification->currentIndex() == m_lastChoice)
        return;
    m_lastChoice = m_specification->currentIndex();
    refresh();
    emit specificationChosen(specification());
}

void BenchSetup::askForFile() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose a specification"), {}, tr("JSON files (*.json)"));
    if (!file.isEmpty())
        chooseFile(std::filesystem::path(file.toStdU16String()));
}

void BenchSetup::askForResults() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a folder with results"), toQString(m_folder->path()));
    if (!folder.isEmpty())
        emit openRequested(std::filesystem::path(folder.toStdU16String()));
}

} // namespace postern
