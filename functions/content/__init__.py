"""Content: turns a photograph and an artisan's facts into words that the artisan approves."""
