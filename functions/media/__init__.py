"""Media: uploads, photos and their renditions."""
