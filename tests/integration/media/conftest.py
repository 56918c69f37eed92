"""Objects that wiring keeps for a process, made anew for each test's account."""

import pytest

from functions.media import wiring
from tests.integration.aws import Cloud


@pytest.fixture(autouse=True)
def _fresh(cloud: Cloud) -> None:
    assert cloud
    for name in vars(wiring):
        forget = getattr(getattr(wiring, name), "cache_clear", None)
        if forget is not None:
            forget()
