"""The gate before unsloth: it is used where it computes what transformers does."""

import json
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from cultivar_trainer.loader import Loader
from cultivar_trainer.request import TrainRequest

# An import that compiles kernels, and gigabytes to read.
_PATIENCE_SECONDS = 600
_SHOWN = 200


def pass_gate(request: TrainRequest, content: bytes, loader: Loader) -> Loader:
    """`loader`, which is unsloth, or transformers with the reason where unsloth does not start, opens no model or
    computes something else. `content`: the request as it came.

    Each of the two measures in a process of its own, one after the other, and is gone afterwards.
    """
    folder = request.folder / "gate"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    # What does not start at all says so first.
    refusal = _measure("unsloth", folder, content) or _measure("transformers", folder, content)
    refusal = refusal or _compare(request, folder)
    shutil.rmtree(folder, ignore_errors=True)
    if refusal is None:
        return Loader("unsloth", f"{loader.reason}, found to compute what transformers does")
    return Loader("transformers", f"unsloth {loader.reason} is not used: {refusal}", failed=True)


def _measure(name: str, folder: Path, content: bytes) -> str | None:
    """Lets a loader measure. Returns why it has not."""
    command = [sys.executable, "-m", "cultivar_trainer.gate_child", name, str(folder / name)]
    with open(folder / f"{name}.txt", "w+b") as words:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=words)
        try:
            # Its input stays open as long as this process lives.
            child.stdin.write(json.dumps(json.loads(content)).encode() + b"\n")
            child.stdin.flush()
            code = child.wait(_PATIENCE_SECONDS)
        except BrokenPipeError:
            code = child.wait()
        except subprocess.TimeoutExpired:
            return f"{name} was not done after {_PATIENCE_SECONDS} s"
        finally:
            child.kill()
            child.wait()
            with suppress(BrokenPipeError):
                child.stdin.close()
        if code == 0:
            return None
        words.seek(0)
        last = (words.read().decode(errors="replace").strip().splitlines() or ["it said nothing"])[-1]
        return f"{name} ended with {code}: {last.strip()[:_SHOWN]}"


def _compare(request: TrainRequest, folder: Path) -> str | None:
    # Neither imports what unsloth has to come before.
    from cultivar_trainer.device import computing_dtype
    from cultivar_trainer.gate_bounds import gate_refusal
    from cultivar_trainer.gate_values import read_gate_values
    from cultivar_trainer.training_state import read_checkpoint

    reference, found = (read_gate_values(folder / name) for name in ("transformers", "unsloth"))
    return gate_refusal(reference, found, read_checkpoint(request.folder, 0).slots, computing_dtype())
