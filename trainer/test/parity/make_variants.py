"""Adapters of every kind on the small models of make_fixtures.py, and what PEFT computes with them.

    python trainer/test/parity/make_variants.py trainer/test/parity/generated

Each folder under `variants` holds an adapter as PEFT saves it and what is expected of it: logits, loss, the gradient of
every trained tensor, the loss of some AdamW steps, and the tensors after them. Needs torch, transformers, peft and
safetensors.
"""

import json
import sys
from pathlib import Path

import numpy
import peft
import torch
import transformers
from safetensors.torch import save_file

from make_fixtures import FUSED, OPTIMIZER, SEPARATE, batch

torch.set_num_threads(1)

STEPS = 6
SEED = 4_000_000_007

VARIANTS = {
    "rank-stabilized": dict(model="llama", rank=4, alpha=3, rankStabilized=True),
    "dropout": dict(model="qwen2", rank=2, alpha=6, dropout=0.25),
    "dora": dict(model="qwen2", rank=2, alpha=6, dora=True),
    "dora-dropout": dict(model="llama", rank=2, alpha=6, dora=True, dropout=0.25),
    "dora-fused": dict(model="phi3", rank=4, alpha=6, dora=True, rankStabilized=True),
    "dropout-fused": dict(model="phi3", rank=2, alpha=6, dropout=0.5),
}


def main(folder):
    for name, options in VARIANTS.items():
        print(name, flush=True)
        make(folder / "models" / options["model"], folder / "variants" / name, **options)


def make(base, folder, model, **lora):
    folder.mkdir(parents=True, exist_ok=True)
    lora["targets"] = FUSED if model == "phi3" else SEPARATE
    adapted = random_adapter(base, lora)
    adapted.save_pretrained(folder / "adapter")
    (folder / "adapter" / "README.md").unlink(missing_ok=True)

    ids, labels = batch()
    adapted.eval()
    tensors = {"logits": adapted(input_ids=ids).logits.detach()[0].contiguous()}
    adapted.train()
    losses = []
    optimizer = torch.optim.AdamW(
        trained(adapted).values(),
        lr=OPTIMIZER["learningRate"],
        betas=(OPTIMIZER["beta1"], OPTIMIZER["beta2"]),
        eps=OPTIMIZER["epsilon"],
        weight_decay=OPTIMIZER["weightDecay"],
    )
    for step in range(1, STEPS + 1):
        draw_masks(adapted, lora, ids.shape[1], step)
        optimizer.zero_grad()
        loss = adapted(input_ids=ids, labels=labels).loss
        loss.backward()
        if step == 1:
            tensors |= {f"gradient.{name}": value.grad.clone() for name, value in trained(adapted).items()}
        losses.append(loss.item())
        optimizer.step()
    tensors |= {f"trained.{name}": value.detach().clone() for name, value in trained(adapted).items()}
    save_file(tensors, folder / "expected.safetensors")
    expected = {
        "model": model,
        "lora": lora,
        "optimizer": OPTIMIZER,
        "ids": ids.tolist(),
        "labels": labels.tolist(),
        "losses": losses,
        "seed": SEED,
        "versions": {
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "peft": peft.__version__,
        },
    }
    (folder / "expected.json").write_text(json.dumps(expected) + "\n")


def random_adapter(base, lora):
    """An adapter that has left its start: B is not zero."""
    torch.manual_seed(11)
    model = transformers.AutoModelForCausalLM.from_pretrained(
        base, dtype=torch.float32, attn_implementation="eager"
    )
    config = peft.LoraConfig(
        r=lora["rank"],
        lora_alpha=lora["alpha"],
        target_modules=lora["targets"],
        use_rslora=lora.get("rankStabilized", False),
        use_dora=lora.get("dora", False),
        lora_dropout=lora.get("dropout", 0.0),
        task_type="CAUSAL_LM",
    )
    adapted = peft.get_peft_model(model, config)
    with torch.no_grad():
        for name, value in trained(adapted).items():
            if "lora_B" in name:
                value.normal_(std=0.1)
            if "magnitude" in name:
                value.mul_(torch.rand_like(value) + 0.5)
    return adapted


class Masked(torch.nn.Module):
    """Dropout with a mask that is given."""

    mask = None

    def forward(self, x):
        return x * self.mask if self.training else x


def draw_masks(adapted, lora, tokens, step):
    """Puts the trainer's masks into PEFT's place for dropout: a mask for each sequence, layer and module."""
    if "dropout" not in lora:
        return
    for path, module in adapted.named_modules():
        if not hasattr(module, "lora_dropout"):
            continue
        layer = int(path.split(".layers.")[1].split(".")[0])
        number = lora["targets"].index(path.split(".")[-1])
        rows = [
            dropout_mask(lora["dropout"], tokens, module.in_features, [sequence, layer * 16 + number, step])
            for sequence in range(2)
        ]
        if not isinstance(module.lora_dropout["default"], Masked):
            module.lora_dropout["default"] = Masked()
        module.lora_dropout["default"].mask = torch.from_numpy(numpy.stack(rows))


def dropout_mask(rate, tokens, width, place):
    """A byte an element, from Philox4x32-10 under the key (seed, "drop"): dropped below 256 times the rate."""
    count = tokens * width
    block = numpy.arange((count + 15) // 16, dtype=numpy.uint64)
    a, b, c, d = [block, *(numpy.full_like(block, word) for word in place)]
    low = numpy.uint64(0xFFFFFFFF)
    k0, k1 = SEED, 0x64726F70
    for _ in range(10):
        first, second = a * numpy.uint64(0xD2511F53), c * numpy.uint64(0xCD9E8D57)
        high = [product >> numpy.uint64(32) for product in (first, second)]
        a, b, c, d = high[1] ^ b ^ numpy.uint64(k0), second & low, high[0] ^ d ^ numpy.uint64(k1), first & low
        k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
    words = numpy.stack([a, b, c, d], axis=1).astype("<u4")
    threshold = round(rate * 256)
    kept = words.view(numpy.uint8).reshape(-1)[:count] >= threshold
    return (kept * numpy.float32(256 / (256 - threshold))).astype(numpy.float32).reshape(tokens, width)


def trained(model):
    """What an adapter trains, under the names that PEFT saves it by."""
    return {
        name.replace(".default", "").replace("vector.weight", "vector"): value for name, value in model.named_parameters() if "lora_" in name
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
