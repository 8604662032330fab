"""What of this engine is here, for `doctor`: versions, device, class, and what is absent and why."""

import importlib
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import torch

from cultivar_trainer.own_class import lock_path, own_class

_PACKAGES = ("torch", "transformers", "peft", "accelerate")


def probe() -> dict[str, Any]:
    """Looks around without loading a model. Raises nothing."""
    cuda = torch.cuda.is_available()
    return {
        "class": own_class(lock_path()),
        "device": "cuda" if cuda else "cpu",
        "gpus": [torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())] if cuda else [],
        "versions": {name: version(name) for name in _PACKAGES},
        "extras": {name: extra(name, cuda) for name in ("unsloth",)},
    }


def extra(name: str, cuda: bool) -> str:
    """Whether a package that replaces the model's forward pass is here, and is tried by runs that it can do."""
    try:
        found = version(name)
    except PackageNotFoundError:
        return "not installed"
    if not cuda:
        return f"{found}, of no use without CUDA"
    try:
        importlib.import_module(name)
    except Exception as error:
        return f"{found}, does not start: {str(error)[:200]}"
    return f"{found}, tried in each run of class tolerance that it can do"
