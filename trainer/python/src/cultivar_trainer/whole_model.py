"""A model all of whose weights are trained."""

from transformers import PreTrainedModel

from cultivar_trainer.trained import Trained
from cultivar_trainer.training_state import Slot


class WholeModel(Trained):
    """Every weight under its Hugging Face name; tied ones once."""

    def __init__(self, base: PreTrainedModel, slots: list[Slot]) -> None:
        base.requires_grad_(True)
        super().__init__(base, dict(base.named_parameters()), slots)
