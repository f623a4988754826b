// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/chat_files.h"

#include <algorithm>
#include <optional>
#include <system_error>

#include "engine/checkpoint/folder_files.h"
#include "engine/core/json.h"

namespace postern {

namespace {

constexpr std::size_t kMaxTemplateBytes = std::size_t{1} << 20U;
constexpr std::size_t kMaxTemplates = 64;
constexpr std::size_t kMaxTokens = 4096;
constexpr std::string_view kDefaultName = "default";
constexpr std::string_view kSuffix = ".jinja";

class Reader {
public:
    explicit Reader(std::filesystem::path root) : m_root(std::move(root)) {}

    Result<ChatFiles> run() {
        POSTERN_TRY(readTemplateFile(m_root, "chat_template.jinja", std::string(kDefaultName), "chat_template.jinja"));
        POSTERN_TRY(readAdditional());
        POSTERN_TRY(readJsonTemplates("chat_template.json"));
        POSTERN_TRY(readJsonTemplates("tokenizer_config.json"));
        POSTERN_TRY(readTokens("tokenizer_config.json"));
        POSTERN_TRY(readTokens("special_tokens_map.json"));
        std::stable_partition(m_files.templates.begin(), m_files.templates.end(),
                              [](const ChatFiles::Template& each) { return each.name == kDefaultName; });
        return std::move(m_files);
    }

private:
    /// The first of a name stays: files are read in the order of their rank.
    Result<void> add(std::string name, std::string text, std::string file) {
        if (text.size() > kMaxTemplateBytes)
            return fail(ErrorCode::FileTooLarge, file,
                        "the chat template \"" + name + "\" has more than " + std::to_string(kMaxTemplateBytes) + " bytes");
        if (m_files.find(name) != nullptr)
            return {};
        if (m_files.templates.size() >= kMaxTemplates)
            return fail(ErrorCode::TokenizerMalformed, file, "more than " + std::to_string(kMaxTemplates) + " chat templates");
        m_files.templates.push_back({std::move(name), std::move(text), std::move(file)});
        return {};
    }

    Result<void> readTemplateFile(const std::filesystem::path& folder, const std::string& file, std::string name, std::string shown) {
        POSTERN_ASSIGN(const auto path, resolveInside(folder, file));
        if (!path)
            return {};
        POSTERN_ASSIGN(std::string text, readTextFile(*path, kMaxTemplateBytes));
        return add(std::move(name), std::move(text), std::move(shown));
    }

    Result<void> readAdditional() {
        constexpr const char* kFolder = "additional_chat_templates";
        std::error_code status;
        const std::filesystem::path folder = std::filesystem::canonical(m_root / kFolder, status);
        if (status || !std::filesystem::is_directory(folder, status))
            return {};
        if (folder != m_root / kFolder)
            return fail(ErrorCode::FileUnreadable, (m_root / kFolder).string(), "a folder of templates must not be a symbolic link");
        std::vector<std::string> names;
        for (std::filesystem::directory_iterator at(folder, status), end; !status && at != end; at.increment(status)) {
            std::string name = at->path().filename().string();
            if (!name.ends_with(kSuffix))
                continue;
            if (names.size() >= kMaxTemplates)
                return fail(ErrorCode::TokenizerMalformed, kFolder, "more than " + std::to_string(kMaxTemplates) + " chat templates");
            names.push_back(std::move(name));
        }
        std::sort(names.begin(), names.end());
        for (const std::string& name : names)
            POSTERN_TRY(readTemplateFile(folder, name, name.substr(0, name.size() - kSuffix.size()), std::string(kFolder) + '/' + name));
        return {};
    }

    /// The file's object; nothing where the file is not there.
    Result<std::optional<Json>> readObject(const std::string& file) {
        POSTERN_ASSIGN(const auto path, resolveInside(m_root, file));
        if (!path)
            return std::optional<Json>();
        POSTERN_ASSIGN(Json json, readJsonFile(*path, {64, std::size_t{64} << 20U}));
        if (!json.is_object())
            return fail(ErrorCode::TokenizerMalformed, path->string(), "it is no object");
        return std::optional(std::move(json));
    }

    Result<void> readJsonTemplates(const std::string& file) {
        POSTERN_ASSIGN(const std::optional<Json> json, readObject(file));
        const auto entry = json ? json->find("chat_template") : Json::const_iterator();
        if (!json || entry == json->end() || entry->is_null())
            return {};
        if (entry->is_string())
            return add(std::string(kDefaultName), entry->get<std::string>(), file);
        const auto malformed = [&] {
            return fail(ErrorCode::TokenizerMalformed, file, R"("chat_template" is neither text nor a list of {"name", "template"})");
        };
        if (!entry->is_array())
            return malformed();
        for (const Json& each : *entry) {
            const bool isTemplate = each.is_object() && each.contains("name") && each["name"].is_string() && each.contains("template") &&
                                    each["template"].is_string();
            if (!isTemplate)
                return malformed();
            POSTERN_TRY(add(each["name"].get<std::string>(), each["template"].get<std::string>(), file));
        }
        return {};
    }

    static std::optional<std::string> tokenText(const Json& value) {
        if (value.is_string())
            return value.get<std::string>();
        if (value.is_object() && value.contains("content") && value["content"].is_string())
            return value["content"].get<std::string>();
        return std::nullopt;
    }

    Result<void> readTokens(const std::string& file) {
        POSTERN_ASSIGN(const std::optional<Json> json, readObject(file));
        if (!json)
            return {};
        for (const char* name : {"bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"}) {
            const auto entry = json->find(name);
            if (entry == json->end() || entry->is_null())
                continue;
            const auto text = tokenText(*entry);
            if (!text)
                return fail(ErrorCode::TokenizerMalformed, file, '"' + std::string(name) + "\" is neither text nor {\"content\": text}");
            const bool known =
                std::any_of(m_files.tokens.begin(), m_files.tokens.end(), [&](const auto& token) { return token.first == name; });
            if (!known)
                m_files.tokens.emplace_back(name, *text);
        }
        const auto additional = json->find("additional_special_tokens");
        if (additional == json->end() || !additional->is_array() || !m_files.additionalTokens.empty())
            return {};
        if (additional->size() > kMaxTokens)
            return fail(ErrorCode::TokenizerMalformed, file, "more than " + std::to_string(kMaxTokens) + " additional special tokens");
        for (const Json& each : *additional)
            if (auto text = tokenText(each))
                m_files.additionalTokens.push_back(std::move(*text));
        return {};
    }

    const std::filesystem::path m_root;
    ChatFiles m_files;
};

} // namespace

const ChatFiles::Template* ChatFiles::find(std::string_view name) const {
    const auto found = std::find_if(templates.begin(), templates.end(), [&](const Template& each) { return each.name == name; });
    return found != templates.end() ? &*found : nullptr;
}

Result<ChatFiles> readChatFiles(const std::filesystem::path& folder) {
    std::error_code status;
    std::filesystem::path root = std::filesystem::canonical(folder, status);
    if (status)
        return fail(ErrorCode::FileMissing, folder.string(), status.message());
    if (!std::filesystem::is_directory(root, status))
        return fail(ErrorCode::FileUnreadable, folder.string(), "it is not a folder");
    return Reader(std::move(root)).run();
}

} // namespace postern
