"""Builds every adapter for Shopify from the settings."""

from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.adapters.shopify.api import ShopifyStore
from functions.channels.adapters.shopify.fields import ShopifyPicker
from functions.channels.adapters.shopify.graphql import Admin
from functions.channels.adapters.shopify.listing import ShopifyChannel
from functions.channels.adapters.shopify.listing_edit import ShopifyKeeper
from functions.channels.adapters.shopify.oauth import ShopifyConsent
from functions.channels.adapters.shopify.order_feed import ShopifyFeed


def adapters(tools: Tools) -> Adapters:
    """All that speaks to Shopify."""
    given = tools.given
    hosts = (given["shopify_api_url"], given["shopify_www_url"])
    app = (given["shopify_client_id"], given["shopify_client_secret"])
    admin = Admin(tools.client, hosts[0])
    store = ShopifyStore(admin, hosts[1], tools.clock)
    consent = ShopifyConsent(tools.client, hosts, app, tools.clock) if all(app) else None
    return Adapters(
        ShopifyChannel(store),
        consent,
        feed=ShopifyFeed(admin),
        keeper=ShopifyKeeper(store),
        picker=ShopifyPicker(store),
    )
