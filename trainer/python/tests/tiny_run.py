"""A run as the TypeScript trainer prepares it, of a tiny random model, written by hand."""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from transformers import LlamaConfig, LlamaForCausalLM

from cultivar_trainer.job import Job
from cultivar_trainer.training_state import TrainingState, write_checkpoint

VOCABULARY, WIDTH, LAYERS, RANK = 64, 32, 2, 4
DIGEST = "0x" + "22" * 32
ACCOUNT = "0x" + "cd" * 20


def tiny_model(folder: Path) -> Path:
    """Makes the model once; its folder is what transformers saves."""
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=WIDTH,
        intermediate_size=64,
        num_hidden_layers=LAYERS,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=128,
        initializer_range=0.2,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def tiny_manifest(**changes: object) -> dict:
    """A job that the engine does; what is None is left out."""
    manifest = {
        "cultivar": 1,
        "kind": "job",
        "name": "Tiny",
        "creator": ACCOUNT,
        "license": "Apache-2.0",
        "files": [],
        "chainId": 41337,
        "base": {"asset": "41337:1", "manifest": DIGEST},
        "datasets": [{"asset": "41337:2", "manifest": DIGEST}],
        "data": {"heldOutRows": 2, "orderSeed": 3},
        "method": "lora",
        "lora": {"rank": RANK, "alpha": 8, "targets": ["v_proj", "q_proj"]},
        "sequenceLength": 64,
        "optimizer": {"name": "adamw", "learningRate": 0.01},
        "schedule": {"name": "constant"},
        "steps": 6,
        "seed": 5,
        "segmentSteps": 2,
        "evaluation": {"everySteps": 3},
        "class": "tolerance",
        **changes,
    }
    return {name: value for name, value in manifest.items() if value is not None}


def tiny_run(folder: Path, model: Path, **changes: object) -> Path:
    """Prepares a run and writes its request. Returns the request's path."""
    manifest = tiny_manifest(**changes)
    out = folder / "run"
    out.mkdir(parents=True)
    _write_tokens(out, manifest["steps"], 2 * manifest.get("accumulation", 1))
    if manifest["method"] == "full":
        _keep_first_state(out, _weights(model))
    else:
        _keep_first_state(out, _first_adapter())
    files = [{"name": path.name, "path": str(path)} for path in sorted(model.iterdir())]
    request = {
        "provenance": {"chainId": 41337, "escrow": ACCOUNT, "jobId": "7"},
        "requester": ACCOUNT,
        "title": "Tiny",
        "parents": [],
        "manifest": manifest,
        "modelFiles": files,
        "datasets": [{"manifest": DIGEST, "format": {"name": "text", "field": "text"}, "files": files[:1]}],
        "outDir": str(out),
        "threads": 1,
    }
    path = out / "request.json"
    path.write_text(json.dumps(request))
    return path


def tiny_job(**changes: object) -> Job:
    return Job.model_validate(tiny_manifest(**changes))


def events_of(request: Path) -> list[dict]:
    """The events in a run's folder."""
    return [json.loads(line) for line in (request.parent / "events.jsonl").read_text().splitlines()]


def pattern(length: int, start: int) -> np.ndarray:
    """A document that can be learnt: each token follows from the one before."""
    ids = np.empty(length, np.int32)
    ids[0] = start
    for place in range(1, length):
        ids[place] = (ids[place - 1] * 5 + 3) % VOCABULARY
    return ids


def rows_of(documents: list[np.ndarray]) -> np.ndarray:
    """Documents side by side as rows of (id, label, position)."""
    parts = [
        np.stack([ids, np.append(ids[1:], -100), np.arange(len(ids), dtype=np.int32)], axis=1) for ids in documents
    ]
    return np.concatenate(parts).astype(np.int32)


def _write_tokens(out: Path, steps: int, sequences: int) -> None:
    train = [rows_of([pattern(20, start), pattern(15, start + 9)]) for start in range(4)]
    held_out = [rows_of([pattern(18, start)]) for start in (30, 40)]
    about = {"format": "cultivar-tokens/1", "rows": 8, "heldOutRows": 2, "skippedRows": 0, "tokens": 140}
    starts = lambda rows: np.cumsum([0, *map(len, rows)]).astype(np.int32)  # noqa: E731
    save_file(
        {
            "cursors": np.arange(0, sequences * steps + 1, sequences, dtype=np.int32),
            "order": np.arange(sequences * steps, dtype=np.int32) % len(train),
            "train.tokens": np.concatenate(train),
            "train.starts": starts(train),
            "heldOut.tokens": np.concatenate(held_out),
            "heldOut.starts": starts(held_out),
        },
        out / "tokens.safetensors",
        {"cultivar": json.dumps(about | {"warnings": []})},
    )


def _first_adapter() -> dict[str, np.ndarray]:
    random = np.random.default_rng(5)
    tensors = {}
    for layer in range(LAYERS):
        for module, wide in (("q_proj", WIDTH), ("v_proj", WIDTH // 2)):
            name = f"base_model.model.model.layers.{layer}.self_attn.{module}.lora"
            tensors[f"{name}_A.weight"] = random.uniform(-0.1, 0.1, (RANK, WIDTH))
            tensors[f"{name}_B.weight"] = np.zeros((wide, RANK))
    return tensors


def _weights(model: Path) -> dict[str, np.ndarray]:
    tensors = load_file(model / "model.safetensors")
    return dict(sorted(tensors.items()))


def _keep_first_state(out: Path, tensors: dict[str, np.ndarray]) -> None:
    shapes = [{"name": name, "shape": list(values.shape)} for name, values in tensors.items()]
    vectors = ["parameters", "first", "second"]
    header = {"format": "cultivar-state/1", "step": 0, "cursor": 0, "seed": 5, "tensors": shapes, "vectors": vectors}
    parameters = np.concatenate([values.reshape(-1) for values in tensors.values()]).astype(np.float32)
    zeros = np.zeros_like(parameters)
    checkpoint = write_checkpoint(out, TrainingState(header, [], parameters, zeros, zeros))
    leaf = {"stage": "init", "step": 0, "hash": DIGEST, "stateHash": DIGEST, "seal": DIGEST, "secret": DIGEST}
    chain = "0x" + hashlib.sha256(b"start").hexdigest()
    ledger = {"job": DIGEST, "step": 0, "checkpoint": checkpoint, "chain": chain, "leaves": [leaf]}
    (out / "ledger.private.json").write_text(json.dumps(ledger | {"evaluations": [], "tokens": 0, "seconds": 0}))
