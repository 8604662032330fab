"""The base model of a job, opened from checked local files."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, PreTrainedModel
from transformers.utils import logging

from cultivar_trainer.device import Device
from cultivar_trainer.pack_layers import pack_layers
from cultivar_trainer.processes import Processes
from cultivar_trainer.request import LocalFile
from cultivar_trainer.train_error import TrainError

ARCHITECTURES = ("gemma2", "gemma3_text", "llama", "mistral", "phi3", "qwen2", "qwen3")
_READ = re.compile(r"[\w.-]+\.(safetensors|gguf)|config\.json|generation_config\.json|model\.safetensors\.index\.json")
_PICKLES = (".bin", ".pt", ".pth", ".pkl", ".ckpt", ".h5", ".msgpack")
# What in a config.json would fetch or run something that did not come with the files.
_REFUSED_SETTINGS = (
    "auto_map",
    "quantization_config",
    "_attn_implementation",
    "attn_implementation",
    "use_kernels",
)


def open_base(
    files: list[LocalFile], folder: Path, processes: Processes, device: Device, in_four_bits: bool = False
) -> PreTrainedModel:
    """Opens safetensors or one GGUF file through transformers; its folder is made of links and removed again. It drops
    nothing out, whatever its configuration says.

    Raises TrainError for pickles, unknown architectures, and a config that asks for code. Never runs code of a model.
    """
    links = folder / f"model-{processes.index}"
    shutil.rmtree(links, ignore_errors=True)
    links.mkdir()
    try:
        gguf = _link(files, links)
        if gguf is None:
            _check_config(links / "config.json")
        # What is to be packed need never lie on the device as a whole, and is packed from its exact values.
        model = _load(links, gguf, Device("cpu", torch.float32, device.exact) if in_four_bits else device)
        if in_four_bits:
            pack_layers(model, links / gguf if gguf else None, device)
    finally:
        shutil.rmtree(links, ignore_errors=True)
    if model.config.model_type not in ARCHITECTURES:
        raise _refused(f"the architecture {model.config.model_type} is none of {', '.join(ARCHITECTURES)}")
    model.requires_grad_(False)
    model.config.use_cache = False
    return model.eval()


def _link(files: list[LocalFile], links: Path) -> str | None:
    """Links what is read under its name. Returns the name of the GGUF file, where there is one."""
    for file in files:
        if file.name.lower().endswith(_PICKLES):
            raise _refused(f"{file.name} may run code when it is read: convert it to safetensors")
        if _READ.fullmatch(file.name):
            (links / file.name).symlink_to(Path(file.path).resolve())
    names = sorted(path.name for path in links.iterdir())
    ggufs = [name for name in names if name.endswith(".gguf")]
    if len(ggufs) > 1 or not any(name.endswith((".gguf", ".safetensors")) for name in names):
        raise _refused(f"{', '.join(names) or 'no file'}: neither safetensors weights nor one GGUF file")
    return ggufs[0] if ggufs else None


def _check_config(path: Path) -> None:
    try:
        config = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        raise _refused("config.json is missing or no JSON") from None
    if not isinstance(config, dict) or config.get("model_type") not in ARCHITECTURES:
        raise _refused(f"config.json names no architecture out of {', '.join(ARCHITECTURES)}")
    asked = [name for name in _REFUSED_SETTINGS if config.get(name) is not None]
    if asked:
        raise _refused(f"config.json sets {', '.join(asked)}, which would run or fetch what is not in the files")


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
        raise _refused(f"transformers cannot open it: {first[:300]}") from None


def _refused(what: str) -> TrainError:
    return TrainError("model_refused", what, "Check the files of the model against its manifest.")
