"""What tests share."""

from pathlib import Path

import pytest
from tiny_run import tiny_model


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny model."""
    return tiny_model(tmp_path_factory.mktemp("model"))
