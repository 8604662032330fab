"""One run, from its checkpoint to its adapter."""

import math
import os
import resource
import threading
import time
from pathlib import Path

import numpy as np
import torch

from cultivar_trainer.adamw import adamw_step
from cultivar_trainer.device import open_device
from cultivar_trainer.event_log import EventLog
from cultivar_trainer.exit_codes import ExitCode
from cultivar_trainer.job import Job
from cultivar_trainer.learning_rate import learning_rate
from cultivar_trainer.ledger import Ledger
from cultivar_trainer.loader import Loader
from cultivar_trainer.open_objective import open_objective
from cultivar_trainer.open_trained import open_trained
from cultivar_trainer.own_class import lock_path, own_class
from cultivar_trainer.pace import Pace
from cultivar_trainer.patience import Patience, patience_of
from cultivar_trainer.processes import Processes
from cultivar_trainer.request import TrainRequest
from cultivar_trainer.secret import extend_secret
from cultivar_trainer.stop_signal import StopSignal, canceled
from cultivar_trainer.token_file import Sequence, TokenFile
from cultivar_trainer.train_error import TrainError
from cultivar_trainer.training_state import TrainingState, read_checkpoint
from cultivar_trainer.watch_layers import watch_layers
from cultivar_trainer.write_adapter import write_adapter


class Run:
    """A run that the TypeScript trainer prepared: its folder holds the tokens, the ledger and a checkpoint, which at
    first has the adapter's initial values. The loop is that of `trainer/src/run/run-training.ts`."""

    def __init__(
        self, request: TrainRequest, events: EventLog, stop: StopSignal, processes: Processes, loader: Loader
    ) -> None:
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
        self._ledger, self._state = _stand(self._folder, int(request.provenance.job_id), self._job)
        self._resumed_from = self._state.step
        self._loader = loader
        self._trained = open_trained(request, loader, self._state.slots, processes, self._device)
        watch_layers(self._trained.model, stop.check)
        self._objective = open_objective(request, self._trained, self._device, processes, stop)
        # On the CPU these share their memory with the state.
        vectors = (self._state.parameters, self._state.first, self._state.second)
        self._vectors = tuple(torch.from_numpy(vector).to(self._device.torch) for vector in vectors)
        self._trained.load(self._vectors[0])
        self._pace = Pace()
        # Held while state and ledger do not fit one another.
        self._changing = threading.Lock()
        self._is_kept = False

    def train(self) -> None:
        """Takes the steps that are left and writes the adapter. Told to stop, it keeps the last whole step."""
        self._stop.defer(self._leave)
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
            with self._changing:
                self._is_kept = True
                self._save()
            raise canceled(self._state.step) from None
        self._finish()

    def _leave(self) -> None:
        """Ends the process from another thread with the last whole step kept."""
        with self._changing:
            if self._is_kept:
                return
            if self._device.torch.type == "cuda":
                # What the other thread waits for is ahead of everything in its own stream.
                torch.cuda.set_stream(torch.cuda.Stream(self._device.torch))
            self._save()
            self._events.fail(canceled(self._state.step))
            os._exit(ExitCode.CANCELED)

    def _announce(self) -> None:
        about = self._tokens.about
        device = self._device.torch.type
        number = "bf16" if self._device.dtype == torch.bfloat16 else "f32"
        count = self._processes.count
        processes = f", {count} processes" if count > 1 else ""
        self._events.emit(
            "started",
            engine=f"python torch-{device} {number}{processes}, {self._loader.name} ({self._loader.reason})",
            steps=self._tokens.steps,
            trainableParameters=self._trained.length,
            resumedFromStep=self._resumed_from,
            **{"class": self._job.class_},
            **{name: about[name] for name in ("rows", "heldOutRows", "skippedRows", "tokens")},
        )
        if self._loader.failed:
            self._events.emit("warning", code="unsloth_not_used", message=self._loader.reason)
        if self._resumed_from == 0:
            for warning in about["warnings"]:
                self._events.emit("warning", **warning)

    def _step(self) -> None:
        started = time.perf_counter()
        step = self._state.step + 1
        sequences, cursor = self._tokens.take(step)
        (loss, *others), gradient = self._gradient(sequences, step)
        norm = gradient.double().norm().item()
        if not (math.isfinite(loss) and math.isfinite(norm)):
            raise self._diverged(step, loss)
        optimizer = self._job.optimizer
        rate = learning_rate(self._job.schedule, optimizer.learning_rate, step, self._tokens.steps)
        scale = optimizer.clip_norm / norm if 0 < optimizer.clip_norm < norm else 1.0
        shown = memoryview(gradient.cpu().numpy()).cast("B") if self._processes.is_first else None
        tokens = sum(len(sequence.ids) for sequence in sequences)
        with self._changing:
            adamw_step(self._vectors, gradient, optimizer, rate, step, scale)
            self._trained.load(self._vectors[0])
            if self._device.torch.type == "cuda":
                torch.cuda.synchronize()
            if shown is not None:
                self._ledger.chain = extend_secret(self._ledger.chain, shown)
            self._state.advance(step, cursor)
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
            **self._objective.report([loss, *others]),
            tokens=self._ledger.tokens,
            tokensPerSecond=self._pace.tokens_per_second,
            secondsLeft=self._pace.seconds_left(self._tokens.steps - step, self._evaluations_left()),
        )

    def _gradient(self, sequences: list[Sequence], step: int) -> tuple[list[float], torch.Tensor]:
        """What an optimiser step tells, the loss first, and its gradient: sums over its items, over their number."""
        items = self._objective.items(sequences)
        self._trained.clear_gradient()
        own = self._objective.add_gradient(self._own(sequences), items, step)
        sums = self._processes.add_up(torch.tensor(own, dtype=torch.float64, device=self._device.torch))
        return (sums / items).tolist(), self._processes.add_up(self._trained.gradient())

    def _own(self, sequences: list[Sequence]) -> list[Sequence]:
        """The sequences that are this process's to compute; what belongs together stays so."""
        together = self._objective.together
        groups = [sequences[first : first + together] for first in range(0, len(sequences), together)]
        return [sequence for group in self._processes.share(groups) for sequence in group]

    def _evaluation_due(self) -> bool:
        step, every = self._state.step, self._job.evaluation.every_steps
        wanted = step in (0, self._tokens.steps) or (every > 0 and step % every == 0)
        known = any(evaluation["step"] == step for evaluation in self._ledger.evaluations)
        return len(self._tokens.held_out) > 0 and wanted and not known

    def _evaluate(self) -> None:
        started = time.perf_counter()
        held_out = list(self._tokens.held_out)
        sums, told = self._measure(held_out)
        items = self._objective.items(held_out)
        means = [sum(values) / items for values in zip(*told, strict=True)]
        tokens, loss = sum(sequence.counted for sequence in held_out), means[0]
        if not math.isfinite(loss):
            raise self._diverged(self._state.step, loss)
        report = self._objective.report(means)
        evaluation = {"step": self._state.step, "loss": loss, "tokens": tokens, "sums": sums}
        with self._changing:
            self._ledger.evaluations.append(evaluation | report)
            self._save()
        self._pace.evaluation(time.perf_counter() - started)
        patience = self._patience()
        stale = None if patience is None else patience.stale
        self._events.emit("eval", step=self._state.step, heldOutLoss=loss, tokens=tokens, **report, withoutGain=stale)

    def _measure(self, sequences: list[Sequence]) -> tuple[list[float], list[list[float]]]:
        """What the objective measures of sequences, each process its share of them."""
        objective, processes = self._objective, self._processes
        sums, told = objective.measure(self._own(sequences))
        own = slice(processes.index, None, processes.count)
        everything = torch.zeros(
            (len(sequences) // objective.together, objective.together + objective.tells), dtype=torch.float64
        )
        everything[own, : objective.together] = torch.tensor(sums, dtype=torch.float64).view(-1, objective.together)
        everything[own, objective.together :] = torch.tensor(told, dtype=torch.float64).view(-1, objective.tells)
        everything = processes.add_up(everything.to(self._device.torch)).cpu()
        return everything[:, : objective.together].reshape(-1).tolist(), everything[:, objective.together :].tolist()

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
        with self._changing:
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
        with self._changing:
            # All is kept: from here on it only has to be written out.
            self._is_kept = True
        # A whole model is written by the TypeScript trainer, from the state.
        if self._processes.is_first and self._job.lora is not None:
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


def _stand(folder: Path, job_id: int, job: Job) -> tuple[Ledger, TrainingState]:
    """Where the run stands, from its folder alone."""
    try:
        ledger = Ledger(folder, job_id, keeps_checkpoints=job.method == "lora")
        return ledger, read_checkpoint(folder, ledger.step, ledger.checkpoint)
    except (OSError, ValueError, KeyError) as error:
        hint = "Start the run by the TypeScript trainer, which prepares its folder."
        raise TrainError("request_refused", f"{folder.name}: {error}", hint) from None


def _peak_memory_bytes() -> int:
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
