"""Adapters of every kind on the small models of make_fixtures.py, and what PEFT computes with them.

    python trainer/test/parity/make_variants.py trainer/test/parity/generated

Each folder under `variants` holds an adapter as PEFT saves it and what is expected of it: logits, loss, the gradient of
every trained tensor, the loss of some AdamW steps, and the tensors after them. Needs torch, transformers, peft and
safetensors.
"""

import json
import sys
from pathlib import Path

import peft
import torch
import transformers
from safetensors.torch import save_file

from make_fixtures import FUSED, OPTIMIZER, SEPARATE, batch

torch.set_num_threads(1)

STEPS = 6

VARIANTS = {
    "rank-stabilized": dict(model="llama", rank=4, alpha=3, rankStabilized=True),
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
        task_type="CAUSAL_LM",
    )
    adapted = peft.get_peft_model(model, config)
    with torch.no_grad():
        for name, value in trained(adapted).items():
            if "lora_B" in name:
                value.normal_(std=0.1)
    return adapted


def trained(model):
    """What an adapter trains, under the names that PEFT saves it by."""
    return {
        name.replace(".default", ""): value for name, value in model.named_parameters() if "lora_" in name
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
