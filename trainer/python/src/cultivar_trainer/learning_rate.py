"""The learning rate of each step."""

import math

from cultivar_trainer.job import Schedule


def learning_rate(schedule: Schedule, peak: float, step: int, steps: int) -> float:
    """The rate of step `step` (from 1) of `steps`: a linear warm-up, then constant, or falling to zero after the last
    step, linearly or as half a cosine."""
    warmup = schedule.warmup_steps
    if step <= warmup:
        return peak * step / warmup
    done = (step - 1 - warmup) / max(1, steps - warmup)
    if schedule.name == "linear":
        return peak * (1 - done)
    if schedule.name == "cosine":
        return peak * (1 + math.cos(math.pi * done)) / 2
    return peak
