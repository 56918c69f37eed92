"""Webhooks of the Meta app for Facebook: see `meta_events.py`."""

from collections.abc import Mapping

from functions.channels.adapters.meta_events import MetaHook


def hook(given: Mapping[str, str]) -> MetaHook:
    """The `Hook` of Facebook."""
    return MetaHook("page", given["facebook_app_secret"], given["facebook_verify_token"])
