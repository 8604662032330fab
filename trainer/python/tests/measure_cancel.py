"""`python tests/measure_cancel.py [RUNS]`: how long a run of two processes takes to end that is told to stop, from the
signal to the last event and to the end of the last process. In seconds, the load of the machine beside them."""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import psutil
from tiny_run import tiny_model, tiny_run
from work import TWO_PROCESSES, Work


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        model = tiny_model(Path(folder) / "model")
        for run in range(runs):
            request = tiny_run(
                Path(folder) / str(run), model, steps=100_000, segmentSteps=10_000, evaluation={"everySteps": 0}
            )
            work = Work(request, TWO_PROCESSES).until(lambda event: event.get("step") == 20)
            workers = work.workers()
            asked = time.monotonic()
            work.signal(signal.SIGTERM).until(lambda event: event["type"] == "failed")
            told = time.monotonic() - asked
            psutil.wait_procs(workers)
            ended = time.monotonic() - asked
            work.end()
            launcher = time.monotonic() - asked
            print(
                f"canceled after {told:.2f} s, both processes ended after {ended:.2f} s, the launcher after "
                f"{launcher:.2f} s; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
