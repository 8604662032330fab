"""A job's manifest, as far as this engine does it.

The names, limits and defaults are those of `sdk/src/spec/manifest/job.ts`. What stands there and not here is refused by
its name: a job must never be done in part.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from cultivar_trainer.strict_model import StrictModel

Bytes32 = Annotated[str, Field(pattern=r"^0x[0-9a-f]{64}$")]
Asset = Annotated[str, Field(pattern=r"^[1-9][0-9]*:[1-9][0-9]*$")]
Whole = Annotated[int, Field(ge=0)]
Seed = Annotated[int, Field(ge=0, le=0xFFFF_FFFF)]
Target = Literal[
    "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj", "qkv_proj", "gate_up_proj"
]


class Base(StrictModel):
    asset: Asset
    manifest: Bytes32


class Dataset(StrictModel):
    asset: Asset
    manifest: Bytes32
    # How rows become tokens is the business of whoever prepared them.
    format: dict | None = None
    weight: float | None = None


class Data(StrictModel):
    max_rows: int | None = None
    held_out_rows: Whole
    order_seed: Seed
    bad_rows: Literal["skip", "refuse"] = "refuse"
    loss_on: Literal["assistant", "all"] = "assistant"
    template_date: str = "2026-01-01"


class Preference(StrictModel):
    """Direct preference optimisation on pairs of answers."""

    name: Literal["dpo"]
    beta: float = Field(gt=0, le=10)


class Distillation(StrictModel):
    """Learning from a larger model of the same vocabulary."""

    name: Literal["distillation"]
    teacher: Base
    temperature: float = Field(ge=0.1, le=100)
    weight: float = Field(gt=0, le=1)


class Lora(StrictModel):
    rank: int = Field(ge=1, le=256)
    alpha: float = Field(gt=0, le=1024)
    # Drawn in 256ths: a smaller rate would be none.
    dropout: Literal[0] | Annotated[float, Field(ge=1 / 256, le=0.9)] = 0
    rank_stabilized: Literal[True] | None = None
    dora: Literal[True] | None = None
    targets: list[Target] = Field(min_length=1, max_length=7)


class Optimizer(StrictModel):
    name: Literal["adamw"]
    learning_rate: float = Field(gt=0, le=1)
    beta1: float = Field(default=0.9, ge=0, le=0.9999)
    beta2: float = Field(default=0.999, ge=0, le=0.99999)
    epsilon: float = Field(default=1e-8, gt=0)
    weight_decay: float = Field(default=0, ge=0, le=1)
    clip_norm: float = Field(default=1, ge=0)


class Schedule(StrictModel):
    name: Literal["constant", "linear", "cosine"]
    warmup_steps: Whole = 0


class StopAfter(StrictModel):
    evaluations: int = Field(ge=1, le=1000)
    gain: float = Field(default=0, ge=0, le=100)


class Evaluation(StrictModel):
    every_steps: Whole
    stop_after: StopAfter | None = None


class Job(StrictModel):
    """What a fine-tune is to do."""

    cultivar: Literal[1]
    kind: Literal["job"]
    name: str = Field(min_length=1, max_length=120)
    summary: str | None = None
    creator: str
    license: str
    files: list[dict]
    card: str | None = None
    tags: list[str] | None = None
    parents: list[dict] | None = None
    source: str | None = None
    chain_id: int = Field(gt=0)
    base: Base
    datasets: list[Dataset] = Field(min_length=1, max_length=8)
    data: Data
    objective: Annotated[Preference | Distillation, Field(discriminator="name")] | None = None
    method: Literal["lora", "full"]
    lora: Lora | None = None
    base_weights: Literal["q4_1"] | None = None
    sequence_length: int = Field(ge=32, le=8192, multiple_of=16)
    packing: bool = True
    batch_size: int = Field(default=1, ge=1, le=64)
    accumulation: int = Field(default=1, ge=1, le=256)
    optimizer: Optimizer
    schedule: Schedule
    steps: int | None = Field(default=None, ge=1, le=1_000_000)
    epochs: float | None = Field(default=None, gt=0, le=100)
    seed: Seed
    evaluation: Evaluation
    segment_steps: int = Field(ge=1, le=10_000)
    class_: str = Field(alias="class", min_length=1, max_length=160)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.method == "lora") != (self.lora is not None):
            raise ValueError("lora: stands there with the method lora, and with no other")
        if self.method == "full" and self.base_weights is not None:
            raise ValueError("baseWeights: must be left out with the method full, which trains these weights")
        return self
