"""`python -m cultivar_trainer`, as `accelerate launch` starts it, and the command `cultivar-train-python`."""

import os
import sys

from cultivar_trainer.cli import main


def end() -> None:
    """Runs the engine and ends the process at once: all that is to be kept is on disk, and taking down the libraries
    of a process that was told to stop would take seconds."""
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    end()
