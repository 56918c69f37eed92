"""IndiaMART: no product API, so a browser works in its panel; leads come by an API of their own."""

from functions.channels.adapters.http.client import VendorClient
from functions.channels.adapters.indiamart.leads import NAME, IndiaMartLeads, classify
from functions.channels.adapters.panels.fields import PanelOptions
from functions.channels.adapters.panels.listing import AssistedChannel
from functions.channels.adapters.registry import Adapters, Tools


def adapters(tools: Tools) -> Adapters:
    """The adapters of IndiaMART, for listings and leads; IndiaMART has no consent page."""
    vendor = VendorClient(NAME, tools.client, classify)
    leads = IndiaMartLeads(vendor, tools.given["indiamart_api_url"])
    return Adapters(AssistedChannel(), lead_reader=leads, option_source=PanelOptions("indiamart"))
