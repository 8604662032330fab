"""Likelihoods of the sequences of a row."""

import torch
import torch.nn.functional as functional

from cultivar_trainer.token_file import Sequence


def row_sums(row: list[Sequence], found: tuple[torch.Tensor, torch.Tensor] | None) -> list[torch.Tensor]:
    """The summed negative log-likelihood of each sequence of a row, in double precision."""
    if found is None:
        return [torch.zeros((), dtype=torch.float64)] * len(row)
    losses = functional.cross_entropy(*found, reduction="none").double()
    return [part.sum() for part in losses.split([sequence.counted for sequence in row])]
