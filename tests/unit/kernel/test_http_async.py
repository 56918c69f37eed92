"""The guarded client that is handed to libraries: vetted and bounded like the other one."""

import asyncio
from collections.abc import Iterator

import httpx2
import pytest

from kernel.addresses import AddressForbidden, resolve
from kernel.errors import TryLater
from kernel.http import ResponseTooLarge, guarded_async_client, guarded_client
from tests.unit.kernel.test_http import Vendor, serving


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Iterator[Vendor]:
    with serving() as vendor:
        monkeypatch.setenv("OUTBOUND_ALLOW", f"127.0.0.1:1,{vendor.place},")
        yield vendor


def fetch(url: str, max_bytes: int = 5000) -> httpx2.Response:
    async def once() -> httpx2.Response:
        async with guarded_async_client(timeout=1, max_bytes=max_bytes) as client:
            await client.get(url)
            return await client.get(url)

    return asyncio.run(once())


def test_an_answer_comes_back_whole(vendor: Vendor) -> None:
    answer = fetch(f"{vendor.url}/models")

    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert [headers["host"] for _, headers, _ in vendor.asked] == [vendor.place] * 2


def test_an_answer_over_the_size_is_refused_and_none_comes_packed(vendor: Vendor) -> None:
    assert len(fetch(f"{vendor.url}/large", 3000).content) == 3000
    with pytest.raises(ResponseTooLarge):
        fetch(f"{vendor.url}/large", 2999)
    assert {headers["accept-encoding"] for _, headers, _ in vendor.asked} == {"identity"}


@pytest.mark.parametrize("url", ["http://169.254.169.254/", "http://127.0.0.1/", "http://[::1]/"])
def test_an_address_inside_is_refused(vendor: Vendor, url: str) -> None:
    with pytest.raises(AddressForbidden):
        fetch(url)
    assert vendor.asked == []


def test_the_allow_list_of_a_deployment_is_for_both_clients(vendor: Vendor) -> None:
    client = guarded_client(timeout=1)

    assert client.send("GET", f"{vendor.url}/posts").status == 200
    with pytest.raises(AddressForbidden):
        client.send("GET", "http://127.0.0.1:22/")
    client.close()


def test_a_name_that_nobody_has_may_have_one_later() -> None:
    with pytest.raises(TryLater):
        resolve("name-of-nobody.invalid", 80)


def test_a_cookie_for_one_person_is_not_sent_for_the_next(vendor: Vendor) -> None:
    client = guarded_client(timeout=1)
    for _ in range(2):
        client.send("GET", f"{vendor.url}/cookie")
    client.close()
    fetch(f"{vendor.url}/cookie")
    assert len(vendor.asked) == 4
    assert not [headers for _, headers, _ in vendor.asked if "cookie" in headers]
