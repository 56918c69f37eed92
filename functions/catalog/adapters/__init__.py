"""Who provides what catalog needs."""
