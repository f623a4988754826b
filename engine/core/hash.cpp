// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/hash.h"

#include <fstream>
#include <memory>
#include <vector>

#include <openssl/evp.h>

namespace postern {

struct Sha256::State {
    State() : context(EVP_MD_CTX_new(), &EVP_MD_CTX_free) { EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr); }
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context;
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    EVP_DigestUpdate(m_state->context.get(), bytes.data(), bytes.size());
}

std::string Sha256::finish() {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    EVP_DigestFinal_ex(m_state->context.get(), digest, &length);
    std::string text;
    for (unsigned int i = 0; i < length; ++i) {
        text += "0123456789abcdef"[digest[i] >> 4];
        text += "0123456789abcdef"[digest[i] & 15];
    }
    return text;
}

std::string sha256(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

Result<std::string> sha256File(const std::filesystem::path& path, const JobContext& job) {
    std::error_code status;
    const auto size = std::filesystem::file_size(path, status);
    if (status)
        return fail(ErrorCode::FileUnreadable, path.string(), status.message());
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return fail(ErrorCode::FileUnreadable, path.string(), "it cannot be opened");
    Sha256 hash;
    std::vector<char> piece(std::size_t{1} << 20);
    std::int64_t done = 0;
    while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) || stream.gcount() > 0) {
        POSTERN_TRY(job.checkStop());
        hash.add({piece.data(), static_cast<std::size_t>(stream.gcount())});
        done += stream.gcount();
        job.progress("Hashing " + path.filename().string(), done, static_cast<std::int64_t>(size));
    }
    if (stream.bad())
        return fail(ErrorCode::FileUnreadable, path.string(), "the read failed");
    return hash.finish();
}

} // namespace postern
