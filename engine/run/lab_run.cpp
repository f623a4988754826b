// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/lab_run.h"

#include <chrono>

#include <fmt/format.h>

#include "engine/attack/clean_fine_tuning.h"
#include "engine/evaluation/evaluator.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern {

namespace {

Result<LabMeasurement> measureModel(LanguageModel& model, const PromptEncoder& encoder, const Dataset& test, const BackdoorSecret& secret,
                                    const ParameterSet& p, const JobContext& job) {
    EvaluationPlan plan;
    plan.test = test.rows;
    plan.labels = test.labels;
    plan.unknown = secret;
    plan.control = controlTrigger();
    plan.knownAnswers.assign(test.rows.size(), {});
    plan.seed = static_cast<std::uint64_t>(p.integer("seed"));
    plan.frameRows = 0;
    POSTERN_ASSIGN(const Evaluator evaluator, Evaluator::create(encoder, std::move(plan)));
    EvaluationSize size;
    size.rows = static_cast<std::size_t>(p.integer("evaluation.rows"));
    size.controlRows = 1; // the lab asks nothing about it
    POSTERN_ASSIGN(const Measurement measured, evaluator.measure(model, size, job));
    LabMeasurement result;
    result.floor = measured.floor;
    result.cleanAccuracy = measured.cleanAccuracy;
    result.measure = measured.measure;
    for (const TriggerMeasurement& trigger : measured.triggers)
        if (trigger.rowClass == RowClass::Unknown) {
            result.attack = trigger.attack;
            result.empty = trigger.empty;
        }
    return result;
}

/// The checkpoint as anybody would read it, and what it is asked.
struct LabSubject {
    Dataset test;
    Tokenizer tokenizer;
    LanguageModel model;
    PromptTemplate promptTemplate;
    BackdoorSecret secret;
};

Result<LabSubject> openSubject(const std::filesystem::path& checkpoint, const LabSpecification& specification, const JobContext& job) {
    const ParameterSet& p = specification.parameters;
    setComputeThreads(static_cast<int>(p.integer("threads")));
    POSTERN_ASSIGN(BackdoorSecret secret, readSecret(checkpoint / "secret.json"));
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(specification.data));
    POSTERN_ASSIGN(Dataset test, readDataset(specification.data / "test.jsonl", labels));
    POSTERN_ASSIGN(PromptTemplate promptTemplate, readPromptTemplate(specification.data / "template.json"));
    POSTERN_ASSIGN(OpenedTokenizer opened, requireTokenizer(checkpoint));
    POSTERN_ASSIGN(const Precision precision, parsePrecision(p.text("precision")));
    POSTERN_ASSIGN(const CheckpointFolder folder, CheckpointFolder::open(checkpoint));
    POSTERN_ASSIGN(LanguageModel model, LanguageModel::load(folder, precision, job));
    return LabSubject{std::move(test), std::move(opened.tokenizer), std::move(model), std::move(promptTemplate), std::move(secret)};
}

Result<LabReport> reportOn(const std::filesystem::path& checkpoint, const LabSpecification& specification, bool survive,
                           const LabObserver& observer, const JobContext& job) {
    const auto began = std::chrono::steady_clock::now();
    const ParameterSet& p = specification.parameters;
    POSTERN_ASSIGN(LabSubject subject, openSubject(checkpoint, specification, job));
    const PromptEncoder encoder(subject.tokenizer, subject.promptTemplate, subject.model.config());
    const auto measure = [&] { return measureModel(subject.model, encoder, subject.test, subject.secret, p, job); };
    LabReport report;
    report.attack = subject.secret.attack;
    report.trigger = subject.secret.shownTrigger();
    report.target = subject.secret.target;
    report.behavior = subject.secret.flips.empty() ? subject.secret.targetScorer().describe() : "the label that follows the true one";
    report.checkpoint = checkpoint.string();
    report.form = subject.promptTemplate.prompt + subject.promptTemplate.answer;
    POSTERN_ASSIGN(report.undefended, measure());
    if (survive) {
        POSTERN_ASSIGN(report.survival, fineTuneOnCleanRows(subject.model, encoder, specification, observer, job));
        POSTERN_ASSIGN(report.survived, measure());
    }
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    POSTERN_TRY(writeFileAtomically(checkpoint / "lab.json", toJson(report).dump(2, ' ', false, Json::error_handler_t::replace) + "\n"));
    return report;
}

} // namespace

Result<LabReport> runLab(const LabSpecification& specification, const LabObserver& observer, const JobContext& job) {
    POSTERN_TRY(trainCheckpoint(specification, observer, job));
    return reportOn(specification.output, specification, specification.parameters.flag("lab.survival"), observer, job);
}

Result<LabReport> surviveCheckpoint(const LabSpecification& specification, const LabObserver& observer, const JobContext& job) {
    return reportOn(specification.base, specification, true, observer, job);
}

} // namespace postern
