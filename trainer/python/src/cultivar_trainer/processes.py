"""The processes of one run: one, or one for each GPU, as `accelerate launch` starts them."""

import torch
import torch.distributed
from accelerate import PartialState


class Processes:
    """Every process holds the whole model and the same state; each computes its share of a step's sequences."""

    def __init__(self) -> None:
        self._state = PartialState(cpu=not torch.cuda.is_available())

    @property
    def index(self) -> int:
        return self._state.process_index

    @property
    def local_index(self) -> int:
        return self._state.local_process_index

    @property
    def count(self) -> int:
        return self._state.num_processes

    @property
    def is_first(self) -> bool:
        return self.index == 0

    def share(self, items: list) -> list:
        """The items of this process: every `count`-th."""
        return items[self.index :: self.count]

    def add_up(self, tensor: torch.Tensor) -> torch.Tensor:
        """The sum over all processes, in place; each has the same bits after it."""
        if self.count > 1:
            torch.distributed.all_reduce(tensor)
        return tensor

    def close(self) -> None:
        if self.count > 1:
            torch.distributed.destroy_process_group()
