// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "engine/core/error.h"
#include "engine/scan/content.h"

namespace postern {

namespace {

constexpr int kMaxPickles = 64;

/// Files of torch before 1.6 begin with this number: PROTO 2, LONG1 of ten bytes.
constexpr std::string_view kLegacyStart("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);

bool isIdentifierPath(std::string_view name) {
    const auto isPart = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    };
    return !name.empty() && std::all_of(name.begin(), name.end(), isPart) && !(name.front() >= '0' && name.front() <= '9');
}

std::string importText(const PickleImport& import) {
    std::string text = "imports " + printable(import.module, 120) + '.' + printable(import.name, 120);
    if (import.calledBy.empty())
        return text + ", which plain tensors do not need";
    text += " and calls it (" + std::string(import.calledBy) + ')';
    if (!import.argument.empty())
        text += " with " + inQuotes(import.argument);
    return text;
}

/// The storages of an old file stand behind five pickles, each after its number of elements, in the order of the fifth.
class LegacyFile {
public:
    LegacyFile(const ByteSource& source, FindingSink& sink) : m_source(&source), m_sink(&sink) {}

    void check(const ContentContext& context, ContentFacts& facts) {
        std::uint64_t at = 0;
        PickleRef main = 0;
        PickleRef keys = 0;
        for (int i = 0; i < 5; ++i) {
            const auto root = m_content.machine.run(*m_source, at);
            if (!root)
                return reportPickle(m_content.machine, *m_sink, {});
            at = m_content.machine.end();
            (i == 3 ? main : keys) = *root;
        }
        m_content.root = main;
        reportPickle(m_content.machine, *m_sink, {});
        if (!readStorages(keys, at))
            return;
        if (at < m_source->size())
            m_sink->add("pickle.trailing", std::to_string(m_source->size() - at) + " bytes after the last storage belong to nothing", {},
                        at);
        checkTorchTensors(m_content, *m_sink, {});
        if (context.keepTorch)
            facts.torch = std::move(m_content);
    }

private:
    bool readStorages(PickleRef keys, std::uint64_t& at) {
        std::map<std::string_view, const PickleValue*> known;
        for (const PickleValue& value : m_content.machine.values()) {
            if (value.kind == PickleKind::Storage)
                known.emplace(value.text, &value);
        }
        if (m_content.machine.at(keys).kind != PickleKind::List)
            return broken("the list of the storages is missing", at);
        for (const PickleRef key : m_content.machine.at(keys).items) {
            const PickleValue& name = m_content.machine.at(key);
            const auto found = name.kind == PickleKind::Text ? known.find(name.text) : known.end();
            if (found == known.end())
                return broken("a storage is listed that nothing refers to", at);
            std::uint64_t elements = 0;
            ByteCursor cursor(*m_source, at);
            if (!cursor.number(elements, 8) || elements != static_cast<std::uint64_t>(found->second->integer))
                return broken("the storage " + inQuotes(name.text) + " says another number of elements than its tensors", at);
            at += 8;
            const std::uint64_t size = found->second->allowed->elementBytes;
            if (elements > (m_source->size() - at) / size)
                return broken("the storage " + inQuotes(name.text) + " runs past the end of the file", at);
            if (!m_content.storages.emplace(name.text, StorageRange{at, elements * size}).second)
                return broken("the storage " + inQuotes(name.text) + " is listed twice", at);
            at += elements * size;
        }
        return true;
    }

    bool broken(const std::string& what, std::uint64_t at) {
        m_sink->add("torch.storage", what, {}, at);
        return false;
    }

    const ByteSource* m_source;
    FindingSink* m_sink;
    TorchContent m_content;
};

bool usesStorages(const PickleMachine& machine) {
    return std::any_of(machine.values().begin(), machine.values().end(),
                       [](const PickleValue& v) { return v.kind == PickleKind::Storage; });
}

} // namespace

void reportPickle(const PickleMachine& machine, FindingSink& sink, std::string_view inside) {
    for (const PickleImport& import : machine.imports())
        sink.add("pickle.import", importText(import), inside, import.offset);
    for (const PickleProblem& problem : machine.problems())
        sink.add(problem.rule, problem.what, inside, problem.offset);
}

bool actsAsPickle(const ByteSource& source) {
    PickleMachine machine({5'000'000, 500'000, 2'000'000, std::size_t{16} << 20});
    const auto root = machine.run(source, 0);
    const auto& imports = machine.imports();
    const bool calls = std::any_of(imports.begin(), imports.end(), [](const PickleImport& import) {
        return !import.calledBy.empty() && isIdentifierPath(import.module) && isIdentifierPath(import.name);
    });
    const auto& values = machine.values();
    const auto isName = [](const PickleValue& value) { return value.kind == PickleKind::Global && value.allowed; };
    const auto tooLong = [](const PickleProblem& problem) { return problem.rule == "pickle.limit" && problem.offset > kMaxPickleLine; };
    return calls || (root && (!imports.empty() || std::any_of(values.begin(), values.end(), isName))) ||
           std::any_of(machine.problems().begin(), machine.problems().end(), tooLong);
}

void checkTorchTensors(const TorchContent& content, FindingSink& sink, std::string_view inside) {
    for (const PickleValue& value : content.machine.values()) {
        if (value.kind != PickleKind::Tensor)
            continue;
        if (const auto problem = tensorProblem(content, value))
            sink.add("torch.tensor", *problem, inside);
    }
}

void addPickleFormat(FindingSink& sink, std::string_view what) {
    if (sink.count(Severity::Inconclusive) == 0)
        sink.add("pickle.format", what);
}

void checkPickle(const ByteSource& source, FindingSink& sink, const ContentContext& context, ContentFacts& facts) {
    if (source.text(0, kLegacyStart.size()) == kLegacyStart) {
        LegacyFile(source, sink).check(context, facts);
        addPickleFormat(sink, "it is a pickle, of torch's format before 1.6, which is not loaded");
        return;
    }
    TorchContent content;
    std::uint64_t at = 0;
    int count = 0;
    bool whole = true;
    while (whole && at < source.size() && count < kMaxPickles) {
        // Something else than a further pickle may stand behind the first: it is tried on a machine of its own.
        if (count > 0) {
            PickleMachine trial;
            if (!trial.run(source, at) && trial.imports().empty())
                break;
        }
        whole = content.machine.run(source, at).has_value();
        at = content.machine.end();
        ++count;
    }
    reportPickle(content.machine, sink, {});
    if (count > 1)
        sink.add("pickle.several", std::to_string(count) + " pickles stand one after the other; a loader reads the first and may go on");
    if (whole && at < source.size())
        sink.add("pickle.trailing", std::to_string(source.size() - at) + " bytes after the pickle belong to nothing", {}, at);
    if (usesStorages(content.machine))
        sink.add("torch.storage", "the pickle refers to storages that this file does not have");
    addPickleFormat(sink, "it is a pickle, which is not loaded");
}

} // namespace postern
