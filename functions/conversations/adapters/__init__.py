"""Who provides what conversations needs."""
