"""Gives every integration test an AWS account of its own, in process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.integration.aws import ENVIRONMENT, Cloud
from tests.integration.moto_account import MotoAccount, shared_account
from tests.integration.wiring import reset_wiring

# Handlers read some settings when they are imported, which is before the first fixture runs.
os.environ.update(ENVIRONMENT)


@pytest.fixture(scope="session")
def account() -> Iterator[MotoAccount]:
    """The account of this process, which tests have one after the other."""
    made = shared_account()
    yield made
    made.close()


@contextmanager
def fresh_environment() -> Iterator[None]:
    """An environment that is put back, and contexts that were not wired before."""
    before = dict(os.environ)
    reset_wiring()
    yield
    reset_wiring()
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def cloud(account: MotoAccount) -> Iterator[Cloud]:
    """An empty account: tables, keys, bucket and bus, and nothing in them."""
    with fresh_environment(), account.open() as opened:
        yield opened
