"""What publishing stands on: its table, Step Functions, and other contexts."""
