"""The model of channels: capabilities, listings, steps, connections and browser jobs."""
