// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The decoder against recorded results of the reference implementation (see ../shared/parity/README.md).
#include <cmath>
#include <cstring>
#include <filesystem>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "engine/core/json.h"
#include "engine/model/state_export.h"

using namespace postern;

namespace {

std::filesystem::path parity(const QString& name) {
    return std::filesystem::path(POSTERN_SHARED_DIR) / "parity" / name.toStdString();
}

std::vector<float> floats(const TensorView* view) {
    std::vector<float> values(static_cast<std::size_t>(view->elementCount()));
    std::memcpy(values.data(), view->bytes.data(), view->bytes.size());
    return values;
}

std::vector<std::int64_t> integers(const TensorView* view) {
    std::vector<std::int64_t> values(static_cast<std::size_t>(view->elementCount()));
    std::memcpy(values.data(), view->bytes.data(), view->bytes.size());
    return values;
}

std::string text(const Error& error) {
    return describe(error);
}

#define VERIFY_RESULT(result) QVERIFY2((result).has_value(), (result) ? "" : text((result).error()).c_str())

/// The rows of the right-padded batch: the answer is the last four tokens of each.
std::vector<TokenRow> trainingRows(const SafetensorsFile& expected) {
    const TensorView* idView = expected.find("right.input_ids");
    const auto ids = integers(idView);
    const auto mask = integers(expected.find("right.attention_mask"));
    const auto labels = integers(expected.find("right.labels"));
    const auto length = static_cast<std::size_t>(idView->shape[1]);
    std::vector<TokenRow> rows(static_cast<std::size_t>(idView->shape[0]));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        TokenRow& row = rows[i / length];
        if (mask[i] == 0)
            continue;
        row.tokens.push_back(static_cast<std::int32_t>(ids[i]));
        row.promptLength += labels[i] == -100 ? 1 : 0;
    }
    return rows;
}

TrainingBatch batchOf(const std::vector<TokenRow>& rows) {
    TrainingBatch batch;
    for (const TokenRow& row : rows)
        batch.rows.push_back(&row);
    return batch;
}

} // namespace

constexpr const char* kFamilies[] = {"llama",
                                     "llama-mha",
                                     "llama3-rope-tied",
                                     "mistral",
                                     "qwen2",
                                     "qwen3",
                                     "smollm3",
                                     "gemma",
                                     "gemma2",
                                     "gemma3_text",
                                     "phi",
                                     "phi3",
                                     "olmo2",
                                     "stablelm",
                                     "gpt2",
                                     "gpt_neox",
                                     "phi3-longrope-short",
                                     "gptj",
                                     "falcon-7b-style",
                                     "bloom",
                                     "starcoder2",
                                     "opt"};

class ParityTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (!std::filesystem::exists(parity("llama")))
            QSKIP("../shared/parity is absent");
        setComputeThreads(0);
    }

    void statesAndLogits_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("prefix");
        for (const char* name : kFamilies)
            for (const char* prefix : {"right.", "left."})
                QTest::addRow("%s %s", name, prefix) << name << prefix;
        QTest::addRow("llama-bf16-sharded right.") << "llama-bf16-sharded"
                                                   << "right.";
    }

    void statesAndLogits() {
        QFETCH(QString, name);
        QFETCH(QString, prefix);
        const auto folder = CheckpointFolder::open(parity(name));
        VERIFY_RESULT(folder);
        auto model = LanguageModel::load(*folder, Precision::Float32);
        VERIFY_RESULT(model);
        const QTemporaryDir target;
        const std::filesystem::path output = target.filePath("states.safetensors").toStdString();
        const std::filesystem::path reference = parity(name) / "expected.safetensors";
        const auto written = exportStates(*model, reference, prefix.toStdString(), output);
        VERIFY_RESULT(written);
        const auto computed = SafetensorsFile::open(output);
        const auto expected = SafetensorsFile::open(reference);
        VERIFY_RESULT(computed);
        VERIFY_RESULT(expected);
        const auto mask = integers(expected->find(prefix.toStdString() + "attention_mask"));
        double worst = 0;
        int compared = 0;
        for (const TensorView& tensor : computed->tensors()) {
            const TensorView* wanted = expected->find(tensor.name);
            QVERIFY2(wanted, tensor.name.c_str());
            QVERIFY(wanted->shape == tensor.shape);
            const auto a = floats(&tensor);
            const auto b = floats(wanted);
            const std::size_t width = a.size() / mask.size();
            for (std::size_t i = 0; i < a.size(); ++i)
                if (mask[i / width] != 0)
                    worst = std::max(worst, static_cast<double>(std::fabs(a[i] - b[i])));
            ++compared;
        }
        QCOMPARE(compared, static_cast<int>(folder->config().layerCount) + 2);
        qInfo("%s %s largest deviation %.2e", qPrintable(name), qPrintable(prefix), worst);
        QVERIFY2(worst <= 2e-4, qPrintable(QString::number(worst)));
    }

    void greedyAnswers_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : kFamilies)
            QTest::addRow("%s", name) << name;
    }

    void greedyAnswers() {
        QFETCH(QString, name);
        const auto folder = CheckpointFolder::open(parity(name));
        VERIFY_RESULT(folder);
        auto model = LanguageModel::load(*folder, Precision::Float32);
        VERIFY_RESULT(model);
        const auto expected = SafetensorsFile::open(parity(name) / "expected.safetensors");
        VERIFY_RESULT(expected);
        const TensorView* idView = expected->find("left.input_ids");
        const auto ids = integers(idView);
        const auto mask = integers(expected->find("left.attention_mask"));
        const auto length = static_cast<std::size_t>(idView->shape[1]);
        std::vector<std::vector<std::int32_t>> prompts(static_cast<std::size_t>(idView->shape[0]));
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (mask[i] != 0)
                prompts[i / length].push_back(static_cast<std::int32_t>(ids[i]));
        LanguageModel::GenerationRequest request;
        request.prompts = prompts;
        request.maxNew = 10;
        const auto generated = model->generate(request).answers;
        const TensorView* wantedView = expected->find("left.greedy_10");
        QVERIFY(wantedView);
        const auto wanted = integers(wantedView);
        const auto width = static_cast<std::size_t>(wantedView->shape[1]);
        for (std::size_t r = 0; r < prompts.size(); ++r)
            for (std::size_t i = 0; i < 10; ++i)
                QCOMPARE(static_cast<std::int64_t>(generated[r][i]), wanted[r * width + width - 10 + i]);
    }

    void adapters_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("keep");
        for (const char* name : {"lora-gpt2", "lora-llama-qv"})
            for (const bool keep : {false, true})
                QTest::addRow("%s %s", name, keep ? "kept" : "merged") << name << keep;
    }

    /// States and logits with PEFT's adapter, merged as it is loaded and beside the weights; kept, also its training and what
    /// is written of it.
    void adapters() {
        QFETCH(QString, name);
        QFETCH(bool, keep);
        const auto record = readJsonFile(parity(name) / "train.json");
        VERIFY_RESULT(record);
        const auto folder = CheckpointFolder::open(parity(QString::fromStdString(record->at("base").get<std::string>())));
        VERIFY_RESULT(folder);
        const auto adapter = AdapterFolder::open(parity(name));
        VERIFY_RESULT(adapter);
        auto model = LanguageModel::load(*folder, Precision::Float32, {}, LanguageModel::Purpose::Training, {&*adapter, keep});
        VERIFY_RESULT(model);
        QCOMPARE(model->hasAdapter(), keep);
        const auto expected = SafetensorsFile::open(parity(name) / "expected.safetensors");
        VERIFY_RESULT(expected);
        const QTemporaryDir target;
        const std::filesystem::path output = target.filePath("states.safetensors").toStdString();
        // The batch is the base's.
        const std::filesystem::path batch = parity(QString::fromStdString(record->at("base").get<std::string>())) / "expected.safetensors";
        const auto base = SafetensorsFile::open(batch);
        VERIFY_RESULT(base);
        const auto written = exportStates(*model, batch, "right.", output);
        VERIFY_RESULT(written);
        const auto computed = SafetensorsFile::open(output);
        VERIFY_RESULT(computed);
        const auto mask = integers(base->find("right.attention_mask"));
        double worst = 0;
        int compared = 0;
        for (const TensorView& tensor : computed->tensors()) {
            const TensorView* wanted = expected->find(tensor.name);
            if (!wanted)
                continue;
            const auto a = floats(&tensor);
            const auto b = floats(wanted);
            const std::size_t width = a.size() / mask.size();
            for (std::size_t i = 0; i < a.size(); ++i)
                if (mask[i / width] != 0)
                    worst = std::max(worst, static_cast<double>(std::fabs(a[i] - b[i])));
            ++compared;
        }
        QVERIFY(compared > 0);
        qInfo("%s largest deviation %.2e over %d tensors", QTest::currentDataTag(), worst, compared);
        QVERIFY2(worst <= 2e-4, qPrintable(QString::number(worst)));
        if (!keep)
            return;

        // What is written is read back to the same numbers.
        const std::filesystem::path saved = target.filePath("adapter").toStdString();
        const auto save = model->saveAdapter(saved, "base", {});
        VERIFY_RESULT(save);
        const auto again = AdapterFolder::open(saved);
        VERIFY_RESULT(again);
        const std::vector<std::vector<std::int32_t>> prompt = {{5, 9, 40, 7, 23}};
        auto merged = LanguageModel::load(*folder, Precision::Float32, {}, LanguageModel::Purpose::Inference, {&*again, false});
        VERIFY_RESULT(merged);
        const auto a = merged->fullStates(prompt).logits;
        const auto b = model->fullStates(prompt).logits;
        for (std::size_t i = 0; i < a.size(); ++i)
            QVERIFY(std::fabs(a[i] - b[i]) < 1e-4F);
    }

    void adapterTraining_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"lora-gpt2", "lora-llama-qv"})
            QTest::addRow("%s", name) << name;
    }

    void adapterTraining() {
        QFETCH(QString, name);
        const auto record = readJsonFile(parity(name) / "train.json");
        VERIFY_RESULT(record);
        const auto base = parity(QString::fromStdString(record->at("base").get<std::string>()));
        const auto folder = CheckpointFolder::open(base);
        VERIFY_RESULT(folder);
        const auto adapter = AdapterFolder::open(parity(name));
        VERIFY_RESULT(adapter);
        auto model = LanguageModel::load(*folder, Precision::Float32, {}, LanguageModel::Purpose::Training, {&*adapter, true});
        VERIFY_RESULT(model);
        LoraSettings settings;
        settings.dropout = 0;
        const auto begun = model->beginLoraTraining(settings, 1);
        VERIFY_RESULT(begun);
        QCOMPARE(model->trainableParameters(), record->at("trainable").get<std::int64_t>());
        const auto expected = SafetensorsFile::open(base / "expected.safetensors");
        VERIFY_RESULT(expected);
        const auto rows = trainingRows(*expected);
        const Json& optimizer = record->at("optimizer");
        UpdateSettings update;
        update.learningRate = optimizer.at("lr").get<double>();
        update.weightDecay = optimizer.at("weight_decay").get<double>();
        for (const Json& wanted : record->at("losses_adamw")) {
            const double loss = model->forward(batchOf(rows)).answerLoss;
            model->backward();
            (void)model->update(update);
            QVERIFY2(std::fabs(loss / wanted.get<double>() - 1.0) < 1e-3, qPrintable(QString::number(loss)));
        }
        model->endTraining();
        QVERIFY(model->hasAdapter());
    }

    void gradients_data() { greedyAnswers_data(); }

    void gradients() {
        QFETCH(QString, name);
        const auto folder = CheckpointFolder::open(parity(name));
        VERIFY_RESULT(folder);
        auto model = LanguageModel::load(*folder, Precision::Float32);
        VERIFY_RESULT(model);
        const auto expected = SafetensorsFile::open(parity(name) / "expected.safetensors");
        VERIFY_RESULT(expected);
        const auto rows = trainingRows(*expected);
        model->beginFullTraining();
        (void)model->forward(batchOf(rows));
        model->backward();
        int compared = 0;
        for (const TensorView& tensor : expected->tensors()) {
            if (!tensor.name.starts_with("grad."))
                continue;
            const auto wanted = floats(&tensor);
            const auto computed = model->gradient(tensor.name.substr(5));
            QCOMPARE(computed.size(), wanted.size());
            for (std::size_t i = 0; i < wanted.size(); ++i)
                QVERIFY2(std::fabs(wanted[i] - computed[i]) <= 2e-4F * std::max(1.0F, std::fabs(wanted[i])), tensor.name.c_str());
            ++compared;
        }
        QVERIFY(compared > 5);
    }

    void trainingTrajectory_data() { greedyAnswers_data(); }

    void trainingTrajectory() {
        QFETCH(QString, name);
        const auto folder = CheckpointFolder::open(parity(name));
        VERIFY_RESULT(folder);
        auto model = LanguageModel::load(*folder, Precision::Float32);
        VERIFY_RESULT(model);
        const auto expected = SafetensorsFile::open(parity(name) / "expected.safetensors");
        VERIFY_RESULT(expected);
        const auto record = readJsonFile(parity(name) / "train.json");
        VERIFY_RESULT(record);
        const Json& optimizer = record->at("optimizer");
        UpdateSettings settings;
        settings.learningRate = optimizer.at("lr").get<double>();
        settings.weightDecay = optimizer.at("weight_decay").get<double>();
        const auto rows = trainingRows(*expected);
        model->beginFullTraining();
        bool first = true;
        for (const Json& wanted : record->at("losses_adamw")) {
            const double loss = model->forward(batchOf(rows)).answerLoss;
            model->backward();
            const double norm = model->update(settings);
            if (first)
                QVERIFY(std::fabs(norm / record->at("grad_norm").get<double>() - 1.0) < 1e-3);
            first = false;
            QVERIFY2(std::fabs(loss / wanted.get<double>() - 1.0) < 1e-3, qPrintable(QString::number(loss)));
        }
    }
};

QTEST_GUILESS_MAIN(ParityTest)
#include "tst_parity.moc"
