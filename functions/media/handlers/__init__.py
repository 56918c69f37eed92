"""The Lambda handlers of media; each file is one Lambda."""
