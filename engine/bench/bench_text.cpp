// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace postern {

namespace {

std::string percent(double share) {
    return std::isnan(share) ? "–" : fmt::format("{:.2f} %", 100 * share);
}

std::string points(double value) {
    return std::isnan(value) ? "–" : fmt::format("{:+.2f}", value);
}

std::string number(double value) {
    return std::isnan(value) ? "–" : fmt::format("{:.2f}", value);
}

std::string shown(const Rate& rate) {
    return rate.hasData() ? toText(rate) : "–";
}

std::string named(const BenchSubject& subject) {
    return subject.task + " / " + subject.model + " / " + subject.attack;
}

std::string marked(const std::string& text, BenchPlace place, bool latex) {
    if (place == BenchPlace::None)
        return text;
    if (latex)
        return (place == BenchPlace::Best ? "\\textbf{" : "\\underline{") + text + "}";
    return place == BenchPlace::Best ? "**" + text + "**" : "*" + text + "*";
}

std::string latexText(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '&' || c == '#' || c == '$' || c == '{' || c == '}')
            result += '\\';
        result += c;
    }
    for (const auto& [sign, command] : {std::pair{"≤", "$\\leq$"}, std::pair{"≥", "$\\geq$"}})
        for (std::size_t at = result.find(sign); at != std::string::npos; at = result.find(sign, at))
            result.replace(at, std::string(sign).size(), command);
    for (std::size_t at = result.find("–"); at != std::string::npos; at = result.find("–", at))
        result.replace(at, std::string("–").size(), "--");
    return result;
}

/// `ranked` marks the best two: where defences met different back doors, their means are no ranking.
std::string summaryMarkdown(const std::vector<BenchSummary>& summaries, bool ranked) {
    std::string text = "| defence | back doors | runs | ASR: mean (95 % over back doors) | ± seeds | floor | worst back door | CACC change "
                       "| damage to clean "
                       "models | all that took | seconds |\n|---|---|---|---|---|---|---|---|---|---|---|\n";
    const std::vector<BenchPlace> place = ranked ? summaryPlaces(summaries) : std::vector(summaries.size(), BenchPlace::None);
    for (std::size_t i = 0; i < summaries.size(); ++i) {
        const BenchSummary& s = summaries[i];
        const std::string rate =
            s.attacks == 0 ? "–"
                           : fmt::format("{} ({:.2f}–{:.2f})", percent(s.attack), 100 * s.attackInterval.low, 100 * s.attackInterval.high);
        text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} ({}) | {:.0f} |\n", s.defense, s.attacks, s.runs,
                            marked(rate, place[i], false), std::isnan(s.seedDeviation) ? "–" : fmt::format("{:.2f}", 100 * s.seedDeviation),
                            percent(s.floor), s.worst ? shown(s.worstRate) + " " + named(*s.worst) : "–", points(s.cleanChange),
                            s.damage ? fmt::format("{} ({})", points(*s.damage), s.damageRuns) : "–", percent(s.allAttacks), s.allCount,
                            std::isnan(s.seconds) ? 0.0 : s.seconds);
    }
    return text;
}

std::string matrixMarkdown(const BenchTable& table) {
    std::string text = "| back door | undefended | floor | after clean fine-tuning | counts |";
    std::string rule = "\n|---|---|---|---|---|";
    for (const std::string& defense : table.defenses) {
        text += " " + defense + " |";
        rule += "---|";
    }
    text += rule + "\n";
    for (const BenchRow& row : table.rows) {
        text += fmt::format("| {} | {} | {} | {} | {} |", named(row.subject), row.before ? shown(row.before->attack) : "–",
                            row.before ? shown(row.before->floor) : "–", row.before ? shown(row.before->surviving) : "–",
                            !row.before    ? "–"
                            : row.survives ? "yes"
                            : row.takes    ? "no: does not survive"
                                           : "no: did not take");
        const std::vector<BenchPlace> place = rowPlaces(row);
        for (std::size_t i = 0; i < row.entries.size(); ++i)
            text += " " + (row.entries[i] ? marked(shown(row.entries[i]->attack), place[i], false) : std::string("–")) + " |";
        text += "\n";
    }
    return text;
}

std::string estimatesMarkdown(const BenchTable& table) {
    if (table.estimates.empty())
        return {};
    std::string text = "\n### What the held-out estimate is worth\n\nThe rate of known triggers that were injected and never recovered, "
                       "beside the secret trigger's in the same run.\n\n| defence | cells | Pearson | Spearman | bias (estimate − truth, "
                       "points) | mean absolute difference |\n|---|---|---|---|---|---|\n";
    for (const BenchEstimate& e : table.estimates)
        text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", e.defense.empty() ? "all" : e.defense, e.cells, number(e.pearson),
                            number(e.spearman), points(e.bias), number(e.meanAbsolute));
    return text;
}

std::string runsMarkdown(const BenchRecord& record) {
    std::string text =
        "| back door | defence | seed | ASR before | after | floor after | CACC before | after | perplexity | held-out known | seconds |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|\n";
    for (const BenchResult& r : record.results)
        text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {:.0f} → {:.0f} | {} | {:.0f} |\n", named(r.subject), r.defense,
                            r.seed, shown(r.attackBefore), shown(r.attackAfter), shown(r.floorAfter), shown(r.cleanBefore),
                            shown(r.cleanAfter), r.perplexityBefore, r.perplexityAfter, shown(r.heldOutAfter), r.seconds);
    return text;
}

Json rateJson(const Rate& rate) {
    const Interval interval = rate.wilson();
    return {{"hits", rate.hits}, {"total", rate.total}, {"low", interval.low}, {"high", interval.high}};
}

Json finite(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json subjectJson(const BenchSubject& subject) {
    return {{"task", subject.task}, {"model", subject.model}, {"attack", subject.attack}};
}

Json summariesJson(const std::vector<BenchSummary>& summaries) {
    Json json = Json::array();
    for (const BenchSummary& s : summaries)
        json.push_back({{"defense", s.defense},
                        {"back_doors", s.attacks},
                        {"runs", s.runs},
                        {"asr", finite(s.attack)},
                        {"asr_low", s.attackInterval.low},
                        {"asr_high", s.attackInterval.high},
                        {"seed_deviation", finite(s.seedDeviation)},
                        {"floor", finite(s.floor)},
                        {"worst", s.worst ? subjectJson(*s.worst) : Json(nullptr)},
                        {"worst_asr", rateJson(s.worstRate)},
                        {"clean_change_points", finite(s.cleanChange)},
                        {"damage_points", s.damage ? finite(*s.damage) : Json(nullptr)},
                        {"asr_all_that_took", finite(s.allAttacks)},
                        {"seconds", finite(s.seconds)}});
    return json;
}

} // namespace

std::string benchMarkdown(const BenchTable& table, const BenchRecord& record) {
    std::string text = fmt::format(
        "{} of {} cells are done. A back door counts in the means where it took and survives ordinary clean fine-tuning, the gentle "
        "probe of `lab survive`. Rates are k/n with 95 % Wilson intervals, seeds pooled; **best**, *second best*, in the summary among "
        "defences that were "
        "measured on as many back doors.\n\n",
        table.done, table.total);
    text += "### Summary\n\n" + summaryMarkdown(table.summaries, table.commonSummaries.empty());
    if (!table.commonSummaries.empty())
        text += "\n### Summary of the back doors that every defence was measured on\n\n" + summaryMarkdown(table.commonSummaries, true);
    text += "\n### Success rate after each defence\n\n" + matrixMarkdown(table);
    text += estimatesMarkdown(table);
    return text + "\n### Every run\n\n" + runsMarkdown(record);
}

std::string benchCsv(const BenchRecord& record) {
    std::string text = "task,model,attack,defense,seed";
    for (const char* rate : {"asr_before", "asr_after", "floor_before", "floor_after", "clean_before", "clean_after", "control_after",
                             "empty_after", "held_out_after"})
        text += fmt::format(",{0}_hits,{0}_total", rate);
    text += ",probability_before,probability_after,perplexity_before,perplexity_after,seconds\n";
    for (const BenchResult& r : record.results) {
        text += fmt::format("{},{},{},{},{}", r.subject.task, r.subject.model, r.subject.attack, r.defense, r.seed);
        for (const Rate& rate : {r.attackBefore, r.attackAfter, r.floorBefore, r.floorAfter, r.cleanBefore, r.cleanAfter, r.controlAfter,
                                 r.emptyAfter, r.heldOutAfter})
            text += fmt::format(",{},{}", rate.hits, rate.total);
        text += fmt::format(",{:.6g},{:.6g},{:.6g},{:.6g},{:.2f}\n", r.probabilityBefore, r.probabilityAfter, r.perplexityBefore,
                            r.perplexityAfter, r.seconds);
    }
    return text;
}

std::string benchLatex(const BenchTable& table) {
    std::string text = "\\begin{tabular}{lrrrrrr}\n\\toprule\ndefence & back doors & ASR mean & $\\pm$ seeds & worst & CACC change & "
                       "damage \\\\\n\\midrule\n";
    // Defences on the back doors that all of them met, where some met more.
    const std::vector<BenchSummary>& summaries = table.commonSummaries.empty() ? table.summaries : table.commonSummaries;
    const std::vector<BenchPlace> place = summaryPlaces(summaries);
    for (std::size_t i = 0; i < summaries.size(); ++i) {
        const BenchSummary& s = summaries[i];
        text +=
            fmt::format("{} & {} & {} & {} & {} & {} & {} \\\\\n", latexText(s.defense), s.attacks,
                        marked(latexText(percent(s.attack)), place[i], true),
                        std::isnan(s.seedDeviation) ? "--" : number(100 * s.seedDeviation), s.worst ? latexText(shown(s.worstRate)) : "--",
                        latexText(points(s.cleanChange)), s.damage ? latexText(points(*s.damage)) : "--");
    }
    text += "\\bottomrule\n\\end{tabular}\n\n\\begin{tabular}{l" + std::string(table.defenses.size() + 1, 'r') +
            "}\n\\toprule\nback door & undefended";
    for (const std::string& defense : table.defenses)
        text += " & " + latexText(defense);
    text += " \\\\\n\\midrule\n";
    for (const BenchRow& row : table.rows) {
        text += latexText(named(row.subject)) + " & " + (row.before ? latexText(shown(row.before->attack)) : "--");
        const std::vector<BenchPlace> best = rowPlaces(row);
        for (std::size_t i = 0; i < row.entries.size(); ++i)
            text += " & " + (row.entries[i] ? marked(latexText(shown(row.entries[i]->attack)), best[i], true) : std::string("--"));
        text += " \\\\\n";
    }
    return text + "\\bottomrule\n\\end{tabular}\n";
}

Json benchJson(const BenchTable& table, const BenchRecord& record) {
    Json json = {{"schema", 1},
                 {"cells_done", table.done},
                 {"cells", table.total},
                 {"summary", summariesJson(table.summaries)},
                 {"common_summary", summariesJson(table.commonSummaries)},
                 {"back_doors", Json::array()}};
    for (const BenchRow& row : table.rows) {
        Json entry = subjectJson(row.subject);
        entry["takes"] = row.takes;
        entry["survives"] = row.survives;
        entry["undefended"] = row.before ? toJson(*row.before) : Json(nullptr);
        for (std::size_t i = 0; i < row.entries.size(); ++i)
            if (row.entries[i])
                entry["after"][table.defenses[i]] = {{"asr", rateJson(row.entries[i]->attack)},
                                                     {"floor", rateJson(row.entries[i]->floor)},
                                                     {"clean_before", rateJson(row.entries[i]->cleanBefore)},
                                                     {"clean_after", rateJson(row.entries[i]->cleanAfter)},
                                                     {"seeds", row.entries[i]->seeds}};
        json["back_doors"].push_back(std::move(entry));
    }
    json["estimates"] = Json::array();
    for (const BenchEstimate& e : table.estimates)
        json["estimates"].push_back({{"defense", e.defense.empty() ? Json(nullptr) : Json(e.defense)},
                                     {"cells", e.cells},
                                     {"pearson", finite(e.pearson)},
                                     {"spearman", finite(e.spearman)},
                                     {"bias_points", e.bias},
                                     {"mean_absolute_points", e.meanAbsolute}});
    json["runs"] = Json::array();
    for (const BenchResult& result : record.results)
        json["runs"].push_back(toJson(result));
    return json;
}

} // namespace postern
