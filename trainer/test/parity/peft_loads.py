"""Loads an adapter into a small model with PEFT, as a user would, and says what it found.

Takes the folder of a model, the folder of an adapter and token ids as JSON; writes JSON: keys that are missing or
unexpected, and the logits of every token.
"""

import json
import sys

import peft
import torch
import transformers

torch.set_num_threads(1)


def main(model_folder, adapter_folder, ids):
    base = transformers.AutoModelForCausalLM.from_pretrained(
        model_folder, dtype=torch.float32, attn_implementation="eager"
    )
    model = peft.PeftModel.from_pretrained(base, adapter_folder).eval()
    found = peft.set_peft_model_state_dict(model, peft.utils.save_and_load.load_peft_weights(adapter_folder))
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([json.loads(ids)])).logits[0]
    result = {
        "missing": [key for key in found.missing_keys if "lora_" in key],
        "unexpected": list(found.unexpected_keys),
        "logits": logits.flatten().tolist(),
        "versions": {"torch": torch.__version__, "transformers": transformers.__version__, "peft": peft.__version__},
    }
    json.dump(result, sys.stdout)


main(*sys.argv[1:])
