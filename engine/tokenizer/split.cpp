// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/split.h"

namespace postern {

namespace {

struct Part {
    ByteRange range;
    bool delimiter = false;
};

std::vector<Part> partsOf(ByteRange piece, std::span<const ByteRange> matches, bool invert) {
    std::vector<Part> parts;
    parts.reserve(2 * matches.size() + 1);
    std::uint32_t done = piece.begin;
    for (const ByteRange match : matches) {
        const ByteRange absolute{piece.begin + match.begin, piece.begin + match.end};
        if (absolute.begin > done)
            parts.push_back({{done, absolute.begin}, invert});
        parts.push_back({absolute, !invert});
        done = absolute.end;
    }
    if (done < piece.end)
        parts.push_back({{done, piece.end}, invert});
    return parts;
}

/// A run of delimiters: only its first one joins the neighbour, as the original library has it.
void mergeWithPrevious(std::vector<Part>& parts) {
    std::vector<Part> merged;
    bool previous = false;
    for (const Part& part : parts) {
        if (part.delimiter && !previous && !merged.empty())
            merged.back().range.end = part.range.end;
        else
            merged.push_back(part);
        previous = part.delimiter;
    }
    parts = std::move(merged);
}

void mergeWithNext(std::vector<Part>& parts) {
    std::vector<Part> merged; // from the right
    bool previous = false;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (part->delimiter && !previous && !merged.empty())
            merged.back().range.begin = part->range.begin;
        else
            merged.push_back(*part);
        previous = part->delimiter;
    }
    parts.assign(merged.rbegin(), merged.rend());
}

void mergeEqual(std::vector<Part>& parts) {
    std::vector<Part> merged;
    for (const Part& part : parts) {
        if (!merged.empty() && merged.back().delimiter == part.delimiter)
            merged.back().range.end = part.range.end;
        else
            merged.push_back(part);
    }
    parts = std::move(merged);
}

} // namespace

std::optional<SplitBehavior> splitBehaviorFromName(std::string_view name) {
    if (name == "Removed")
        return SplitBehavior::Removed;
    if (name == "Isolated")
        return SplitBehavior::Isolated;
    if (name == "MergedWithPrevious")
        return SplitBehavior::MergedWithPrevious;
    if (name == "MergedWithNext")
        return SplitBehavior::MergedWithNext;
    if (name == "Contiguous")
        return SplitBehavior::Contiguous;
    return std::nullopt;
}

void splitPiece(ByteRange piece, std::span<const ByteRange> matches, SplitBehavior behavior, bool invert, std::vector<ByteRange>& out) {
    std::vector<Part> parts = partsOf(piece, matches, invert);
    if (behavior == SplitBehavior::MergedWithPrevious)
        mergeWithPrevious(parts);
    else if (behavior == SplitBehavior::MergedWithNext)
        mergeWithNext(parts);
    else if (behavior == SplitBehavior::Contiguous)
        mergeEqual(parts);
    for (const Part& part : parts)
        if (part.range.begin < part.range.end && !(behavior == SplitBehavior::Removed && part.delimiter))
            out.push_back(part.range);
}

} // namespace postern
