"""Webhooks of the Meta app for Facebook: see `meta/webhooks.py`."""

from collections.abc import Mapping

from functions.channels.adapters.meta.webhooks import MetaHook


def hook(given: Mapping[str, str]) -> MetaHook:
    """The `Hook` of Facebook."""
    return MetaHook("page", given["facebook_app_secret"], given["facebook_verify_token"])
