// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>

#include "engine/core/error.h"
#include "engine/scan/content.h"
#include "engine/scan/zip_archive.h"

namespace postern {

namespace {

constexpr int kMaxDepth = 3;
constexpr std::uint64_t kMaxPickleBytes = std::uint64_t{512} << 20;
/// Larger stored entries have their checksum compared while the whole file is hashed.
constexpr std::uint64_t kChecksumNow = 65536;

/// What torch.save writes beside pickle and storages; small texts.
constexpr std::array<std::string_view, 5> kSideEntries = {"version", "byteorder", ".data/serialization_id", ".format_version",
                                                          ".storage_alignment"};

class ZipCheck {
public:
    ZipCheck(const ByteSource& source, FindingSink& sink, ContentContext& context, ContentFacts& facts)
        : m_source(&source), m_sink(&sink), m_context(&context), m_facts(&facts) {}

    Result<void> check() {
        auto entries = readZip(*m_source, *m_sink);
        if (!entries)
            return {};
        m_entries = std::move(*entries);
        for (const ZipEntry& entry : m_entries)
            m_byName.emplace(entry.name, &entry);
        m_context->entries += m_entries.size();
        if (m_context->entries > kMaxZipEntries) {
            m_sink->add("zip.limit", "more than " + std::to_string(kMaxZipEntries) + " entries in all");
            return {};
        }
        const auto main = std::find_if(m_entries.begin(), m_entries.end(), [](const ZipEntry& entry) { return isMainPickle(entry.name); });
        const bool isTorch = main != m_entries.end();
        if (isTorch) {
            m_prefix = main->name.substr(0, main->name.size() - std::string_view("data.pkl").size());
            checkTorch(*main);
        }
        for (const ZipEntry& entry : m_entries) {
            POSTERN_TRY(m_context->job.checkStop());
            if (!m_done.contains(&entry))
                POSTERN_TRY(checkOther(entry, isTorch));
        }
        if (isTorch)
            addPickleFormat(*m_sink, "it is a pickle in torch's archive, which is not loaded");
        else
            m_sink->add("zip.format", "a zip archive that torch.save did not write");
        return {};
    }

private:
    static bool isMainPickle(std::string_view name) {
        const std::size_t slash = name.find('/');
        return name == "data.pkl" || (slash != std::string_view::npos && name.substr(slash + 1) == "data.pkl");
    }

    /// The bytes of an entry, unpacked into `memory` where they are not stored as they are.
    std::unique_ptr<ByteSource> open(const ZipEntry& entry, std::string& memory) {
        if (entry.data == 0)
            return nullptr; // the finding is there already
        if (entry.method == kZipStored) {
            auto slice = std::make_unique<SliceSource>(*m_source, entry.data, entry.packedBytes);
            checkChecksum(entry, *slice);
            return slice;
        }
        m_sink->add("zip.compressed", entry.method == kZipDeflated
                                          ? "the entry is deflated; torch stores its entries as they are"
                                          : "the entry is packed by method " + std::to_string(entry.method) + ", which is not unpacked");
        if (entry.method != kZipDeflated)
            return nullptr;
        auto unpacked = unpackEntry(*m_source, entry, m_context->unpackBytes, *m_sink);
        if (!unpacked)
            return nullptr;
        m_context->unpackBytes -= unpacked->size();
        memory = std::move(*unpacked);
        auto source = std::make_unique<MemorySource>(memory);
        checkChecksum(entry, *source);
        return source;
    }

    void checkChecksum(const ZipEntry& entry, const ByteSource& bytes) {
        const bool later = m_context->depth == 0 && entry.method == kZipStored && bytes.size() > kChecksumNow;
        if (later)
            m_facts->checksums.push_back({entry.name, entry.data, entry.packedBytes, entry.crc});
        else if (crcOf(bytes) != entry.crc)
            m_sink->add("zip.crc", "the checksum of the entry is wrong");
    }

    void checkTorch(const ZipEntry& main) {
        const std::string outer = enter(main.name);
        m_done.insert(&main);
        std::string memory;
        const auto bytes = open(main, memory);
        if (bytes && bytes->size() <= kMaxPickleBytes)
            followMain(*bytes);
        m_sink->setInside(outer);
    }

    void followMain(const ByteSource& bytes) {
        TorchContent content;
        const auto root = content.machine.run(bytes, 0);
        reportPickle(content.machine, *m_sink, {});
        if (root && content.machine.end() < bytes.size())
            m_sink->add("pickle.trailing",
                        std::to_string(bytes.size() - content.machine.end()) + " bytes after the pickle belong to nothing", {},
                        content.machine.end());
        for (const PickleValue& value : content.machine.values()) {
            if (value.kind == PickleKind::Storage)
                findStorage(content, value);
        }
        checkTorchTensors(content, *m_sink, {});
        if (root && m_context->keepTorch) {
            content.root = *root;
            m_facts->torch = std::move(content);
        }
    }

    void findStorage(TorchContent& content, const PickleValue& storage) {
        if (content.storages.contains(storage.text))
            return;
        const std::string name = m_prefix + "data/" + storage.text;
        const auto known = m_byName.find(name);
        if (known == m_byName.end()) {
            m_sink->add("torch.storage", "the entry " + inQuotes(name) + " of a storage is missing");
            return;
        }
        const ZipEntry* const found = known->second;
        m_done.insert(found);
        std::string memory;
        const std::string outer = enter(found->name);
        const auto bytes = open(*found, memory);
        m_sink->setInside(outer);
        if (!bytes)
            return;
        const auto elements = static_cast<std::uint64_t>(storage.integer);
        if (elements > bytes->size() / storage.allowed->elementBytes || elements * storage.allowed->elementBytes != bytes->size())
            m_sink->add("torch.storage", "the entry " + inQuotes(name) + " has " + std::to_string(bytes->size()) + " bytes for " +
                                             std::to_string(elements) + " elements of " + std::to_string(storage.allowed->elementBytes));
        content.storages.emplace(storage.text, StorageRange{found->data, bytes->size()});
    }

    Result<void> checkOther(const ZipEntry& entry, bool isTorch) {
        const std::string outer = enter(entry.name);
        const bool inPrefix = entry.name.starts_with(m_prefix);
        const std::string_view rest = std::string_view(entry.name).substr(inPrefix ? m_prefix.size() : 0);
        std::string memory;
        const auto bytes = open(entry, memory);
        Result<void> result;
        if (isTorch && (rest.starts_with("code/") || rest == "constants.pkl"))
            m_sink->add("torch.torchscript", "the archive holds TorchScript code");
        const bool isSide = isTorch && inPrefix && std::find(kSideEntries.begin(), kSideEntries.end(), rest) != kSideEntries.end();
        if (bytes && isSide)
            checkSide(rest, *bytes);
        else if (isTorch && !entry.name.ends_with('/'))
            m_sink->add("torch.entry", "no tensor refers to this entry of " + std::to_string(entry.bytes) + " bytes");
        if (bytes && !isSide && bytes->size() > 0)
            result = examine(*bytes, entry.name);
        m_sink->setInside(outer);
        return result;
    }

    void checkSide(std::string_view name, const ByteSource& bytes) {
        constexpr std::size_t kMaxSideBytes = 256;
        const auto text = bytes.size() <= kMaxSideBytes ? bytes.text(0, static_cast<std::size_t>(bytes.size())) : std::nullopt;
        if (!text)
            m_sink->add("torch.entry", "the entry is larger than torch writes it");
        else if (name == "byteorder" && *text != "little")
            m_sink->add("torch.byteorder", "the byte order is " + inQuotes(*text));
    }

    Result<void> examine(const ByteSource& bytes, std::string_view name) {
        if (m_context->depth + 1 >= kMaxDepth) {
            m_sink->add("zip.nested", "more than " + std::to_string(kMaxDepth) + " archives in each other");
            return {};
        }
        const bool keep = std::exchange(m_context->keepTorch, false);
        ++m_context->depth;
        ContentFacts facts;
        auto result = examineContent(bytes, name, *m_sink, *m_context, facts);
        --m_context->depth;
        m_context->keepTorch = keep;
        return result;
    }

    /// Goes into an entry for the findings that follow; returns where they were before.
    std::string enter(std::string_view name) {
        std::string outer = m_sink->inside();
        m_sink->setInside((outer.empty() ? std::string() : outer + " > ") + printable(name, 200));
        return outer;
    }

    const ByteSource* m_source;
    FindingSink* m_sink;
    ContentContext* m_context;
    ContentFacts* m_facts;
    std::vector<ZipEntry> m_entries;
    std::map<std::string_view, const ZipEntry*> m_byName;
    std::string m_prefix;
    std::set<const ZipEntry*> m_done;
};

} // namespace

Result<void> checkZip(const ByteSource& source, FindingSink& sink, ContentContext& context, ContentFacts& facts) {
    return ZipCheck(source, sink, context, facts).check();
}

} // namespace postern
