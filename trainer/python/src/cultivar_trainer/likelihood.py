"""The likelihood of the counted labels."""

import torch
import torch.nn.functional as functional

from cultivar_trainer.dropout import Dropout, Row
from cultivar_trainer.forward import Forward
from cultivar_trainer.row_sums import row_sums
from cultivar_trainer.token_file import Sequence


class Likelihood:
    """Negative log-likelihood in nats a counted label, over all labels of a step alike."""

    together = 1
    tells = 1

    def __init__(self, forward: Forward, dropout: Dropout) -> None:
        self._forward, self._dropout = forward, dropout

    def items(self, sequences: list[Sequence]) -> int:
        return sum(sequence.counted for sequence in sequences)

    def add_gradient(self, sequences: list[Sequence], items: int, step: int) -> list[float]:
        total = 0.0
        try:
            for row in self._forward.rows(sequences):
                self._dropout.row = Row(step, [(sequence.number, len(sequence.ids)) for sequence in row])
                found = self._forward.logits(row)
                if found is not None:
                    losses = self.losses(row, *found)
                    (losses.sum() / items).backward()
                    total += losses.detach().double().sum().item()
        finally:
            self._dropout.row = None
        return [total]

    @torch.no_grad()
    def measure(self, sequences: list[Sequence]) -> tuple[list[float], list[list[float]]]:
        sums: list[float] = []
        for row in self._forward.rows(sequences):
            sums.extend(float(part) for part in row_sums(row, self._forward.logits(row)))
        return sums, [[value] for value in sums]

    def report(self, means: list[float]) -> dict:
        return {}

    def losses(self, row: list[Sequence], logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """The training loss of each counted label."""
        return functional.cross_entropy(logits, labels, reduction="none")
