"""Likelihoods of packed, joined and lone documents, and what a teacher or a pair makes of them."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import torch
from tiny_run import DIGEST, RANK, pattern, rows_of, tiny_job
from transformers import AutoModelForCausalLM

from cultivar_trainer.adapter import Adapter
from cultivar_trainer.device import Device
from cultivar_trainer.distillation import Distillation
from cultivar_trainer.dropout import Dropout
from cultivar_trainer.forward import Forward
from cultivar_trainer.job import Distillation as Settings
from cultivar_trainer.likelihood import Likelihood
from cultivar_trainer.preference import Preference
from cultivar_trainer.recompute import recompute
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


def forward(model: torch.nn.Module, budget: int) -> Forward:
    return Forward(model, Device("cpu", torch.float32, exact=False), budget)


def likelihood(adapter: Adapter, budget: int) -> Likelihood:
    return Likelihood(forward(adapter.model, budget), Dropout(0, seed=1))


def sums(adapter: Adapter, budget: int, sequences: list[Sequence]) -> list[float]:
    return likelihood(adapter, budget).measure(sequences)[0]


def test_a_packed_document_has_the_loss_that_it_has_alone(adapter: Adapter) -> None:
    alone = sums(adapter, 1, [sequence(document) for document in DOCUMENTS])
    packed = sums(adapter, 1, [sequence(*DOCUMENTS)])
    assert packed[0] == pytest.approx(sum(alone), rel=1e-6)


def test_a_sequence_has_the_loss_that_it_has_beside_others(adapter: Adapter) -> None:
    sequences = [sequence(document) for document in DOCUMENTS]
    assert sums(adapter, 100, sequences) == pytest.approx(sums(adapter, 1, sequences), rel=1e-6)


def test_the_gradient_does_not_depend_on_what_is_computed_together(adapter: Adapter) -> None:
    sequences = [sequence(document) for document in DOCUMENTS]
    counted = sum(one.counted for one in sequences)
    gradients = []
    for budget in (1, 36, 100):
        adapter.clear_gradient()
        likelihood(adapter, budget).add_gradient(sequences, counted, 1)
        gradients.append(adapter.gradient())
    for other in gradients[1:]:
        assert (other - gradients[0]).norm() < 1e-6 * gradients[0].norm()


def test_labels_that_do_not_count_have_no_loss(adapter: Adapter) -> None:
    whole = sequence(DOCUMENTS[0])
    labels = np.full_like(whole.labels, -100)
    masked = Sequence(whole.ids, labels, whole.positions)
    assert sums(adapter, 1, [masked, whole])[0] == 0
    adapter.clear_gradient()
    assert likelihood(adapter, 1).add_gradient([masked], 1, 1) == [0]
    assert adapter.gradient().count_nonzero() == 0


def test_dropout_depends_on_step_and_sequence_alone(adapter: Adapter) -> None:
    dropout = Dropout(0.5, seed=7)
    dropout.install(adapter.model)
    sequences = [replace(sequence(document), number=number) for number, document in enumerate(DOCUMENTS)]
    told = lambda budget, step: Likelihood(forward(adapter.model, budget), dropout).add_gradient(sequences, 1, step)  # noqa: E731
    assert told(100, 1) == pytest.approx(told(1, 1), rel=1e-6)
    assert told(100, 2) != pytest.approx(told(100, 1), rel=1e-6)
    whole = Likelihood(forward(adapter.model, 100), dropout).measure(sequences)[0]
    assert whole == sums(adapter, 100, sequences)
    assert sum(whole) != pytest.approx(told(100, 1)[0], rel=1e-6)


def test_what_is_computed_a_second_time_has_the_same_gradient(adapter: Adapter) -> None:
    dropout = Dropout(0.5, seed=7)
    dropout.install(adapter.model)
    sequences = [replace(sequence(document), number=number) for number, document in enumerate(DOCUMENTS)]
    gradients = []
    calls = Counter()
    layers = adapter.model.get_base_model().model.layers
    layers[0].mlp.register_forward_pre_hook(lambda *_: calls.update("a"))
    for _ in range(2):
        adapter.clear_gradient()
        Likelihood(forward(adapter.model, 100), dropout).add_gradient(sequences, 1, 1)
        gradients.append(adapter.gradient())
        recompute(layers)
    assert torch.equal(gradients[0], gradients[1])
    assert calls["a"] == 3


def test_a_teacher_that_is_the_student_teaches_nothing_but_the_labels(adapter: Adapter) -> None:
    sequences = [sequence(document) for document in DOCUMENTS]
    settings = Settings(name="distillation", teacher={"asset": "1:1", "manifest": DIGEST}, temperature=3, weight=0.75)
    alone = likelihood(adapter, 1).add_gradient(sequences, 1, 1)[0]
    own = forward(adapter.model, 1)
    taught = Distillation(own, Dropout(0, seed=1), own, settings).add_gradient(sequences, 1, 1)[0]
    assert taught == pytest.approx(0.25 * alone, rel=1e-6)


def test_a_pair_has_the_loss_that_its_likelihoods_make(adapter: Adapter) -> None:
    sequences = [replace(sequence(document), key=str(i)) for i, document in enumerate(DOCUMENTS[:2] * 2)]
    start = torch.zeros(adapter.length)
    objective = Preference(forward(adapter.model, 50), 0.5, lambda: adapter.at(start))
    policy = sums(adapter, 1, sequences)
    with adapter.at(start):
        reference = sums(adapter, 1, sequences)
    own, told = objective.measure(sequences)
    assert own == pytest.approx(policy, rel=1e-6)
    better, worse = (0.5 * (reference[i] - policy[i]) for i in range(2))
    assert told[0] == pytest.approx([np.log1p(np.exp(worse - better)), better, worse, float(better > worse)], rel=1e-5)
    means = [value / 2 for value in objective.add_gradient(sequences, objective.items(sequences), 1)]
    assert means == pytest.approx(told[0], rel=1e-5)
    assert objective.report(means)["preference"]["margin"] == pytest.approx(better - worse, rel=1e-5)


def test_a_pair_is_where_it_was_at_the_start(adapter: Adapter) -> None:
    sequences = [replace(sequence(document), key=str(i)) for i, document in enumerate(DOCUMENTS[:2])]
    start = torch.cat([tensor.detach().reshape(-1) for tensor in adapter.tensors])
    told = Preference(forward(adapter.model, 50), 2, lambda: adapter.at(start)).measure(sequences)[1]
    assert told == [[pytest.approx(np.log(2)), 0, 0, 0]]
