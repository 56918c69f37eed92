"""What wakes conversations."""
