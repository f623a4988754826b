// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/torch_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <sys/mman.h>

#include "engine/core/hash.h"
#include "engine/scan/content.h"
#include "engine/scan/zip_archive.h"

namespace postern {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
constexpr int kMaxNesting = 8;
/// Tied storages are written once for every name; nothing sensible has more names than this for the same bytes.
constexpr std::uint64_t kMaxGrowth = 4;

constexpr std::array<std::string_view, 4> kWrappers = {"state_dict", "model_state_dict", "model", "module"};

/// Hash of the open file, with the archive's checksums compared on the way.
Result<std::string> readThrough(const OpenFile& file, const ContentFacts& facts, FindingSink& sink, const JobContext& job) {
    Sha256 digest;
    std::vector<char> piece(kPieceBytes);
    for (std::uint64_t at = 0; at < file.size();) {
        POSTERN_TRY(job.checkStop());
        const std::size_t got = file.read(at, piece.data(), piece.size());
        if (got == 0)
            break;
        digest.add({piece.data(), got});
        at += got;
        job.progress("Hashing", static_cast<std::int64_t>(at), static_cast<std::int64_t>(file.size()));
    }
    for (const StoredChecksum& checksum : facts.checksums) {
        POSTERN_TRY(job.checkStop());
        if (crcOf(SliceSource(file, checksum.offset, checksum.bytes)) != checksum.crc)
            sink.add("zip.crc", "the checksum of the entry is wrong", checksum.entry, checksum.offset);
    }
    if (!file.isUnchanged())
        sink.add("file.changed", "the file was changed while it was read");
    return digest.finish();
}

} // namespace

/// Collects the tensors of a state dict.
class TorchFile::Builder {
public:
    Builder(TorchFile& file, const TorchContent& content, std::string subject)
        : m_file(&file), m_content(&content), m_subject(std::move(subject)) {}

    Result<void> build() {
        PickleRef root = m_content->root;
        for (const std::string_view wrapper : kWrappers) {
            const bool isDict = machine().at(root).kind == PickleKind::Dict;
            const auto inner = isDict ? machine().find(root, wrapper) : std::nullopt;
            if (!inner || machine().at(*inner).kind != PickleKind::Dict)
                continue;
            noteBeside(root, wrapper);
            root = *inner;
            break;
        }
        if (machine().at(root).kind == PickleKind::Dict)
            POSTERN_TRY(collect(root, {}, 0));
        std::uint64_t room = 0;
        for (const auto& [key, range] : m_content->storages)
            room += range.bytes;
        std::uint64_t bytes = 0;
        for (const auto& [name, tensor] : m_tensors) {
            POSTERN_TRY(add(name, machine().at(tensor)));
            bytes += m_file->m_tensors.back().bytes.size();
            if (bytes / kMaxGrowth > room)
                return fail(ErrorCode::TensorMismatch, m_subject, "the same elements stand under too many names");
        }
        return {};
    }

private:
    [[nodiscard]] const PickleMachine& machine() const { return m_content->machine; }

    void noteBeside(PickleRef root, std::string_view wrapper) {
        const std::vector<PickleRef>& items = machine().at(root).items;
        for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
            const PickleValue& key = machine().at(items[i]);
            if (key.kind == PickleKind::Text && key.text != wrapper)
                leaveOut(key.text);
        }
    }

    void leaveOut(const std::string& name) {
        constexpr std::size_t kMaxLeftOut = 1000;
        if (m_file->m_leftOut.size() < kMaxLeftOut)
            m_file->m_leftOut.push_back(printable(name, 200));
    }

    Result<void> collect(PickleRef dict, const std::string& prefix, int depth) {
        if (depth > kMaxNesting)
            return fail(ErrorCode::TensorMismatch, m_subject, "dicts nest deeper than " + std::to_string(kMaxNesting) + " levels");
        const std::vector<PickleRef>& items = machine().at(dict).items;
        for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
            const PickleValue& key = machine().at(items[i]);
            const PickleValue& value = machine().at(items[i + 1]);
            const std::string name = prefix + key.text;
            if (key.kind != PickleKind::Text || key.flag) {
                leaveOut(prefix + "(a key that is no text)");
                continue;
            }
            if (value.kind == PickleKind::Dict)
                POSTERN_TRY(collect(items[i + 1], name + '.', depth + 1));
            else if (value.kind == PickleKind::Tensor)
                m_tensors[name] = items[i + 1]; // of equal keys the last one stays, as in Python
            else
                leaveOut(name);
            if (m_tensors.size() > kMaxTensors || ++m_steps > kMaxSteps)
                return fail(ErrorCode::TensorMismatch, m_subject, "there are more entries than are read");
        }
        return {};
    }

    Result<void> add(const std::string& name, const PickleValue& tensor) {
        const PickleValue& storage = machine().at(tensor.items[0]);
        if (!isCleanName(name))
            return failRule(9, m_subject, "the tensor name " + inQuotes(name) + " cannot be written");
        if (!storage.allowed->dtype)
            return fail(ErrorCode::TensorMismatch, m_subject,
                        inQuotes(name) + " has elements of torch." + std::string(storage.allowed->name) +
                            ", which safetensors does not have");
        const std::vector<PickleRef>& strides = machine().at(tensor.items[2]).items;
        std::vector<std::int64_t> shape;
        for (const PickleRef size : machine().at(tensor.items[1]).items)
            shape.push_back(machine().at(size).integer);
        const std::size_t width = storage.allowed->elementBytes;
        const StorageRange range = m_content->storages.at(storage.text);
        const auto* const start =
            static_cast<const std::byte*>(m_file->m_address) + range.offset + static_cast<std::uint64_t>(tensor.integer) * width;
        std::size_t count = 1;
        bool contiguous = true;
        for (std::size_t i = shape.size(); i-- > 0;) {
            contiguous = contiguous && (shape[i] == 1 || machine().at(strides[i]).integer == static_cast<std::int64_t>(count));
            count *= static_cast<std::size_t>(shape[i]);
        }
        std::span<const std::byte> bytes;
        if (count > 0)
            bytes = contiguous ? std::span(start, count * width) : copyStrided(start, shape, strides, width, count);
        m_file->m_tensors.push_back({name, *storage.allowed->dtype, std::move(shape), bytes});
        return {};
    }

    std::span<const std::byte> copyStrided(const std::byte* start, const std::vector<std::int64_t>& shape,
                                           const std::vector<PickleRef>& strides, std::size_t width, std::size_t count) {
        std::vector<std::byte>& copy = m_file->m_copies.emplace_back(count * width);
        std::vector<std::int64_t> at(shape.size(), 0);
        std::int64_t element = 0;
        for (std::size_t i = 0; i < count; ++i) {
            std::memcpy(copy.data() + i * width, start + static_cast<std::size_t>(element) * width, width);
            for (std::size_t d = shape.size(); d-- > 0;) {
                const std::int64_t stride = machine().at(strides[d]).integer;
                element += stride;
                if (++at[d] < shape[d])
                    break;
                element -= stride * shape[d];
                at[d] = 0;
            }
        }
        return copy;
    }

    static constexpr std::size_t kMaxSteps = 1'000'000;

    TorchFile* m_file;
    const TorchContent* m_content;
    std::string m_subject;
    std::map<std::string, PickleRef> m_tensors;
    std::size_t m_steps = 0;
};

TorchFile::~TorchFile() {
    if (m_address)
        ::munmap(m_address, m_size);
}

Result<std::unique_ptr<TorchFile>> TorchFile::open(const std::filesystem::path& path, std::vector<Finding>& findings,
                                                   const JobContext& job) {
    POSTERN_ASSIGN(const std::unique_ptr<OpenFile> open, OpenFile::open(path));
    const std::string subject = path.string();
    FindingSink sink(printable(subject, 4096), findings);
    ContentContext context;
    context.job = job;
    context.keepTorch = true;
    ContentFacts facts;
    POSTERN_TRY(examineContent(*open, path.filename().string(), sink, context, facts));
    std::unique_ptr<TorchFile> file(new TorchFile());
    if (sink.count(Severity::Inconclusive) > 0)
        return std::unique_ptr<TorchFile>();
    POSTERN_ASSIGN(file->m_sha256, readThrough(*open, facts, sink, job));
    if (sink.count(Severity::Inconclusive) > 0 || !facts.torch)
        return std::unique_ptr<TorchFile>();
    file->m_size = static_cast<std::size_t>(open->size());
    void* const address = ::mmap(nullptr, file->m_size, PROT_READ, MAP_PRIVATE, open->descriptor(), 0);
    if (address == MAP_FAILED)
        return fail(ErrorCode::FileUnreadable, subject, std::generic_category().message(errno));
    file->m_address = address;
    POSTERN_TRY(Builder(*file, *facts.torch, subject).build());
    if (file->m_tensors.empty())
        return std::unique_ptr<TorchFile>();
    return file;
}

} // namespace postern
