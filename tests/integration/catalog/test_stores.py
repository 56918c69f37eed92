"""Stores through the real API handler."""

import pytest

from tests.integration.aws import Cloud, Reply, signed_token

KUTCH = {
    "name": "Asha's Ajrakh",
    "craft": "Ajrakh block printing",
    "region": "Kutch, Gujarat",
    "link": "https://asha.example/shop?from=haat",
}
ASHA = "user_asha"


def open_store(cloud: Cloud, **changed: object) -> Reply:
    return cloud.api("catalog", "POST", "/stores", {**KUTCH, **changed}, token=signed_token(ASHA))


def test_a_store_comes_back_as_it_was_given(cloud: Cloud) -> None:
    made = open_store(cloud)

    assert made.status == 201
    assert {name: made.data[name] for name in KUTCH} == KUTCH
    path = f"/stores/{made.data['store_id']}"
    assert cloud.api("catalog", "GET", path, token=signed_token(ASHA)).data == made.data


def test_only_the_name_is_needed(cloud: Cloud) -> None:
    reply = cloud.api("catalog", "POST", "/stores", {"name": "Asha"}, token=signed_token(ASHA))

    assert [reply.data[name] for name in ("craft", "region", "link")] == [None, None, None]


def test_stores_are_listed_with_the_first_one_first(cloud: Cloud) -> None:
    for name in ("One", "Two", "Three"):
        open_store(cloud, name=name)

    listed = cloud.api("catalog", "GET", "/stores", token=signed_token(ASHA)).data

    assert [store["name"] for store in listed["items"]] == ["One", "Two", "Three"]
    assert listed["next_cursor"] is None


def test_an_edit_names_the_version_that_it_builds_on(cloud: Cloud) -> None:
    path = f"/stores/{open_store(cloud).data['store_id']}"

    def edit(tag: str, **changes: object) -> Reply:
        headers = {"If-Match": tag}
        token = signed_token(ASHA)
        return cloud.api("catalog", "PATCH", path, changes, token=token, headers=headers)

    assert edit('"1"', region=None).data["region"] is None
    assert edit('W/"2"', name="Ajrakh by Asha").data["version"] == 3
    assert edit('"1"', name="Too late").status == 412
    assert edit('"3"', name=None).status == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 81),
        ("craft", "x" * 81),
        ("link", "javascript:alert(1)"),
        ("link", "https://user@evil.example"),
        ("link", "asha.example"),
        ("version", 3),
    ],
)
def test_a_field_out_of_bounds_is_named(cloud: Cloud, field: str, value: object) -> None:
    reply = open_store(cloud, **{field: value})

    assert reply.status == 422
    assert [wrong["field"] for wrong in reply.error["details"]["fields"]] == [field]


def test_a_store_of_another_is_not_found(cloud: Cloud) -> None:
    path = f"/stores/{open_store(cloud).data['store_id']}"
    eve = signed_token("user_eve")

    read = cloud.api("catalog", "GET", path, token=eve)
    change = cloud.api(
        "catalog", "PATCH", path, {"name": "Mine"}, token=eve, headers={"If-Match": '"1"'}
    )

    assert (read.status, change.status) == (404, 404)
    assert cloud.api("catalog", "GET", "/stores", token=eve).data["items"] == []
