"""The prepared tokens of a run, as the TypeScript trainer writes them (`trainer/src/python/write-token-file.ts`).

This engine has no tokenizer, no template, no shuffle and no packing: what it learns, in which order, stands in this
file, so that both engines see the same tokens, masks and order.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from cultivar_trainer.train_error import TrainError

TOKEN_FILE = "tokens.safetensors"
FORMAT = "cultivar-tokens/1"
IGNORED = -100


@dataclass(frozen=True)
class Sequence:
    """One row of tokens without padding. `labels` are of the next token already, -100 where the loss does not count;
    positions restart at each document, and documents do not see one another. `key` tells sequences of a file apart,
    `number` is its place among those of its step."""

    ids: np.ndarray
    labels: np.ndarray
    positions: np.ndarray
    key: str = ""
    number: int = 0

    @property
    def counted(self) -> int:
        return int(np.count_nonzero(self.labels != IGNORED))


class SequenceList:
    """Sequences that lie one after the other in rows of (id, label, position)."""

    def __init__(self, name: str, tokens: np.ndarray, starts: np.ndarray) -> None:
        self._name, self._tokens, self._starts = name, tokens, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, index: int) -> Sequence:
        rows = self._tokens[self._starts[index] : self._starts[index + 1]]
        columns = (np.ascontiguousarray(rows[:, column]) for column in range(3))
        return Sequence(*columns, key=f"{self._name} {index}")

    def __iter__(self) -> Iterator[Sequence]:
        return (self[index] for index in range(len(self)))


class TokenFile:
    """What a run reads, step by step."""

    def __init__(self, folder: Path) -> None:
        path = folder / TOKEN_FILE
        try:
            with safe_open(path, framework="numpy") as file:
                about = json.loads((file.metadata() or {}).get("cultivar", "{}"))
                if about.get("format") != FORMAT:
                    raise ValueError(f"its format is not {FORMAT}")
                self.about: dict = about
                self._train = _sequences(file, "train")
                self.held_out = _sequences(file, "heldOut")
                self._order = file.get_tensor("order")
                self._cursors = file.get_tensor("cursors")
            if self._order.size and not 0 <= self._order.min() <= self._order.max() < len(self._train):
                raise ValueError("its order names sequences that it does not have")
            if self._cursors[0] != 0 or self._cursors[-1] != self._order.size or (np.diff(self._cursors) < 1).any():
                raise ValueError("its steps do not fit its order")
        except (OSError, SafetensorError, ValueError) as error:
            hint = "Start the run by the TypeScript trainer, which prepares the tokens."
            raise TrainError("request_refused", f"{path.name}: {error}", hint) from None

    @property
    def steps(self) -> int:
        return len(self._cursors) - 1

    def take(self, step: int) -> tuple[list[Sequence], int]:
        """The sequences of optimiser step `step` (from 1), and the cursor after it."""
        cursor = int(self._cursors[step])
        places = self._order[self._cursors[step - 1] : cursor]
        return [replace(self._train[int(place)], number=number) for number, place in enumerate(places)], cursor


def _sequences(file: safe_open, name: str) -> SequenceList:
    tokens, starts = file.get_tensor(f"{name}.tokens"), file.get_tensor(f"{name}.starts")
    if tokens.ndim != 2 or tokens.shape[1] != 3 or tokens.dtype != np.int32:
        raise ValueError(f"{name}.tokens are no rows of id, label and position")
    if starts[0] != 0 or starts[-1] != len(tokens) or (np.diff(starts) < 1).any():
        raise ValueError(f"{name}.starts do not fit its tokens")
    return SequenceList(name, tokens, starts)
