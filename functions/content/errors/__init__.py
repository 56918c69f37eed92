"""What can go wrong with a draft, each with its cause and the next step for the artisan."""
