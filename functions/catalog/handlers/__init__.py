"""What wakes catalog."""
