"""The adapter as PEFT's directory."""

import json
from pathlib import Path

from safetensors.numpy import save

from cultivar_trainer.adapter import lora_config
from cultivar_trainer.job import Job
from cultivar_trainer.training_state import TrainingState
from cultivar_trainer.write_atomically import write_atomically


def write_adapter(folder: Path, job: Job, state: TrainingState) -> None:
    """Writes weights and configuration. The TypeScript trainer, where it started the run, then writes the same weights
    in its own form beside the chat template."""
    folder.mkdir(exist_ok=True)
    tensors = {
        slot.name: state.parameters[slot.offset : slot.offset + slot.length].reshape(slot.shape) for slot in state.slots
    }
    about = {"base_model_name_or_path": job.base.asset, "revision": job.base.manifest, "inference_mode": True}
    config = lora_config(job.lora).to_dict() | about
    text = json.dumps(config, indent=2, sort_keys=True, default=sorted)
    write_atomically(folder / "adapter_model.safetensors", [save(tensors, {"format": "pt"})])
    write_atomically(folder / "adapter_config.json", [text.encode()])
