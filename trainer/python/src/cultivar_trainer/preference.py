"""Direct preference optimisation."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import torch
import torch.nn.functional as functional

from cultivar_trainer.forward import Forward
from cultivar_trainer.row_sums import row_sums
from cultivar_trainer.token_file import Sequence


class Preference:
    """Pairs of answers, the better one first (Rafailov et al. 2023, equation 7): a reward is beta times what the
    model's log-probability of an answer has over the reference's, and the loss of a pair is the negative logarithm of
    the probability that the better one is preferred.

    `reference` puts the parameters that training began with into the model for a while. What it says of a sequence is
    computed once.
    """

    together = 2
    tells = 4

    def __init__(self, forward: Forward, beta: float, reference: Callable[[], AbstractContextManager]) -> None:
        self._forward, self._beta, self._at_reference = forward, beta, reference
        self._known: dict[str, float] = {}

    def items(self, sequences: list[Sequence]) -> int:
        return len(sequences) // 2

    def add_gradient(self, sequences: list[Sequence], items: int, step: int) -> list[float]:
        self._learn_reference(sequences)
        totals = torch.zeros(self.tells, dtype=torch.float64)
        for row in self._forward.rows(sequences, self.together):
            _, told = self._pairs(row)
            (told[:, 0].sum() / items).backward()
            totals += told.detach().sum(0).cpu()
        return totals.tolist()

    @torch.no_grad()
    def measure(self, sequences: list[Sequence]) -> tuple[list[float], list[list[float]]]:
        self._learn_reference(sequences)
        sums: list[float] = []
        told: list[list[float]] = []
        for row in self._forward.rows(sequences, self.together):
            own, pairs = self._pairs(row)
            sums.extend(own.tolist())
            told.extend(pairs.tolist())
        return sums, told

    def report(self, means: list[float]) -> dict:
        _, chosen, rejected, accuracy = means
        standing = {"chosenReward": chosen, "rejectedReward": rejected, "margin": chosen - rejected}
        return {"preference": standing | {"accuracy": accuracy}}

    def _pairs(self, row: list[Sequence]) -> tuple[torch.Tensor, torch.Tensor]:
        """Each sequence's sum, and of each pair its loss, both rewards, and whether the better one has the higher."""
        sums = torch.stack(row_sums(row, self._forward.logits(row)))
        reference = torch.tensor([self._known[sequence.key] for sequence in row], dtype=sums.dtype, device=sums.device)
        rewards = (self._beta * (reference - sums)).view(-1, 2)
        better, worse = rewards.unbind(1)
        losses = -functional.logsigmoid(better - worse)
        return sums, torch.stack([losses, better, worse, (better > worse).to(sums.dtype)], dim=1)

    @torch.no_grad()
    def _learn_reference(self, sequences: list[Sequence]) -> None:
        pairs = [sequences[at : at + 2] for at in range(0, len(sequences), 2)]
        missing = [sequence for pair in pairs if any(one.key not in self._known for one in pair) for sequence in pair]
        if not missing:
            return
        with self._at_reference():
            for row in self._forward.rows(missing, self.together):
                for sequence, value in zip(row, row_sums(row, self._forward.logits(row)), strict=True):
                    self._known[sequence.key] = value.item()
