"""Webhooks of the Meta app for Instagram: see `meta/webhooks.py`."""

from collections.abc import Mapping

from functions.channels.adapters.meta.webhooks import MetaWebhookParser


def parser(given: Mapping[str, str]) -> MetaWebhookParser:
    """The `WebhookParser` of Instagram."""
    return MetaWebhookParser(
        "instagram", given["instagram_app_secret"], given["instagram_verify_token"]
    )
