"""Small random models of every architecture, and what transformers and PEFT compute with them.

    python trainer/test/parity/make_fixtures.py trainer/test/parity/generated

Each folder holds a model as transformers saves it, the same model as GGUF, a LoRA adapter as PEFT saves it, and what is
expected of them: logits, loss, the gradient of every LoRA matrix, the loss of twenty AdamW steps, the matrices after
them, and what greedy decoding writes. Needs torch, transformers, peft, safetensors, sentencepiece and gguf.
"""

import copy
import json
import sys
from pathlib import Path

import gguf
import numpy
import peft
import torch
import transformers
from safetensors.torch import save_file

from tokenizer_files import TOKENIZERS, write_gguf_tokenizer, write_pieces, write_tokenizer

torch.set_num_threads(1)

LENGTH = 24
STEPS = 20
RANK, ALPHA = 2, 6
OPTIMIZER = {"learningRate": 5e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weightDecay": 0.01}
PROMPT, WRITTEN = 9, 14

SHAPE = dict(
    vocab_size=320,
    hidden_size=32,
    intermediate_size=64,
    num_hidden_layers=2,
    num_attention_heads=4,
    num_key_value_heads=2,
    max_position_embeddings=64,
    rms_norm_eps=1e-5,
    initializer_range=0.25,
    bos_token_id=1,
    eos_token_id=2,
    pad_token_id=0,
)
SEPARATE = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
FUSED = ["qkv_proj", "o_proj", "gate_up_proj", "down_proj"]
LLAMA3 = dict(
    rope_type="llama3",
    rope_theta=500000.0,
    factor=8.0,
    low_freq_factor=1.0,
    high_freq_factor=4.0,
    original_max_position_embeddings=16,
)
CAPS = dict(attn_logit_softcapping=2.0, final_logit_softcapping=3.0)
LOCAL_GLOBAL = ["sliding_attention", "full_attention"]

MODELS = {
    "llama": dict(
        config=lambda: transformers.LlamaConfig(**SHAPE, rope_parameters=LLAMA3, tie_word_embeddings=True),
        dtype=torch.float32,
        quantization="Q8_0",
        tokenizer="byte-level",
    ),
    "mistral": dict(
        config=lambda: transformers.MistralConfig(**SHAPE, head_dim=16, sliding_window=9),
        dtype=torch.float16,
        shards="60KB",
        quantization="F16",
        tokenizer="sentencepiece",
    ),
    "qwen2": dict(
        config=lambda: transformers.Qwen2Config(
            **SHAPE, use_sliding_window=True, sliding_window=10, max_window_layers=1, tie_word_embeddings=True
        ),
        dtype=torch.bfloat16,
        quantization="Q4_0",
        tokenizer="byte-level",
    ),
    "qwen3": dict(
        config=lambda: transformers.Qwen3Config(**SHAPE, head_dim=16, rope_theta=1000000.0),
        dtype=torch.bfloat16,
        quantization="BF16",
        tokenizer="byte-level",
    ),
    "gemma2": dict(
        config=lambda: transformers.Gemma2Config(
            **SHAPE, **CAPS, head_dim=16, query_pre_attn_scalar=16, sliding_window=9
        ),
        dtype=torch.bfloat16,
        quantization="Q8_0",
        tokenizer="sentencepiece",
    ),
    "gemma3": dict(
        config=lambda: transformers.Gemma3TextConfig(
            **SHAPE,
            head_dim=16,
            query_pre_attn_scalar=16,
            sliding_window=7,
            layer_types=LOCAL_GLOBAL,
            rope_parameters={
                "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1000000.0},
                "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0},
            },
        ),
        dtype=torch.bfloat16,
        quantization="Q8_0",
        tokenizer="sentencepiece",
    ),
    "phi3": dict(
        config=lambda: transformers.Phi3Config(**SHAPE, sliding_window=11, original_max_position_embeddings=64),
        dtype=torch.bfloat16,
        quantization="Q4_1",
        tokenizer="sentencepiece",
        targets=FUSED,
    ),
}


def main(folder):
    for name in TOKENIZERS:
        write_tokenizer(folder / "tokenizers" / name, name)
    write_pieces(folder / "tokenizers" / "sentencepiece" / "pieces.json")
    for name, options in MODELS.items():
        print(name, flush=True)
        make(folder / "models" / name, **options)


def make(folder, config, dtype, quantization, tokenizer, targets=SEPARATE, shards="5GB"):
    folder.mkdir(parents=True, exist_ok=True)
    model = random_model(config(), dtype)
    # A copy, since rotary frequencies would be rounded with the weights and stay so.
    copy.deepcopy(model).to(dtype).save_pretrained(folder, max_shard_size=shards)
    write_gguf(folder / "model.gguf", model, quantization, tokenizer)
    written = greedy(model)

    adapted = peft.get_peft_model(
        model, peft.LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules=targets, task_type="CAUSAL_LM")
    )
    for name, matrix in lora(adapted).items():
        if "lora_B" in name:
            torch.nn.init.normal_(matrix, std=0.1)
    adapted.save_pretrained(folder / "adapter")
    (folder / "adapter" / "README.md").unlink(missing_ok=True)

    ids, labels = batch()
    logits = adapted(input_ids=ids).logits.detach()
    loss = adapted(input_ids=ids, labels=labels).loss
    loss.backward()
    tensors = {"logits": logits[0].contiguous()}
    tensors |= {f"gradient.{name}": matrix.grad.clone() for name, matrix in lora(adapted).items()}
    losses = train(adapted, ids, labels)
    tensors |= {f"trained.{name}": matrix.detach().clone() for name, matrix in lora(adapted).items()}
    save_file(tensors, folder / "expected.safetensors")
    expected = {
        "tokenizer": tokenizer,
        "quantization": quantization,
        "lora": {"rank": RANK, "alpha": ALPHA, "targets": targets},
        "optimizer": OPTIMIZER,
        "ids": ids.tolist(),
        "labels": labels.tolist(),
        "loss": loss.item(),
        "losses": losses,
        "greedy": written,
        "versions": {
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "peft": peft.__version__,
        },
    }
    (folder / "expected.json").write_text(json.dumps(expected) + "\n")


def random_model(config, dtype):
    """Weights of the size that trained ones have, each exactly what `dtype` can hold."""
    torch.manual_seed(7)
    config._attn_implementation = "eager"
    model = transformers.AutoModelForCausalLM.from_config(config).float().eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith("norm.weight"):
                weight.add_(torch.randn_like(weight) * 0.2)
            elif name.endswith("bias"):
                weight.copy_(torch.randn_like(weight) * 0.3)
            weight.copy_(weight.to(dtype).float())
    return model


def lora(model):
    """The LoRA matrices under the names that PEFT saves them by."""
    return {
        name.replace(".default", ""): matrix for name, matrix in model.named_parameters() if "lora_" in name
    }


def batch():
    """Two sequences; the first third of each is context that the loss does not count."""
    generator = torch.Generator().manual_seed(3)
    ids = torch.randint(3, SHAPE["vocab_size"], (2, LENGTH), generator=generator)
    labels = ids.clone()
    labels[:, : LENGTH // 3] = -100
    return ids, labels


def train(model, ids, labels):
    optimizer = torch.optim.AdamW(
        lora(model).values(),
        lr=OPTIMIZER["learningRate"],
        betas=(OPTIMIZER["beta1"], OPTIMIZER["beta2"]),
        eps=OPTIMIZER["epsilon"],
        weight_decay=OPTIMIZER["weightDecay"],
    )
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = model(input_ids=ids, labels=labels).loss
        loss.backward()
        losses.append(loss.item())
        optimizer.step()
    return losses


@torch.no_grad()
def greedy(model):
    """The likeliest tokens after a prompt, each from all before it, and how clear the closest choice was."""
    ids = batch()[0][0][:PROMPT].tolist()
    gaps = []
    for _ in range(WRITTEN):
        best = model(input_ids=torch.tensor([ids])).logits[0, -1].topk(2)
        gaps.append((best.values[0] - best.values[1]).item())
        ids.append(best.indices[0].item())
    return {"prompt": ids[:PROMPT], "written": ids[PROMPT:], "smallestGap": min(gaps)}


GGUF_ARCHITECTURES = {"mistral": "llama", "gemma3_text": "gemma3"}


def write_gguf(path, model, quantization, tokenizer):
    """The model as llama.cpp's converter writes it; names and block formats are those of the gguf package."""
    config = model.config
    architecture = GGUF_ARCHITECTURES.get(config.model_type, config.model_type)
    known = next(arch for arch, name in gguf.MODEL_ARCH_NAMES.items() if name == architecture)
    names = gguf.get_tensor_name_map(known, config.num_hidden_layers)
    writer = gguf.GGUFWriter(path, architecture)
    heads = config.num_attention_heads
    head_dim = getattr(config, "head_dim", None) or config.hidden_size // heads
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_key_length(head_dim)
    writer.add_value_length(head_dim)
    writer.add_rope_dimension_count(head_dim)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    write_rope(writer, config, head_dim)
    if getattr(config, "sliding_window", None) and architecture != "qwen2":
        writer.add_sliding_window(config.sliding_window)
        if architecture == "gemma3":
            writer.add_sliding_window_pattern(2)
    if getattr(config, "attn_logit_softcapping", None):
        writer.add_attn_logit_softcapping(config.attn_logit_softcapping)
        writer.add_final_logit_softcapping(config.final_logit_softcapping)
    write_gguf_tokenizer(writer, tokenizer)

    kind = getattr(gguf.GGMLQuantizationType, quantization)
    for name, weight in model.state_dict().items():
        if name == "lm_head.weight" and config.tie_word_embeddings:
            continue
        data = weight.numpy()
        if architecture == "llama" and name.endswith(("q_proj.weight", "k_proj.weight")):
            data = interleaved(data, heads if "q_proj" in name else config.num_key_value_heads)
        if architecture.startswith("gemma") and name.endswith("norm.weight"):
            data = data + 1
        type_ = kind if data.ndim > 1 else gguf.GGMLQuantizationType.F32
        packed = gguf.quants.quantize(numpy.ascontiguousarray(data), type_)
        writer.add_tensor(names.get_name(name, (".weight", ".bias")), packed, raw_dtype=type_)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_rope(writer, config, head_dim):
    rope = config.rope_parameters
    rope = rope.get("full_attention", rope)
    writer.add_rope_freq_base(rope["rope_theta"])
    if rope["rope_type"] == "linear":
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(rope["factor"])
    if rope["rope_type"] == "llama3":
        plain = 1.0 / rope["rope_theta"] ** (torch.arange(0, head_dim, 2, dtype=torch.float64) / head_dim)
        scaled, _ = transformers.modeling_rope_utils.ROPE_INIT_FUNCTIONS["llama3"](config, "cpu")
        writer.add_tensor("rope_freqs.weight", (plain / scaled.double()).float().numpy())


def interleaved(data, heads):
    """The two halves of each head row by row, as llama.cpp turns neighbouring rows."""
    half = data.shape[0] // heads // 2
    return data.reshape(heads, 2, half, *data.shape[1:]).swapaxes(1, 2).reshape(data.shape)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
