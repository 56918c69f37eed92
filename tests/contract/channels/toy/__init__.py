"""What is added to a tree for a platform that does not exist."""
