"""What a run must remember to go on, besides its checkpoint: `trainer/src/run/ledger.ts`. Private: it holds secrets."""

import json
from pathlib import Path

from cultivar_trainer.secret import leaf_hash, seal_of, start_secret
from cultivar_trainer.training_state import TrainingState, checkpoint_path, write_checkpoint
from cultivar_trainer.write_atomically import write_atomically

LEDGER_FILE = "ledger.private.json"


class Ledger:
    """The ledger of a run's folder. `chain`, `tokens` and `seconds` grow with every step and are kept by `save`.

    `keeps_checkpoints`: those of all segments, so that anyone can replay one; otherwise the last alone.
    """

    def __init__(self, folder: Path, job_id: int, keeps_checkpoints: bool) -> None:
        self._folder = folder
        self._job_id = job_id
        self._keeps_checkpoints = keeps_checkpoints
        self._kept = json.loads((folder / LEDGER_FILE).read_bytes())
        self.chain: str = self._kept["chain"]
        self.tokens: int = self._kept["tokens"]
        self.seconds: float = self._kept["seconds"]

    @property
    def step(self) -> int:
        return self._kept["step"]

    @property
    def checkpoint(self) -> str:
        return self._kept["checkpoint"]

    @property
    def leaves(self) -> list[dict]:
        return self._kept["leaves"]

    @property
    def evaluations(self) -> list[dict]:
        return self._kept["evaluations"]

    def close_segment(self, state: TrainingState, last: int) -> tuple[int, str]:
        """Adds the leaf of the segment that ends at the state, and further ones of it up to place `last`, and saves.
        Returns the first one's place and hash."""
        state_hash = write_checkpoint(self._folder, state)
        index = len(self.leaves)
        self._add_leaf(state.step, state_hash)
        self.chain = start_secret("segment", state_hash)
        while len(self.leaves) <= last:
            self._add_leaf(state.step, state_hash)
        self._keep(state.step, state_hash)
        return index, self.leaves[index]["hash"]

    def _add_leaf(self, step: int, state_hash: str) -> None:
        index, seal = len(self.leaves), seal_of(self.chain)
        leaf = {"stage": "segment", "step": step, "hash": leaf_hash(self._job_id, index, state_hash, seal)}
        self.leaves.append(leaf | {"stateHash": state_hash, "seal": seal, "secret": self.chain})

    def save(self, state: TrainingState) -> None:
        """Writes state, progress and ledger, so that a crash from here on loses nothing before."""
        self._keep(state.step, write_checkpoint(self._folder, state))

    def _keep(self, step: int, checkpoint: str) -> None:
        before = self.step
        progress = {"chain": self.chain, "tokens": self.tokens, "seconds": self.seconds}
        self._kept |= {"step": step, "checkpoint": checkpoint, **progress}
        write_atomically(self._folder / LEDGER_FILE, [json.dumps(self._kept).encode()], 0o600)
        # Segments are replayed from their checkpoints; others serve only until the next one.
        is_replayed = self._keeps_checkpoints and any(leaf["step"] == before for leaf in self.leaves)
        if before != step and not is_replayed:
            checkpoint_path(self._folder, before).unlink(missing_ok=True)
