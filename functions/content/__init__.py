"""Content: drafts, words and pictures by models, review, templates."""
