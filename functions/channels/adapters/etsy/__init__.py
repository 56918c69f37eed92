"""Etsy: API, OAuth, listings, orders, insights, quota, webhooks."""
