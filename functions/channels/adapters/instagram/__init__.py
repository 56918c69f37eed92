"""Instagram: OAuth, posts, insights, webhooks."""
