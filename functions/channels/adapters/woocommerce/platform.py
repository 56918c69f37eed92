"""Builds every adapter for WooCommerce shops from the settings."""

from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.adapters.woocommerce.api import Sites
from functions.channels.adapters.woocommerce.fields import WooCommercePicker
from functions.channels.adapters.woocommerce.listing import WooCommerceChannel
from functions.channels.adapters.woocommerce.listing_edit import WooCommerceKeeper
from functions.channels.adapters.woocommerce.oauth import WooCommerceConsent
from functions.channels.adapters.woocommerce.order_feed import WooCommerceFeed
from functions.channels.adapters.woocommerce.products import WooShelf


def adapters(tools: Tools) -> Adapters:
    """All that speaks to WooCommerce shops; they need no app registration."""
    given = tools.given
    sites = Sites(tools.client, given["woocommerce_api_url"])
    consent = WooCommerceConsent(sites, given["woocommerce_www_url"])
    shelf = WooShelf(sites, tools.clock)
    return Adapters(
        WooCommerceChannel(shelf, tools.clock),
        consent,
        subscriber=consent,
        feed=WooCommerceFeed(sites),
        keeper=WooCommerceKeeper(shelf),
        picker=WooCommercePicker(shelf),
    )
