"""The state of a run as it is written down: `trainer/src/run/training-state.ts` in numpy."""

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cultivar_trainer.write_atomically import write_atomically

FORMAT = "cultivar-state/1"
_VECTORS = ["parameters", "first", "second"]
_MAX_HEADER_BYTES = 1 << 26


@dataclass
class Slot:
    """A trainable tensor and its place in the flat vectors."""

    name: str
    shape: tuple[int, ...]
    offset: int

    @property
    def length(self) -> int:
        return math.prod(self.shape)


@dataclass
class TrainingState:
    """Everything that the next optimiser step depends on, besides the job itself."""

    header: dict
    slots: list[Slot]
    parameters: np.ndarray
    first: np.ndarray
    second: np.ndarray

    @property
    def step(self) -> int:
        return self.header["step"]

    def advance(self, step: int, cursor: int) -> None:
        self.header |= {"step": step, "cursor": cursor}

    def parts(self) -> list[bytes | memoryview]:
        """A length (u32), canonical JSON that names every tensor, then the three vectors in little-endian f32."""
        # Names are ASCII and numbers whole, so sorted keys without white space are RFC 8785's form.
        header = json.dumps(self.header, sort_keys=True, separators=(",", ":")).encode()
        vectors = [memoryview(vector).cast("B") for vector in (self.parameters, self.first, self.second)]
        return [len(header).to_bytes(4, "little"), header, *vectors]


def checkpoint_path(folder: Path, step: int) -> Path:
    return folder / "checkpoints" / f"step-{step:06}.state"


def write_checkpoint(folder: Path, state: TrainingState) -> str:
    """Writes the checkpoint of the state's step. Returns the state's hash, the sha256 of the file."""
    parts = state.parts()
    path = checkpoint_path(folder, state.step)
    path.parent.mkdir(exist_ok=True)
    write_atomically(path, parts)
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return "0x" + digest.hexdigest()


def read_checkpoint(folder: Path, step: int, expected: str | None = None) -> TrainingState:
    """Reads the checkpoint of a step. Raises ValueError when it is damaged or not the one that is expected."""
    content = checkpoint_path(folder, step).read_bytes()
    if expected is not None and "0x" + hashlib.sha256(content).hexdigest() != expected:
        raise ValueError(f"the checkpoint of step {step} is not the one that was written")
    size = int.from_bytes(content[:4], "little")
    header = json.loads(content[4 : 4 + size]) if size <= _MAX_HEADER_BYTES else {}
    if header.get("format") != FORMAT or header.get("vectors") != _VECTORS:
        raise ValueError(f"the checkpoint of step {step} has a format that is not {FORMAT}")
    slots, length = [], 0
    for tensor in header["tensors"]:
        slots.append(Slot(tensor["name"], tuple(tensor["shape"]), length))
        length += slots[-1].length
    if len(content) != 4 + size + 12 * length:
        raise ValueError(f"the checkpoint of step {step} is cut short")
    flat = np.frombuffer(content, dtype="<f4", offset=4 + size).reshape(3, length)
    return TrainingState(header, slots, *(np.ascontiguousarray(vector) for vector in flat.copy()))
