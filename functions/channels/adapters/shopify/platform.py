"""Builds every adapter for Shopify from the settings."""

from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.adapters.shopify.api import ShopifyClient
from functions.channels.adapters.shopify.fields import ShopifyOptions
from functions.channels.adapters.shopify.graphql import ShopifyGraphql
from functions.channels.adapters.shopify.listing import ShopifyChannel
from functions.channels.adapters.shopify.listing_edit import ShopifyListingEditor
from functions.channels.adapters.shopify.oauth import ShopifyOAuth
from functions.channels.adapters.shopify.order_feed import ShopifyOrderFeed


def adapters(tools: Tools) -> Adapters:
    """The adapters of Shopify."""
    given = tools.given
    hosts = (given["shopify_api_url"], given["shopify_www_url"])
    app = (given["shopify_client_id"], given["shopify_client_secret"])
    admin = ShopifyGraphql(tools.client, hosts[0])
    store = ShopifyClient(admin, hosts[1], tools.clock)
    consent = ShopifyOAuth(tools.client, hosts, app, tools.clock) if all(app) else None
    return Adapters(
        ShopifyChannel(store),
        consent,
        order_feed=ShopifyOrderFeed(admin),
        editor=ShopifyListingEditor(store),
        option_source=ShopifyOptions(store),
    )
