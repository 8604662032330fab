"""`python -m cultivar_trainer`, as `accelerate launch` starts it."""

import sys

from cultivar_trainer.cli import main

sys.exit(main())
