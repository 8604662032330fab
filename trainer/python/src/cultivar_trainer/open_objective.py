"""What a job asks its run to make small."""

import torch

from cultivar_trainer.base_model import open_base
from cultivar_trainer.device import Device
from cultivar_trainer.distillation import Distillation
from cultivar_trainer.dropout import Dropout
from cultivar_trainer.forward import Forward
from cultivar_trainer.likelihood import Likelihood
from cultivar_trainer.objective import Objective
from cultivar_trainer.preference import Preference
from cultivar_trainer.processes import Processes
from cultivar_trainer.request import TrainRequest
from cultivar_trainer.stop_signal import StopSignal
from cultivar_trainer.train_error import TrainError
from cultivar_trainer.trained import Trained
from cultivar_trainer.training_state import read_checkpoint
from cultivar_trainer.watch_layers import watch_layers


def open_objective(
    request: TrainRequest, trained: Trained, device: Device, processes: Processes, stop: StopSignal
) -> Objective:
    """Opens a teacher where the job has one. `trained` is as training begins, not as it goes on.

    Raises TrainError `request_refused` where the files of a teacher are not there.
    """
    job = request.manifest
    forward = trained.forward(device, job.sequence_length)
    rate = job.lora.dropout if job.lora else 0
    dropout = Dropout(rate, job.seed)
    if rate > 0:
        dropout.install(trained.model)
    if job.objective is None:
        return Likelihood(forward, dropout)
    if job.objective.name == "dpo":
        initial = _initial(request, trained).to(device.torch)
        return Preference(forward, job.objective.beta, lambda: trained.at(initial))
    if request.teacher_files is None:
        message = "the job learns from a teacher, the request brings none"
        raise TrainError("request_refused", message, "Bring the files of the teacher.")
    teacher = open_base(request.teacher_files, request.folder, processes, device)
    watch_layers(teacher, stop.check)
    return Distillation(forward, dropout, Forward(teacher, device, job.sequence_length), job.objective)


def _initial(request: TrainRequest, trained: Trained) -> torch.Tensor:
    """The parameters that training began with: an adapter's stand in its first state, a whole model's in its files."""
    if request.manifest.lora is None:
        return trained.read()
    return torch.from_numpy(read_checkpoint(request.folder, 0).parameters)
