"""The Lambda handlers of identity; each file is one Lambda."""
