"""The checked local files of a model, as a folder that a library reads."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cultivar_trainer.request import LocalFile
from cultivar_trainer.train_error import TrainError

ARCHITECTURES = ("gemma2", "gemma3_text", "llama", "mistral", "phi3", "qwen2", "qwen3")
_WEIGHTS = re.compile(
    r"[\w.-]+\.(safetensors|gguf)|config\.json|generation_config\.json|model\.safetensors\.index\.json"
)
# A library that insists on a tokenizer beside the weights finds it; what is learnt is tokenised already.
TOKENIZER = re.compile(r"tokenizer\.json|tokenizer_config\.json|special_tokens_map\.json|vocab\.json|merges\.txt")
_PICKLES = (".bin", ".pt", ".pth", ".pkl", ".ckpt", ".h5", ".msgpack")
# What in a config.json would fetch or run something that did not come with the files.
_REFUSED_SETTINGS = (
    "auto_map",
    "quantization_config",
    "_attn_implementation",
    "attn_implementation",
    "use_kernels",
)


@contextmanager
def linked_model(
    files: list[LocalFile], links: Path, also: re.Pattern[str] | None = None
) -> Iterator[tuple[Path, str | None]]:
    """A folder of links to what is read of a model, for a while, and the name of its GGUF file, where it is one.
    `also`: further names that are linked.

    Raises TrainError for pickles, unknown architectures, and a config that asks for code.
    """
    shutil.rmtree(links, ignore_errors=True)
    links.mkdir()
    try:
        gguf = _link(files, links, also)
        if gguf is None:
            _check_config(links / "config.json")
        yield links, gguf
    finally:
        shutil.rmtree(links, ignore_errors=True)


def _link(files: list[LocalFile], links: Path, also: re.Pattern[str] | None) -> str | None:
    for file in files:
        if file.name.lower().endswith(_PICKLES):
            raise model_refused(f"{file.name} may run code when it is read: convert it to safetensors")
        if _WEIGHTS.fullmatch(file.name) or (also is not None and also.fullmatch(file.name)):
            (links / file.name).symlink_to(Path(file.path).resolve())
    names = sorted(path.name for path in links.iterdir())
    ggufs = [name for name in names if name.endswith(".gguf")]
    if len(ggufs) > 1 or not any(name.endswith((".gguf", ".safetensors")) for name in names):
        raise model_refused(f"{', '.join(names) or 'no file'}: neither safetensors weights nor one GGUF file")
    return ggufs[0] if ggufs else None


def _check_config(path: Path) -> None:
    try:
        config = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        raise model_refused("config.json is missing or no JSON") from None
    if not isinstance(config, dict) or config.get("model_type") not in ARCHITECTURES:
        raise model_refused(f"config.json names no architecture out of {', '.join(ARCHITECTURES)}")
    asked = [name for name in _REFUSED_SETTINGS if config.get(name) is not None]
    if asked:
        raise model_refused(f"config.json sets {', '.join(asked)}, which would run or fetch what is not in the files")


def model_refused(what: str) -> TrainError:
    """A model whose files are not taken, and why."""
    return TrainError("model_refused", what, "Check the files of the model against its manifest.")
