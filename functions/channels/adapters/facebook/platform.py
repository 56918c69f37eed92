"""Builds every adapter for a Facebook Page from the settings."""

from functions.channels.adapters.facebook.insights import FacebookMetricsReader
from functions.channels.adapters.facebook.listing import FacebookChannel
from functions.channels.adapters.facebook.listing_edit import FacebookListingEditor, classify_kept
from functions.channels.adapters.facebook.oauth import FacebookOAuth
from functions.channels.adapters.meta.graph import Graph
from functions.channels.adapters.meta.insights import classify
from functions.channels.adapters.registry import Adapters, Tools


def adapters(tools: Tools) -> Adapters:
    """The adapters of Facebook Pages."""
    given = tools.given
    base, app = (
        given["facebook_graph_url"],
        (given["facebook_app_id"], given["facebook_app_secret"]),
    )
    graph = Graph("Facebook", base, app[1], tools.client)
    www = given["facebook_www_url"]
    consent = FacebookOAuth(graph, www, app, tools.clock) if all(app) else None
    metrics_reader = FacebookMetricsReader(
        Graph("Facebook", base, app[1], tools.client, classify), tools.clock
    )
    kept = Graph("Facebook", base, app[1], tools.client, classify_kept)
    editor = FacebookListingEditor(graph, kept, www)
    return Adapters(
        FacebookChannel(graph, www), consent, metrics_reader=metrics_reader, editor=editor
    )
