"""Webhooks of the Meta app for Facebook: see `meta/webhooks.py`."""

from collections.abc import Mapping

from functions.channels.adapters.meta.webhooks import MetaWebhookParser


def parser(given: Mapping[str, str]) -> MetaWebhookParser:
    """The `WebhookParser` of Facebook."""
    return MetaWebhookParser("page", given["facebook_app_secret"], given["facebook_verify_token"])
