"""What content knows: facts, copy, platform texts and the life of a draft."""
