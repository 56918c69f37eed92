"""Webhooks of the Meta app for Instagram: see `meta/webhooks.py`."""

from collections.abc import Mapping

from functions.channels.adapters.meta.webhooks import MetaHook


def hook(given: Mapping[str, str]) -> MetaHook:
    """The `Hook` of Instagram."""
    return MetaHook("instagram", given["instagram_app_secret"], given["instagram_verify_token"])
