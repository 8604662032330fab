"""Matrices in ggml's blocks Q4_1: `trainer/src/model/gguf/quantize-q4-1.ts` in torch, to the same bits.

Of each 32 values a scale d and the minimum m in half precision, then 16 bytes that hold values 0-15 in their low halves
and 16-31 in their high ones; value = d q + m.
"""

import torch

BLOCK_VALUES = 32
_HALF = BLOCK_VALUES // 2


def pack(matrix: torch.Tensor) -> torch.Tensor:
    """A matrix `[rows, columns]` as blocks `[rows, columns / 32, 20]` of bytes."""
    values = matrix.detach().float().view(matrix.shape[0], -1, BLOCK_VALUES)
    least, most = values.aminmax(dim=-1)
    scale = (most - least) / 15
    inverse = torch.where(scale == 0, 0.0, 1 / scale)
    # Each step is rounded to f32, as in ggml.
    levels = ((values - least[..., None]) * inverse[..., None] + 0.5).clamp(max=15).to(torch.uint8)
    head = torch.stack([scale, least], dim=-1).half().view(torch.uint8)
    return torch.cat([head, levels[..., :_HALF] | levels[..., _HALF:] << 4], dim=-1)


def unpack(blocks: torch.Tensor) -> torch.Tensor:
    """The values `[rows, columns]` of blocks in f32."""
    scale, least = blocks[..., :4].contiguous().view(torch.float16).float().unbind(-1)
    levels = torch.cat([blocks[..., 4:] & 15, blocks[..., 4:] >> 4], dim=-1).float()
    return (levels * scale[..., None] + least[..., None]).view(blocks.shape[0], -1)
