"""The matrices of a GGUF file that lie in four bits already."""

from pathlib import Path

import torch
from gguf import GGMLQuantizationType, GGUFReader
from transformers import PreTrainedConfig

_NAMES = {
    "q_proj": "attn_q",
    "k_proj": "attn_k",
    "v_proj": "attn_v",
    "qkv_proj": "attn_qkv",
    "o_proj": "attn_output",
    "gate_proj": "ffn_gate",
    "up_proj": "ffn_up",
    "gate_up_proj": "ffn_up",
    "down_proj": "ffn_down",
}
_BLOCK_BYTES = {GGMLQuantizationType.Q4_0: 18, GGMLQuantizationType.Q4_1: 20}


class GgufBlocks:
    """Reads blocks as they are stored, rows of Llama's q and k in the order of the Hugging Face layout."""

    def __init__(self, path: Path, config: PreTrainedConfig) -> None:
        self._tensors = {tensor.name: tensor for tensor in GGUFReader(path).tensors}
        self._config = config

    def of(self, layer: int, module: str) -> torch.Tensor | None:
        """Blocks Q4_1 `[rows, blocks, 20]` of a module; None where it is stored in anything but Q4_0 and Q4_1."""
        tensor = self._tensors.get(f"blk.{layer}.{_NAMES[module]}.weight")
        size = tensor and _BLOCK_BYTES.get(tensor.tensor_type)
        if not size:
            return None
        blocks = torch.from_numpy(tensor.data.copy()).view(torch.uint8)
        blocks = blocks.view(int(tensor.shape[1]), -1, size)
        if tensor.tensor_type == GGMLQuantizationType.Q4_0:
            blocks = _as_q4_1(blocks)
        return self._in_order(blocks, module)

    def _in_order(self, blocks: torch.Tensor, module: str) -> torch.Tensor:
        """llama.cpp interleaves the halves of each head so that rotary pairs are neighbours."""
        if self._config.model_type not in ("llama", "mistral") or module not in ("q_proj", "k_proj"):
            return blocks
        is_key = module == "k_proj"
        heads = self._config.num_key_value_heads if is_key else self._config.num_attention_heads
        rows = torch.arange(blocks.shape[0]).view(heads, -1, 2).transpose(1, 2).reshape(-1)
        return blocks[rows]


def _as_q4_1(blocks: torch.Tensor) -> torch.Tensor:
    """d (q - 8) is d q - 8 d, and a power of two changes no digit of d."""
    scale = blocks[..., :2].contiguous().view(torch.float16)
    return torch.cat([torch.cat([scale, -8 * scale], dim=-1).view(torch.uint8), blocks[..., 2:]], dim=-1)
