"""What publishing knows: posts, targets, and the life of an effect."""
