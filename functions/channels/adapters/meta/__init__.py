"""What Facebook, Instagram and Meta's catalogues share: Graph API, errors, insights, webhooks."""
