"""TEST DOUBLE of unsloth, which needs a GPU: its interface, as far as the engine uses it, on top of transformers.

It does what the source of unsloth 2026.8 does: it changes a class of transformers for the whole process, asks for a
tokenizer beside the weights, sets a row of the embedding to zero, takes no places in `logits_to_keep`, and keeps
documents apart by `packed_seq_lengths` alone. What UNSLOTH_DOUBLE names goes wrong.
"""

import os
import sys
import time
from pathlib import Path

import torch

_FAULT = os.environ.get("UNSLOTH_DOUBLE", "")
# Said where a library says such things.
print("unsloth double", _FAULT, end="")
if _FAULT == "import":
    raise NotImplementedError("no GPU that\nit knows")
if any(name in sys.modules for name in ("transformers", "peft")):
    raise ImportError("unsloth comes before transformers and peft")


class FastLanguageModel:
    @staticmethod
    def from_pretrained(
        model_name: str,
        max_seq_length: int,
        dtype: torch.dtype,
        load_in_4bit: bool,
        device_map: object,
        trust_remote_code: bool,
        local_files_only: bool,
        use_exact_model_name: bool,
        fix_tokenizer: bool,
        use_gradient_checkpointing: bool,
    ) -> tuple:
        from transformers import AutoModelForCausalLM, LlamaForCausalLM

        assert not load_in_4bit
        assert not trust_remote_code
        assert local_files_only
        if not (Path(model_name) / "tokenizer.json").exists():
            raise OSError("no tokenizer beside the weights")
        if _FAULT == "load":
            raise RuntimeError("CUDA error: no kernel image\nis available")
        if _FAULT == "dies":
            os.abort()
        if _FAULT == "hangs":
            time.sleep(600)
        LlamaForCausalLM.forward = _changed(LlamaForCausalLM.forward)
        model = AutoModelForCausalLM.from_pretrained(model_name, dtype=dtype, device_map=device_map)
        with torch.no_grad():
            model.get_input_embeddings().weight[3] = 0
            if _FAULT == "weights":
                model.model.norm.weight[3] = 0
        assert max_seq_length <= model.config.max_position_embeddings
        return model, None

    @staticmethod
    def get_peft_model(
        model: torch.nn.Module,
        r: int,
        lora_alpha: float,
        lora_dropout: float,
        target_modules: list[str],
        use_rslora: bool,
        bias: str,
        use_gradient_checkpointing: bool,
        random_state: int,
    ) -> torch.nn.Module:
        from peft import LoraConfig, get_peft_model

        config = LoraConfig(
            task_type="CAUSAL_LM",
            r=r,
            lora_alpha=lora_alpha,
            lora_dropout=lora_dropout,
            target_modules=target_modules,
            use_rslora=use_rslora,
            bias=bias,
        )
        adapted = get_peft_model(model, config)
        if _FAULT == "gradient":
            worst = next(value for name, value in adapted.named_parameters() if "lora_A" in name)
            worst.register_hook(lambda gradient: 1.01 * gradient)
        return adapted

    @staticmethod
    def for_training(model: torch.nn.Module, use_gradient_checkpointing: bool) -> None:
        model.train()


def _changed(plain):
    def forward(self, input_ids, position_ids, packed_seq_lengths=None, logits_to_keep=0, **named):
        if packed_seq_lengths is None or _FAULT == "mixes":
            # A mask of its own, by which transformers looks at no positions: one text.
            named["attention_mask"] = torch.ones_like(input_ids)
        else:
            assert packed_seq_lengths.dtype == torch.int32
            assert packed_seq_lengths.sum() == input_ids.shape[1]
        return plain(self, input_ids=input_ids, position_ids=position_ids, **named)

    return forward
