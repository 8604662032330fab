"""The parts that must agree with the TypeScript trainer to the last bit, or with torch."""

import numpy as np
import pytest
import torch
from tiny_run import tiny_job

from cultivar_trainer.adamw import adamw_step
from cultivar_trainer.dropout import draw_bytes
from cultivar_trainer.event_log import EventLog
from cultivar_trainer.job import Schedule, StopAfter
from cultivar_trainer.learning_rate import learning_rate
from cultivar_trainer.patience import Patience, patience_of
from cultivar_trainer.secret import extend_secret, leaf_hash, seal_of, start_secret


def test_leaves_and_secrets_are_those_of_the_typescript_trainer() -> None:
    # From `sealOf`, `traceLeafHash`, `startSecret` and `extendSecret`.
    state = "0x" + "11" * 32
    secret = start_secret("segment", state)
    assert secret == "0x46121b6b3a5dbdce4f4c536483beece33f70e0c24d3ae04d9aeb4d996949beff"
    assert (
        extend_secret(secret, memoryview(np.array([1, -2.5], "<f4")).cast("B"))
        == "0x2d025df09b165d6bd2f943bda9f9e6bce9eec114d611aaea29c94e353f8781f8"
    )
    seal = seal_of(secret)
    assert seal == "0xbd35b0b73f881f00374ac9e9958fa1912129dfe0f735b96a663ec8e6a362678f"
    assert leaf_hash(7, 3, state, seal) == "0x9c7d8f03fea2e639a2546b555677e927015021b307b80f791edd1efb905db3f5"


def test_dropout_draws_the_bits_of_the_typescript_trainer() -> None:
    # From `drawDropoutBits`: seed 4000000007, step 3, sequence 1, layer 2, module 5, a quarter dropped.
    drawn = draw_bytes(48, 4_000_000_007, (1, 2 * 16 + 5, 3), torch.device("cpu"))
    kept = (drawn >= 64).long().view(3, 16)
    assert (kept << torch.arange(16)).sum(1).tolist() == [16263, 57247, 36782]


def test_adamw_takes_the_steps_of_torch() -> None:
    options = tiny_job(optimizer={"name": "adamw", "learningRate": 0.01, "weightDecay": 0.1}).optimizer
    torch.manual_seed(1)
    ours = (torch.randn(50), torch.zeros(50), torch.zeros(50))
    theirs = ours[0].clone().double().requires_grad_()
    optimizer = torch.optim.AdamW([theirs], lr=0.01, weight_decay=0.1)
    for step in range(1, 8):
        gradient = torch.randn(50)
        adamw_step(ours, gradient, options, 0.01, step, 0.5)
        theirs.grad = gradient.double() * 0.5
        optimizer.step()
    assert (ours[0].double() - theirs).abs().max() < 1e-6


@pytest.mark.parametrize(
    ("name", "warmup", "rates"),
    [
        ("constant", 2, [0.2, 0.4, 0.4, 0.4]),
        ("linear", 0, [0.4, 0.3, 0.2, 0.1]),
        ("cosine", 2, [0.2, 0.4, 0.4, 0.2]),
    ],
)
def test_the_rate_warms_up_and_falls_as_its_schedule_says(name: str, warmup: int, rates: list[float]) -> None:
    schedule = Schedule(name=name, warmupSteps=warmup)
    assert [learning_rate(schedule, 0.4, step, 4) for step in range(1, 5)] == pytest.approx(rates)


@pytest.mark.parametrize(
    ("losses", "patience"),
    [
        ([], None),
        ([2.0], Patience(2.0, 0)),
        ([2.0, 1.5, 1.4], Patience(1.5, 1)),
        ([2.0, 1.5, 1.6, 1.2], Patience(1.2, 0)),
        ([2.0, 3.0, 2.0], Patience(2.0, 2)),
    ],
)
def test_patience_counts_evaluations_without_gain(losses: list[float], patience: Patience | None) -> None:
    assert patience_of(losses, StopAfter(evaluations=2, gain=0.25)) == patience
    assert patience_of(losses, None) is None


def test_numbers_of_events_go_on_after_a_crash(tmp_path, capfd) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text('{"seq":1,"type":"warning"}\n{"seq":2,"ty')
    log = EventLog(path)
    log.emit("warning", code="x", message="y", left_out=None)
    log.close()
    assert [line[:9] for line in path.read_text().splitlines()] == ['{"seq":1,', '{"seq":2,']
    assert '"seq":2' in capfd.readouterr().out


def test_an_event_never_holds_what_is_no_number(tmp_path) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    with pytest.raises(ValueError, match="loss is nan"):
        log.emit("step", loss=float("nan"))
    log.close()
