"""What wakes publishing; one file is one Lambda."""
