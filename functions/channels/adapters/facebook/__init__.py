"""Facebook Pages: OAuth, posts, insights, webhooks."""
