"""LoRA with transformers and PEFT on the CPU: one JSON object in, tokens a second and peak memory out.

The weights are random and in the precision asked for, so that loading costs the peer nothing: its speed does not depend
on their values. The first step is not counted.
"""

import json
import resource
import sys
import time

request = json.load(sys.stdin)

import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

torch.set_num_threads(request["threads"])
torch.manual_seed(1)
dtype = {"f32": torch.float32, "bf16": torch.bfloat16}[request["precision"]]
torch.set_default_dtype(dtype)
shape = request["shape"]
model = LlamaForCausalLM(LlamaConfig(**shape))
model.config.use_cache = False
targets = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
lora = LoraConfig(r=8, lora_alpha=16, lora_dropout=0.0, target_modules=targets, task_type="CAUSAL_LM")
# Adapters in the model's own precision: the faster of PEFT's two ways.
model = get_peft_model(model, lora, autocast_adapter_dtype=False)
model.train()
optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=2e-4)
ids = torch.randint(0, shape["vocab_size"], (request["batch"], request["tokens"]))

seconds = []
for _ in range(request["steps"] + 1):
    started = time.perf_counter()
    optimizer.zero_grad(set_to_none=True)
    model(input_ids=ids, labels=ids).loss.backward()
    optimizer.step()
    seconds.append(time.perf_counter() - started)

peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"tokensPerSecond": ids.numel() * request["steps"] / sum(seconds[1:]), "peakMemoryBytes": peak}))
