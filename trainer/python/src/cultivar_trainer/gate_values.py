"""What a model computes of two documents, side by side and each alone."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

from cultivar_trainer.device import Device
from cultivar_trainer.row_sums import row_sums
from cultivar_trainer.token_file import IGNORED, Sequence
from cultivar_trainer.trained import Trained

_SEED = 1
_LONGEST = 256
# Small beside the weights of a base, and no zeros: behind a zero half of an adapter the other has no gradient.
_SPREAD = 0.02


@dataclass(frozen=True)
class GateValues:
    """Summed losses of the two documents in nats, side by side and alone; the flat gradient of their mean loss, both
    ways; the summed magnitudes of every frozen tensor by its name in the base."""

    losses_together: np.ndarray
    losses_apart: np.ndarray
    gradient_together: np.ndarray
    gradient_apart: np.ndarray
    frozen: dict[str, float]

    def save(self, path: Path) -> None:
        arrays = {name: value for name, value in vars(self).items() if name != "frozen"}
        save_file(arrays, path, {"frozen": json.dumps(self.frozen)})


def read_gate_values(path: Path) -> GateValues:
    """Reads what `save` wrote."""
    with safe_open(path, framework="numpy") as file:
        arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no dict
        return GateValues(**arrays, frozen=json.loads(file.metadata()["frozen"]))


def measure_gate_values(trained: Trained, device: Device, sequence_length: int) -> GateValues:
    """Computes them at adapter values of a seed of its own, which stay in the model."""
    random = np.random.default_rng(_SEED)
    values = random.standard_normal(trained.length, dtype=np.float32) * np.float32(_SPREAD)
    trained.load(torch.from_numpy(values).to(device.torch))
    vocabulary = trained.model.get_input_embeddings().weight.shape[0]
    documents = probe_documents(vocabulary, min(sequence_length, _LONGEST))
    together = _run(trained, device, documents, sequence_length)
    apart = _run(trained, device, documents, 1)
    return GateValues(together[0], apart[0], together[1], apart[1], _frozen(trained))


def probe_documents(vocabulary: int, length: int) -> list[Sequence]:
    """Two documents of `length` tokens in all. The second begins as the first does, so a model to which they are one
    text knows it."""
    first = np.random.default_rng(_SEED).integers(0, vocabulary, length * 3 // 5)
    return [_document(first), _document(first[: length - len(first)])]


def _document(ids: np.ndarray) -> Sequence:
    return Sequence(ids, np.append(ids[1:], IGNORED), np.arange(len(ids)))


def _run(trained: Trained, device: Device, documents: list[Sequence], budget: int) -> tuple[np.ndarray, np.ndarray]:
    forward = trained.forward(device, budget)
    items = sum(document.counted for document in documents)
    trained.clear_gradient()
    losses: list[float] = []
    for row in forward.rows(documents):
        sums = row_sums(row, forward.logits(row))
        (torch.stack(sums).sum() / items).backward()
        losses += [one.item() for one in sums]
    return np.array(losses), trained.gradient().cpu().numpy()


def _frozen(trained: Trained) -> dict[str, float]:
    own = {id(tensor) for tensor in trained.tensors}
    return {
        name.removeprefix("base_model.model.").replace(".base_layer", ""): tensor.detach().double().abs().sum().item()
        for name, tensor in trained.model.named_parameters()
        if id(tensor) not in own
    }
