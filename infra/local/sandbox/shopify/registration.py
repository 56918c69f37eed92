"""The app that Haat has registered at Shopify, fixed for the laptop."""

from infra.local.sandbox.credentials import AppCredentials

APP = AppCredentials(
    "shopify", "5a4d0f6e2b7c4c1f9d3e8a70b6c5d401", "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"
)
