"""Builds every adapter for Pinterest from the settings."""

from functions.channels.adapters.http.client import Vendor
from functions.channels.adapters.pinterest import errors
from functions.channels.adapters.pinterest.fields import PinterestPicker
from functions.channels.adapters.pinterest.insights import PinterestMeter, judge
from functions.channels.adapters.pinterest.listing import PinterestChannel
from functions.channels.adapters.pinterest.listing_edit import PinterestKeeper
from functions.channels.adapters.pinterest.oauth import PinterestConsent
from functions.channels.adapters.registry import Adapters, Tools


def adapters(tools: Tools) -> Adapters:
    """All that speaks to Pinterest."""
    given = tools.given
    app = (given["pinterest_app_id"], given["pinterest_app_secret"])
    vendor = Vendor("Pinterest", tools.client, errors.judge)
    base, www = given["pinterest_api_url"], given["pinterest_www_url"]
    consent = PinterestConsent(vendor, (base, www), app, tools.clock) if all(app) else None
    counting = Vendor("Pinterest", tools.client, judge)
    meter = PinterestMeter(counting, base, tools.clock)
    changing = Vendor("Pinterest", tools.client, errors.judge_change)
    return Adapters(
        PinterestChannel(vendor, base, www),
        consent,
        meter=meter,
        keeper=PinterestKeeper(vendor, changing, (base, www)),
        picker=PinterestPicker(vendor, base),
    )
