"""Values and the blocks that the gguf package quantises them to.

    python trainer/test/parity/make_gguf_quantized.py trainer/test/parity/generated/gguf-quantized.json

Needs gguf and numpy. Besides values as weights have them: zeros, a lone value, halves that round either way, the end
of half precision, and values whose scale half precision cannot hold exactly.
"""

import json
import sys
from base64 import b64encode

import numpy
from gguf import GGMLQuantizationType
from gguf.quants import quantize

random = numpy.random.default_rng(9)


def values():
    rows = [random.standard_normal(32) * scale for scale in (1, 0.02, 1e-6, 3000, 1, 0.02) for _ in range(6)]
    rows += [numpy.zeros(32), numpy.eye(32)[3] * -0.25, numpy.linspace(-127, 127, 32)]
    rows += [numpy.arange(32) - 15.5, (numpy.arange(32) - 16) / 2, numpy.full(32, 65504.0), numpy.full(32, 1e-7)]
    return numpy.float32(rows)


def encoded(data):
    return b64encode(data.tobytes()).decode()


def main(path):
    data = values()
    blocks = {name.lower(): encoded(quantize(data, GGMLQuantizationType[name])) for name in ("Q8_0", "Q4_0", "F16", "BF16")}
    with open(path, "w") as file:
        file.write(json.dumps({"values": encoded(data.astype("<f4")), **blocks}, indent=2) + "\n")


main(sys.argv[1])
