"""Builds every adapter for Etsy from the settings."""

from functions.channels.adapters.etsy import errors
from functions.channels.adapters.etsy.api import EtsyClient
from functions.channels.adapters.etsy.fields import EtsyOptions
from functions.channels.adapters.etsy.insights import EtsyMetricsReader
from functions.channels.adapters.etsy.listing import EtsyChannel
from functions.channels.adapters.etsy.listing_edit import EtsyListingEditor
from functions.channels.adapters.etsy.oauth import EtsyOAuth
from functions.channels.adapters.etsy.order_feed import EtsyOrderFeed
from functions.channels.adapters.etsy.orders import EtsyOrderReader
from functions.channels.adapters.etsy.quota import EtsyQuotaReader
from functions.channels.adapters.http.client import VendorClient
from functions.channels.adapters.http.pictures import PictureDownloader
from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.model.platforms import platform


def adapters(tools: Tools) -> Adapters:
    """The adapters of Etsy."""
    given = tools.given
    keys = (given["etsy_keystring"], given["etsy_shared_secret"])
    key = ":".join(keys)
    vendor = VendorClient(platform("etsy").name, tools.client, errors.classify)
    base = given["etsy_api_url"]
    shop = EtsyClient(vendor, base, key, PictureDownloader(tools.client), tools.clock)
    hosts = (base, given["etsy_www_url"])
    return Adapters(
        EtsyChannel(shop),
        EtsyOAuth(vendor, hosts, keys, tools.clock) if all(keys) else None,
        EtsyOrderReader(vendor, base, key),
        metrics_reader=EtsyMetricsReader(vendor, base, key, tools.clock),
        order_feed=EtsyOrderFeed(vendor, base, key),
        editor=EtsyListingEditor(shop),
        option_source=EtsyOptions(shop),
        quota_reader=EtsyQuotaReader(vendor, base, key, tools.clock),
    )
