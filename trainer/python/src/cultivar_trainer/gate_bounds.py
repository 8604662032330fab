"""Whether a model computes what the plain one does."""

import numpy as np
import torch

from cultivar_trainer.gate_values import GateValues
from cultivar_trainer.training_state import Slot

# Of class `tolerance`: relative L2 distance of an update in f32, cosine in bf16.
_DISTANCE = 1e-4
_COSINE = 0.99
# Ours: what a cosine does not see, and a loss, whose logits bf16 rounds to 1 part in 256.
_LENGTH = 0.02
_LOSS = {torch.float32: 1e-4, torch.bfloat16: 1e-2}
# Sums of the same values in another order.
_FROZEN = 1e-9


def gate_refusal(reference: GateValues, found: GateValues, slots: list[Slot], dtype: torch.dtype) -> str | None:
    """Why what was found is not what it should be: frozen weights, losses and gradient of the plain model, and of
    documents side by side what they have alone. None where it is."""
    return (
        _frozen_refusal(reference.frozen, found.frozen)
        or _loss_refusal(reference.losses_apart, found.losses_apart, dtype, "transformers has {}")
        or _loss_refusal(found.losses_apart, found.losses_together, dtype, "alone it has {}: documents are mixed")
        or _loss_refusal(reference.losses_together, found.losses_together, dtype, "transformers has {}")
        or _gradient_refusal(reference.gradient_together, found.gradient_together, slots, dtype, "of transformers")
        or _gradient_refusal(found.gradient_apart, found.gradient_together, slots, dtype, "of the documents alone")
    )


def _frozen_refusal(wanted: dict[str, float], found: dict[str, float]) -> str | None:
    odd = sorted(wanted.keys() ^ found.keys())
    if odd:
        return f"{odd[0]} is only in one of the models"
    for name, total in wanted.items():
        # Written so that a comparison with no number fails too.
        if not abs(found[name] - total) <= _FROZEN * total:
            return f"{name} holds other weights"
    return None


def _loss_refusal(wanted: np.ndarray, found: np.ndarray, dtype: torch.dtype, words: str) -> str | None:
    for number, (own, other) in enumerate(zip(wanted, found, strict=True), start=1):
        if not abs(other - own) <= _LOSS[dtype] * abs(own):
            return f"document {number} has a loss of {other:.6g}, {words.format(f'{own:.6g}')}"
    return None


def _gradient_refusal(
    wanted: np.ndarray, found: np.ndarray, slots: list[Slot], dtype: torch.dtype, whose: str
) -> str | None:
    for slot in slots:
        part = slice(slot.offset, slot.offset + slot.length)
        distance = _distance(wanted[part].astype(np.float64), found[part].astype(np.float64), dtype)
        if distance is not None:
            return f"the gradient of {slot.name} is not that {whose}: {distance}"
    return None


def _distance(wanted: np.ndarray, found: np.ndarray, dtype: torch.dtype) -> str | None:
    """How far apart they are, where it is too far."""
    lengths = np.linalg.norm(wanted), np.linalg.norm(found)
    if dtype == torch.float32:
        distance = np.linalg.norm(found - wanted)
        return None if distance <= _DISTANCE * lengths[0] else f"distance {distance / lengths[0]:.3g}"
    if not lengths[0] * lengths[1] > 0:
        return None if lengths == (0, 0) else "one of them is nothing"
    cosine = wanted @ found / (lengths[0] * lengths[1])
    if not cosine >= _COSINE:
        return f"cosine {cosine:.4f}"
    return None if abs(lengths[1] / lengths[0] - 1) <= _LENGTH else f"{lengths[1] / lengths[0]:.3f} times as long"
