"""Sequences through a model that unsloth has changed."""

import numpy as np
import torch
from torch import nn

from cultivar_trainer.device import Device
from cultivar_trainer.forward import Forward


class UnslothForward(Forward):
    """Positions alone do not keep documents apart there: it is told their lengths. It takes no places in
    `logits_to_keep`, so all logits are made."""

    def __init__(self, model: nn.Module, device: Device, budget: int) -> None:
        super().__init__(model, device, budget)
        # Its kernels are made for mixed precision, as its own trainer runs them.
        self._mixes = device.dtype != torch.float32

    def _run(self, ids: torch.Tensor, positions: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        lengths = document_lengths(positions.cpu().numpy())
        outputs = self._model(
            input_ids=ids[None],
            position_ids=positions[None],
            packed_seq_lengths=torch.from_numpy(lengths).to(ids.device),
            use_cache=False,
        )
        return outputs.logits[0][places]


def document_lengths(positions: np.ndarray) -> np.ndarray:
    """How long each document of a row is: a new one begins where positions do not go on. i32."""
    starts = np.flatnonzero(np.diff(positions, prepend=positions[0]) != 1)
    return np.diff(np.append(starts, len(positions))).astype(np.int32)
