"""The Lambda handlers of conversations; each file is one Lambda."""
