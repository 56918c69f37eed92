"""Builds every adapter for Meta's shop catalogue from the settings."""

from functions.channels.adapters.catalogue.api import CatalogueItems
from functions.channels.adapters.catalogue.fields import CatalogueOptions
from functions.channels.adapters.catalogue.listing import CatalogueChannel
from functions.channels.adapters.catalogue.listing_edit import CatalogueListingEditor
from functions.channels.adapters.catalogue.oauth import CatalogueOAuth
from functions.channels.adapters.meta.graph import Graph
from functions.channels.adapters.registry import Adapters, Tools


def adapters(tools: Tools) -> Adapters:
    """The adapters of Meta's catalogues, with the same app as Facebook's Pages."""
    given = tools.given
    app = (given["facebook_app_id"], given["facebook_app_secret"])
    graph = Graph("Meta", given["facebook_graph_url"], app[1], tools.client)
    www = given["facebook_www_url"]
    items = CatalogueItems(graph)
    return Adapters(
        CatalogueChannel(items, www),
        CatalogueOAuth(graph, www, app, tools.clock) if all(app) else None,
        editor=CatalogueListingEditor(items, www),
        option_source=CatalogueOptions(),
    )
