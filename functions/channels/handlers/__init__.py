"""The Lambda handlers of channels; each file is one Lambda."""
