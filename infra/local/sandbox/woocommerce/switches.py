"""How WooCommerce's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "woocommerce_basic_header": "passed",  # passed | stripped (some hosts drop Authorization)
    "woocommerce_duplicate_sku": "invalid_sku",  # invalid_sku | not_created (some versions)
    "woocommerce_host": "good",  # good | maintenance | firewall | moved | plain_permalinks
    "woocommerce_image_bytes_max": 8 * 1024 * 1024,
    "woocommerce_tls": "either",  # either | off (no TLS: only OAuth 1.0a is taken)
    "woocommerce_webhooks": "normal",  # normal | duplicated | disordered | off
}
