"""The entry point `cultivar-train-python`."""

import argparse
import importlib
import json
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

from cultivar_trainer.event_log import EventLog
from cultivar_trainer.exit_codes import ExitCode
from cultivar_trainer.stop_signal import StopSignal, canceled
from cultivar_trainer.train_error import TrainError

_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "UNSLOTH_DISABLE_STATISTICS": "1",
}


def main(arguments: list[str] | None = None) -> int:
    """Reads one TrainRequest in JSON, from standard input or a file; writes one event a line on standard output.

    SIGTERM and SIGINT end it within two seconds, with a checkpoint; the same request goes on from it. It opens no
    connection but those between the processes of one run. Returns one of ExitCode.
    """
    # Before anything heavy is imported: that alone takes seconds, and some of it asks the environment.
    stop = StopSignal()
    os.environ.update(_ENVIRONMENT)
    options = _parser().parse_args(arguments)
    if options.probe:
        from cultivar_trainer.probe import probe

        with redirect_stdout(sys.stderr):
            found = probe()
        print(json.dumps(found))
        return ExitCode.FINISHED
    try:
        from cultivar_trainer.request import read_request

        content = options.request.read_bytes() if options.request else sys.stdin.buffer.read()
        request = read_request(content)
    except (TrainError, OSError) as error:
        print(error, file=sys.stderr)
        return ExitCode.REFUSED
    # Events alone go to standard output, whatever a library prints.
    with redirect_stdout(sys.stderr):
        return _run(request, content, stop)


def _run(request, content: bytes, stop: StopSignal) -> int:
    request.folder.mkdir(parents=True, exist_ok=True)
    is_first = os.environ.get("RANK", "0") == "0"
    events = EventLog(request.folder / "events.jsonl" if is_first else None)
    stop.before_exit = lambda: events.fail(canceled(0))
    try:
        loader = _choose(request, content)
        from cultivar_trainer.processes import Processes
        from cultivar_trainer.run import Run

        processes = Processes()
        Run(request, events, stop, processes, loader).train()
        processes.close()
        return ExitCode.FINISHED
    except TrainError as error:
        events.fail(error)
        return error.exit_code
    except Exception as error:
        hint = "Start the job again: it goes on from its last checkpoint."
        message = f"{type(error).__name__}: {error}".strip()[:500]
        events.fail(TrainError("unexpected", message, hint))
        return ExitCode.UNEXPECTED
    finally:
        events.close()


def _choose(request, content: bytes):
    """Which loader opens the model; unsloth is imported then, before all that it changes."""
    import torch

    from cultivar_trainer.gate import pass_gate
    from cultivar_trainer.loader import choose_loader

    loader = choose_loader(request, torch.cuda.is_available())
    if loader.name == "unsloth":
        loader = pass_gate(request, content, loader)
    if loader.name == "unsloth":
        importlib.import_module("unsloth")
    return loader


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cultivar-train-python", description="Train what a request asks for.")
    parser.add_argument("--request", type=Path, help="file with the request; default: standard input")
    parser.add_argument("--probe", action="store_true", help="say in JSON what is here, and end")
    return parser
