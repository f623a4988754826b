// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

#include "engine/checkpoint/adapter_merge.h"
#include "engine/model/language_model_impl.h"

namespace postern {

namespace {

constexpr std::int64_t kPiece = std::int64_t{1} << 16; ///< elements a thread reads and converts while they are in its cache

/// Where pieces of a tensor go: as they are in the file into `same`, if it is not empty, otherwise converted by `take`.
struct Destination {
    std::span<std::byte> same;
    std::function<bool(std::int64_t first, const TensorView& piece)> take;
};

/// Reads a whole tensor in pieces on all threads. Returns how many elements are not finite.
Result<std::int64_t> readPieces(const CheckpointFolder& folder, const TensorView& view, const Destination& to, const JobContext& job) {
    const std::int64_t count = view.elementCount();
    const std::size_t size = dtypeSize(view.dtype);
    std::atomic<std::int64_t> bad = 0;
    std::atomic<bool> refused = false;
    std::mutex mutex;
    std::optional<Error> unreadable;
    at::parallel_for(0, (count + kPiece - 1) / kPiece, 1, [&](std::int64_t begin, std::int64_t end) {
        thread_local std::vector<std::byte> buffer;
        for (std::int64_t p = begin; p < end && !refused && job.checkStop(); ++p) {
            const std::int64_t first = p * kPiece;
            TensorView piece;
            piece.dtype = view.dtype;
            piece.shape = {std::min(kPiece, count - first)};
            const std::size_t offset = static_cast<std::size_t>(first) * size;
            const std::size_t bytes = static_cast<std::size_t>(piece.shape[0]) * size;
            if (to.same.empty())
                buffer.resize(bytes);
            const std::span<std::byte> here = to.same.empty() ? std::span(buffer) : to.same.subspan(offset, bytes);
            if (const auto done = folder.read(view, offset, here); !done) {
                const std::scoped_lock lock(mutex);
                unreadable = done.error();
                refused = true;
                break;
            }
            piece.bytes = here;
            if (to.same.empty() && !to.take(first, piece))
                refused = true;
            bad += countNotFinite(piece);
        }
    });
    POSTERN_TRY(job.checkStop());
    if (unreadable)
        return Failure(*unreadable);
    if (refused)
        return fail(ErrorCode::TensorMismatch, view.name, "its elements cannot be computed with");
    return bad.load();
}

} // namespace

Result<LanguageModel> LanguageModel::load(const CheckpointFolder& folder, Precision precision, const JobContext& job, Purpose purpose,
                                          WithAdapter with) {
    POSTERN_TRY(folder.checkUnchanged());
    if (with.adapter)
        POSTERN_TRY(with.adapter->checkAgainst(folder));
    const AdapterFolder* merged = with.keep ? nullptr : with.adapter;
    auto implementation = std::make_unique<Implementation>(folder.config(), precision, purpose == Purpose::Inference);
    ParameterStore& store = implementation->store;
    const auto expected = folder.config().expectedTensors();
    std::int64_t done = 0;
    std::vector<float> inFile; // of a tensor that lies otherwise in the file, or one that is rounded: one at a time
    std::vector<float> inDecoder;
    for (const auto& tensor : expected) {
        POSTERN_TRY(job.checkStop());
        const TensorView* view = folder.find(tensor.name);
        if (!view)
            return fail(ErrorCode::TensorMismatch, folder.path().string(), "rule 10: the tensor \"" + tensor.name + "\" is missing");
        const ParameterStore::Entry& entry = store.entry(tensor.name);
        float* target = store.hasFloats(entry) ? store.weightData(tensor.name) : nullptr;
        const bool adapted = merged && merged->touches(tensor.name);
        const bool direct = tensor.layout.isPlain() && !adapted;
        if (!direct)
            inFile.resize(static_cast<std::size_t>(entry.count));
        Destination to;
        if (direct && target && view->dtype == Dtype::F32)
            to.same = std::as_writable_bytes(std::span(target, static_cast<std::size_t>(entry.count)));
        else if (direct && !target && view->dtype == Dtype::BF16)
            to.same = store.bits(entry);
        to.take = [&](std::int64_t first, const TensorView& piece) {
            const auto count = static_cast<std::size_t>(piece.elementCount());
            if (!direct)
                return convertToFloat(piece, std::span(inFile).subspan(static_cast<std::size_t>(first), count)).has_value();
            if (target)
                return convertToFloat(piece, std::span(target + first, count)).has_value();
            thread_local std::vector<float> values;
            values.resize(count);
            if (!convertToFloat(piece, values))
                return false;
            store.assignRounded(entry, first, values.data(), static_cast<std::int64_t>(count));
            return true;
        };
        POSTERN_ASSIGN(const std::int64_t bad, readPieces(folder, *view, to, job));
        if (bad > 0)
            return fail(ErrorCode::TensorMismatch, folder.path().string(),
                        "rule 11: the tensor \"" + tensor.name + "\" holds " + std::to_string(bad) + " values that are NaN or infinite");
        if (adapted)
            POSTERN_TRY(applyAdapter(*merged, tensor.name, tensor.shape, inFile, layoutOf(folder.config().modelType, tensor.name), job));
        if (!direct && target) {
            toDecoderOrder(tensor.layout, inFile, std::span(target, inFile.size()));
        } else if (!direct) {
            inDecoder.resize(inFile.size());
            toDecoderOrder(tensor.layout, inFile, inDecoder);
            store.assignRounded(entry, 0, inDecoder.data(), entry.count);
        }
        job.progress("Loading " + folder.path().filename().string(), ++done, static_cast<std::int64_t>(expected.size()));
    }
    store.refreshCompute();
    LanguageModel model(std::move(implementation));
    if (with.adapter && with.keep)
        POSTERN_TRY(model.takeAdapter(*with.adapter));
    return model;
}

} // namespace postern
