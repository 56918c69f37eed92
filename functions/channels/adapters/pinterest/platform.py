"""Builds every adapter for Pinterest from the settings."""

from functions.channels.adapters.http.client import VendorClient
from functions.channels.adapters.pinterest import errors
from functions.channels.adapters.pinterest.fields import PinterestOptions
from functions.channels.adapters.pinterest.insights import PinterestMetricsReader, judge
from functions.channels.adapters.pinterest.listing import PinterestChannel
from functions.channels.adapters.pinterest.listing_edit import PinterestListingEditor
from functions.channels.adapters.pinterest.oauth import PinterestOAuth
from functions.channels.adapters.registry import Adapters, Tools


def adapters(tools: Tools) -> Adapters:
    """The adapters of Pinterest."""
    given = tools.given
    app = (given["pinterest_app_id"], given["pinterest_app_secret"])
    vendor = VendorClient("Pinterest", tools.client, errors.judge)
    base, www = given["pinterest_api_url"], given["pinterest_www_url"]
    consent = PinterestOAuth(vendor, (base, www), app, tools.clock) if all(app) else None
    counting = VendorClient("Pinterest", tools.client, judge)
    meter = PinterestMetricsReader(counting, base, tools.clock)
    changing = VendorClient("Pinterest", tools.client, errors.judge_change)
    return Adapters(
        PinterestChannel(vendor, base, www),
        consent,
        meter=meter,
        keeper=PinterestListingEditor(vendor, changing, (base, www)),
        picker=PinterestOptions(vendor, base),
    )
