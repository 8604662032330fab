"""Blocks of every GGUF type that is read, and what the gguf package makes of them.

    python trainer/test/parity/make_gguf_blocks.py trainer/test/parity/generated/gguf-blocks.json

Needs gguf and numpy. Where the package can quantise, values are quantised; K-quants are blocks of random bits under
scales of the usual size, and one of each with scales at the ends of their range.
"""

import json
import sys
from base64 import b64encode

import numpy
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType
from gguf.quants import dequantize, quantize

random = numpy.random.default_rng(5)
HALF_AT = {"Q4_K": (0, 2), "Q6_K": (208,)}


def main(path):
    blocks = {}
    for name in ("F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q4_K", "Q6_K"):
        kind = GGMLQuantizationType[name]
        data = random_bits(kind) if name in HALF_AT else quantized(kind)
        values = dequantize(data, kind).astype("<f4")
        blocks[name] = {
            "type": int(kind),
            "bytes": b64encode(data.tobytes()).decode(),
            "values": b64encode(values.tobytes()).decode(),
        }
    with open(path, "w") as file:
        file.write(json.dumps(blocks, indent=2) + "\n")


def quantized(kind):
    values = random.standard_normal((3, 64)).astype("float32") * numpy.float32([[1], [1e-3], [40]])
    return quantize(values, kind)


def random_bits(kind):
    _, size = GGML_QUANT_SIZES[kind]
    data = random.integers(0, 256, (4, size), dtype=numpy.uint8)
    for block, scale in zip(data, (0.01, 0.3, 6e-8, 60000.0)):
        for at in HALF_AT[kind.name]:
            block[at : at + 2] = numpy.frombuffer(numpy.float16(scale).tobytes(), numpy.uint8)
    return data


main(sys.argv[1])
