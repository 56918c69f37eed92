"""The AWS account (moto) of one test process: made once, and restored in memory per test.

Making tables, bucket, bus and queue takes a tenth of a second and more with every context; a
copy of what moto holds for them is put back in a millisecond. `MotoAccount.saved` keeps whatever
was arranged in the same way, rows and keys and all, for tests that start from there.
"""

import copyreg
import io
import pickle
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from moto import mock_aws
from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.model_instances import reset_model_data
from moto.core.models import botocore_stubber, responses_mock

from tests.integration.aws import Cloud

_RLOCK = type(threading.RLock())
_KEPT = ("cryptography.",)
"""Modules of objects that never change and cannot be copied: each state shares them."""


class AccountState:
    """What an account held at one moment."""

    def __init__(self, content: bytes, shared: list[object]) -> None:
        self.content = content
        self.shared = shared


class MotoAccount:
    """moto, running from the first use until `close` and answering only within `open`."""

    def __init__(self) -> None:
        self._mock: Any = mock_aws(
            config={"core": {"mock_credentials": False, "reset_boto3_session": False}}
        )
        self._mock.start()
        self.cloud = Cloud().build()
        self._empty = self.saved()
        _fall_silent()

    @contextmanager
    def open(self, state: AccountState | None = None) -> Iterator[Cloud]:
        """The account as it was in `state`, or with empty tables; calls reach it until the end."""
        self.put_back(state)
        botocore_stubber.enabled = True
        responses_mock.start()
        try:
            yield self.cloud
        finally:
            _fall_silent()

    def saved(self) -> AccountState:
        """All that the account holds now."""
        held = [
            (services.service_name, dict(_own(services)), dict(_regions(services)))
            for services in _services()
        ]
        shared: list[object] = []
        out = io.BytesIO()
        _Pickler(out, shared).dump(held)
        return AccountState(out.getvalue(), shared)

    def put_back(self, state: AccountState | None = None) -> None:
        """The account as it was in `state`, or with empty tables."""
        kept = state or self._empty
        for services in _services():
            for _, _, backend in services.iter_backends():
                backend.reset()  # closes files, too
        reset_model_data()
        named = {services.service_name: services for services in _services()}
        for name, own, regions in _Unpickler(io.BytesIO(kept.content), kept.shared).load():
            vars(named[name]).update(own)
            for (account, region), held in regions.items():
                vars(named[name][account][region]).update(held)

    def close(self) -> None:
        """End moto, once."""
        if self._mock is not None:
            responses_mock.start()
            self._mock.stop()
            self._mock = None


@cache
def shared_account() -> MotoAccount:
    """The account of this process: there is one moto, whichever folders' tests ask for it."""
    return MotoAccount()


def _fall_silent() -> None:
    botocore_stubber.enabled = False
    responses_mock.stop(allow_assert=False)


def _services() -> list[Any]:
    every: Any = BackendDict
    return [*every._instances]  # noqa: SLF001  # moto's only list of what is in use


def _own(services: Any) -> Iterator[tuple[str, object]]:
    """What a service keeps for all regions, such as S3's names of buckets."""
    for name, value in vars(services).items():
        if isinstance(value, dict):
            yield name, value


def _regions(services: Any) -> Iterator[tuple[tuple[str, str], Mapping[str, object]]]:
    for account, region, backend in services.iter_backends():
        yield (account, region), vars(backend)


class _Pickler(pickle.Pickler):
    def __init__(self, out: io.BytesIO, shared: list[object]) -> None:
        super().__init__(out, pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    def persistent_id(self, obj: object) -> int | None:
        """The place of an object that is shared rather than copied."""
        if not isinstance(obj, BaseBackend) and not type(obj).__module__.startswith(_KEPT):
            return None
        self._shared.append(obj)
        return len(self._shared) - 1


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: io.BytesIO, shared: list[object]) -> None:
        super().__init__(content)
        self._shared = shared

    def persistent_load(self, pid: int) -> object:
        """The shared object at a place."""
        return self._shared[pid]


# A lock in what is kept (SQS has some) is free, and so is the one that is put back.
copyreg.pickle(_RLOCK, lambda _: (threading.RLock, ()))
