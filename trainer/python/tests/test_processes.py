"""Several processes of one run, as `--gpus 2` starts them, on the CPU."""

import json
import signal
import time
from pathlib import Path

import pytest
from tiny_run import RANK, events_of, tiny_run
from work import TWO_PROCESSES, Work

from cultivar_trainer.cli import main

# The design's two seconds and the exit of a launcher, on a machine that does much else.
PATIENCE_SECONDS = 20

ENDLESS = {"steps": 2000, "segmentSteps": 2000, "evaluation": {"everySteps": 0}}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"segmentSteps": 2}, id="an adapter"),
        pytest.param(
            {"accumulation": 8, "lora": {"rank": RANK, "alpha": 8, "targets": ["q_proj", "v_proj"], "dropout": 0.25}},
            id="dropout, eight packs a process and step",
        ),
        pytest.param(
            {"accumulation": 8, "method": "full", "lora": None, "objective": {"name": "dpo", "beta": 0.1}},
            id="all weights, on pairs",
        ),
    ],
)
def test_two_processes_compute_what_one_does(tmp_path: Path, model: Path, changes: dict[str, object]) -> None:
    rate = {"optimizer": {"name": "adamw", "learningRate": 0.002}, "steps": 4, **changes}
    alone = tiny_run(tmp_path / "one", model, **rate)
    assert main(["--request", str(alone)]) == 0
    joined = tiny_run(tmp_path / "two", model, **rate)
    assert Work(joined, TWO_PROCESSES).end() == 0
    assert events_of(joined)[0]["engine"].startswith("python torch-cpu f32, 2 processes, transformers (")
    for one, two in zip(events_of(alone), events_of(joined), strict=True):
        assert one["type"] == two["type"]
        if one["type"] == "step":
            assert two["loss"] == pytest.approx(one["loss"], rel=1e-4)
            assert two["gradNorm"] == pytest.approx(one["gradNorm"], rel=1e-3)
            assert two["tokens"] == one["tokens"]
        if one["type"] == "eval":
            assert two["heldOutLoss"] == pytest.approx(one["heldOutLoss"], rel=1e-4)
            assert two.get("preference", {}) == pytest.approx(one.get("preference", {}), rel=1e-3, abs=1e-6)


def test_told_to_stop_ends_every_process_with_the_last_step_kept(tmp_path: Path, model: Path) -> None:
    request = tiny_run(tmp_path, model, **ENDLESS)
    work = Work(request, TWO_PROCESSES).until(lambda event: event["type"] == "step" and event["step"] == 4)
    workers = work.workers()
    assert len(workers) == 2
    asked = time.monotonic()
    work.signal(signal.SIGTERM).end()
    assert time.monotonic() - asked < PATIENCE_SECONDS
    assert not any(worker.is_running() for worker in workers)
    events = events_of(request)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert [event["type"] for event in events].count("started") == 1
    assert events[-1]["code"] == "canceled"
    steps = [event["step"] for event in events if event["type"] == "step"]
    again = Work(request).until(lambda event: event["type"] == "started")
    assert again.events[0]["resumedFromStep"] == steps[-1]
    assert again.signal(signal.SIGTERM).end() == 4


def test_told_to_stop_does_not_wait_for_a_process_that_hangs(tmp_path: Path, model: Path) -> None:
    request = tiny_run(tmp_path, model, **ENDLESS)
    work = Work(request, TWO_PROCESSES).until(lambda event: event["type"] == "step" and event["step"] == 4)
    first, second = sorted(work.workers(), key=lambda worker: worker.environ()["RANK"])
    second.suspend()
    _until_still(request.parent / "events.jsonl")
    asked = time.monotonic()
    work.signal(signal.SIGTERM).until(lambda event: event["type"] == "failed")
    assert first.wait() in (4, None)
    assert time.monotonic() - asked < PATIENCE_SECONDS
    second.kill()
    work.end()
    events = events_of(request)
    assert events[-1]["code"] == "canceled"
    ledger = json.loads((request.parent / "ledger.private.json").read_bytes())
    assert ledger["step"] == events[-2]["step"]


def _until_still(path: Path) -> None:
    """Waits until a file has not grown for a while."""
    size = -1
    while size != path.stat().st_size:
        size = path.stat().st_size
        time.sleep(0.5)
