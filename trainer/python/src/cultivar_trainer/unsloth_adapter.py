"""The adapter of a job on a base that unsloth opens."""

import json
from pathlib import Path

import torch
from safetensors import safe_open
from torch import nn

from cultivar_trainer.adapter import peft_name
from cultivar_trainer.device import Device
from cultivar_trainer.forward import Forward
from cultivar_trainer.linked_model import TOKENIZER, linked_model
from cultivar_trainer.request import TrainRequest
from cultivar_trainer.trained import Trained
from cultivar_trainer.training_state import Slot
from cultivar_trainer.unsloth_forward import UnslothForward

_EMBEDDING = "model.embed_tokens.weight"


class UnslothAdapter(Trained):
    """PEFT's modules in a model whose forward pass is unsloth's."""

    def __init__(self, model: nn.Module, slots: list[Slot]) -> None:
        named = {peft_name(name): parameter for name, parameter in model.named_parameters() if parameter.requires_grad}
        for parameter in named.values():
            # Steps are too small for less.
            parameter.data = parameter.data.float()
        super().__init__(model, named, slots)

    def forward(self, device: Device, budget: int) -> Forward:
        return UnslothForward(self.model, device, budget)


def open_unsloth(request: TrainRequest, slots: list[Slot], device: Device) -> UnslothAdapter:
    """Opens the base and puts a new adapter on it. It changes classes of transformers for the whole process, so whoever
    calls has imported unsloth first and opens nothing by transformers afterwards.

    Raises what unsloth raises, TrainError where its tensors are not those of the run's state.
    """
    # unsloth has to come before all that it changes: nobody imports it by importing this module.
    from unsloth import FastLanguageModel

    job = request.manifest
    # "unsloth" would move activations to the host; True computes them anew.
    recompute = request.recompute == "always"
    with linked_model(request.model_files, request.folder / "model-unsloth", TOKENIZER) as (links, _):
        model, _ = FastLanguageModel.from_pretrained(
            model_name=str(links),
            # Above what the model was made for, unsloth would stretch its positions.
            max_seq_length=min(job.sequence_length, _longest(links)),
            dtype=device.dtype,
            load_in_4bit=False,
            device_map={"": device.torch},
            trust_remote_code=False,
            local_files_only=True,
            use_exact_model_name=True,
            fix_tokenizer=False,
            use_gradient_checkpointing=recompute,
        )
        _restore_embedding(model, links)
    model = FastLanguageModel.get_peft_model(
        model,
        r=job.lora.rank,
        lora_alpha=job.lora.alpha,
        lora_dropout=0,
        target_modules=sorted(job.lora.targets),
        use_rslora=bool(job.lora.rank_stabilized),
        bias="none",
        use_gradient_checkpointing=recompute,
        random_state=job.seed,
    )
    FastLanguageModel.for_training(model, use_gradient_checkpointing=recompute)
    model.config.use_cache = False
    return UnslothAdapter(model, slots)


@torch.no_grad()
def _restore_embedding(model: nn.Module, links: Path) -> None:
    """A base is what its files say: unsloth may have set the row of the token that it takes for padding to zero."""
    for path in links.glob("*.safetensors"):
        with safe_open(path, framework="pt") as file:
            if _EMBEDDING in file.keys():  # noqa: SIM118 - it is no dict
                model.get_input_embeddings().weight.copy_(file.get_tensor(_EMBEDDING))


def _longest(links: Path) -> int:
    return json.loads((links / "config.json").read_bytes()).get("max_position_embeddings", 1 << 30)
