"""The request that starts a run: the TypeScript trainer's own, `trainer/src/run/train-request.ts`."""

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from cultivar_trainer.job import Bytes32, Job
from cultivar_trainer.strict_model import StrictModel, refuse
from cultivar_trainer.train_error import TrainError

Account = Annotated[str, Field(pattern=r"^0x[0-9a-fA-F]{40}$")]
LocalPath = Annotated[str, Field(min_length=1)]

_MAX_REQUEST_BYTES = 4_194_304


class LocalFile(StrictModel):
    name: str = Field(min_length=1)
    path: LocalPath


class Provenance(StrictModel):
    chain_id: int = Field(gt=0)
    escrow: Account
    job_id: str = Field(pattern=r"^(0|[1-9][0-9]{0,77})$")


class Parent(StrictModel):
    role: Literal["base", "dataset", "teacher", "source"]
    asset: str
    manifest: Bytes32


class DatasetFiles(StrictModel):
    manifest: Bytes32
    format: dict
    files: list[LocalFile] = Field(min_length=1)


class PythonEngine(StrictModel):
    """Where this engine lies; it got here, so it needs nothing of it."""

    dir: LocalPath
    uv: LocalPath
    gpus: int | None = None
    # Absent: unsloth where it is there, can do the run and computes what transformers does.
    loader: Literal["transformers"] | None = None


class TrainRequest(StrictModel):
    """Everything a run is given. Files are local; whoever calls has fetched them and prepared the tokens."""

    provenance: Provenance
    requester: Account
    title: str = Field(min_length=1, max_length=120)
    parents: list[Parent]
    manifest: Job
    model_files: list[LocalFile] = Field(min_length=1)
    teacher_files: list[LocalFile] | None = Field(default=None, min_length=1)
    datasets: list[DatasetFiles] = Field(min_length=1)
    out_dir: LocalPath
    cache_dir: LocalPath | None = None
    open_vino_dir: LocalPath | None = None
    # `auto` keeps activations: how large a GPU's memory is, nobody has said.
    recompute: Literal["auto", "always", "never"] = "auto"
    threads: int | None = Field(default=None, ge=1, le=256)
    python: PythonEngine | None = None

    @property
    def folder(self) -> Path:
        return Path(self.out_dir)


def read_request(text: bytes) -> TrainRequest:
    """Reads a request. Raises TrainError, which names every place that is wrong."""
    if len(text) > _MAX_REQUEST_BYTES:
        raise TrainError("request_refused", f"the request has {len(text)} bytes", "Send a request of at most 4 MiB.")
    try:
        return TrainRequest.model_validate(json.loads(text))
    except ValidationError as error:
        raise refuse("the request", error) from None
    except (ValueError, RecursionError):
        raise TrainError("request_refused", "the request is no JSON", "Send one TrainRequest in JSON.") from None
