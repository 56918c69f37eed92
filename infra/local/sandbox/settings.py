"""Switches that change how a stand-in behaves, kept in the world so that a test can turn them."""

from infra.local.sandbox.world import World

KIND = "setting"

# name → default. Numbers that a vendor does not document are here rather than in its rules.
DEFAULTS: dict[str, str | int] = {
    "catalogue_business": "one",  # one | none
    "catalogue_owned": 1,  # catalogues that the business has from the start
    "catalogue_processing_ms": 1000,  # a new item is not there yet for this long
    "catalogue_review": "approved",  # approved | rejected
    "catalogue_review_seconds": 30,  # an item is pending for this long after a change
    "etsy_limit_per_second": 150,
    "etsy_limit_per_day": 100_000,
    "facebook_metric_gone": "",  # a metric of posts that Meta has taken away since
    "indiamart_captcha": "off",  # off | login | upload
    "indiamart_image_bytes_max": 5 * 1024 * 1024,
    "indiamart_image_side_min": 500,
    "indiamart_layout": "standard",  # standard | changed
    "indiamart_lead_seconds": 300,  # between two calls of the lead API
    "indiamart_otp": "once",  # once | again (asked again before a product is added)
    "indiamart_qc": "by_content",  # by_content | error
    "indiamart_qc_seconds": 45,
    "indiamart_session_epoch": 0,  # another number ends every session begun before
    "indiamart_session_seconds": 12 * 3600,
    "indiamart_webhooks": "normal",  # normal | duplicated | disordered | off
    "instagram_broken_container": 0,  # which one, in the order of their making, ends in ERROR
    "instagram_processing_ms": 1000,  # a container is IN_PROGRESS for this long
    "instagram_quota": 100,  # API-published posts per rolling 24 h
    "meesho_captcha": "off",  # off | login | upload
    "meesho_image_bytes_max": 10 * 1024 * 1024,
    "meesho_image_side_min": 500,
    "meesho_image_stretch_max": 125,  # longer side over shorter side, in per cent
    "meesho_layout": "standard",  # standard | changed
    "meesho_otp": "once",  # once | again (asked again before the upload)
    "meesho_qc": "by_content",  # by_content | error
    "meesho_qc_seconds": 45,
    "meesho_session_epoch": 0,  # another number ends every session begun before
    "meesho_session_seconds": 12 * 3600,
    "metrics": "normal",  # normal | late (two days behind) | missing | few (viewers; Instagram)
    "pinterest_access": "standard",  # standard | trial
    "pinterest_pin_update": "open",  # open | closed (this beta was not opened to the app)
    "pinterest_read_per_minute": 1000,
    "pinterest_write_per_minute": 100,
    "shopify_bucket": 2000,  # points a query may draw on at once
    "shopify_expiring_tokens": "required",  # required | optional
    "shopify_orders": "recent",  # recent | all (read_all_orders was approved)
    "shopify_processing_ms": 1000,  # a picture is PROCESSING for this long
    "shopify_restore_rate": 100,  # points a second (Standard plan)
    "shopify_shop": "open",  # open | frozen (402) | locked (423)
    "shopify_webhooks": "normal",  # normal | duplicated | disordered | off
    "snapdeal_captcha": "off",  # off | login | upload
    "snapdeal_image_side_min": 500,
    "snapdeal_layout": "standard",  # standard | changed | columns (a new template only)
    "snapdeal_otp": "once",  # once | again (asked again before an upload)
    "snapdeal_qc": "by_content",  # by_content | error
    "snapdeal_qc_seconds": 45,
    "snapdeal_session_epoch": 0,  # another number ends every session begun before
    "snapdeal_session_seconds": 12 * 3600,
    "woocommerce_basic_header": "passed",  # passed | stripped (some hosts drop Authorization)
    "woocommerce_duplicate_sku": "invalid_sku",  # invalid_sku | not_created (some versions)
    "woocommerce_host": "good",  # good | maintenance | firewall | moved | plain_permalinks
    "woocommerce_image_bytes_max": 8 * 1024 * 1024,
    "woocommerce_tls": "either",  # either | off (no TLS: only OAuth 1.0a is taken)
    "woocommerce_webhooks": "normal",  # normal | duplicated | disordered | off
}


def change(world: World, name: str, value: str | int) -> None:
    """Turn a switch; KeyError for an unknown name, TypeError for the wrong kind of value."""
    if type(value) is not type(DEFAULTS[name]):
        raise TypeError(f"{name} takes a value like {DEFAULTS[name]!r}")
    world.put(KIND, name, {"value": value})


def every(world: World) -> dict[str, str | int]:
    """All switches as they stand."""
    return DEFAULTS | {name: kept["value"] for name, kept in world.items(KIND)}


def text(world: World, name: str) -> str:
    """A switch that is a word."""
    return str(every(world)[name])


def number(world: World, name: str) -> int:
    """A switch that is a number."""
    return int(every(world)[name])
