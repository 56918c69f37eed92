"""The errors of publishing, one class per sentence."""
