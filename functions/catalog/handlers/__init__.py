"""The Lambda handlers of catalog; each file is one Lambda."""
