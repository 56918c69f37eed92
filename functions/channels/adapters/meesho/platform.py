"""Meesho: no public API, so a browser works in its supplier panel (`panel.json`)."""

from functions.channels.adapters.panels.fields import PanelOptions
from functions.channels.adapters.panels.listing import AssistedChannel
from functions.channels.adapters.registry import Adapters, Tools


def adapters(tools: Tools) -> Adapters:  # noqa: ARG001  # as every platform's
    """The adapters of Meesho, which has no consent page and no API."""
    return Adapters(AssistedChannel(), option_source=PanelOptions("meesho"))
