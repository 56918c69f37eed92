"""Builds every adapter for Pinterest from the settings."""

from functions.channels.adapters.http.client import VendorClient
from functions.channels.adapters.pinterest import errors
from functions.channels.adapters.pinterest.fields import PinterestOptions
from functions.channels.adapters.pinterest.insights import PinterestMetricsReader, classify
from functions.channels.adapters.pinterest.listing import PinterestChannel
from functions.channels.adapters.pinterest.listing_edit import PinterestListingEditor
from functions.channels.adapters.pinterest.oauth import PinterestOAuth
from functions.channels.adapters.registry import Adapters, Tools


def adapters(tools: Tools) -> Adapters:
    """The adapters of Pinterest."""
    given = tools.given
    app = (given["pinterest_app_id"], given["pinterest_app_secret"])
    vendor = VendorClient("Pinterest", tools.client, errors.classify)
    base, www = given["pinterest_api_url"], given["pinterest_www_url"]
    consent = PinterestOAuth(vendor, (base, www), app, tools.clock) if all(app) else None
    counting = VendorClient("Pinterest", tools.client, classify)
    metrics_reader = PinterestMetricsReader(counting, base, tools.clock)
    changing = VendorClient("Pinterest", tools.client, errors.classify_update)
    return Adapters(
        PinterestChannel(vendor, base, www),
        consent,
        metrics_reader=metrics_reader,
        editor=PinterestListingEditor(vendor, changing, (base, www)),
        option_source=PinterestOptions(vendor, base),
    )
