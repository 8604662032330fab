"""All weights trained."""

from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_run import events_of, pattern, rows_of, tiny_run
from transformers import AutoModelForCausalLM

from cultivar_trainer.cli import main
from cultivar_trainer.training_state import read_checkpoint

WHOLE = {"method": "full", "lora": None}


def test_takes_the_steps_of_torch_on_every_weight(tmp_path: Path, model: Path) -> None:
    request = tiny_run(tmp_path, model, **WHOLE, steps=3, optimizer={"name": "adamw", "learningRate": 0.002})
    assert main(["--request", str(request)]) == 0
    state = read_checkpoint(request.parent, 3)

    theirs = AutoModelForCausalLM.from_pretrained(model)
    optimizer = torch.optim.AdamW(theirs.parameters(), lr=0.002, weight_decay=0)
    losses = []
    for first in (0, 2, 0):
        rows = [rows_of([pattern(20, start), pattern(15, start + 9)]) for start in (first, first + 1)]
        total, counted = 0, 0
        for ids, labels, positions in (torch.from_numpy(part.T.astype(np.int64)) for part in rows):
            logits = theirs(input_ids=ids[None], position_ids=positions[None], use_cache=False).logits[0]
            total = total + torch.nn.functional.cross_entropy(logits, labels, reduction="sum")
            counted += int((labels != -100).sum())
        loss = total / counted
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(theirs.parameters(), 1)
        optimizer.step()
        losses.append(loss.item())
    told = [event["loss"] for event in events_of(request) if event["type"] == "step"]
    assert told == pytest.approx(losses, rel=1e-5)
    named = dict(theirs.named_parameters())
    assert [slot.name for slot in state.slots] == sorted(named)
    for slot in state.slots:
        ours = torch.from_numpy(state.parameters[slot.offset : slot.offset + slot.length]).view(slot.shape)
        assert (ours - named[slot.name]).norm() < 1e-3 * named[slot.name].norm()


def test_keeps_the_last_checkpoint_alone_and_leaves_the_model_to_be_written(tmp_path: Path, model: Path) -> None:
    request = tiny_run(tmp_path, model, **WHOLE, steps=6, segmentSteps=2)
    assert main(["--request", str(request)]) == 0
    assert [path.name for path in (request.parent / "checkpoints").iterdir()] == ["step-000006.state"]
    assert not (request.parent / "adapter").exists()


def test_measures_pairs_against_the_weights_that_the_files_hold(tmp_path: Path, model: Path) -> None:
    request = tiny_run(tmp_path, model, **WHOLE, objective={"name": "dpo", "beta": 1}, steps=4)
    assert main(["--request", str(request)]) == 0
    steps = [event for event in events_of(request) if event["type"] == "step"]
    assert steps[0]["loss"] == pytest.approx(np.log(2), rel=1e-6)
    assert steps[0]["preference"]["accuracy"] == 0
    assert steps[-1]["loss"] < steps[0]["loss"]
