"""Builds every adapter for Etsy from the settings."""

from functions.channels.adapters.etsy import errors
from functions.channels.adapters.etsy.api import EtsyShop
from functions.channels.adapters.etsy.fields import EtsyPicker
from functions.channels.adapters.etsy.insights import EtsyMeter
from functions.channels.adapters.etsy.listing import EtsyChannel
from functions.channels.adapters.etsy.listing_edit import EtsyKeeper
from functions.channels.adapters.etsy.oauth import EtsyConsent
from functions.channels.adapters.etsy.order_feed import EtsyFeed
from functions.channels.adapters.etsy.orders import EtsySales
from functions.channels.adapters.etsy.quota import EtsyGauge
from functions.channels.adapters.http.client import Vendor
from functions.channels.adapters.http.pictures import Pictures
from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.model.platforms import platform


def adapters(tools: Tools) -> Adapters:
    """All that speaks to Etsy."""
    given = tools.given
    keys = (given["etsy_keystring"], given["etsy_shared_secret"])
    key = ":".join(keys)
    vendor = Vendor(platform("etsy").name, tools.client, errors.judge)
    base = given["etsy_api_url"]
    shop = EtsyShop(vendor, base, key, Pictures(tools.client), tools.clock)
    hosts = (base, given["etsy_www_url"])
    return Adapters(
        EtsyChannel(shop),
        EtsyConsent(vendor, hosts, keys, tools.clock) if all(keys) else None,
        EtsySales(vendor, base, key),
        meter=EtsyMeter(vendor, base, key, tools.clock),
        feed=EtsyFeed(vendor, base, key),
        keeper=EtsyKeeper(shop),
        picker=EtsyPicker(shop),
        gauge=EtsyGauge(vendor, base, key, tools.clock),
    )
