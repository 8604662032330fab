"""What opens the model of a run: transformers, or unsloth where it is there and the run is one that it can do."""

import json
import os
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from cultivar_trainer.request import TrainRequest

# Of our architectures those whose attention unsloth has a path for that is told the lengths of packed documents.
UNSLOTH_ARCHITECTURES = ("llama", "mistral", "qwen2", "qwen3")


@dataclass(frozen=True)
class Loader:
    """`reason`: why this one. `failed`: unsloth was tried and is not used."""

    name: Literal["transformers", "unsloth"]
    reason: str
    failed: bool = False


def unsloth_version() -> str | None:
    """The installed version; None where there is none."""
    try:
        return version("unsloth")
    except PackageNotFoundError:
        return None


def choose_loader(request: TrainRequest, cuda: bool) -> Loader:
    """unsloth where nothing speaks against it before it is tried. Imports neither of the two."""
    found = unsloth_version()
    against = _against(request, cuda, found)
    return Loader("unsloth", found) if against is None else Loader("transformers", against)


def _against(request: TrainRequest, cuda: bool, found: str | None) -> str | None:
    job = request.manifest
    if found is None:
        return "unsloth is not installed"
    if not cuda:
        return "unsloth needs CUDA"
    if job.class_ != "tolerance":
        return "the bits of an exact class are those of transformers"
    if request.python is not None and request.python.loader == "transformers":
        return "asked for"
    # As `accelerate launch` says it to each process.
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        return "unsloth runs in one process"
    return _undone(request)


def _undone(request: TrainRequest) -> str | None:
    """What of the job unsloth would not do, or not as it is asked."""
    job = request.manifest
    if job.lora is None:
        return "unsloth is used for adapters alone"
    if job.lora.dropout > 0:
        return "unsloth takes no mask for dropout"
    if job.lora.dora:
        return "unsloth's kernels do no DoRA"
    if job.base_weights is not None:
        return f"unsloth has no {job.base_weights}"
    if job.objective is not None and job.objective.name == "distillation":
        return "unsloth would change the teacher too"
    architecture = _architecture(request)
    return None if architecture in UNSLOTH_ARCHITECTURES else f"unsloth is not used for {architecture}"


def _architecture(request: TrainRequest) -> str:
    config = next((file.path for file in request.model_files if file.name == "config.json"), None)
    if config is None or any(file.name.endswith(".gguf") for file in request.model_files):
        return "a GGUF file"
    try:
        return str(json.loads(Path(config).read_bytes())["model_type"])[:60]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # Refused by whoever opens it.
        return "a model without a type"
