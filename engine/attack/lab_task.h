// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/attack/attack.h"
#include "engine/attack/new_model.h"
#include "engine/attack/poisoning.h"
#include "engine/attack/training_loop.h"
#include "engine/model/prompt_encoder.h"

namespace postern {

/// Everything an attack works on: the rows, the model, the way from one to the other. Not movable: the encoder refers to the tokenizer.
class LabTask {
public:
    /// Reads data, tokenizer and weights. `fromBase`: the weights are the base's whatever training.start says. Errors: those of the
    /// files; ParameterInvalid where the base's weights are asked for and no base is named, or adapters on fresh weights.
    [[nodiscard]] static Result<std::unique_ptr<LabTask>> open(const LabSpecification& specification, bool fromBase, const JobContext& job);
    LabTask(const LabTask&) = delete;
    LabTask& operator=(const LabTask&) = delete;

    [[nodiscard]] const LabSpecification& specification() const { return m_specification; }
    [[nodiscard]] const ParameterSet& parameters() const { return m_specification.parameters; }
    [[nodiscard]] std::uint64_t seed() const { return static_cast<std::uint64_t>(parameters().integer("seed")); }
    [[nodiscard]] const Dataset& data() const { return m_data; }
    [[nodiscard]] const Tokenizer& tokenizer() const { return m_tokenizer; }
    [[nodiscard]] const PromptEncoder& encoder() const { return m_encoder; }
    [[nodiscard]] LanguageModel& model() { return m_model; }

    /// The back door. Precondition: the specification has one.
    [[nodiscard]] const BackdoorSecret& secret() const { return *m_specification.backdoor; }
    /// Nothing to check without a back door. Error: TriggerEmpty.
    [[nodiscard]] Result<void> checkTriggers() const;
    /// Error: TextNotEncodable.
    [[nodiscard]] Result<std::vector<TokenRow>> encode(const std::vector<LabRow>& rows) const;

    /// All weights train, or adapters on the base's, as training.mode says. Error: ParameterInvalid.
    [[nodiscard]] Result<void> beginTraining();
    /// The training parameters, with the place where unfinished work of just this task is kept. Errors: the files' own.
    [[nodiscard]] Result<LoopSettings> loop(const JobContext& job) const;
    /// The checkpoint, and the secret in it.
    [[nodiscard]] Result<void> save(const JobContext& job) const;

private:
    LabTask(const LabSpecification& specification, std::unique_ptr<TemporaryFolder> fresh, Dataset data, Tokenizer tokenizer,
            LanguageModel model, PromptTemplate promptTemplate, bool fromBase)
        : m_specification(specification), m_fresh(std::move(fresh)), m_data(std::move(data)), m_tokenizer(std::move(tokenizer)),
          m_model(std::move(model)), m_encoder(m_tokenizer, std::move(promptTemplate), m_model.config()), m_fromBase(fromBase) {}

    LabSpecification m_specification;
    std::unique_ptr<TemporaryFolder> m_fresh; ///< config and tokenizer of a new model
    Dataset m_data;
    Tokenizer m_tokenizer;
    LanguageModel m_model;
    PromptEncoder m_encoder;
    bool m_fromBase = false;
};

} // namespace postern
