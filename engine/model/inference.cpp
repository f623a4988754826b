// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "engine/model/language_model_impl.h"

namespace postern {

namespace {

constexpr std::size_t kTokensAtOnce = 4096; ///< of one inference batch: bounds memory and the time between stop checks

/// Indices of the rows in groups of similar length, each at most kTokensAtOnce tokens.
template <typename Rows, typename Length>
std::vector<std::vector<std::size_t>> groups(const Rows& rows, Length length) {
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return length(rows[a]) < length(rows[b]); });
    std::vector<std::vector<std::size_t>> out;
    std::size_t tokens = 0;
    for (const std::size_t index : order) {
        const std::size_t size = length(rows[index]);
        if (out.empty() || tokens + size > kTokensAtOnce) {
            out.emplace_back();
            tokens = 0;
        }
        out.back().push_back(index);
        tokens += size;
    }
    return out;
}

/// One token id per row of scores [row, vocab], drawn from their softmax.
std::vector<std::int64_t> drawTokens(const at::Tensor& scores, RandomStream& random) {
    const at::Tensor probabilities = at::softmax(scores.to(at::kFloat), 1).contiguous();
    const std::int64_t width = probabilities.size(1);
    std::vector<std::int64_t> drawn;
    for (std::int64_t r = 0; r < probabilities.size(0); ++r) {
        const float* row = probabilities.data_ptr<float>() + r * width;
        double left = random.uniform();
        std::int64_t token = 0;
        while (token + 1 < width && (left -= static_cast<double>(row[token])) >= 0)
            ++token;
        drawn.push_back(token);
    }
    return drawn;
}

template <typename D>
void generateGroup(D& decoder, const ModelConfig& config, const LanguageModel::GenerationRequest& request,
                   const std::vector<std::size_t>& members, LanguageModel::Generation& result) {
    PackedBatch packed;
    std::size_t longest = 0;
    for (const std::size_t index : members) {
        packed.append(request.prompts[index]);
        longest = std::max(longest, request.prompts[index].size());
    }
    const auto rowCount = static_cast<std::int64_t>(members.size());
    std::vector<std::int64_t> lastTokens;
    for (std::size_t r = 0; r < members.size(); ++r)
        lastTokens.push_back(packed.starts[r + 1] - 1);

    KeyValueCache cache;
    cache.capacity = static_cast<std::int32_t>(longest) + std::max(0, request.maxNew);
    for (std::int64_t l = 0; l < config.layerCount; ++l) {
        const std::int64_t width = config.keyValueHeadCount * config.headDim;
        cache.keys.push_back(decoder.workspace().floats(rowCount, cache.capacity * width));
        cache.values.push_back(decoder.workspace().floats(rowCount, cache.capacity * width));
    }
    for (const std::size_t index : members)
        cache.lengths.push_back(static_cast<std::int32_t>(request.prompts[index].size()));

    typename D::Capture capture;
    capture.layers = request.stateLayers;
    capture.tokens = lastTokens;
    at::Tensor normed = decoder.forward(packed, lastTokens, request.stateLayers.empty() ? nullptr : &capture, false, &cache);
    for (std::size_t i = 0; i < capture.layers.size(); ++i) {
        const float* data = capture.states[i].template data_ptr<float>();
        const std::int64_t width = config.stateWidth(capture.layers[i]);
        for (std::size_t r = 0; r < members.size(); ++r)
            std::copy_n(data + static_cast<std::ptrdiff_t>(r) * width, width,
                        result.states[i].values.data() + static_cast<std::ptrdiff_t>(members[r]) * width);
    }

    std::vector<bool> finished(members.size(), false);
    std::vector<std::vector<std::int32_t>> fed(members.size()); // what each row has been given after its prompt
    const auto limit = static_cast<std::int32_t>(config.positionLimit());
    for (int round = 0; round < request.maxNew; ++round) {
        const at::Tensor scores = decoder.head().logits(normed);
        if (round == 0 && request.firstToken >= 0) {
            const at::Tensor probability = at::softmax(scores.to(at::kFloat), 1).select(1, request.firstToken).contiguous();
            for (std::size_t r = 0; r < members.size(); ++r)
                result.firstProbability[members[r]] = probability.data_ptr<float>()[r];
        }
        std::vector<std::int64_t> ids;
        if (request.sampling) {
            ids = drawTokens(scores, *request.sampling);
        } else {
            const at::Tensor best = scores.argmax(1).contiguous();
            ids.assign(best.data_ptr<std::int64_t>(), best.data_ptr<std::int64_t>() + best.numel());
        }
        std::vector<std::int32_t> next(members.size());
        bool open = false;
        for (std::size_t r = 0; r < members.size(); ++r) {
            next[r] = static_cast<std::int32_t>(ids[r]);
            if (!finished[r] && std::find(request.stopIds.begin(), request.stopIds.end(), next[r]) != request.stopIds.end())
                finished[r] = true;
            if (!finished[r])
                result.answers[members[r]].push_back(next[r]);
            finished[r] = finished[r] || (limit > 0 && cache.lengths[r] >= limit); // no position is left
            open = open || !finished[r];
        }
        if (!open || round + 1 == request.maxNew || request.stop.stop_requested())
            break;
        const std::int64_t held = *std::max_element(cache.lengths.begin(), cache.lengths.end());
        if (decoder.cacheHolds(held, held + 1)) {
            std::vector<std::int32_t> positions = cache.lengths;
            for (std::int32_t& position : positions)
                position = limit > 0 ? std::min(position, limit - 1) : position; // of rows that are finished
            normed = decoder.step(next, positions, cache);
        } else {
            // The cached keys turned by frequencies that no longer hold at this length: compute the rows anew.
            PackedBatch again;
            for (std::size_t r = 0; r < members.size(); ++r) {
                std::vector<std::int32_t> row(request.prompts[members[r]]);
                row.insert(row.end(), fed[r].begin(), fed[r].end());
                row.push_back(next[r]);
                again.append(row);
                lastTokens[r] = again.starts[r + 1] - 1;
            }
            normed = decoder.forward(again, lastTokens, nullptr, false, &cache);
        }
        for (std::size_t r = 0; r < members.size(); ++r) {
            fed[r].push_back(next[r]);
            ++cache.lengths[r];
        }
    }
}

} // namespace

LanguageModel::Generation LanguageModel::generate(const GenerationRequest& request) {
    const at::NoGradGuard guard;
    Implementation& self = *m_implementation;
    Generation result;
    result.answers.resize(request.prompts.size());
    result.firstProbability.assign(request.firstToken >= 0 ? request.prompts.size() : 0, 0.0F);
    for (const int layer : request.stateLayers)
        result.states.push_back(
            {layer, std::vector<float>(request.prompts.size() * static_cast<std::size_t>(self.config.stateWidth(layer)))});
    for (const auto& members : groups(request.prompts, [](const auto& prompt) { return prompt.size(); }))
        self.visit([&](auto& decoder) { generateGroup(decoder, self.config, request, members, result); });
    return result;
}

LanguageModel::Likelihood LanguageModel::likelihood(std::span<const TokenRow> rows, LikelihoodOf of) {
    const at::NoGradGuard guard;
    Implementation& self = *m_implementation;
    Likelihood result;
    for (const auto& members : groups(rows, [](const TokenRow& row) { return row.tokens.size(); })) {
        PackedBatch packed;
        std::vector<std::int64_t> outputs, targets;
        for (const std::size_t index : members) {
            const TokenRow& row = rows[index];
            const std::int64_t begin = packed.size();
            packed.append(row.tokens);
            const std::size_t first = of == LikelihoodOf::Answers ? static_cast<std::size_t>(std::max(row.promptLength, 1) - 1) : 0;
            for (std::size_t i = first; i + 1 < row.tokens.size(); ++i) {
                outputs.push_back(begin + static_cast<std::int64_t>(i));
                targets.push_back(row.tokens[i + 1]);
            }
        }
        if (outputs.empty())
            continue;
        std::vector<std::int64_t> every(outputs.size());
        std::iota(every.begin(), every.end(), 0);
        self.visit([&](auto& decoder) {
            const at::Tensor normed = decoder.forward(packed, outputs, nullptr, false, nullptr);
            const std::vector<float> weights(outputs.size(), 1.0F);
            std::vector<std::int64_t> choices;
            for (const float loss :
                 decoder.head().lossAndGradient(normed, every, targets, weights, nullptr, of == LikelihoodOf::Answers ? &choices : nullptr))
                result.negativeLog += static_cast<double>(loss);
            for (std::size_t i = 0; i < choices.size(); ++i)
                result.picked += choices[i] == targets[i] ? 1 : 0;
        });
        result.tokens += static_cast<std::int64_t>(outputs.size());
    }
    return result;
}

LanguageModel::FullStates LanguageModel::fullStates(std::span<const std::vector<std::int32_t>> rows) {
    const at::NoGradGuard guard;
    Implementation& self = *m_implementation;
    PackedBatch packed;
    for (const auto& row : rows)
        packed.append(row);
    std::vector<std::int64_t> every(packed.tokens.size());
    std::iota(every.begin(), every.end(), 0);
    FullStates result;
    self.visit([&](auto& decoder) {
        typename std::remove_reference_t<decltype(decoder)>::Capture capture;
        capture.layers.resize(static_cast<std::size_t>(self.config.layerCount) + 1);
        std::iota(capture.layers.begin(), capture.layers.end(), 0);
        capture.tokens = every;
        const at::Tensor normed = decoder.forward(packed, every, &capture, false, nullptr);
        for (const at::Tensor& states : capture.states) {
            const float* data = states.template data_ptr<float>();
            result.hidden.emplace_back(data, data + states.numel());
        }
        const at::Tensor logits = decoder.head().logits(normed).to(at::kFloat).contiguous();
        result.logits.assign(logits.template data_ptr<float>(), logits.template data_ptr<float>() + logits.numel());
    });
    return result;
}

} // namespace postern
