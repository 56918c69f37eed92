"""WooCommerce: REST API, keys, products, orders, webhooks."""
