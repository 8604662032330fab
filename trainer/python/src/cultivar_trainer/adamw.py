"""AdamW on flat vectors."""

import torch

from cultivar_trainer.job import Optimizer

# Vectors in double precision are made of so many values at a time.
_BLOCK = 1 << 22


def adamw_step(
    vectors: tuple[torch.Tensor, torch.Tensor, torch.Tensor],
    gradient: torch.Tensor,
    options: Optimizer,
    rate: float,
    step: int,
    gradient_scale: float,
) -> None:
    """One step with decoupled weight decay (Loshchilov and Hutter 2019), in place, in double precision, each value
    rounded to f32 once, as the TypeScript engine does it. `vectors`: parameters, first and second moments."""
    correction1 = 1 - options.beta1**step
    correction2 = 1 - options.beta2**step
    for start in range(0, gradient.numel(), _BLOCK):
        window = slice(start, start + _BLOCK)
        parameters, first, second = (vector[window] for vector in vectors)
        g = gradient[window].double() * gradient_scale
        m = options.beta1 * first.double() + (1 - options.beta1) * g
        v = options.beta2 * second.double() + (1 - options.beta2) * g * g
        update = (m / correction1) / ((v / correction2).sqrt() + options.epsilon)
        parameters.copy_(parameters.double() * (1 - rate * options.weight_decay) - rate * update)
        first.copy_(m)
        second.copy_(v)
