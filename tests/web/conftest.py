import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import service as services  # noqa: E402


@pytest.fixture(name="service", scope="module")
def one_service(tmp_path_factory):
    """One server for a whole file, with the bundled sets and a fixed seed."""
    with services.serving(tmp_path_factory.mktemp("data"), "--seed", "7") as service:
        yield service
