"""Channels: what each platform can do, and the artisan's connections to them."""
