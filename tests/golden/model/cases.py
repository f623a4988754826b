# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configurations of make_references.py: what config.json says, and rows of token ids.

Sizes are small and unlike each other, so that two that were mistaken for one another do not fit."""

VOCABULARY = 61


def llama(**own):
    return {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "vocab_size": VOCABULARY, "hidden_size": 32,
            "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8, "intermediate_size": 44,
            "max_position_embeddings": 64, "rms_norm_eps": 1e-4, "rope_theta": 10000.0, "hidden_act": "silu",
            "tie_word_embeddings": False} | own


def family(kind, architecture, drop=(), **own):
    base = llama(model_type=kind, architectures=[architecture]) | own
    return {key: value for key, value in base.items() if key not in drop}


def mistral(**own):
    return family("mistral", "MistralForCausalLM", **own)


def qwen2(drop=("head_dim",), **own):
    return family("qwen2", "Qwen2ForCausalLM", drop=drop, **own)


def qwen3(**own):
    return family("qwen3", "Qwen3ForCausalLM", **{"head_dim": 12} | own)


def smollm3(**own):
    return family("smollm3", "SmolLM3ForCausalLM", drop=("head_dim",), **{"num_hidden_layers": 4, "pad_token_id": 0} | own)


def gemma(**own):
    return family("gemma", "GemmaForCausalLM", **{"head_dim": 12, "hidden_act": "gelu_pytorch_tanh", "tie_word_embeddings": True} | own)


def gemma2(**own):
    return family("gemma2", "Gemma2ForCausalLM", drop=("hidden_act",),
                  **{"head_dim": 12, "hidden_activation": "gelu_pytorch_tanh", "tie_word_embeddings": True, "num_hidden_layers": 3,
                     "query_pre_attn_scalar": 20, "sliding_window": 5, "attn_logit_softcapping": 3.0,
                     "final_logit_softcapping": 4.0} | own)


def gemma3(drop=(), **own):
    return family("gemma3_text", "Gemma3ForCausalLM", drop=("hidden_act",) + tuple(drop),
                  **{"head_dim": 12, "hidden_activation": "gelu_pytorch_tanh", "tie_word_embeddings": True, "num_hidden_layers": 4,
                     "query_pre_attn_scalar": 9, "sliding_window": 5, "rope_theta": 1000000.0} | own)


def phi(**own):
    return family("phi", "PhiForCausalLM", drop=("rms_norm_eps", "head_dim"),
                  **{"num_attention_heads": 2, "num_key_value_heads": 1, "layer_norm_eps": 1e-3, "hidden_act": "gelu_new",
                     "partial_rotary_factor": 0.5} | own)


def with_heads(config, dim):
    return config | {"head_dim": dim}


def phi3(**own):
    return family("phi3", "Phi3ForCausalLM", drop=("head_dim",),
                  **{"num_attention_heads": 2, "num_key_value_heads": 1, "pad_token_id": 0,
                     "original_max_position_embeddings": 64} | own)


def longrope(pairs):
    return {"type": "longrope", "short_factor": [1.0 + 0.1 * i for i in range(pairs)],
            "long_factor": [1.5 + 0.7 * i for i in range(pairs)]}


def olmo(**own):
    return family("olmo", "OlmoForCausalLM", drop=("rms_norm_eps", "head_dim"), **own)


def olmo2(**own):
    return family("olmo2", "Olmo2ForCausalLM", drop=("head_dim",), **own)


def stablelm(**own):
    return family("stablelm", "StableLmForCausalLM", drop=("rms_norm_eps", "head_dim"),
                  **{"layer_norm_eps": 1e-3, "partial_rotary_factor": 0.25} | own)


def starcoder2(**own):
    return family("starcoder2", "Starcoder2ForCausalLM", drop=("rms_norm_eps", "head_dim"),
                  **{"norm_epsilon": 1e-3, "hidden_act": "gelu_pytorch_tanh"} | own)


def gpt2(**own):
    return {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": VOCABULARY, "n_embd": 32, "n_layer": 3,
            "n_head": 4, "n_positions": 40, "layer_norm_epsilon": 1e-3, "activation_function": "gelu_new"} | own


def gpt_neox(**own):
    return {"model_type": "gpt_neox", "architectures": ["GPTNeoXForCausalLM"], "vocab_size": VOCABULARY, "hidden_size": 32,
            "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 44, "max_position_embeddings": 64,
            "layer_norm_eps": 1e-3, "hidden_act": "gelu", "rotary_pct": 0.25, "rotary_emb_base": 10000,
            "tie_word_embeddings": False} | own


def gptj(**own):
    return {"model_type": "gptj", "architectures": ["GPTJForCausalLM"], "vocab_size": VOCABULARY, "n_embd": 32, "n_layer": 2,
            "n_head": 2, "n_positions": 64, "rotary_dim": 8, "layer_norm_epsilon": 1e-3, "activation_function": "gelu_new",
            "tie_word_embeddings": False} | own


def opt(**own):
    return {"model_type": "opt", "architectures": ["OPTForCausalLM"], "vocab_size": VOCABULARY, "hidden_size": 32,
            "num_hidden_layers": 2, "num_attention_heads": 4, "ffn_dim": 44, "max_position_embeddings": 40,
            "activation_function": "relu", "word_embed_proj_dim": 32, "do_layer_norm_before": True} | own


def falcon(**own):
    return {"model_type": "falcon", "architectures": ["FalconForCausalLM"], "vocab_size": VOCABULARY, "hidden_size": 32,
            "num_hidden_layers": 2, "num_attention_heads": 4, "layer_norm_epsilon": 1e-3, "max_position_embeddings": 64,
            "alibi": False, "bias": False, "multi_query": True, "new_decoder_architecture": False, "parallel_attn": True} | own


def bloom(**own):
    return {"model_type": "bloom", "architectures": ["BloomForCausalLM"], "vocab_size": VOCABULARY, "hidden_size": 32, "n_layer": 2,
            "n_head": 4, "layer_norm_epsilon": 1e-3, "apply_residual_connection_post_layernorm": False} | own


YARN = {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 512}
WIDE = {"head_dim": 16, "max_position_embeddings": 2048}

CASES = {
    # llama: options and every way to stretch its positions
    "llama biases": llama(attention_bias=True, mlp_bias=True),
    "llama attention bias, tied": llama(attention_bias=True, tie_word_embeddings=True),
    "llama wide heads": llama(head_dim=20, num_key_value_heads=4),
    "llama narrow heads, gelu": llama(head_dim=4, num_key_value_heads=1, hidden_act="gelu"),
    "llama linear": llama(rope_scaling={"type": "linear", "factor": 3.0}),
    "llama dynamic": llama(max_position_embeddings=10, rope_scaling={"rope_type": "dynamic", "factor": 2.0}),
    "llama dynamic, short enough": llama(max_position_embeddings=30, rope_scaling={"rope_type": "dynamic", "factor": 2.0}),
    "llama dynamic, original length": llama(max_position_embeddings=16, rope_scaling={
        "rope_type": "dynamic", "factor": 4.0, "original_max_position_embeddings": 8}),
    "llama yarn": llama(**WIDE, rope_scaling=YARN),
    "llama yarn, no original length": llama(head_dim=16, rope_scaling={"rope_type": "yarn", "factor": 8.0}),
    "llama yarn, attention factor": llama(**WIDE, rope_scaling=YARN | {"attention_factor": 0.7}),
    "llama yarn, both mscales": llama(**WIDE, rope_scaling=YARN | {"mscale": 2.0, "mscale_all_dim": 0.7}),
    "llama yarn, one mscale": llama(**WIDE, rope_scaling=YARN | {"mscale": 2.0}),
    "llama yarn, not truncated": llama(**WIDE, rope_scaling=YARN | {"truncate": False, "beta_fast": 16.0, "beta_slow": 2.0}),
    "llama longrope": llama(max_position_embeddings=16, rope_scaling={**longrope(4), "factor": 3.0}),
    "llama longrope, original length beside": llama(original_max_position_embeddings=12, rope_scaling=longrope(4)),
    "llama longrope, original length within": llama(max_position_embeddings=36, rope_scaling={
        **longrope(4), "factor": 3.0, "original_max_position_embeddings": 12}),
    "llama3": llama(head_dim=16, rope_scaling={"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                                               "original_max_position_embeddings": 24}),
    # windows
    "mistral window": mistral(sliding_window=5),
    "mistral no window, wide heads": mistral(sliding_window=None, head_dim=12),
    "qwen2 plain": qwen2(use_sliding_window=False, sliding_window=4, max_window_layers=1),
    "qwen2 windows from a layer on": qwen2(num_hidden_layers=3, use_sliding_window=True, sliding_window=4, max_window_layers=1),
    "qwen2 layer types": qwen2(num_hidden_layers=3, use_sliding_window=True, sliding_window=6, max_window_layers=3,
                               layer_types=["sliding_attention", "full_attention", "sliding_attention"]),
    "qwen2 yarn, tied": qwen2(tie_word_embeddings=True, max_position_embeddings=512, use_sliding_window=False,
                              rope_scaling={"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 128}),
    "qwen2 wide heads": qwen2(drop=(), head_dim=12),
    "qwen3 windows": qwen3(num_hidden_layers=3, use_sliding_window=True, sliding_window=4, max_window_layers=2),
    "qwen3 bias, yarn": qwen3(attention_bias=True, tie_word_embeddings=True, max_position_embeddings=2048, rope_scaling=YARN),
    "smollm3 layers without rope": smollm3(no_rope_layers=[1, 0, 0, 1], attention_bias=True, mlp_bias=True),
    "smollm3 interval": smollm3(no_rope_layer_interval=2, tie_word_embeddings=True, use_sliding_window=False),
    "smollm3 windows where nothing turns": smollm3(use_sliding_window=True, sliding_window=4, no_rope_layers=[0, 1, 1, 0],
                                                   pretraining_tp=2),
    "smollm3 windows": smollm3(use_sliding_window=True, sliding_window=5, no_rope_layers=[0, 1, 1, 1], layer_types=[
        "full_attention", "sliding_attention", "sliding_attention", "full_attention"]),
    # gemma
    "gemma": gemma(attention_bias=True),
    "gemma2": gemma2(),
    "gemma2 no caps": gemma2(attn_logit_softcapping=None, final_logit_softcapping=None, attention_bias=True),
    "gemma2 layer types": gemma2(layer_types=["full_attention", "full_attention", "sliding_attention"]),
    "gemma3": gemma3(sliding_window_pattern=3, rope_local_base_freq=500.0),
    "gemma3 linear": gemma3(rope_scaling={"rope_type": "linear", "factor": 8.0}, attention_bias=True, layer_types=[
        "sliding_attention", "full_attention", "sliding_attention", "full_attention"]),
    "gemma3 caps, yarn": gemma3(attn_logit_softcapping=2.0, final_logit_softcapping=3.0, sliding_window_pattern=2,
                                max_position_embeddings=2048, rope_scaling=YARN, tie_word_embeddings=False),
    # phi
    "phi normed queries": phi(qk_layernorm=True),
    "phi plain": phi(num_key_value_heads=2, partial_rotary_factor=0.4, rope_scaling={"type": "linear", "factor": 2.0}),
    "phi wide heads": with_heads(phi(), 24),
    "phi3 long factors": phi3(original_max_position_embeddings=12, rope_scaling=longrope(8)),
    "phi3 short factors": phi3(original_max_position_embeddings=24, rope_scaling=longrope(8)),
    "phi3 partial, long factors": phi3(partial_rotary_factor=0.75, original_max_position_embeddings=12, rope_scaling=longrope(6),
                                       tie_word_embeddings=True),
    "phi3 window": phi3(original_max_position_embeddings=12, sliding_window=7, rope_scaling=longrope(8)),
    # olmo, stablelm, starcoder2
    "olmo clipped": olmo(clip_qkv=0.6),
    "olmo bias, tied": olmo(attention_bias=True, tie_word_embeddings=True, num_key_value_heads=4),
    "olmo wide heads": with_heads(olmo(clip_qkv=None), 12),
    "olmo2 bias, dynamic": olmo2(attention_bias=True, max_position_embeddings=10, rope_scaling={"type": "dynamic", "factor": 3.0}),
    "stablelm": with_heads(stablelm(num_key_value_heads=4), 8),
    "stablelm parallel, biased": stablelm(use_parallel_residual=True, use_qkv_bias=True),
    "stablelm normed queries": stablelm(qk_layernorm=True, use_qkv_bias=True, partial_rotary_factor=0.5),
    "stablelm parallel, normed queries": stablelm(qk_layernorm=True, use_parallel_residual=True, num_key_value_heads=1,
                                                  tie_word_embeddings=True),
    "starcoder2 no bias, window": starcoder2(use_bias=False, sliding_window=6, tie_word_embeddings=True),
    "starcoder2 bias, untied": starcoder2(use_bias=True, sliding_window=None, head_dim=12),
    # the GPT line
    "gpt2 by layer": gpt2(scale_attn_by_inverse_layer_idx=True, reorder_and_upcast_attn=True, n_inner=44),
    "gpt2 unscaled": gpt2(scale_attn_weights=False, activation_function="relu"),
    "gpt2 by layer alone, untied": gpt2(scale_attn_weights=False, scale_attn_by_inverse_layer_idx=True, tie_word_embeddings=False),
    "gpt_neox sequential": gpt_neox(use_parallel_residual=False),
    "gpt_neox no bias": gpt_neox(attention_bias=False, rotary_pct=1.0, tie_word_embeddings=True),
    "gpt_neox linear": gpt_neox(rotary_emb_base=500, rope_scaling={"type": "linear", "factor": 2.0}),
    "gpt_neox dynamic": gpt_neox(rotary_pct=0.5, max_position_embeddings=9, rope_scaling={"type": "dynamic", "factor": 2.0}),
    "gptj": gptj(n_inner=44, rotary_dim=16),
    "gptj whole head": gptj(n_head=1, rotary_dim=None),
    "opt-350m": opt(do_layer_norm_before=False, word_embed_proj_dim=20),
    "opt projected": opt(word_embed_proj_dim=12, activation_function="gelu"),
    "opt no final norm": opt(_remove_final_layer_norm=True),
    "opt no bias, untied": opt(enable_bias=False, layer_norm_elementwise_affine=False, tie_word_embeddings=False),
    "falcon 7b": falcon(bias=True),
    "falcon 40b": falcon(new_decoder_architecture=True, num_kv_heads=2),
    "falcon 40b bias, untied": falcon(new_decoder_architecture=True, num_kv_heads=4, bias=True, tie_word_embeddings=False),
    "falcon 11b": falcon(new_decoder_architecture=True, num_kv_heads=2, num_ln_in_parallel_attn=1, ffn_hidden_size=44,
                         rope_theta=500000.0),
    "falcon rw": falcon(alibi=True, bias=True, multi_query=False, parallel_attn=False),
    "falcon alibi, many heads": falcon(alibi=True, hidden_size=48, num_attention_heads=6),
    "falcon sequential": falcon(parallel_attn=False, rope_scaling={"type": "linear", "factor": 2.0}),
    "falcon many queries": falcon(multi_query=False, activation="gelu_pytorch_tanh",
                                  rope_scaling={"rope_type": "dynamic", "factor": 2.0}, max_position_embeddings=9),
    "bloom": bloom(n_head=4),
    "bloom residual of the norm": bloom(apply_residual_connection_post_layernorm=True),
    "bloom many heads": bloom(hidden_size=48, n_head=12),
    # transformers 5
    "llama yarn of 5": llama(**WIDE, rope_parameters=YARN | {"rope_theta": 5000.0}) | {"rope_theta": None},
    "llama dynamic of 5": llama(max_position_embeddings=10, rope_parameters={
        "rope_type": "dynamic", "factor": 2.0, "rope_theta": 10000.0}),
    "llama longrope of 5": llama(max_position_embeddings=36, rope_parameters={
        **longrope(4), "rope_type": "longrope", "rope_theta": 10000.0, "factor": 2.0, "original_max_position_embeddings": 12}),
    "gemma3 of 5": gemma3(drop=("rope_theta",), layer_types=[
        "sliding_attention", "full_attention", "sliding_attention", "full_attention"], rope_parameters={
            "full_attention": {"rope_type": "linear", "factor": 4.0, "rope_theta": 100000.0},
            "sliding_attention": {"rope_type": "default", "rope_theta": 700.0}}),
    "gemma3 stretched windows of 5": gemma3(drop=("rope_theta",), layer_types=[
        "sliding_attention", "full_attention", "full_attention", "sliding_attention"], rope_parameters={
            "full_attention": {"rope_type": "default", "rope_theta": 100000.0},
            "sliding_attention": {"rope_type": "linear", "factor": 2.0, "rope_theta": 700.0}}),
    "phi3 partial of 5": phi3(partial_rotary_factor=0.75, original_max_position_embeddings=12, rope_parameters={
        **longrope(6), "rope_type": "longrope", "rope_theta": 10000.0, "partial_rotary_factor": 0.75,
        "original_max_position_embeddings": 12}) | {"rope_theta": None},
    "phi3 attention factor of 5": phi3(rope_parameters=longrope(8) | {
        "rope_theta": 10000.0, "attention_factor": 1.6, "original_max_position_embeddings": 12},
        original_max_position_embeddings=12) | {"rope_theta": None},
    "stablelm of 5": stablelm(rope_parameters={"rope_type": "default", "rope_theta": 300.0, "partial_rotary_factor": 0.5}) | {
        "rope_theta": None, "partial_rotary_factor": None},
    "gpt_neox of 5": gpt_neox(rope_parameters={"rope_type": "default", "rope_theta": 300.0, "partial_rotary_factor": 0.25}) | {
        "rotary_pct": None, "rotary_emb_base": None},
    "falcon of 5": falcon(rope_parameters={"rope_type": "default", "rope_theta": 300.0}),
    "qwen3 of 5": qwen3(layer_types=["full_attention"] * 2, use_sliding_window=False, sliding_window=None, rope_parameters={
        "rope_type": "default", "rope_theta": 300.0}) | {"rope_theta": None},
}

ROWS = [[(7 + 5 * i + 3 * i * i) % VOCABULARY for i in range(24)],
        [(11 + 13 * i + i * i) % VOCABULARY for i in range(17)],
        [(3 + 29 * i) % VOCABULARY for i in range(7)]]


def settings(case):
    """config.json of a case: None in the table above stands for "not there", but for what turns something off by being null."""
    off = ("sliding_window", "attn_logit_softcapping", "final_logit_softcapping", "rotary_dim")
    return {key: value for key, value in CASES[case].items() if value is not None or key in off}
