"""One run, from its checkpoint to its adapter."""

import math
import resource
import time
from pathlib import Path

import numpy as np
import torch

from cultivar_trainer.adamw import adamw_step
from cultivar_trainer.adapter import Adapter
from cultivar_trainer.base_model import open_base
from cultivar_trainer.device import open_device
from cultivar_trainer.event_log import EventLog
from cultivar_trainer.learning_rate import learning_rate
from cultivar_trainer.ledger import Ledger
from cultivar_trainer.losses import Losses
from cultivar_trainer.own_class import lock_path, own_class
from cultivar_trainer.pace import Pace
from cultivar_trainer.patience import Patience, patience_of
from cultivar_trainer.processes import Processes
from cultivar_trainer.request import TrainRequest
from cultivar_trainer.secret import extend_secret
from cultivar_trainer.stop_signal import StopSignal, canceled
from cultivar_trainer.token_file import TokenFile
from cultivar_trainer.train_error import TrainError
from cultivar_trainer.training_state import TrainingState, read_checkpoint
from cultivar_trainer.watch_layers import watch_layers
from cultivar_trainer.write_adapter import write_adapter


class Run:
    """A run that the TypeScript trainer prepared: its folder holds the tokens, the ledger and a checkpoint, which at
    first has the adapter's initial values. The loop is that of `trainer/src/run/run-training.ts`."""

    def __init__(self, request: TrainRequest, events: EventLog, stop: StopSignal, processes: Processes) -> None:
        self._job, self._folder, self._events = request.manifest, request.folder, events
        self._stop, self._processes = stop, processes
        self._device = open_device(
            self._job.class_,
            own_class(lock_path()),
            processes.count,
            processes.local_index,
            request.threads,
        )
        self._tokens = TokenFile(self._folder)
        self._ledger, self._state = _stand(self._folder, int(request.provenance.job_id))
        self._resumed_from = self._state.step
        base = open_base(request.model_files, self._folder, processes, self._device)
        self._adapter = Adapter(base, self._job.lora, self._state.slots)
        watch_layers(self._adapter.model, stop.check)
        self._losses = Losses(self._adapter, self._device, self._job.sequence_length)
        # On the CPU these share their memory with the state.
        vectors = (self._state.parameters, self._state.first, self._state.second)
        self._vectors = tuple(torch.from_numpy(vector).to(self._device.torch) for vector in vectors)
        self._adapter.load(self._vectors[0])
        self._pace = Pace()

    def train(self) -> None:
        """Takes the steps that are left and writes the adapter. Told to stop, it keeps the last whole step."""
        self._stop.defer()
        try:
            self._stop.check()
            self._announce()
            while True:
                if self._evaluation_due():
                    self._evaluate()
                if self._segment_due():
                    self._close_segment()
                if self._is_over():
                    break
                self._step()
        except Exception:
            # Another process of the run may have stopped first, which ends what it shares with this one.
            if not self._stop.asked:
                raise
            self._save()
            raise canceled(self._state.step) from None
        self._finish()

    def _announce(self) -> None:
        about = self._tokens.about
        device = self._device.torch.type
        self._events.emit(
            "started",
            engine=f"python torch-{device} {'bf16' if self._device.dtype == torch.bfloat16 else 'f32'}",
            steps=self._tokens.steps,
            trainableParameters=self._adapter.length,
            resumedFromStep=self._resumed_from,
            **{"class": self._job.class_},
            **{name: about[name] for name in ("rows", "heldOutRows", "skippedRows", "tokens")},
        )
        if self._resumed_from == 0:
            for warning in about["warnings"]:
                self._events.emit("warning", **warning)

    def _step(self) -> None:
        started = time.perf_counter()
        step = self._state.step + 1
        sequences, cursor = self._tokens.take(step)
        counted = sum(sequence.counted for sequence in sequences)
        loss, gradient = self._gradient(sequences, counted)
        norm = gradient.double().norm().item()
        if not (math.isfinite(loss) and math.isfinite(norm)):
            raise self._diverged(step, loss)
        optimizer = self._job.optimizer
        rate = learning_rate(self._job.schedule, optimizer.learning_rate, step, self._tokens.steps)
        scale = optimizer.clip_norm / norm if 0 < optimizer.clip_norm < norm else 1.0
        adamw_step(self._vectors, gradient, optimizer, rate, step, scale)
        self._adapter.load(self._vectors[0])
        if self._processes.is_first:
            self._ledger.chain = extend_secret(self._ledger.chain, memoryview(gradient.cpu().numpy()).cast("B"))
        self._state.advance(step, cursor)
        tokens = sum(len(sequence.ids) for sequence in sequences)
        seconds = time.perf_counter() - started
        self._ledger.tokens += tokens
        self._ledger.seconds += seconds
        self._pace.step(tokens, seconds)
        self._events.emit(
            "step",
            step=step,
            loss=loss,
            learningRate=rate,
            gradNorm=norm,
            tokens=self._ledger.tokens,
            tokensPerSecond=self._pace.tokens_per_second,
            secondsLeft=self._pace.seconds_left(self._tokens.steps - step, self._evaluations_left()),
        )

    def _gradient(self, sequences: list, counted: int) -> tuple[float, torch.Tensor]:
        """Loss and gradient of a whole optimiser step: summed over its sequences, over its counted tokens."""
        self._adapter.clear_gradient()
        total = self._losses.add_gradient(self._processes.share(sequences), counted)
        total = self._processes.add_up(torch.tensor([total], dtype=torch.float64, device=self._device.torch))
        return total.item() / counted, self._processes.add_up(self._adapter.gradient())

    def _evaluation_due(self) -> bool:
        step, every = self._state.step, self._job.evaluation.every_steps
        wanted = step in (0, self._tokens.steps) or (every > 0 and step % every == 0)
        known = any(evaluation["step"] == step for evaluation in self._ledger.evaluations)
        return len(self._tokens.held_out) > 0 and wanted and not known

    def _evaluate(self) -> None:
        started = time.perf_counter()
        held_out = list(self._tokens.held_out)
        own = range(self._processes.index, len(held_out), self._processes.count)
        sums = torch.zeros(len(held_out), dtype=torch.float64, device=self._device.torch)
        for place, value in zip(own, self._losses.sums([held_out[place] for place in own]), strict=True):
            sums[place] = value
        sums = self._processes.add_up(sums).tolist()
        tokens = sum(sequence.counted for sequence in held_out)
        loss = sum(sums) / tokens
        if not math.isfinite(loss):
            raise self._diverged(self._state.step, loss)
        self._ledger.evaluations.append({"step": self._state.step, "loss": loss, "tokens": tokens, "sums": sums})
        self._save()
        self._pace.evaluation(time.perf_counter() - started)
        patience = self._patience()
        stale = None if patience is None else patience.stale
        self._events.emit("eval", step=self._state.step, heldOutLoss=loss, tokens=tokens, withoutGain=stale)

    def _evaluations_left(self) -> int:
        every = self._job.evaluation.every_steps
        if len(self._tokens.held_out) == 0:
            return 0
        return 1 if every == 0 else math.ceil((self._tokens.steps - self._state.step) / every)

    def _is_over(self) -> bool:
        """Whether no step is left to take: all are done, or the held-out loss no longer falls."""
        patience, rule = self._patience(), self._job.evaluation.stop_after
        return self._state.step == self._tokens.steps or (patience is not None and patience.stale >= rule.evaluations)

    def _patience(self) -> Patience | None:
        losses = [evaluation["loss"] for evaluation in self._ledger.evaluations]
        return patience_of(losses, self._job.evaluation.stop_after)

    def _segment_due(self) -> bool:
        step = self._state.step
        at_end = step % self._job.segment_steps == 0 or self._is_over()
        return at_end and self._ledger.leaves[-1]["step"] < step

    def _close_segment(self) -> None:
        self._read_vectors()
        if not self._processes.is_first:
            self._ledger.leaves.append({"step": self._state.step})
            return
        # Of a run that ends early, the segments that it need not do are leaves of the state at which it ended.
        last = math.ceil(self._tokens.steps / self._job.segment_steps) if self._is_over() else 0
        leaf, leaf_hash = self._ledger.close_segment(self._state, last)
        self._events.emit("checkpoint", step=self._state.step, leaf=leaf, leafHash=leaf_hash)

    def _save(self) -> None:
        self._read_vectors()
        if self._processes.is_first:
            self._ledger.save(self._state)

    def _read_vectors(self) -> None:
        for vector, own in zip(self._vectors, self._host_vectors(), strict=True):
            if vector.device.type != "cpu":
                np.copyto(own, vector.cpu().numpy())
        patience = self._patience()
        # The initial state is committed to before anything is evaluated.
        if patience is not None and self._state.step > 0:
            self._state.header["patience"] = {"best": patience.best, "stale": patience.stale}

    def _host_vectors(self) -> tuple[np.ndarray, ...]:
        return self._state.parameters, self._state.first, self._state.second

    def _finish(self) -> None:
        if self._processes.is_first:
            write_adapter(self._folder / "adapter", self._job, self._state)
        losses = [evaluation["loss"] for evaluation in self._ledger.evaluations]
        seconds, tokens = self._ledger.seconds, self._ledger.tokens
        self._events.emit(
            "finished",
            steps=self._state.step,
            plannedSteps=self._tokens.steps if self._state.step < self._tokens.steps else None,
            seconds=seconds,
            tokensPerSecond=tokens / seconds if seconds > 0 else 0.0,
            heldOutLossBefore=losses[0] if losses else None,
            heldOutLossAfter=losses[-1] if losses else None,
            peakMemoryBytes=_peak_memory_bytes(),
        )

    def _diverged(self, step: int, loss: float) -> TrainError:
        optimizer = self._job.optimizer
        return TrainError(
            "diverged",
            f"step {step}: the loss is {loss}; the last good checkpoint is of step {self._ledger.step}",
            f"Lower the learning rate (now {optimizer.learning_rate}), add warm-up steps, "
            f"or clip harder (now {optimizer.clip_norm or 'not at all'}).",
        )


def _stand(folder: Path, job_id: int) -> tuple[Ledger, TrainingState]:
    """Where the run stands, from its folder alone."""
    try:
        ledger = Ledger(folder, job_id)
        return ledger, read_checkpoint(folder, ledger.step, ledger.checkpoint)
    except (OSError, ValueError, KeyError) as error:
        hint = "Start the run by the TypeScript trainer, which prepares its folder."
        raise TrainError("request_refused", f"{folder.name}: {error}", hint) from None


def _peak_memory_bytes() -> int:
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
