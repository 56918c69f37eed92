"""Pinterest: OAuth, pins, boards, insights."""
