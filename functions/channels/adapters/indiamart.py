"""IndiaMART: no product API, so a browser works in its panel; leads come by an API of their own."""

from functions.channels.adapters import indiamart_leads
from functions.channels.adapters.assisted import AssistedChannel
from functions.channels.adapters.calls import Vendor
from functions.channels.adapters.panel_picker import PanelPicker
from functions.channels.adapters.registry import Adapters, Tools


def adapters(tools: Tools) -> Adapters:
    """All that lists on IndiaMART, which has no consent page, and reads its leads."""
    vendor = Vendor(indiamart_leads.NAME, tools.client, indiamart_leads.judge)
    leads = indiamart_leads.IndiaMartLeads(vendor, tools.given["indiamart_api_url"])
    return Adapters(AssistedChannel(), leads=leads, picker=PanelPicker("indiamart"))
