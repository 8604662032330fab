"""The determinism class of this engine on this machine."""

import hashlib
import re
from pathlib import Path

import torch

from cultivar_trainer.device import TOLERANCE


def own_class(lock: Path) -> str:
    """`exact:torch-cuda/<lock digest>/<gpu model>` where CUDA is there and the lock that pins every package; otherwise
    `tolerance`: torch promises no equal bits between CPUs."""
    if not torch.cuda.is_available() or not lock.is_file():
        return TOLERANCE
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()[:12]
    model = re.sub(r"[^a-z0-9]+", "-", torch.cuda.get_device_name(0).lower()).strip("-")
    return f"exact:torch-cuda/{digest}/{model}"


def lock_path() -> Path:
    """`uv.lock` of the project that this package lies in; installed elsewhere there is none."""
    return Path(__file__).resolve().parents[2] / "uv.lock"
