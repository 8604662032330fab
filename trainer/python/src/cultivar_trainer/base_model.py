"""The base model of a job, opened from checked local files."""

from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, PreTrainedModel
from transformers.utils import logging

from cultivar_trainer.device import Device
from cultivar_trainer.linked_model import ARCHITECTURES, linked_model, model_refused
from cultivar_trainer.pack_layers import pack_layers
from cultivar_trainer.processes import Processes
from cultivar_trainer.request import LocalFile
from cultivar_trainer.train_error import TrainError


def open_base(
    files: list[LocalFile], folder: Path, processes: Processes, device: Device, in_four_bits: bool = False
) -> PreTrainedModel:
    """Opens safetensors or one GGUF file through transformers; its folder is made of links and removed again. It drops
    nothing out, whatever its configuration says.

    Raises TrainError for pickles, unknown architectures, and a config that asks for code. Never runs code of a model.
    """
    with linked_model(files, folder / f"model-{processes.index}") as (links, gguf):
        # What is to be packed need never lie on the device as a whole, and is packed from its exact values.
        model = _load(links, gguf, Device("cpu", torch.float32, device.exact) if in_four_bits else device)
        if in_four_bits:
            pack_layers(model, links / gguf if gguf else None, device)
    if model.config.model_type not in ARCHITECTURES:
        raise model_refused(f"the architecture {model.config.model_type} is none of {', '.join(ARCHITECTURES)}")
    model.requires_grad_(False)
    model.config.use_cache = False
    return model.eval()


def _load(links: Path, gguf: str | None, device: Device) -> PreTrainedModel:
    options: dict[str, Any] = {"gguf_file": gguf} if gguf else {"use_safetensors": True}
    logging.disable_progress_bar()
    try:
        return AutoModelForCausalLM.from_pretrained(
            links,
            **options,
            dtype=device.dtype,
            device_map={"": device.torch},
            trust_remote_code=False,
            local_files_only=True,
        )
    except torch.cuda.OutOfMemoryError:
        hint = "Give the job to a node with a larger GPU."
        raise TrainError("out_of_memory", "the base model does not fit on the device", hint) from None
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise model_refused(f"transformers cannot open it: {first[:300]}") from None
