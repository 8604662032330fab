"""A look at every layer, forward and backward, whether the run is to stop."""

from collections.abc import Callable

from torch import nn


def watch_layers(model: nn.Module, check: Callable[..., None]) -> None:
    """Calls `check` before each decoder layer; what it raises ends the pass."""
    for name, module in model.named_modules():
        if isinstance(module, nn.ModuleList) and name.endswith(".layers"):
            for layer in module:
                layer.register_forward_pre_hook(check)
                layer.register_full_backward_pre_hook(check)
