"""The scene of content's tests."""

import pytest

from tests.integration.aws import Cloud
from tests.integration.content.scene import Scene


@pytest.fixture
def scene(cloud: Cloud) -> Scene:
    """An empty account with Asha in it."""
    return Scene(cloud)
