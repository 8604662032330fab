"""The engine in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil

# As `--gpus 2` starts it; `--cpu` would start one process alone.
TWO_PROCESSES = (
    *("accelerate.commands.launch", "--multi_gpu", "--num_processes", "2", "--num_machines", "1"),
    *("--mixed_precision", "no", "--dynamo_backend", "no", "--module"),
)


class Work:
    """A running engine whose events can be waited for."""

    def __init__(
        self,
        request: Path,
        launcher: tuple[str, ...] = (),
        program: tuple[str, ...] = ("cultivar_trainer",),
        **variables: str,
    ) -> None:
        started = ("-m", *launcher, *program) if program == ("cultivar_trainer",) else program
        command = [sys.executable, *started, "--request", str(request)]
        environment = {"PATH": os.environ["PATH"], "HOME": str(request.parent), "OMP_NUM_THREADS": "1", **variables}
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        self.events: list[dict] = []

    def until(self, wanted: Callable[[dict], bool]) -> "Work":
        """Reads events up to the wanted one."""
        for line in self._process.stdout:
            self.events.append(json.loads(line))
            if wanted(self.events[-1]):
                return self
        raise AssertionError(f"it ended before that, with {self.events[-1:]}")

    def signal(self, number: int) -> "Work":
        self._process.send_signal(number)
        return self

    def workers(self) -> list[psutil.Process]:
        """The processes that the launcher started."""
        return [child for child in psutil.Process(self._process.pid).children() if "RANK" in child.environ()]

    def end(self) -> int:
        """Reads what is left. Returns the exit code."""
        self.events.extend(json.loads(line) for line in self._process.stdout)
        return self._process.wait()
