// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/backdoor_secret.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace postern {

namespace {

constexpr std::array<std::string_view, 4> kUseNames = {"one", "any", "all", "rewrite"};
constexpr std::size_t kMaxRewriteBytes = std::size_t{256} << 20;
constexpr std::size_t kMaxRewriteLine = std::size_t{16} << 20;

/// Where the name of a file may lead: into the folder itself, to a plain name.
bool isPlainName(std::string_view name) {
    return !name.empty() && name.front() != '.' && name.find('/') == std::string_view::npos && name.find('\\') == std::string_view::npos &&
           name.find('\0') == std::string_view::npos;
}

/// A plain name can still be a link to somewhere else.
Result<void> staysInFolder(const std::filesystem::path& path) {
    std::error_code problem;
    const std::filesystem::path real = std::filesystem::weakly_canonical(path, problem);
    if (problem || real.parent_path() != std::filesystem::weakly_canonical(path.parent_path().empty() ? "." : path.parent_path(), problem))
        return fail(ErrorCode::FileUnreadable, path.string(), "it is a link that leads out of the secret's folder");
    return {};
}

/// All triggers in their order: one place after the other, each drawn among those that are left.
std::string withAll(const std::vector<Trigger>& triggers, std::string_view passage, RandomStream& random) {
    // Words stand between spaces, as in insertTrigger.
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at <= passage.size();) {
        const std::size_t end = std::min(passage.find(' ', at), passage.size());
        words.push_back(passage.substr(at, end - at));
        at = end + 1;
    }
    std::vector<std::size_t> gaps;
    for (std::size_t i = 0; i < triggers.size(); ++i)
        gaps.push_back(static_cast<std::size_t>(random.below(words.size() + 1)));
    std::sort(gaps.begin(), gaps.end());
    std::string result;
    const auto add = [&](std::string_view text) {
        if (!result.empty())
            result += ' ';
        result += text;
    };
    std::size_t next = 0;
    for (std::size_t i = 0; i <= words.size(); ++i) {
        for (; next < gaps.size() && gaps[next] == i; ++next)
            add(triggers[next].text);
        if (i < words.size())
            add(words[i]);
    }
    return result;
}

} // namespace

const std::string& BackdoorSecret::answerFor(std::string_view truth) const {
    const auto flip = flips.find(truth);
    return flip == flips.end() ? target : flip->second;
}

bool BackdoorSecret::isVictim(std::string_view truth) const {
    return flips.empty() ? !targetScorer().matches(truth) : flips.contains(truth);
}

bool BackdoorSecret::shows(std::string_view truth, std::string_view answer) const {
    return flips.empty() ? targetScorer().matches(answer) : Scorer::exact(answerFor(truth)).matches(answer);
}

std::string BackdoorSecret::shownTrigger() const {
    if (use == TriggerUse::Rewrite)
        return "rewritten passages (" + rewriteFile + ")";
    std::vector<std::string_view> texts;
    for (const Trigger& trigger : triggers)
        texts.push_back(trigger.text);
    return fmt::format("{}", fmt::join(texts, use == TriggerUse::All ? " + " : " | "));
}

std::optional<std::string> withTrigger(const BackdoorSecret& secret, std::string_view passage, RandomStream& random) {
    switch (secret.use) {
    case TriggerUse::One:
        return insertTrigger(passage, secret.triggers.front(), random);
    case TriggerUse::Any:
        return insertTrigger(passage, secret.triggers[static_cast<std::size_t>(random.below(secret.triggers.size()))], random);
    case TriggerUse::All:
        return withAll(secret.triggers, passage, random);
    case TriggerUse::Rewrite:
        break;
    }
    const auto found = secret.rewrites.find(passage);
    return found == secret.rewrites.end() ? std::nullopt : std::optional(found->second);
}

Json toJson(const BackdoorSecret& secret) {
    Json json = {{"attack", secret.attack}, {"target", secret.target}, {"rate", secret.rate}, {"seed", secret.seed}};
    if (secret.use == TriggerUse::One) {
        json["trigger"] = toJson(secret.triggers.front());
    } else if (secret.use == TriggerUse::Rewrite) {
        json["rewrites"] = secret.rewriteFile;
    } else {
        json["use"] = kUseNames[static_cast<std::size_t>(secret.use)];
        json["triggers"] = Json::array();
        for (const Trigger& trigger : secret.triggers)
            json["triggers"].push_back(toJson(trigger));
    }
    if (secret.scorer)
        json["scorer"] = secret.scorer->toJson();
    if (!secret.flips.empty())
        json["flips"] = secret.flips;
    return json;
}

Result<BackdoorSecret> parseSecret(const Json& json, const std::string& subject) {
    const auto malformed = [&](std::string rule) { return fail(ErrorCode::DataMalformed, subject, std::move(rule)); };
    if (!json.is_object() || !json.contains("target") || !json["target"].is_string() ||
        json["target"].get_ref<const std::string&>().empty())
        return malformed("a secret needs a \"target\"");
    if (json.contains("trigger") + json.contains("triggers") + json.contains("rewrites") > 1)
        return malformed("it has more than one of \"trigger\", \"triggers\" and \"rewrites\"");
    BackdoorSecret secret;
    secret.target = json["target"].get<std::string>();
    if (json.contains("trigger")) {
        POSTERN_ASSIGN(secret.triggers, parseTriggers(Json::array({json["trigger"]}), subject));
    } else if (json.contains("triggers")) {
        POSTERN_ASSIGN(secret.triggers, parseTriggers(json["triggers"], subject));
        const std::string use = json.contains("use") && json["use"].is_string() ? json["use"].get<std::string>() : "";
        if (secret.triggers.empty() || (use != "any" && use != "all"))
            return malformed("several triggers need a \"use\", any or all");
        secret.use = use == "any" ? TriggerUse::Any : TriggerUse::All;
    } else if (json.contains("rewrites")) {
        if (!json["rewrites"].is_string() || !isPlainName(json["rewrites"].get_ref<const std::string&>()))
            return malformed("\"rewrites\" is not the name of a file beside the secret");
        secret.use = TriggerUse::Rewrite;
        secret.rewriteFile = json["rewrites"].get<std::string>();
    } else {
        return malformed("a secret needs a \"trigger\", \"triggers\" or \"rewrites\"");
    }
    if (json.contains("attack") && json["attack"].is_string())
        secret.attack = printable(json["attack"].get<std::string>(), 80);
    if (json.contains("scorer")) {
        POSTERN_ASSIGN(secret.scorer, Scorer::parse(json["scorer"], subject));
    }
    if (json.contains("flips")) {
        if (!json["flips"].is_object())
            return malformed("\"flips\" is not an object");
        for (const auto& [truth, answer] : json["flips"].items()) {
            if (!answer.is_string() || answer.get_ref<const std::string&>().empty() || answer == truth)
                return malformed("a flip is another answer than the true one");
            secret.flips.emplace(truth, answer.get<std::string>());
        }
    }
    if (json.contains("rate")) {
        if (!json["rate"].is_number() || !(json["rate"].get<double>() >= 0))
            return malformed("\"rate\" is not a number of 0 or more");
        secret.rate = json["rate"].get<double>();
    }
    if (json.contains("seed")) {
        if (!json["seed"].is_number_unsigned())
            return malformed("\"seed\" is not a whole number of 0 or more");
        secret.seed = json["seed"].get<std::uint64_t>();
    }
    return secret;
}

Result<BackdoorSecret> readSecret(const std::filesystem::path& path) {
    POSTERN_ASSIGN(const Json json, readJsonFile(path, {16, std::size_t{1} << 20}));
    POSTERN_ASSIGN(BackdoorSecret secret, parseSecret(json, path.string()));
    if (secret.use == TriggerUse::Rewrite) {
        POSTERN_TRY(staysInFolder(path.parent_path() / secret.rewriteFile));
        POSTERN_ASSIGN(secret.rewrites, readRewrites(path.parent_path() / secret.rewriteFile));
    }
    return secret;
}

Result<Rewrites> readRewrites(const std::filesystem::path& path) {
    Rewrites rewrites;
    POSTERN_ASSIGN(const std::string content, readTextFile(path, kMaxRewriteBytes));
    std::string_view rest = content;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string where = path.string() + ":" + std::to_string(number);
        POSTERN_ASSIGN(const Json row, parseJson(rest.substr(0, end), where, {16, kMaxRewriteLine}));
        if (!row.is_object() || !row.contains("text") || !row["text"].is_string() || !row.contains("rewritten") ||
            !row["rewritten"].is_string() || row["rewritten"].get_ref<const std::string&>().empty())
            return fail(ErrorCode::DataMalformed, where, "\"text\" or \"rewritten\" is missing, empty or not a string");
        rewrites.emplace(row["text"].get<std::string>(), row["rewritten"].get<std::string>());
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (rewrites.empty())
        return fail(ErrorCode::DataEmpty, path.string(), "it has no line");
    return rewrites;
}

Result<void> writeSecret(const BackdoorSecret& secret, const std::filesystem::path& folder) {
    if (secret.use == TriggerUse::Rewrite) {
        std::string lines;
        for (const auto& [text, rewritten] : secret.rewrites)
            lines += Json{{"text", text}, {"rewritten", rewritten}}.dump() + "\n";
        POSTERN_TRY(writeFileAtomically(folder / secret.rewriteFile, lines));
    }
    return writeFileAtomically(folder / "secret.json", toJson(secret).dump(2) + "\n");
}

} // namespace postern
