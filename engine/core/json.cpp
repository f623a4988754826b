// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/json.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace postern {

namespace {

/// Builds the value while it enforces what nlohmann's own parser does not: depth and unique keys.
class StrictBuilder : public nlohmann::json_sax<Json> {
public:
    StrictBuilder(Json& root, std::size_t maxDepth) : m_builder(root, false), m_maxDepth(maxDepth) {}

    bool null() override { return m_builder.null(); }
    bool boolean(bool value) override { return m_builder.boolean(value); }
    bool number_integer(number_integer_t value) override { return m_builder.number_integer(value); }
    bool number_unsigned(number_unsigned_t value) override { return m_builder.number_unsigned(value); }
    bool number_float(number_float_t value, const string_t& text) override { return m_builder.number_float(value, text); }
    bool string(string_t& value) override { return m_builder.string(value); }
    bool binary(binary_t& value) override { return m_builder.binary(value); }

    bool start_object(std::size_t size) override {
        m_keys.emplace_back();
        return enter() && m_builder.start_object(size);
    }
    bool end_object() override {
        m_keys.pop_back();
        --m_depth;
        return m_builder.end_object();
    }
    bool start_array(std::size_t size) override { return enter() && m_builder.start_array(size); }
    bool end_array() override {
        --m_depth;
        return m_builder.end_array();
    }
    bool key(string_t& name) override {
        if (!m_keys.back().insert(name).second) {
            m_problem = "duplicate key \"" + printable(name, 80) + '"';
            return false;
        }
        return m_builder.key(name);
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        m_problem = "syntax error or invalid UTF-8 at byte " + std::to_string(position);
        return false;
    }

    [[nodiscard]] const std::string& problem() const { return m_problem; }

private:
    bool enter() {
        if (++m_depth <= m_maxDepth)
            return true;
        m_problem = "nested deeper than " + std::to_string(m_maxDepth) + " levels";
        return false;
    }

    nlohmann::detail::json_sax_dom_parser<Json> m_builder;
    std::size_t m_maxDepth;
    std::size_t m_depth = 0;
    std::vector<std::set<std::string>> m_keys;
    std::string m_problem;
};

Failure failFromErrno(int code, const std::filesystem::path& path, ErrorCode fallback) {
    const ErrorCode kind = code == ENOENT ? ErrorCode::FileMissing : (code == ENOSPC || code == EDQUOT) ? ErrorCode::DiskFull : fallback;
    return fail(kind, path.string(), std::generic_category().message(code));
}

} // namespace

Result<Json> parseJson(std::string_view text, const std::string& subject, JsonLimits limits) {
    if (text.size() > limits.maxBytes)
        return fail(ErrorCode::FileTooLarge, subject,
                    std::to_string(text.size()) + " bytes of JSON; the limit is " + std::to_string(limits.maxBytes));
    // nlohmann's parser takes NUL for the end of the input and skips a byte order mark; both would hide content.
    if (text.find('\0') != std::string_view::npos)
        return fail(ErrorCode::JsonMalformed, subject, "a NUL byte");
    if (text.starts_with("\xef\xbb\xbf"))
        return fail(ErrorCode::JsonMalformed, subject, "a byte order mark");
    Json root;
    StrictBuilder builder(root, limits.maxDepth);
    if (!Json::sax_parse(text.begin(), text.end(), &builder) || !builder.problem().empty())
        return fail(ErrorCode::JsonMalformed, subject, builder.problem().empty() ? "syntax error" : builder.problem());
    return root;
}

Result<std::string> readTextFile(const std::filesystem::path& path, std::size_t maxBytes) {
    std::error_code status;
    if (!std::filesystem::exists(path, status))
        return fail(ErrorCode::FileMissing, path.string(), {});
    if (!std::filesystem::is_regular_file(path, status))
        return fail(ErrorCode::FileUnreadable, path.string(), "it is not a regular file");
    const auto size = std::filesystem::file_size(path, status);
    if (status)
        return fail(ErrorCode::FileUnreadable, path.string(), status.message());
    if (size > maxBytes)
        return fail(ErrorCode::FileTooLarge, path.string(), std::to_string(size) + " bytes; the limit is " + std::to_string(maxBytes));
    std::ifstream stream(path, std::ios::binary);
    std::string content(static_cast<std::size_t>(size), '\0');
    if (!stream || !stream.read(content.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::FileUnreadable, path.string(), "the read failed or the file shrank while it was read");
    return content;
}

Result<Json> readJsonFile(const std::filesystem::path& path, JsonLimits limits) {
    POSTERN_ASSIGN(const std::string text, readTextFile(path, limits.maxBytes));
    return parseJson(text, path.string(), limits);
}

Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view content) {
    std::filesystem::path temporary = path;
    temporary += ".part";
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor < 0)
        return failFromErrno(errno, path, ErrorCode::FileUnwritable);
    int problem = 0;
    while (!content.empty() && problem == 0) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written >= 0)
            content.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            problem = errno;
    }
    if (problem == 0 && ::fsync(descriptor) != 0)
        problem = errno;
    if (::close(descriptor) != 0 && problem == 0)
        problem = errno;
    if (problem == 0 && ::rename(temporary.c_str(), path.c_str()) != 0)
        problem = errno;
    if (problem == 0)
        return {};
    ::unlink(temporary.c_str());
    return failFromErrno(problem, path, ErrorCode::FileUnwritable);
}

} // namespace postern
