"""Who provides what channels needs: one file per technology or platform."""
