"""The model of media: uploads, photos, processing options and renditions."""
