"""Learning from a larger model."""

import torch
import torch.nn.functional as functional

from cultivar_trainer.dropout import Dropout
from cultivar_trainer.forward import Forward
from cultivar_trainer.job import Distillation as Settings
from cultivar_trainer.likelihood import Likelihood
from cultivar_trainer.token_file import Sequence


class Distillation(Likelihood):
    """`(1 - weight) · cross-entropy + weight · temperature² · KL(teacher ‖ student)`, both softened by the temperature
    (Hinton et al. 2015, section 2). Evaluations measure the likelihood alone."""

    def __init__(self, forward: Forward, dropout: Dropout, teacher: Forward, settings: Settings) -> None:
        super().__init__(forward, dropout)
        self._teacher, self._settings = teacher, settings

    def losses(self, row: list[Sequence], logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        temperature, weight = self._settings.temperature, self._settings.weight
        with torch.no_grad():
            wanted = functional.log_softmax(self._teacher.logits(row)[0] / temperature, dim=-1)
        said = functional.log_softmax(logits / temperature, dim=-1)
        apart = functional.kl_div(said, wanted, reduction="none", log_target=True).sum(-1)
        return (1 - weight) * super().losses(row, logits, labels) + weight * temperature**2 * apart
