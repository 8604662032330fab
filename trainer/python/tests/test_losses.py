"""Losses of packed, joined and lone documents."""

import numpy as np
import pytest
import torch
from tiny_run import RANK, pattern, rows_of, tiny_job
from transformers import AutoModelForCausalLM

from cultivar_trainer.adapter import Adapter
from cultivar_trainer.device import Device
from cultivar_trainer.losses import Losses
from cultivar_trainer.token_file import Sequence
from cultivar_trainer.training_state import Slot

DOCUMENTS = [pattern(20, 1), pattern(15, 9), pattern(7, 30)]


def sequence(*documents: np.ndarray) -> Sequence:
    return Sequence(*rows_of(list(documents)).T.copy())


@pytest.fixture
def adapter(model) -> Adapter:
    base = AutoModelForCausalLM.from_pretrained(model, attn_implementation="sdpa").requires_grad_(False)
    slots, offset = [], 0
    for layer in range(2):
        for module, wide in (("q_proj", 32), ("v_proj", 16)):
            for matrix, shape in (("A", (RANK, 32)), ("B", (wide, RANK))):
                name = f"base_model.model.model.layers.{layer}.self_attn.{module}.lora_{matrix}.weight"
                slots.append(Slot(name, shape, offset))
                offset += slots[-1].length
    adapter = Adapter(base, tiny_job().lora, slots)
    torch.manual_seed(3)
    adapter.load(0.3 * torch.randn(offset))
    return adapter


def losses(adapter: Adapter, budget: int) -> Losses:
    return Losses(adapter, Device("cpu", torch.float32, exact=False), budget)


def test_a_packed_document_has_the_loss_that_it_has_alone(adapter: Adapter) -> None:
    alone = losses(adapter, 1).sums([sequence(document) for document in DOCUMENTS])
    packed = losses(adapter, 1).sums([sequence(*DOCUMENTS)])
    assert packed[0] == pytest.approx(sum(alone), rel=1e-6)


def test_a_sequence_has_the_loss_that_it_has_beside_others(adapter: Adapter) -> None:
    sequences = [sequence(document) for document in DOCUMENTS]
    assert losses(adapter, 100).sums(sequences) == pytest.approx(losses(adapter, 1).sums(sequences), rel=1e-6)


def test_the_gradient_does_not_depend_on_what_is_computed_together(adapter: Adapter) -> None:
    sequences = [sequence(document) for document in DOCUMENTS]
    counted = sum(one.counted for one in sequences)
    gradients = []
    for budget in (1, 36, 100):
        adapter.clear_gradient()
        losses(adapter, budget).add_gradient(sequences, counted)
        gradients.append(adapter.gradient())
    for other in gradients[1:]:
        assert (other - gradients[0]).norm() < 1e-6 * gradients[0].norm()


def test_labels_that_do_not_count_have_no_loss(adapter: Adapter) -> None:
    whole = sequence(DOCUMENTS[0])
    labels = np.full_like(whole.labels, -100)
    masked = Sequence(whole.ids, labels, whole.positions)
    assert losses(adapter, 1).sums([masked, whole])[0] == 0
    adapter.clear_gradient()
    assert losses(adapter, 1).add_gradient([masked], 1) == 0
    assert adapter.gradient().count_nonzero() == 0
