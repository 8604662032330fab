"""What a run makes small."""

from typing import Protocol

from cultivar_trainer.token_file import Sequence


class Objective(Protocol):
    """Sums over items: the counted labels of sequences, or pairs of answers.

    `tells`: how many numbers an item's sum has; the first is the loss in nats. `together`: so many neighbouring
    sequences belong to one item.
    """

    together: int
    tells: int

    def items(self, sequences: list[Sequence]) -> int:
        """What sums over these sequences are divided by."""
        ...

    def add_gradient(self, sequences: list[Sequence], items: int, step: int) -> list[float]:
        """Adds the gradient of the summed loss over `items` to what the trained tensors hold. Returns the sums."""
        ...

    def measure(self, sequences: list[Sequence]) -> tuple[list[float], list[list[float]]]:
        """The summed negative log-likelihood of each sequence in nats, and what is told of each group of `together`."""
        ...

    def report(self, means: list[float]) -> dict:
        """What an event says of means besides the loss."""
        ...
