"""The Lambda handlers of publishing; each file is one Lambda."""
