"""The Lambda handlers of content; each file is one Lambda."""
