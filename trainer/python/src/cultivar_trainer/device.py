"""What computes, and how exactly."""

import os
from dataclasses import dataclass

import torch

from cultivar_trainer.train_error import TrainError

TOLERANCE = "tolerance"


@dataclass(frozen=True)
class Device:
    """A torch device with the precision of frozen weights on it. Adapters, moments and gradients are f32 everywhere."""

    name: str
    dtype: torch.dtype
    exact: bool

    @property
    def torch(self) -> torch.device:
        return torch.device(self.name)


def open_device(wanted: str, own_class: str, processes: int, index: int, threads: int | None) -> Device:
    """Chooses the device of a job's class. Raises TrainError `class_mismatch` where this machine is of another."""
    exact = wanted != TOLERANCE
    if exact and (wanted != own_class or processes > 1):
        here = f"{own_class} in {processes} processes" if processes > 1 else own_class
        hint = "Give the job to a node of its class, or ask for the class `tolerance`."
        raise TrainError("class_mismatch", f"the job asks for class {wanted}, this machine is {here}", hint)
    if threads is not None:
        torch.set_num_threads(max(1, threads // processes))
    dtype = computing_dtype()
    if not torch.cuda.is_available():
        return Device("cpu", dtype, exact)
    if exact:
        _compute_exactly()
    torch.cuda.set_device(index)
    return Device(f"cuda:{index}", dtype, exact)


def computing_dtype() -> torch.dtype:
    """The precision of frozen weights on this machine."""
    return torch.bfloat16 if torch.cuda.is_available() else torch.float32


def _compute_exactly() -> None:
    """Kernels that give the same bits each time; slower. Read by cuBLAS when its first handle is made."""
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"
    torch.use_deterministic_algorithms(True)
    torch.backends.cudnn.benchmark = False
    torch.backends.cuda.matmul.allow_tf32 = False
    for fused in ("flash", "mem_efficient", "cudnn"):
        getattr(torch.backends.cuda, f"enable_{fused}_sdp")(False)
