"""What the gate before unsloth lets through."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from cultivar_trainer.gate_bounds import gate_refusal
from cultivar_trainer.gate_values import GateValues, probe_documents, read_gate_values
from cultivar_trainer.training_state import Slot
from cultivar_trainer.unsloth_forward import document_lengths

SLOTS = [Slot("first", (200, 5), 0), Slot("second", (100, 5), 1000)]
BF16, F32 = torch.bfloat16, torch.float32


def values(**changes: object) -> GateValues:
    gradient = np.random.default_rng(3).standard_normal(1500).astype(np.float32)
    losses = np.array([40.0, 30.0])
    plain = GateValues(losses, losses.copy(), gradient, gradient.copy(), {"embed": 12.5})
    return replace(plain, **changes)


def noisy(share: float) -> np.ndarray:
    """The gradient with so much of its own size beside it in the second tensor."""
    gradient = values().gradient_together.copy()
    noise = np.random.default_rng(4).standard_normal(500).astype(np.float32)
    gradient[1000:] += share * noise
    return gradient


@pytest.mark.parametrize("dtype", [F32, BF16])
def test_lets_through_what_is_the_same(dtype: torch.dtype) -> None:
    assert gate_refusal(values(), values(), SLOTS, dtype) is None


def test_lets_the_rounding_of_bf16_through_and_not_in_f32() -> None:
    rounded = values(gradient_together=noisy(0.05), gradient_apart=noisy(0.05), losses_together=np.array([40.2, 29.9]))
    assert gate_refusal(values(), rounded, SLOTS, BF16) is None
    assert gate_refusal(values(), rounded, SLOTS, F32) is not None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"frozen": {"embed": 12.4999}}, "embed holds other weights"),
        ({"frozen": {"embed": float("nan")}}, "embed holds other weights"),
        ({"frozen": {"embed": 12.5, "more": 1.0}}, "more is only in one of the models"),
        (
            {"losses_together": np.array([40.0, 29.0])},
            "has a loss of 29, alone it has 30: documents are mixed",
        ),
        ({"losses_together": np.array([40.0, np.nan])}, "document 2 has a loss of nan"),
        (
            {"losses_together": np.array([41.0, 30.0]), "losses_apart": np.array([41.0, 30.0])},
            "document 1 has a loss of 41, transformers has 40",
        ),
        ({"gradient_together": noisy(0.3)}, "the gradient of second is not that of transformers: cosine 0.9"),
        ({"gradient_apart": noisy(0.3)}, "the gradient of second is not that of the documents alone: cosine 0.9"),
        ({"gradient_together": 1.03 * values().gradient_together}, "of transformers: 1.030 times as long"),
        ({"gradient_together": 0 * values().gradient_together}, "one of them is nothing"),
        ({"gradient_together": np.nan * values().gradient_together}, "one of them is nothing"),
    ],
)
def test_keeps_out_what_is_another_in_bf16(changes: dict[str, object], words: str) -> None:
    assert words in gate_refusal(values(), values(**changes), SLOTS, BF16)


def test_keeps_out_a_gradient_a_thousandth_off_in_f32() -> None:
    off = values(gradient_together=1.001 * values().gradient_together)
    assert "the gradient of first is not that of transformers: distance 0.001" in gate_refusal(
        values(), off, SLOTS, F32
    )


def test_a_tensor_without_a_gradient_is_the_same_in_both() -> None:
    none = values(gradient_together=np.zeros(1500, np.float32), gradient_apart=np.zeros(1500, np.float32))
    assert gate_refusal(none, none, SLOTS, BF16) is None


def test_values_are_read_as_they_were_written(tmp_path) -> None:
    values().save(tmp_path / "values")
    found = read_gate_values(tmp_path / "values")
    assert found.frozen == {"embed": 12.5}
    assert found.losses_apart.tolist() == [40, 30]
    assert np.array_equal(found.gradient_apart, values().gradient_apart)


def test_the_second_document_begins_as_the_first_does() -> None:
    first, second = probe_documents(1000, 32)
    assert (len(first.ids), len(second.ids)) == (19, 13)
    assert second.ids.tolist() == first.ids[:13].tolist()
    assert first.labels[:-1].tolist() == first.ids[1:].tolist()
    assert first.counted == 18


@pytest.mark.parametrize(
    ("positions", "lengths"),
    [([0, 1, 2], [3]), ([0, 1, 0, 0, 1, 2], [2, 1, 3]), ([5, 6, 0], [2, 1]), ([0], [1])],
)
def test_a_document_begins_where_positions_do_not_go_on(positions: list[int], lengths: list[int]) -> None:
    assert document_lengths(np.array(positions)).tolist() == lengths
