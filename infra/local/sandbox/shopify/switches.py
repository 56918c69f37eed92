"""How Shopify's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "shopify_bucket": 2000,  # points a query may draw on at once
    "shopify_expiring_tokens": "required",  # required | optional
    "shopify_orders": "recent",  # recent | all (read_all_orders was approved)
    "shopify_processing_ms": 1000,  # a picture is PROCESSING for this long
    "shopify_restore_rate": 100,  # points a second (Standard plan)
    "shopify_shop": "open",  # open | frozen (402) | locked (423)
    "shopify_webhooks": "normal",  # normal | duplicated | disordered | off
}
