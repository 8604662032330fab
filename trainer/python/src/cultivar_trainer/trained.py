"""What a run trains of a model."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn

from cultivar_trainer.device import Device
from cultivar_trainer.forward import Forward
from cultivar_trainer.train_error import TrainError
from cultivar_trainer.training_state import Slot


class Trained:
    """A model, its trainable tensors in the order of a state's slots, and their flat vector. Raises TrainError where
    `named`, the trainable tensors by the names of the slots, are others than these."""

    def __init__(self, model: nn.Module, named: dict[str, nn.Parameter], slots: list[Slot]) -> None:
        wanted = {slot.name: slot.shape for slot in slots}
        found = {name: tuple(parameter.shape) for name, parameter in named.items()}
        if wanted != found:
            odd = sorted(set(wanted.items()) ^ set(found.items()))[0]
            message = f"the model's tensors are not those of the run's state: {odd[0]} {list(odd[1])}"
            raise TrainError("request_refused", message, "Name targets that the base model has.")
        self.model = model
        self.tensors = [named[slot.name] for slot in slots]
        self.length = sum(slot.length for slot in slots)
        self.slots = slots

    def forward(self, device: Device, budget: int) -> Forward:
        """Runs sequences through the model, so many tokens side by side at most."""
        return Forward(self.model, device, budget)

    @torch.no_grad()
    def load(self, parameters: torch.Tensor) -> None:
        """Puts a flat vector into the model."""
        for slot, tensor in zip(self.slots, self.tensors, strict=True):
            tensor.copy_(parameters[slot.offset : slot.offset + slot.length].view(slot.shape))

    @torch.no_grad()
    def read(self) -> torch.Tensor:
        """A flat vector of what is in the model."""
        return torch.cat([tensor.reshape(-1) for tensor in self.tensors])

    @contextmanager
    def at(self, parameters: torch.Tensor) -> Iterator[None]:
        """The model with other parameters for a while."""
        own = self.read()
        self.load(parameters)
        try:
            yield
        finally:
            self.load(own)

    def clear_gradient(self) -> None:
        for tensor in self.tensors:
            tensor.grad = None

    def gradient(self) -> torch.Tensor:
        """The gradient as one flat f32 vector; zero where nothing was computed."""
        parts = [torch.zeros_like(t) if t.grad is None else t.grad for t in self.tensors]
        return torch.cat([part.reshape(-1).float() for part in parts])
