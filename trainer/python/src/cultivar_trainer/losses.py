"""Losses of sequences, and their gradient."""

from collections.abc import Iterator

import numpy as np
import torch
import torch.nn.functional as functional

from cultivar_trainer.adapter import Adapter
from cultivar_trainer.device import Device
from cultivar_trainer.token_file import IGNORED, Sequence


class Losses:
    """Runs sequences through the model. `budget`: so many tokens at most are computed side by side, in one row.

    Rows hold no padding. Positions restart at each document, by which transformers keeps documents apart (a
    block-diagonal mask, or variable lengths where the attention has them), so what stands beside what changes no loss.
    """

    def __init__(self, adapter: Adapter, device: Device, budget: int) -> None:
        self._adapter, self._device, self._budget = adapter, device, budget

    def add_gradient(self, sequences: list[Sequence], counted: int) -> float:
        """Adds the gradient of the summed loss over `counted` to what the adapter's tensors hold.

        Returns the summed loss in nats."""
        total = 0.0
        for row in self._rows(sequences):
            losses = self._losses(row)
            if losses is not None:
                (losses.sum() / counted).backward()
                total += losses.detach().double().sum().item()
        return total

    @torch.no_grad()
    def sums(self, sequences: list[Sequence]) -> list[float]:
        """The summed loss of each sequence in nats."""
        sums: list[float] = []
        for row in self._rows(sequences):
            losses = self._losses(row)
            sizes = [sequence.counted for sequence in row]
            parts = [torch.zeros(0)] * len(row) if losses is None else losses.double().cpu().split(sizes)
            sums.extend(part.sum().item() for part in parts)
        return sums

    def _rows(self, sequences: list[Sequence]) -> Iterator[list[Sequence]]:
        """Neighbours whose tokens fit the budget together; a longer one stands alone."""
        row: list[Sequence] = []
        held = 0
        for sequence in sequences:
            size = len(sequence.ids)
            if row and held + size > self._budget:
                yield row
                row, held = [], 0
            row.append(sequence)
            held += size
        if row:
            yield row

    def _losses(self, row: list[Sequence]) -> torch.Tensor | None:
        """The loss of every counted label, in their order; None where no label counts."""
        labels = np.concatenate([sequence.labels for sequence in row])
        places = np.flatnonzero(labels != IGNORED)
        if places.size == 0:
            return None
        tensor = lambda values: torch.from_numpy(values.astype(np.int64)).to(self._device.torch)  # noqa: E731
        outputs = self._adapter.model(
            input_ids=tensor(np.concatenate([sequence.ids for sequence in row]))[None],
            position_ids=tensor(np.concatenate([sequence.positions for sequence in row]))[None],
            # Logits are made where a label counts alone: of a large vocabulary they are most of the memory.
            logits_to_keep=tensor(places),
            use_cache=False,
        )
        return functional.cross_entropy(outputs.logits[0].float(), tensor(labels[places]), reduction="none")
