"""Builds every adapter for WooCommerce shops from the settings."""

from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.adapters.woocommerce.api import Sites
from functions.channels.adapters.woocommerce.fields import WooCommerceOptions
from functions.channels.adapters.woocommerce.listing import WooCommerceChannel
from functions.channels.adapters.woocommerce.listing_edit import WooCommerceListingEditor
from functions.channels.adapters.woocommerce.oauth import WooCommerceKeys
from functions.channels.adapters.woocommerce.order_feed import WooCommerceOrderFeed
from functions.channels.adapters.woocommerce.products import WooProducts


def adapters(tools: Tools) -> Adapters:
    """The adapters of WooCommerce shops, which need no app registration."""
    given = tools.given
    sites = Sites(tools.client, given["woocommerce_api_url"])
    consent = WooCommerceKeys(sites, given["woocommerce_www_url"])
    products = WooProducts(sites, tools.clock)
    return Adapters(
        WooCommerceChannel(products, tools.clock),
        consent,
        subscriber=consent,
        order_feed=WooCommerceOrderFeed(sites),
        editor=WooCommerceListingEditor(products),
        option_source=WooCommerceOptions(products),
    )
