"""Who provides what media needs; one file per technology."""
