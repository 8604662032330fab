"""What transformers computes when every weight of the small models is trained.

    python trainer/test/parity/make_full.py trainer/test/parity/generated

Beside each model of make_fixtures.py: the gradient of every tensor, twenty steps of AdamW with clipping and a schedule,
and every tensor after them. Of each tensor some 256 values are kept, spread evenly. Needs torch, transformers and
safetensors.
"""

import json
import sys
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_file

from make_fixtures import MODELS, batch

STEPS, WARMUP, CLIP = 20, 4, 0.5
OPTIMIZER = {"learningRate": 2e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weightDecay": 0.01}
KEPT = 256


def main(folder):
    for name in MODELS:
        print(name, flush=True)
        make(folder / "models" / name, folder / "full" / name)


def make(model_folder, folder):
    folder.mkdir(parents=True, exist_ok=True)
    model = transformers.AutoModelForCausalLM.from_pretrained(
        model_folder, dtype=torch.float32, attn_implementation="eager"
    ).eval()
    ids, labels = batch()
    model(input_ids=ids, labels=labels).loss.backward()
    tensors = {f"gradient.{name}": some(weight.grad) for name, weight in model.named_parameters()}
    losses, norms = train(model, ids, labels)
    tensors |= {f"trained.{name}": some(weight.detach()) for name, weight in model.named_parameters()}
    save_file(tensors, folder / "expected.safetensors")
    expected = {
        "optimizer": OPTIMIZER | {"clipNorm": CLIP},
        "schedule": {"name": "linear", "warmupSteps": WARMUP},
        "losses": losses,
        "norms": norms,
    }
    (folder / "expected.json").write_text(json.dumps(expected) + "\n")


def some(values):
    """Every n-th value, n odd, so that no column of a matrix is left out."""
    return values.flatten()[:: (values.numel() // KEPT) | 1].clone()


def train(model, ids, labels):
    optimizer = torch.optim.AdamW(
        model.parameters(),
        lr=OPTIMIZER["learningRate"],
        betas=(OPTIMIZER["beta1"], OPTIMIZER["beta2"]),
        eps=OPTIMIZER["epsilon"],
        weight_decay=OPTIMIZER["weightDecay"],
    )
    # A linear warm-up to step WARMUP, then down to zero after the last step.
    rate = lambda done: min((done + 1) / WARMUP, 1 - max(0, done - WARMUP) / (STEPS - WARMUP))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    losses, norms = [], []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = model(input_ids=ids, labels=labels).loss
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP).item())
        losses.append(loss.item())
        optimizer.step()
        schedule.step()
    return losses, norms


if __name__ == "__main__":
    main(Path(sys.argv[1]))
