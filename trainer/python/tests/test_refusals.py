"""What the engine does not do, it refuses by name."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_run import events_of, tiny_run

from cultivar_trainer.cli import main
from cultivar_trainer.request import read_request
from cultivar_trainer.train_error import TrainError


def changed(request: Path, change: Callable[[dict], object]) -> bytes:
    content = json.loads(request.read_bytes())
    change(content)
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda r: r.update(trustRemoteCode=True), "trustRemoteCode"),
        (lambda r: r["manifest"].update(sequenceLenght=64), "manifest.sequenceLenght"),
        (lambda r: r["manifest"].update(method="bitfit"), "manifest.method"),
        (lambda r: r["manifest"].update(method="full"), "manifest: lora"),
        (lambda r: r["manifest"].pop("lora"), "manifest: lora"),
        (lambda r: (r["manifest"].pop("lora"), r["manifest"].update(method="full", baseWeights="q4_1")), "baseWeights"),
        (lambda r: r["manifest"].update(objective="dpo"), "manifest.objective"),
        (lambda r: r["manifest"].update(objective={"name": "ppo"}), "manifest.objective"),
        (lambda r: r["manifest"].update(objective={"name": "dpo", "beta": 0}), "manifest.objective.dpo.beta"),
        (lambda r: r["manifest"].update(baseWeights="nf4"), "manifest.baseWeights"),
        (lambda r: r["manifest"]["lora"].update(dropout=0.95), "manifest.lora.dropout"),
        (lambda r: r["manifest"]["lora"].update(dropout=0.001), "manifest.lora.dropout"),
        (lambda r: r["manifest"]["lora"].update(targets=["lm_head"]), "manifest.lora.targets.0"),
        (lambda r: r["manifest"]["evaluation"].update(stopAfter={"evaluations": 0}), "stopAfter.evaluations"),
        (lambda r: r["manifest"].update(sequenceLength=65), "manifest.sequenceLength"),
        (lambda r: r["manifest"].update(seed="5"), "manifest.seed"),
        (lambda r: r["provenance"].update(jobId="-1"), "provenance.jobId"),
        (lambda r: r.pop("modelFiles"), "modelFiles"),
    ],
)
def test_names_what_it_does_not_know(tmp_path: Path, model: Path, change: Callable[[dict], object], place: str) -> None:
    content = changed(tiny_run(tmp_path, model), change)
    with pytest.raises(TrainError, match=place.replace(".", r"\.")):
        read_request(content)


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_refuses_what_is_no_request(content: bytes) -> None:
    with pytest.raises(TrainError):
        read_request(content)


def test_refuses_a_class_that_this_machine_is_not_of(tmp_path: Path, model: Path) -> None:
    request = tiny_run(tmp_path, model, **{"class": "exact:torch-cuda/000000000000/none"})
    assert main(["--request", str(request)]) == 2
    assert events_of(request)[-1]["code"] == "class_mismatch"


@pytest.mark.parametrize("name", ["tokens.safetensors", "ledger.private.json", "checkpoints/step-000000.state"])
def test_refuses_a_folder_that_was_not_prepared(tmp_path: Path, model: Path, name: str) -> None:
    request = tiny_run(tmp_path, model)
    (request.parent / name).write_bytes(b"{}")
    assert main(["--request", str(request)]) == 2
    assert events_of(request)[-1]["code"] == "request_refused"


def test_refuses_weights_that_run_code_when_they_are_read(tmp_path: Path, model: Path) -> None:
    request = tiny_run(tmp_path, model)
    request.write_bytes(changed(request, lambda r: r["modelFiles"].append({"name": "m.bin", "path": "/dev/null"})))
    assert main(["--request", str(request)]) == 2
    assert "m.bin may run code" in events_of(request)[-1]["message"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("auto_map", {"AutoModelForCausalLM": "evil.Model"}),
        ("quantization_config", {"quant_method": "x"}),
        ("_attn_implementation", "hub/kernel"),
        ("model_type", "evil"),
    ],
)
def test_refuses_a_config_that_asks_for_code(tmp_path: Path, model: Path, setting: str, value: object) -> None:
    config = json.loads((model / "config.json").read_bytes()) | {setting: value}
    other = tmp_path / "config.json"
    other.write_text(json.dumps(config))
    request = tiny_run(tmp_path, model)

    def swap(content: dict) -> None:
        files = {file["name"]: file for file in content["modelFiles"]}
        files["config.json"]["path"] = str(other)

    request.write_bytes(changed(request, swap))
    assert main(["--request", str(request)]) == 2
    last = events_of(request)[-1]
    assert last["code"] == "model_refused"
    assert "config.json" in last["message"]


def test_refuses_a_teacher_whose_files_are_not_there(tmp_path: Path, model: Path) -> None:
    teacher = {"asset": "41337:3", "manifest": "0x" + "33" * 32}
    objective = {"name": "distillation", "teacher": teacher, "temperature": 2, "weight": 0.5}
    request = tiny_run(tmp_path, model, objective=objective)
    assert main(["--request", str(request)]) == 2
    assert events_of(request)[-1]["message"] == "the job learns from a teacher, the request brings none"


def test_names_the_step_at_which_the_loss_left_the_numbers(tmp_path: Path, model: Path) -> None:
    optimizer = {"name": "adamw", "learningRate": 1, "clipNorm": 0, "weightDecay": 1, "epsilon": 1e-300}
    request = tiny_run(
        tmp_path, model, optimizer=optimizer, lora={"rank": 4, "alpha": 1024, "targets": ["q_proj", "v_proj"]}, steps=40
    )
    state = request.parent / "checkpoints" / "step-000000.state"
    content = bytearray(state.read_bytes())
    start = 4 + int.from_bytes(content[:4], "little")
    content[start : start + 4] = b"\x00\x00\xc0\x7f"
    state.write_bytes(content)
    _accept(request, bytes(content))
    assert main(["--request", str(request)]) == 3
    last = events_of(request)[-1]
    assert last["code"] == "diverged"
    assert "learning rate" in last["hint"]


def _accept(request: Path, content: bytes) -> None:
    """Lets the ledger name a state that was changed."""
    import hashlib

    path = request.parent / "ledger.private.json"
    ledger = json.loads(path.read_bytes()) | {"checkpoint": "0x" + hashlib.sha256(content).hexdigest()}
    path.write_text(json.dumps(ledger))
