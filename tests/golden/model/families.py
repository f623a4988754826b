# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""From config.json to what models.py computes: one function a family, on top of what all share."""
import math
from types import SimpleNamespace as Space


def base(config):
    """A family of Llama's kind."""
    c = config.get
    heads = config["num_attention_heads"]
    hidden = config["hidden_size"]
    s = Space(hidden=hidden, layers=config["num_hidden_layers"], heads=heads, groups=c("num_key_value_heads", heads),
              dim=c("head_dim", hidden // heads), inner=config.get("intermediate_size"), vocabulary=config["vocab_size"],
              act=c("hidden_act", "silu"), gated=True, tied=c("tie_word_embeddings", False),
              norm="rms", eps=c("rms_norm_eps", 1e-6), norm_weight=True, norm_bias=False, plus_one=0.0,
              qkv_bias=False, out_bias=False, mlp_bias=False, head_bias=False, transposed=False, grouped=False, clip=0,
              qk_norm="", q_norm="self_attn.q_norm", k_norm="self_attn.k_norm", neighbours=False, alibi="", cap=0, final_cap=0,
              residual="sequential", narrow=0, learned="", positions=0, offset=0, embedding_norm="", embedding_scale=1.0,
              prefix="model.", stack="layers.%d.", embedding="embed_tokens", final_norm="norm", head="lm_head",
              qkv=["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"], out="self_attn.o_proj",
              up=["mlp.gate_proj", "mlp.up_proj"], down="mlp.down_proj",
              norms=Space(before_attention="input_layernorm", before_mlp="post_attention_layernorm", after_attention="",
                          after_mlp="", before_attention_sum="", before_mlp_sum=""))
    return s


def attention_bias(s, config):
    s.qkv_bias = s.out_bias = config.get("attention_bias", False)


def layer_norms(s, config, key):
    s.norm, s.norm_bias, s.eps = "layer", True, config[key]


def all_biases(s, value):
    s.qkv_bias = s.out_bias = s.mlp_bias = value


def spread(s, config, rotary=True, theta=None, share=None, dim=None):
    """The same options for every layer. transformers 5 says theta, share and scaling in one object."""
    nested = config.get("rope_parameters") or {}
    theta = nested.get("rope_theta") or theta or config.get("rope_theta", 10000.0)
    share = nested.get("partial_rotary_factor") or share or config.get("partial_rotary_factor", 1.0)
    scaling = config.get("rope_parameters") or config.get("rope_scaling")
    rope = Space(theta=theta, dim=dim or int(s.dim * share), scaling=scaling) if rotary else None
    s.layer_options = [Space(scale=s.dim ** -0.5, window=0, rope=rope) for _ in range(s.layers)]


def windows(s, config, sliding):
    kinds = config.get("layer_types")
    for l, options in enumerate(s.layer_options):
        if kinds[l] == "sliding_attention" if kinds else sliding(l):
            options.window = config.get("sliding_window") or 0


def switched_windows(s, config):
    if config.get("use_sliding_window", False):
        windows(s, config, lambda l: l >= config.get("max_window_layers", 28))


def llama(s, config):
    attention_bias(s, config)
    s.mlp_bias = config.get("mlp_bias", False)
    spread(s, config)


def mistral(s, config):
    spread(s, config)
    windows(s, config, lambda l: True)


def qwen2(s, config):
    s.qkv_bias = True
    spread(s, config)
    switched_windows(s, config)


def qwen3(s, config):
    attention_bias(s, config)
    s.qk_norm = "shared"
    spread(s, config)
    switched_windows(s, config)


def smollm3(s, config):
    llama(s, config)
    interval = config.get("no_rope_layer_interval", 4)
    turning = config.get("no_rope_layers") or [int((l + 1) % interval != 0) for l in range(s.layers)]
    for options, turns in zip(s.layer_options, turning):
        options.rope = options.rope if turns else None
    if config.get("use_sliding_window", False):
        windows(s, config, lambda l: not turning[l])


def gemma(s, config):
    attention_bias(s, config)
    s.act = config.get("hidden_activation") or s.act
    s.plus_one, s.embedding_scale = 1.0, math.sqrt(s.hidden)
    spread(s, config)


def gemma2(s, config):
    gemma(s, config)
    s.norms = Space(before_attention="input_layernorm", after_attention="post_attention_layernorm",
                    before_mlp="pre_feedforward_layernorm", after_mlp="post_feedforward_layernorm", before_attention_sum="",
                    before_mlp_sum="")
    s.cap, s.final_cap = config["attn_logit_softcapping"], config["final_logit_softcapping"]
    windows(s, config, lambda l: l % 2 == 0)
    for options in s.layer_options:
        options.scale = config["query_pre_attn_scalar"] ** -0.5


def gemma3(s, config):
    gemma2(s, {"attn_logit_softcapping": 0, "final_logit_softcapping": 0} | config)
    s.cap = 0  # whatever attn_logit_softcapping says
    s.qk_norm = "shared"
    nested = config.get("rope_parameters", {})
    full = nested.get("full_attention") or config.get("rope_scaling")
    local = nested.get("sliding_attention") or {}
    for options in s.layer_options:
        options.window = 0
    windows(s, config, lambda l: (l + 1) % config.get("sliding_window_pattern", 6) != 0)
    wide = (full or {}).get("rope_theta") or config.get("rope_theta", 1000000.0)
    near = local.get("rope_theta") or config.get("rope_local_base_freq", 10000.0)
    for options in s.layer_options:
        options.rope = Space(theta=near, dim=s.dim, scaling=local) if options.window else Space(theta=wide, dim=s.dim, scaling=full)


def phi(s, config):
    layer_norms(s, config, "layer_norm_eps")
    all_biases(s, True)
    s.head_bias, s.gated, s.residual = True, False, "parallel"
    s.out, s.up, s.down, s.norms.before_mlp, s.final_norm = "self_attn.dense", ["mlp.fc1"], "mlp.fc2", "", "final_layernorm"
    if config.get("qk_layernorm", False):
        s.qk_norm, s.q_norm, s.k_norm = "biased", "self_attn.q_layernorm", "self_attn.k_layernorm"
    spread(s, config)


def phi3(s, config):
    s.qkv, s.up = ["self_attn.qkv_proj"], ["mlp.gate_up_proj"]
    spread(s, config)
    windows(s, config, lambda l: True)


def olmo(s, config):
    attention_bias(s, config)
    s.norm, s.eps, s.norm_weight, s.clip = "layer", 1e-5, False, config.get("clip_qkv", 0)
    spread(s, config)


def olmo2(s, config):
    attention_bias(s, config)
    s.qk_norm = "whole"
    s.norms = Space(before_attention="", after_attention="post_attention_layernorm", before_mlp="",
                    after_mlp="post_feedforward_layernorm", before_attention_sum="", before_mlp_sum="")
    spread(s, config)


def stablelm(s, config):
    layer_norms(s, config, "layer_norm_eps")
    s.qkv_bias = config.get("use_qkv_bias", False)
    if config.get("use_parallel_residual", False):
        s.residual, s.norms.before_mlp = "parallel", ""
    if config.get("qk_layernorm", False):
        s.qk_norm, s.q_norm, s.k_norm = "each", "self_attn.q_layernorm", "self_attn.k_layernorm"
    spread(s, config, share=config.get("partial_rotary_factor", 0.25))


def starcoder2(s, config):
    layer_norms(s, config, "norm_epsilon")
    all_biases(s, config.get("use_bias", True))
    s.gated, s.up, s.down = False, ["mlp.c_fc"], "mlp.c_proj"
    spread(s, config)
    windows(s, config, lambda l: True)


def gpt(s, config):
    layer_norms(s, config, "layer_norm_epsilon")
    s.gated, s.prefix, s.stack, s.embedding, s.final_norm = False, "transformer.", "h.%d.", "wte", "ln_f"
    s.norms.before_attention, s.norms.before_mlp = "ln_1", "ln_2"


def gpt2(s, config):
    gpt(s, config)
    all_biases(s, True)
    s.transposed, s.learned, s.positions = True, "wpe", config["n_positions"]
    s.qkv, s.out, s.up, s.down = ["attn.c_attn"], "attn.c_proj", ["mlp.c_fc"], "mlp.c_proj"
    spread(s, config, rotary=False)
    for l, options in enumerate(s.layer_options):
        options.scale = options.scale if config.get("scale_attn_weights", True) else 1.0
        options.scale /= l + 1 if config.get("scale_attn_by_inverse_layer_idx", False) else 1


def gpt_neox(s, config):
    layer_norms(s, config, "layer_norm_eps")
    s.mlp_bias, s.gated, s.grouped = True, False, True
    s.qkv_bias = s.out_bias = config.get("attention_bias", True)
    s.prefix, s.embedding, s.final_norm, s.head = "gpt_neox.", "embed_in", "final_layer_norm", "embed_out"
    s.qkv, s.out = ["attention.query_key_value"], "attention.dense"
    s.up, s.down = ["mlp.dense_h_to_4h"], "mlp.dense_4h_to_h"
    s.residual = "parallel" if config.get("use_parallel_residual", True) else "sequential"
    spread(s, config, theta=config.get("rotary_emb_base", 10000), share=config.get("rotary_pct", 0.25))


def gptj(s, config):
    gpt(s, config)
    s.mlp_bias, s.head_bias, s.neighbours, s.residual, s.norms.before_mlp = True, True, True, "parallel", ""
    s.qkv, s.out = ["attn.q_proj", "attn.k_proj", "attn.v_proj"], "attn.out_proj"
    s.up, s.down = ["mlp.fc_in"], "mlp.fc_out"
    spread(s, config, dim=config["rotary_dim"] or s.hidden)


def opt(s, config):
    layer_norms(s, config | {"eps": 1e-5}, "eps")
    all_biases(s, config.get("enable_bias", True))
    s.norm_weight = s.norm_bias = config.get("layer_norm_elementwise_affine", True)
    s.act, s.gated, s.prefix, s.learned, s.offset = config["activation_function"], False, "model.decoder.", "embed_positions", 2
    s.positions, s.out, s.up, s.down = config["max_position_embeddings"], "self_attn.out_proj", ["fc1"], "fc2"
    s.inner, s.tied = config["ffn_dim"], config.get("tie_word_embeddings", True)
    s.norms.before_attention, s.norms.before_mlp = "self_attn_layer_norm", "final_layer_norm"
    s.final_norm = "" if config.get("_remove_final_layer_norm", False) else "final_layer_norm"
    if not config["do_layer_norm_before"]:
        s.norms = Space(before_attention="", before_mlp="", after_attention="", after_mlp="",
                        before_attention_sum="self_attn_layer_norm", before_mlp_sum="final_layer_norm")
        s.residual, s.final_norm = "after", ""
    s.narrow = config["word_embed_proj_dim"] if config["word_embed_proj_dim"] != s.hidden else 0
    spread(s, config, rotary=False)


def falcon(s, config):
    gpt(s, config)
    all_biases(s, config["bias"])
    s.embedding, s.act = "word_embeddings", config.get("activation", "gelu")
    s.qkv, s.out = ["self_attention.query_key_value"], "self_attention.dense"
    s.up, s.down, s.inner = ["mlp.dense_h_to_4h"], "mlp.dense_4h_to_h", config.get("ffn_hidden_size", 4 * s.hidden)
    newer = config["new_decoder_architecture"]
    s.groups = config.get("num_kv_heads", s.heads) if newer else 1 if config["multi_query"] else s.heads
    s.grouped = newer or not config["multi_query"]
    s.norms.before_attention, s.norms.before_mlp = "input_layernorm", ""
    if not config["parallel_attn"]:
        s.norms.before_mlp = "post_attention_layernorm"
    else:
        s.residual = "parallel"
        if newer and config.get("num_ln_in_parallel_attn", 2) == 2:
            s.norms.before_attention, s.norms.before_mlp = "ln_attn", "ln_mlp"
    s.alibi = "coarse" if config["alibi"] else ""
    spread(s, config, rotary=not config["alibi"])


def bloom(s, config):
    gpt(s, config)
    all_biases(s, True)
    s.embedding, s.embedding_norm, s.act = "word_embeddings", "word_embeddings_layernorm", "gelu_new"
    s.qkv, s.out, s.grouped, s.alibi = ["self_attention.query_key_value"], "self_attention.dense", True, "plain"
    s.up, s.down, s.inner = ["mlp.dense_h_to_4h"], "mlp.dense_4h_to_h", 4 * s.hidden
    s.norms.before_attention, s.norms.before_mlp = "input_layernorm", "post_attention_layernorm"
    if config["apply_residual_connection_post_layernorm"]:
        s.residual = "from norm"
    spread(s, config, rotary=False)


FAMILIES = {f.__name__: f for f in (llama, mistral, qwen2, qwen3, smollm3, gemma, gemma2, phi, phi3, olmo, olmo2, stablelm, starcoder2,
                                    gpt2, gpt_neox, gptj, opt, falcon, bloom)} | {"gemma3_text": gemma3}
OLDER = {"n_embd": "hidden_size", "n_layer": "num_hidden_layers", "n_head": "num_attention_heads", "n_inner": "intermediate_size",
         "activation_function": "hidden_act"}
TIED = ("gpt2", "falcon", "bloom", "opt")  # where tie_word_embeddings is absent


def describe(config):
    same = config | {OLDER[key]: value for key, value in config.items() if key in OLDER and value is not None}
    family = config["model_type"]
    s = base({"intermediate_size": 4 * same["hidden_size"], "tie_word_embeddings": family in TIED} | same)
    FAMILIES[family](s, same)
    return s
