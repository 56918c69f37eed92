"""Gives every integration test an AWS account of its own, in process."""

import os
from collections.abc import Iterator

import pytest
from moto import mock_aws

from tests.integration.aws import ENVIRONMENT, Cloud

# Handlers read some settings when they are imported, which is before the first fixture runs.
os.environ.update(ENVIRONMENT)


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    """An empty account: tables, keys, bucket and bus, and nothing in them."""
    before = dict(os.environ)
    with mock_aws():
        yield Cloud().build()
    os.environ.clear()
    os.environ.update(before)
