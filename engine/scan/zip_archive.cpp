// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/zip_archive.h"

#include <algorithm>
#include <set>

#include "engine/checkpoint/safetensors_header.h"
#include "engine/core/error.h"

namespace postern {

namespace {

constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::uint32_t kCentralSignature = 0x02014b50;
constexpr std::uint32_t kEnd64Signature = 0x06064b50;
constexpr std::uint32_t kLocatorSignature = 0x07064b50;
constexpr std::uint32_t kDescriptorSignature = 0x08074b50;
constexpr std::uint32_t kNo32 = 0xffffffff;
constexpr std::uint32_t kNo16 = 0xffff;
constexpr std::size_t kEndBytes = 22;
constexpr std::uint64_t kLocatorBytes = 20;
constexpr std::uint64_t kEnd64Bytes = 56;
constexpr std::uint16_t kHasDescriptor = 1U << 3U;
constexpr std::uint16_t kUtf8 = 1U << 11U;
constexpr std::uint16_t kDeflateLevels = 3U << 1U;

/// Little-endian fields one after the other; zero past the end, which `ok` remembers.
class Fields {
public:
    Fields(const ByteSource& source, std::uint64_t offset) : m_cursor(source, offset) {}

    std::uint64_t next(int bytes) {
        std::uint64_t value = 0;
        m_ok = m_cursor.number(value, bytes) && m_ok;
        return value;
    }
    std::uint16_t next16() { return static_cast<std::uint16_t>(next(2)); }
    std::uint32_t next32() { return static_cast<std::uint32_t>(next(4)); }
    std::string text(std::size_t size) {
        std::string value;
        m_ok = m_cursor.text(value, size) && m_ok;
        return value;
    }
    void skip(std::uint64_t size) { m_ok = m_cursor.skip(size) && m_ok; }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::uint64_t position() const { return m_cursor.position(); }

private:
    ByteCursor m_cursor;
    bool m_ok = true;
};

/// The 64-bit values of extra field 1, for those of the given fields that say "see there", in their order.
bool readWide(const std::string& extra, std::initializer_list<std::uint64_t*> fields) {
    const MemorySource source(extra);
    for (std::uint64_t at = 0; at + 4 <= extra.size();) {
        Fields header(source, at);
        const std::uint16_t id = header.next16();
        const std::uint16_t size = header.next16();
        if (size > extra.size() - at - 4)
            return false;
        if (id == 1) {
            for (std::uint64_t* field : fields) {
                if (*field == kNo32 && header.position() + 8 <= at + 4 + size)
                    *field = header.next(8);
            }
        }
        at += 4U + size;
    }
    return true;
}

struct Directory {
    std::uint64_t start = 0;
    std::uint64_t size = 0;
    std::uint64_t count = 0;
    std::uint64_t end = 0;  ///< where the end records begin
    std::uint64_t base = 0; ///< what offsets in the archive count from
};

class ZipReader {
public:
    ZipReader(const ByteSource& source, FindingSink& sink) : m_source(&source), m_sink(&sink) {}

    std::optional<std::vector<ZipEntry>> read() {
        if (!findDirectory() || !readDirectory())
            return std::nullopt;
        for (ZipEntry& entry : m_entries)
            readLocal(entry);
        checkOrder();
        return std::move(m_entries);
    }

private:
    bool broken(std::string what, std::optional<std::uint64_t> offset = {}) {
        m_sink->add("zip.structure", what, {}, offset);
        return false;
    }

    /// The end record whose comment ends with the file; readers that search otherwise may find another one.
    std::optional<std::uint64_t> findEnd() {
        const std::uint64_t size = m_source->size();
        const auto tailBytes = static_cast<std::size_t>(std::min<std::uint64_t>(size, kEndBytes + kNo16));
        const std::string tail = m_source->text(size - tailBytes, tailBytes).value_or(std::string());
        std::optional<std::uint64_t> found;
        std::optional<std::uint64_t> last;
        for (std::size_t at = tail.find("PK\x05\x06"); at != std::string::npos; at = tail.find("PK\x05\x06", at + 1)) {
            if (tail.size() - at < kEndBytes)
                break;
            Fields fields(*m_source, size - tailBytes + at + 20);
            last = size - tailBytes + at;
            if (at + kEndBytes + fields.next16() != tail.size())
                continue;
            if (found)
                broken("there are two end records, and readers differ in which they take", last);
            found = last;
        }
        if (!found && last)
            m_sink->add("zip.gap", "bytes after the end of the archive", {}, last);
        return found ? found : last;
    }

    bool findDirectory() {
        const auto end = findEnd();
        if (!end)
            return broken("there is no end record");
        Fields fields(*m_source, *end + 4);
        const std::uint16_t disk = fields.next16();
        const std::uint16_t firstDisk = fields.next16();
        const std::uint16_t countHere = fields.next16();
        const std::uint16_t count = fields.next16();
        const std::uint32_t size = fields.next32();
        const std::uint32_t start = fields.next32();
        if (fields.next16() != 0)
            m_sink->add("zip.gap", "the archive has a comment", {}, *end);
        if ((disk != 0 && disk != kNo16) || (firstDisk != 0 && firstDisk != kNo16) || countHere != count)
            broken("the archive claims to be one of several disks", *end);
        m_directory = {start, size, count, *end, 0};
        if (!readEnd64(*end, {count, size, start}))
            return false;
        // Programs move the offsets when something stands before the archive.
        if (m_directory.size > m_directory.end || m_directory.start > m_directory.end - m_directory.size)
            return broken("the directory does not lie before the end record", *end);
        m_directory.base = m_directory.end - m_directory.size - m_directory.start;
        m_directory.start += m_directory.base;
        if (m_directory.base != 0)
            m_sink->add("zip.gap", std::to_string(m_directory.base) + " bytes before the archive or before its end record", {}, 0);
        if (m_directory.count > kMaxZipEntries) {
            m_sink->add("zip.limit", "more than " + std::to_string(kMaxZipEntries) + " entries");
            m_directory.count = kMaxZipEntries;
        }
        return true;
    }

    bool readEnd64(std::uint64_t end, const Directory& narrow) {
        const bool needed = m_directory.count == kNo16 || m_directory.size == kNo32 || m_directory.start == kNo32;
        Fields locator(*m_source, end - std::min(end, kLocatorBytes));
        if (end < kLocatorBytes || locator.next32() != kLocatorSignature)
            return !needed || broken("the 64-bit end record that is announced is missing", end);
        locator.skip(4);
        const std::uint64_t at = locator.next(8);
        Fields fields(*m_source, at);
        if (fields.next32() != kEnd64Signature || fields.next(8) + 12 < kEnd64Bytes)
            return broken("the 64-bit end record is missing", at);
        fields.skip(12);
        const std::uint64_t countHere = fields.next(8);
        const std::uint64_t count = fields.next(8);
        const std::uint64_t size = fields.next(8);
        const std::uint64_t start = fields.next(8);
        if (!fields.ok() || at + kEnd64Bytes > end - kLocatorBytes)
            return broken("the 64-bit end record is cut short", at);
        if (at + kEnd64Bytes != end - kLocatorBytes)
            m_sink->add("zip.gap", "bytes between the end records", {}, at);
        const auto differs = [](std::uint64_t small, std::uint64_t none, std::uint64_t wide) { return small != none && small != wide; };
        if (countHere != count || differs(narrow.start, kNo16, count) || differs(narrow.size, kNo32, size) ||
            differs(narrow.count, kNo32, start))
            broken("the two end records disagree", at);
        m_directory = {start, size, count, at, 0};
        return true;
    }

    bool readDirectory() {
        Fields fields(*m_source, m_directory.start);
        for (std::uint64_t i = 0; i < m_directory.count; ++i) {
            const std::uint64_t at = fields.position();
            if (fields.next32() != kCentralSignature)
                return broken("entry " + std::to_string(i) + " of the directory is none", at) || !m_entries.empty();
            ZipEntry entry;
            fields.skip(4);
            entry.flags = fields.next16();
            entry.method = fields.next16();
            fields.skip(4);
            entry.crc = fields.next32();
            entry.packedBytes = fields.next32();
            entry.bytes = fields.next32();
            const std::uint16_t nameBytes = fields.next16();
            const std::uint16_t extraBytes = fields.next16();
            const std::uint16_t commentBytes = fields.next16();
            fields.skip(8);
            entry.header = fields.next32();
            entry.name = fields.text(nameBytes);
            const std::string extra = fields.text(extraBytes);
            fields.skip(commentBytes);
            if (!fields.ok() || !readWide(extra, {&entry.bytes, &entry.packedBytes, &entry.header}))
                return broken("the directory is cut short", at) || !m_entries.empty();
            entry.header += m_directory.base;
            checkEntry(entry);
            m_entries.push_back(std::move(entry));
        }
        if (fields.position() != m_directory.end)
            broken("the directory has another size than is declared", fields.position());
        return true;
    }

    void checkEntry(const ZipEntry& entry) {
        const auto add = [&](std::string_view rule, std::string what) { m_sink->add(rule, what, entry.name); };
        const std::string& name = entry.name;
        const std::string padded = '/' + name + '/';
        if (!isCleanName(name) || name.front() == '/' || name.find('\\') != std::string::npos || name.find(':') != std::string::npos ||
            padded.find("/../") != std::string::npos || padded.find("/./") != std::string::npos || name.find("//") != std::string::npos)
            add("zip.name", "the name " + inQuotes(name) + " is absolute, leads elsewhere or has hidden characters");
        if (!m_names.insert(name).second)
            add("zip.name", "the name " + inQuotes(name) + " occurs twice");
        const unsigned allowed = kHasDescriptor | kUtf8 | (entry.method == kZipDeflated ? kDeflateLevels : 0U);
        if ((entry.flags & ~allowed) != 0)
            add("zip.flags", (entry.flags & 1U) != 0 ? "the entry is marked as encrypted" : "flags that no checkpoint has");
        if (entry.method == kZipStored && entry.packedBytes != entry.bytes)
            add("zip.local", "a stored entry with two sizes, " + std::to_string(entry.packedBytes) + " and " + std::to_string(entry.bytes));
    }

    void readLocal(ZipEntry& entry) {
        const auto disagree = [&](std::string_view what) { m_sink->add("zip.local", what, entry.name, entry.header); };
        Fields fields(*m_source, entry.header);
        if (entry.header >= m_directory.start || fields.next32() != kLocalSignature)
            return disagree("there is no local header where the directory says");
        fields.skip(2);
        const std::uint16_t flags = fields.next16();
        const std::uint16_t method = fields.next16();
        fields.skip(4);
        const std::uint32_t crc = fields.next32();
        std::uint64_t packedBytes = fields.next32();
        std::uint64_t bytes = fields.next32();
        const std::uint16_t nameBytes = fields.next16();
        const std::uint16_t extraBytes = fields.next16();
        const std::string name = fields.text(nameBytes);
        const std::string extra = fields.text(extraBytes);
        if (!fields.ok() || !readWide(extra, {&bytes, &packedBytes}))
            return disagree("the local header is cut short");
        entry.data = fields.position();
        if (entry.packedBytes > m_directory.start - std::min(m_directory.start, entry.data)) {
            entry.data = 0;
            return disagree("the entry runs into the directory");
        }
        if (name != entry.name)
            disagree("the local header calls the entry " + inQuotes(name));
        if (method != entry.method)
            disagree("the local header names another compression");
        if (flags != entry.flags)
            disagree("the local header has other flags");
        // With a descriptor, crc and sizes may be left out before the data and stand behind them.
        const bool later = (entry.flags & kHasDescriptor) != 0;
        const auto differs = [&](std::uint64_t local, std::uint64_t central) {
            return local != central && !(later && (local == 0 || local == kNo32));
        };
        if (differs(crc, entry.crc))
            disagree("the local header has another checksum");
        if (differs(packedBytes, entry.packedBytes) || differs(bytes, entry.bytes))
            disagree("the local header says " + std::to_string(bytes) + " bytes, the directory " + std::to_string(entry.bytes));
    }

    /// Where the entry ends, behind its descriptor.
    std::uint64_t endOf(const ZipEntry& entry) {
        const std::uint64_t dataEnd = entry.data + entry.packedBytes;
        if ((entry.flags & kHasDescriptor) == 0)
            return dataEnd;
        for (const bool isSigned : {true, false}) {
            for (const int width : {8, 4}) {
                Fields fields(*m_source, dataEnd);
                if (isSigned && fields.next32() != kDescriptorSignature)
                    continue;
                if (fields.next32() == entry.crc && fields.next(width) == entry.packedBytes && fields.next(width) == entry.bytes &&
                    fields.ok())
                    return fields.position();
            }
        }
        m_sink->add("zip.local", "the descriptor behind the data is missing or disagrees with the directory", entry.name, dataEnd);
        return dataEnd;
    }

    /// Entries lie one after the other from the first byte to the directory.
    void checkOrder() {
        std::vector<const ZipEntry*> order;
        for (const ZipEntry& entry : m_entries) {
            if (entry.data != 0)
                order.push_back(&entry);
        }
        std::stable_sort(order.begin(), order.end(), [](const ZipEntry* a, const ZipEntry* b) { return a->header < b->header; });
        std::uint64_t reached = m_directory.base;
        for (const ZipEntry* entry : order) {
            if (entry->header < reached)
                m_sink->add("zip.overlap", "the entry begins inside the one before it", entry->name, entry->header);
            else if (entry->header > reached)
                m_sink->add("zip.gap", std::to_string(entry->header - reached) + " bytes before the entry belong to nothing", entry->name,
                            reached);
            reached = std::max(reached, endOf(*entry));
        }
        if (reached > m_directory.start)
            m_sink->add("zip.overlap", "the last entry runs into the directory", {}, m_directory.start);
        else if (reached < m_directory.start)
            m_sink->add("zip.gap", std::to_string(m_directory.start - reached) + " bytes before the directory belong to nothing", {},
                        reached);
    }

    const ByteSource* m_source;
    FindingSink* m_sink;
    Directory m_directory;
    std::vector<ZipEntry> m_entries;
    std::set<std::string> m_names;
};

} // namespace

std::optional<std::vector<ZipEntry>> readZip(const ByteSource& source, FindingSink& sink) {
    return ZipReader(source, sink).read();
}

} // namespace postern
