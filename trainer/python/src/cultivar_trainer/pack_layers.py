"""A model whose layers hold their matrices in four bits."""

from pathlib import Path

import torch
from torch import nn
from transformers import PreTrainedModel

from cultivar_trainer.device import Device
from cultivar_trainer.gguf_blocks import GgufBlocks
from cultivar_trainer.packed_linear import PackedLinear
from cultivar_trainer.q4_1 import BLOCK_VALUES, pack, unpack
from cultivar_trainer.train_error import TrainError


def pack_layers(model: PreTrainedModel, gguf: Path | None, device: Device) -> None:
    """Replaces the matrices of every layer, in the blocks that a GGUF stores where it stores such; moves the model to
    its device. Raises TrainError where a row is no whole number of blocks."""
    blocks = GgufBlocks(gguf, model.config) if gguf else None
    for layer, module in enumerate(model.model.layers):
        for path, linear in list(module.named_modules()):
            if isinstance(linear, nn.Linear):
                place, _, name = path.rpartition(".")
                packed = _pack(linear, f"model.layers.{layer}.{path}", blocks and blocks.of(layer, name))
                setattr(module.get_submodule(place), name, PackedLinear(packed.to(device.torch), linear.bias, device))
    model.to(device.torch, device.dtype)


def _pack(linear: nn.Linear, name: str, stored: torch.Tensor | None) -> torch.Tensor:
    if linear.in_features % BLOCK_VALUES != 0:
        message = f"{name}: its rows have {linear.in_features} values, and blocks of four bits hold {BLOCK_VALUES}"
        raise TrainError("model_refused", message, "Leave baseWeights out for this model.")
    if stored is None:
        return pack(linear.weight)
    if not torch.equal(unpack(stored), linear.weight):
        raise TrainError("model_refused", f"{name}: transformers reads other values", "Use the safetensors files.")
    return stored
