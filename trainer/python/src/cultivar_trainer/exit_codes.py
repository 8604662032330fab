"""How the process ends; the same numbers as the TypeScript trainer's."""

from enum import IntEnum


class ExitCode(IntEnum):
    """`REFUSED`: the request or its inputs are at fault and would be again. `UNEXPECTED`: worth another try."""

    FINISHED = 0
    UNEXPECTED = 1
    REFUSED = 2
    DIVERGED = 3
    CANCELED = 4
