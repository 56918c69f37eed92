"""Shopify: GraphQL API, OAuth, products, orders, webhooks."""
