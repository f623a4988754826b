// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_table.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "engine/analysis/statistics.h"

namespace postern {

namespace {

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
    std::vector<double> counted, lows, highs, floors, all, clean, damage, seconds;
    std::map<std::uint64_t, std::vector<double>> perSeed;
    for (const BenchRow& row : rows) {
        const std::optional<BenchEntry>& entry = row.entries[index];
        if (!entry || !row.takes)
            continue;
        all.push_back(entry->attack.value());
        if (!row.survives)
            continue;
        counted.push_back(entry->attack.value());
        lows.push_back(entry->attack.wilson().low);
        highs.push_back(entry->attack.wilson().high);
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
            seedMeans.push_back(meanOf(rates));
    summary.attacks = counted.size();
    summary.attack = meanOf(counted);
    summary.attackInterval = bootstrapMean(counted);
    if (!lows.empty()) {
        // Few back doors would make the bootstrap narrower than what each rate's own rows allow.
        summary.attackInterval.low = std::min(summary.attackInterval.low, meanOf(lows));
        summary.attackInterval.high = std::max(summary.attackInterval.high, meanOf(highs));
    }
    summary.seedDeviation = deviationOf(seedMeans);
    summary.floor = meanOf(floors);
    summary.cleanChange = meanOf(clean);
    if (!damage.empty())
        summary.damage = meanOf(damage);
    summary.damageRuns = damage.size();
    summary.allAttacks = meanOf(all);
    summary.allCount = all.size();
    summary.seconds = meanOf(seconds);
    return summary;
}

/// A mean over many back doors and one over few can not be compared: here every defence has the same ones. A control that is meant for
/// some attacks alone does not narrow them.
std::vector<BenchSummary> commonSummariesOf(const BenchSpecification& specification, const BenchRecord& record, const BenchTable& table) {
    const auto isForSome = [&](const std::string& name) {
        return std::any_of(specification.defenses.begin(), specification.defenses.end(),
                           [&](const BenchDefense& defense) { return defense.name == name && !defense.attacks.empty(); });
    };
    std::vector<std::size_t> measured;
    for (std::size_t i = 0; i < table.summaries.size(); ++i)
        if (table.summaries[i].attacks > 0 && !isForSome(table.defenses[i]))
            measured.push_back(i);
    const auto counts = [](const BenchRow& row) { return row.survives; };
    std::vector<BenchRow> common;
    for (const BenchRow& row : table.rows)
        if (counts(row) && std::all_of(measured.begin(), measured.end(), [&](std::size_t i) { return row.entries[i].has_value(); }))
            common.push_back(row);
    const auto all = static_cast<std::size_t>(std::count_if(table.rows.begin(), table.rows.end(), counts));
    std::vector<BenchSummary> summaries;
    if (!common.empty() && common.size() < all)
        for (const std::size_t i : measured)
            summaries.push_back(summaryOf(record, common, i, table.defenses[i]));
    return summaries;
}

/// What a run came to, but for its name and time. Settings of two defences can mean the same for a suspect: that is one run, not two.
std::string runOf(const BenchResult& result) {
    BenchResult nameless = result;
    nameless.defense.clear();
    nameless.seconds = 0;
    return toJson(nameless).dump();
}

BenchEstimate estimateOf(const BenchRecord& record, const std::string& defense) {
    std::vector<double> guesses, truths;
    std::set<std::string> seen;
    for (const BenchResult& result : record.results)
        if ((defense.empty() || result.defense == defense) && result.heldOutAfter.hasData() && result.attackAfter.hasData() &&
            result.subject.attack != kCleanAttack && seen.insert(runOf(result)).second) {
            guesses.push_back(result.heldOutAfter.value());
            truths.push_back(result.attackAfter.value());
        }
    BenchEstimate estimate;
    estimate.defense = defense;
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

std::vector<BenchPlace> benchPlacesOf(const std::vector<double>& values) {
    std::vector<double> sorted;
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double value) { return !std::isnan(value); });
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::vector<BenchPlace> places;
    for (const double value : values) {
        const bool best = sorted.size() > 1 && value == sorted[0];
        const bool second = sorted.size() > 1 && value == sorted[1];
        places.push_back(best ? BenchPlace::Best : second ? BenchPlace::Second : BenchPlace::None);
    }
    return places;
}

std::vector<BenchPlace> summaryPlaces(const std::vector<BenchSummary>& summaries) {
    std::size_t most = 1;
    for (const BenchSummary& summary : summaries)
        most = std::max(most, summary.attacks);
    std::vector<double> values;
    for (const BenchSummary& summary : summaries)
        values.push_back(summary.attacks == most ? summary.attack : std::nan(""));
    return benchPlacesOf(values);
}

std::vector<BenchPlace> rowPlaces(const BenchRow& row) {
    std::vector<double> values;
    for (const auto& entry : row.entries)
        values.push_back(entry && entry->attack.hasData() ? entry->attack.value() : std::nan(""));
    return benchPlacesOf(values);
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
            row.takes = takes(specification, *before);
            row.survives = survives(specification, *before);
        }
        for (const std::string& defense : table.defenses)
            row.entries.push_back(entryOf(record, subject, defense));
        table.rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < table.defenses.size(); ++i)
        table.summaries.push_back(summaryOf(record, table.rows, i, table.defenses[i]));
    table.commonSummaries = commonSummariesOf(specification, record, table);
    std::vector<std::string> estimated = {""};
    estimated.insert(estimated.end(), table.defenses.begin(), table.defenses.end());
    for (const std::string& defense : estimated)
        if (BenchEstimate estimate = estimateOf(record, defense); estimate.cells > 0)
            table.estimates.push_back(std::move(estimate));
    const auto has = [&](const BenchCell& cell) {
        return std::any_of(record.results.begin(), record.results.end(), [&](const BenchResult& result) {
            return result.subject == cell.subject && result.defense == cell.defense && result.seed == cell.seed;
        });
    };
    const auto isLeftOut = [&](const BenchCell& cell) {
        return std::any_of(record.attacks.begin(), record.attacks.end(), [&](const BenchAttackResult& before) {
            return before.subject == cell.subject && !isDefended(specification, before);
        });
    };
    for (const BenchCell& cell : benchCells(specification)) {
        const bool done = has(cell);
        table.done += done ? 1 : 0;
        table.total += done || !isLeftOut(cell) ? 1 : 0;
    }
    return table;
}

} // namespace postern
