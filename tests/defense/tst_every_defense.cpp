// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Every entry of the registry, shortened, on a shipped checkpoint.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>

#include <QTest>

#include "engine/core/defense_notes.h"
#include "engine/defense/defense.h"
#include "engine/defense/fine_mixing.h"
#include "engine/defense/phase_trainer.h"
#include "engine/run/runner.h"

using namespace postern;
namespace fs = std::filesystem;

namespace {

const fs::path kDemo = fs::path(POSTERN_SOURCE_DIR) / "resources" / "demo";

/// Keeps the states a defence could go on from, and stops it after so many steps.
class Watcher : public DefenseObserver {
public:
    std::stop_source stop;
    std::int64_t stopAfter = -1; ///< steps; −1 never
    std::int64_t steps = 0;
    std::vector<DefenseState> states;
    std::vector<std::string> notes;
    std::vector<DefenseStep> seen;
    DefenseWork work;

    void workKnown(const DefenseWork& known) override { work = known; }
    void phaseStarted(DefensePhase, std::int64_t) override {}
    void phaseResumed(DefensePhase) override {}
    void stepDone(const DefenseStep& step) override {
        seen.push_back(step);
        if (++steps == stopAfter)
            stop.request_stop();
    }
    Result<void> modelReady(DefensePhase, std::int64_t, bool) override { return {}; }
    Result<void> stateReady(const DefenseState& state) override {
        states.push_back(state);
        return {};
    }
    void note(const std::string& text) override { notes.push_back(text); }
};

} // namespace

class EveryDefenseTest : public QObject {
    Q_OBJECT

private:
    std::optional<CheckpointFolder> m_suspect, m_base;
    std::optional<Tokenizer> m_tokenizer;
    std::optional<PromptEncoder> m_encoder;
    std::vector<std::string> m_labels;
    std::vector<TaskRow> m_clean, m_dev;
    KnownTriggers m_triggers;

    static ParameterSet parameters(const std::string& key, const char* mode = "full") {
        ParameterSet p(runParameters());
        const Json values = {{"defense", key},
                             {"known.count", 3},
                             {"known.samples", 4},
                             {"injection.rows_per_trigger", 8},
                             {"recovery.epochs", 0.5},
                             {"recovery.patience", 0},
                             {"training.batch", 8},
                             {"training.mode", mode},
                             {"checks.per_phase", 2},
                             {"checks.dev_rows", 10},
                             {"peer.steps", 4},
                             {"wanda.rows", 8},
                             {"fine_pruning.rows", 8},
                             {"fine_pruning.step", 0.25},
                             {"nad.teacher_share", 0.25},
                             {"nad.teacher_epochs", 2.0},
                             {"beear.round", 3},
                             {"beear.search_steps", 2},
                             {"backflush.rows", 12},
                             {"backflush.epochs", 2.0},
                             {"backflush.clean_share", 0.25},
                             {"bdvax.vaccines", 2},
                             {"bdvax.vaccine_steps", 2},
                             {"bdvax.rows", 20}};
        if (const auto set = p.setFromJson(values, "test"); !set)
            qFatal("%s", describe(set.error()).c_str());
        return p;
    }

    LanguageModel load() const { return LanguageModel::load(*m_suspect, Precision::Float32).value(); }

    /// With a base where the defence needs one, or on request.
    Result<void> run(LanguageModel& model, const ParameterSet& p, Watcher& watcher, const DefenseState* resume = nullptr,
                     bool withBase = false) {
        withBase |= findDefenseFacts(p.text("defense"))->base == BaseUse::Required;
        const DefenderView view{
            model, *m_encoder, m_labels, m_clean, m_dev, m_triggers.known, m_triggers.heldOut, resume, withBase ? &*m_base : nullptr};
        JobContext job;
        job.stop = watcher.stop.get_token();
        return findDefense(p.text("defense"))->run(view, p, watcher, job);
    }

    static void everyKey() {
        QTest::addColumn<QString>("key");
        for (const DefenseEntry& entry : defenses())
            QTest::newRow(std::string(entry.key).c_str()) << QString::fromStdString(std::string(entry.key));
    }

private slots:
    void initTestCase() {
        setComputeThreads(1);
        m_suspect.emplace(CheckpointFolder::open(kDemo / "word").value());
        m_base.emplace(CheckpointFolder::open(kDemo / "clean").value());
        m_tokenizer.emplace(Tokenizer::load(kDemo / "word" / "tokenizer.json").value());
        m_encoder.emplace(*m_tokenizer, readPromptTemplate(kDemo / "data" / "template.json").value(), m_suspect->config());
        m_labels = readLabels(kDemo / "data" / "labels.json").value();
        const std::vector<TaskRow> rows = readDataset(kDemo / "data" / "dev.jsonl", m_labels).value().rows;
        m_clean.assign(rows.begin(), rows.begin() + 32);
        m_dev.assign(rows.begin() + 32, rows.begin() + 42);
        m_triggers = chooseKnownTriggers(parameters("backdoor-collapse")).value();
    }

    void catalogAndRegistryNameTheSame() {
        QCOMPARE(defenses().size(), defenseCatalog().size());
        const ParameterSpec* choice = runParameters().find("defense");
        QVERIFY(choice);
        QCOMPARE(choice->choices.size(), defenses().size());
        for (std::size_t i = 0; i < defenses().size(); ++i) {
            const DefenseFacts& facts = defenseCatalog()[i];
            QCOMPARE(defenses()[i].key, facts.key);
            QCOMPARE(choice->choices[i], facts.key);
            QVERIFY(!facts.label.empty() && facts.method.ends_with('.') == !facts.method.ends_with(')') && facts.assumes.ends_with('.') &&
                    facts.costs.ends_with('.'));
        }
        QCOMPARE(toText(choice->fallback), std::string("backdoor-collapse"));
        for (const ParameterSpec& spec : runParameters().specs())
            for (const std::string_view key : spec.appliesTo)
                QVERIFY2(findDefense(key), std::string(spec.key).c_str());
    }

    void aSuspectThatLearntFromAnswersAloneIsTreatedOtherwise() {
        const ParameterSet p = parameters("backdoor-collapse");
        const auto peak = [](const Watcher& watcher) {
            double rate = 0;
            for (const DefenseStep& step : watcher.seen)
                if (step.phase == DefensePhase::Recovery)
                    rate = std::max(rate, step.learningRate);
            return rate;
        };
        const auto anchored = [](const Watcher& watcher) {
            return std::any_of(watcher.seen.begin(), watcher.seen.end(), [](const DefenseStep& step) { return !std::isnan(step.anchor); });
        };
        const auto says = [](const Watcher& watcher) {
            return std::any_of(watcher.notes.begin(), watcher.notes.end(),
                               [](const std::string& note) { return note.find("answers alone") != std::string::npos; });
        };
        LanguageModel plain = load();
        Watcher before;
        QVERIFY(run(plain, p, before).has_value());
        QVERIFY(!says(before) && anchored(before));

        LanguageModel tuned = load();
        tuned.beginFullTraining();
        UpdateSettings update;
        update.learningRate = 3e-3;
        for (int step = 0; step < 20; ++step) {
            std::vector<TokenRow> rows;
            for (const TaskRow& row : m_clean)
                rows.push_back(m_encoder->row(row.text, m_labels.front()).value());
            TrainingBatch batch;
            for (const TokenRow& row : rows)
                batch.rows.push_back(&row);
            static_cast<void>(tuned.forward(batch));
            tuned.backward();
            tuned.update(update);
        }
        tuned.endTraining();
        Watcher after;
        QVERIFY(run(tuned, p, after).has_value());
        QVERIFY(says(after) && !anchored(after));
        const auto erased = [](const Watcher& watcher) {
            return std::any_of(watcher.seen.begin(), watcher.seen.end(), [](const DefenseStep& step) { return !std::isnan(step.erasure); });
        };
        QVERIFY(erased(before) && !erased(after));
        // Without pairs an epoch is half as many steps, and the estimate of the time left knows it.
        QCOMPARE(before.work.steps, before.steps);
        QCOMPARE(after.work.steps, after.steps);
        QVERIFY(after.steps < before.steps);
        QVERIFY(std::abs(peak(after) / peak(before) - 1.6) < 1e-9);

        ParameterSet fixed = p;
        QVERIFY(fixed.set("recovery.fit", false));
        LanguageModel again = load();
        Watcher asked;
        QVERIFY(run(again, fixed, asked).has_value());
        QVERIFY(!says(asked) && anchored(asked));
    }

    void aWiderModelTrainsAtALowerRate() {
        ParameterSet p = parameters("clean-fine-tuning");
        const auto width = m_suspect->config().hiddenSize;
        QCOMPARE(rateFactor(p, 128), 1.0);
        QCOMPARE(rateFactor(p, 16), 1.0);
        QCOMPARE(rateFactor(p, 1280), 0.1);
        QVERIFY(rateNote(p, 128).empty());
        QVERIFY(rateNote(p, 1280).find("10 % of the rates") != std::string::npos);
        const auto peakAt = [&](std::int64_t set) {
            double peak = 0;
            if (!p.set("training.rate_width", set))
                return peak;
            LanguageModel model = load();
            Watcher watcher;
            if (!run(model, p, watcher))
                return peak;
            for (const DefenseStep& step : watcher.seen)
                peak = std::max(peak, step.learningRate);
            return peak;
        };
        const double asSet = peakAt(0);
        QVERIFY(asSet > 0);
        QCOMPARE(peakAt(width), asSet);
        QCOMPARE(peakAt(width / 4), asSet / 4);
    }

    void theSameSeedGivesTheSameWeights_data() { everyKey(); }
    void theSameSeedGivesTheSameWeights() {
        QFETCH(QString, key);
        const ParameterSet p = parameters(key.toStdString());
        LanguageModel first = load();
        const std::vector<float> before = first.snapshot();
        Watcher watcher;
        const auto done = run(first, p, watcher);
        QVERIFY2(done.has_value(), done ? "" : describe(done.error()).c_str());
        LanguageModel second = load();
        Watcher again;
        QVERIFY(run(second, p, again).has_value());
        QVERIFY(first.snapshot() == second.snapshot());
        QVERIFY(first.snapshot() != before);
        // What was planned is what was done, so that the remaining time means something.
        const DefenseWork work = findDefense(key.toStdString())->work(p, {m_clean.size(), m_triggers.known.size()});
        QCOMPARE(watcher.steps, work.steps);
        for (const DefenseStep& step : watcher.seen)
            QVERIFY(std::isfinite(step.total));
    }

    /// In both kinds of training.
    void whatIsInterruptedGoesOnToTheSameWeights_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("base");
        for (const DefenseEntry& entry : defenses())
            for (const char* mode : {"full", "lora"})
                if (entry.work != findDefense("wanda")->work) // it trains
                    QTest::addRow("%s, %s", std::string(entry.key).c_str(), mode)
                        << QString::fromStdString(std::string(entry.key)) << mode << false;
        for (const char* mode : {"full", "lora"})
            QTest::addRow("backdoor-collapse with a base, %s", mode) << "backdoor-collapse" << mode << true;
    }
    void whatIsInterruptedGoesOnToTheSameWeights() {
        QFETCH(QString, key);
        QFETCH(QString, mode);
        QFETCH(bool, base);
        const ParameterSet p = parameters(key.toStdString(), mode.toUtf8().constData());
        LanguageModel whole = load();
        Watcher watcher;
        QVERIFY(run(whole, p, watcher, nullptr, base).has_value());
        QVERIFY(watcher.states.size() >= 2);
        // The first, and one of a later part where there are several.
        for (const std::size_t which : {std::size_t{0}, watcher.states.size() * 2 / 3}) {
            const DefenseState& state = watcher.states[which];
            LanguageModel resumed = load();
            Watcher again;
            const auto done = run(resumed, p, again, &state, base);
            QVERIFY2(done.has_value(), done ? "" : describe(done.error()).c_str());
            QVERIFY2(resumed.snapshot() == whole.snapshot(), qPrintable(QString("part %1, step %2").arg(state.part).arg(state.step)));
            QVERIFY(again.steps < watcher.steps);
            QVERIFY(again.notes.empty());
        }
    }

    void aStopEndsItWithinAStep_data() { everyKey(); }
    void aStopEndsItWithinAStep() {
        QFETCH(QString, key);
        LanguageModel model = load();
        Watcher watcher;
        watcher.stopAfter = 1;
        if (findDefense(key.toStdString())->work(parameters(key.toStdString()), {32, 3}).steps == 0)
            watcher.stop.request_stop();
        const auto done = run(model, parameters(key.toStdString()), watcher);
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
        QVERIFY(watcher.steps <= 1);
    }

    void lossesOfTheirOwnAreReported() {
        for (const char* key : {"crow", "nad", "backflush-rotation", "backflush-ascent"}) {
            LanguageModel model = load();
            Watcher watcher;
            QVERIFY(run(model, parameters(key), watcher).has_value());
            QVERIFY2(watcher.seen.back().penalty > 0, key);
            QVERIFY(!watcher.seen.back().what.empty());
        }
    }

    void prunedWeightsAreZero() {
        LanguageModel model = load();
        Watcher watcher;
        ParameterSet p = parameters("wanda");
        QVERIFY(run(model, p, watcher).has_value());
        for (const Projection projection : kProjections) {
            const auto [out, in] = model.projectionShape(projection);
            const std::vector<float> values = model.projection(3, projection);
            for (std::int64_t row = 0; row < out; ++row)
                QCOMPARE(std::count(values.begin() + row * in, values.begin() + (row + 1) * in, 0.0F), in / 2);
        }
    }

    void collapseMixesWithABase_data() {
        QTest::addColumn<QString>("mode");
        QTest::newRow("full") << "full";
        QTest::newRow("lora") << "lora";
    }
    void collapseMixesWithABase() {
        QFETCH(QString, mode);
        ParameterSet p = parameters("backdoor-collapse", mode.toUtf8().constData());
        QVERIFY(p.set("recovery.step_back", 0.0));
        LanguageModel without = load();
        LanguageModel mixed = load();
        LanguageModel kept = load();
        Watcher alone, half, whole;
        QVERIFY(run(without, p, alone).has_value());
        QVERIFY(run(mixed, p, half, nullptr, true).has_value());
        QVERIFY(mixed.snapshot() != without.snapshot());
        const auto says = [](const Watcher& watcher) {
            return std::any_of(watcher.notes.begin(), watcher.notes.end(),
                               [](const std::string& note) { return note.starts_with("50 % of the weights"); });
        };
        QVERIFY(says(half) && !says(alone));
        // Nothing but the weights changes: all of them kept, all is as before.
        QVERIFY(p.set("mixing.suspect_share", 1.0));
        QVERIFY(run(kept, p, whole, nullptr, true).has_value());
        QVERIFY(kept.snapshot() == without.snapshot());
        QVERIFY(std::find(whole.notes.begin(), whole.notes.end(), kNothingFromBase) != whole.notes.end());
    }

    /// What the defence learns from the suspect is learnt before its weights are gone.
    void anchorsAreTheSuspectsNotTheMixtures() {
        ParameterSet p = parameters("recovery-only");
        const auto firstAnchor = [&](double share) {
            constexpr double kFailed = std::numeric_limits<double>::quiet_NaN(); // neither below nor above anything
            LanguageModel model = load();
            Watcher watcher;
            if (!p.set("mixing.suspect_share", share) || !run(model, p, watcher, nullptr, true) || watcher.seen.empty())
                return kFailed;
            return watcher.seen.front().anchor;
        };
        QVERIFY(firstAnchor(1.0) < 1e-6);
        QVERIFY(firstAnchor(0.0) > 1e-3);
    }

    void aStopEndsTheMixing() {
        LanguageModel model = load();
        Watcher watcher;
        watcher.stop.request_stop();
        const DefenderView view{model, *m_encoder, m_labels, m_clean, m_dev, m_triggers.known, m_triggers.heldOut, nullptr, &*m_base};
        JobContext job;
        job.stop = watcher.stop.get_token();
        const std::vector<float> before = model.snapshot();
        const auto mixed = mixWithBase(view, parameters("backdoor-collapse"), job);
        QVERIFY(!mixed.has_value());
        QCOMPARE(mixed.error().code, ErrorCode::Cancelled);
        QVERIFY(model.snapshot() == before);
    }

    void fineMixingNeedsABaseOfTheSameShape() {
        LanguageModel model = load();
        const ParameterSet p = parameters("fine-mixing");
        Watcher watcher;
        const DefenderView view{model, *m_encoder, m_labels, m_clean, m_dev, m_triggers.known, m_triggers.heldOut};
        const auto done = findDefense("fine-mixing")->run(view, p, watcher, {});
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, ErrorCode::ParameterInvalid);
        QVERIFY(describe(done.error()).find("base") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(EveryDefenseTest)
#include "tst_every_defense.moc"
