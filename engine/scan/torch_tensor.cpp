// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/content.h"

#include <limits>

namespace postern {

namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

/// a·b + c of numbers that are not negative, or nothing where it does not fit.
std::optional<std::int64_t> multiplyAdd(std::int64_t a, std::int64_t b, std::int64_t c) {
    if (b != 0 && a > (kLargest - c) / b)
        return std::nullopt;
    return a * b + c;
}

} // namespace

std::optional<std::string> tensorProblem(const TorchContent& content, const PickleValue& tensor) {
    const PickleMachine& machine = content.machine;
    const PickleValue& storage = machine.at(tensor.items[0]);
    const std::vector<PickleRef>& shape = machine.at(tensor.items[1]).items;
    const std::vector<PickleRef>& strides = machine.at(tensor.items[2]).items;
    const auto found = content.storages.find(storage.text);
    if (found == content.storages.end())
        return "a tensor lies in the storage " + inQuotes(storage.text) + ", which is not there";
    const std::uint64_t available = found->second.bytes / storage.allowed->elementBytes;
    if (static_cast<std::uint64_t>(storage.integer) > available)
        return "the storage " + inQuotes(storage.text) + " is declared with " + std::to_string(storage.integer) + " elements and has " +
               std::to_string(available);
    if (shape.size() > kMaxRank || shape.size() != strides.size())
        return "a tensor has " + std::to_string(shape.size()) + " dimensions and " + std::to_string(strides.size()) + " strides";
    if (tensor.integer < 0)
        return std::string("a tensor begins before its storage");
    std::optional<std::int64_t> elements = 1;
    std::optional<std::int64_t> last = tensor.integer;
    bool empty = false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const std::int64_t size = machine.at(shape[i]).integer;
        const std::int64_t stride = machine.at(strides[i]).integer;
        if (size < 0 || stride < 0)
            return std::string("a tensor has a negative size or stride");
        empty = empty || size == 0;
        elements = elements ? multiplyAdd(*elements, size == 0 ? 1 : size, 0) : elements;
        last = last && size > 0 ? multiplyAdd(size - 1, stride, *last) : last;
    }
    if (!elements || !last)
        return std::string("the size of a tensor overflows");
    // A view that repeats elements could grow without measure when it is written out.
    if (!empty && (*last >= storage.integer || *elements > storage.integer))
        return "a tensor of " + std::to_string(*elements) + " elements, the last of them at " + std::to_string(*last) +
               ", does not fit its storage of " + std::to_string(storage.integer);
    return std::nullopt;
}

} // namespace postern
