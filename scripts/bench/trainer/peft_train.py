"""LoRA with transformers and PEFT on the CPU, step by step: one JSON object in, an event a line out.

It reads the model, the tokens, the labels and the packing that the trainer has, so that the loss of its first step is
the trainer's. The memory that loading took does not count as its peak.
"""

import json
import sys

request = json.load(sys.stdin)

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM

TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def tell(event):
    print(json.dumps(event), flush=True)


def open_model():
    dtype = {"f32": torch.float32, "bf16": torch.bfloat16}[request["precision"]]
    model = AutoModelForCausalLM.from_pretrained(request["modelDir"], dtype=dtype)
    model.config.use_cache = False
    lora = LoraConfig(r=8, lora_alpha=16, lora_dropout=0.0, target_modules=TARGETS, task_type="CAUSAL_LM")
    # In the model's own precision is the faster of PEFT's two ways.
    model = get_peft_model(model, lora, autocast_adapter_dtype=request["wideAdapters"])
    if request["checkpointing"]:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        model.enable_input_require_grads()
    return model.train()


def batches():
    """Batches of sequences with block-diagonal causal masks, one after another."""
    size = request["batch"]
    with open(request["tokensFile"]) as file:
        sequences = json.load(file)
    for start in range(0, size * request["steps"], size):
        several = sequences[start : start + size]
        column = lambda name: torch.tensor([sequence[name] for sequence in several])
        documents = column("documents")
        alike = documents[:, :, None] == documents[:, None, :]
        mask = (alike & torch.ones_like(alike[0]).tril())[:, None]
        inputs = {"input_ids": column("ids"), "position_ids": column("positions"), "attention_mask": mask}
        labels = column("labels")
        # They already stand where they are foretold.
        yield inputs | {"labels": labels, "shift_labels": labels}, int((documents >= 0).sum())


torch.set_num_threads(request["threads"])
torch.manual_seed(request["seed"])
model = open_model()
optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-3, weight_decay=0.0)
run = torch.compile(model) if request["compiled"] else model
with open("/proc/self/clear_refs", "w") as peak:
    peak.write("5")
tell({"type": "started"})

done = 0
for inputs, tokens in batches():
    optimizer.zero_grad(set_to_none=True)
    loss = run(**inputs).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    done += tokens
    tell({"type": "step", "loss": loss.item(), "tokens": done})
