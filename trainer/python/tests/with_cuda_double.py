"""TEST DOUBLE of a machine with CUDA, for the choice of a loader alone: `python with_cuda_double.py --request FILE`
runs the engine, which computes on the CPU."""

import sys

from cultivar_trainer import cli, loader

_choose = loader.choose_loader
loader.choose_loader = lambda request, cuda: _choose(request, cuda=True)

if __name__ == "__main__":
    sys.exit(cli.main())
