"""WooCommerce's words, errors, look-ups and addresses."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.adapters.http.errors import ErrorClass
from functions.channels.adapters.woocommerce import errors, payloads, responses
from functions.channels.model.listing import (
    Handle,
    NotThere,
    Published,
    Ready,
    Undetermined,
)
from functions.channels.model.platforms import platform
from infra.local.sandbox.storefront import words
from infra.local.sandbox.woocommerce import rules as shops_rules
from tests.unit.channels.sample_listing import listing

AGAIN, LIMITED, RECONNECT = ErrorClass.AGAIN, ErrorClass.LIMITED, ErrorClass.RECONNECT
REJECTED, START_OVER = ErrorClass.REJECTED, ErrorClass.START_OVER
HOME = "https://shop.example.in"
CONNECT_INPUTS = platform("woocommerce").connect_inputs


def wp(code: str, status: int, message: str = "words", **more: Any) -> dict[str, Any]:
    return {"code": code, "message": message, "data": {"status": status, **more}}


@pytest.mark.parametrize(
    ("status", "body", "error_class"),
    [
        (200, wp("internal_server_error", 500), AGAIN),
        (201, wp("woocommerce_rest_cannot_create", 401), AGAIN),
        (301, None, REJECTED),
        (302, {}, REJECTED),
        (307, {"id": 7}, REJECTED),
        (308, None, REJECTED),
        (400, wp("product_invalid_sku", 400, resource_id=7, unique_sku="x-1"), REJECTED),
        (400, wp("woocommerce_rest_product_not_created", 400), REJECTED),
        (400, wp("woocommerce_rest_product_exists", 400), REJECTED),
        (400, wp("rest_invalid_param", 400, params={"sku": "sku"}), REJECTED),
        (400, wp("rest_missing_callback_param", 400), REJECTED),
        (400, wp("rest_invalid_json", 400), REJECTED),
        (400, wp("term_exists", 400, resource_id=9), REJECTED),
        (400, wp("woocommerce_product_invalid_image_id", 400), REJECTED),
        (400, wp("woocommerce_product_image_upload_error", 400, "Invalid image: type"), REJECTED),
        (
            400,
            wp("woocommerce_product_image_upload_error", 400, "Error getting remote image x."),
            LIMITED,
        ),
        (
            400,
            wp("woocommerce_product_image_upload_error", 400, "cURL error 28: timed out"),
            LIMITED,
        ),
        (400, wp("woocommerce_rest_product_invalid_id", 400), START_OVER),
        (400, wp("woocommerce_rest_invalid_webhook_topic", 400), REJECTED),
        (400, None, REJECTED),
        (400, [], REJECTED),
        (400, "no object", REJECTED),
        (400, {"code": 7, "message": None}, REJECTED),
        (401, wp("woocommerce_rest_cannot_view", 401), RECONNECT),
        (401, wp("woocommerce_rest_cannot_create", 401), RECONNECT),
        (401, wp("woocommerce_rest_cannot_edit", 401), RECONNECT),
        (401, wp("woocommerce_rest_cannot_delete", 401), RECONNECT),
        (401, wp("woocommerce_rest_authentication_error", 401), RECONNECT),
        (401, None, RECONNECT),
        (402, {"message": "This site is suspended"}, REJECTED),
        (403, wp("woocommerce_rest_cannot_edit", 403), RECONNECT),
        (403, wp("rest_forbidden", 403), RECONNECT),
        (403, wp("woocommerce_rest_authentication_error", 403), RECONNECT),
        (403, None, RECONNECT),
        (404, wp("rest_no_route", 404), REJECTED),
        (404, wp("woocommerce_rest_product_invalid_id", 404), START_OVER),
        (404, wp("woocommerce_rest_product_variation_invalid_id", 404), START_OVER),
        (404, wp("woocommerce_rest_term_invalid", 404), START_OVER),
        (404, wp("rest_disabled", 404), REJECTED),
        (404, None, REJECTED),
        (405, None, REJECTED),
        (406, None, REJECTED),
        (408, None, AGAIN),
        (409, wp("edit_conflict", 409), LIMITED),
        (410, wp("woocommerce_rest_already_trashed", 410), START_OVER),
        (411, None, REJECTED),
        (413, wp("woocommerce_rest_request_entity_too_large", 413), REJECTED),
        (415, None, REJECTED),
        (418, None, REJECTED),
        (425, None, LIMITED),
        (429, None, LIMITED),
        (429, wp("rest_too_many_requests", 429), LIMITED),
        (400, wp("rest_too_many_requests", 400), LIMITED),
        (451, None, REJECTED),
        (500, wp("internal_server_error", 500, "There has been a critical error"), AGAIN),
        (500, wp("woocommerce_rest_product_invalid_id", 500), START_OVER),
        (500, None, AGAIN),
        (501, wp("woocommerce_rest_trash_not_supported", 501), REJECTED),
        (502, None, AGAIN),
        (503, wp("wp_maintenance", 503), AGAIN),
        (504, None, AGAIN),
        (508, None, AGAIN),
        (520, None, AGAIN),
        (524, None, AGAIN),
        (599, {}, AGAIN),
    ],
)
def test_each_error_has_its_error_class(status: int, body: Any, error_class: ErrorClass) -> None:
    rule = errors.classify(status, {}, body)
    assert rule is not None
    assert rule.error_class is error_class
    assert rule.reason.endswith((".", "”"))
    assert rule.remedy or error_class is not REJECTED


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, []),
        (200, {"id": 7, "status": "draft"}),
        (201, {"id": 7}),
        (200, None),
        (200, {"code": "INR", "name": "Indian rupee", "symbol": "x"}),
        (200, {"create": [{"id": 0, "error": wp("term_exists", 400)}]}),
    ],
)
def test_a_good_answer_is_no_error(status: int, body: Any) -> None:
    assert errors.classify(status, {}, body) is None


@pytest.mark.parametrize(
    ("status", "error_class"),
    [
        (301, REJECTED),
        (302, REJECTED),
        (400, LIMITED),
        (401, LIMITED),
        (403, LIMITED),
        (404, REJECTED),
        (406, LIMITED),
        (429, LIMITED),
        (499, LIMITED),
        (500, AGAIN),
        (503, AGAIN),
        (520, AGAIN),
        (526, AGAIN),
    ],
)
def test_a_page_before_the_shop_has_its_error_class(status: int, error_class: ErrorClass) -> None:
    rule = errors.classify_page(status, {})
    assert rule is not None
    assert rule.error_class is error_class
    assert errors.classify_page(200, {}) is None


@pytest.mark.parametrize(
    ("status", "given", "seconds"),
    [
        (429, "9", 9),
        (429, "", 60),
        (429, "Sat, 21 Nov", 60),
        (503, "600", 600),
        (503, "99999", 3600),
    ],
)
def test_a_host_says_how_long_to_wait(status: int, given: str, seconds: float) -> None:
    for rule in (
        errors.classify(status, {"retry-after": given}, None),
        errors.classify_page(status, {"retry-after": given}),
    ):
        assert rule is not None
        assert rule.after == seconds


def test_markup_in_a_shops_words_is_not_shown() -> None:
    body = wp("x", 400, "<strong>Error:</strong> a &amp; b <a href='x'>more</a>")
    rule = errors.classify(400, {}, body)
    assert rule is not None
    assert rule.reason == "Your shop says: “Error: a & b more”"


def test_the_body_is_what_the_shop_reads() -> None:
    one = listing()
    body = payloads.product_body(one, 7, [3, 4])
    read = shops_rules.read(body)
    assert set(read) == set(body)
    assert (read["status"], read["sku"], read["regular_price"]) == ("draft", one.sku, "1250.50")
    assert read["images"] == [
        {"src": one.pictures["square"].url, "name": one.title, "alt": one.alt_text}
    ]
    assert read["categories"] == [{"id": 7}]
    assert read["tags"] == [{"id": 3}, {"id": 4}]
    assert read["attributes"][0]["options"] == ["brass"]
    bare = payloads.product_body(replace(one, materials=()), None, [])
    assert not {"categories", "tags", "attributes"} & set(bare)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_whatever_the_text_says_buyers_read_it_and_no_markup(text: str) -> None:
    html = responses.paragraphs(text)
    assert words(html) == "\n".join(filter(None, [" ".join(line.split()) for line in [text]]))


def test_lines_and_paragraphs_stay() -> None:
    rendered = responses.paragraphs("One <b>\ntwo\n \n\nthree & four\r\n")
    assert rendered == "<p>One &lt;b&gt;<br />two</p>\n<p>three &amp; four</p>"


def product(**changed: Any) -> dict[str, Any]:
    one = {"id": 7, "status": "draft", "sku": listing().sku, "type": "simple", "permalink": "x"}
    return one | changed


def test_ours_is_known_by_the_whole_sku() -> None:
    one = listing()
    others = [product(id=1, sku=f"{one.sku}-1"), product(id=2, type="variation"), {"sku": one.sku}]
    assert responses.ours([*others, product()], one) == product()
    assert responses.ours(others, one) is None
    given_: tuple[object, ...] = (None, {}, "x", [None, 7])
    for strange in given_:
        assert responses.ours(strange, one) is None


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("publish", Published("7", f"{HOME}/?p=7")),
        ("draft", Ready(Handle("7", "draft"))),
        ("pending", Ready(Handle("7", "draft"))),
        ("trash", NotThere()),
    ],
)
def test_what_the_shop_has_is_reported(status: str, found: object) -> None:
    assert responses.finding(product(status=status), None, HOME, "draft") == found
    assert responses.finding(None, None, HOME, "") == NotThere()
    kept = Handle("7", "draft", {"x": "y"})
    assert responses.finding(product(), kept, HOME, "begun") == Ready(kept)


def test_a_private_product_is_for_a_person_to_judge() -> None:
    found = responses.finding(product(status="private"), None, HOME, "draft")
    assert isinstance(found, Undetermined)
    assert "private" in found.reason


@pytest.mark.parametrize("link", ["javascript:alert(1)", "", "//evil.example", "data:text/html,x"])
def test_only_a_web_address_is_shown_as_one(link: str) -> None:
    assert responses.shown(product(permalink=link), HOME).url == f"{HOME}/?p=7"
    assert (
        responses.shown(product(permalink="https://a.example/x/"), HOME).url
        == "https://a.example/x/"
    )


def test_terms_are_taken_new_and_known_alike() -> None:
    rendered = {
        "create": [
            {"id": 3, "name": "a"},
            {"id": 0, "error": wp("term_exists", 400, resource_id=9)},
            {"id": 0, "error": wp("rest_missing_callback_param", 400)},
            {"error": None},
            "strange",
        ]
    }
    assert responses.term_ids(rendered) == [3, 9]
    assert responses.term_ids([]) == []


def test_our_webhooks_are_known_by_their_address() -> None:
    below = "https://haat.example/api/v1/webhooks/woocommerce/"
    mine = {"id": 1, "delivery_url": f"{below}key"}
    others = [
        {"id": 2, "delivery_url": "https://else.example/hook"},
        {"id": 3},
        {"delivery_url": f"{below}key"},
        {"id": 4, "delivery_url": f"https://e.example/?x={below}"},
    ]
    assert responses.our_hooks([*others, mine, None]) == [mine]


def test_a_shop_that_lists_thousands_of_webhooks_or_odd_ones_costs_few_calls() -> None:
    below = "https://haat.example/api/v1/webhooks/woocommerce/"
    odd = [{"id": 0, "delivery_url": "http://[x/…"}, {"id": 0, "delivery_url": ["x"]}]
    many = [{"id": number, "delivery_url": f"{below}key"} for number in range(5_000)]
    assert len(responses.our_hooks([*odd, *many])) == responses.MOST_HOOKS
