"""The sockets of API Gateway, for the tests of what is pushed into them."""

import os
from collections.abc import Iterator

import pytest

from tests.integration.aws import Cloud
from tests.integration.conversations.gateway import Gateway
from tests.integration.wiring import reset_wiring


@pytest.fixture
def gateway(cloud: Cloud) -> Iterator[Gateway]:
    """A management API that notes what is sent to each socket."""
    del cloud
    with Gateway() as gateway:
        os.environ["SOCKET_URL"] = gateway.url
        reset_wiring()
        yield gateway
