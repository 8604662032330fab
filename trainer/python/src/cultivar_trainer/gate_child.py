"""`python -m cultivar_trainer.gate_child LOADER FILE`: measures what a model computes that LOADER opens, into FILE.

A process of its own, since unsloth changes transformers for the whole process, and may end it. The request is one line
of standard input; once that is closed, whoever wanted to know is gone.
"""

import importlib
import os
import sys
import threading
from pathlib import Path


def main(name: str, path: Path) -> None:
    line = sys.stdin.buffer.readline()
    threading.Thread(target=_end_with_caller, daemon=True).start()
    if name == "unsloth":
        # Before all that it changes.
        importlib.import_module("unsloth")
    from cultivar_trainer.device import open_device
    from cultivar_trainer.gate_values import measure_gate_values
    from cultivar_trainer.loader import Loader
    from cultivar_trainer.open_trained import open_trained
    from cultivar_trainer.processes import Processes
    from cultivar_trainer.request import read_request
    from cultivar_trainer.training_state import read_checkpoint
    from cultivar_trainer.watch_layers import watch_layers

    request = read_request(line)
    job = request.manifest
    processes = Processes()
    device = open_device(job.class_, job.class_, processes.count, processes.local_index, request.threads)
    slots = read_checkpoint(request.folder, 0).slots
    trained = open_trained(request, Loader(name, "measured"), slots, processes, device)
    # As in the run, where each layer is looked at.
    watch_layers(trained.model, lambda *_: None)
    measure_gate_values(trained, device, job.sequence_length).save(path)


def _end_with_caller() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    try:
        main(sys.argv[1], Path(sys.argv[2]))
    except Exception as error:
        # Said in one line, the last of all.
        print(f"{type(error).__name__}: {' '.join(str(error).split())}", file=sys.stderr, flush=True)
        os._exit(1)
    # What a library left behind, threads or hooks at exit, keeps nobody.
    os._exit(0)
