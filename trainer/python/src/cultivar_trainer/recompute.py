"""Activations computed a second time rather than kept."""

import functools

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


def recompute(layers: nn.ModuleList) -> None:
    """Lets the backward pass compute each layer anew from its input (Chen et al. 2016): less memory, a third more
    computation, the same gradient. What a layer draws must be the same both times."""
    for layer in layers:
        layer.forward = functools.partial(_forward, layer.forward)


def _forward(forward, *inputs: object, **named: object) -> object:
    if not torch.is_grad_enabled():
        return forward(*inputs, **named)
    return checkpoint(forward, *inputs, use_reentrant=False, preserve_rng_state=False, **named)
