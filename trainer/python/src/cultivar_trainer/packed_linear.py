"""A frozen linear module whose matrix lies in four bits."""

import torch
import torch.nn.functional as functional
from torch import nn

from cultivar_trainer.device import Device
from cultivar_trainer.q4_1 import BLOCK_VALUES, unpack


class PackedLinear(nn.Linear):
    """Unpacks its matrix whenever it is used, forward and backward, and keeps no copy (QLoRA, Dettmers et al. 2023)."""

    def __init__(self, packed: torch.Tensor, bias: nn.Parameter | None, device: Device) -> None:
        nn.Module.__init__(self)
        self.out_features, self.in_features = packed.shape[0], packed.shape[1] * BLOCK_VALUES
        self.register_buffer("packed", packed)
        self.register_parameter("bias", bias)
        self._dtype = device.dtype

    @property
    def weight(self) -> torch.Tensor:
        """The matrix as its blocks say it, made anew."""
        return unpack(self.packed).to(self._dtype)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        product = _Product.apply(x, self)
        return product if self.bias is None else product + self.bias


class _Product(torch.autograd.Function):
    """`x · Wᵀ`; for the gradient W is unpacked a second time."""

    @staticmethod
    def forward(context, x: torch.Tensor, linear: PackedLinear) -> torch.Tensor:
        context.linear = linear
        return functional.linear(x, linear.weight)

    @staticmethod
    def backward(context, gradient: torch.Tensor) -> tuple[torch.Tensor, None]:
        return gradient @ context.linear.weight, None
