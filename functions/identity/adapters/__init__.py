"""Who provides what identity needs."""
