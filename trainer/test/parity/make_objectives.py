"""What torch computes of preferences and of a teacher, with the random models of `make_fixtures.py`.

    python trainer/test/parity/make_objectives.py trainer/test/parity/generated

The student is the Llama with its adapter. DPO (Rafailov et al. 2023) measures against the same model with the adapter
switched off; distillation (Hinton et al. 2015) learns from the Mistral, which is of the same vocabulary. Loss, the
gradient of every LoRA matrix, and the losses of ten AdamW steps. Needs torch, transformers and peft.
"""

import json
import sys
from pathlib import Path

import peft
import torch
import transformers
from safetensors.torch import save_file
from torch.nn.functional import cross_entropy, kl_div, log_softmax, logsigmoid

torch.set_num_threads(1)

STEPS = 10
OPTIMIZER = {"learningRate": 5e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weightDecay": 0.01}
BETA = 0.4
TEMPERATURE, WEIGHT = 2.5, 0.7
VOCABULARY = 320


def main(folder):
    models, target = folder / "models", folder / "objectives"
    target.mkdir(exist_ok=True)
    make(target / "dpo", models, *preferences())
    make(target / "distillation", models, *from_teacher(load(models / "mistral")))


def load(path):
    return transformers.AutoModelForCausalLM.from_pretrained(
        path, dtype=torch.float32, attn_implementation="eager"
    ).eval()


def make(target, models, settings, loss_of):
    student = peft.PeftModel.from_pretrained(load(models / "llama"), models / "llama" / "adapter", is_trainable=True).eval()
    loss, shown = loss_of(student)
    loss.backward()
    tensors = {f"gradient.{name}": matrix.grad.clone() for name, matrix in lora(student).items()}
    losses = train(student, loss_of)
    tensors |= {f"trained.{name}": matrix.detach().clone() for name, matrix in lora(student).items()}
    save_file(tensors, f"{target}.safetensors")
    expected = settings | {"optimizer": OPTIMIZER, "loss": loss.item(), "losses": losses, "shown": shown}
    Path(f"{target}.json").write_text(json.dumps(expected) + "\n")
    print(target.name, loss.item(), losses[-1], shown)


def lora(model):
    return {name.replace(".default", ""): matrix for name, matrix in model.named_parameters() if "lora_" in name}


def train(model, loss_of):
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
        loss, _ = loss_of(model)
        loss.backward()
        losses.append(loss.item())
        optimizer.step()
    return losses


def preferences():
    """Three pairs that go on from prompts of 5, 6 and 7 tokens by answers of different lengths."""
    generator = torch.Generator().manual_seed(11)
    draw = lambda count: torch.randint(3, VOCABULARY, (count,), generator=generator).tolist()
    pairs = []
    for i, (better, worse) in enumerate([(6, 9), (8, 4), (5, 5)]):
        prompt = draw(5 + i)
        pairs.append({"prompt": len(prompt), "chosen": prompt + draw(better), "rejected": prompt + draw(worse)})

    def log_probability(model, ids, prompt):
        logits = model(input_ids=torch.tensor([ids])).logits[0, prompt - 1 : -1]
        labels = torch.tensor(ids[prompt:])
        return log_softmax(logits, -1).gather(1, labels[:, None]).sum()

    def loss_of(model):
        losses, rewards = [], []
        for pair in pairs:
            sides = [(pair[side], pair["prompt"]) for side in ("chosen", "rejected")]
            with torch.no_grad(), model.disable_adapter():
                reference = [log_probability(model, *side) for side in sides]
            policy = [log_probability(model, *side) for side in sides]
            better, worse = [BETA * (p - r) for p, r in zip(policy, reference)]
            losses.append(-logsigmoid(better - worse))
            rewards.append([better.item(), worse.item()])
        return torch.stack(losses).mean(), {"rewards": rewards}

    return {"beta": BETA, "pairs": pairs}, loss_of


def from_teacher(teacher):
    """Two sequences, the first third of each context that does not count."""
    generator = torch.Generator().manual_seed(12)
    ids = torch.randint(3, VOCABULARY, (2, 24), generator=generator)
    first = 8

    def loss_of(model):
        with torch.no_grad():
            wanted = teacher(input_ids=ids).logits[:, first - 1 : -1].reshape(-1, VOCABULARY)
        logits = model(input_ids=ids).logits[:, first - 1 : -1].reshape(-1, VOCABULARY)
        labels = ids[:, first:].reshape(-1)
        hard = cross_entropy(logits, labels)
        soft = kl_div(
            log_softmax(logits / TEMPERATURE, -1),
            log_softmax(wanted / TEMPERATURE, -1),
            log_target=True,
            reduction="batchmean",
        )
        loss = (1 - WEIGHT) * hard + WEIGHT * TEMPERATURE**2 * soft
        return loss, {"crossEntropy": hard.item(), "divergence": soft.item()}

    settings = {"temperature": TEMPERATURE, "weight": WEIGHT, "ids": ids.tolist(), "first": first}
    return settings, loss_of


if __name__ == "__main__":
    main(Path(sys.argv[1]))
