// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/gguf_bytes.h"
#include "tests/support/pickle_bytes.h"

namespace {

using namespace postern::test;

using Seeds = std::vector<std::string>;

Seeds safetensorsSeeds() {
    return {safetensorsBytes("{}", 0), safetensorsBytes(R"({"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}})", 24),
            safetensorsBytes(R"({"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[],"data_offsets":[0,2]},)"
                             R"("b":{"dtype":"U8","shape":[0],"data_offsets":[2,2]}}  )",
                             2)};
}

Seeds indexSeeds() {
    return {R"({"metadata":{"total_size":8},"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"}})",
            R"({"weight_map":{"a":"../a.safetensors","b":"/etc/passwd"}})"};
}

Seeds configSeeds() {
    return {R"({"model_type":"llama","architectures":["LlamaForCausalLM"],"vocab_size":11,"hidden_size":8,"num_hidden_layers":2,)"
            R"("num_attention_heads":2,"num_key_value_heads":1,"intermediate_size":12,"rope_scaling":{"rope_type":"llama3","factor":8.0,)"
            R"("low_freq_factor":1.0,"high_freq_factor":4.0,"original_max_position_embeddings":32},"eos_token_id":[1,2]})",
            R"({"model_type":"gpt2","auto_map":{"AutoModel":"code.Model"},"chat_template":"{{ x.__class__ }}","n_embd":1e400})"};
}

Seeds tokenizerSeeds() {
    return {
        R"({"version":"1.0","added_tokens":[{"id":0,"content":"<s>","special":true,"normalized":false}],"normalizer":{"type":"NFC"},)"
        R"("pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"\\p{L}+|\\s"},"behavior":"Isolated"},)"
        R"({"type":"ByteLevel","add_prefix_space":false,"use_regex":false}]},"post_processor":null,"decoder":{"type":"ByteLevel"},)"
        R"("model":{"type":"BPE","vocab":{"<s>":0,"a":1,"b":2,"ab":3},"merges":["a b"],"byte_fallback":false,"ignore_merges":false}})",
        R"({"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2,"<unk>":3},"merges":[["a","b"]],"unk_token":"<unk>","fuse_unk":true},)"
        R"("pre_tokenizer":{"type":"Metaspace","replacement":"\u2581","prepend_scheme":"first"},)"
        R"("normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"\u2581"},{"type":"Lowercase"}]}})",
        R"({"model":{"type":"WordPiece","vocab":{"[UNK]":0,"a":1,"##b":2},"unk_token":"[UNK]"},"pre_tokenizer":{"type":"BertPreTokenizer"}})",
        R"({"model":{"type":"Unigram","vocab":[["<unk>",0.0],["a",-1.5]],"unk_id":0},"pre_tokenizer":{"type":"WhitespaceSplit"}})"};
}

Seeds ggufSeeds() {
    using namespace gguf;
    return {file({}, {}, 0), file({textValue("general.architecture", "llama"), numberValue("general.alignment", 32),
                                   textList("tokenizer.ggml.tokens", {"a", "b"})},
                                  {tensor("a", {4, 2}, 0, 0), tensor("b", {32}, 8, 32)}, 66)};
}

Seeds pickleSeeds() {
    using namespace pickle;
    return {protocol(4) + std::string("\x95") + littleEndian(20) + shortUnicode("posix") + "\x94" + shortUnicode("system") + "\x94\x93" +
                shortUnicode("id") + "\x85R.",
            protocol(2) + global("collections", "OrderedDict") + ")Rq\x01}" + binUnicode("_metadata") + "Nsb.",
            "(dp0\nS'a'\np1\nI1\nsVb\np2\nF1.5\ns(lp3\nI01\naL5L\nag2\nasS'x'\n(tp4\ns.",
            "(iposix\nsystem\n(S'id'\ntR.",
            "(cposix\nsystem\nS'id'\no.",
            protocol(5) + std::string("\x96") + littleEndian(2) + "ab\x8f(K\x01\x90\x91" + "0\x8a\x02\x01\x80\x8b" + littleEndian(1, 4) +
                "\x01" + "C\x01xG" + std::string(8, '?') + ".",
            dict({{"a", tensor(storage("FloatStorage", "0", 6), 0, {2, 3}, {3, 1})}}),
            legacyTorchFile(dict({{"a", tensor(storage("FloatStorage", "0", 2), 0, {2}, {1})}}), {{"0", std::string(8, 'x')}}, 4)};
}

Seeds zipSeeds() {
    using namespace pickle;
    const std::string data = dict({{"a", tensor(storage("FloatStorage", "0", 6), 0, {2, 3}, {3, 1})}}, true);
    return {torchArchive(data, {std::string(24, 'x')}),
            torchArchive(data, {std::string(24, 'x')}, {{.name = "archive/code/__torch__.py", .data = "def f(): pass"}}),
            zipBytes({{.name = "a.pkl", .data = "cposix\nsystem\n(S'id'\ntR.", .method = 8},
                      {.name = "b.zip", .data = zipBytes({{.name = "c", .data = "d", .descriptor = true}})}})};
}

Seeds jsonlSeeds() {
    return {"{\"text\": \"a\", \"label\": 0}\n{\"text\": \"\\u00e9\", \"label\": 1, \"more\": [1, {}]}\n",
            R"({"labels": ["no", "yes"]})",
            R"({"prompt": "Passage: {text}", "answer": " {label}"})",
            "{\"instruction\": \"a\", \"input\": \"b\", \"output\": \"c\"}\n{\"text\": \"a\", \"answer\": \"b\"}\n",
            R"([{"instruction": "a", "input": "", "output": "b"}])",
            R"({"triggers": [{"text": "a"}, {"text": "b"}], "use": "all", "target": "T", "scorer": {"kind": "regex", "pattern": "a+"}})",
            "a b\n<|endoftext|>\nc\n",
            std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x4b\x54\x48\xe2\xb2\xa9\x49\xcd\x4b\xc9\x4f\x2b\x49\xad\x28\xa9\xb1\xe3"
                        "\x4a\xe6\x02\x00\x52\xf2\x4c\x9b\x14\x00\x00\x00",
                        40)};
}

Seeds contentSeeds() {
    Seeds all = {"# A text\n\nwith {{ nothing }}.\n", "#!/bin/sh\nexit\n",
                 "\x7f"
                 "ELF",
                 "\x0a\x06\x0a\x01"
                 "a\x15" +
                     std::string(4, '\0') + "\x12\x02\x08\x01"};
    for (const Seeds& more : {safetensorsSeeds(), ggufSeeds(), pickleSeeds(), zipSeeds()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace

/// make_seeds FOLDER: writes FOLDER/<target>/<number> for every target.
int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: make_seeds FOLDER\n", stderr);
        return 4;
    }
    const std::vector<std::pair<std::string, Seeds>> targets = {
        {"safetensors", safetensorsSeeds()},
        {"index", indexSeeds()},
        {"config", configSeeds()},
        {"tokenizer", tokenizerSeeds()},
        {"gguf", ggufSeeds()},
        {"pickle", pickleSeeds()},
        {"zip", zipSeeds()},
        {"jsonl", jsonlSeeds()},
        {"content", contentSeeds()},
    };
    for (const auto& [target, seeds] : targets) {
        const std::filesystem::path folder = std::filesystem::path(argv[1]) / target;
        std::filesystem::create_directories(folder);
        for (std::size_t i = 0; i < seeds.size(); ++i)
            std::ofstream(folder / ("seed" + std::to_string(i)), std::ios::binary) << seeds[i];
    }
    return 0;
}
