"""The adapter of a job on its base: PEFT's modules, our flat vectors."""

from peft import LoraConfig, get_peft_model
from transformers import PreTrainedModel

from cultivar_trainer.job import Lora
from cultivar_trainer.trained import Trained
from cultivar_trainer.training_state import Slot


class Adapter(Trained):
    """A base with an adapter beside its frozen weights."""

    def __init__(self, base: PreTrainedModel, lora: Lora, slots: list[Slot]) -> None:
        model = get_peft_model(base, lora_config(lora))
        named = {peft_name(name): parameter for name, parameter in model.named_parameters() if parameter.requires_grad}
        super().__init__(model, named, slots)


def lora_config(lora: Lora) -> LoraConfig:
    """PEFT's configuration of a job's LoRA."""
    return LoraConfig(
        task_type="CAUSAL_LM",
        r=lora.rank,
        lora_alpha=lora.alpha,
        lora_dropout=lora.dropout,
        target_modules=sorted(lora.targets),
        use_rslora=bool(lora.rank_stabilized),
        use_dora=bool(lora.dora),
        bias="none",
    )


def peft_name(name: str) -> str:
    """The name in PEFT's files of what the model calls `….lora_A.default.weight`."""
    return name.replace(".default", "").replace("lora_magnitude_vector.weight", "lora_magnitude_vector")
