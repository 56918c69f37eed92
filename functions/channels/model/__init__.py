"""What channels knows: capabilities, listings, steps, connections and browser jobs."""
