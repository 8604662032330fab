"""Sequences through a model."""

from collections.abc import Iterator
from contextlib import nullcontext

import numpy as np
import torch
from torch import nn

from cultivar_trainer.device import Device
from cultivar_trainer.token_file import IGNORED, Sequence


class Forward:
    """Runs sequences through a model. `budget`: so many tokens at most are computed side by side, in one row.

    Rows hold no padding. Positions restart at each document, by which transformers keeps documents apart (a
    block-diagonal mask, or variable lengths where the attention has them), so what stands beside what changes no loss.
    """

    def __init__(self, model: nn.Module, device: Device, budget: int) -> None:
        self._model, self._device, self._budget = model, device, budget
        # Weights that are trained lie in f32 where the device computes in less.
        self._mixes = next(model.parameters()).dtype != device.dtype

    def rows(self, sequences: list[Sequence], together: int = 1) -> Iterator[list[Sequence]]:
        """Neighbours whose tokens fit the budget, `together` of them never apart; more than fits stands alone."""
        row: list[Sequence] = []
        held = 0
        for first in range(0, len(sequences), together):
            group = sequences[first : first + together]
            size = sum(len(sequence.ids) for sequence in group)
            if row and held + size > self._budget:
                yield row
                row, held = [], 0
            row += group
            held += size
        if row:
            yield row

    def logits(self, row: list[Sequence]) -> tuple[torch.Tensor, torch.Tensor] | None:
        """Logits in f32 where a label counts, and these labels; None where none counts."""
        labels = np.concatenate([sequence.labels for sequence in row])
        places = np.flatnonzero(labels != IGNORED)
        if places.size == 0:
            return None
        with torch.autocast(self._device.torch.type, self._device.dtype) if self._mixes else nullcontext():
            logits = self._run(
                self._tensor(np.concatenate([sequence.ids for sequence in row])),
                self._tensor(np.concatenate([sequence.positions for sequence in row])),
                self._tensor(places),
            )
        return logits.float(), self._tensor(labels[places])

    def _run(self, ids: torch.Tensor, positions: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        """The logits at `places` of one row."""
        outputs = self._model(
            input_ids=ids[None],
            position_ids=positions[None],
            # Logits are made where a label counts alone: of a large vocabulary they are most of the memory.
            logits_to_keep=places,
            use_cache=False,
        )
        return outputs.logits[0]

    def _tensor(self, values: np.ndarray) -> torch.Tensor:
        return torch.from_numpy(values.astype(np.int64)).to(self._device.torch)
