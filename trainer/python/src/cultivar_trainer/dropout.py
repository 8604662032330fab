"""Dropout whose masks depend on nothing but where they stand: `trainer/src/engine/decoder/dropout-bits.ts` in torch."""

from dataclasses import dataclass

import torch
from peft import PeftModel
from torch import nn

# Tells these draws from all others of the same seed ("drop").
_STREAM = 0x6472_6F70
_MODULES = 16
_WORD = 0xFFFF_FFFF
# A block of the generator decides so many elements, a byte each.
_BLOCK = 16
# The modules of a layer in the order in which both engines number them.
_SEPARATE = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
_FUSED = ("qkv_proj", "o_proj", "gate_up_proj", "down_proj")


@dataclass
class Row:
    """What is computed side by side in a training step: number and length of each sequence."""

    step: int
    sequences: list[tuple[int, int]]


class Dropout:
    """The dropout of a run. While `row` is None, as it is in evaluations, nothing is dropped."""

    def __init__(self, rate: float, seed: int) -> None:
        self.row: Row | None = None
        self._threshold, self._seed = round(rate * 256), seed

    def install(self, model: PeftModel) -> None:
        """Takes the place of PEFT's own dropout in every adapted module."""
        adapted = [(path, module) for path, module in model.named_modules() if hasattr(module, "lora_dropout")]
        is_fused = any(path.endswith(("qkv_proj", "gate_up_proj")) for path, _ in model.named_modules())
        order = _FUSED if is_fused else _SEPARATE
        for path, module in adapted:
            layer = int(path.split(".layers.")[1].split(".")[0])
            place = layer * _MODULES + order.index(path.rsplit(".", 1)[1])
            module.lora_dropout["default"] = _Masked(self, place)
            # DoRA asks whether it is training before it lets anything be dropped.
            module.training = True

    def mask(self, place: int, width: int, device: torch.device) -> torch.Tensor:
        """The mask of the row at hand `[tokens, width]`; what is kept is divided by the share that is."""
        kept = 256 / (256 - self._threshold)
        draws = [
            draw_bytes(length * width, self._seed, (number, place, self.row.step), device).view(length, width)
            for number, length in self.row.sequences
        ]
        return (torch.cat(draws) >= self._threshold).float() * kept


class _Masked(nn.Module):
    def __init__(self, dropout: Dropout, place: int) -> None:
        super().__init__()
        self._dropout, self._place = dropout, place

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self._dropout.row is None:
            return x
        return x * self._dropout.mask(self._place, x.shape[-1], x.device).to(x.dtype)


def draw_bytes(count: int, seed: int, place: tuple[int, int, int], device: torch.device) -> torch.Tensor:
    """So many bytes of Philox4x32-10 (Salmon et al. 2011) under the key (seed, "drop"), each a function of its number
    and of `place` (sequence, layer and module, step)."""
    a = torch.arange(-(-count // _BLOCK), dtype=torch.int64, device=device)
    b, c, d = (torch.full_like(a, word) for word in place)
    k0, k1 = seed, _STREAM
    for _ in range(10):
        # The product fills 64 bits: as a signed number it may be negative, its bits are right.
        first, second = a * 0xD251_1F53, c * 0xCD9E_8D57
        a, b, c, d = (second >> 32 & _WORD) ^ b ^ k0, second & _WORD, (first >> 32 & _WORD) ^ d ^ k1, first & _WORD
        k0, k1 = (k0 + 0x9E37_79B9) & _WORD, (k1 + 0xBB67_AE85) & _WORD
    words = torch.stack([a, b, c, d], dim=1).reshape(-1)
    shifts = torch.arange(0, 32, 8, device=device)
    return (words[:, None] >> shifts & 255).to(torch.uint8).reshape(-1)[:count]
