// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Configurations of every family against tests/golden/model/references.json, which independent code computed: the generator
// lies beside that file. Weights come from a formula on both sides, so that the fixture holds results alone.
#include <cmath>
#include <numeric>

#include <QTemporaryDir>
#include <QTest>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/json.h"
#include "engine/model/language_model.h"
#include "tests/support/files.h"

using namespace postern;

namespace {

constexpr double kTolerance = 5e-5;

/// weights.py: numbers in [0, 1) from a hash of the name and the place.
std::vector<double> numbers(const std::string& name, std::size_t count) {
    std::uint32_t seed = 2166136261U;
    for (const char byte : name)
        seed = (seed ^ static_cast<std::uint8_t>(byte)) * 16777619U;
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t x = seed + static_cast<std::uint32_t>(i + 1) * 2654435769U;
        x ^= x >> 16;
        x *= 2246822507U;
        x ^= x >> 13;
        x *= 3266489909U;
        x ^= x >> 16;
        values[i] = static_cast<double>(x >> 8) / 16777216.0;
    }
    return values;
}

struct NamedTensor {
    std::string name;
    std::vector<std::int64_t> shape;
    std::vector<std::byte> bytes;
};

NamedTensor makeTensor(const std::string& name, const std::vector<std::int64_t>& shape) {
    const auto count = static_cast<std::size_t>(std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>()));
    const bool norm = shape.size() == 1 && name.ends_with(".weight");
    std::vector<float> values;
    for (const double u : numbers(name, count))
        values.push_back(static_cast<float>(norm ? 0.5 + u : (u - 0.5) * 0.75));
    NamedTensor tensor{name, shape, std::vector<std::byte>(count * sizeof(float))};
    (void)convertFromFloat(values, Dtype::F32, tensor.bytes);
    return tensor;
}

/// The tensors of the checkpoint; '#' in a name stands for the number of each layer.
std::vector<NamedTensor> tensorsOf(const Json& shapes, std::size_t layers) {
    std::vector<NamedTensor> tensors;
    for (const auto& [name, shape] : shapes.items()) {
        const auto sizes = shape.get<std::vector<std::int64_t>>();
        const std::size_t at = name.find('#');
        if (at == std::string::npos)
            tensors.push_back(makeTensor(name, sizes));
        for (std::size_t layer = 0; at != std::string::npos && layer < layers; ++layer)
            tensors.push_back(makeTensor(std::string(name).replace(at, 1, std::to_string(layer)), sizes));
    }
    return tensors;
}

bool writeCheckpoint(const std::filesystem::path& folder, const Json& entry) {
    test::writeBytes(folder / "config.json", entry.at("config").dump());
    const std::vector<NamedTensor> tensors = tensorsOf(entry.at("tensors"), entry.at("states").size() - 1);
    std::vector<TensorToWrite> views;
    for (const NamedTensor& tensor : tensors)
        views.push_back({tensor.name, Dtype::F32, tensor.shape, tensor.bytes});
    return writeSafetensors(folder / "model.safetensors", views, {{"format", "pt"}}).has_value();
}

/// One number a token: the sum by signs that a hash gives, over the root of the width.
std::vector<double> summed(const std::vector<float>& values, std::size_t tokens, const std::string& which) {
    const std::size_t width = values.size() / tokens;
    const std::vector<double> signs = numbers("signs " + which, width);
    std::vector<double> sums(tokens, 0.0);
    for (std::size_t i = 0; i < values.size(); ++i)
        sums[i / width] += static_cast<double>(values[i]) * (signs[i % width] < 0.5 ? -1 : 1) / std::sqrt(static_cast<double>(width));
    return sums;
}

double deviation(const std::vector<double>& computed, const Json& expected) {
    if (computed.size() != expected.size())
        return INFINITY;
    double worst = 0;
    for (std::size_t i = 0; i < computed.size(); ++i)
        worst = std::max(worst, std::fabs(computed[i] - expected[i].get<double>()));
    return worst;
}

} // namespace

class ReferencesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        const auto file = readJsonFile(std::string(POSTERN_SOURCE_DIR) + "/tests/golden/model/references.json");
        QVERIFY2(file.has_value(), file ? "" : describe(file.error()).c_str());
        m_golden = *file;
        m_rows = m_golden.at("rows").get<std::vector<std::vector<std::int32_t>>>();
        setComputeThreads(0);
    }

    void statesAndLogits_data() {
        QTest::addColumn<QString>("name");
        for (const auto& [name, entry] : m_golden.at("cases").items())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
        QVERIFY(m_golden.at("cases").size() > 80);
    }

    void statesAndLogits() {
        QFETCH(QString, name);
        const Json& entry = m_golden.at("cases").at(name.toStdString());
        const QTemporaryDir target;
        const std::filesystem::path path = target.path().toStdString();
        QVERIFY(writeCheckpoint(path, entry));
        const auto folder = CheckpointFolder::open(path);
        QVERIFY2(folder.has_value(), folder ? "" : describe(folder.error()).c_str());
        auto model = LanguageModel::load(*folder, Precision::Float32);
        QVERIFY2(model.has_value(), model ? "" : describe(model.error()).c_str());
        const LanguageModel::FullStates full = model->fullStates(m_rows);
        std::size_t tokens = 0;
        std::vector<std::size_t> ends;
        for (const auto& row : m_rows)
            ends.push_back((tokens += row.size()) - 1);

        QCOMPARE(full.hidden.size(), entry.at("states").size());
        double worst = 0;
        for (std::size_t layer = 0; layer < full.hidden.size(); ++layer) {
            const double off = deviation(summed(full.hidden[layer], tokens, "state"), entry.at("states")[layer]);
            QVERIFY2(off <= kTolerance, qPrintable(QString("state %1 is off by %2").arg(layer).arg(off)));
            worst = std::max(worst, off);
        }
        for (std::size_t i = 0; i < entry.at("logits").size(); ++i)
            worst = std::max(worst, deviation(summed(full.logits, tokens, "logits " + std::to_string(i)), entry.at("logits")[i]));
        std::vector<double> last;
        const std::size_t vocabulary = full.logits.size() / tokens;
        for (const std::size_t end : ends)
            for (std::size_t i = 0; i < vocabulary; ++i)
                last.push_back(static_cast<double>(full.logits[end * vocabulary + i]));
        worst = std::max(worst, deviation(last, entry.at("last")));
        qInfo("%s: largest deviation %.1e", qPrintable(name), worst);
        QVERIFY2(worst <= kTolerance, qPrintable(QString::number(worst)));
    }

private:
    Json m_golden;
    std::vector<std::vector<std::int32_t>> m_rows;
};

QTEST_GUILESS_MAIN(ReferencesTest)
#include "tst_references.moc"
