"""Two people act for one seller: they see the same things, and each keeps her own presses."""

from tests.integration.aws import Cloud, Reply, signed_token

MILL = "user_mill"


def asha() -> str:
    """A token of the first person, who acts for the mill."""
    return signed_token("user_asha", seller=MILL)


def bina() -> str:
    """A token of the second person, who acts for the mill as well."""
    return signed_token("user_bina", seller=MILL)


def stranger() -> str:
    """A token of the first person again, who acts for a seller of her own."""
    return signed_token("user_asha")


def add(cloud: Cloud, token: str, title: str, key: str) -> Reply:
    headers = {"Idempotency-Key": key}
    return cloud.api("catalog", "POST", "/products", {"title": title}, token=token, headers=headers)


def test_what_one_makes_the_other_sees_and_nobody_else(cloud: Cloud) -> None:
    made = add(cloud, asha(), "Stole", "1").data["product_id"]

    path = f"/products/{made}"
    assert cloud.api("catalog", "GET", path, token=bina()).data["title"] == "Stole"
    assert cloud.api("catalog", "GET", path, token=stranger()).status == 404


def test_a_press_is_answered_to_the_person_who_made_it(cloud: Cloud) -> None:
    first = add(cloud, asha(), "Stole", "1").data["product_id"]

    assert add(cloud, asha(), "Stole", "1").data["product_id"] == first
    assert add(cloud, bina(), "Stole", "1").data["product_id"] != first
