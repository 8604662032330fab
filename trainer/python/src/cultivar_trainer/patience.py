"""When a run ends because its held-out loss no longer falls: `trainer/src/run/patience.ts`."""

from dataclasses import dataclass

from cultivar_trainer.job import StopAfter


@dataclass(frozen=True)
class Patience:
    """`best`: the loss that the next has to fall below. `stale`: evaluations in a row that did not."""

    best: float
    stale: int


def patience_of(losses: list[float], rule: StopAfter | None) -> Patience | None:
    """What a run's evaluations came to, in their order; the first sets the mark. None where there is no rule."""
    if rule is None or not losses:
        return None
    patience = Patience(losses[0], 0)
    for loss in losses[1:]:
        better = loss < patience.best and patience.best - loss >= rule.gain
        patience = Patience(loss, 0) if better else Patience(patience.best, patience.stale + 1)
    return patience
