"""How fast a run goes and how long it will take."""

# Recent steps count more: each older one weighs a fifth less.
_FADE = 0.8


class Pace:
    """Means over what was measured so far."""

    def __init__(self) -> None:
        self._tokens = self._seconds = self._steps = 0.0
        self._evaluation_seconds = 0.0

    def step(self, tokens: int, seconds: float) -> None:
        self._tokens = self._tokens * _FADE + tokens
        self._seconds = self._seconds * _FADE + seconds
        self._steps = self._steps * _FADE + 1

    def evaluation(self, seconds: float) -> None:
        self._evaluation_seconds = seconds

    @property
    def tokens_per_second(self) -> float:
        return self._tokens / self._seconds if self._seconds > 0 else 0.0

    def seconds_left(self, steps: int, evaluations: int) -> float:
        each = self._seconds / self._steps if self._steps > 0 else 0.0
        return steps * each + evaluations * self._evaluation_seconds
