"""What wakes media; one file is one Lambda."""
