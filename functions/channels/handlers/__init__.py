"""What wakes channels."""
