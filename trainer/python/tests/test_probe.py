"""What the engine says of the machine, with a TEST DOUBLE of CUDA and of a package that needs it."""

from importlib.metadata import PackageNotFoundError
from types import SimpleNamespace

import pytest

from cultivar_trainer import probe as module


def _absent(name: str) -> str:
    raise PackageNotFoundError(name)


def _does_not_start(name: str) -> None:
    raise NotImplementedError("no GPU that it knows")


@pytest.mark.parametrize(
    ("version", "start", "cuda", "words"),
    [
        (_absent, None, True, "not installed"),
        (lambda _: "2026.1", None, False, "2026.1, of no use without CUDA"),
        (lambda _: "2026.1", _does_not_start, True, "2026.1, does not start: no GPU that it knows"),
        (lambda _: "2026.1", lambda _: None, True, "2026.1, tried in each run of class tolerance that it can do"),
    ],
)
def test_says_of_a_package_that_it_can_do_without_whether_it_is_there(
    monkeypatch: pytest.MonkeyPatch, version: object, start: object, cuda: bool, words: str
) -> None:
    double = SimpleNamespace(import_module=start)
    monkeypatch.setattr(module, "version", version)
    monkeypatch.setattr(module, "importlib", double)
    assert module.extra("unsloth", cuda) == words


def test_says_what_is_here() -> None:
    found = module.probe()
    assert found["device"] in ("cpu", "cuda")
    assert {"torch", "transformers", "peft", "accelerate"} == found["versions"].keys()
    assert "unsloth" in found["extras"]
