"""Channels: platforms, connections and sessions, webhooks, channel orders, published listings."""
