"""What content does: keeps drafts, has them written, and lets the artisan decide."""
