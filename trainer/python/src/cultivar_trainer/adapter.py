"""The adapter of a job on its base: PEFT's modules, our flat vectors."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import PreTrainedModel

from cultivar_trainer.job import Lora
from cultivar_trainer.train_error import TrainError
from cultivar_trainer.training_state import Slot


class Adapter:
    """The trainable tensors of a PEFT model in the order of a state's slots, and their flat vector."""

    def __init__(self, base: PreTrainedModel, lora: Lora, slots: list[Slot]) -> None:
        self.model: PeftModel = get_peft_model(base, lora_config(lora))
        trainable = {
            _peft_name(name): parameter for name, parameter in self.model.named_parameters() if parameter.requires_grad
        }
        wanted = {slot.name: slot.shape for slot in slots}
        found = {name: tuple(parameter.shape) for name, parameter in trainable.items()}
        if wanted != found:
            odd = sorted(set(wanted.items()) ^ set(found.items()))[0]
            message = f"the adapter's tensors are not those of the run's state: {odd[0]} {list(odd[1])}"
            raise TrainError("request_refused", message, "Name targets that the base model has.")
        self._slots = slots
        self.tensors = [trainable[slot.name] for slot in slots]
        self.length = sum(slot.length for slot in slots)

    @torch.no_grad()
    def load(self, parameters: torch.Tensor) -> None:
        """Puts a flat vector into the model."""
        for slot, tensor in zip(self._slots, self.tensors, strict=True):
            tensor.copy_(parameters[slot.offset : slot.offset + slot.length].view(slot.shape))

    @contextmanager
    @torch.no_grad()
    def at(self, parameters: torch.Tensor) -> Iterator[None]:
        """The model with other parameters for a while."""
        own = torch.cat([tensor.reshape(-1) for tensor in self.tensors])
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


def lora_config(lora: Lora) -> LoraConfig:
    """PEFT's configuration of a job's LoRA."""
    return LoraConfig(
        task_type="CAUSAL_LM",
        r=lora.rank,
        lora_alpha=lora.alpha,
        lora_dropout=lora.dropout,
        target_modules=sorted(lora.targets),
        use_rslora=bool(lora.rank_stabilized),
        use_dora=bool(lora.dora),
        bias="none",
    )


def _peft_name(name: str) -> str:
    """The name in PEFT's files of what the model calls `….lora_A.default.weight`."""
    return name.replace(".default", "").replace("lora_magnitude_vector.weight", "lora_magnitude_vector")
