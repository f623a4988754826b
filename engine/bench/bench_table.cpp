// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "engine/core/random.h"

namespace postern {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double mean(const std::vector<double>& values) {
    return values.empty() ? kNan : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation(const std::vector<double>& values) {
    if (values.size() < 2)
        return kNan;
    const double middle = mean(values);
    double squares = 0;
    for (const double value : values)
        squares += (value - middle) * (value - middle);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

void add(Rate& sum, const Rate& rate) {
    sum.hits += rate.hits;
    sum.total += rate.total;
}

double pointsBetween(const Rate& before, const Rate& after) {
    return 100 * (after.value() - before.value());
}

std::optional<BenchEntry> entryOf(const BenchRecord& record, const BenchSubject& subject, const std::string& defense) {
    BenchEntry entry;
    for (const BenchResult& result : record.results) {
        if (result.subject != subject || result.defense != defense)
            continue;
        entry.seeds.push_back(result.seed);
        add(entry.attack, result.attackAfter);
        add(entry.floor, result.floorAfter);
        add(entry.cleanBefore, result.cleanBefore);
        add(entry.cleanAfter, result.cleanAfter);
        entry.rates.push_back(result.attackAfter.value());
    }
    return entry.seeds.empty() ? std::nullopt : std::optional(std::move(entry));
}

BenchSummary summaryOf(const BenchRecord& record, const std::vector<BenchRow>& rows, std::size_t index, const std::string& defense) {
    BenchSummary summary;
    summary.defense = defense;
    std::vector<double> counted, floors, all, clean, damage, seconds;
    std::map<std::uint64_t, std::vector<double>> perSeed;
    for (const BenchRow& row : rows) {
        const std::optional<BenchEntry>& entry = row.entries[index];
        if (!entry || !row.takes)
            continue;
        all.push_back(entry->attack.value());
        if (!row.survives)
            continue;
        counted.push_back(entry->attack.value());
        floors.push_back(entry->floor.value());
        clean.push_back(pointsBetween(entry->cleanBefore, entry->cleanAfter));
        summary.runs += entry->seeds.size();
        for (std::size_t i = 0; i < entry->seeds.size(); ++i)
            perSeed[entry->seeds[i]].push_back(entry->rates[i]);
        if (!summary.worst || entry->attack.value() > summary.worstRate.value()) {
            summary.worst = row.subject;
            summary.worstRate = entry->attack;
        }
    }
    for (const BenchResult& result : record.results) {
        if (result.defense != defense)
            continue;
        seconds.push_back(result.seconds);
        if (result.subject.attack == kCleanAttack)
            damage.push_back(pointsBetween(result.cleanBefore, result.cleanAfter));
    }
    std::vector<double> seedMeans;
    for (const auto& [seed, rates] : perSeed)
        if (rates.size() == counted.size()) // a seed that is not through yet would compare other back doors
            seedMeans.push_back(mean(rates));
    summary.attacks = counted.size();
    summary.attack = mean(counted);
    summary.attackInterval = bootstrapMean(counted);
    summary.seedDeviation = deviation(seedMeans);
    summary.floor = mean(floors);
    summary.cleanChange = mean(clean);
    if (!damage.empty())
        summary.damage = mean(damage);
    summary.damageRuns = damage.size();
    summary.allAttacks = mean(all);
    summary.allCount = all.size();
    summary.seconds = mean(seconds);
    return summary;
}

BenchEstimate estimateOf(const BenchRecord& record) {
    std::vector<double> guesses, truths;
    for (const BenchResult& result : record.results)
        if (result.heldOutAfter.hasData() && result.attackAfter.hasData() && result.subject.attack != kCleanAttack) {
            guesses.push_back(result.heldOutAfter.value());
            truths.push_back(result.attackAfter.value());
        }
    BenchEstimate estimate;
    estimate.cells = guesses.size();
    estimate.pearson = pearsonCorrelation(guesses, truths);
    estimate.spearman = pearsonCorrelation(ranksOf(guesses), ranksOf(truths));
    for (std::size_t i = 0; i < guesses.size(); ++i) {
        const double share = 100 / static_cast<double>(guesses.size());
        estimate.bias += share * (guesses[i] - truths[i]);
        estimate.meanAbsolute += share * std::abs(guesses[i] - truths[i]);
    }
    return estimate;
}

} // namespace

Interval bootstrapMean(const std::vector<double>& values) {
    if (values.empty())
        return {0, 1};
    constexpr std::size_t kResamples = 4000;
    RandomStream random(1, "bootstrap");
    std::vector<double> means(kResamples);
    for (double& resampled : means) {
        double sum = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            sum += values[static_cast<std::size_t>(random.below(values.size()))];
        resampled = sum / static_cast<double>(values.size());
    }
    std::sort(means.begin(), means.end());
    return {means[kResamples / 40], means[kResamples - 1 - kResamples / 40]};
}

double pearsonCorrelation(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() < 3 || a.size() != b.size())
        return kNan;
    const double meanA = mean(a), meanB = mean(b);
    double both = 0, squaresA = 0, squaresB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += (a[i] - meanA) * (b[i] - meanB);
        squaresA += (a[i] - meanA) * (a[i] - meanA);
        squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    return squaresA > 0 && squaresB > 0 ? both / std::sqrt(squaresA * squaresB) : kNan;
}

std::vector<double> ranksOf(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return values[x] < values[y]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]])
            ++last;
        for (std::size_t i = first; i <= last; ++i)
            ranks[order[i]] = 1 + static_cast<double>(first + last) / 2;
        first = last + 1;
    }
    return ranks;
}

BenchTable makeBenchTable(const BenchSpecification& specification, const BenchRecord& record) {
    BenchTable table;
    for (const BenchDefense& defense : specification.defenses)
        table.defenses.push_back(defense.name);
    for (const BenchSubject& subject : benchSubjects(specification)) {
        if (subject.attack == kCleanAttack)
            continue;
        BenchRow row;
        row.subject = subject;
        const auto before = std::find_if(record.attacks.begin(), record.attacks.end(),
                                         [&](const BenchAttackResult& attack) { return attack.subject == subject; });
        if (before != record.attacks.end()) {
            row.before = *before;
            row.takes = before->attack.hasData() && before->attack.value() >= specification.takesAt;
            row.survives = row.takes && before->surviving.hasData() && before->surviving.value() >= specification.survivesAt;
        }
        for (const std::string& defense : table.defenses)
            row.entries.push_back(entryOf(record, subject, defense));
        table.rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < table.defenses.size(); ++i)
        table.summaries.push_back(summaryOf(record, table.rows, i, table.defenses[i]));
    table.estimate = estimateOf(record);
    const std::vector<BenchCell> cells = benchCells(specification);
    table.total = cells.size();
    for (const BenchCell& cell : cells)
        table.done += std::any_of(record.results.begin(), record.results.end(),
                                  [&](const BenchResult& result) {
                                      return result.subject == cell.subject && result.defense == cell.defense && result.seed == cell.seed;
                                  })
                          ? 1
                          : 0;
    return table;
}

} // namespace postern
