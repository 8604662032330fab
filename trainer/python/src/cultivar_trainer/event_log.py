"""The events of a run, on disk and on standard output."""

import json
import math
import os
import sys
import time
from pathlib import Path
from typing import Any

from cultivar_trainer.train_error import TrainError


class EventLog:
    """`events.jsonl` of a run's folder, each event a line of JSON, on standard output too.

    Numbers grow by one over all attempts at a run: after a crash a half-written last line is cut off and numbers go on
    from the last whole event. A log without a folder's file (`path=None`) stays silent: only one process of several
    speaks.
    """

    def __init__(self, path: Path | None, standard_output: int = 1) -> None:
        self._output = standard_output
        self._file = None
        if path is None:
            return
        self._file = open(path, "a+b", buffering=0)  # noqa: SIM115 - it stays open as long as the run
        self._file.seek(0)
        content = self._file.read()
        whole = content.rfind(b"\n") + 1
        self._file.truncate(whole)
        lines = content[:whole].splitlines()
        self._seq = json.loads(lines[-1])["seq"] if lines else 0

    def emit(self, kind: str, **fields: Any) -> None:
        """Numbers, keeps and tells an event. Fields that are None are left out."""
        if self._file is None:
            return
        self._seq += 1
        told = {name: value for name, value in fields.items() if value is not None}
        for name, value in told.items():
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"{kind}.{name} is {value}")
        event = {"seq": self._seq, "timeMs": time.time_ns() // 1_000_000, "type": kind, **told}
        line = json.dumps(event, separators=(",", ":"), allow_nan=False).encode() + b"\n"
        self._file.write(line)
        # One write a line: a pipe never shows half an event to a reader of lines.
        os.write(self._output, line)

    def fail(self, error: TrainError) -> None:
        """Tells why a run ended, to whoever reads words too."""
        self.emit("failed", code=error.code, message=str(error), hint=error.hint)
        print(error, file=sys.stderr)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
