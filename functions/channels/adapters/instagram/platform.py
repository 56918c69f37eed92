"""Builds every adapter for Instagram from the settings."""

from functions.channels.adapters.instagram.insights import InstagramMetricsReader
from functions.channels.adapters.instagram.listing import InstagramChannel
from functions.channels.adapters.instagram.oauth import InstagramOAuth
from functions.channels.adapters.meta.graph import Graph
from functions.channels.adapters.meta.insights import classify
from functions.channels.adapters.registry import Adapters, Tools


def adapters(tools: Tools) -> Adapters:
    """The adapters of Instagram."""
    given = tools.given
    app = (given["instagram_app_id"], given["instagram_app_secret"])
    graph = Graph("Instagram", given["instagram_graph_url"], app[1], tools.client)
    hosts = (given["instagram_api_url"], given["instagram_www_url"])
    consent = InstagramOAuth(graph, hosts, app, tools.clock) if all(app) else None
    counting = Graph("Instagram", given["instagram_graph_url"], app[1], tools.client, classify)
    metrics_reader = InstagramMetricsReader(counting, tools.clock)
    return Adapters(
        InstagramChannel(graph, hosts[1], tools.clock), consent, metrics_reader=metrics_reader
    )
