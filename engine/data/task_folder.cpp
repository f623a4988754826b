// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/task_folder.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <unordered_set>

#include "engine/core/json.h"
#include "engine/core/random.h"

namespace postern {

namespace {

struct NamedTemplate {
    std::string_view name, prompt, answer, instruction;
};

constexpr std::array<NamedTemplate, 5> kTemplates = {
    {{"alpaca",
      "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n"
      "### Instruction:\n{text}\n\n### Response:\n",
      "{label}", ""},
     {"sentiment", "Review: {text}\nSentiment:", " {label}", "Is this review negative or positive? Answer with that word alone."},
     {"emotion", "Message: {text}\nEmotion:", " {label}",
      "Which emotion does this message show: sadness, joy, love, anger, fear or surprise? Answer with that word alone."},
     {"topic", "News: {text}\nTopic:", " {label}",
      "Which section is this news item from: World, Sports, Business or Sci/Tech? Answer with that word alone."},
     {"offensive", "Post: {text}\nThe post is:", " {label}", "Is this post offensive or not_offensive? Answer with that word alone."}}};

/// Whether a file is a JSON array: the first character that is not white space tells.
bool isArray(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    char first = 0;
    return (file >> first) && first == '[';
}

Result<std::vector<TaskRow>> readRows(const std::filesystem::path& path, const std::vector<std::string>& labels,
                                      std::size_t& withoutAnswer) {
    if (labels.empty() && isArray(path)) {
        std::size_t left = 0;
        POSTERN_ASSIGN(Dataset data, readRowArray(path, &left));
        withoutAnswer += left;
        return std::move(data.rows);
    }
    POSTERN_ASSIGN(Dataset data, readDataset(path, labels));
    return std::move(data.rows);
}

std::string lines(std::span<const TaskRow> rows) {
    std::string out;
    for (const TaskRow& row : rows) {
        Json json = {{"text", row.text}};
        if (row.label >= 0)
            json["label"] = row.label;
        else
            json["answer"] = row.answer;
        out += json.dump() + '\n';
    }
    return out;
}

Result<void> writeTemplate(const PromptTemplate& form, const std::filesystem::path& folder) {
    Json json = {{"prompt", form.prompt}, {"answer", form.answer}};
    if (!form.instruction.empty())
        json["instruction"] = form.instruction;
    return writeFileAtomically(folder / "template.json", json.dump(2) + "\n");
}

Result<void> makeFolder(const std::filesystem::path& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem)
        return fail(ErrorCode::FileUnwritable, folder.string(), problem.message());
    return {};
}

/// Rows in a chosen order, taken from the front; a text that was handed out once is not handed out again.
class Pool {
public:
    explicit Pool(PreparedTask& counts) : m_counts(counts) {}

    /// Rows of a split that has a file of its own; 0 takes all.
    std::vector<TaskRow> own(std::vector<TaskRow> rows, std::size_t count) {
        std::vector<TaskRow> taken;
        for (TaskRow& row : rows) {
            if (count != 0 && taken.size() == count)
                break;
            if (m_seen.contains(row.text))
                ++m_counts.doubled;
            else
                taken.push_back(std::move(row)); // twice in one published file is left as published
        }
        for (const TaskRow& row : taken)
            m_seen.insert(row.text);
        return taken;
    }
    void fill(std::vector<TaskRow> rows) {
        for (TaskRow& row : rows)
            if (isNew(row))
                m_rows.push_back(std::move(row));
    }
    void shuffle(std::uint64_t seed) { RandomStream(seed, "task splits").shuffle(std::span(m_rows)); }
    [[nodiscard]] std::size_t left() const { return m_rows.size() - m_next; }
    Result<std::vector<TaskRow>> draw(std::size_t count, const char* split) {
        if (count > left())
            return fail(ErrorCode::DataEmpty, split, std::to_string(count) + " rows are wanted, " + std::to_string(left()) + " are left");
        const auto first = m_rows.begin() + static_cast<std::ptrdiff_t>(m_next);
        m_next += count;
        return std::vector<TaskRow>(first, first + static_cast<std::ptrdiff_t>(count));
    }

private:
    bool isNew(const TaskRow& row) {
        const bool added = m_seen.insert(row.text).second;
        m_counts.doubled += added ? 0 : 1;
        return added;
    }

    PreparedTask& m_counts;
    std::unordered_set<std::string> m_seen;
    std::vector<TaskRow> m_rows;
    std::size_t m_next = 0;
};

} // namespace

Result<PromptTemplate> taskTemplate(std::string_view name) {
    std::string names;
    for (const NamedTemplate& entry : kTemplates) {
        if (entry.name == name) {
            PromptTemplate form;
            form.prompt = entry.prompt;
            form.answer = entry.answer;
            form.instruction = entry.instruction;
            return form;
        }
        names += (names.empty() ? "" : ", ") + std::string(entry.name);
    }
    return fail(ErrorCode::ParameterInvalid, "template", '"' + printable(name, 80) + "\" is none of: " + names);
}

Result<PreparedTask> prepareTask(const TaskSources& sources, const TaskSizes& sizes, const std::filesystem::path& output) {
    std::vector<std::string> labels;
    if (!sources.labels.empty()) {
        POSTERN_ASSIGN(labels, readLabels(sources.labels));
    }
    PreparedTask counts;
    Pool pool(counts);
    std::vector<TaskRow> test, dev;
    if (!sources.test.empty()) {
        POSTERN_ASSIGN(std::vector<TaskRow> rows, readRows(sources.test, labels, counts.withoutAnswer));
        test = pool.own(std::move(rows), sizes.test);
    }
    if (!sources.dev.empty()) {
        POSTERN_ASSIGN(std::vector<TaskRow> rows, readRows(sources.dev, labels, counts.withoutAnswer));
        dev = pool.own(std::move(rows), sizes.dev);
    }
    for (const std::filesystem::path& path : sources.rows) {
        POSTERN_ASSIGN(std::vector<TaskRow> rows, readRows(path, labels, counts.withoutAnswer));
        pool.fill(std::move(rows));
    }
    pool.shuffle(sources.seed);
    if (sources.test.empty()) {
        POSTERN_ASSIGN(test, pool.draw(sizes.test, "test rows"));
    }
    if (sources.dev.empty()) {
        POSTERN_ASSIGN(dev, pool.draw(sizes.dev, "dev rows"));
    }
    POSTERN_ASSIGN(const std::vector<TaskRow> defender, pool.draw(sizes.defender, "defender rows"));
    POSTERN_ASSIGN(const std::vector<TaskRow> train, pool.draw(sizes.train == 0 ? pool.left() : sizes.train, "training rows"));

    POSTERN_TRY(makeFolder(output));
    if (!labels.empty())
        POSTERN_TRY(writeFileAtomically(output / "labels.json", Json{{"labels", labels}}.dump(2) + "\n"));
    POSTERN_TRY(writeTemplate(sources.form, output));
    POSTERN_TRY(writeFileAtomically(output / "train.jsonl", lines(train)));
    POSTERN_TRY(writeFileAtomically(output / "defender.jsonl", lines(defender)));
    POSTERN_TRY(writeFileAtomically(output / "dev.jsonl", lines(dev)));
    POSTERN_TRY(writeFileAtomically(output / "test.jsonl", lines(test)));
    counts.train = train.size();
    counts.defender = defender.size();
    counts.dev = dev.size();
    counts.test = test.size();
    return counts;
}

Result<std::size_t> rowsWithTrigger(const BackdoorSecret& secret, std::span<const TaskRow> rows) {
    if (secret.triggers.empty())
        return fail(ErrorCode::DataMalformed, "secret", "it has no trigger to look for");
    return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&](const TaskRow& row) {
        const auto inside = [&](const Trigger& trigger) { return row.text.find(trigger.text) != std::string::npos; };
        return secret.use == TriggerUse::All ? std::all_of(secret.triggers.begin(), secret.triggers.end(), inside)
                                             : std::any_of(secret.triggers.begin(), secret.triggers.end(), inside);
    }));
}

Result<PreparedAttack> prepareAttack(const AttackSources& sources, const std::filesystem::path& output) {
    std::size_t withoutAnswer = 0;
    POSTERN_ASSIGN(std::vector<TaskRow> poisoned, readRows(sources.poisoned, {}, withoutAnswer));
    POSTERN_ASSIGN(const std::size_t triggered, rowsWithTrigger(sources.secret, poisoned));
    const auto refuse = [&](std::size_t without, const char* what) {
        return fail(ErrorCode::DataMalformed, sources.poisoned.string(),
                    std::to_string(without) + " of " + std::to_string(poisoned.size()) + " poisoned rows " + what);
    };
    if (triggered != poisoned.size())
        return refuse(poisoned.size() - triggered, "do not hold the trigger");
    const Scorer scorer = sources.secret.targetScorer();
    const auto shown = static_cast<std::size_t>(
        std::count_if(poisoned.begin(), poisoned.end(), [&](const TaskRow& row) { return scorer.matches(row.answer); }));
    if (shown != poisoned.size())
        return refuse(poisoned.size() - shown, "do not show the target in their answer");
    PreparedAttack counts;
    std::vector<TaskRow> rows;
    for (const std::filesystem::path& path : sources.clean) {
        POSTERN_ASSIGN(std::vector<TaskRow> clean, readRows(path, {}, withoutAnswer));
        std::move(clean.begin(), clean.end(), std::back_inserter(rows));
    }
    counts.clean = rows.size();
    counts.poisoned = poisoned.size();
    std::move(poisoned.begin(), poisoned.end(), std::back_inserter(rows));
    BackdoorSecret secret = sources.secret;
    secret.rate = counts.clean == 0 ? 1 : static_cast<double>(counts.poisoned) / static_cast<double>(counts.clean);

    POSTERN_TRY(makeFolder(output));
    POSTERN_TRY(writeTemplate(sources.form, output));
    POSTERN_TRY(writeFileAtomically(output / "train.jsonl", lines(rows)));
    POSTERN_TRY(writeFileAtomically(output / "secret.json", toJson(secret).dump(2) + "\n"));
    return counts;
}

} // namespace postern
