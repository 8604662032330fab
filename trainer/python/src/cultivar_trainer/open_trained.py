"""The model of a run with what is trained of it."""

from dataclasses import replace

import torch

from cultivar_trainer.adapter import Adapter
from cultivar_trainer.base_model import open_base
from cultivar_trainer.device import Device
from cultivar_trainer.loader import Loader
from cultivar_trainer.processes import Processes
from cultivar_trainer.recompute import recompute
from cultivar_trainer.request import TrainRequest
from cultivar_trainer.trained import Trained
from cultivar_trainer.training_state import Slot
from cultivar_trainer.whole_model import WholeModel


def open_trained(
    request: TrainRequest, loader: Loader, slots: list[Slot], processes: Processes, device: Device
) -> Trained:
    """Opens the base model by `loader` and makes trainable what the job trains. Raises as the loaders do."""
    if loader.name == "unsloth":
        from cultivar_trainer.unsloth_adapter import open_unsloth

        return open_unsloth(request, slots, device)
    job = request.manifest
    # Steps are too small for bf16 to hold them: what is trained is f32.
    device = device if job.lora else replace(device, dtype=torch.float32)
    base = open_base(request.model_files, request.folder, processes, device, job.base_weights is not None)
    if request.recompute == "always":
        recompute(base.model.layers)
    return Adapter(base, job.lora, slots) if job.lora else WholeModel(base, slots)
