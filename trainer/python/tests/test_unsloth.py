"""unsloth, which needs a GPU, by a TEST DOUBLE: which runs it is tried for, the gate before it, and the run after."""

import hashlib
import json
import shutil
import signal
from pathlib import Path

import psutil
import pytest
from safetensors.numpy import load_file
from tiny_run import DIGEST, events_of, tiny_run
from work import Work

from cultivar_trainer import gate as gate_module
from cultivar_trainer.gate import pass_gate
from cultivar_trainer.loader import Loader, choose_loader
from cultivar_trainer.request import TrainRequest, read_request

HERE = Path(__file__).parent
DOUBLES = str(HERE / "doubles")
ON_CUDA = {"program": (str(HERE / "with_cuda_double.py"),), "PYTHONPATH": DOUBLES}
TEACHER = {"asset": "1:1", "manifest": DIGEST}


@pytest.fixture
def request_path(tmp_path: Path, whole_model: Path) -> Path:
    return tiny_run(tmp_path, whole_model)


@pytest.fixture(scope="session")
def whole_model(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    """The tiny model with a tokenizer's file beside it."""
    folder = tmp_path_factory.mktemp("whole")
    for path in model.iterdir():
        (folder / path.name).symlink_to(path)
    (folder / "tokenizer.json").write_text("{}")
    return folder


def asked(tmp_path: Path, model: Path, **changes: object) -> TrainRequest:
    return read_request(tiny_run(tmp_path, model, **changes).read_bytes())


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(DOUBLES)


def test_is_not_tried_where_it_is_not_installed(tmp_path: Path, model: Path) -> None:
    assert choose_loader(asked(tmp_path, model), True) == Loader("transformers", "unsloth is not installed")


@pytest.mark.usefixtures("installed")
def test_is_tried_where_nothing_speaks_against_it(tmp_path: Path, model: Path) -> None:
    assert choose_loader(asked(tmp_path, model), True) == Loader("unsloth", "2026.10.7")


@pytest.mark.usefixtures("installed")
def test_is_not_tried_without_cuda(tmp_path: Path, model: Path) -> None:
    assert choose_loader(asked(tmp_path, model), False) == Loader("transformers", "unsloth needs CUDA")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"class": "exact:torch-cuda/0123456789ab/nvidia-h200"}, "exact class"),
        ({"method": "full", "lora": None}, "adapters alone"),
        ({"lora": {"rank": 4, "alpha": 8, "targets": ["q_proj"], "dropout": 0.25}}, "dropout"),
        ({"lora": {"rank": 4, "alpha": 8, "targets": ["q_proj"], "dora": True}}, "DoRA"),
        ({"baseWeights": "q4_1"}, "q4_1"),
        ({"objective": {"name": "distillation", "teacher": TEACHER, "temperature": 2, "weight": 0.5}}, "teacher"),
    ],
)
def test_is_not_tried_for_a_job_that_it_would_not_do(
    tmp_path: Path, model: Path, changes: dict[str, object], words: str
) -> None:
    chosen = choose_loader(asked(tmp_path, model, **changes), True)
    assert chosen.name == "transformers"
    assert words in chosen.reason


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["gemma3_text", "phi3"])
def test_is_not_tried_for_an_architecture_that_it_packs_otherwise(tmp_path: Path, model: Path, name: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"model_type": name}))
    (folder / "model.safetensors").symlink_to(model / "model.safetensors")
    assert choose_loader(asked(tmp_path, folder), True).reason == f"unsloth is not used for {name}"


@pytest.mark.usefixtures("installed")
def test_is_not_tried_beside_other_processes(tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    assert choose_loader(asked(tmp_path, model), True).reason == "unsloth runs in one process"


@pytest.mark.usefixtures("installed")
def test_is_not_tried_where_transformers_was_asked_for(tmp_path: Path, model: Path) -> None:
    path = tiny_run(tmp_path, model)
    content = json.loads(path.read_bytes())
    engine = {"dir": "/engine", "uv": "/uv", "loader": "transformers"}
    request = read_request(json.dumps(content | {"python": engine}).encode())
    assert choose_loader(request, True) == Loader("transformers", "asked for")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, whole_model: Path) -> Path:
    """The request of a plain run that is done."""
    request = tiny_run(tmp_path_factory.mktemp("plain"), whole_model)
    assert Work(request).end() == 0
    return request


@pytest.fixture(scope="module")
def reference(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What transformers computes at the gate, measured once."""
    folder = tmp_path_factory.mktemp("gate")
    assert gate_module._measure("transformers", folder, plain.read_bytes()) is None
    return folder / "transformers"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("import", "unsloth ended with 1: NotImplementedError: no GPU that it knows"),
        ("load", "unsloth ended with 1: RuntimeError: CUDA error: no kernel image is available"),
        ("dies", "unsloth ended with -6"),
        ("gradient", "lora_A.weight is not that of transformers: distance 0.01"),
        ("weights", "model.norm.weight holds other weights"),
    ],
)
def test_the_gate_keeps_out_what_goes_wrong_and_says_why(
    request_path: Path, reference: Path, monkeypatch: pytest.MonkeyPatch, fault: str, words: str
) -> None:
    measure = gate_module._measure
    known = lambda folder: shutil.copy(reference, folder) and None  # noqa: E731
    monkeypatch.setattr(
        gate_module, "_measure", lambda name, *rest: known(rest[0]) if name == "transformers" else measure(name, *rest)
    )
    monkeypatch.setenv("PYTHONPATH", DOUBLES)
    monkeypatch.setenv("UNSLOTH_DOUBLE", fault)
    content = request_path.read_bytes()
    chosen = pass_gate(read_request(content), content, Loader("unsloth", "2026.10.7"))
    assert chosen.name == "transformers"
    assert chosen.failed
    assert chosen.reason.startswith("unsloth 2026.10.7 is not used: ")
    assert words in chosen.reason
    assert not (request_path.parent / "gate").exists()


def test_the_gate_does_not_wait_for_ever(request_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", DOUBLES)
    monkeypatch.setenv("UNSLOTH_DOUBLE", "hangs")
    monkeypatch.setattr(gate_module, "_PATIENCE_SECONDS", 1)
    content = request_path.read_bytes()
    chosen = pass_gate(read_request(content), content, Loader("unsloth", "2026.10.7"))
    assert chosen.reason.endswith("unsloth was not done after 1 s")
    assert _measuring() == []


def test_a_run_through_it_learns_what_a_plain_one_does(tmp_path: Path, whole_model: Path, plain: Path) -> None:
    fast = tiny_run(tmp_path, whole_model)
    assert Work(fast, **ON_CUDA).end() == 0
    events = events_of(fast)
    assert events[0]["engine"] == ("python torch-cpu f32, unsloth (2026.10.7, found to compute what transformers does)")
    assert [event["type"] for event in events] == [event["type"] for event in events_of(plain)]
    for one, other in zip(events_of(plain), events, strict=True):
        if one["type"] == "step":
            assert other["loss"] == pytest.approx(one["loss"], rel=1e-5)
            assert other["gradNorm"] == pytest.approx(one["gradNorm"], rel=1e-4)
    written = [load_file(path.parent / "adapter" / "adapter_model.safetensors") for path in (plain, fast)]
    assert written[0].keys() == written[1].keys()


def test_a_run_goes_on_plainly_where_the_gate_keeps_it_out(tmp_path: Path, whole_model: Path, plain: Path) -> None:
    kept = tiny_run(tmp_path, whole_model)
    work = Work(kept, **ON_CUDA, UNSLOTH_DOUBLE="mixes")
    assert work.end() == 0
    # Nothing but events came out, whatever the library printed.
    assert work.events == events_of(kept)
    assert work.events[0]["engine"].startswith("python torch-cpu f32, transformers (unsloth 2026.10.7 is not used: ")
    assert (work.events[1]["type"], work.events[1]["code"]) == ("warning", "unsloth_not_used")
    assert "documents are mixed" in work.events[1]["message"]
    states = [sorted((path.parent / "checkpoints").iterdir())[-1].read_bytes() for path in (plain, kept)]
    assert hashlib.sha256(states[0]).digest() == hashlib.sha256(states[1]).digest()


def test_told_to_stop_at_the_gate_ends_and_leaves_no_process(request_path: Path) -> None:
    work = Work(request_path, **ON_CUDA, UNSLOTH_DOUBLE="hangs")
    while not (found := _measuring()):
        pass
    assert work.signal(signal.SIGTERM).end() == 4
    assert work.events[-1]["code"] == "canceled"
    psutil.wait_procs(found, timeout=30)
    assert _measuring() == []


def _measuring() -> list[psutil.Process]:
    """The gate's processes below this one, and those that lost whom they worked for."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if "cultivar_trainer.gate_child" in (process.info["cmdline"] or [])
    ]
