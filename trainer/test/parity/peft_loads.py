"""Loads adapters into small models with PEFT, as a user would, and says what it found.

Reads a JSON list of `{model, adapter, ids}` (folders and token ids) from standard input; writes a JSON list: keys that
are missing or unexpected, and the logits of every token.
"""

import json
import sys

import peft
import torch
import transformers

torch.set_num_threads(1)


def load(job):
    base = transformers.AutoModelForCausalLM.from_pretrained(
        job["model"], dtype=torch.float32, attn_implementation="eager"
    )
    model = peft.PeftModel.from_pretrained(base, job["adapter"]).eval()
    weights = peft.utils.save_and_load.load_peft_weights(job["adapter"])
    found = peft.set_peft_model_state_dict(model, weights)
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([job["ids"]])).logits[0]
    return {
        "missing": [key for key in found.missing_keys if "lora_" in key],
        "unexpected": list(found.unexpected_keys),
        "logits": logits.flatten().tolist(),
    }


json.dump([load(job) for job in json.load(sys.stdin)], sys.stdout)
