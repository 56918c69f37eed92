"""The services of channels: connecting, fresh tokens, posting, syncs, webhooks, browser jobs."""
