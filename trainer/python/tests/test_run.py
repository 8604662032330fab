"""Whole runs of a tiny model."""

import hashlib
import json
import signal
from pathlib import Path

import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file
from tiny_run import events_of, tiny_run
from transformers import AutoModelForCausalLM
from work import Work

from cultivar_trainer.cli import main
from cultivar_trainer.secret import leaf_hash, seal_of


def last_state(request: Path) -> str:
    """sha256 of the last checkpoint: the same bits or not."""
    return hashlib.sha256(sorted((request.parent / "checkpoints").iterdir())[-1].read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    """The request of a run of 30 steps that was never interrupted."""
    request = tiny_run(tmp_path_factory.mktemp("finished"), model, steps=30, segmentSteps=10)
    assert main(["--request", str(request)]) == 0
    return request


def test_teaches_the_model_and_tells_what_it_does(finished: Path) -> None:
    events = events_of(finished)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    steps = [event for event in events if event["type"] == "step"]
    assert [event["step"] for event in steps] == list(range(1, 31))
    assert steps[-1]["loss"] < 0.7 * steps[0]["loss"]
    evaluations = [event for event in events if event["type"] == "eval"]
    assert [event["step"] for event in evaluations] == list(range(0, 31, 3))
    assert evaluations[-1]["heldOutLoss"] < evaluations[0]["heldOutLoss"]
    assert events[0]["type"] == "started"
    assert events[-1]["type"] == "finished"


def test_leaves_a_leaf_for_each_segment_and_shows_no_secret(finished: Path) -> None:
    ledger = json.loads((finished.parent / "ledger.private.json").read_bytes())
    assert (finished.parent / "ledger.private.json").stat().st_mode & 0o777 == 0o600
    assert [(leaf["stage"], leaf["step"]) for leaf in ledger["leaves"]] == [
        ("init", 0),
        ("segment", 10),
        ("segment", 20),
        ("segment", 30),
    ]
    shown = (finished.parent / "events.jsonl").read_text()
    for index, leaf in list(enumerate(ledger["leaves"]))[1:]:
        content = (finished.parent / "checkpoints" / f"step-{leaf['step']:06}.state").read_bytes()
        assert leaf["stateHash"] == "0x" + hashlib.sha256(content).hexdigest()
        assert leaf["seal"] == seal_of(leaf["secret"])
        assert leaf["hash"] == leaf_hash(7, index, leaf["stateHash"], leaf["seal"])
        assert leaf["secret"] not in shown


def test_writes_an_adapter_that_peft_loads_whole(finished: Path, model: Path) -> None:
    base = AutoModelForCausalLM.from_pretrained(model)
    loaded = PeftModel.from_pretrained(base, finished.parent / "adapter")
    written = load_file(finished.parent / "adapter" / "adapter_model.safetensors")
    inside = {name.replace(".default", ""): value for name, value in loaded.state_dict().items() if "lora_" in name}
    assert inside.keys() == written.keys()
    assert all(torch.equal(inside[name], value) for name, value in written.items())


def test_killed_with_9_goes_on_from_its_last_checkpoint_to_the_same_bits(
    tmp_path: Path, model: Path, finished: Path
) -> None:
    request = tiny_run(tmp_path, model, steps=30, segmentSteps=10)
    killed = Work(request).until(lambda event: event["type"] == "checkpoint" and event["step"] == 20)
    assert killed.signal(signal.SIGKILL).end() == -signal.SIGKILL
    assert main(["--request", str(request)]) == 0
    events = events_of(request)
    started = [event["resumedFromStep"] for event in events if event["type"] == "started"]
    assert started[0] == 0
    assert started[1] >= 20
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert last_state(request) == last_state(finished)


def test_told_to_stop_keeps_the_last_step_exits_with_4_and_goes_on_to_the_same_bits(
    tmp_path: Path, model: Path, finished: Path
) -> None:
    request = tiny_run(tmp_path, model, steps=30, segmentSteps=30, evaluation={"everySteps": 0})
    stopped = Work(request).until(lambda event: event["type"] == "step" and event["step"] == 4)
    assert stopped.signal(signal.SIGTERM).end() == 4
    assert stopped.events[-1]["type"] == "failed"
    assert stopped.events[-1]["code"] == "canceled"
    assert main(["--request", str(request)]) == 0
    resumed = [event["resumedFromStep"] for event in events_of(request) if event["type"] == "started"][1]
    assert resumed >= 4
    assert last_state(request) == last_state(finished)


def test_told_to_stop_before_it_has_begun_says_so(tmp_path: Path, model: Path) -> None:
    request = tiny_run(tmp_path, model)
    # The folder's log is opened before anything heavy is imported, and nothing is to be lost then.
    work = Work(request)
    while not (request.parent / "events.jsonl").exists():
        pass
    assert work.signal(signal.SIGTERM).end() == 4
    assert work.events[-1]["code"] == "canceled"
