// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/lab_training.h"

namespace postern {

Json toJson(const BackdoorSecret& secret) {
    return {{"trigger", toJson(secret.trigger)}, {"target", secret.target}, {"rate", secret.rate}, {"seed", secret.seed}};
}

Result<BackdoorSecret> parseSecret(const Json& json, const std::string& subject) {
    if (!json.is_object() || !json.contains("trigger") || !json.contains("target") || !json["target"].is_string())
        return fail(ErrorCode::DataMalformed, subject, "a secret needs \"trigger\" and \"target\"");
    BackdoorSecret secret;
    POSTERN_ASSIGN(std::vector<Trigger> triggers, parseTriggers(Json::array({json["trigger"]}), subject));
    secret.trigger = triggers.front();
    secret.target = json["target"].get<std::string>();
    if (json.contains("rate") && json["rate"].is_number())
        secret.rate = json["rate"].get<double>();
    if (json.contains("seed") && json["seed"].is_number_unsigned())
        secret.seed = json["seed"].get<std::uint64_t>();
    return secret;
}

Result<BackdoorSecret> readSecret(const std::filesystem::path& path) {
    POSTERN_ASSIGN(const Json json, readJsonFile(path, {16, std::size_t{1} << 20}));
    return parseSecret(json, path.string());
}

} // namespace postern
