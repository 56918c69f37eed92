"""What wakes identity."""
